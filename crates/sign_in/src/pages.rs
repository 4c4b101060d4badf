//! The pages of signing in: each handler parses, calls its step, and shows the outcome once.

mod instead;
mod new_password;
mod no_entry;
mod open;
mod password;
mod resting;
mod second_step;

use std::sync::Arc;

use accounts::{Organization, SignedIn};
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use store::Lasts;
use vault::{Busy, Token};
use verification::Method;
use verification::attempts::Origin;
use verification::remembered::{self, Shown};
use web::links::{Help, HelpPage};
use web::{
    ContinueTo, Cookie, CookieName, FormFields, Guard, Jar, Page, Problem, Routes, Says, Submitted, Visit,
    links,
};
use world::text::{LONGEST_USER_NAME, UserName};
use world::{RegistrationId, Span, Words};

use crate::desk::{SignInDesk, SignInError};
use crate::steps::{self, Finished, Here, Site, View};

type Answer = Result<Page, Problem>;
type Who = Option<Extension<Arc<SignedIn>>>;

/// The addresses of this room.
pub fn routes(desk: SignInDesk) -> Routes<()> {
    Routes::new()
        .get(links::SignIn::PATH, Guard::Open, show)
        .post(links::SignInUserName::PATH, Guard::Open, user_name)
        .post(links::SignInPassword::PATH, Guard::Open, password::answer)
        .post(links::SignInAnswer::PATH, Guard::Open, second_step::answer)
        .get(links::SignInAnother::PATH, Guard::Open, second_step::another)
        .post(links::SignInAsk::PATH, Guard::Open, second_step::ask)
        .post(links::SignInSendAgain::PATH, Guard::Open, second_step::send_again)
        .post(links::SignInCollect::PATH, Guard::Open, second_step::collect)
        .get(links::SignInWaiting::PATH, Guard::Open, second_step::waiting)
        .get(links::SignInEvents::PATH, Guard::Open, second_step::events)
        .post(links::SignInOpen::PATH, Guard::Open, open::begin)
        .get(links::SignInOpen::PATH, Guard::Open, open::show)
        .post(links::SignInOpenAnswer::PATH, Guard::Open, open::answer)
        .get(links::SignInInstead::PATH, Guard::Open, instead::show)
        .post(links::SignInInstead::PATH, Guard::Open, instead::answer)
        .post(links::SignInNewPassword::PATH, Guard::Open, new_password::choose)
        .post(links::SignInStay::PATH, Guard::Open, stay)
        .post(links::SignInAgain::PATH, Guard::Open, again)
        .with_state(desk)
}

fn here(visit: &Visit, organization: &Organization, headers: &HeaderMap) -> Here {
    let jar = Jar::new(headers, visit.is_secure());
    Here {
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
        remembered: jar.get(CookieName::Remembered).and_then(Shown::parse),
        attempt: jar.get(CookieName::Attempt).and_then(Token::parse).map(|token| token.hash()),
    }
}

fn attempt_cookie(token: &Token) -> Cookie {
    Cookie::until_closed(CookieName::Attempt, token.to_text())
}

fn remembered_cookie(device: &remembered::Cookie, lasts: Span) -> Cookie {
    Cookie::lasting(CookieName::Remembered, device.to_text(), lasts)
}

async fn show(
    State(desk): State<SignInDesk>,
    visit: Visit,
    (Extension(organization), who, headers): (Extension<Arc<Organization>>, Who, HeaderMap),
    uri: Uri,
) -> Answer {
    let here = here(&visit, &organization, &headers);
    let query = FormFields::of_query(&uri);
    let continue_to = ContinueTo::parse(query.get("continue_to"));
    if let Some(Extension(person)) = &who
        && query.ticked("step_up")
    {
        let by = query.get("by").parse::<RegistrationId>().ok();
        return step_up(&desk, &visit, (here, person), (continue_to, by)).await;
    }
    match look(&desk, &visit, &here).await? {
        View::UserName if who.is_some() => Ok(go_on(&visit, continue_to)),
        View::UserName => Ok(user_name_page((&desk, &visit), "", continue_to.as_ref(), None)),
        view => Ok(view_page(&desk, &visit, view, None)),
    }
}

fn go_on(visit: &Visit, continue_to: Option<ContinueTo>) -> Page {
    visit.see_other(continue_to.unwrap_or_else(|| ContinueTo::to(links::Account)).as_str())
}

