//! Forms, checked before anything of them is used: their kind, their size, their encoding, and that they are ours.

use axum::body::Body;
use axum::extract::FromRequest;
use axum::http::{HeaderMap, Request, StatusCode, Uri, header};
use http_body_util::{BodyExt, LengthLimitError, Limited};

use crate::csrf::{self, Foreign};
use crate::{Fault, Problem, Visit};

/// A form has this many bytes at most.
pub const LONGEST_BODY: usize = 64 * 1024;
/// A form has this many fields at most.
pub const MOST_FIELDS: usize = 64;
/// An answer to a method has this many bytes at most: what a passkey answers is the longest.
pub const LONGEST_ANSWER: usize = 8 * 1024;

/// The fields of a form or of a query, each name once.
#[derive(Clone, Default)]
pub struct FormFields(Vec<(String, String)>);

impl std::fmt::Debug for FormFields {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.0.iter().map(|(name, _)| name)).finish()
    }
}

impl FormFields {
    /// Reads `application/x-www-form-urlencoded` bytes; none if they are not UTF-8, name a field twice or have too many.
    pub fn parse(bytes: &[u8]) -> Option<Self> {
        let mut fields: Vec<(String, String)> = Vec::new();
        for pair in bytes.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty()) {
            let (name, value) = decode(pair)?;
            if fields.len() == MOST_FIELDS || fields.iter().any(|(known, _)| *known == name) {
                return None;
            }
            fields.push((name, value));
        }
        Some(Self(fields))
    }

    /// The fields of an address's query; none at all if it cannot be read.
    pub fn of_query(uri: &Uri) -> Self {
        uri.query().and_then(|query| Self::parse(query.as_bytes())).unwrap_or_default()
    }

    /// The value of a field; empty if it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The value of a field that has so many characters at most; empty if it was not sent, none if it is longer.
    pub fn bounded(&self, name: &str, most: usize) -> Option<&str> {
        Some(self.get(name)).filter(|value| value.chars().count() <= most)
    }

    /// Whether a box was ticked.
    pub fn ticked(&self, name: &str) -> bool {
        !self.get(name).is_empty()
    }
}

/// One pair, or none if it is not UTF-8 under its percent signs.
fn decode(pair: &[u8]) -> Option<(String, String)> {
    let mut parts = pair.splitn(2, |byte| *byte == b'=');
    let text = |part: &[u8]| {
        let mut bytes = Vec::with_capacity(part.len());
        let mut rest = part.iter().copied();
        while let Some(byte) = rest.next() {
            bytes.push(match byte {
                b'+' => b' ',
                b'%' => {
                    let digits = [rest.next()?, rest.next()?];
                    u8::from_str_radix(std::str::from_utf8(&digits).ok().filter(|d| !d.starts_with('+'))?, 16)
                        .ok()?
                }
                byte => byte,
            });
        }
        String::from_utf8(bytes).ok()
    };
    Some((text(parts.next()?)?, text(parts.next().unwrap_or_default())?))
}

/// A form that was sent from a page of ours.
#[derive(Clone, Debug)]
pub struct Submitted(FormFields);

impl std::ops::Deref for Submitted {
    type Target = FormFields;
    fn deref(&self) -> &FormFields {
        &self.0
    }
}

impl<S: Sync> FromRequest<S> for Submitted {
    type Rejection = Problem;

    async fn from_request(request: Request<Body>, _: &S) -> Result<Self, Problem> {
        let visit = Visit::of(request.extensions())?;
        let (parts, body) = request.into_parts();
        if !is_form(&parts.headers) {
            return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, Fault::Form));
        }
        if !same_site(&parts.headers) {
            return Err(Problem::new(StatusCode::FORBIDDEN, Fault::Foreign));
        }
        let bytes = Limited::new(body, LONGEST_BODY).collect().await.map_err(|error| {
            let status = if error.is::<LengthLimitError>() {
                StatusCode::PAYLOAD_TOO_LARGE
            } else {
                StatusCode::BAD_REQUEST
            };
            Problem::new(status, Fault::Form)
        })?;
        let fields =
            FormFields::parse(&bytes.to_bytes()).ok_or(Problem::new(StatusCode::BAD_REQUEST, Fault::Form))?;
        csrf::check(visit.kit().vault(), visit.browser(), fields.get("csrf"), visit.moment().now).map_err(
            |foreign| {
                Problem::new(
                    StatusCode::FORBIDDEN,
                    match foreign {
                        Foreign::Expired => Fault::Expired,
                        Foreign::Other => Fault::Foreign,
                    },
                )
            },
        )?;
        Ok(Self(fields))
    }
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';')
        .next()
        .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded"))
}

/// Browsers say where a request comes from; one that says it comes from elsewhere is refused before its token is looked at.
fn same_site(headers: &HeaderMap) -> bool {
    headers.get("sec-fetch-site").is_none_or(|site| site == "same-origin" || site == "none")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn fields_are_decoded() {
        let fields = FormFields::parse(b"user_name=anna%40demo.example&password=a+b%2B%C3%A9&box=1").unwrap();
        assert_eq!(fields.get("user_name"), "anna@demo.example");
        assert_eq!(fields.get("password"), "a b+é");
        assert!(fields.ticked("box") && !fields.ticked("other"));
        assert_eq!(fields.bounded("password", 5), Some("a b+é"));
        assert_eq!(fields.bounded("password", 4), None);
    }

    #[test]
    fn bad_forms_are_refused_whole() {
        for bad in ["a=1&a=2", "a=%", "a=%4", "a=%zz", "a=%+1", "a=%ff", "%61=1&a=2"] {
            assert!(FormFields::parse(bad.as_bytes()).is_none(), "{bad}");
        }
        let many: Vec<_> = (0..=MOST_FIELDS).map(|n| format!("f{n}=1")).collect();
        assert!(FormFields::parse(many.join("&").as_bytes()).is_none());
    }

    proptest! {
        #[test]
        fn any_bytes_are_survived(bytes: Vec<u8>) {
            let _ = FormFields::parse(&bytes);
        }

        #[test]
        fn what_a_browser_encodes_comes_back(value in ".{0,60}") {
            let body = form_urlencoded::Serializer::new(String::new()).append_pair("a", &value).finish();
            let fields = FormFields::parse(body.as_bytes()).unwrap();
            prop_assert_eq!(fields.get("a"), value.as_str());
        }
    }
}
