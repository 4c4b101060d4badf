//! What must reach a person, and how it gets there.
//!
//! ```text
//!  step ──post──▶ outbox row, in the transaction of its cause
//!                     │ claim: leased for a minute, so that two servers do not take the same one
//!                     ▼
//!                 carrier ──▶ gone: the row is deleted · not now: later, with a growing wait
//! ```
//!
//! A killed process loses nothing, as the row stays until it is delivered; and repeats nothing, as a carrier knows the ids of
//! what it has carried.

mod carriers;
mod error;
mod mail;
pub mod outbox;
mod records;

pub use carriers::{Carrier, CarrierError, Delivered, Mailbox, Maildir, MaildirError};
pub use error::DeliveryError;
pub use mail::Mail;
pub use records::{STATEMENTS, SWEEPS};
