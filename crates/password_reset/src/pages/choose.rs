//! The ways: the same for everybody.

use accounts::Organization;
use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use web::{Page, Submitted, Visit};
use world::Words;

use super::{Answer, Desk, Where, closed, here, look, on, on_or_over, resting};
use crate::desk::PasswordResetDesk;
use crate::gate;
use crate::progress::Asks;
use crate::steps::{self, AskDone};

pub(super) async fn ask(
    State(desk): Desk,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    form: Submitted,
) -> Answer {
    let Some(here) = here(&visit, &organization, &headers) else { return Ok(closed(&visit)) };
    let field = |name| form.bounded(name, 32).unwrap_or_default().to_owned();
    let asks = Asks { method: field("method"), way: field("way"), challenge: None };
    let (with, at, moment) = (desk.clone(), here.clone(), visit.moment().clone());
    let done = desk.store.write_soon(move |t| steps::ask(t, &with, (&at, &asks), &moment)).await?;
    match done {
        AskDone::Asked => Ok(on(&visit)),
        AskDone::Stale => Ok(on_or_over(&visit)),
        AskDone::Resting(until) => {
            let (user_name, _) = look(&desk, &visit, here).await?;
            Ok(resting(&visit, &user_name, until))
        }
    }
}

pub(super) async fn another(
    State(desk): Desk,
    visit: Visit,
    Extension(organization): Where,
    headers: HeaderMap,
    _: Submitted,
) -> Answer {
    let Some(here) = here(&visit, &organization, &headers) else { return Ok(closed(&visit)) };
    let (with, now) = (desk.clone(), visit.moment().now);
    desk.store.write_soon(move |t| steps::another(t, &with, &here, now)).await?;
    Ok(on_or_over(&visit))
}

/// The page that lists them.
pub(super) fn page(
    (desk, visit, organization): (&PasswordResetDesk, &Visit, &Organization),
    (user_name, used): (&str, &[String]),
    problem: Option<String>,
) -> Page {
    let words = visit.words();
    let rows = gate::ways(desk.ways(organization), used).map(|(method, way)| Row {
        method: method.about().name.as_str(),
        way: way.name,
        says: words.say(way.says),
    });
    let body = Choose {
        words,
        csrf: visit.csrf(),
        user_name,
        more: !used.is_empty(),
        rows: rows.collect(),
        help: if organization.resets.group.is_some() {
            let name = organization.name.as_str();
            words.say_with("reset-choose-help-some", &[("organization", name.into())])
        } else {
            words.say("reset-choose-help")
        },
        problem,
    };
    visit.page("reset-choose-title", &body)
}

struct Row {
    method: &'static str,
    way: &'static str,
    says: String,
}

#[derive(Template)]
#[template(path = "choose.html")]
struct Choose<'a> {
    words: &'a dyn Words,
    csrf: String,
    user_name: &'a str,
    /// Whether something was proved already.
    more: bool,
    rows: Vec<Row>,
    help: String,
    problem: Option<String>,
}
