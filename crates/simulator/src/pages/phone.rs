//! One phone, with the mailbox beside it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use call_dialogue::Outcome;
use delivery::RunningCall;
use web::{Fault, Page, Problem, Submitted, Visit, date_and_time};
use world::{MessageId, Words};

use super::{App, ShownMail, apps, shown_mail};
use crate::desk::{Action, Phone, Room, SimulatorDesk};

/// So many texts, past calls and mails are shown.
const MOST_SHOWN: usize = 20;

fn no_such_phone() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, Fault::NotFound)
}

pub(super) async fn show(
    State(Room { desk, .. }): State<Room>,
    visit: Visit,
    Path(name): Path<String>,
) -> Result<Page, Problem> {
    let phone = desk.phone(&name).ok_or_else(no_such_phone)?;
    let screen = Screen::of(&desk, &visit, &phone);
    let body = PhonePage { words: visit.words(), screen };
    Ok(visit.wide_page("simulator-title", &body, &["simulator/phone.js", "web/local-time.js"]))
}

/// What is on the screen now, for the page's script.
pub(super) async fn screen(
    State(Room { desk, .. }): State<Room>,
    visit: Visit,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let phone = desk.phone(&name).ok_or_else(no_such_phone)?;
    // Writing into a text cannot fail.
    let html = Screen::of(&desk, &visit, &phone).render().unwrap_or_default();
    Ok(([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html).into_response())
}

/// What a button does where there is no script.
pub(super) async fn act(
    State(room): State<Room>,
    visit: Visit,
    Path(name): Path<String>,
    form: Submitted,
) -> Result<Page, Problem> {
    let phone = room.desk.phone(&name).ok_or_else(no_such_phone)?;
    let unreadable = || Problem::new(StatusCode::BAD_REQUEST, Fault::Form);
    let action = Action::parse(form.get("do"), form.get("keys")).map_err(|_| unreadable())?;
    let call = form.get("call").parse::<MessageId>().map_err(|_| unreadable())?;
    room.act(call, &action, visit.moment().now).await.ok_or_else(no_such_phone)?;
    Ok(visit.see_other(format!("/simulator/phone/{}", phone.user_name)))
}

struct ShownCall {
    id: MessageId,
    ringing: bool,
    from: String,
    extension: Option<String>,
    language: String,
    /// What is or was spoken last, and which prompt of the call it is.
    says: String,
    said: u32,
    pressed: String,
}

impl ShownCall {
    fn of(visit: &Visit, call: &RunningCall) -> Self {
        let name = visit.brand().name.as_str();
        Self {
            id: call.id,
            ringing: call.dialogue.is_ringing(),
            from: visit.words().say_with("simulator-incoming", &[("organization", name.into())]),
            extension: call.call.extension().map(|extension| {
                visit.words().say_with("simulator-extension", &[("extension", extension.into())])
            }),
            language: call.call.language().to_owned(),
            says: call.prompt.map(|prompt| call.call.says(prompt).to_owned()).unwrap_or_default(),
            said: call.said,
            pressed: call.pressed.clone(),
        }
    }
}

struct PastCall {
    outcome: String,
    at: String,
}

struct ShownText {
    id: MessageId,
    text: String,
    at: String,
}

/// What changes on the page: the phone's screen and the mailbox.
#[derive(Template)]
#[template(path = "screen.html")]
struct Screen<'a> {
    words: &'a dyn Words,
    csrf: String,
    owner: String,
    user_name: String,
    numbers: Vec<String>,
    calls: Vec<ShownCall>,
    past: Vec<PastCall>,
    texts: Vec<ShownText>,
    apps: Vec<App>,
    codes: Vec<String>,
    mails: Vec<ShownMail>,
}

impl<'a> Screen<'a> {
    fn of(desk: &SimulatorDesk, visit: &'a Visit, phone: &Phone) -> Self {
        let words = visit.words();
        let (over, calls): (Vec<_>, Vec<_>) =
            desk.calls_to(phone).into_iter().partition(|call| call.dialogue.is_over());
        let past = over.iter().take(MOST_SHOWN).map(|call| PastCall {
            outcome: words.say(&format!("simulator-call-{}", call.outcome.map_or("failed", Outcome::as_str))),
            at: date_and_time(call.placed_at),
        });
        let texts = desk.texts_to(phone).into_iter().take(MOST_SHOWN).map(|(id, at, text)| ShownText {
            id,
            text: text.text().to_owned(),
            at: date_and_time(at),
        });
        Self {
            words,
            csrf: visit.csrf(),
            owner: phone.owner.clone(),
            user_name: phone.user_name.clone(),
            numbers: phone.numbers.iter().map(ToString::to_string).collect(),
            calls: calls.iter().map(|call| ShownCall::of(visit, call)).collect(),
            past: past.collect(),
            texts: texts.collect(),
            apps: apps(phone, visit.moment().now),
            codes: phone.codes.clone(),
            mails: desk.mails_to(phone).into_iter().take(MOST_SHOWN).map(shown_mail).collect(),
        }
    }
}

#[derive(Template)]
#[template(path = "phone.html")]
struct PhonePage<'a> {
    words: &'a dyn Words,
    screen: Screen<'a>,
}

#[cfg(test)]
mod tests {
    use web::Texts;
    use world::language::LANGUAGES;

    use super::*;

    #[test]
    fn whatever_a_call_came_to_has_its_words() {
        let texts = std::sync::Arc::new(Texts::read(&[web::TEXTS, crate::TEXTS]));
        for language in LANGUAGES {
            let words = texts.wording(*language);
            for outcome in Outcome::ALL {
                let said = words.say(&format!("simulator-call-{}", outcome.as_str()));
                assert!(!said.starts_with('['), "{said} in {language:?}");
            }
        }
    }
}
