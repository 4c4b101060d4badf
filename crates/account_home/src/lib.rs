//! A person's own account: where they are signed in, what happened at their sign-ins, and signing out.

mod pages;

pub use pages::{AccountHomeDesk, routes};

web::text_files!(TextFolder);

/// The texts of this room.
pub const TEXTS: web::TextFiles = web::TextFiles::new::<TextFolder>("account_home");
