//! A password as it was typed, in the one form that is hashed.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// The most bytes of UTF-8 that a password may have, after normalization.
pub const LONGEST_PASSWORD: usize = 1024;
/// The most bytes as typed: a letter and its marks apart take up to three times as many as in one piece.
const LONGEST_TYPED: usize = 3 * LONGEST_PASSWORD;

/// Why a text cannot be a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Nothing was typed.
    #[error("no password was typed")]
    Empty,
    /// Longer than [`LONGEST_PASSWORD`].
    #[error("a password has at most {LONGEST_PASSWORD} bytes")]
    TooLong,
}

/// A typed password in Unicode's NFKC form (NIST SP 800-63B-4 §3.1.1.2), wiped from memory when it is dropped.
pub struct Password(Zeroizing<String>);

impl Password {
    /// Takes what was typed. Spaces count, at its ends too.
    pub fn new(typed: &str) -> Result<Self, PasswordError> {
        if typed.is_empty() {
            return Err(PasswordError::Empty);
        }
        if typed.len() > LONGEST_TYPED {
            return Err(PasswordError::TooLong);
        }
        let mut normal = Zeroizing::new(String::with_capacity(typed.len() * 2));
        normal.extend(typed.nfkc());
        if normal.len() > LONGEST_PASSWORD { Err(PasswordError::TooLong) } else { Ok(Self(normal)) }
    }

    /// Whether both are one password, for two that the same person has just typed: it takes no care to tell nothing by its time.
    pub fn is(&self, other: &Self) -> bool {
        self.0 == other.0
    }

    pub(crate) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_normal_form_of_a_password_is_the_same() {
        let bytes = |text| Password::new(text).unwrap().as_bytes().to_vec();
        assert_eq!(bytes("caf\u{e9}"), bytes("cafe\u{301}"));
        assert_eq!(bytes("ﬁets"), bytes("fiets"));
        assert_ne!(bytes(" fiets"), bytes("fiets"));
        let longest = "\u{1ec7}".repeat(LONGEST_PASSWORD / 3);
        assert_eq!(bytes(&longest), bytes(&longest.nfd().collect::<String>()));
        let is = |one, other| Password::new(one).unwrap().is(&Password::new(other).unwrap());
        assert!(is("caf\u{e9}", "cafe\u{301}") && !is(" fiets", "fiets"));
    }

    proptest! {
        #[test]
        fn any_text_is_bounded(text in ".{0,600}") {
            match Password::new(&text) {
                Ok(password) => prop_assert!(password.as_bytes().len() <= LONGEST_PASSWORD),
                Err(PasswordError::Empty) => prop_assert!(text.is_empty()),
                Err(PasswordError::TooLong) => prop_assert!(!text.is_empty()),
            }
        }
    }
}
