//! What carries messages: one file each.

mod mailbox;
mod maildir;

use std::error::Error;
use std::pin::Pin;

pub use mailbox::Mailbox;
pub use maildir::{Maildir, MaildirError};
use world::{MessageId, Timestamp};

use crate::Mail;

/// What a carrier says of a message that has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// It was carried now.
    Now,
    /// It had been carried before, and was not carried again.
    Before,
}

/// Why a message was not carried.
#[derive(Debug, thiserror::Error)]
pub enum CarrierError {
    /// The carrier will not take this message.
    #[error("the carrier refused a message")]
    Refused(#[source] Box<dyn Error + Send + Sync>),
    /// The carrier cannot be reached now.
    #[error("the carrier cannot be reached")]
    Unreachable(#[source] Box<dyn Error + Send + Sync>),
}

/// The end of one delivery, when it comes.
pub type Carried<'a> = Pin<Box<dyn Future<Output = Result<Delivered, CarrierError>> + Send + 'a>>;

/// A way to a person.
pub trait Carrier: Send + Sync {
    /// Carries a mail. A carrier that is given the same id again must not bring the mail twice.
    fn carry<'a>(&'a self, id: MessageId, mail: &'a Mail, now: Timestamp) -> Carried<'a>;
}
