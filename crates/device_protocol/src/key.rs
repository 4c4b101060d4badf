//! Keys: ECDSA on P-256 with SHA-256, signatures as WebCrypto makes them (IEEE P1363: r and s, 32 bytes each).

use std::fmt;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, ParsedPublicKey,
};
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::bytes::Text;

const LENGTH: usize = 65;
/// The mark of an uncompressed point (SEC 1 §2.3.3).
const UNCOMPRESSED: u8 = 4;

/// Bytes were not a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a key on P-256")]
pub struct NotAKey;

/// The operating system gave no random numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gave no random numbers")]
pub struct NoChance;

/// A signature was not made by this key over these bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not signed by this key")]
pub struct WrongSignature;

/// A public key: a point on P-256.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Text<65>", into = "Text<65>")]
pub struct PublicKey([u8; LENGTH]);

impl PublicKey {
    /// From the 65 bytes of an uncompressed point, which must lie on the curve.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotAKey> {
        let bytes: [u8; LENGTH] = bytes.try_into().map_err(|_| NotAKey)?;
        if bytes[0] != UNCOMPRESSED {
            return Err(NotAKey);
        }
        ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, bytes).map_err(|_| NotAKey)?;
        Ok(Self(bytes))
    }

    /// The 65 bytes of the uncompressed point.
    pub fn as_bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// The text form: base64url without padding.
    pub fn to_text(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }

    pub(crate) fn verify(&self, signed: &[u8], signature: &[u8; 64]) -> Result<(), WrongSignature> {
        let key = ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, self.0).map_err(|_| WrongSignature)?;
        key.verify_sig(signed, signature).map_err(|_| WrongSignature)
    }
}

impl TryFrom<Text<65>> for PublicKey {
    type Error = NotAKey;
    fn try_from(text: Text<65>) -> Result<Self, NotAKey> {
        Self::from_bytes(&text.0)
    }
}

impl From<PublicKey> for Text<65> {
    fn from(key: PublicKey) -> Self {
        Self(key.0)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.to_text())
    }
}

/// A key that signs, of a device or of the server.
#[derive(Clone)]
pub struct KeyPair(EcdsaKeyPair, PublicKey);

impl fmt::Debug for KeyPair {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeyPair({:?})", self.1)
    }
}

impl KeyPair {
    /// Makes a new key from the operating system's random numbers.
    pub fn make() -> Result<Self, NoChance> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map_err(|_| NoChance)?;
        Self::of(pair).map_err(|NotAKey| NoChance)
    }

    /// From the bytes of [`KeyPair::to_pkcs8`].
    pub fn from_pkcs8(bytes: &[u8]) -> Result<Self, NotAKey> {
        Self::of(EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, bytes).map_err(|_| NotAKey)?)
    }

    fn of(pair: EcdsaKeyPair) -> Result<Self, NotAKey> {
        let public = PublicKey::from_bytes(pair.public_key().as_ref())?;
        Ok(Self(pair, public))
    }

    /// The key as it is kept (PKCS #8, RFC 5208); a secret.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, NotAKey> {
        let document = self.0.to_pkcs8v1().map_err(|_| NotAKey)?;
        Ok(Zeroizing::new(document.as_ref().to_vec()))
    }

    /// The public key.
    pub fn public(&self) -> PublicKey {
        self.1
    }

    pub(crate) fn sign(&self, bytes: &[u8]) -> Result<[u8; 64], NoChance> {
        let signature = self.0.sign(&SystemRandom::new(), bytes).map_err(|_| NoChance)?;
        signature.as_ref().try_into().map_err(|_| NoChance)
    }
}
