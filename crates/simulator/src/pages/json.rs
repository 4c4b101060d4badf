//! The phones and the mailbox as JSON, so that a script can do what a person does.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use delivery::RunningCall;
use serde_json::{Value, json};
use web::{FormFields, Visit};
use world::MessageId;

use crate::desk::{Action, Room};

/// What a script sends is no longer than this.
const LONGEST: usize = 1024;

fn answer(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/json")], body.to_string()).into_response()
}

fn refused(status: StatusCode, why: &str) -> Response {
    answer(status, &json!({ "error": why }))
}

/// The mails, newest first.
pub(super) async fn mail(State(Room { desk, .. }): State<Room>) -> Response {
    let all = desk.mailbox.all().into_iter().map(|(id, at, mail)| {
        json!({
            "id": id.to_string(), "to": mail.to(), "subject": mail.subject(), "text": mail.text(),
            "at": at.unix_seconds(),
        })
    });
    answer(StatusCode::OK, &Value::Array(all.collect()))
}

/// The text messages, newest first.
pub(super) async fn messages(State(Room { desk, .. }): State<Room>) -> Response {
    let all = desk.handset.texts().into_iter().map(
        |(id, at, text)| json!({ "id": id.to_string(), "to": text.to(), "text": text.text(), "at": at.unix_seconds() }),
    );
    answer(StatusCode::OK, &Value::Array(all.collect()))
}

/// The calls, newest first; with `?to=+31…` those to one number.
pub(super) async fn calls(State(Room { desk, .. }): State<Room>, uri: Uri) -> Response {
    let query = FormFields::of_query(&uri);
    let to = query.get("to");
    let calls = desk.handset.calls_to(|called| to.is_empty() || called == to);
    answer(StatusCode::OK, &Value::Array(calls.iter().map(shown).collect()))
}

fn shown(call: &RunningCall) -> Value {
    let state = match (call.dialogue.is_ringing(), call.dialogue.is_over()) {
        (true, _) => "ringing",
        (false, true) => "over",
        (false, false) => "talking",
    };
    json!({
        "id": call.id.to_string(), "to": call.call.to(), "extension": call.call.extension(),
        "language": call.call.language(), "state": state, "says": call.prompt.map(|prompt| call.call.says(prompt)),
        "pressed": call.pressed, "outcome": call.outcome.map(call_dialogue::Outcome::as_str),
        "at": call.placed_at.unix_seconds(),
    })
}

/// Does something with a call. Its kind of body is one that no page of another site can send without asking first.
pub(super) async fn act(
    State(room): State<Room>,
    visit: Visit,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if kind.split(';').next().is_none_or(|kind| !kind.trim().eq_ignore_ascii_case("application/json")) {
        return refused(StatusCode::UNSUPPORTED_MEDIA_TYPE, "the body is application/json");
    }
    if body.len() > LONGEST {
        return refused(StatusCode::PAYLOAD_TOO_LARGE, "the body has 1024 bytes at most");
    }
    let action = match read(&body) {
        Ok(action) => action,
        Err(why) => return refused(StatusCode::BAD_REQUEST, why),
    };
    let done = match id.parse::<MessageId>() {
        Ok(id) => room.act(id, &action, visit.moment().now).await,
        Err(_) => None,
    };
    match done {
        Some(call) => answer(StatusCode::OK, &shown(&call)),
        None => refused(StatusCode::NOT_FOUND, "there is no such call"),
    }
}

fn read(body: &[u8]) -> Result<Action, &'static str> {
    let asked: Value = serde_json::from_slice(body).map_err(|_| "the body is no JSON")?;
    let asked = asked.as_object().ok_or("the body is no object")?;
    if asked.keys().any(|name| name != "do" && name != "keys") {
        return Err("the body has the fields do and keys");
    }
    let text = |name: &str| asked.get(name).map_or(Some(""), Value::as_str);
    let (what, keys) = text("do").zip(text("keys")).ok_or("do and keys are texts")?;
    Action::parse(what, keys)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_script_asks_is_read_strictly() {
        assert_eq!(read(br##"{"do":"press","keys":"#"}"##), Ok(Action::Press("#".to_owned())));
        assert_eq!(read(br#"{"do":"answer"}"#), Ok(Action::Answer));
        for bad in ["", "[]", "{}", r#"{"do":1}"#, r#"{"do":"press"}"#, r#"{"do":"answer","x":1}"#, "\u{0}"] {
            assert!(read(bad.as_bytes()).is_err(), "{bad}");
        }
        let deep = "[".repeat(LONGEST);
        assert!(read(deep.as_bytes()).is_err());
    }
}
