//! The page on which a person looks at their security info after "this was not me".

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use web::{Submitted, Visit, links};
use world::{RegistrationId, Words};

use super::{Answer, Asker, Who, asking, row, to_sign_in};
use crate::check::{self, Decision};
use crate::desk::SecurityInfoDesk;

pub(super) async fn show(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    who: Who,
    headers: HeaderMap,
) -> Answer {
    page(&desk, &visit, who, &headers, None).await
}

async fn page(
    desk: &SecurityInfoDesk,
    visit: &Visit,
    who: Who,
    headers: &HeaderMap,
    problem: Option<&str>,
) -> Answer {
    let (with, asking, now) = (desk.clone(), asking(visit, who, headers), visit.moment().now);
    let look = desk.store.read(move |t| check::look(t, &with, &asking, now)).await?;
    let Some(look) = look else { return Ok(to_sign_in(visit)) };
    let words = visit.words();
    let lines = |list: &[verification::Registration]| {
        let line = |one| {
            let row = row(desk, words, one);
            Line { id: row.id, name: row.name, describe: row.describe, added: row.added }
        };
        list.iter().map(line).collect()
    };
    let body = Check {
        words,
        csrf: visit.csrf(),
        suspended: lines(&look.suspended),
        registrations: lines(&look.registrations),
        problem: problem.map(|key| words.say(key)),
    };
    Ok(visit.wide_page("security-info-check-title", &body, &["web/local-time.js"]))
}

pub(super) async fn decide(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    (Extension(organization), who, headers): Asker,
    form: Submitted,
) -> Answer {
    let asking = asking(&visit, who.clone(), &headers);
    let id = form.get("registration").parse::<RegistrationId>().ok();
    let decision = match (form.get("do"), id) {
        ("keep", Some(id)) => Decision::Keep(id),
        ("delete", Some(id)) => Decision::Delete(id),
        _ => Decision::Finish,
    };
    let (with, moment) = (desk.clone(), visit.moment().clone());
    let done = desk
        .store
        .write(move |t| check::decide(t, &with, (&asking, &organization), decision, &moment))
        .await?;
    if done {
        let on = if decision == Decision::Finish {
            links::SignIn::default().to_string()
        } else {
            links::SecurityInfoCheck.to_string()
        };
        return Ok(visit.see_other(on));
    }
    let page = page(&desk, &visit, who, &headers, Some("security-info-check-waits")).await?;
    Ok(page.status(StatusCode::UNPROCESSABLE_ENTITY))
}

struct Line {
    id: RegistrationId,
    name: String,
    describe: String,
    added: String,
}

#[derive(Template)]
#[template(path = "check.html")]
struct Check<'a> {
    words: &'a dyn Words,
    csrf: String,
    suspended: Vec<Line>,
    registrations: Vec<Line>,
    problem: Option<String>,
}
