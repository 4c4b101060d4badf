//! The protocol between a server and the authenticators that are paired with its accounts, as `docs/authenticator-protocol.md` has it.
//!
//! ```text
//!  device                                                       server
//!    FromDevice ──KeyPair──▶ Envelope ──bytes──▶ Envelope ──claim──▶ Claim: who it says it is from, believed by nobody
//!                                                                      │ the key of that device
//!                                                                      ▼
//!    FromServer ◀──server's key── Envelope ◀──bytes── Envelope ◀──── FromDevice
//! ```
//!
//! Nothing here knows a network, a clock or a database. What comes from outside is bounded before it is read, and a message is
//! a value only after its signature was found right.

mod bytes;
mod device;
mod envelope;
mod error;
mod key;
mod server;
mod ticket;
mod words;

pub use device::{Decision, FromDevice, Notifications, Pair, Sender, Subscription, Wish};
pub use envelope::{Claim, Endpoints, Envelope, LONGEST_ENVELOPE, Signer};
pub use error::{ErrorAnswer, ErrorWord};
pub use key::{KeyPair, NoChance, NotAKey, PublicKey, WrongSignature};
pub use server::{
    About, FromServer, Head, Left, Outcome, OutcomeOf, Paired, Purpose, Push, Request, Requests, Subscribed,
};
pub use ticket::{NotATicket, Ticket};
pub use words::{
    DeviceName, Endpoint, Id, LONGEST_ENDPOINT, LONGEST_NAME, Millis, Number, Refused, Sequence, Server,
};

#[cfg(test)]
mod tests;
