//! Text message: a code of six digits that is sent to the person's mobile phone.
//!
//! The last line names the host for which the code is, in the form that browsers read for codes bound to an origin
//! (WICG "origin-bound one-time codes"): `@sign-in.school.example #123456`.

use askama::Template;
use delivery::{Channel, Message, Text};
use verification::method::{
    About, Again, Aim, Answer, AnsweredBy, Asked, Begun, Checked, Choice, Contact, Given, Method, Offered,
    Pool, Proven, SetUpBy, Situation,
};
use verification::reset::{OnFile, Reached, Way};
use verification::{Factor, MethodName, Registration, Role, VerificationError};
use world::{Chance, Markup, Span, Timestamp, Words};

use crate::phone::{self, Phone, Place};
use crate::render;
use crate::sent_code::{self, Kept};

/// The method.
#[derive(Clone, Copy, Debug)]
pub struct TextMessage;

static ABOUT: About = About {
    name: MethodName::new("text_message"),
    kind: phone::KIND,
    factor: Factor::Possession,
    role: Role::Second,
    challenge_lasts: Span::minutes(5),
    set_up_lasts: Span::minutes(5),
    tries: 5,
    rank: 60,
    channel: Some(Channel::Text),
    answered: AnsweredBy::Typing,
    again: Some(Again { after: Span::seconds(30), most: 3 }),
    set_up: SetUpBy::Itself,
    endings: &[],
};

/// A code for this phone, and the text that brings it.
fn send(situation: &Situation<'_>, phone: &Phone, chance: &mut Chance) -> Begun {
    let (code, kept) = sent_code::make(chance);
    let minutes = ABOUT.challenge_lasts.as_minutes();
    let values = [
        ("organization", situation.organization.into()),
        ("code", code.as_str().into()),
        ("minutes", minutes.into()),
    ];
    let key = match situation.asker.aim {
        Aim::Reset => "method-text_message-text-reset",
        Aim::SetUp => "method-text_message-text-set-up",
        Aim::SignIn | Aim::StepUp => "method-text_message-text",
    };
    let says = situation.words.say_with(key, &values);
    let text = format!("{says}\n\n@{} #{code}", situation.host);
    let message = Message::Text(Text::new(&phone.number, text, situation.ends_at));
    Begun::sending(kept.before(&phone.to_record()), message)
}

fn phone_of(record: &[u8]) -> Result<Phone, VerificationError> {
    let (_, own) = Kept::read(record).ok_or(VerificationError::Form("text message challenge"))?;
    Phone::from_record(own)
}

impl Method for TextMessage {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn describe(&self, words: &dyn Words, registration: &Registration) -> String {
        phone::describe(words, registration)
    }

    fn choices(&self, words: &dyn Words, registrations: &[Registration]) -> Vec<Choice> {
        phone::choices(words, ("method-text_message-choice", phone::TEXTS), registrations)
    }

    fn read(&self, typed: &str) -> Option<Answer> {
        sent_code::read(typed)
    }

    fn begin(
        &self,
        situation: &Situation<'_>,
        registrations: &[Registration],
        chance: &mut Chance,
    ) -> Result<Begun, VerificationError> {
        Ok(send(situation, &Phone::asked(registrations)?, chance))
    }

    fn again(&self, situation: &Situation<'_>, record: &[u8], chance: &mut Chance) -> Vec<Message> {
        phone_of(record).map(|phone| send(situation, &phone, chance).messages).unwrap_or_default()
    }

    fn ask(&self, words: &dyn Words, asked: &Asked<'_>) -> Markup {
        let number = phone_of(asked.record).map(|phone| phone.number.masked()).unwrap_or_default();
        let sent = words.say_with("method-text_message-ask", &[("number", number.into())]);
        render(&Ask { words, sent, problem: asked.problem, autofocus: true })
    }

    fn check(&self, record: &[u8], registrations: &[Registration], answer: &Answer, _: Timestamp) -> Checked {
        sent_code::check(record, registrations, answer)
    }

    fn given_fields(&self) -> &'static [&'static str] {
        phone::FIELDS
    }

    fn details(&self, words: &dyn Words, given: &Given, problem: Option<&str>) -> Option<Markup> {
        Some(phone::details(words, given, phone::TEXTS, problem))
    }

    fn offer(
        &self,
        situation: &Situation<'_>,
        given: &Given,
        chance: &mut Chance,
    ) -> Result<Begun, &'static str> {
        Ok(send(situation, &Phone::given(given, phone::TEXTS)?, chance))
    }

    fn contacts(&self) -> &'static [Contact] {
        &[phone::CONTACT_PHONE]
    }

    fn pool(&self, offer: &[u8]) -> Pool {
        phone_of(offer).map_or(phone::TEXTS[0].pool(), |phone| phone.place.pool())
    }

    fn add(
        &self,
        words: &dyn Words,
        _: &Situation<'_>,
        offered: &Offered<'_>,
    ) -> Result<Markup, VerificationError> {
        let number = phone_of(offered.record)?.number.to_string();
        let sent = words.say_with("method-text_message-ask", &[("number", number.into())]);
        Ok(render(&Ask { words, sent, problem: offered.problem, autofocus: true }))
    }

    fn prove(&self, offer: &[u8], answer: &Answer, _: Timestamp) -> Option<Proven> {
        let (kept, phone) = Kept::read(offer)?;
        kept.is(answer).then(|| Proven::of(phone.to_vec()))
    }

    fn default_name(&self, words: &dyn Words, offer: &[u8]) -> String {
        phone_of(offer).map(|phone| phone.name(words)).unwrap_or_default()
    }

    fn is_named(&self) -> bool {
        false
    }

    fn reset_ways(&self) -> &'static [Way] {
        const WAYS: &[Way] = &[phone::reset_way(Place::Mobile, "method-text_message-reset-mobile")];
        WAYS
    }

    fn reset_reaches(&self, way: &Way, registrations: &[Registration], on_file: &OnFile) -> Option<Reached> {
        phone::reset_reaches(way, registrations, on_file)
    }
}

#[derive(Template)]
#[template(path = "text_message/ask.html")]
struct Ask<'a> {
    words: &'a dyn Words,
    sent: String,
    problem: Option<&'a str>,
    autofocus: bool,
}

#[cfg(test)]
mod tests;
