//! Recent activity: every sign-in with its steps in plain words, and "was this you?".

use askama::Template;
use axum::Extension;
use axum::extract::State;
use verification::attempts::{self, Past, Sought};
use verification::password::PASSWORD;
use verification::remembered::REMEMBERED;
use verification::steps::{Outcome, StepTaken};
use web::{Submitted, Visit, date_and_time, links};
use world::{AttemptId, Span, Words};

use super::{Answer, Who, machine_time, not_me};
use crate::desk::{AccountHomeDesk, AccountHomeError};
use crate::steps::{self, Meaning, Said};

/// How many sign-ins the page of recent activity shows.
const SHOWN: i64 = 50;

pub(super) async fn list(
    State(desk): State<AccountHomeDesk>,
    visit: Visit,
    Extension(person): Who,
) -> Answer {
    let (account, before) =
        ((visit.organization(), person.account.id), visit.moment().now + Span::seconds(1));
    let past = desk
        .store
        .read(move |t| Ok::<_, AccountHomeError>(attempts::recent(t, account, before, SHOWN)?))
        .await?;
    let words = visit.words();
    let rows = past.iter().map(|past| row(&desk, &visit, past)).collect();
    let body = Activity { words, csrf: visit.csrf(), rows, has_password: person.account.has_password };
    Ok(visit.wide_page("activity-title", &body, &["web/local-time.js"]))
}

fn row(desk: &AccountHomeDesk, visit: &Visit, past: &Past) -> Row {
    let words = visit.words();
    let at = date_and_time(past.started_at);
    let meaning = Meaning::of(past);
    let answered = past.recognized.map(|me| if me { "activity-was-me" } else { "activity-was-not-me" });
    let remarks = [sought(past.sought), (!past.familiar).then_some("activity-unfamiliar"), answered];
    let steps = past.steps.iter().map(|taken| step(desk, words, taken));
    Row {
        id: past.id,
        machine: machine_time(&at),
        at,
        passed: past.outcome == Outcome::Passed,
        outcome: words.say(&outcome_key(past)),
        agent: past.agent.clone(),
        address: past.address.clone(),
        place: visit.place_of(&past.address),
        application: past.application.clone(),
        notes: steps.chain(remarks.into_iter().flatten().map(|key| words.say(key))).collect(),
        advice: meaning.advice().map(|key| words.say(key)),
        asks: meaning.asks(),
    }
}

/// The key of what it was for, unless that was to sign in.
fn sought(sought: Sought) -> Option<&'static str> {
    match sought {
        Sought::SignIn => None,
        Sought::StepUp => Some("activity-step-up"),
        Sought::Reset => Some("activity-reset"),
        Sought::Change => Some("activity-change"),
    }
}

/// The key of how it ended.
fn outcome_key(past: &Past) -> String {
    match (past.outcome, past.sought) {
        (Outcome::Passed, Sought::Reset) => "activity-reset-passed".to_owned(),
        (Outcome::Passed, Sought::Change) => "activity-change-passed".to_owned(),
        (Outcome::Open | Outcome::Stopped, Sought::Change) => "activity-change-open".to_owned(),
        (outcome, _) => format!("activity-{}", outcome.key()),
    }
}

fn step(desk: &AccountHomeDesk, words: &dyn Words, taken: &StepTaken) -> String {
    let method = match taken.method.as_str() {
        name if name == PASSWORD.as_str() => words.say("activity-password"),
        name if name == REMEMBERED.as_str() => words.say("activity-device"),
        name if [desk.methods, desk.methods.for_reset().with_turned_on(true)]
            .iter()
            .any(|some| some.find(name).is_some()) =>
        {
            words.say(&format!("method-{name}-title"))
        }
        _ => words.say("activity-other-method"),
    };
    format!("{method}: {}", words.say(&format!("activity-step-{}", taken.result.key())))
}

/// "Was this you?": yes is kept at once; no asks once more, as it ends every session.
pub(super) async fn answer(
    State(desk): State<AccountHomeDesk>,
    visit: Visit,
    Extension(person): Who,
    form: Submitted,
) -> Answer {
    let Ok(attempt) = form.get("attempt").parse::<AttemptId>() else {
        return Ok(visit.see_other(links::Activity));
    };
    let said = if form.get("me") == "yes" { Said::Me } else { Said::NotMe };
    if said == Said::NotMe && !form.ticked("sure") {
        let (with, of) = (desk.clone(), (*person).clone());
        let question = desk.store.read(move |t| steps::question_of_sign_in(t, &with, (&of, attempt))).await?;
        let Some(question) = question else { return Ok(visit.see_other(links::Activity)) };
        let attempt = attempt.to_string();
        let hidden = [("attempt", attempt.as_str()), ("me", "no")];
        return Ok(not_me::confirm_page(&visit, &question, (&links::ActivityAnswer.to_string(), &hidden)));
    }
    let (with, moment) = (desk.clone(), visit.moment().clone());
    let done = desk.store.write(move |t| steps::say(t, &with, (&person, attempt), said, &moment)).await?;
    Ok(match said {
        Said::NotMe if done => not_me::done_page(&visit),
        _ => visit.see_other(links::Activity),
    })
}

struct Row {
    id: AttemptId,
    at: String,
    machine: String,
    passed: bool,
    outcome: String,
    agent: String,
    address: String,
    /// Where that is, if it is known.
    place: Option<String>,
    application: String,
    /// The steps with their results, and what else there is to say.
    notes: Vec<String>,
    advice: Option<String>,
    asks: bool,
}

#[derive(Template)]
#[template(path = "activity.html")]
struct Activity<'a> {
    words: &'a dyn Words,
    csrf: String,
    rows: Vec<Row>,
    has_password: bool,
}
