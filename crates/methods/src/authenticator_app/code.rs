//! App code: six digits that an authenticator app makes from a shared secret and the time (RFC 6238).
//!
//! Set up with a QR code or a typed key; one step of 30 s to either side is accepted; each code once. An account's apps are asked
//! together: the code of any of them is right.

use askama::Template;
use otp::{Code, Secret, key_uri, matching_steps};
use verification::method::{
    About, Answer, AnsweredBy, Asked, Begun, Checked, Choice, Contact, Given, Method, Offered, Pool, Proven,
    Right, SetUpBy, Situation,
};
use verification::reset::Way;
use verification::{Factor, MethodName, Registration, Role, VerificationError};
use world::{Chance, Markup, Span, Timestamp, Words};

use super::{App, CONTACTS, KIND, POOL, SECRET_BYTES, SHOWS, qr_code};
use crate::render;

/// The method.
#[derive(Clone, Copy, Debug)]
pub struct AppCode;

/// Steps of 30 s to either side of now that are accepted (RFC 6238 §5.2 recommends one).
pub const WINDOW: i64 = 1;

static ABOUT: About = About {
    name: MethodName::new("app_code"),
    kind: KIND,
    factor: Factor::Possession,
    role: Role::Second,
    challenge_lasts: Span::minutes(15),
    set_up_lasts: Span::minutes(15),
    tries: 10,
    rank: 50,
    channel: None,
    answered: AnsweredBy::Typing,
    again: None,
    set_up: SetUpBy::Itself,
    endings: &[],
};

impl Method for AppCode {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn describe(&self, words: &dyn Words, registration: &Registration) -> String {
        super::describe(words, registration)
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
            let Ok(app) = App::from_record(&registration.record) else { continue };
            let steps = matching_steps(&app.secret, &code, now.unix_seconds(), WINDOW);
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
        CONTACTS
    }

    fn pool(&self, _: &[u8]) -> Pool {
        POOL
    }

    fn add(
        &self,
        words: &dyn Words,
        situation: &Situation<'_>,
        offered: &Offered<'_>,
    ) -> Result<Markup, VerificationError> {
        let secret =
            Secret::from_bytes(offered.record).map_err(|_| VerificationError::Form("app code offer"))?;
        let uri = key_uri(situation.organization, situation.user_name, &secret);
        let picture = qr_code(&uri).ok_or(VerificationError::Form("app code invitation"))?;
        Ok(render(&Add { words, situation, picture, key: secret.to_groups(), problem: offered.problem }))
    }

    fn prove(&self, offer: &[u8], answer: &Answer, now: Timestamp) -> Option<Proven> {
        let (secret, code) = (Secret::from_bytes(offer).ok()?, Code::parse(answer.as_str())?);
        let counter = *matching_steps(&secret, &code, now.unix_seconds(), WINDOW).first()?;
        Some(Proven { counter, ..Proven::of(offer.to_vec()) })
    }

    fn default_name(&self, words: &dyn Words, _: &[u8]) -> String {
        words.say("method-app_code-default-name")
    }

    fn reset_ways(&self) -> &'static [Way] {
        &[Way { name: "", says: "method-app_code-choice", shows: SHOWS, asks_number: false }]
    }
}

#[derive(Template)]
#[template(path = "authenticator_app/ask-code.html")]
struct Ask<'a> {
    words: &'a dyn Words,
    problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "authenticator_app/add-code.html")]
struct Add<'a> {
    words: &'a dyn Words,
    situation: &'a Situation<'a>,
    picture: String,
    key: String,
    problem: Option<&'a str>,
}
