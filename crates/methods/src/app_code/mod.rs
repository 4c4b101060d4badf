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
use verification::method::{About, Answer, Checked, Invitation, Method, Proven};
use verification::{Factor, MethodName, Registration, VerificationError};
use world::{Chance, Markup, Span, Timestamp, Words};

/// The method.
#[derive(Clone, Copy, Debug)]
pub struct AppCode;

/// Steps of 30 s to either side of now that are accepted (RFC 6238 §5.2 recommends one).
const WINDOW: i64 = 1;
const SECRET_BYTES: usize = 20;

static ABOUT: About = About {
    name: MethodName::new("app_code"),
    factor: Factor::Possession,
    pool: "apps",
    most: 5,
    challenge_lasts: Span::minutes(15),
    tries: 10,
    rank: 50,
};

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

    fn begin(&self, _: &[Registration], _: &mut Chance) -> Vec<u8> {
        // The secrets of the apps are all that is needed.
        Vec::new()
    }

    fn ask(&self, words: &dyn Words, _: &[Registration], problem: Option<&str>) -> Markup {
        render(&Ask { words, problem })
    }

    fn check(&self, _: &[u8], registrations: &[Registration], answer: &Answer, now: Timestamp) -> Checked {
        let Some(code) = Code::parse(answer.as_str()) else { return Checked::Wrong };
        let mut checked = Checked::Wrong;
        for registration in registrations.iter().filter(|registration| registration.method == ABOUT.name) {
            let Ok(secret) = Secret::from_bytes(&registration.record) else { continue };
            let steps = matching_steps(&secret, &code, now.unix_seconds(), WINDOW);
            match steps.iter().find(|step| **step > registration.counter) {
                Some(step) => checked = Checked::Right { registration: registration.id, counter: *step },
                None if !steps.is_empty() && checked == Checked::Wrong => checked = Checked::Used,
                None => {}
            }
        }
        checked
    }

    fn offer(&self, chance: &mut Chance) -> Vec<u8> {
        chance.bytes::<SECRET_BYTES>().to_vec()
    }

    fn add(
        &self,
        words: &dyn Words,
        invitation: &Invitation,
        offer: &[u8],
        problem: Option<&str>,
    ) -> Result<Markup, VerificationError> {
        let secret = Secret::from_bytes(offer).map_err(|_| VerificationError::Form("app code offer"))?;
        let uri = key_uri(&invitation.organization, &invitation.user_name, &secret);
        let picture = qr_code(&uri).ok_or(VerificationError::Form("app code invitation"))?;
        Ok(render(&Add { words, invitation, picture, key: secret.to_groups(), problem }))
    }

    fn prove(&self, offer: &[u8], answer: &Answer, now: Timestamp) -> Option<Proven> {
        let (secret, code) = (Secret::from_bytes(offer).ok()?, Code::parse(answer.as_str())?);
        let counter = *matching_steps(&secret, &code, now.unix_seconds(), WINDOW).first()?;
        Some(Proven { record: offer.to_vec(), counter })
    }

    fn default_name(&self, words: &dyn Words) -> String {
        words.say("method-app_code-default-name")
    }
}

/// What is stored for a secret that is known already, as a demo or an import brings along: any code is still unused.
pub fn registration_of(secret: &Secret) -> Proven {
    Proven { record: secret.as_bytes().to_vec(), counter: 0 }
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
    invitation: &'a Invitation,
    picture: String,
    key: String,
    problem: Option<&'a str>,
}

fn render(template: &impl Template) -> Markup {
    // Writing into a text cannot fail.
    Markup::from_template(template.render().unwrap_or_default())
}

/// A QR code as a `data:` address, so that the secret in it has no address of its own.
fn qr_code(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).build().ok()?;
    let picture = SvgBuilder::default().margin(2).to_str(&code);
    Some(format!("data:image/svg+xml;base64,{}", BASE64.encode(picture.as_bytes())))
}

#[cfg(test)]
mod tests;
