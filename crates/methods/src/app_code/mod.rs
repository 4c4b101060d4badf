//! App code: six digits that an authenticator app makes from a shared secret and the time (RFC 6238).
//!
//! Set up with a QR code or a typed key; one step of 30 s to either side is accepted; each code once. An account's apps are asked
//! together: the code of any of them is right.

use askama::Template;
use data_encoding::BASE64;
use fast_qr::convert::Builder;
use fast_qr::convert::svg::SvgBuilder;
use fast_qr::qr::QRBuilder;
use otp::{Code, Secret, key_uri, matching_steps};
use verification::method::{
    About, Answer, AnsweredBy, Asked, Begun, Checked, Choice, Contact, Given, Method, Pool, Proven, Right,
    SetUpBy, Situation,
};
use verification::{Factor, MethodName, Registration, Role, VerificationError};
use world::{Chance, Markup, Span, Timestamp, Words};

use crate::render;

/// The method.
#[derive(Clone, Copy, Debug)]
pub struct AppCode;

/// Steps of 30 s to either side of now that are accepted (RFC 6238 §5.2 recommends one).
const WINDOW: i64 = 1;
const SECRET_BYTES: usize = 20;

static ABOUT: About = About {
    name: MethodName::new("app_code"),
    kind: "app_code",
    factor: Factor::Possession,
    role: Role::Second,
    challenge_lasts: Span::minutes(15),
    tries: 10,
    rank: 50,
    channel: None,
    answered: AnsweredBy::Typing,
    again: None,
    set_up: SetUpBy::Itself,
    endings: &[],
};

/// Apps that make codes and hardware tokens that do share one limit.
pub const POOL: Pool = Pool { name: "apps", most: 5 };

impl Method for AppCode {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn describe(&self, words: &dyn Words, _: &Registration) -> String {
        words.say("method-app_code-describe")
    }

    fn read(&self, typed: &str) -> Option<Answer> {
        Code::parse(typed).map(|code| Answer::new(code.as_str().to_owned()))
    }

    fn choices(&self, words: &dyn Words, _: &[Registration]) -> Vec<Choice> {
        vec![Choice { registration: None, says: words.say("method-app_code-choice") }]
    }

    fn begin(
        &self,
        _: &Situation<'_>,
        _: &[Registration],
        _: &mut Chance,
    ) -> Result<Begun, VerificationError> {
        // The secrets of the apps are all that is needed.
        Ok(Begun::quietly(Vec::new()))
    }

    fn ask(&self, words: &dyn Words, asked: &Asked<'_>) -> Markup {
        render(&Ask { words, problem: asked.problem })
    }

    fn check(&self, _: &[u8], registrations: &[Registration], answer: &Answer, now: Timestamp) -> Checked {
        let Some(code) = Code::parse(answer.as_str()) else { return Checked::Wrong };
        let mut checked = Checked::Wrong;
        for registration in registrations {
            let Ok(secret) = Secret::from_bytes(&registration.record) else { continue };
            let steps = matching_steps(&secret, &code, now.unix_seconds(), WINDOW);
            match steps.iter().find(|step| **step > registration.counter) {
                Some(step) => {
                    let right = Right { counter: Some(*step), ..Right::of(registration.id) };
                    checked = Checked::Right(right);
                }
                None if !steps.is_empty() && checked == Checked::Wrong => checked = Checked::Used,
                None => {}
            }
        }
        checked
    }

    fn offer(&self, _: &Situation<'_>, _: &Given, chance: &mut Chance) -> Result<Begun, &'static str> {
        Ok(Begun::quietly(chance.bytes::<SECRET_BYTES>().to_vec()))
    }

    fn contacts(&self) -> &'static [Contact] {
        &[Contact { name: "app", given: &[] }]
    }

    fn pool(&self, _: &[u8]) -> Pool {
        POOL
    }

    fn add(
        &self,
        words: &dyn Words,
        situation: &Situation<'_>,
        offer: &[u8],
        problem: Option<&str>,
    ) -> Result<Markup, VerificationError> {
        let secret = Secret::from_bytes(offer).map_err(|_| VerificationError::Form("app code offer"))?;
        let uri = key_uri(situation.organization, situation.user_name, &secret);
        let picture = qr_code(&uri).ok_or(VerificationError::Form("app code invitation"))?;
        Ok(render(&Add { words, situation, picture, key: secret.to_groups(), problem }))
    }

    fn prove(&self, offer: &[u8], answer: &Answer, now: Timestamp) -> Option<Proven> {
        let (secret, code) = (Secret::from_bytes(offer).ok()?, Code::parse(answer.as_str())?);
        let counter = *matching_steps(&secret, &code, now.unix_seconds(), WINDOW).first()?;
        Some(Proven { record: offer.to_vec(), counter })
    }

    fn default_name(&self, words: &dyn Words, _: &[u8]) -> String {
        words.say("method-app_code-default-name")
    }
}

/// What is stored for a secret that is known already, as a demo or an import brings along: any code is still unused.
pub fn registration_of(secret: &Secret) -> (&'static str, Pool, Proven) {
    (ABOUT.kind, POOL, Proven { record: secret.as_bytes().to_vec(), counter: 0 })
}

#[derive(Template)]
#[template(path = "app_code/ask.html")]
struct Ask<'a> {
    words: &'a dyn Words,
    problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "app_code/add.html")]
struct Add<'a> {
    words: &'a dyn Words,
    situation: &'a Situation<'a>,
    picture: String,
    key: String,
    problem: Option<&'a str>,
}

/// A QR code as a `data:` address, so that the secret in it has no address of its own.
fn qr_code(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).build().ok()?;
    let picture = SvgBuilder::default().margin(2).to_str(&code);
    Some(format!("data:image/svg+xml;base64,{}", BASE64.encode(picture.as_bytes())))
}

#[cfg(test)]
mod tests;
