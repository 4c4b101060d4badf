//! Tickets: what the server shows once, in a QR code or in letters, to pair one device.

use std::fmt;

use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Salt};
use data_encoding::BASE32_NOPAD;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::NoChance;

/// The length of an app code's secret.
const SECRET: usize = 20;
const INFO: &[u8] = b"tweestap authenticator app code";

/// A text was not a ticket: 26 letters and digits of base32 are expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a ticket")]
pub struct NotATicket;

/// A ticket; wiped from memory when it is dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ticket([u8; 16]);

impl Ticket {
    /// From its 16 bytes, which must be random.
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// Its 16 bytes.
    pub fn as_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// Reads a ticket as a person types it: in either case, with spaces and hyphens.
    pub fn parse(typed: &str) -> Result<Self, NotATicket> {
        if typed.len() > 256 {
            return Err(NotATicket);
        }
        let plain: Zeroizing<String> = Zeroizing::new(
            typed
                .chars()
                .filter(|c| !c.is_whitespace() && *c != '-')
                .map(|c| c.to_ascii_uppercase())
                .collect(),
        );
        Self::strict(&plain)
    }

    /// Reads a ticket as a message holds it: 26 capitals and digits.
    fn strict(text: &str) -> Result<Self, NotATicket> {
        let bytes = Zeroizing::new(BASE32_NOPAD.decode(text.as_bytes()).map_err(|_| NotATicket)?);
        Ok(Self(bytes.as_slice().try_into().map_err(|_| NotATicket)?))
    }

    /// The text form: 26 capitals and digits of base32 (RFC 4648 §6), without padding.
    pub fn to_text(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// The secret for RFC 6238 that both sides have from the ticket (HKDF with SHA-256, RFC 5869, without salt).
    pub fn app_code_secret(&self) -> Result<Zeroizing<[u8; SECRET]>, NoChance> {
        struct Length;
        impl KeyType for Length {
            fn len(&self) -> usize {
                SECRET
            }
        }
        let key = Salt::none(HKDF_SHA256).extract(&self.0);
        let mut secret = Zeroizing::new([0; SECRET]);
        key.expand(&[INFO], Length).and_then(|out| out.fill(secret.as_mut())).map_err(|_| NoChance)?;
        Ok(secret)
    }
}

impl TryFrom<String> for Ticket {
    type Error = NotATicket;
    fn try_from(text: String) -> Result<Self, NotATicket> {
        Self::strict(&text)
    }
}

impl From<Ticket> for String {
    fn from(ticket: Ticket) -> Self {
        ticket.to_text()
    }
}

impl fmt::Debug for Ticket {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ticket(…)")
    }
}
