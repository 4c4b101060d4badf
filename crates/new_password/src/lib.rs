//! Choosing a new password, wherever that is: in the account, in the middle of a sign-in, or after it was forgotten.
//!
//! ```text
//!  step: Around::load ─▶ typed twice alike? ─▶ judged ─▶ not the one that is stored ─▶ hashed ─▶ step: it is stored
//! ```
//!
//! [`Judge`] joins the policy, the words that the organization bans, and the filter of breached passwords. What it takes is outside of
//! every transaction. The fields, their texts and the meter beside them are here as well, so that a door only adds its own question.

mod around;
mod fields;
mod judge;

pub use around::Around;
pub use fields::{SCRIPTS, fields};
pub use judge::{Chosen, Judge, JudgeError, Typed, Unfit};

web::text_files!(TextFolder);
web::asset_files!(AssetFolder);

/// The texts of this room.
pub const TEXTS: web::TextFiles = web::TextFiles::new::<TextFolder>("new_password");
/// The scripts of this room.
pub const ASSETS: web::AssetFiles = web::AssetFiles::new::<AssetFolder>("new_password");

#[cfg(test)]
mod tests;
