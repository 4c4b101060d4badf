//! The pages of a person's account.

mod activity;
mod not_me;
mod password;

use std::sync::Arc;

use accounts::sessions::{self, Listed};
use accounts::{Organization, SignedIn};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::Uri;
use verification::remembered::{self, Device};
use web::{
    Cookie, CookieName, FormFields, Guard, Page, Problem, Routes, Submitted, Visit, date_and_time, links,
};
use world::{DeviceId, SessionId, Words};

use crate::desk::{AccountHomeDesk, AccountHomeError};
use crate::steps::{self, Site};

type Answer = Result<Page, Problem>;
type Who = Extension<Arc<SignedIn>>;
type Where = Extension<Arc<Organization>>;

/// The addresses of this room.
pub fn routes(desk: AccountHomeDesk) -> Routes<()> {
    Routes::new()
        .get(links::Account::PATH, Guard::SignedIn, home)
        .get(links::AccountPassword::PATH, Guard::SignedIn, password::show)
        .post(links::AccountPassword::PATH, Guard::SignedIn, password::change)
        .get(links::Activity::PATH, Guard::SignedIn, activity::list)
        .post(links::ActivityAnswer::PATH, Guard::SignedIn, activity::answer)
        .get(links::Sessions::PATH, Guard::SignedIn, list)
        .post(links::SessionEnd::PATH, Guard::SignedIn, end)
        .post(links::DeviceForget::PATH, Guard::SignedIn, forget)
        .post(links::SignOutEverywhere::PATH, Guard::SignedIn, end_all)
        .get(links::SignOut::PATH, Guard::SignedIn, confirm_sign_out)
        .post(links::SignOut::PATH, Guard::SignedIn, sign_out)
        .get(links::NotMe::PATH, Guard::Open, not_me::show)
        .post(links::NotMe::PATH, Guard::Open, not_me::confirm)
        .with_state(desk)
}

fn site(visit: &Visit, organization: &Organization) -> Site {
    Site {
        organization: organization.clone(),
        language: visit.language(),
        origin: visit.origin(),
        address: visit.address().to_string(),
        agent: visit.agent().to_string(),
    }
}

/// The time as `datetime="…"` wants it.
fn machine_time(shown: &str) -> String {
    shown.replace(" UTC", "Z").replace(' ', "T")
}

async fn home(visit: Visit, Extension(person): Who, uri: Uri) -> Answer {
    let words = visit.words();
    let hello = words.say_with("account-hello", &[("name", person.account.display_name.as_str().into())]);
    let account = &person.account;
    let changed = FormFields::of_query(&uri).get("news") == "password";
    let body = Home {
        words,
        hello,
        user_name: &account.user_name,
        has_password: account.has_password,
        news: changed.then(|| words.say("password-changed")),
    };
    Ok(visit.wide_page("account-title", &body, &[]))
}

async fn list(State(desk): State<AccountHomeDesk>, visit: Visit, Extension(person): Who) -> Answer {
    let (account, now) = ((visit.organization(), person.account.id), visit.moment().now);
    let (listed, devices) = desk
        .store
        .read(move |t| {
            Ok::<_, AccountHomeError>((sessions::list(t, account, now)?, remembered::list(t, account, now)?))
        })
        .await?;
    let rows = listed.into_iter().map(|listed| SessionRow {
        this: listed.id == person.session.id,
        opened: date_and_time(listed.opened_at),
        seen: date_and_time(listed.seen_at),
        listed,
    });
    let devices = devices.into_iter().map(|device| DeviceRow {
        since: date_and_time(device.remembered_at),
        until: date_and_time(device.expires_at),
        device,
    });
    let body = Sessions {
        words: visit.words(),
        csrf: visit.csrf(),
        rows: rows.collect(),
        devices: devices.collect(),
        has_password: person.account.has_password,
    };
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
        let end = move |t: &mut store::Transaction<'_>| -> Result<_, AccountHomeError> {
            Ok(sessions::end(t, account, session)?)
        };
        desk.store.write(end).await?;
    }
    Ok(visit.see_other(links::Sessions))
}

async fn forget(
    State(desk): State<AccountHomeDesk>,
    visit: Visit,
    (Extension(organization), Extension(person)): (Where, Who),
    form: Submitted,
) -> Answer {
    if let Ok(device) = form.get("device").parse::<DeviceId>() {
        let (with, site, moment) = (desk.clone(), site(&visit, &organization), visit.moment().clone());
        desk.store.write(move |t| steps::forget(t, &with, (&site, &person), device, &moment)).await?;
    }
    Ok(visit.see_other(links::Sessions))
}

async fn end_all(
    State(desk): State<AccountHomeDesk>,
    visit: Visit,
    Extension(organization): Where,
    Extension(person): Who,
    _: Submitted,
) -> Answer {
    let (with, site, moment) = (desk.clone(), site(&visit, &organization), visit.moment().clone());
    desk.store.write(move |t| steps::sign_out_everywhere(t, &with, (&site, &person), &moment)).await?;
    Ok(signed_out(&visit))
}

/// The way to sign in again, for who is signed out everywhere.
fn signed_out(visit: &Visit) -> Page {
    visit
        .see_other(links::SignIn::default())
        .cookie(&Cookie::gone(CookieName::Session))
        .cookie(&Cookie::gone(CookieName::Remembered))
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
    let end = move |t: &mut store::Transaction<'_>| -> Result<_, AccountHomeError> {
        Ok(sessions::end(t, account, session)?)
    };
    desk.store.write(end).await?;
    Ok(visit.see_other(links::SignIn::default()).cookie(&Cookie::gone(CookieName::Session)))
}

#[derive(Template)]
#[template(path = "home.html")]
struct Home<'a> {
    words: &'a dyn Words,
    hello: String,
    user_name: &'a str,
    has_password: bool,
    /// What has just been done.
    news: Option<String>,
}

struct DeviceRow {
    device: Device,
    since: String,
    until: String,
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
    devices: Vec<DeviceRow>,
    has_password: bool,
}

#[derive(Template)]
#[template(path = "sign-out.html")]
struct SignOut<'a> {
    words: &'a dyn Words,
    csrf: String,
}
