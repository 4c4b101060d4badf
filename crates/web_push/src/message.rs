//! Encryption for one browser (RFC 8291).

use std::fmt;

use aws_lc_rs::agreement::{self, ECDH_P256, ParsedPublicKey, PrivateKey, UnparsedPublicKey};
use zeroize::Zeroizing;

use crate::PushError;
use crate::aes128gcm::{self, Coding, hkdf};

/// The bytes of a body that every push service takes (RFC 8030 §7.2), and the size of its one record.
const BODY: usize = 4096;
const RECORD: u32 = 4096;
/// Salt, record size, length of the key's id, and the sender's key.
const HEADER: usize = 16 + 4 + 1 + 65;
const TAG_AND_MARK: usize = 16 + 1;

/// The most bytes of a content.
pub const LONGEST_CONTENT: usize = BODY - HEADER - TAG_AND_MARK;

/// What browser and sender know, and the push service does not (RFC 8291 §3.2).
pub type AuthSecret = [u8; 16];

/// Whom a message is for: the keys of a subscription.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Recipient {
    /// `p256dh`: the 65 bytes of an uncompressed point on P-256.
    pub key: [u8; 65],
    /// `auth`.
    pub auth: AuthSecret,
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recipient(…)")
    }
}

/// A key of the sender for one message. No two messages may share key and salt.
pub struct Sender {
    key: PrivateKey,
    salt: [u8; 16],
}

impl Sender {
    /// A new key and salt from the operating system's random numbers.
    pub fn make() -> Result<Self, PushError> {
        let mut salt = [0; 16];
        aws_lc_rs::rand::fill(&mut salt).map_err(|_| PushError::NoChance)?;
        Ok(Self { key: PrivateKey::generate(&ECDH_P256).map_err(|_| PushError::NoChance)?, salt })
    }

    /// This key (a number of 32 bytes, big-endian) and salt, which have served for no other message.
    pub fn from_parts(key: &[u8; 32], salt: [u8; 16]) -> Result<Self, PushError> {
        Ok(Self { key: private(key)?, salt })
    }

    /// Encrypts a content of at most [`LONGEST_CONTENT`] bytes. It is padded to a multiple of `step` bytes, or as far as a push
    /// message may go, so that its length tells little; 0 or 1: not at all.
    pub fn encrypt(self, recipient: &Recipient, content: &[u8], step: usize) -> Result<Vec<u8>, PushError> {
        if content.len() > LONGEST_CONTENT {
            return Err(PushError::TooLong);
        }
        let padded = content.len().next_multiple_of(step.max(1)).min(LONGEST_CONTENT);
        let own = public(&self.key)?;
        let secret = shared(&self.key, &recipient.key, &recipient.auth, (&recipient.key, &own))?;
        let coding = Coding { salt: &self.salt, record_size: RECORD, key_id: &own };
        aes128gcm::seal(&coding, secret.as_ref(), content, padded - content.len())
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Sender(…)")
    }
}

/// The other end: what a browser keeps of its subscription.
pub struct Receiver {
    key: PrivateKey,
    auth: AuthSecret,
}

impl Receiver {
    /// New keys from the operating system's random numbers.
    pub fn make() -> Result<Self, PushError> {
        let mut auth = [0; 16];
        aws_lc_rs::rand::fill(&mut auth).map_err(|_| PushError::NoChance)?;
        Ok(Self { key: PrivateKey::generate(&ECDH_P256).map_err(|_| PushError::NoChance)?, auth })
    }

    /// This key (a number of 32 bytes, big-endian) and secret.
    pub fn from_parts(key: &[u8; 32], auth: AuthSecret) -> Result<Self, PushError> {
        Ok(Self { key: private(key)?, auth })
    }

    /// What senders are told.
    pub fn recipient(&self) -> Result<Recipient, PushError> {
        Ok(Recipient { key: public(&self.key)?, auth: self.auth })
    }

    /// Opens a message.
    pub fn decrypt(&self, message: &[u8]) -> Result<Vec<u8>, PushError> {
        let (coding, records) = aes128gcm::split(message)?;
        let sender: &[u8; 65] = coding.key_id.try_into().map_err(|_| PushError::Closed)?;
        let own = public(&self.key)?;
        let secret = shared(&self.key, sender, &self.auth, (&own, sender))?;
        // One record alone (RFC 8291 §4).
        if records.len() > usize::try_from(coding.record_size).unwrap_or(0) {
            return Err(PushError::Closed);
        }
        aes128gcm::open(&coding, secret.as_ref(), records)
    }
}

impl fmt::Debug for Receiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Receiver(…)")
    }
}

fn private(bytes: &[u8; 32]) -> Result<PrivateKey, PushError> {
    PrivateKey::from_private_key(&ECDH_P256, bytes).map_err(|_| PushError::Key)
}

fn public(key: &PrivateKey) -> Result<[u8; 65], PushError> {
    let public = key.compute_public_key().map_err(|_| PushError::Key)?;
    public.as_ref().try_into().map_err(|_| PushError::Key)
}

/// The secret that a message is encrypted under (RFC 8291 §3.4). `both` are the keys of recipient and sender.
fn shared(
    own: &PrivateKey,
    other: &[u8; 65],
    auth: &AuthSecret,
    (recipient, sender): (&[u8; 65], &[u8; 65]),
) -> Result<Zeroizing<[u8; 32]>, PushError> {
    let other = ParsedPublicKey::try_from(&UnparsedPublicKey::new(&ECDH_P256, other));
    let other = other.map_err(|_| PushError::Key)?;
    agreement::agree(own, other, PushError::Key, |agreed| {
        hkdf(auth, agreed, &[b"WebPush: info\0", recipient, sender])
    })
}
