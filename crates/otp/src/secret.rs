//! The secret that a server and an authenticator share.

use data_encoding::BASE32_NOPAD;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The fewest and the most bytes of a secret (RFC 4226 §4, R6 asks for 16 at least; older tokens have 10).
const LENGTHS: std::ops::RangeInclusive<usize> = 10..=64;

/// Why a text or bytes are no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SecretError {
    /// Not base32 (RFC 4648 §6).
    #[error("not base32")]
    Alphabet,
    /// Fewer than 10 or more than 64 bytes.
    #[error("a secret has 10 to 64 bytes")]
    Length,
}

/// A shared secret; wiped from memory when it is dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct Secret(Vec<u8>);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl Secret {
    /// From its bytes; 20 random ones for a new secret (RFC 4226 §4, R6).
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SecretError> {
        if LENGTHS.contains(&bytes.len()) { Ok(Self(bytes.to_vec())) } else { Err(SecretError::Length) }
    }

    /// Reads base32 as a person types it: in either case, with spaces, hyphens and padding.
    pub fn parse(text: &str) -> Result<Self, SecretError> {
        if text.len() > 256 {
            return Err(SecretError::Length);
        }
        let plain: Zeroizing<String> = Zeroizing::new(
            text.chars().filter(|c| !matches!(c, ' ' | '-' | '=')).map(|c| c.to_ascii_uppercase()).collect(),
        );
        let bytes = BASE32_NOPAD.decode(plain.as_bytes()).map_err(|_| SecretError::Alphabet)?;
        Self::from_bytes(&Zeroizing::new(bytes))
    }

    /// Base32 without padding.
    pub fn to_base32(&self) -> String {
        BASE32_NOPAD.encode(&self.0)
    }

    /// Base32 in groups of four, as it is easy to type.
    pub fn to_groups(&self) -> String {
        let text = self.to_base32();
        let groups: Vec<_> = text.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
        groups.join(" ").to_lowercase()
    }

    /// The bytes.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_secret_is_read_as_people_type_it() {
        let secret = Secret::parse("gezd gnbv-GY3T QOJQ gezd gnbv gy3t qojq==").unwrap();
        assert_eq!(secret.as_bytes(), b"12345678901234567890");
        assert_eq!(secret.to_groups(), "gezd gnbv gy3t qojq gezd gnbv gy3t qojq");
        assert_eq!(Secret::parse("gezdgnbv1890"), Err(SecretError::Alphabet));
        assert_eq!(Secret::parse("gezdgnbv"), Err(SecretError::Length));
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,300}") {
            if let Ok(secret) = Secret::parse(&text) {
                prop_assert_eq!(Secret::parse(&secret.to_groups()), Ok(secret));
            }
        }
    }
}
