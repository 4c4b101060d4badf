//! The new password, the lockout that is lifted, and the end of both.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use vault::Password;
use web::{Cookie, CookieName, Page, Problem, Submitted, Visit, links};
use world::Words;

use super::{Answer, Desk, Where, closed, here, on};
use crate::NewPassword;
use crate::steps;

pub(super) async fn password(
    State(desk): Desk,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let Some(here) = here(&visit, &organization, &headers) else { return Ok(closed(&visit)) };
    // Nothing is judged or hashed for anybody who may not set a password.
    let (with, at, now) = (desk.clone(), here.clone(), visit.moment().now);
    let around = desk.store.read(move |t| steps::around(t, &with, &at, now)).await?;
    let Some(around) = around else { return Ok(on(&visit)) };
    let refused = |says: &[String]| {
        Ok(password_page(&visit, &around.user_name, says).status(StatusCode::UNPROCESSABLE_ENTITY))
    };
    let typed = form.get("new_password");
    if typed.is_empty() {
        return refused(&[visit.words().say("reset-password-empty")]);
    }
    if typed != form.get("new_password_again") {
        return refused(&[visit.words().say("reset-password-differ")]);
    }
    let new = NewPassword {
        typed,
        person: &around.person,
        user_name: &around.user_name,
        organization: &organization.name,
    };
    if let Err(says) = desk.judge.judge(&visit, &new) {
        return refused(&says);
    }
    let Ok(password) = Password::new(typed) else {
        return refused(&[visit.words().say("reset-password-unreadable")]);
    };
    let busy = |busy: vault::Busy| Problem::busy(busy.retry_after);
    desk.pool.has_room().map_err(busy)?;
    let hash = desk.pool.hash(password, visit.moment().chance("salt").bytes()).await.map_err(busy)?;
    let (with, moment) = (desk.clone(), visit.moment().clone());
    let set = desk.store.write(move |t| steps::set_password(t, &with, (&here, &hash), &moment)).await?;
    Ok(if set { ended(&visit, links::PasswordResetDone) } else { on(&visit) })
}

pub(super) async fn unlock(
    State(desk): Desk,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    _: Submitted,
) -> Answer {
    let Some(here) = here(&visit, &organization, &headers) else { return Ok(closed(&visit)) };
    let (with, moment) = (desk.clone(), visit.moment().clone());
    let lifted = desk.store.write(move |t| steps::unlock(t, &with, &here, &moment)).await?;
    Ok(if lifted { ended(&visit, links::PasswordResetUnlocked) } else { on(&visit) })
}

fn ended(visit: &Visit, to: impl std::fmt::Display) -> Page {
    visit.see_other(to).cookie(&Cookie::gone(CookieName::Reset))
}

pub(super) async fn done(visit: Visit) -> Page {
    done_page(&visit, ("reset-done-title", "reset-done-text"))
}

pub(super) async fn unlocked(visit: Visit) -> Page {
    done_page(&visit, ("reset-unlocked-title", "reset-unlocked-text"))
}

fn done_page(visit: &Visit, (title, text): (&'static str, &'static str)) -> Page {
    let body = Done { words: visit.words(), title, text, sign_in: links::SignIn::default() };
    visit.page(title, &body)
}

pub(super) fn password_page(visit: &Visit, user_name: &str, says: &[String]) -> Page {
    let body = PasswordForm { words: visit.words(), csrf: visit.csrf(), user_name, says };
    visit.page_with("reset-password-title", &body, &["password_reset/meter.js"])
}

pub(super) fn unlock_page(visit: &Visit, user_name: &str) -> Page {
    let body = Unlock { words: visit.words(), csrf: visit.csrf(), user_name };
    visit.page("reset-unlock-title", &body)
}

#[derive(Template)]
#[template(path = "password.html")]
struct PasswordForm<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
    says: &'a [String],
}

#[derive(Template)]
#[template(path = "unlock.html")]
struct Unlock<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
}

#[derive(Template)]
#[template(path = "done.html")]
struct Done<'a> {
    words: &'a dyn Words,
    title: &'static str,
    text: &'static str,
    sign_in: links::SignIn,
}
