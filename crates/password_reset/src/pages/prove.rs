//! The number of a telephone, and the answer to a method.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use delivery::Channel;
use verification::Standing;
use verification::method::{Asked as AskedOf, Heard, typed};
use web::{Fault, FormFields, Page, Problem, Submitted, Visit, links};
use world::{ChallengeId, Markup, Words};

use super::{Answer, Desk, Where, Wrong, closed, here, look, on, on_or_over, reset_cookie, resting, shows};
use crate::desk::PasswordResetDesk;
use crate::steps::{self, AgainDone, Asked, Here, NumberDone, ProofDone, View};

/// A typed answer.
const LONGEST_ANSWER: usize = 256;

pub(super) async fn number(
    State(desk): Desk,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let Some(here) = here(&visit, &organization, &headers) else { return Ok(closed(&visit)) };
    let typed = form.bounded("number", 64).unwrap_or_default().to_owned();
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let done = desk.store.write_soon(move |t| steps::number(t, &with, (&at, &typed), &moment)).await?;
    let key = match done {
        NumberDone::Asked => return Ok(on(&visit)),
        NumberDone::Stale => return Ok(on_or_over(&visit)),
        NumberDone::Resting(until) => {
            let (user_name, _) = look(&desk, &visit, here).await?;
            return Ok(resting(&visit, &user_name, until));
        }
        NumberDone::Wrong => "reset-number-wrong",
        NumberDone::Unreadable => "reset-number-unreadable",
    };
    let page = shows(&desk, &visit, here, Some(&Wrong::Ours(key))).await?;
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY))
}

pub(super) async fn answer(
    State(desk): Desk,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let Some(here) = here(&visit, &organization, &headers) else { return Ok(closed(&visit)) };
    let Ok(challenge) = form.get("challenge").parse::<ChallengeId>() else { return Ok(on(&visit)) };
    let typed = typed(|field| form.bounded(field, LONGEST_ANSWER).unwrap_or_default());
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let done =
        desk.store.write_soon(move |t| steps::answer(t, &with, (&at, challenge, &typed), &moment)).await?;
    proved(&desk, &visit, here, done).await
}

pub(super) async fn collect(
    State(desk): Desk,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let Some(here) = here(&visit, &organization, &headers) else { return Ok(closed(&visit)) };
    let Ok(challenge) = form.get("challenge").parse::<ChallengeId>() else { return Ok(on(&visit)) };
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let done = desk.store.write_soon(move |t| steps::collect(t, &with, (&at, challenge), &moment)).await?;
    proved(&desk, &visit, here, done).await
}

pub(super) async fn send_again(
    State(desk): Desk,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let Some(here) = here(&visit, &organization, &headers) else { return Ok(closed(&visit)) };
    let Ok(challenge) = form.get("challenge").parse::<ChallengeId>() else { return Ok(on(&visit)) };
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let done = desk.store.write_soon(move |t| steps::send_again(t, &with, (&at, challenge), &moment)).await?;
    if let AgainDone::Resting(until) = done {
        let (user_name, _) = look(&desk, &visit, here).await?;
        return Ok(resting(&visit, &user_name, until));
    }
    // Where it is too soon, the page says for how long.
    Ok(on_or_over(&visit))
}

async fn proved(desk: &PasswordResetDesk, visit: &Visit, here: Here, done: ProofDone) -> Answer {
    let end = match done {
        ProofDone::Right(token) => return Ok(on(visit).cookie(&reset_cookie(&token))),
        ProofDone::Stale => return Ok(on_or_over(visit)),
        ProofDone::Waiting => {
            let page = shows(desk, visit, here, Some(&Wrong::Early)).await?;
            return Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY));
        }
        ProofDone::Resting(until) => {
            let (user_name, _) = look(desk, visit, here).await?;
            return Ok(resting(visit, &user_name, until));
        }
        ProofDone::Wrong => "wrong",
        ProofDone::AlreadyUsed => "used",
        ProofDone::Unreadable => "unreadable",
    };
    let page = shows(desk, visit, here, Some(&Wrong::Methods(end))).await?;
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY))
}

