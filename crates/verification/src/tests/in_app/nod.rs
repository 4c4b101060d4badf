//! A method that is answered in an app.

use delivery::{Channel, Push as PushMessage};
use world::{AppId, Chance, Markup};

use super::*;
use crate::method::{AnsweredBy, Asked, Begun, Choice, Heard, Offered, Pool, SetUpBy};
use crate::{About, Answer, Checked, Registration};

/// A method that is answered in an app with the number 42. A registration's record is the app's id.
pub struct Nod;

static ABOUT: About = About {
    name: MethodName::new("nod"),
    kind: "nod",
    role: Role::Second,
    factor: Factor::Possession,
    challenge_lasts: Span::seconds(60),
    set_up_lasts: Span::minutes(10),
    tries: 1,
    rank: 4,
    channel: Some(Channel::Push),
    answered: AnsweredBy::App,
    again: None,
    set_up: SetUpBy::Itself,
    endings: &["wrong-number", "refused"],
};

impl Method for Nod {
    fn about(&self) -> &'static About {
        &ABOUT
    }
    fn describe(&self, _: &dyn Words, _: &Registration) -> String {
        String::new()
    }
    fn choices(&self, _: &dyn Words, _: &[Registration]) -> Vec<Choice> {
        vec![Choice { registration: None, says: String::new() }]
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
        let apps = registrations.iter().filter_map(|one| AppId::from_bytes(&one.record));
        let messages = apps.map(|app| PushMessage::new(app, situation.ends_at).into()).collect();
        Ok(Begun { messages, ..Begun::quietly(b"42".to_vec()) })
    }
    fn ask(&self, _: &dyn Words, _: &Asked<'_>) -> Markup {
        Markup::default()
    }
    fn check(&self, _: &[u8], _: &[Registration], _: &Answer, _: Timestamp) -> Checked {
        Checked::Wrong
    }
    fn hears(&self, record: &[u8], heard: &str) -> Heard {
        match FromApp::parse(heard) {
            Some(FromApp::Paired(_)) => Heard::OnTheWay,
            Some(FromApp::Approved(_, number)) if number.as_bytes() == record => Heard::Right,
            Some(FromApp::Approved(..)) => Heard::Ended("wrong-number"),
            Some(FromApp::Reported(_)) => Heard::Reported,
            _ => Heard::Ended("refused"),
        }
    }
    fn answered_with(&self, heard: &str, asked: &[Registration]) -> Option<RegistrationId> {
        let app = FromApp::parse(heard)?.app();
        asked.iter().find(|one| one.record == app.as_bytes()).map(|one| one.id)
    }
    fn offer(&self, _: &Situation<'_>, _: &Given, chance: &mut Chance) -> Result<Begun, &'static str> {
        Ok(Begun { ticket: Some(chance.digits(9)), ..Begun::quietly(b"42".to_vec()) })
    }
    fn pool(&self, _: &[u8]) -> Pool {
        Pool { name: "nods", most: 5 }
    }
    fn add(&self, _: &dyn Words, _: &Situation<'_>, _: &Offered<'_>) -> Result<Markup, VerificationError> {
        Ok(Markup::default())
    }
    fn prove(&self, _: &[u8], _: &Answer, _: Timestamp) -> Option<Proven> {
        None
    }
    fn prove_heard(&self, _: &[u8], heard: &str) -> Option<Proven> {
        let app = FromApp::parse(heard)?.app();
        Some(Proven { app: Some(app), ..Proven::of(app.as_bytes().to_vec()) })
    }
    fn default_name(&self, _: &dyn Words, _: &[u8]) -> String {
        "nod".to_owned()
    }
}
