//! The page on which something is typed in the place of a password.

use std::sync::Arc;

use accounts::Organization;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use verification::method::Asked;
use web::{Page, Problem, Submitted, Visit, links};
use world::{Markup, Words};

use super::{Answer, here, look, password, stale};
use crate::desk::SignInDesk;
use crate::steps::{self, Here, InsteadDone, View};

type Where = Extension<Arc<Organization>>;

pub(super) async fn show(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
) -> Answer {
    let page = page(&desk, &visit, &here(&visit, &organization, &headers), None).await?;
    Ok(page.unwrap_or_else(|| visit.see_other(links::SignIn::default())))
}

/// The page, if a password is what comes next and this is offered in its place.
async fn page(
    desk: &SignInDesk,
    visit: &Visit,
    here: &Here,
    problem: Option<String>,
) -> Result<Option<Page>, Problem> {
    let View::Password { user_name, instead: Some(name) } = look(desk, visit, here).await? else {
        return Ok(None);
    };
    let Some(method) = desk.methods.find(name) else { return Ok(None) };
    let words = visit.words();
    let asked = Asked { record: &[], registrations: &[], problem: problem.as_deref() };
    let title = format!("method-{name}-title");
    let body = Instead {
        words,
        csrf: visit.csrf(),
        user_name,
        method: name,
        title: words.say(&title),
        fields: method.ask(words, &asked),
    };
    Ok(Some(visit.page(&title, &body)))
}

pub(super) async fn answer(
    State(desk): State<SignInDesk>,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let here = here(&visit, &organization, &headers);
    let typed = form.bounded("answer", web::LONGEST_ANSWER).unwrap_or_default().to_owned();
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let done = desk.store.write(move |t| steps::answer_instead(t, &with, &at, &typed, &moment)).await?;
    let says = |end: &str| {
        let method = desk.methods.instead().map(|method| method.about().name.as_str());
        visit.words().say(&format!("method-{}-{end}", method.unwrap_or_default()))
    };
    let (problem, until) = match done {
        InsteadDone::Entered(done) => {
            return password::entered(&desk, &visit, (here, &organization), done).await;
        }
        InsteadDone::Stale => return Ok(stale(&desk, &visit)),
        InsteadDone::Unreadable => (says("unreadable"), None),
        InsteadDone::Wrong => (says("wrong"), None),
        InsteadDone::AlreadyUsed => (says("used"), None),
        InsteadDone::Resting(until) => {
            let wait = until - visit.moment().now;
            let minutes = [("minutes", wait.as_minutes().into())];
            (visit.words().say_with("sign-in-ask-resting", &minutes), Some(wait))
        }
    };
    let Some(page) = page(&desk, &visit, &here, Some(problem)).await? else {
        return Ok(visit.see_other(links::SignIn::default()));
    };
    Ok(match until {
        Some(wait) => page.status(StatusCode::TOO_MANY_REQUESTS).retry_after(wait),
        None => page.status(StatusCode::UNPROCESSABLE_ENTITY),
    })
}

#[derive(Template)]
#[template(path = "instead.html")]
struct Instead<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: String,
    method: &'static str,
    title: String,
    fields: Markup,
}
