//! The web app's files, and what a client asks of a server that it does not know yet.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use device_protocol::{About, Server};
use web::{Fault, Openness, Problem, Visit};

use crate::app_files::{self, APP_PATH, Brand};
use crate::compressed::{compressed, takes_gzip};
use crate::desk::{AuthenticatorDesk, AuthenticatorError};
use crate::messages::millis;

fn not_found() -> Problem {
    Problem::new(StatusCode::NOT_FOUND, Fault::NotFound)
}

/// The app itself.
pub(super) async fn app(
    State(desk): State<AuthenticatorDesk>,
    visit: Visit,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    served(&desk, &visit, &headers, "app.html")
}

/// One of its files.
pub(super) async fn file(
    State(desk): State<AuthenticatorDesk>,
    visit: Visit,
    headers: HeaderMap,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    served(&desk, &visit, &headers, &name)
}

fn served(
    desk: &AuthenticatorDesk,
    visit: &Visit,
    headers: &HeaderMap,
    name: &str,
) -> Result<Response, Problem> {
    let accent = visit.brand().accent.to_hex();
    let brand = Brand { name: &visit.brand().name, accent: &accent, language: visit.language().code() };
    let file = app_files::file(name, brand).ok_or_else(not_found)?;
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|accepted| accepted.to_str().ok());
    let small = if accepted.is_some_and(takes_gzip) { compressed(name, &file) } else { None };
    // Either form has a tag of its own (RFC 9110 §8.8.3).
    let tag = if small.is_some() { format!("\"{}-gzip\"", file.tag) } else { format!("\"{}\"", file.tag) };
    let encoded = small.is_some();
    let known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        (StatusCode::OK, small.unwrap_or_else(|| file.bytes.into_owned())).into_response()
    };
    // The demo shows the app on a phone that is drawn on a page.
    response.extensions_mut().insert(Openness {
        camera: true,
        framed: desk.demo_push.is_some(),
        frames: false,
    });
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(file.kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    if encoded && !known {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    }
    headers.insert("service-worker-allowed", HeaderValue::from_static(APP_PATH));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}

/// What a client asks of a server that it does not know yet. Nothing of it is secret.
pub(super) async fn server(State(desk): State<AuthenticatorDesk>, visit: Visit) -> Result<Response, Problem> {
    let fail = |error| Problem::from(AuthenticatorError::Message(error));
    let about = About {
        server: Server::parse(&visit.origin()).map_err(|_| not_found())?,
        organization: visit.brand().name.clone(),
        accent: visit.brand().accent.to_hex(),
        language: visit.brand().language.code().to_owned(),
        push_key: desk.keys.push.public(),
        demo_push: desk.demo_push.clone(),
        time: millis(visit.moment().now).map_err(fail)?,
    };
    Ok(([(header::CONTENT_TYPE, "application/json")], about.to_json()).into_response())
}
