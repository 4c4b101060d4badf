//! A page: the frame around what a room has rendered.

use askama::Template;
use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use world::language::LANGUAGES;
use world::text::HelpContact;
use world::{Language, RequestId, Span, Words};

use crate::{Cookie, Fault, LanguageLink, Problem, Visit, links};

/// A response: a framed page, or the way to another address, with cookies.
#[derive(Debug)]
pub struct Page {
    response: Response,
    /// The framed page, until its status is known.
    html: Option<String>,
    request: RequestId,
    secure: bool,
}

#[derive(Template)]
#[template(path = "frame.html")]
struct Frame<'a> {
    language: Language,
    title: &'a str,
    organization: &'a str,
    logo: Option<String>,
    contact: Option<&'a HelpContact>,
    words: &'a dyn Words,
    styles: &'a str,
    brand: String,
    scripts: Vec<&'a str>,
    refresh: Option<i64>,
    wide: bool,
    signed_in: Option<&'a str>,
    languages: Vec<LanguageLink>,
    body: &'a str,
}

/// How a page is framed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Framing<'a> {
    pub(crate) wide: bool,
    pub(crate) scripts: &'a [&'a str],
    pub(crate) refresh: Option<Span>,
}

impl Page {
    pub(crate) fn framed(visit: &Visit, title: &str, body: &impl Template, framing: Framing<'_>) -> Self {
        let body = match body.render() {
            Ok(body) => body,
            Err(error) => return Self::failed(visit, error),
        };
        let kit = visit.kit();
        let brand = visit.brand();
        let frame = Frame {
            language: visit.language(),
            title,
            organization: &brand.name,
            logo: brand.logo.as_ref().map(|name| format!("{}/{name}", links::Logo)),
            contact: brand.contact.as_ref(),
            words: visit.words(),
            styles: kit.asset("web/frame.css"),
            brand: format!("/assets/brand/{}.css", brand.accent.to_hex()),
            scripts: framing.scripts.iter().map(|name| kit.asset(name)).collect(),
            refresh: framing.refresh.map(Span::as_seconds),
            wide: framing.wide,
            signed_in: visit.signed_in_name(),
            languages: LANGUAGES.iter().map(|language| visit.language_link(*language)).collect(),
            body: &body,
        };
        match frame.render() {
            Ok(html) => Self { html: Some(html), ..Self::of(visit, Response::default()) },
            Err(error) => Self::failed(visit, error),
        }
    }

    fn failed(visit: &Visit, error: askama::Error) -> Self {
        Self::of(visit, Problem::caused(Fault::Internal, error).into_response())
    }

    fn of(visit: &Visit, response: Response) -> Self {
        Self { response, html: None, request: visit.request_id(), secure: visit.is_secure() }
    }

    pub(crate) fn see_other(visit: &Visit, to: &str) -> Self {
        let mut response = StatusCode::SEE_OTHER.into_response();
        if let Ok(to) = HeaderValue::from_str(to) {
            response.headers_mut().insert(header::LOCATION, to);
        }
        Self::of(visit, response)
    }

    /// The same with another status.
    #[must_use]
    pub fn status(mut self, status: StatusCode) -> Self {
        *self.response.status_mut() = status;
        self
    }

    /// The same with a cookie.
    #[must_use]
    pub fn cookie(mut self, cookie: &Cookie) -> Self {
        if let Some(header) = cookie.header(self.secure) {
            self.response.headers_mut().append(header::SET_COOKIE, header);
        }
        self
    }

    /// The same with the time after which it is worth coming back, if there is one.
    #[must_use]
    pub fn retry_after(mut self, span: impl Into<Option<Span>>) -> Self {
        if let Some(span) = span.into() {
            let seconds = HeaderValue::from(span.as_seconds().max(1));
            self.response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        self
    }
}

/// The same page with the request named in its links to the pages of help: whoever asks for help says what went wrong by it.
fn naming(request: RequestId, html: &str) -> String {
    let link = format!("href=\"{}", links::Help::PATH);
    let mut parts = html.split(&link);
    let mut named = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (path, rest) = part.split_once('"').unwrap_or((part, ""));
        let query = if path.contains('?') { String::new() } else { format!("?request={request}") };
        named = named + &link + path + &query + "\"" + rest;
    }
    named
}

impl IntoResponse for Page {
    fn into_response(mut self) -> Response {
        let Some(html) = self.html else { return self.response };
        let status = self.response.status();
        let went_wrong = status.is_client_error() || status.is_server_error();
        let html = if went_wrong { naming(self.request, &html) } else { html };
        let kind = HeaderValue::from_static("text/html; charset=utf-8");
        self.response.headers_mut().insert(header::CONTENT_TYPE, kind);
        *self.response.body_mut() = Body::from(html);
        self.response
    }
}

#[cfg(test)]
mod tests {
    use world::Id;

    use super::*;

    #[test]
    fn help_is_told_which_request_went_wrong_and_keeps_what_it_was_told_before() {
        let request = RequestId::from_array([7; 16]);
        let page = r#"<a href="/help">a</a><a href="/help/no-code">b</a><a href="/help/x?request=y">c</a><a href="/">d</a>"#;
        let named = format!(
            r#"<a href="/help?request={request}">a</a><a href="/help/no-code?request={request}">b</a><a href="/help/x?request=y">c</a><a href="/">d</a>"#
        );
        assert_eq!(naming(request, page), named);
        assert_eq!(naming(request, "<p>none</p>"), "<p>none</p>");
    }
}
