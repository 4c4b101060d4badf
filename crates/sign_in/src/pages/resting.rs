//! What is said of a method that rests, counted down while it is read.

use askama::Template;
use web::links::{self, Help, HelpPage};
use web::{Page, Visit};
use world::{Markup, Span, Timestamp, Words};

/// Beside a way that cannot be taken until then.
pub(super) fn way(visit: &Visit, until: Timestamp) -> Markup {
    web::rests(visit.words(), "sign-in-way-resting", until - visit.moment().now, links::SignInAnother)
}

/// The page of a method that asks for nothing until then.
pub(super) fn page(visit: &Visit, (user_name, others): (String, bool), until: Timestamp) -> Page {
    let words = visit.words();
    let wait = until - visit.moment().now;
    let problem = web::rests(words, "sign-in-ask-resting", wait, links::SignIn::default());
    let body = Resting { words, csrf: visit.csrf(), user_name, problem, others };
    let page = visit.page_with("sign-in-ask-title", &body, &["web/countdown.js"]);
    page.retry_after(wait.max(Span::seconds(1)))
}

#[derive(Template)]
#[template(path = "resting.html")]
struct Resting<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: String,
    problem: Markup,
    others: bool,
}
