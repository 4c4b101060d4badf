//! The ids of rows: 16 bytes, ordered by the time they were made, one type for each kind of row.

use data_encoding::{Encoding, Specification};
use std::sync::LazyLock;

use crate::Timestamp;

/// What every id type can do.
pub trait Id: Copy + Eq + Ord + std::fmt::Debug + std::fmt::Display + Send + Sync + 'static {
    /// From its 16 bytes.
    fn from_array(bytes: [u8; 16]) -> Self;
    /// Its 16 bytes, as stored.
    fn as_bytes(&self) -> &[u8; 16];
    /// From stored bytes; none if they are not 16.
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self::from_array)
    }
}

/// A text was not 26 characters of lower-case base32.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id: 26 characters a-z and 2-7 are expected")]
pub struct NotAnId;

#[expect(clippy::expect_used, reason = "a constant specification, covered by every test that prints an id")]
static BASE32: LazyLock<Encoding> = LazyLock::new(|| {
    let mut specification = Specification::new();
    specification.symbols.push_str("abcdefghijklmnopqrstuvwxyz234567");
    specification.encoding().expect("a valid base32 specification")
});

/// Lays 48 bits of milliseconds before random bits, as UUID version 7 does (RFC 9562 §5.7).
pub(crate) fn time_ordered(now: Timestamp, mut bytes: [u8; 16]) -> [u8; 16] {
    let millis = (now.micros().max(0) / 1000).to_be_bytes();
    bytes[..6].copy_from_slice(&millis[2..]);
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    bytes
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// From stored bytes; none if they are not 16.
            pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
                Id::from_bytes(bytes)
            }
            /// The 16 bytes, as stored.
            pub fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl Id for $name {
            fn from_array(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }
            fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&BASE32.encode(&self.0))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                write!(f, "{}({self})", stringify!($name))
            }
        }

        impl std::str::FromStr for $name {
            type Err = NotAnId;
            fn from_str(text: &str) -> Result<Self, NotAnId> {
                let bytes = if text.len() == 26 { BASE32.decode(text.as_bytes()).ok() } else { None };
                bytes.and_then(|bytes| Id::from_bytes(&bytes)).ok_or(NotAnId)
            }
        }
    )+};
}

ids! {
    /// An organization: a school or company.
    OrganizationId,
    /// An account in an organization.
    AccountId,
    /// A verification method that one account has set up.
    RegistrationId,
    /// One run of a registration that waits for its answer.
    ChallengeId,
    /// One sign-in, from user name to passed or refused.
    AttemptId,
    /// What an accepted challenge yielded.
    ProofId,
    /// A signed-in browser.
    SessionId,
    /// A browser that is not asked for a second step for some days.
    DeviceId,
    /// An authenticator app that is paired with an account.
    AppId,
    /// A group of an organization's people.
    GroupId,
    /// Something that must reach a person.
    MessageId,
    /// One HTTP request, named on error pages and in the log.
    RequestId,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn text_and_bytes_round_trip(bytes: [u8; 16]) {
            let id = AccountId::from_array(bytes);
            prop_assert_eq!(id.to_string().parse::<AccountId>(), Ok(id));
            prop_assert_eq!(AccountId::from_bytes(id.as_bytes()), Some(id));
        }

        #[test]
        fn any_text_parses_or_is_refused(text in ".{0,40}") {
            if let Ok(id) = text.parse::<AccountId>() {
                prop_assert_eq!(id.to_string(), text);
            }
        }

        #[test]
        fn later_ids_sort_after_earlier_ones(one in 0_i64..1 << 47, more in 1_i64..1 << 40, a: [u8; 16], b: [u8; 16]) {
            let at = |millis: i64| Timestamp::from_micros(millis * 1000);
            prop_assert!(time_ordered(at(one), a) < time_ordered(at(one + more), b));
        }
    }
}
