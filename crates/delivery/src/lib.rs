//! What must reach a person, and how it gets there.
//!
//! ```text
//!  step ──post──▶ outbox row, in the transaction of its cause
//!                     │ claim: leased for some seconds, so that two servers do not take the same one
//!                     ▼
//!                 carrier ──▶ gone: the row is deleted · not now: later, with a growing wait · too late: given up
//! ```
//!
//! A killed process loses nothing, as the row stays until it is delivered; and repeats nothing, as a carrier knows the ids of
//! what it has carried.

mod carriers;
mod client;
mod error;
mod mail;
mod message;
pub mod outbox;
mod push;
mod records;
#[cfg(test)]
mod testing;

pub use carriers::{
    Asked, Carrier, CarrierError, Carriers, Concluded, Delivered, Handset, Mailbox, Maildir, MaildirError,
    RunningCall, Security, Sender, SenderError, Smtp, SmtpError, SmtpServer, Subscriptions, TextFolder,
    TextFolderError, Wake, WebPush,
};
pub use client::{Client, ClientError, Incoming, Patience, Reach, Request, is_public};
pub use error::DeliveryError;
pub use mail::Mail;
pub use message::{Call, Channel, Message, Text};
pub use push::{Push, Topic, Wakes};
pub use records::{GIVEN_UP_AFTER, STATEMENTS, SWEEPS};
