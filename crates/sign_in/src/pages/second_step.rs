//! The pages of the second step.

use std::sync::Arc;

use accounts::Organization;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use delivery::Channel;
use serde_json::{Value, json};
use store::Transaction;
use verification::Method;
use verification::Standing;
use verification::challenges::{Resent, Waiting};
use verification::method::{About, Again, AnsweredBy, Asked, Heard};
use web::links::{Help, HelpPage};
use web::{FormFields, Page, Problem, Says, Submitted, Visit, links};
use world::{ChallengeId, Markup, RegistrationId, Words};

use super::resting;
use super::{Answer, attempt_cookie, finished_page, here, lasts, look, remembered_cookie, stale, view_page};
use crate::desk::SignInDesk;
use crate::steps::{self, AnswerDone, AskDone, Here, View, Way};

type Where = Extension<Arc<Organization>>;

pub(super) async fn answer(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let here = here(&visit, &organization, &headers);
    let Ok(challenge) = form.get("challenge").parse::<ChallengeId>() else { return Ok(stale(&desk, &visit)) };
    let typed = form.bounded("answer", web::LONGEST_ANSWER).unwrap_or_default().to_owned();
    let remember = form.ticked("remember");
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let answers = move |t: &mut Transaction<'_>| {
        steps::answer_and_remember(t, &with, &at, (challenge, &typed, remember), &moment)
    };
    let done = desk.store.write_lasting(lasts(remember), answers).await?;
    answered(&desk, &visit, (&here, &organization), done).await
}

pub(super) async fn collect(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let here = here(&visit, &organization, &headers);
    let Ok(challenge) = form.get("challenge").parse::<ChallengeId>() else { return Ok(stale(&desk, &visit)) };
    let remember = form.ticked("remember");
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let collects =
        move |t: &mut Transaction<'_>| steps::collect(t, &with, &at, (challenge, remember), &moment);
    let done = desk.store.write_lasting(lasts(remember), collects).await?;
    answered(&desk, &visit, (&here, &organization), done).await
}

async fn answered(
    desk: &SignInDesk,
    visit: &Visit,
    (here, organization): (&Here, &Organization),
    done: AnswerDone,
) -> Answer {
    let on = || visit.see_other(links::SignIn::default());
    let problem = match done {
        AnswerDone::Right(token) => return Ok(on().cookie(&attempt_cookie(&token))),
        AnswerDone::Remembered(token, device) => {
            let device = remembered_cookie(&device, organization.remember);
            return Ok(on().cookie(&attempt_cookie(&token)).cookie(&device));
        }
        AnswerDone::Raised(finished) => return Ok(finished_page(visit, finished)),
        AnswerDone::Stale | AnswerDone::Ended => return Ok(on()),
        AnswerDone::Waiting => {
            let view = look(desk, visit, here).await?;
            let page = view_page(desk, visit, view, Some(web::NOTHING_YET.into()));
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY));
        }
        AnswerDone::Resting(_) => None,
        AnswerDone::Wrong => Some("wrong"),
        AnswerDone::AlreadyUsed => Some("used"),
        AnswerDone::Unreadable => Some("unreadable"),
    };
    let view = look(desk, visit, here).await?;
    let key = match (&view, problem) {
        (View::Ask { waiting, .. }, Some(end)) => Some(format!("method-{}-{end}", waiting.method)),
        _ => None,
    };
    Ok(view_page(desk, visit, view, key.as_deref().map(Says::from)).status(StatusCode::UNPROCESSABLE_ENTITY))
}

pub(super) async fn another(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
) -> Answer {
    let (with, here, now) = (desk.clone(), here(&visit, &organization, &headers), visit.moment().now);
    let ways = desk.store.read(move |t| steps::ways(t, &with, &here, now)).await?;
    Ok(match ways {
        Some((user_name, ways)) => choose_page(&desk, &visit, (&user_name, &ways), None),
        None => visit.see_other(links::SignIn::default()),
    })
}

pub(super) async fn ask(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let Some(method) = desk.methods.find(form.get("method")) else {
        return Ok(visit.see_other(links::SignInAnother));
    };
    let registration = match form.get("registration") {
        "" => None,
        id => match id.parse::<RegistrationId>() {
            Ok(id) => Some(id),
            Err(_) => return Ok(visit.see_other(links::SignInAnother)),
        },
    };
    let here = here(&visit, &organization, &headers);
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let asked =
        desk.store.write_soon(move |t| steps::ask_by(t, &with, &at, (method, registration), &moment)).await?;
    let until = match asked {
        AskDone::Asked | AskDone::Stale => return Ok(visit.see_other(links::SignIn::default())),
        AskDone::Pending => return pending_page(&desk, &visit, here, &form).await,
        AskDone::Resting(until) => until,
    };
    let (with, now) = (desk.clone(), visit.moment().now);
    let ways = desk.store.read(move |t| steps::ways(t, &with, &here, now)).await?;
    let Some((user_name, ways)) = ways else { return Ok(visit.see_other(links::SignIn::default())) };
    let problem = Says::resting("sign-in-way-rests", until - now).say(visit.words());
    let page = choose_page(&desk, &visit, (&user_name, &ways), Some(problem));
    Ok(page.status(StatusCode::TOO_MANY_REQUESTS).retry_after(until - now))
}

