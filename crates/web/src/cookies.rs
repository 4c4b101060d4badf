//! Cookies: `__Host-` names, except on a loopback http address, where browsers refuse them.

use axum::http::{HeaderMap, HeaderValue, header};
use world::Span;

/// The cookies that there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieName {
    /// Knows this browser again; lasts 400 days.
    Browser,
    /// The sign-in that is under way.
    Attempt,
    /// The password reset that is under way.
    Reset,
    /// The session.
    Session,
    /// A browser that is not asked for a second step for some days.
    Remembered,
    /// The language that was chosen.
    Language,
}

impl CookieName {
    const fn as_str(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Browser, true) => "__Host-browser",
            (Self::Browser, false) => "browser",
            (Self::Attempt, true) => "__Host-attempt",
            (Self::Attempt, false) => "attempt",
            (Self::Reset, true) => "__Host-reset",
            (Self::Reset, false) => "reset",
            (Self::Session, true) => "__Host-session",
            (Self::Session, false) => "session",
            (Self::Remembered, true) => "__Host-remembered",
            (Self::Remembered, false) => "remembered",
            (Self::Language, true) => "__Host-language",
            (Self::Language, false) => "language",
        }
    }
}

/// The cookies of a request.
#[derive(Clone, Copy, Debug)]
pub struct Jar<'a> {
    headers: &'a HeaderMap,
    secure: bool,
}

/// More than this of a Cookie header is not looked at.
const LONGEST_HEADER: usize = 8 * 1024;

impl<'a> Jar<'a> {
    /// The cookies in these headers; `secure` unless the page is on a loopback http address.
    pub fn new(headers: &'a HeaderMap, secure: bool) -> Self {
        Self { headers, secure }
    }

    /// The value of a cookie. If it was sent twice, one of them was planted by a neighbour host, and none is taken.
    pub fn get(&self, name: CookieName) -> Option<&'a str> {
        let name = name.as_str(self.secure);
        let headers = self.headers.get_all(header::COOKIE).into_iter();
        let texts =
            headers.filter_map(|value| value.to_str().ok()).filter(|text| text.len() <= LONGEST_HEADER);
        let pairs = texts.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut found = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value);
        let first = found.next();
        if found.next().is_some() { None } else { first }
    }
}

/// A cookie to be set.
#[derive(Clone, Debug)]
pub struct Cookie {
    name: CookieName,
    value: String,
    /// None: until the browser is closed.
    lasts: Option<Span>,
}

impl Cookie {
    /// A cookie that lasts until the browser is closed.
    pub fn until_closed(name: CookieName, value: String) -> Self {
        Self { name, value, lasts: None }
    }

    /// A cookie that lasts for this span.
    pub fn lasting(name: CookieName, value: String, lasts: Span) -> Self {
        Self { name, value, lasts: Some(lasts) }
    }

    /// Takes a cookie away.
    pub fn gone(name: CookieName) -> Self {
        Self { name, value: String::new(), lasts: Some(Span::ZERO) }
    }

    pub(crate) fn header(&self, secure: bool) -> Option<HeaderValue> {
        let mut text = format!("{}={}; Path=/; HttpOnly; SameSite=Lax", self.name.as_str(secure), self.value);
        if let Some(lasts) = self.lasts {
            text.push_str(&format!("; Max-Age={}", lasts.as_seconds()));
        }
        if secure {
            text.push_str("; Secure");
        }
        HeaderValue::from_str(&text).ok()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn headers(text: &str) -> HeaderMap {
        HeaderValue::from_str(text)
            .map(|value| HeaderMap::from_iter([(header::COOKIE, value)]))
            .unwrap_or_default()
    }

    #[test]
    fn cookies_are_found_by_their_full_name() {
        let sent = headers("a=1; __Host-session=abc; session=xyz");
        assert_eq!(Jar::new(&sent, true).get(CookieName::Session), Some("abc"));
        assert_eq!(Jar::new(&sent, false).get(CookieName::Session), Some("xyz"));
        assert_eq!(Jar::new(&headers("session=a; session=b"), false).get(CookieName::Session), None);
    }

    #[test]
    fn secure_cookies_are_bound_to_their_host() {
        let header = |secure| {
            let cookie = Cookie::lasting(CookieName::Session, "abc".to_owned(), Span::days(1));
            cookie.header(secure).unwrap().to_str().unwrap().to_owned()
        };
        assert_eq!(header(true), "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400; Secure");
        assert_eq!(header(false), "session=abc; Path=/; HttpOnly; SameSite=Lax; Max-Age=86400");
    }

    proptest! {
        #[test]
        fn any_header_is_survived(text in "[ -~]{0,100}") {
            let sent = headers(&text);
            let _ = Jar::new(&sent, false).get(CookieName::Browser);
        }
    }
}
