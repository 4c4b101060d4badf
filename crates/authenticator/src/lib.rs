//! The phone's side: pairing an authenticator app, what waits for its answer, and the web app that people install from here.
//!
//! ```text
//!  app ──envelope──▶ claim ──key of the app──▶ verified ──clock, sequence──▶ step ──▶ signed answer
//!                                                                             │
//!                         the challenge hears it, and the page that waits goes on
//! ```
//!
//! What is said is written in `docs/authenticator-protocol.md`, and the same for every client.

mod app_files;
mod compressed;
mod desk;
mod keys;
mod messages;
mod pages;
mod steps;

pub use app_files::APP_PATH;
pub use desk::{AuthenticatorDesk, AuthenticatorError};
pub use keys::Keys;
pub use messages::push_content;
pub use pages::routes;
