//! The pages of a reset: each handler parses, calls its step, and shows the outcome once.

mod begin;
mod choose;
mod prove;
mod set;

use std::sync::Arc;

use accounts::Organization;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use vault::Token;
use verification::attempts::Origin;
use web::{Cookie, CookieName, FormFields, Guard, Jar, Page, Problem, Routes, Visit, links};
use world::{Span, Timestamp, Words};

use crate::desk::{PasswordResetDesk, PasswordResetError};
use crate::steps::{self, Here, Site, View};

type Answer = Result<Page, Problem>;
type Desk = State<PasswordResetDesk>;
type Where = Extension<Arc<Organization>>;

/// The addresses of this room.
pub fn routes(desk: PasswordResetDesk) -> Routes<()> {
    Routes::new()
        .get(links::PasswordReset::PATH, Guard::Open, show)
        .post(links::PasswordResetBegin::PATH, Guard::Open, begin::begin)
        .post(links::PasswordResetAim::PATH, Guard::Open, begin::aim)
        .post(links::PasswordResetAgain::PATH, Guard::Open, begin::again)
        .post(links::PasswordResetAsk::PATH, Guard::Open, choose::ask)
        .post(links::PasswordResetAnother::PATH, Guard::Open, choose::another)
        .post(links::PasswordResetNumber::PATH, Guard::Open, prove::number)
        .post(links::PasswordResetAnswer::PATH, Guard::Open, prove::answer)
        .post(links::PasswordResetCollect::PATH, Guard::Open, prove::collect)
        .post(links::PasswordResetSendAgain::PATH, Guard::Open, prove::send_again)
        .get(links::PasswordResetEvents::PATH, Guard::Open, prove::events)
        .post(links::PasswordResetPassword::PATH, Guard::Open, set::password)
        .post(links::PasswordResetUnlock::PATH, Guard::Open, set::unlock)
        .get(links::PasswordResetDone::PATH, Guard::Open, set::done)
        .get(links::PasswordResetUnlocked::PATH, Guard::Open, set::unlocked)
        .with_state(desk)
}

/// Where a person stands; none if nobody of this organization gets a new password by themselves.
fn here(visit: &Visit, organization: &Organization, headers: &HeaderMap) -> Option<Here> {
    organization.resets.gates?;
    let jar = Jar::new(headers, visit.is_secure());
    Some(Here {
        origin: Origin {
            organization: organization.id,
            browser: visit.browser(),
            address: visit.address().to_string(),
            agent: visit.agent().to_string(),
        },
        organization: organization.clone(),
        site: Site {
            host: visit.host().to_owned(),
            origin: visit.origin(),
            language: visit.language(),
            place: visit.place(),
        },
        attempt: jar.get(CookieName::Reset).and_then(Token::parse).map(|token| token.hash()),
    })
}

/// Says that an administrator must help.
fn closed(visit: &Visit) -> Page {
    visit.page("reset-closed-title", &Closed { words: visit.words() })
}

fn reset_cookie(token: &Token) -> Cookie {
    Cookie::until_closed(CookieName::Reset, token.to_text())
}

/// On to the page of what comes next.
fn on(visit: &Visit) -> Page {
    visit.see_other(links::PasswordReset)
}

/// The same from a page whose reset may be over: whoever has to begin again reads why.
fn on_or_over(visit: &Visit) -> Page {
    visit.see_other(format!("{}?news=over", links::PasswordReset))
}

async fn show(
    State(desk): Desk,
    visit: Visit,
    Extension(organization): Where,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let Some(here) = here(&visit, &organization, &headers) else { return Ok(closed(&visit)) };
    let over = FormFields::of_query(&uri).get("news") == "over";
    shows(&desk, &visit, here, over.then_some(&Wrong::Over)).await
}

async fn look(
    desk: &PasswordResetDesk,
    visit: &Visit,
    here: Here,
) -> Result<(String, View), PasswordResetError> {
    let (with, now) = (desk.clone(), visit.moment().now);
    desk.store.glance(move |t| steps::look(t, &with, &here, now)).await
}

/// The page of where the person stands, with what went wrong: a text of ours, or the end of the key of the method that asks.
async fn shows(desk: &PasswordResetDesk, visit: &Visit, here: Here, wrong: Option<&Wrong<'_>>) -> Answer {
    let organization = here.organization.clone();
    let (user_name, view) = look(desk, visit, here).await?;
    let words = visit.words();
    let early = matches!(wrong, Some(Wrong::Early));
    let says = wrong.filter(|_| !early).and_then(|wrong| match (wrong, &view) {
        (Wrong::Ours(key), _) => Some(words.say(key)),
        (Wrong::Methods(end), View::Ask(asked)) => {
            Some(words.say(&format!("method-{}-{end}", asked.method.about().name.as_str())))
        }
        // It went on in another window, and this page is where it is now.
        (Wrong::Over, view) if !matches!(view, View::Start) => None,
        (Wrong::Methods(_) | Wrong::Early | Wrong::Over, _) => Some(words.say("reset-stale")),
    });
    Ok(match view {
        View::Start => begin::start_page((desk, visit), "", says),
        View::Aim => begin::aim_page((desk, visit), &user_name),
        View::Choose { used, lapsed } => {
            let says = says.or_else(|| lapsed.then(|| words.say("reset-lapsed")));
            choose::page((desk, visit, &organization), (&user_name, &used), says)
        }
        View::Number { hint } => prove::number_page(visit, (&user_name, &hint), says),
        View::Ask(asked) => prove::ask_page(visit, (&user_name, &asked), (says, early)),
        View::Resting(until) => resting(visit, &user_name, until),
        View::Password => set::password_page(desk, visit, &user_name, None),
        View::Unlock => set::unlock_page(visit, &user_name),
    })
}

/// What went wrong.
enum Wrong<'a> {
    /// The key of a text of ours.
    Ours(&'a str),
    /// The end of the key of a text of the method that asks.
    Methods(&'a str),
    /// Nothing has come yet of what is waited for.
    Early,
    /// The page that was left belongs to a reset that may be over.
    Over,
}

/// Whole hours, or minutes below one.
fn wait(words: &dyn Words, left: Span) -> String {
    let hours = (left.as_minutes() + 59) / 60;
    if left <= Span::hours(1) {
        words.say_with("reset-resting-minutes", &[("minutes", left.as_minutes().into())])
    } else {
        words.say_with("reset-resting-hours", &[("hours", hours.into())])
    }
}

fn resting(visit: &Visit, user_name: &str, until: Timestamp) -> Page {
    let left = (until - visit.moment().now).max(Span::seconds(1));
    let says = wait(visit.words(), left);
    let body = Resting { words: visit.words(), csrf: visit.csrf(), user_name, says };
    let page = visit.page("reset-resting-title", &body);
    page.status(StatusCode::TOO_MANY_REQUESTS).retry_after(left)
}

#[derive(Template)]
#[template(path = "closed.html")]
struct Closed<'a> {
    words: &'a dyn Words,
}

#[derive(Template)]
#[template(path = "resting.html")]
struct Resting<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
    says: String,
}