async fn step_up(
    desk: &SignInDesk,
    visit: &Visit,
    (here, person): (Here, &Arc<SignedIn>),
    (continue_to, by): (Option<ContinueTo>, Option<RegistrationId>),
) -> Answer {
    let (with, person, moment) = (desk.clone(), Arc::clone(person), visit.moment().clone());
    let to = continue_to.unwrap_or_else(|| ContinueTo::to(links::SecurityInfo));
    let then = to.as_str().to_owned();
    let token = desk
        .store
        .write_soon(move |t| steps::begin_step_up(t, &with, (&here, &person), (&then, by), &moment))
        .await?;
    Ok(match token {
        Some(token) => visit.see_other(links::SignIn::default()).cookie(&attempt_cookie(&token)),
        None => go_on(visit, Some(to)),
    })
}

/// On the way to a session a step is written and need not last: the session lasts, and with it all that it rests on, and so does every
/// message before it leaves. A cookie by which a browser is remembered is handed out before, and must not be forgotten.
fn lasts(browser_is_remembered: bool) -> Lasts {
    if browser_is_remembered { Lasts::AtOnce } else { Lasts::Soon }
}

/// Where the person stands; a challenge that has ended is begun anew on the way.
async fn look(desk: &SignInDesk, visit: &Visit, here: &Here) -> Result<View, SignInError> {
    // Who has no attempt need not wait for the database to say so.
    if here.attempt.is_none() {
        return Ok(View::UserName);
    }
    let once = || {
        let (with, here, now) = (desk.clone(), here.clone(), visit.moment().now);
        desk.store.glance(move |t| steps::look(t, &with, &here, now))
    };
    let view = once().await?;
    if !matches!(view, View::AskAnew) {
        return Ok(view);
    }
    let (with, here, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    desk.store.write_soon(move |t| steps::ask_anew(t, &with, &here, &moment)).await?;
    once().await
}

async fn user_name(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Extension<Arc<Organization>>,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let continue_to = ContinueTo::parse(form.get("continue_to"));
    // Who cannot be served is told before anything is written, so that those who are under way are served soon.
    desk.pool.admits().map_err(busy)?;
    let typed = form.bounded("user_name", LONGEST_USER_NAME);
    let Ok(name) = UserName::parse(typed.unwrap_or_default()) else {
        let key = if form.get("user_name").trim().is_empty() {
            "sign-in-user-name-empty"
        } else {
            "sign-in-user-name-form"
        };
        let page =
            user_name_page((&desk, &visit), typed.unwrap_or_default(), continue_to.as_ref(), Some(key));
        return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY));
    };
    let (with, here, moment) = (desk.clone(), here(&visit, &organization, &headers), visit.moment().clone());
    let to = continue_to.map(|to| to.as_str().to_owned()).unwrap_or_default();
    let token = desk.store.write_soon(move |t| steps::begin(t, &with, (&here, &name, &to), &moment)).await?;
    Ok(visit.see_other(links::SignIn::default()).cookie(&attempt_cookie(&token)))
}

fn busy(busy: Busy) -> Problem {
    Problem::busy(busy.retry_after)
}

async fn stay(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Extension<Arc<Organization>>,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let (with, at, moment) = (desk.clone(), here(&visit, &organization, &headers), visit.moment().clone());
    let stays = form.get("stay") == "yes";
    let finished = desk.store.write(move |t| steps::finish(t, &with, (&at, stays), &moment)).await?;
    Ok(finished.map_or_else(
        || visit.see_other(links::SignIn::default()),
        |finished| finished_page(&visit, finished),
    ))
}

/// Leaves the sign-in, to begin with another user name.
async fn again(visit: Visit, form: Submitted) -> Answer {
    let continue_to = ContinueTo::parse(form.get("continue_to"));
    let to = links::SignIn { continue_to, step_up: false, by: None };
    Ok(visit.see_other(to).cookie(&Cookie::gone(CookieName::Attempt)))
}

