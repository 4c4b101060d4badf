//! Phone call: the person answers and presses `#`; or, for those who cannot press keys in time, the call speaks a code that is typed.
//!
//! How a call runs stands in the `call_dialogue` crate. Here is what it says, and what its outcome means.

mod spoken;

use askama::Template;
use call_dialogue::{Aim, Outcome, Plan, Prompt};
use delivery::{Call, Channel, Message};
use verification::method::{
    About, Aim as AnsweredFor, Answer, AnsweredBy, Asked, Begun, Checked, Choice, Contact, Given, Heard,
    Method, Offered, Pool, Proven, SetUpBy, Situation,
};
use verification::reset::{OnFile, Reached, Way};
use verification::{Factor, MethodName, Registration, Role, VerificationError};
use world::{Chance, Markup, Span, Timestamp, Words};

pub use spoken::SpokenCode;

use crate::phone::{self, Phone, Place};
use crate::render;

/// The call that is answered with a key.
#[derive(Clone, Copy, Debug)]
pub struct PhoneCall;

/// How a call can end without an approval.
const ENDINGS: &[&str] = &["no-answer", "busy", "declined", "voicemail", "no-key", "hung-up", "failed"];

static ABOUT: About = About {
    name: MethodName::new("phone_call"),
    kind: phone::KIND,
    factor: Factor::Possession,
    role: Role::Second,
    challenge_lasts: Span::minutes(4),
    set_up_lasts: Span::minutes(4),
    tries: 1,
    rank: 65,
    channel: Some(Channel::Call),
    answered: AnsweredBy::Outside,
    again: None,
    set_up: SetUpBy::Itself,
    endings: ENDINGS,
};

/// The key of what a call says first: for what its answer is.
const fn greeting(aim: AnsweredFor, speaks: bool) -> &'static str {
    match (aim, speaks) {
        (AnsweredFor::Reset, false) => "call-greeting-reset",
        (AnsweredFor::Reset, true) => "call-greeting-code-reset",
        (AnsweredFor::SetUp, _) => "call-greeting-set-up",
        (_, false) => "call-greeting",
        (_, true) => "call-greeting-code",
    }
}

/// A call to this phone. `code` is what it speaks, if it speaks one.
fn call(situation: &Situation<'_>, phone: &Phone, code: Option<&str>) -> Message {
    let words = situation.words;
    let extension = phone.number.extension().unwrap_or_default();
    let spelled = code.map(|code| code.split("").filter(|c| !c.is_empty()).collect::<Vec<_>>().join(", "));
    let values = [
        ("organization", situation.organization.into()),
        ("extension", extension.into()),
        ("code", spelled.unwrap_or_default().into()),
    ];
    let aim = if code.is_some() { Aim::SpokenCode } else { Aim::Approval };
    let (confirm, reported, approved) = match situation.asker.aim {
        AnsweredFor::SetUp => ("call-confirm-set-up", "call-reported-set-up", "call-approved-set-up"),
        AnsweredFor::Reset => ("call-confirm-reset", "call-reported-reset", "call-approved-reset"),
        AnsweredFor::SignIn | AnsweredFor::StepUp => ("call-confirm", "call-reported", "call-approved"),
    };
    let mut spoken = vec![
        (Prompt::Extension, "call-extension"),
        (Prompt::Greeting, greeting(situation.asker.aim, code.is_some())),
        (Prompt::Confirm, confirm),
        (Prompt::Reported, reported),
        (Prompt::Goodbye, "call-goodbye"),
    ];
    spoken.push(if code.is_some() { (Prompt::Code, "call-code") } else { (Prompt::Approved, approved) });
    let spoken = spoken.into_iter().map(|(prompt, key)| (prompt, words.say_with(key, &values))).collect();
    let plan = Plan { aim, extension: phone.number.extension().is_some(), reporting: true };
    Message::Call(Call::new(&phone.number, plan, (words.language(), spoken), situation.ends_at))
}

/// What the outcome of a call means for its challenge.
fn hears(outcome: &str) -> Heard {
    match Outcome::parse(outcome) {
        Some(Outcome::Approved) => Heard::Right,
        Some(Outcome::Reported) => Heard::Reported,
        _ => Heard::Ended(ENDINGS.iter().copied().find(|ending| *ending == outcome).unwrap_or("failed")),
    }
}

