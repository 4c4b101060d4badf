//! Security info: setting up verification methods, and looking after them.
//!
//! ```text
//!  in the middle of a sign-in:  more information required ─▶ set up ─▶ back to the sign-in, with its proof
//!  after "this was not me":     check: keep or delete what was suspended ─▶ back to the sign-in
//!  signed in:                   list ─▶ add ─▶ set up ─▶ list        list ─▶ delete ─▶ list
//! ```
//!
//! Both walk the same steps with another *authority*: the attempt that lacks a second step, or the session. Every change needs a
//! [`verification::Permit`], which the judge gives for a fresh second step, or for a fresh password where there is none yet.

mod authority;
pub mod check;
pub mod confirm;
mod desk;
mod pages;
pub mod steps;
mod told;

pub use authority::Authority;
pub use desk::SecurityInfoDesk;
pub use pages::routes;

web::text_files!(TextFolder);

/// The texts of this room.
pub const TEXTS: web::TextFiles = web::TextFiles::new::<TextFolder>("security_info");

#[cfg(test)]
mod tests;
