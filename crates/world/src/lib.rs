//! What every rule needs and none may fetch for itself: time, chance, ids, bounded text, languages and phone numbers.
//!
//! Nothing here knows of HTTP, of a database or of sign-in. Rules take a [`Moment`] or a [`Timestamp`] as an argument; only
//! [`World`], held by the edges of the program, reads the clock and draws from the operating system.

mod chance;
mod clock;
pub mod ids;
pub mod language;
mod outage;
pub mod phone;
pub mod text;
mod time;
pub mod words;

pub use chance::Chance;
pub use clock::{Clock, Moment, SystemClock, TestClock, World};
pub use ids::{
    AccountId, AppId, AttemptId, ChallengeId, DeviceId, GroupId, Id, MessageId, OrganizationId, ProofId,
    RegistrationId, RequestId, SessionId,
};
pub use language::Language;
pub use outage::Outage;
pub use time::{Span, Timestamp};
pub use words::{Markup, Words};
