//! The pages of a person's account.

use std::sync::Arc;

use accounts::SignedIn;
use accounts::sessions::{self, Listed};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use store::{Store, StoreError};
use verification::attempts::{self, Past};
use web::{Cookie, CookieName, Fault, Guard, Page, Problem, Routes, Submitted, Visit, date_and_time, links};
use world::{SessionId, Span, Words};

/// What the steps of this room work with.
#[derive(Clone, Debug)]
pub struct AccountHomeDesk {
    /// The database.
    pub store: Store,
}

type Answer = Result<Page, Problem>;
type Who = Extension<Arc<SignedIn>>;

/// How many sign-ins the page of recent activity shows.
const SHOWN: i64 = 50;

/// The addresses of this room.
pub fn routes(desk: AccountHomeDesk) -> Routes<()> {
    Routes::new()
        .get(links::Account::PATH, Guard::SignedIn, home)
        .get(links::Activity::PATH, Guard::SignedIn, activity)
        .get(links::Sessions::PATH, Guard::SignedIn, list)
        .post(links::SessionEnd::PATH, Guard::SignedIn, end)
        .post(links::SignOutEverywhere::PATH, Guard::SignedIn, end_all)
        .get(links::SignOut::PATH, Guard::SignedIn, confirm_sign_out)
        .post(links::SignOut::PATH, Guard::SignedIn, sign_out)
        .with_state(desk)
}

fn problem(error: StoreError) -> Problem {
    let fault = match error {
        StoreError::Busy => Fault::Busy,
        StoreError::Gone(_) => Fault::Unavailable,
        StoreError::Full => Fault::Full,
        _ => Fault::Internal,
    };
    Problem::caused(fault, error)
}

/// The time as `datetime="…"` wants it.
fn machine_time(shown: &str) -> String {
    shown.replace(" UTC", "Z").replace(' ', "T")
}

async fn home(visit: Visit, Extension(person): Who) -> Answer {
    let words = visit.words();
    let hello = words.say_with("account-hello", &[("name", person.account.display_name.as_str().into())]);
    Ok(visit.wide_page("account-title", &Home { words, hello, user_name: &person.account.user_name }, &[]))
}

async fn activity(State(desk): State<AccountHomeDesk>, visit: Visit, Extension(person): Who) -> Answer {
    let (account, before) =
        ((visit.organization(), person.account.id), visit.moment().now + Span::seconds(1));
    let past =
        desk.store.read(move |t| attempts::recent(t, account, before, SHOWN)).await.map_err(problem)?;
    let words = visit.words();
    let rows = past.iter().map(|past| activity_row(words, past)).collect();
    Ok(visit.wide_page("activity-title", &Activity { words, rows }, &["web/local-time.js"]))
}

fn activity_row(words: &dyn Words, past: &Past) -> ActivityRow {
    let at = date_and_time(past.started_at);
    let step = |step: &verification::steps::StepTaken| {
        let method = match step.method.as_str() {
            "password" => words.say("activity-password"),
            name => words.say(&format!("method-{name}-title")),
        };
        format!("{method}: {}", words.say(&format!("activity-step-{}", step.result.key())))
    };
    ActivityRow {
        machine: machine_time(&at),
        at,
        passed: past.outcome == verification::steps::Outcome::Passed,
        outcome: words.say(&format!("activity-{}", past.outcome.key())),
        step_up: past.step_up,
        agent: past.agent.clone(),
        address: past.address.clone(),
        unfamiliar: !past.familiar,
        steps: past.steps.iter().map(step).collect(),
    }
}

async fn list(State(desk): State<AccountHomeDesk>, visit: Visit, Extension(person): Who) -> Answer {
    let (account, now) = ((visit.organization(), person.account.id), visit.moment().now);
    let listed = desk.store.read(move |t| sessions::list(t, account, now)).await.map_err(problem)?;
    let rows = listed.into_iter().map(|listed| SessionRow {
        this: listed.id == person.session.id,
        opened: date_and_time(listed.opened_at),
        seen: date_and_time(listed.seen_at),
        listed,
    });
    let body = Sessions { words: visit.words(), csrf: visit.csrf(), rows: rows.collect() };
    Ok(visit.wide_page("sessions-title", &body, &["web/local-time.js"]))
}

async fn end(
    State(desk): State<AccountHomeDesk>,
    visit: Visit,
    Extension(person): Who,
    form: Submitted,
) -> Answer {
    if let Ok(session) = form.get("session").parse::<SessionId>() {
        let account = (visit.organization(), person.account.id);
        desk.store.write(move |t| sessions::end(t, account, session)).await.map_err(problem)?;
    }
    Ok(visit.see_other(links::Sessions))
}

async fn end_all(
    State(desk): State<AccountHomeDesk>,
    visit: Visit,
    Extension(person): Who,
    _: Submitted,
) -> Answer {
    let account = (visit.organization(), person.account.id);
    desk.store.write(move |t| sessions::end_all(t, account)).await.map_err(problem)?;
    Ok(visit.see_other(links::SignIn::default()).cookie(&Cookie::gone(CookieName::Session)))
}

async fn confirm_sign_out(visit: Visit) -> Answer {
    Ok(visit.page("sign-out-title", &SignOut { words: visit.words(), csrf: visit.csrf() }))
}

async fn sign_out(
    State(desk): State<AccountHomeDesk>,
    visit: Visit,
    Extension(person): Who,
    _: Submitted,
) -> Answer {
    let (account, session) = ((visit.organization(), person.account.id), person.session.id);
    desk.store.write(move |t| sessions::end(t, account, session)).await.map_err(problem)?;
    Ok(visit.see_other(links::SignIn::default()).cookie(&Cookie::gone(CookieName::Session)))
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    words: &'a dyn Words,
    hello: String,
    user_name: &'a str,
}

struct ActivityRow {
    at: String,
    machine: String,
    passed: bool,
    outcome: String,
    step_up: bool,
    agent: String,
    address: String,
    unfamiliar: bool,
    steps: Vec<String>,
}

#[derive(Template)]
#[template(path = "activity.html")]
struct Activity<'a> {
    words: &'a dyn Words,
    rows: Vec<ActivityRow>,
}

struct SessionRow {
    listed: Listed,
    this: bool,
    opened: String,
    seen: String,
}

#[derive(Template)]
#[template(path = "sessions.html")]
struct Sessions<'a> {
    words: &'a dyn Words,
    csrf: String,
    rows: Vec<SessionRow>,
}

#[derive(Template)]
#[template(path = "sign-out.html")]
struct SignOut<'a> {
    words: &'a dyn Words,
    csrf: String,
}