pub(super) async fn send_again(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let here = here(&visit, &organization, &headers);
    let Ok(challenge) = form.get("challenge").parse::<ChallengeId>() else { return Ok(stale(&desk, &visit)) };
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let resent = desk.store.write_soon(move |t| steps::send_again(t, &with, &at, challenge, &moment)).await?;
    let now = visit.moment().now;
    let says = match resent {
        Resent::Sent | Resent::Over => return Ok(visit.see_other(links::SignIn::default())),
        Resent::TooSoon(_) => "sign-in-again-too-soon".into(),
        Resent::Enough => "sign-in-again-enough".into(),
        Resent::Resting(until) => Says::resting("sign-in-again-resting", until - now),
    };
    let view = look(&desk, &visit, &here).await?;
    let page = view_page(&desk, &visit, view, Some(says));
    Ok(page.status(StatusCode::TOO_MANY_REQUESTS).retry_after(resent.wait(now)))
}

/// The ways once more, as a request of another browser waits in the person's apps.
async fn pending_page(desk: &SignInDesk, visit: &Visit, here: Here, form: &Submitted) -> Answer {
    let (with, now) = (desk.clone(), visit.moment().now);
    let ways = desk.store.read(move |t| steps::ways(t, &with, &here, now)).await?;
    let Some((user_name, ways)) = ways else { return Ok(visit.see_other(links::SignIn::default())) };
    let says = visit.words().say(&format!("method-{}-pending", form.get("method")));
    let page = choose_page(desk, visit, (&user_name, &ways), Some(says));
    Ok(page.status(StatusCode::TOO_MANY_REQUESTS))
}

/// The events of a page that waits. It tells nothing but "look again", and only to the browser that asked.
pub(super) async fn events(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Where,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let no = || Problem::new(StatusCode::NOT_FOUND, web::Fault::NotFound);
    let query = FormFields::of_query(&uri);
    let challenge = query.get("challenge").parse::<ChallengeId>().map_err(|_| no())?;
    let here = here(&visit, &organization, &headers);
    // Listening begins before the look, so that nothing falls between them.
    let listener = desk.bell.listen(*challenge.as_bytes());
    let (with, now) = (desk.clone(), visit.moment().now);
    let view = desk.store.glance(move |t| steps::look(t, &with, &here, now)).await?;
    let View::Ask { waiting, challenge: asked, heard, .. } = view else { return Err(no()) };
    if asked != challenge {
        return Err(no());
    }
    if Standing::is_news(heard) {
        desk.bell.ring(challenge.as_bytes());
    }
    Ok(listener.events(waiting.expires_at - now))
}

/// What a sign-in waits for, for programs at a command line: `{"method": …, "number": …, "heard": …, "ends_at": …}`. The number is what the
/// page shows to be typed in an app.
pub(super) async fn waiting(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let view = look(&desk, &visit, &here(&visit, &organization, &headers)).await?;
    let says = match &view {
        View::Ask { waiting, heard, .. } => json!({
            "method": waiting.method,
            "challenge": waiting.id.to_string(),
            "number": desk.methods.find(&waiting.method).and_then(|method| method.shows(&waiting.record)),
            "heard": heard.map(|heard| match heard {
                Heard::Right => "approved",
                Heard::OnTheWay => "on-the-way",
                Heard::Ended(reason) => reason,
                Heard::Reported => "reported",
            }),
            "ends_at": waiting.expires_at.unix_seconds(),
        }),
        _ => Value::Null,
    };
    Ok(([(header::CONTENT_TYPE, "application/json")], says.to_string()).into_response())
}

