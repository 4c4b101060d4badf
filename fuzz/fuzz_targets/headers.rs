//! What browsers send in headers: cookies and their tokens, languages, the name of the browser, and where to go on to.
#![no_main]

use axum::http::{HeaderMap, HeaderValue, header};
use libfuzzer_sys::fuzz_target;
use vault::Token;
use web::{Agent, ContinueTo, CookieName, Jar};
use world::language::negotiate;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(value) = HeaderValue::from_bytes(bytes) {
        let headers = HeaderMap::from_iter([(header::COOKIE, value)]);
        for secure in [false, true] {
            let jar = Jar::new(&headers, secure);
            for name in [CookieName::Browser, CookieName::Attempt, CookieName::Session] {
                if let Some(token) = jar.get(name).and_then(Token::parse) {
                    assert_eq!(Some(token.to_text().as_str()), jar.get(name));
                }
            }
        }
    }
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    negotiate(text);
    assert!(Agent::parse(text).to_string().len() <= 200);
    if let Some(path) = ContinueTo::parse(text) {
        let path = path.as_str();
        assert!(path.starts_with('/') && !path.starts_with("//") && !path.contains(['\\', '\r', '\n', ' ']));
    }
});
