//! "This was not me": the page that takes a mail's code, the question, and what was done.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use notices::Code;
use web::{Cookie, CookieName, Page, Submitted, Visit, date_and_time, links};
use world::Words;

use super::{Answer, machine_time};
use crate::desk::AccountHomeDesk;
use crate::steps::{self, Question};

/// A typed code.
const LONGEST_CODE: usize = 64;

pub(super) async fn show(visit: Visit) -> Answer {
    Ok(code_page(&visit, None))
}

fn code_page(visit: &Visit, problem: Option<&str>) -> Page {
    let words = visit.words();
    let problem = problem.map(|key| words.say(key));
    let body = CodeForm { words, csrf: visit.csrf(), problem };
    visit.page_with("not-me-title", &body, &["account_home/not-me.js"])
}

pub(super) async fn confirm(State(desk): State<AccountHomeDesk>, visit: Visit, form: Submitted) -> Answer {
    let Some(code) = form.bounded("code", LONGEST_CODE).and_then(Code::parse) else {
        let page = code_page(&visit, Some("not-me-code-form"));
        return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let (with, organization, now) = (desk.clone(), visit.organization(), visit.moment().now);
    let over = || code_page(&visit, Some("not-me-code-stale")).status(StatusCode::GONE);
    if form.ticked("sure") {
        let moment = visit.moment().clone();
        let denied =
            desk.store.write(move |t| steps::deny_mail(t, &with, (organization, &code), &moment)).await?;
        return Ok(if denied.is_some() { done_page(&visit) } else { over() });
    }
    let text = code.to_text();
    let question =
        desk.store.read(move |t| steps::question_of_mail(t, &with, (organization, &code), now)).await?;
    Ok(match question {
        Some(question) => confirm_page(&visit, &question, (&links::NotMe.to_string(), &[("code", &text)])),
        None => over(),
    })
}

/// The question, with the one button that stops everything. It is sent there with these fields.
pub(super) fn confirm_page(
    visit: &Visit,
    question: &Question,
    (action, hidden): (&str, &[(&str, &str)]),
) -> Page {
    let words = visit.words();
    let at = date_and_time(question.at);
    let suspends = question
        .doubted
        .suspends
        .iter()
        .map(|one| words.say_with("not-me-confirm-method", &[("name", one.name.as_str().into())]));
    let body = Confirm {
        words,
        csrf: visit.csrf(),
        user_name: &question.account.user_name,
        what: match &question.kind {
            Some(kind) => words.say(&format!("{kind}-subject")),
            None => words.say("not-me-sign-in"),
        },
        machine: machine_time(&at),
        at,
        suspends: suspends.collect(),
        tells: question.tells,
        stranded: question.doubted.leaves.is_empty(),
        action,
        hidden,
    };
    visit.page_with("not-me-title", &body, &["web/local-time.js"])
}

/// What was done, and what the person does now.
pub(super) fn done_page(visit: &Visit) -> Page {
    visit
        .page("not-me-done-title", &DonePage { words: visit.words() })
        .cookie(&Cookie::gone(CookieName::Session))
        .cookie(&Cookie::gone(CookieName::Attempt))
        .cookie(&Cookie::gone(CookieName::Remembered))
}

#[derive(Template)]
#[template(path = "not-me.html")]
struct CodeForm<'a> {
    words: &'a dyn Words,
    csrf: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "not-me-confirm.html")]
struct Confirm<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
    what: String,
    at: String,
    machine: String,
    suspends: Vec<String>,
    tells: bool,
    stranded: bool,
    action: &'a str,
    hidden: &'a [(&'a str, &'a str)],
}

#[derive(Template)]
#[template(path = "not-me-done.html")]
struct DonePage<'a> {
    words: &'a dyn Words,
}
