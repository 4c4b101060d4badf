//! The beginning: who, that it is a person, and what for.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use web::{Cookie, CookieName, Page, Submitted, Visit};
use world::Words;
use world::text::{LONGEST_USER_NAME, UserName};

use super::{Answer, Desk, Where, closed, here, on, on_or_over, reset_cookie, resting};
use crate::desk::PasswordResetDesk;
use crate::human::{Shown, Task};
use crate::progress::Aim;
use crate::steps::{self, BeginDone, Beginning};

pub(super) async fn begin(
    State(desk): Desk,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let Some(here) = here(&visit, &organization, &headers) else { return Ok(closed(&visit)) };
    let typed = form.bounded("user_name", LONGEST_USER_NAME).unwrap_or_default();
    let again = |key| {
        let says = visit.words().say(key);
        Ok(start_page((&desk, &visit), typed, Some(says)).status(StatusCode::UNPROCESSABLE_ENTITY))
    };
    let task = match shown(&desk, &visit, &form) {
        Ok(task) => task,
        Err(key) => return again(key),
    };
    let Ok(user_name) = UserName::parse(typed) else {
        return again(if typed.trim().is_empty() { "reset-name-empty" } else { "reset-name-form" });
    };
    let (task, by) = task;
    let beginning = Beginning { user_name, work: task.used_as(&desk.vault), answered: by == Shown::Answer };
    let name = beginning.user_name.as_str().to_owned();
    let (with, moment) = (desk.clone(), visit.moment().clone());
    let done = desk.store.write_soon(move |t| steps::begin(t, &with, (&here, &beginning), &moment)).await?;
    match done {
        BeginDone::Begun(token) => Ok(on(&visit).cookie(&reset_cookie(&token))),
        BeginDone::Used => again("reset-task-stale"),
        BeginDone::Resting(until) => Ok(resting(&visit, &name, until)),
    }
}

/// What shows that a person begins; or the key of what is wrong with it.
fn shown(desk: &PasswordResetDesk, visit: &Visit, form: &Submitted) -> Result<(Task, Shown), &'static str> {
    let task = form.bounded("task", 100).and_then(Task::parse);
    let ours = |task: &Task| task.is_ours(&desk.vault, visit.browser(), visit.moment().now);
    let task = task.filter(ours).ok_or("reset-task-stale")?;
    if task.is_solved_by(form.bounded("number", 16).unwrap_or_default()) {
        return Ok((task, Shown::Work));
    }
    let answer = form.bounded("answer", 32).unwrap_or_default();
    let answered = task.question(&desk.vault).is_answered_by(answer, visit.words());
    if answered { Ok((task, Shown::Answer)) } else { Err("reset-answer-wrong") }
}

pub(super) async fn aim(
    State(desk): Desk,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let Some(here) = here(&visit, &organization, &headers) else { return Ok(closed(&visit)) };
    if let Some(aim) = Aim::parse(form.get("aim")) {
        let (with, now) = (desk.clone(), visit.moment().now);
        desk.store.write_soon(move |t| steps::choose_aim(t, &with, (&here, aim), now)).await?;
    }
    Ok(on_or_over(&visit))
}

/// Leaves the reset, to begin with another user name.
pub(super) async fn again(visit: Visit, _: Submitted) -> Answer {
    Ok(on(&visit).cookie(&Cookie::gone(CookieName::Reset)))
}

pub(super) fn start_page(
    (desk, visit): (&PasswordResetDesk, &Visit),
    typed: &str,
    problem: Option<String>,
) -> Page {
    let words = visit.words();
    let task = Task::new(&desk.vault, visit.browser(), desk.limits.work_bits, visit.moment());
    let body = Start {
        words,
        csrf: visit.csrf(),
        typed,
        task: task.to_text(),
        puzzle: task.puzzle(),
        bits: task.bits(),
        question: task.question(&desk.vault).says(words),
        hint: words.say_with("reset-name-hint", &[("organization", visit.brand().name.as_str().into())]),
        problem,
    };
    visit.page_with("reset-title", &body, &["password_reset/work.js"])
}

pub(super) fn aim_page((desk, visit): (&PasswordResetDesk, &Visit), user_name: &str) -> Page {
    let minutes = desk.limits.attempts.lasts.as_minutes();
    let text = visit.words().say_with("reset-aim-text", &[("minutes", minutes.into())]);
    let body = AimForm { words: visit.words(), csrf: visit.csrf(), user_name, text };
    visit.page("reset-aim-title", &body)
}

#[derive(Template)]
#[template(path = "start.html")]
struct Start<'a> {
    words: &'a dyn Words,
    csrf: String,
    typed: &'a str,
    task: String,
    puzzle: String,
    bits: u8,
    question: String,
    hint: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "aim.html")]
struct AimForm<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
    text: String,
}
