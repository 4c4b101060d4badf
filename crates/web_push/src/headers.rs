//! What a push service is told about a message (RFC 8030 §5).

use std::fmt;

/// How soon a message must arrive (RFC 8030 §5.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// When the device has power and a network anyway.
    VeryLow,
    /// When it has either.
    Low,
    /// When it is used.
    Normal,
    /// Now.
    High,
}

impl Urgency {
    /// As sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::VeryLow => "very-low",
            Self::Low => "low",
            Self::Normal => "normal",
            Self::High => "high",
        }
    }
}

/// A text was not a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a topic: 1 to 32 characters of base64url are expected")]
pub struct NotATopic;

/// What a message is about: a later one of the same topic takes the place of one that still waits (RFC 8030 §5.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Topic(String);

impl Topic {
    /// Reads a topic: 1 to 32 characters of base64url.
    pub fn parse(text: &str) -> Result<Self, NotATopic> {
        let letter = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
        let right = (1..=32).contains(&text.len()) && text.bytes().all(letter);
        right.then(|| Self(text.to_owned())).ok_or(NotATopic)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What a push service is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headers {
    /// How many seconds it is worth waiting for a device.
    pub ttl: u32,
    /// How soon it must arrive.
    pub urgency: Urgency,
    /// What it is about.
    pub topic: Option<Topic>,
}

impl Headers {
    /// Names and values, with those of the content.
    pub fn all(&self) -> Vec<(&'static str, String)> {
        let mut all = vec![
            ("content-type", "application/octet-stream".to_owned()),
            ("content-encoding", "aes128gcm".to_owned()),
            ("ttl", self.ttl.to_string()),
            ("urgency", self.urgency.as_str().to_owned()),
        ];
        all.extend(self.topic.iter().map(|topic| ("topic", topic.to_string())));
        all
    }
}
