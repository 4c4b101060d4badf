//! The page that the right password opens when it may not sign in.

use askama::Template;
use axum::http::StatusCode;
use web::links::{Help, HelpPage};
use web::{Cookie, CookieName, Page, Visit};
use world::Words;

/// Why the right password is not enough. It is only told to those who know it.
pub(super) fn no_entry(visit: &Visit, (title, text): (&'static str, &'static str), page: HelpPage) -> Page {
    let request_id = visit.request_id();
    let help = Help { page, request: Some(request_id) };
    let body = NoEntry { words: visit.words(), title, text, request_id: request_id.to_string(), help };
    visit.page(title, &body).status(StatusCode::FORBIDDEN).cookie(&Cookie::gone(CookieName::Attempt))
}

#[derive(Template)]
#[template(path = "no-entry.html")]
struct NoEntry<'a> {
    words: &'a dyn Words,
    title: &'static str,
    text: &'static str,
    request_id: String,
    help: Help,
}
