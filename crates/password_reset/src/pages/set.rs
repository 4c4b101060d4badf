//! The new password, the lockout that is lifted, and the end of both.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use new_password::{Chosen, Typed, Unfit};
use web::{Cookie, CookieName, Page, Submitted, Visit, links};
use world::{Markup, Words};

use super::{Answer, Desk, Where, closed, here, on_or_over};
use crate::desk::PasswordResetDesk;
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
    let around = desk.store.glance(move |t| steps::around(t, &with, &at, now)).await?;
    let Some((around, user_name)) = around else { return Ok(on_or_over(&visit)) };
    let typed = Typed::new(form.get("new_password"), form.get("new_password_again"));
    let with = (&desk.pool, &desk.vault);
    let hash = match desk.judge.choose(with, &typed, &around, visit.moment()).await? {
        Chosen::Fit(hash) => hash,
        Chosen::Unfit(unfit) => {
            let page = password_page(&desk, &visit, &user_name, Some(&unfit));
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY));
        }
    };
    let (with, moment) = (desk.clone(), visit.moment().clone());
    let set = desk.store.write(move |t| steps::set_password(t, &with, (&here, &hash), &moment)).await?;
    Ok(if set { ended(&visit, links::PasswordResetDone) } else { on_or_over(&visit) })
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
    Ok(if lifted { ended(&visit, links::PasswordResetUnlocked) } else { on_or_over(&visit) })
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

pub(super) fn password_page(
    desk: &PasswordResetDesk,
    visit: &Visit,
    user_name: &str,
    unfit: Option<&Unfit>,
) -> Page {
    let words = visit.words();
    let fields = new_password::fields(words, &desk.judge, unfit);
    let body = PasswordForm { words, csrf: visit.csrf(), user_name, fields };
    visit.page_with("reset-password-title", &body, new_password::SCRIPTS)
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
    fields: Markup,
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
