//! What refuses a message.

use serde::{Deserialize, Serialize};

use crate::{Millis, Sequence};

/// Why a message of a device was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum ErrorWord {
    /// Not an envelope, or not a message of the protocol.
    #[error("not a message of the protocol")]
    Unreadable,
    /// Larger than an envelope may be.
    #[error("a message that is too large")]
    TooLarge,
    /// For another server.
    #[error("a message for another server")]
    Server,
    /// The ticket was used, has ended, or never was.
    #[error("a ticket that does not work, or not any more")]
    Ticket,
    /// Not signed by the key of this device.
    #[error("a message that is not signed by the key of its device")]
    Signature,
    /// There is no such device, or not any more.
    #[error("a device that is not known")]
    UnknownDevice,
    /// The sequence is not above the last one.
    #[error("a message that came before")]
    Replayed,
    /// The device's clock is off by more than two minutes.
    #[error("a device whose clock is off")]
    Clock,
    /// The server has no time now.
    #[error("a busy server")]
    Busy,
}

impl ErrorWord {
    /// Every word.
    pub const ALL: [Self; 9] = [
        Self::Unreadable,
        Self::TooLarge,
        Self::Server,
        Self::Ticket,
        Self::Signature,
        Self::UnknownDevice,
        Self::Replayed,
        Self::Clock,
        Self::Busy,
    ];

    /// As sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::TooLarge => "too_large",
            Self::Server => "server",
            Self::Ticket => "ticket",
            Self::Signature => "signature",
            Self::UnknownDevice => "unknown_device",
            Self::Replayed => "replayed",
            Self::Clock => "clock",
            Self::Busy => "busy",
        }
    }

    /// The status of HTTP that it is sent with.
    pub const fn status(self) -> u16 {
        match self {
            Self::Unreadable => 400,
            Self::Signature => 401,
            Self::Server | Self::Replayed | Self::Clock => 409,
            Self::Ticket | Self::UnknownDevice => 410,
            Self::TooLarge => 413,
            Self::Busy => 503,
        }
    }
}

/// What is answered to a message that is refused. It is not signed: a device uses it to send anew, and for nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorAnswer {
    /// Why.
    pub error: ErrorWord,
    /// The server's time.
    pub time: Millis,
    /// What the server's log calls the request.
    pub request_id: String,
    /// The last sequence, of a message that came before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sequence: Option<Sequence>,
}

impl ErrorAnswer {
    /// As sent.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads an answer; none if it is none of the protocol's.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        if bytes.len() > crate::LONGEST_ENVELOPE {
            return None;
        }
        serde_json::from_slice(bytes).ok()
    }
}