/// The page on which a method asks.
pub(super) fn ask_page(desk: &SignInDesk, visit: &Visit, view: View, problem: Option<Says<'_>>) -> Page {
    let View::Ask { user_name, waiting, registrations, resting_until, heard, others, .. } = view else {
        return stale(desk, visit);
    };
    let Some(method) = desk.methods.find(&waiting.method) else { return stale(desk, visit) };
    if let Some(until) = resting_until {
        return resting::page(visit, (user_name, others), until);
    }
    let words = visit.words();
    let about = method.about();
    let ended = match heard {
        Some(Heard::Ended(reason)) => about.endings.contains(&reason).then_some(reason),
        Some(Heard::Reported) => Some("reported"),
        Some(Heard::Right | Heard::OnTheWay) | None => None,
    };
    let ended_says = ended.map(|reason| words.say(&format!("method-{}-{reason}", waiting.method)));
    let standing = Standing::of(about, heard);
    let early = problem.is_some_and(|says| says.key == web::NOTHING_YET);
    let problem = problem.filter(|_| !early).map(|says| says.say(words)).or(ended_says);
    let asked = Asked { record: &waiting.record, registrations: &registrations, problem: problem.as_deref() };
    let body = Ask {
        words,
        csrf: visit.csrf(),
        user_name,
        challenge: waiting.id,
        fields: method.ask(words, &asked),
        standing,
        listens: Standing::listens(about, heard),
        early: (early && standing.waits()).then(|| words.say(web::NOTHING_YET)),
        // A code that was spoken may have been missed.
        once_more: (ended.is_some() || (heard.is_some() && !standing.is_outside()))
            .then(|| OnceMore::of(words, method, &waiting)),
        again: about.again.filter(|_| waiting.sends > 0).map(|rule| again_form(visit, &waiting, rule)),
        // What is given for a while is not remembered for days.
        remember_days: remember_days(visit).filter(|_| !method.is_instead()),
        others,
        help: help(about),
    };
    let scripts: Vec<_> =
        ["web/countdown.js", "web/wait.js"].iter().chain(method.scripts()).copied().collect();
    visit.page_with("sign-in-ask-title", &body, &scripts)
}

/// The page of help for whoever waits for this method in vain, or knows no answer to it.
fn help(about: &'static About) -> HelpPage {
    match (about.channel, about.answered) {
        (Some(Channel::Text), _) => HelpPage::NoCode,
        (Some(Channel::Call), _) => HelpPage::NoCall,
        (_, AnsweredBy::App) => HelpPage::NoNotification,
        _ => HelpPage::Method(about.name.as_str()),
    }
}

/// What has the message sent again.
fn again_form(visit: &Visit, waiting: &Waiting, rule: Again) -> Markup {
    let left = waiting.again_in(rule, visit.moment().now).ok_or("sign-in-again-enough");
    web::send_again_form(
        visit,
        (links::SignInSendAgain::PATH, visit.words().say("send-again")),
        waiting.id,
        left,
    )
}

fn remember_days(visit: &Visit) -> Option<String> {
    let days = visit.brand().remember_days;
    let says = || visit.words().say_with("sign-in-remember", &[("days", days.into())]);
    (days > 0).then(says)
}

/// The page that lists the ways.
pub(super) fn choose_page(
    desk: &SignInDesk,
    visit: &Visit,
    (user_name, ways): (&str, &[Way]),
    problem: Option<String>,
) -> Page {
    let words = visit.words();
    let rows = ways.iter().flat_map(|way| {
        let resting = way.resting_until.map(|until| resting::way(visit, until));
        let choices = desk.methods.find(&way.method).map(|method| method.choices(words, &way.registrations));
        choices.into_iter().flatten().map(move |choice| WayRow {
            method: way.method.clone(),
            registration: choice.registration.map(|id| id.to_string()).unwrap_or_default(),
            says: choice.says,
            resting: resting.clone(),
        })
    });
    let body = Choose { words, csrf: visit.csrf(), user_name, rows: rows.collect(), problem };
    visit.page_with("sign-in-another-title", &body, &["web/countdown.js"])
}

struct WayRow {
    method: String,
    registration: String,
    says: String,
    resting: Option<Markup>,
}

#[derive(Template)]
#[template(path = "choose.html")]
struct Choose<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
    rows: Vec<WayRow>,
    problem: Option<String>,
}

/// The same once more, after it came to nothing elsewhere.
struct OnceMore {
    says: String,
    method: String,
    registration: String,
}

impl OnceMore {
    fn of(words: &dyn Words, method: &dyn Method, waiting: &Waiting) -> Self {
        let registration = waiting.registration.map(|id| id.to_string()).unwrap_or_default();
        let method = method.about().name.as_str();
        Self { says: words.say(&format!("method-{method}-again")), method: method.to_owned(), registration }
    }
}

#[derive(Template)]
#[template(path = "ask.html")]
struct Ask<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: String,
    challenge: ChallengeId,
    fields: Markup,
    standing: Standing,
    listens: bool,
    /// What is said to whoever went on before anything had come.
    early: Option<String>,
    once_more: Option<OnceMore>,
    again: Option<Markup>,
    remember_days: Option<String>,
    others: bool,
    help: HelpPage,
}
