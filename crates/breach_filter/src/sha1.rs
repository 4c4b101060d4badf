//! The hash by which the public list names passwords.

use aws_lc_rs::digest;

/// The SHA-1 of a password.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Sha1([u8; 20]);

impl Sha1 {
    /// Of a password, as its UTF-8 bytes. The list was made of passwords as they were found; give the form that people type.
    pub fn of(password: &str) -> Self {
        let hash = digest::digest(&digest::SHA1_FOR_LEGACY_USE_ONLY, password.as_bytes());
        let mut bytes = [0; 20];
        bytes.copy_from_slice(hash.as_ref());
        Self(bytes)
    }

    /// From its 20 bytes.
    pub const fn from_bytes(bytes: [u8; 20]) -> Self {
        Self(bytes)
    }

    /// What stands for it in a filter: its first 8 bytes.
    pub(crate) fn entry(self) -> u64 {
        self.0.iter().take(8).fold(0, |entry, byte| (entry << 8) | u64::from(*byte))
    }
}

/// It stands for a password, and is not shown.
impl std::fmt::Debug for Sha1 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sha1(…)")
    }
}