fn finished_page(visit: &Visit, finished: Finished) -> Page {
    let opened = finished.opened;
    let session = if opened.stays {
        Cookie::lasting(CookieName::Session, opened.token.to_text(), opened.expires_at - visit.moment().now)
    } else {
        Cookie::until_closed(CookieName::Session, opened.token.to_text())
    };
    let on = ContinueTo::parse(&finished.continue_to);
    let page = if finished.due.is_any() {
        let continue_to = on.unwrap_or_else(|| ContinueTo::to(links::Account));
        visit.see_other(links::SecurityInfoConfirm { continue_to })
    } else {
        go_on(visit, on)
    };
    page.cookie(&session).cookie(&Cookie::gone(CookieName::Attempt))
}

fn stale(desk: &SignInDesk, visit: &Visit) -> Page {
    user_name_page((desk, visit), "", None, Some("sign-in-stale"))
        .status(StatusCode::CONFLICT)
        .cookie(&Cookie::gone(CookieName::Attempt))
}

fn view_page(desk: &SignInDesk, visit: &Visit, view: View, problem: Option<Says<'_>>) -> Page {
    let words = visit.words();
    let csrf = visit.csrf();
    match view {
        View::UserName | View::AskAnew => {
            user_name_page((desk, visit), "", None, problem.map(|says| says.key))
        }
        View::Password { user_name, instead } => {
            password::page(visit, (&user_name, instead), problem.map(|says| says.say(words)))
        }
        View::MoreInformation { soon } => {
            let soon = soon.map(|soon| {
                let left = (soon.until - visit.moment().now).as_minutes();
                words.say_with(&format!("method-{}-soon", soon.method), &[("minutes", left.into())])
            });
            visit.page("sign-in-more-title", &More { words, csrf, set_up: links::SetUp, soon })
        }
        View::NewPassword { user_name, why } => new_password::page(desk, visit, (&user_name, why), None),
        View::Review => visit.see_other(links::SecurityInfoCheck),
        View::NoWay { user_name } => {
            visit.page("sign-in-no-way-title", &NoWay { words, csrf, user_name: &user_name })
        }
        View::Stay => visit.page("sign-in-stay-title", &Stay { words, csrf }),
        View::Reported => visit.page("sign-in-reported-title", &Reported { words, csrf }),
        View::Choose { user_name, ways, lapsed, pending } => {
            let of = |method: Option<String>, end| method.map(|it| words.say(&format!("method-{it}-{end}")));
            let why = of(lapsed, "no-answer").or_else(|| of(pending, "pending"));
            let problem = problem.map(|says| says.say(words)).or(why);
            second_step::choose_page(desk, visit, (&user_name, &ways), problem)
        }
        View::Ask { .. } => second_step::ask_page(desk, visit, view, problem),
    }
}

fn user_name_page(
    (desk, visit): (&SignInDesk, &Visit),
    typed: &str,
    continue_to: Option<&ContinueTo>,
    problem: Option<&str>,
) -> Page {
    let words = visit.words();
    let body = UserNameForm {
        words,
        csrf: visit.csrf(),
        typed,
        continue_to: continue_to.map_or("", ContinueTo::as_str),
        open: open::open_ways(desk, visit),
        hint: words
            .say_with("sign-in-user-name-hint", &[("organization", visit.brand().name.as_str().into())]),
        problem: problem.map(|key| words.say(key)),
    };
    let open = desk.methods.all().filter(|method| method.is_open()).flat_map(Method::scripts);
    let scripts: Vec<_> = ["web/retry.js"].into_iter().chain(open.copied()).collect();
    visit.page_with("sign-in-title", &body, &scripts)
}

#[derive(Template)]
#[template(path = "user-name.html")]
struct UserNameForm<'a> {
    words: &'a dyn Words,
    csrf: String,
    typed: &'a str,
    continue_to: &'a str,
    /// The ways in without a user name.
    open: Vec<open::OpenWay>,
    hint: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "more.html")]
struct More<'a> {
    words: &'a dyn Words,
    csrf: String,
    set_up: links::SetUp,
    /// How little time there is for it, in words.
    soon: Option<String>,
}

#[derive(Template)]
#[template(path = "stay.html")]
struct Stay<'a> {
    words: &'a dyn Words,
    csrf: String,
}

#[derive(Template)]
#[template(path = "reported.html")]
struct Reported<'a> {
    words: &'a dyn Words,
    csrf: String,
}

#[derive(Template)]
#[template(path = "no-way.html")]
struct NoWay<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
}
