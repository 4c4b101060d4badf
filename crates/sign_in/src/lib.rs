//! Signing in: from a user name to a session.
//!
//! ```text
//!  user name ─▶ password ─▶ second step ─▶ stay signed in? ─▶ session
//!                   │            ▲
//!                   └─▶ more information required ─▶ set up (another room) ─┘
//!
//!  between the second step and the session, where somebody wants that: a new password, a look at the security info
//! ```
//!
//! Which page comes next is derived in [`attempt::next`] from the evidence and the policy; no step is stored that could be skipped.

pub mod attempt;
mod desk;
mod pages;
pub mod steps;

pub use desk::{Limits, SignInDesk, SignInError};
pub use pages::routes;

web::text_files!(TextFolder);

/// The texts of this room.
pub const TEXTS: web::TextFiles = web::TextFiles::new::<TextFolder>("sign_in");

#[cfg(test)]
mod tests;
