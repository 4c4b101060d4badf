//! The one way to be signed in: proofs, the judge that holds them against a policy, and the contract of a method.
//!
//! ```text
//!  challenge ──answered──▶ Proof ──▶ Evidence ──┐
//!                                               ├──▶ judge ──▶ Satisfied ──▶ a session is opened
//!                          what is demanded: Policy ┘      └──▶ Missing   ──▶ the next question
//! ```
//!
//! [`Proof`], [`Satisfied`] and [`Permit`] have no public constructor, so code that forgets a question does not compile.
//! Evidence that was stored comes back only through a seal that is bound to organization, account, browser and attempt.
//! Tries, expiry, single use and resting are enforced here, once, around every method.

mod answer;
pub mod apps;
mod asker;
pub mod attempts;
pub mod blocked;
pub mod challenges;
mod contact;
pub mod defaults;
mod error;
mod evidence;
mod given;
pub mod holdings;
mod judge;
pub mod method;
mod methods;
pub mod password;
mod permit;
mod pool;
mod records;
pub mod registrations;
pub mod remembered;
pub mod reset;
pub mod review;
mod set_up_by;
pub mod signing_keys;
mod standing;
pub mod steps;
pub mod throttle;

pub use error::VerificationError;
pub use evidence::{Evidence, EvidencePlace, Factor, Holder, MethodName, Proof, Role};
pub use judge::{
    FIRST_STEP_COUNTS, FRESH_FOR_CHANGES, Judgement, Missing, Policy, Satisfied, SecondStepRule, judge,
};
pub use method::{About, Answer, Checked, Choice, Given, Method, Pool, Proven, Situation};
pub use methods::Methods;
pub use permit::{Permit, Permitted, judge_change, permit};
pub use records::{STATEMENTS, SWEEPS};
pub use registrations::Registration;
pub use standing::Standing;

#[cfg(test)]
mod tests;