/// The events of a page that waits: "look again" when it was approved or its time is over, and at nothing else, as what is refused
/// tells that there is somebody.
pub(super) async fn events(
    State(desk): Desk,
    visit: Visit,
    Extension(organization): Where,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let no = || Problem::new(StatusCode::NOT_FOUND, Fault::NotFound);
    let query = FormFields::of_query(&uri);
    let challenge = query.get("challenge").parse::<ChallengeId>().map_err(|_| no())?;
    let here = here(&visit, &organization, &headers).ok_or_else(no)?;
    // Listening begins before the look, so that nothing falls between them.
    let listener = desk.bell.listen(*challenge.as_bytes());
    let (_, view) = look(&desk, &visit, here.clone()).await?;
    let View::Ask(asked) = view else { return Err(no()) };
    if asked.challenge != challenge {
        return Err(no());
    }
    if Standing::is_news(asked.heard) {
        desk.bell.ring(challenge.as_bytes());
    }
    let left = asked.ends_at - visit.moment().now;
    let is_told = move || {
        let (desk, visit, here) = (desk.clone(), visit.clone(), here.clone());
        async move {
            let view = look(&desk, &visit, here).await;
            !matches!(view, Ok((_, View::Ask(asked))) if !Standing::is_news(asked.heard))
        }
    };
    Ok(listener.events_when(left, is_told))
}

pub(super) fn number_page(visit: &Visit, (user_name, hint): (&str, &str), problem: Option<String>) -> Page {
    let words = visit.words();
    let hint = words.say_with("reset-number-hint", &[("end", hint.into())]);
    let body = Number { words, csrf: visit.csrf(), user_name, hint, problem };
    visit.page("reset-number-title", &body)
}

pub(super) fn ask_page(
    visit: &Visit,
    (user_name, asked): (&str, &Asked),
    (problem, early): (Option<String>, bool),
) -> Page {
    let words = visit.words();
    let about = asked.method.about();
    let ended = match asked.heard {
        Some(Heard::Ended(reason)) => about.endings.contains(&reason).then_some(reason),
        Some(Heard::Reported) => Some("reported"),
        Some(Heard::Right | Heard::OnTheWay) | None => None,
    };
    let says = ended.map(|end| words.say(&format!("method-{}-{end}", about.name.as_str())));
    let problem = problem.or(says);
    let standing = Standing::of(about, asked.heard);
    let of =
        AskedOf { record: &asked.record, registrations: &asked.registrations, problem: problem.as_deref() };
    let body = Ask {
        words,
        csrf: visit.csrf(),
        user_name,
        challenge: asked.challenge,
        fields: asked.method.ask(words, &of),
        standing,
        listens: Standing::listens(about, asked.heard),
        early: (early && standing.waits()).then(|| words.say(web::NOTHING_YET)),
        sends: about.channel.is_some(),
        again: asked.again_in.map(|left| {
            // What is read can be read once more; a call or a request is another one, in the words of its method.
            let says = match about.channel {
                Some(Channel::Text | Channel::Mail) => words.say("send-again"),
                _ => words.say(&format!("method-{}-again", about.name.as_str())),
            };
            let form = (links::PasswordResetSendAgain::PATH, says);
            web::send_again_form(visit, form, asked.challenge, Ok(left))
        }),
    };
    let scripts: Vec<_> =
        ["web/countdown.js", "web/wait.js"].iter().chain(asked.method.scripts()).copied().collect();
    visit.page_with("reset-ask-title", &body, &scripts)
}

#[derive(Template)]
#[template(path = "number.html")]
struct Number<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
    hint: String,
    problem: Option<String>,
}

#[derive(Template)]
#[template(path = "ask.html")]
struct Ask<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
    challenge: ChallengeId,
    fields: Markup,
    standing: Standing,
    listens: bool,
    /// What is said to whoever went on before anything had come.
    early: Option<String>,
    /// Whether something is sent to the person.
    sends: bool,
    again: Option<Markup>,
}
