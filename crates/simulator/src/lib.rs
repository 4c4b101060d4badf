//! The demo's front page, its phones and its mailbox, for people and, as JSON, for scripts. Only `tweestap demo` has them: the codes
//! of all sample accounts stand here for everyone.

mod desk;
mod pages;
mod push_service;

pub use desk::{Phone, Room, SimulatorDesk};
pub use pages::routes;
pub use push_service::PushService;

web::text_files!(TextFolder);
web::asset_files!(AssetFolder);

/// The texts of this room.
pub const TEXTS: web::TextFiles = web::TextFiles::new::<TextFolder>("simulator");
/// The scripts of this room.
pub const ASSETS: web::AssetFiles = web::AssetFiles::new::<AssetFolder>("simulator");
