//! The page that asks whether one's security info is still right.

use askama::Template;
use axum::Extension;
use axum::extract::State;
use axum::http::Uri;
use web::{ContinueTo, FormFields, Submitted, Visit, links};
use world::Words;
use world::phone::PhoneNumber;

use super::{Answer, Asker, asking, row, to_sign_in};
use crate::confirm;
use crate::desk::SecurityInfoDesk;

/// Where to go on: the person's account, if what stands there is no path of ours.
fn on(text: &str) -> ContinueTo {
    ContinueTo::parse(text).unwrap_or_else(|| ContinueTo::to(links::Account))
}

pub(super) async fn show(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    (Extension(organization), who, headers): Asker,
    uri: Uri,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    let (with, at, now) = (desk.clone(), organization.clone(), visit.moment().now);
    let look = desk.store.read(move |t| confirm::look(t, &with, (&asking, &at), now)).await?;
    let Some(look) = look else { return Ok(to_sign_in(&visit)) };
    let words = visit.words();
    let line = |one| {
        let row = row(&desk, words, one);
        Line { name: row.name, describe: row.describe }
    };
    let contact = &look.contact;
    let on_file = [
        ("mail", contact.mail.as_ref().map(|mail| mail.as_str().to_owned())),
        ("mobile", contact.mobile_phone.as_ref().map(PhoneNumber::masked)),
        ("office", contact.office_phone.as_ref().map(PhoneNumber::masked)),
    ];
    let filed = |(what, value): (&str, Option<String>)| {
        let name = words.say(&format!("security-info-confirm-{what}"));
        value.map(|describe| Line { name, describe })
    };
    let body = Confirm {
        words,
        csrf: visit.csrf(),
        continue_to: on(FormFields::of_query(&uri).get("continue_to")).as_str().to_owned(),
        lacks: look.due.for_reset,
        // Who comes here by themselves may say so as well.
        confirms: look.due.confirm || !look.due.for_reset,
        lines: look.registrations.iter().map(line).collect(),
        on_file: on_file.into_iter().filter_map(filed).collect(),
        on_file_title: words.say_with(
            "security-info-confirm-on-file",
            &[("organization", organization.name.as_str().into())],
        ),
    };
    let title =
        if body.confirms { "security-info-confirm-title" } else { "security-info-confirm-lacks-title" };
    Ok(visit.page(title, &body))
}

pub(super) async fn decide(
    State(desk): State<SecurityInfoDesk>,
    visit: Visit,
    (_, who, headers): Asker,
    form: Submitted,
) -> Answer {
    let asking = asking(&visit, who, &headers);
    if form.get("do") == "right" {
        let now = visit.moment().now;
        desk.store.write(move |t| confirm::confirm(t, &asking, now)).await?;
    }
    Ok(visit.see_other(on(form.get("continue_to")).as_str()))
}

struct Line {
    name: String,
    describe: String,
}

#[derive(Template)]
#[template(path = "confirm.html")]
struct Confirm<'a> {
    words: &'a dyn Words,
    csrf: String,
    continue_to: String,
    /// Whether a reset of the password would come to nothing.
    lacks: bool,
    /// Whether it is asked if all of it is right.
    confirms: bool,
    lines: Vec<Line>,
    on_file: Vec<Line>,
    on_file_title: String,
}
