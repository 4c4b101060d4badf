//! Getting a new password, or lifting a lockout, without an administrator.
//!
//! ```text
//!  user name, and that it is a person ─▶ what for ─▶ one method ─▶ another method ─▶ new password ─▶ sign in as always
//!                                                   └─ as many as the organization asks for ─┘
//! ```
//!
//! Nobody learns here whether an account exists or what it has. Everybody is shown the same ways, in the same words, and every try is
//! counted by the user name that was typed: who has nothing to be asked by waits for an answer that is never right. The same statements
//! run for nobody as for somebody; what remains, a row and a sealed message more, is far below what few and counted tries can measure.
//!
//! Which page comes next is derived in [`gate::next`] from the evidence; a proof of a sign-in is none here, and the other way round.
//! The reset never signs anybody in.

mod desk;
mod gate;
mod human;
mod pages;
mod progress;
mod records;
mod steps;
mod tries;

pub use desk::{Limits, PasswordResetDesk, PasswordResetError};
pub use human::LASTS as FIRST_PAGE_LASTS;
pub use pages::routes;
pub use records::{STATEMENTS, SWEEPS};

web::text_files!(TextFolder);
web::asset_files!(AssetFolder);

/// The texts of this room.
pub const TEXTS: web::TextFiles = web::TextFiles::new::<TextFolder>("password_reset");
/// The scripts of this room.
pub const ASSETS: web::AssetFiles = web::AssetFiles::new::<AssetFolder>("password_reset");

#[cfg(test)]
mod tests;
