//! Organizations, the accounts in them, their passwords, and the browsers that are signed in.
//!
//! A session is opened in [`sessions::open`] and nowhere else, from the judge's [`verification::Satisfied`].

pub mod banned_words;
pub mod confirming;
mod error;
pub mod familiar;
pub mod groups;
pub mod import;
pub mod looks;
pub mod organizations;
pub mod pass_policy;
pub mod passwords;
pub mod people;
mod records;
pub mod reseal;
pub mod reset_rules;
pub mod sessions;

pub use error::AccountsError;
pub use organizations::Organization;
pub use passwords::Demand;
pub use people::{Account, Contact, Role};
pub use records::{STATEMENTS, SWEEPS};
pub use reset_rules::{InfoRules, ResetRules};
pub use sessions::Session;

/// Who is signed in, as the rooms find it on a request.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The session.
    pub session: Session,
    /// Its account.
    pub account: Account,
}

#[cfg(test)]
mod tests;
