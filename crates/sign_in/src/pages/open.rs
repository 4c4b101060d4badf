//! The page on which a person signs in without a user name.

use std::sync::Arc;

use accounts::Organization;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use verification::method::Asked;
use web::links::{Help, HelpPage};
use web::{ContinueTo, FormFields, Page, Submitted, Visit, links};
use world::{ChallengeId, Markup, Words};

use super::{Answer, attempt_cookie, here, stale};
use crate::desk::SignInDesk;
use crate::steps::{self, Here, OpenDone};

type Where = Extension<Arc<Organization>>;

/// A method that serves without a user name, as the page for the user name offers it.
pub(super) struct OpenWay {
    /// Its name.
    pub method: &'static str,
    /// What its button says.
    pub says: String,
}

/// The ways in without a user name that serve on this page.
pub(super) fn open_ways(desk: &SignInDesk, visit: &Visit) -> Vec<OpenWay> {
    let open = desk.methods.on_host(visit.host()).all().filter(|method| method.is_open());
    let way =
        |method: &'static str| OpenWay { method, says: visit.words().say(&format!("method-{method}-open")) };
    open.map(|method| way(method.about().name.as_str())).collect()
}

pub(super) async fn begin(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let continue_to = ContinueTo::parse(form.get("continue_to"));
    let found = desk.methods.on_host(visit.host()).find(form.get("method"));
    let Some(method) = found.filter(|method| method.is_open()) else {
        return Ok(visit.see_other(links::SignIn { continue_to, step_up: false, by: None }));
    };
    let (with, here, moment) = (desk.clone(), here(&visit, &organization, &headers), visit.moment().clone());
    let challenge =
        desk.store.write_soon(move |t| steps::begin_open(t, &with, (&here, method), &moment)).await?;
    Ok(visit.see_other(links::SignInOpen { challenge, continue_to }))
}

pub(super) async fn show(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Where,
    uri: Uri,
    headers: HeaderMap,
) -> Answer {
    let query = FormFields::of_query(&uri);
    let continue_to = ContinueTo::parse(query.get("continue_to"));
    let over =
        || Ok(visit.see_other(links::SignIn { continue_to: continue_to.clone(), step_up: false, by: None }));
    let Ok(challenge) = query.get("challenge").parse::<ChallengeId>() else { return over() };
    let here = here(&visit, &organization, &headers);
    let page = open_page(&desk, &visit, (here, challenge), continue_to.as_ref(), None).await?;
    page.map_or_else(over, Ok)
}

/// The page of a challenge; none if it does not wait.
async fn open_page(
    desk: &SignInDesk,
    visit: &Visit,
    (here, challenge): (Here, ChallengeId),
    continue_to: Option<&ContinueTo>,
    problem: Option<&str>,
) -> Result<Option<Page>, web::Problem> {
    let (with, now) = (desk.clone(), visit.moment().now);
    let open = desk.store.read(move |t| steps::look_open(t, &with, (&here, challenge), now)).await?;
    let Some(open) = open else { return Ok(None) };
    let Some(method) = desk.methods.find(&open.method) else { return Ok(None) };
    let words = visit.words();
    let problem = problem.map(|end| words.say(&format!("method-{}-{end}", open.method)));
    let asked = Asked { record: &open.record, registrations: &[], problem: problem.as_deref() };
    let body = OpenForm {
        words,
        csrf: visit.csrf(),
        challenge,
        method: method.about().name.as_str(),
        continue_to: continue_to.map_or("", ContinueTo::as_str),
        title: words.say(&format!("method-{}-open", open.method)),
        fields: method.ask_open(words, &asked),
    };
    Ok(Some(visit.page_with("sign-in-title", &body, method.scripts())))
}

pub(super) async fn answer(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let here = here(&visit, &organization, &headers);
    let Ok(challenge) = form.get("challenge").parse::<ChallengeId>() else {
        return Ok(stale(&desk, &visit));
    };
    let continue_to = ContinueTo::parse(form.get("continue_to"));
    let to = continue_to.as_ref().map(|to| to.as_str().to_owned()).unwrap_or_default();
    let typed = form.bounded("answer", web::LONGEST_ANSWER).unwrap_or_default().to_owned();
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let done = desk
        .store
        .write(move |t| steps::answer_open(t, &with, (&at, &to), (challenge, &typed), &moment))
        .await?;
    match done {
        OpenDone::Right(token) => {
            Ok(visit.see_other(links::SignIn::default()).cookie(&attempt_cookie(&token)))
        }
        OpenDone::Over => Ok(stale(&desk, &visit)),
        OpenDone::Refused => refused(&desk, &visit, here, (form.get("method"), continue_to.as_ref())).await,
        OpenDone::Unreadable => {
            let waiting = (here, challenge);
            let page = open_page(&desk, &visit, waiting, continue_to.as_ref(), Some("unreadable")).await?;
            Ok(page
                .map_or_else(|| stale(&desk, &visit), |page| page.status(StatusCode::UNPROCESSABLE_ENTITY)))
        }
    }
}

/// The same question once more, after an answer that was not taken.
async fn refused(
    desk: &SignInDesk,
    visit: &Visit,
    here: Here,
    (method, continue_to): (&str, Option<&ContinueTo>),
) -> Answer {
    let Some(method) = desk.methods.find(method).filter(|method| method.is_open()) else {
        return Ok(stale(desk, visit));
    };
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let challenge =
        desk.store.write_soon(move |t| steps::begin_open(t, &with, (&at, method), &moment)).await?;
    let page = open_page(desk, visit, (here, challenge), continue_to, Some("refused")).await?;
    Ok(page.map_or_else(|| stale(desk, visit), |page| page.status(StatusCode::UNPROCESSABLE_ENTITY)))
}

#[derive(Template)]
#[template(path = "open.html")]
struct OpenForm<'a> {
    words: &'a dyn Words,
    csrf: String,
    challenge: ChallengeId,
    method: &'static str,
    continue_to: &'a str,
    title: String,
    fields: Markup,
}