impl Method for PhoneCall {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn describe(&self, words: &dyn Words, registration: &Registration) -> String {
        phone::describe(words, registration)
    }

    fn choices(&self, words: &dyn Words, registrations: &[Registration]) -> Vec<Choice> {
        phone::choices(words, ("method-phone_call-choice", phone::CALLS), registrations)
    }

    fn read(&self, _: &str) -> Option<Answer> {
        None
    }

    fn begin(
        &self,
        situation: &Situation<'_>,
        registrations: &[Registration],
        _: &mut Chance,
    ) -> Result<Begun, VerificationError> {
        let phone = Phone::asked(registrations)?;
        Ok(Begun::sending(phone.to_record(), call(situation, &phone, None)))
    }

    fn ask(&self, words: &dyn Words, asked: &Asked<'_>) -> Markup {
        let number = Phone::from_record(asked.record).map(|phone| phone.number.masked()).unwrap_or_default();
        let says = words.say_with("method-phone_call-ask", &[("number", number.into())]);
        render(&Ask { says, problem: asked.problem })
    }

    fn check(&self, _: &[u8], _: &[Registration], _: &Answer, _: Timestamp) -> Checked {
        Checked::Wrong
    }

    fn hears(&self, _: &[u8], outcome: &str) -> Heard {
        hears(outcome)
    }

    fn given_fields(&self) -> &'static [&'static str] {
        phone::FIELDS
    }

    fn details(&self, words: &dyn Words, given: &Given, problem: Option<&str>) -> Option<Markup> {
        Some(phone::details(words, given, phone::CALLS, problem))
    }

    fn gave(&self, offer: &[u8]) -> Vec<(&'static str, String)> {
        Phone::from_record(offer).map(|phone| phone.gave()).unwrap_or_default()
    }

    fn offer(&self, situation: &Situation<'_>, given: &Given, _: &mut Chance) -> Result<Begun, &'static str> {
        let phone = Phone::given(given, phone::CALLS)?;
        Ok(Begun::sending(phone.to_record(), call(situation, &phone, None)))
    }

    fn contacts(&self) -> &'static [Contact] {
        &[phone::CONTACT_PHONE, phone::CONTACT_OFFICE]
    }

    fn pool(&self, offer: &[u8]) -> Pool {
        Phone::from_record(offer).map_or(phone::CALLS[0].pool(), |phone| phone.place.pool())
    }

    fn add(
        &self,
        words: &dyn Words,
        _: &Situation<'_>,
        offered: &Offered<'_>,
    ) -> Result<Markup, VerificationError> {
        let number = Phone::from_record(offered.record)?.whole(words);
        let says = words.say_with("method-phone_call-ask", &[("number", number.into())]);
        Ok(render(&Ask { says, problem: offered.problem }))
    }

    fn prove(&self, _: &[u8], _: &Answer, _: Timestamp) -> Option<Proven> {
        None
    }

    fn prove_heard(&self, offer: &[u8], _: &str) -> Option<Proven> {
        Some(Proven::of(offer.to_vec()))
    }

    fn default_name(&self, words: &dyn Words, offer: &[u8]) -> String {
        Phone::from_record(offer).map(|phone| phone.name(words)).unwrap_or_default()
    }

    fn is_named(&self) -> bool {
        false
    }

    fn reset_ways(&self) -> &'static [Way] {
        const WAYS: &[Way] = &[
            phone::reset_way(Place::Mobile, "method-phone_call-reset-mobile"),
            phone::reset_way(Place::Office, "method-phone_call-reset-office"),
        ];
        WAYS
    }

    fn reset_reaches(&self, way: &Way, registrations: &[Registration], on_file: &OnFile) -> Option<Reached> {
        phone::reset_reaches(way, registrations, on_file)
    }
}

#[derive(Template)]
#[template(path = "phone_call/ask.html")]
struct Ask<'a> {
    says: String,
    problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "phone_call/typed.html")]
struct Typed<'a> {
    words: &'a dyn Words,
    says: String,
    problem: Option<&'a str>,
}

#[cfg(test)]
mod tests;
