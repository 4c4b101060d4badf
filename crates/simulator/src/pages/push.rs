//! The addresses of the demo's push service.

use std::convert::Infallible;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use data_encoding::BASE64URL_NOPAD;
use futures_util::stream::{self, StreamExt};
use serde_json::{Value, json};
use web::{Fault, Problem, Visit};
use world::Span;

use crate::desk::Room;
use crate::push_service::{LONGEST_MESSAGE, Taken};

/// A key on P-256, as base64url.
const KEY_LENGTH: usize = 87;

fn refused(status: StatusCode) -> Problem {
    Problem::new(status, Fault::Form)
}

/// Subscribes a page: `{"push_key": …}` → where to send, and where to listen.
pub(super) async fn subscribe(
    State(Room { desk, .. }): State<Room>,
    visit: Visit,
    body: Bytes,
) -> Result<Response, Problem> {
    let wish: Value = serde_json::from_slice(&body).map_err(|_| refused(StatusCode::BAD_REQUEST))?;
    let key = wish["push_key"].as_str().filter(|key| key.len() == KEY_LENGTH);
    let key = key.ok_or_else(|| refused(StatusCode::BAD_REQUEST))?;
    let moment = visit.moment();
    let name = desk.push.subscribe(key, &mut moment.chance("push"), moment.now);
    let answer = json!({
        "endpoint": format!("{}/simulator/push/{name}", visit.origin()),
        "events": format!("/simulator/push/{name}/events"),
    });
    let kind = [(header::CONTENT_TYPE, "application/json")];
    Ok((StatusCode::CREATED, kind, answer.to_string()).into_response())
}

/// Takes a message (RFC 8030 §5).
pub(super) async fn take(
    State(Room { desk, .. }): State<Room>,
    visit: Visit,
    Path(name): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    if body.len() > LONGEST_MESSAGE {
        return Err(refused(StatusCode::PAYLOAD_TOO_LARGE));
    }
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let ttl = text("ttl").parse::<i64>().map_err(|_| refused(StatusCode::BAD_REQUEST))?;
    let key =
        text("authorization").split("k=").nth(1).unwrap_or_default().split(',').next().unwrap_or_default();
    let message = (key.trim(), BASE64URL_NOPAD.encode(&body));
    match desk.push.take(&name, message, Span::seconds(ttl.clamp(0, 3600)), visit.moment().now) {
        Taken::Kept => {
            let location = format!("/simulator/push/{name}/messages/{}", visit.request_id());
            Ok((StatusCode::CREATED, [(header::LOCATION, location)]).into_response())
        }
        Taken::Gone => Err(refused(StatusCode::GONE)),
        Taken::Foreign => Err(refused(StatusCode::FORBIDDEN)),
    }
}

/// Hands messages to the page that subscribed, as server-sent events.
pub(super) async fn events(
    State(Room { desk, .. }): State<Room>,
    visit: Visit,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let gone = || refused(StatusCode::GONE);
    let (waited, live) = desk.push.listen(&name, visit.moment().now).ok_or_else(gone)?;
    let live =
        stream::unfold(live, |mut live| async move { live.recv().await.ok().map(|message| (message, live)) });
    let all = stream::iter(waited).chain(live);
    let events = all.map(|message| Ok::<_, Infallible>(Bytes::from(format!("data: {message}\n\n"))));
    let first = stream::once(async { Ok(Bytes::from_static(b":\n\n")) });
    let mut response = (StatusCode::OK, Body::from_stream(first.chain(events))).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    Ok(response)
}
