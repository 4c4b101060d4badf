//! The envelope: a message, and a signature over its bytes as they came.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::bytes::{self, Text};
use crate::{ErrorWord, FromDevice, FromServer, Id, KeyPair, NoChance, Paired, PublicKey, WrongSignature};

/// The most bytes of an envelope.
pub const LONGEST_ENVELOPE: usize = 8 * 1024;
/// What is signed before the message, so that the signature means nothing elsewhere.
const BEFORE: &[u8] = b"tweestap authenticator 1\n";

/// A message with its signature, which nobody has checked yet.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Envelope {
    #[serde(with = "bytes")]
    message: Vec<u8>,
    signature: Text<64>,
}

impl fmt::Debug for Envelope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Envelope({} bytes)", self.message.len())
    }
}

/// Which endpoints a subscription may name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Endpoints {
    /// Those of `https` only.
    HttpsOnly,
    /// Those of `http` too: where the push service is a part of a demo or a test.
    AlsoHttp,
}

impl Envelope {
    /// Reads an envelope, whose length is checked first.
    ///
    /// # Errors
    /// `TooLarge` and `Unreadable`.
    pub fn parse(bytes: &[u8]) -> Result<Self, ErrorWord> {
        if bytes.len() > LONGEST_ENVELOPE {
            return Err(ErrorWord::TooLarge);
        }
        serde_json::from_slice(bytes).map_err(|_| ErrorWord::Unreadable)
    }

    /// As sent.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Signs a message of a device.
    pub fn of_device(message: &FromDevice, key: &KeyPair) -> Result<Self, NoChance> {
        Self::sign(message.to_json(), key)
    }

    /// Signs a message of a server.
    pub fn of_server(message: &FromServer, key: &KeyPair) -> Result<Self, NoChance> {
        Self::sign(message.to_json(), key)
    }

    fn sign(message: String, key: &KeyPair) -> Result<Self, NoChance> {
        let message = message.into_bytes();
        let signature = Text(key.sign(&signed(&message))?);
        Ok(Self { message, signature })
    }

    fn verify(&self, key: &PublicKey) -> Result<(), WrongSignature> {
        key.verify(&signed(&self.message), &self.signature.0)
    }

    /// Who a message of a device says it is from, so that the server can find the key.
    ///
    /// # Errors
    /// `Unreadable`.
    pub fn claim(self, endpoints: Endpoints) -> Result<Claim, ErrorWord> {
        let message = FromDevice::read(&self.message, endpoints)?;
        Ok(Claim { envelope: self, message })
    }

    /// Reads a message of the server with this key. Its signature is checked first.
    ///
    /// # Errors
    /// `Signature` and `Unreadable`.
    pub fn open(&self, key: &PublicKey) -> Result<FromServer, ErrorWord> {
        self.verify(key).map_err(|WrongSignature| ErrorWord::Signature)?;
        FromServer::read(&self.message)
    }

    /// Reads the answer to a pairing, which is signed with the key that it names: from then on the key of the server.
    ///
    /// # Errors
    /// `Signature` and `Unreadable`.
    pub fn open_paired(&self) -> Result<Paired, ErrorWord> {
        let FromServer::Paired(paired) = FromServer::read(&self.message)? else {
            return Err(ErrorWord::Unreadable);
        };
        self.verify(&paired.key).map_err(|WrongSignature| ErrorWord::Signature)?;
        Ok(paired)
    }
}

fn signed(message: &[u8]) -> Vec<u8> {
    [BEFORE, message].concat()
}

/// A message of a device that is believed by nobody yet.
#[derive(Clone, Debug)]
pub struct Claim {
    envelope: Envelope,
    message: FromDevice,
}

/// Whose key a message must be signed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signer {
    /// A new device's, which the message names itself.
    New(PublicKey),
    /// That of a device that is paired with an account.
    Device {
        /// The account.
        account: Id,
        /// The device.
        device: Id,
    },
}

impl Claim {
    /// Whose key it must be signed with.
    pub fn signer(&self) -> Signer {
        match &self.message {
            FromDevice::Pair(pair) => Signer::New(pair.key),
            FromDevice::Message(sender, _) => {
                Signer::Device { account: sender.account.clone(), device: sender.device.clone() }
            }
        }
    }

    /// Which server it is for; one that is for another is not worth a check.
    pub fn server(&self) -> &crate::Server {
        self.message.server()
    }

    /// The message, if this key signed it.
    ///
    /// # Errors
    /// `Signature`.
    pub fn verify(self, key: &PublicKey) -> Result<FromDevice, ErrorWord> {
        self.envelope.verify(key).map_err(|WrongSignature| ErrorWord::Signature)?;
        Ok(self.message)
    }
}
