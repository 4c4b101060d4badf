//! Passkeys and security keys (WebAuthn): a key that the person unlocks on their own device, bound to the host name of the page.
//!
//! User verification is required, so an answer is both steps at once. A registration says whose it is, so a passkey serves without
//! a user name as well. What the browser sends goes through the door's form, in a hidden field that a script fills.

use askama::Template;
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use verification::method::{
    About, Answer, AnsweredBy, Asked, Begun, Checked, Choice, Given, Method, Offered, Pool, Proven, Right,
    SetUpBy, Situation,
};
use verification::{Factor, MethodName, Registration, Role, VerificationError};
use webauthn::{Challenge, Credential, Site, User, WebauthnError};
use world::{AccountId, Chance, Markup, Span, Timestamp, Words};

use crate::render;

/// The method.
#[derive(Clone, Copy, Debug)]
pub struct Passkey;

static ABOUT: About = About {
    name: MethodName::new("passkey"),
    kind: "passkey",
    factor: Factor::Possession,
    role: Role::Both,
    // As long as browsers leave a person the time to answer.
    challenge_lasts: Span::minutes(5),
    set_up_lasts: Span::minutes(5),
    tries: 10,
    rank: 10,
    channel: None,
    answered: AnsweredBy::Typing,
    again: None,
    set_up: SetUpBy::Itself,
    endings: &[],
};

/// Passkeys and security keys share one limit.
pub const POOL: Pool = Pool { name: "passkeys", most: 10 };

/// What is kept of a question: its challenge, and the page from which it was asked.
#[derive(Serialize, Deserialize)]
struct Question {
    challenge: String,
    host: String,
    origin: String,
}

impl Question {
    fn new((host, origin): (&str, &str), chance: &mut Chance) -> Self {
        let challenge = BASE64URL_NOPAD.encode(&chance.bytes::<32>());
        Self { challenge, host: host.to_owned(), origin: origin.to_owned() }
    }

    fn read(record: &[u8]) -> Option<Self> {
        serde_json::from_slice(record).ok()
    }

    fn to_record(&self) -> Result<Vec<u8>, VerificationError> {
        serde_json::to_vec(self).map_err(|_| FORM)
    }

    fn challenge(&self) -> Option<Challenge> {
        BASE64URL_NOPAD.decode(self.challenge.as_bytes()).ok()?.try_into().ok()
    }

    /// The page as people know it; the name is shown when a passkey is made.
    fn site(&self, name: &str) -> Option<Site> {
        Site::new(&self.host, &self.origin, name).ok()
    }
}

/// What is kept of a registration: its credential, and the host for which it was made.
#[derive(Serialize, Deserialize)]
struct Kept {
    host: String,
    credential: String,
}

impl Kept {
    fn record(site: &Site, credential: &Credential) -> Option<Vec<u8>> {
        let kept = Self { host: site.host().to_owned(), credential: credential.to_text().ok()? };
        serde_json::to_vec(&kept).ok()
    }

    fn read(record: &[u8]) -> Option<(String, Credential)> {
        let kept: Self = serde_json::from_slice(record).ok()?;
        Some((kept.host, Credential::from_text(&kept.credential).ok()?))
    }
}

/// The registrations that serve on a host, with their credentials.
fn on_host<'a>(registrations: &'a [Registration], site: &Site) -> (Vec<&'a Registration>, Vec<Credential>) {
    let found = registrations.iter().filter(|one| one.kind == ABOUT.kind).filter_map(|one| {
        let (host, credential) = Kept::read(&one.record)?;
        (host == site.host()).then_some((one, credential))
    });
    found.unzip()
}

const FORM: VerificationError = VerificationError::Form("question for a passkey");

impl Method for Passkey {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn describe(&self, words: &dyn Words, registration: &Registration) -> String {
        let host = Kept::read(&registration.record).map(|(host, _)| host).unwrap_or_default();
        words.say_with("method-passkey-describe", &[("host", host.into())])
    }

    fn choices(&self, words: &dyn Words, _: &[Registration]) -> Vec<Choice> {
        vec![Choice { registration: None, says: words.say("method-passkey-choice") }]
    }

    fn read(&self, typed: &str) -> Option<Answer> {
        webauthn::is_response(typed).then(|| Answer::new(typed.to_owned()))
    }

