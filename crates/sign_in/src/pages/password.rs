//! The page that asks for the password, and what comes of a first step.

use std::sync::Arc;

use accounts::Organization;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use vault::Password;
use web::links::{Help, HelpPage};
use web::{Page, Problem, Submitted, Visit, links};
use world::{Timestamp, Words};

use super::no_entry::no_entry;
use super::{
    Answer, attempt_cookie, busy, finished_page, here, lasts, look, remembered_cookie, stale, view_page,
};
use crate::desk::{SignInDesk, SignInError};
use crate::steps::{self, Here, PasswordDone, PasswordTurn};

pub(super) async fn answer(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Extension<Arc<Organization>>,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let here = here(&visit, &organization, &headers);
    let Ok(typed) = Password::new(form.get("password")) else {
        let view = look(&desk, &visit, &here).await?;
        let key =
            if form.get("password").is_empty() { "sign-in-password-empty" } else { "sign-in-password-wrong" };
        return Ok(view_page(&desk, &visit, view, Some(key.into())).status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    desk.pool.has_room().map_err(busy)?;
    let (with, at, now) = (desk.clone(), here.clone(), visit.moment().now);
    let turn = desk.store.write_soon(move |t| steps::charge_password(t, &with, &at, now)).await?;
    let check = match turn {
        PasswordTurn::Stale => return Ok(stale(&desk, &visit)),
        PasswordTurn::Resting { user_name, until } => {
            let instead = offered(&desk, &visit, here).await?;
            return Ok(resting(&visit, (&user_name, instead), until));
        }
        PasswordTurn::Check(check) => check,
    };
    let salt = visit.moment().chance("salt").bytes();
    let subject = (check.subject, check.stored.clone());
    let verdict = match desk.pool.verify(&desk.vault, subject, typed, salt).await {
        Ok(verdict) => verdict,
        Err(full) => {
            // Others were quicker since the look at the queue: the try was none.
            desk.store.write_soon(move |t| steps::refund_password(t, &check)).await?;
            return Err(busy(full));
        }
    };
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let remembered = here.remembered.is_some();
    let settle = move |t: &mut store::Transaction<'_>| {
        steps::settle_password(t, &with, &at, (&check, &verdict), &moment)
    };
    let done = desk.store.write_lasting(lasts(remembered), settle).await?;
    entered(&desk, &visit, (here, &organization), done).await
}

/// The way on after a first step.
pub(super) async fn entered(
    desk: &SignInDesk,
    visit: &Visit,
    (here, organization): (Here, &Organization),
    done: PasswordDone,
) -> Answer {
    let on = || visit.see_other(links::SignIn::default());
    Ok(match done {
        PasswordDone::Stale => stale(desk, visit),
        PasswordDone::Wrong { user_name } => {
            let instead = offered(desk, visit, here).await?;
            let says = visit.words().say("sign-in-password-wrong");
            page(visit, (&user_name, instead), Some(says)).status(StatusCode::UNPROCESSABLE_ENTITY)
        }
        PasswordDone::Disabled => {
            no_entry(visit, ("sign-in-disabled-title", "sign-in-disabled-text"), HelpPage::AccountDisabled)
        }
        PasswordDone::Blocked => {
            no_entry(visit, ("sign-in-blocked-title", "sign-in-blocked-text"), HelpPage::SignInStopped)
        }
        PasswordDone::Right(token) => on().cookie(&attempt_cookie(&token)),
        PasswordDone::Remembered(token, device) => {
            on().cookie(&attempt_cookie(&token)).cookie(&remembered_cookie(&device, organization.remember))
        }
        PasswordDone::Raised(finished) => finished_page(visit, finished),
    })
}

/// What can be typed in the place of a password here, if that is offered.
async fn offered(desk: &SignInDesk, visit: &Visit, here: Here) -> Result<Option<&'static str>, Problem> {
    let (with, now) = (desk.clone(), visit.moment().now);
    let read = desk.store.read(move |t| steps::instead(t, &with, &here, now)).await;
    read.map_err(|error: SignInError| error.into())
}

fn resting(visit: &Visit, what: (&str, Option<&'static str>), until: Timestamp) -> Page {
    let wait = until - visit.moment().now;
    let problem =
        visit.words().say_with("sign-in-password-resting", &[("minutes", wait.as_minutes().into())]);
    let body = PasswordForm { help: HelpPage::AccountLocked, ..form(visit, what, Some(problem)) };
    visit
        .page_with("sign-in-password-title", &body, &["web/retry.js"])
        .status(StatusCode::TOO_MANY_REQUESTS)
        .retry_after(wait)
}

/// The page that asks for the password.
pub(super) fn page(
    visit: &Visit,
    (user_name, instead): (&str, Option<&'static str>),
    problem: Option<String>,
) -> Page {
    let body = form(visit, (user_name, instead), problem);
    visit.page_with("sign-in-password-title", &body, &["web/retry.js"])
}

fn form<'a>(
    visit: &'a Visit,
    (user_name, instead): (&'a str, Option<&'static str>),
    problem: Option<String>,
) -> PasswordForm<'a> {
    let words = visit.words();
    let instead = instead.map(|method| words.say(&format!("method-{method}-instead")));
    PasswordForm { words, csrf: visit.csrf(), user_name, instead, problem, help: HelpPage::WrongPassword }
}

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordForm<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
    /// What the way to another first step says.
    instead: Option<String>,
    problem: Option<String>,
    help: HelpPage,
}
