//! A person's own account: where they are signed in, which browsers are remembered, what happened at their sign-ins, signing out,
//! changing the password, and "this was not me".
//!
//! ```text
//!  a mail's code, or a line of recent activity ──▶ confirm ──▶ everything is stopped (the notices crate) ──▶ sign in again
//! ```

mod desk;
mod pages;
pub mod steps;

pub use desk::{AccountHomeDesk, AccountHomeError};
pub use pages::routes;

web::text_files!(TextFolder);
web::asset_files!(AssetFolder);

/// The texts of this room.
pub const TEXTS: web::TextFiles = web::TextFiles::new::<TextFolder>("account_home");
/// The scripts of this room.
pub const ASSETS: web::AssetFiles = web::AssetFiles::new::<AssetFolder>("account_home");

#[cfg(test)]
mod tests;
