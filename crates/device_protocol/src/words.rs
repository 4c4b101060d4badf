//! The words that messages are made of, each checked when it is read.

use std::fmt;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

/// The longest name of a device, in characters.
pub const LONGEST_NAME: usize = 60;
/// The longest endpoint of a subscription, in bytes.
pub const LONGEST_ENDPOINT: usize = 1024;
/// The highest number that every JSON reader keeps exactly (RFC 8259 §6): 2^53 - 1.
const HIGHEST: i64 = (1 << 53) - 1;

/// Why a text or number is not the word that it should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// 26 characters a-z and 2-7 are expected.
    #[error("not an id")]
    Id,
    /// `https://` and a host, with a port at most; `http://` with a loopback host only.
    #[error("not the origin of a server")]
    Server,
    /// 1 to 60 characters are expected, none of them a control character.
    #[error("not the name of a device")]
    Name,
    /// Two digits are expected.
    #[error("not a number of two digits")]
    Number,
    /// An address of a push service is expected, of at most 1024 characters.
    #[error("not an endpoint")]
    Endpoint,
    /// 1 to 2^53 - 1 is expected.
    #[error("not a sequence")]
    Sequence,
    /// 0 to 2^53 - 1 is expected.
    #[error("not a time")]
    Time,
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = Refused;
            fn try_from(text: String) -> Result<Self, Refused> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(word: $name) -> Self {
                word.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))?;
                f.write_str("(…)")
            }
        }
    )+};
}

texts! {
    /// An id of an account, a device or a challenge. Whoever made it knows what it means.
    Id,
    /// The origin of a server's sign-in pages, as `https://sign-in.school.example`.
    Server,
    /// What a person recognizes a device by.
    DeviceName,
    /// Where a push service takes messages for a device. Whoever knows it can send there, so it belongs in no log.
    Endpoint,
}

impl Id {
    /// Reads an id: 26 characters `a-z2-7`.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let right = text.len() == 26 && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'2'..=b'7'));
        right.then(|| Self(text.to_owned())).ok_or(Refused::Id)
    }
}

impl Server {
    /// Reads an origin (RFC 6454 §6.2): lower case, without a path or a slash at its end.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let (secure, rest) = split_scheme(text).ok_or(Refused::Server)?;
        let host = host_of(rest).ok_or(Refused::Server)?;
        let right = rest.len() <= 261 && (secure || is_loopback(host));
        right.then(|| Self(text.to_owned())).ok_or(Refused::Server)
    }

    /// Whether it is spoken to over TLS.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }
}

/// Whether an origin or address has `https`, and what follows.
fn split_scheme(text: &str) -> Option<(bool, &str)> {
    text.strip_prefix("https://")
        .map(|rest| (true, rest))
        .or_else(|| text.strip_prefix("http://").map(|rest| (false, rest)))
}

/// The host of `host[:port]`, if that is what it is: no user, no capital letters.
fn host_of(authority: &str) -> Option<&str> {
    let (host, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (inner, after) = rest.split_once(']')?;
            inner.parse::<std::net::Ipv6Addr>().ok()?;
            let port = if after.is_empty() { None } else { Some(after.strip_prefix(':')?) };
            (&authority[..inner.len() + 2], port)
        }
        None => match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        },
    };
    let letters = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'.';
    let name = (1..=253).contains(&host.len())
        && host.bytes().all(letters)
        && host.split('.').all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    let port = port.is_none_or(|port| {
        port.bytes().all(|b| b.is_ascii_digit())
            && !port.starts_with('0')
            && port.parse::<u16>().is_ok_and(|port| port > 0)
    });
    ((name || host.starts_with('[')) && port).then_some(host)
}

fn is_loopback(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || host.ends_with(".localhost")
        || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

impl DeviceName {
    /// Reads a name: 1 to 60 characters, no control characters and none that turn the direction of writing, no space at an end.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let bad = |c: char| {
            c.is_control()
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let length = text.chars().take(LONGEST_NAME + 1).count();
        let right = (1..=LONGEST_NAME).contains(&length) && text.trim() == text && !text.chars().any(bad);
        right.then(|| Self(text.to_owned())).ok_or(Refused::Name)
    }
}

impl Endpoint {
    /// Reads an address: `https` or `http`, printable ASCII, no user and no fragment, 1024 characters at most.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let right = || {
            let bounded = text.len() <= LONGEST_ENDPOINT;
            let plain = text.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'#' | b'\\' | b'"'));
            let (_, rest) = split_scheme(text)?;
            let end = rest.find(['/', '?']).unwrap_or(rest.len());
            host_of(&rest[..end])?;
            (bounded && plain).then_some(())
        };
        right().map(|()| Self(text.to_owned())).ok_or(Refused::Endpoint)
    }

    /// Whether it is spoken to over TLS.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }
}

/// The two digits that the asking page shows, as the person typed them.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Number([u8; 2]);

impl Number {
    /// Reads a number: exactly two ASCII digits.
    pub fn parse(text: &str) -> Result<Self, Refused> {
        let digits: [u8; 2] = text.as_bytes().try_into().map_err(|_| Refused::Number)?;
        let right = digits.iter().all(u8::is_ascii_digit);
        right.then_some(Self(digits)).ok_or(Refused::Number)
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// The value, 0 to 99.
    pub fn value(self) -> u8 {
        (self.0[0] - b'0') * 10 + (self.0[1] - b'0')
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Number(…)")
    }
}

macro_rules! numbers {
    ($($(#[$doc:meta])* $name:ident, $from:literal, $refused:expr);+ $(;)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "i64", into = "i64")]
        pub struct $name(i64);

        impl $name {
            /// Checks a number against its range.
            pub fn new(number: i64) -> Result<Self, Refused> {
                ($from..=HIGHEST).contains(&number).then_some(Self(number)).ok_or($refused)
            }

            /// The number.
            pub fn get(self) -> i64 {
                self.0
            }
        }

        impl TryFrom<i64> for $name {
            type Error = Refused;
            fn try_from(number: i64) -> Result<Self, Refused> {
                Self::new(number)
            }
        }

        impl From<$name> for i64 {
            fn from(word: $name) -> Self {
                word.0
            }
        }
    )+};
}

numbers! {
    /// A number that grows with every message of a device: 1 to 2^53 - 1.
    Sequence, 1, Refused::Sequence;
    /// A time in milliseconds since 1970-01-01T00:00:00Z: 0 to 2^53 - 1.
    Millis, 0, Refused::Time;
}

impl Sequence {
    /// The sequence of the next message: the time, or one more than the last sequence if that is higher.
    pub fn after(last: Option<Self>, now: Millis) -> Self {
        let above = last.map_or(1, |last| last.0.saturating_add(1));
        Self(above.max(now.0).clamp(1, HIGHEST))
    }
}