    fn begin(
        &self,
        situation: &Situation<'_>,
        _: &[Registration],
        chance: &mut Chance,
    ) -> Result<Begun, VerificationError> {
        let question = Question::new((situation.host, situation.origin), chance);
        question.to_record().map(Begun::quietly)
    }

    fn ask(&self, words: &dyn Words, asked: &Asked<'_>) -> Markup {
        let options = Question::read(asked.record).and_then(|question| {
            let site = question.site("")?;
            let (_, credentials) = on_host(asked.registrations, &site);
            webauthn::request(&site, &question.challenge()?, &credentials).ok()
        });
        render(&Ask { words, says: "ask", options, problem: asked.problem })
    }

    fn check(&self, record: &[u8], registrations: &[Registration], answer: &Answer, _: Timestamp) -> Checked {
        let Some(question) = Question::read(record) else { return Checked::Wrong };
        let (Some(site), Some(challenge)) = (question.site(""), question.challenge()) else {
            return Checked::Wrong;
        };
        let (registrations, credentials) = on_host(registrations, &site);
        match webauthn::authenticated(&site, &challenge, &credentials, answer.as_str()) {
            Ok(right) => {
                let registration = registrations[right.index];
                // A key that does not count is counted here, so that what has changed is stored.
                let counter = i64::from(right.counter).max(registration.counter + 1);
                let record = right.changed.and_then(|credential| Kept::record(&site, &credential));
                let counter = record.as_ref().map(|_| counter);
                Checked::Right(Right { registration: registration.id, counter, record })
            }
            Err(WebauthnError::Counter) => Checked::Used,
            Err(_) => Checked::Wrong,
        }
    }

    fn offer(
        &self,
        situation: &Situation<'_>,
        _: &Given,
        chance: &mut Chance,
    ) -> Result<Begun, &'static str> {
        let question = Question::new((situation.host, situation.origin), chance);
        question.site(situation.organization).ok_or("no-host")?;
        question.to_record().map(Begun::quietly).map_err(|_| "unreadable")
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
        let question = Question::read(offered.record).ok_or(FORM)?;
        let problem = offered.problem;
        let site = question.site(situation.organization).ok_or(FORM)?;
        let user = User { handle: *situation.account.as_bytes(), name: situation.user_name };
        let (_, known) = on_host(situation.has, &site);
        let challenge = question.challenge().ok_or(FORM)?;
        let options = webauthn::creation(&site, &challenge, user, &known).map_err(|_| FORM)?;
        Ok(render(&Add { words, options, problem }))
    }

    fn prove(&self, offer: &[u8], answer: &Answer, _: Timestamp) -> Option<Proven> {
        let question = Question::read(offer)?;
        let site = question.site("")?;
        let credential = webauthn::registered(&site, &question.challenge()?, answer.as_str()).ok()?;
        Some(Proven::of(Kept::record(&site, &credential)?))
    }

    fn default_name(&self, words: &dyn Words, _: &[u8]) -> String {
        words.say("method-passkey-default-name")
    }

    fn scripts(&self) -> &'static [&'static str] {
        &["methods/credentials.js"]
    }

    fn needs_host_name(&self) -> bool {
        true
    }

    fn is_open(&self) -> bool {
        true
    }

    fn begin_open(&self, page: (&str, &str), chance: &mut Chance) -> Result<Vec<u8>, VerificationError> {
        Question::new(page, chance).to_record()
    }

    fn ask_open(&self, words: &dyn Words, asked: &Asked<'_>) -> Markup {
        let options = Question::read(asked.record)
            .and_then(|question| webauthn::request(&question.site("")?, &question.challenge()?, &[]).ok());
        render(&Ask { words, says: "ask-open", options, problem: asked.problem })
    }

    fn names(&self, answer: &Answer) -> Option<AccountId> {
        AccountId::from_bytes(&webauthn::names(answer.as_str())?)
    }
}

#[derive(Template)]
#[template(path = "passkey/ask.html")]
struct Ask<'a> {
    words: &'a dyn Words,
    /// The end of the key of what is asked.
    says: &'a str,
    options: Option<String>,
    problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "passkey/add.html")]
struct Add<'a> {
    words: &'a dyn Words,
    options: String,
    problem: Option<&'a str>,
}

#[cfg(test)]
mod tests;
