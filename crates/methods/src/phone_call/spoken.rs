//! The call that speaks a code, which is typed on the page.

use delivery::Channel;
use verification::method::{
    About, Answer, AnsweredBy, Asked, Begun, Checked, Choice, Given, Heard, Method, Offered, Pool, Proven,
    SetUpBy, Situation,
};
use verification::reset::{OnFile, Reached, Way};
use verification::{Factor, MethodName, Registration, Role, VerificationError};
use world::{Chance, Markup, Span, Timestamp, Words};

use super::{ENDINGS, call, hears};
use crate::phone::{self, Phone, Place};
use crate::render;
use crate::sent_code::{self, Kept};

/// The call that speaks a code.
#[derive(Clone, Copy, Debug)]
pub struct SpokenCode;

static ABOUT: About = About {
    name: MethodName::new("spoken_code"),
    kind: phone::KIND,
    factor: Factor::Possession,
    role: Role::Second,
    challenge_lasts: Span::minutes(5),
    set_up_lasts: Span::minutes(5),
    tries: 5,
    rank: 66,
    channel: Some(Channel::Call),
    answered: AnsweredBy::Typing,
    again: None,
    set_up: SetUpBy::Another,
    endings: ENDINGS,
};

impl Method for SpokenCode {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn describe(&self, words: &dyn Words, registration: &Registration) -> String {
        phone::describe(words, registration)
    }

    fn choices(&self, words: &dyn Words, registrations: &[Registration]) -> Vec<Choice> {
        phone::choices(words, ("method-spoken_code-choice", phone::CALLS), registrations)
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
        let phone = Phone::asked(registrations)?;
        let (code, kept) = sent_code::make(chance);
        Ok(Begun::sending(kept.before(&phone.to_record()), call(situation, &phone, Some(&code))))
    }

    fn ask(&self, words: &dyn Words, asked: &Asked<'_>) -> Markup {
        let phone = Kept::read(asked.record).and_then(|(_, own)| Phone::from_record(own).ok());
        let number = phone.map(|phone| phone.number.masked()).unwrap_or_default();
        let says = words.say_with("method-spoken_code-ask", &[("number", number.into())]);
        render(&super::Typed { words, says, problem: asked.problem })
    }

    fn check(&self, record: &[u8], registrations: &[Registration], answer: &Answer, _: Timestamp) -> Checked {
        sent_code::check(record, registrations, answer)
    }

    /// That the code was spoken ends nothing, and no page that it is being typed into looks again: it waits to be typed.
    fn hears(&self, _: &[u8], outcome: &str) -> Heard {
        match outcome {
            "spoken" => Heard::OnTheWay,
            other => hears(other),
        }
    }

    fn offer(&self, _: &Situation<'_>, _: &Given, _: &mut Chance) -> Result<Begun, &'static str> {
        Err("unreadable")
    }

    fn pool(&self, _: &[u8]) -> Pool {
        phone::CALLS[0].pool()
    }

    fn add(&self, _: &dyn Words, _: &Situation<'_>, _: &Offered<'_>) -> Result<Markup, VerificationError> {
        Ok(Markup::default())
    }

    fn prove(&self, _: &[u8], _: &Answer, _: Timestamp) -> Option<Proven> {
        None
    }

    fn default_name(&self, _: &dyn Words, _: &[u8]) -> String {
        String::new()
    }

    fn reset_ways(&self) -> &'static [Way] {
        const WAYS: &[Way] = &[
            phone::reset_way(Place::Mobile, "method-spoken_code-reset-mobile"),
            phone::reset_way(Place::Office, "method-spoken_code-reset-office"),
        ];
        WAYS
    }

    fn reset_reaches(&self, way: &Way, registrations: &[Registration], on_file: &OnFile) -> Option<Reached> {
        phone::reset_reaches(way, registrations, on_file)
    }
}
