//! The kit of every page: frame, texts, forms, cookies, links, errors and assets.
//!
//! A request becomes a [`Visit`]: organization, language, browser, address, moment. A handler returns a [`Page`] or a [`Problem`];
//! [`Visit::finish`] gives every response its headers and turns a problem into a page with a request id.

// The macros that declare folders name this crate from outside; here it is found under the same name.
extern crate self as web;

mod agent;
mod assets;
mod bell;
mod brand;
mod cookies;
mod csrf;
mod dates;
mod forms;
mod kit;
pub mod links;
mod openness;
mod page;
mod places;
mod problem;
mod rests;
mod routes;
mod send_again;
mod texts;
mod visit;

pub use agent::Agent;
pub use assets::AssetFiles;
pub use bell::{Bell, LONGEST_WAIT, Lasting, Listener};
pub use brand::Colour;
pub use cookies::{Cookie, CookieName, Jar};
pub use csrf::FORM_HOURS;
pub use dates::date_and_time;
pub use forms::{FormFields, LONGEST_ANSWER, LONGEST_BODY, MOST_FIELDS, Submitted};
pub use kit::{Kit, KitParts};
pub use links::ContinueTo;
pub use openness::Openness;
pub use page::Page;
pub use places::Places;
pub use problem::{Fault, Problem};
pub use rests::{Says, rests};
pub use routes::{Guard, Route, Routes, SignedInMarker};
pub use rust_embed;
pub use send_again::send_again_form;
pub use texts::{Lack, TextFiles, Texts, Wording};
pub use visit::{BROWSER_LASTS, Brand, LanguageLink, Visit, VisitParts};

/// The key of what a page that waits says to whoever goes on before anything has come.
pub const NOTHING_YET: &str = "waiting-nothing-yet";

text_files!(TextFolder);
asset_files!(AssetFolder);

/// The texts of the kit.
pub const TEXTS: TextFiles = TextFiles::new::<TextFolder>("web");
/// The styles and scripts of the kit.
pub const ASSETS: AssetFiles = AssetFiles::new::<AssetFolder>("web");
