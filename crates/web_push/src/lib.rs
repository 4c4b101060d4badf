//! Messages that wake a browser: encrypted for it (RFC 8291), signed by the sender (RFC 8292), and handed to a push service with
//! the headers of RFC 8030.
//!
//! The push service reads neither the message nor, with padding, its length. Nothing here sends: the caller makes the request. Time,
//! salt and the sender's key are arguments.

mod aes128gcm;
mod headers;
mod message;
pub mod vapid;

pub use headers::{Headers, NotATopic, Topic, Urgency};
pub use message::{AuthSecret, LONGEST_CONTENT, Receiver, Recipient, Sender};
pub use vapid::{Authority, Contact, NotAContact, Proof, VapidKey, origin_of};

/// Why a message was not encrypted, opened or signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// A key is not on P-256.
    #[error("not a key on P-256")]
    Key,
    /// The content is longer than a push service must take.
    #[error("longer than a push message may be")]
    TooLong,
    /// A message was changed, cut off, or encrypted for another.
    #[error("a message that cannot be opened")]
    Closed,
    /// An endpoint has no origin.
    #[error("an endpoint without an origin")]
    Endpoint,
    /// The operating system gave no random numbers.
    #[error("the operating system gave no random numbers")]
    NoChance,
}

#[cfg(test)]
mod tests;
