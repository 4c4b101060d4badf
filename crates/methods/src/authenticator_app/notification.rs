//! App notification: a paired app shows the request, the person types into it the number that this page shows, and approves.
//!
//! The number is on the page and never in what is sent to the app, so whoever approves has the page before them.

use askama::Template;
use delivery::{Channel, Message, Push};
use device_protocol::Ticket;
use otp::Secret;
use serde::{Deserialize, Serialize};
use verification::apps::FromApp;
use verification::method::{
    About, Again, Answer, AnsweredBy, Asked, Begun, Checked, Choice, Contact, Given, Heard, Method, Offered,
    Pool, Proven, SetUpBy, Situation,
};
use verification::reset::{OnFile, Reached, Way};
use verification::{Factor, MethodName, Registration, Role, VerificationError};
use world::{AppId, Chance, Markup, RegistrationId, Span, Timestamp, Words};

use super::{App, CONTACTS, KIND, POOL, SHOWS, paired, qr_code};
use crate::render;

/// The method.
#[derive(Clone, Copy, Debug)]
pub struct AppNotification;

static ABOUT: About = About {
    name: MethodName::new("app_notification"),
    kind: KIND,
    factor: Factor::Possession,
    role: Role::Second,
    challenge_lasts: Span::seconds(60),
    set_up_lasts: Span::minutes(10),
    tries: 1,
    rank: 40,
    channel: Some(Channel::Push),
    answered: AnsweredBy::App,
    again: Some(Again { after: Span::seconds(20), most: 2 }),
    set_up: SetUpBy::Itself,
    endings: &["wrong-number", "refused", "no-answer"],
};

/// What a request waits for: the number, and the apps that were told.
#[derive(Serialize, Deserialize)]
struct Waits {
    number: String,
    apps: Vec<String>,
}

/// What is offered to be paired: the ticket, and the number of the test that follows.
#[derive(Serialize, Deserialize)]
struct Offer {
    ticket: String,
    number: String,
}

/// Two digits that are read the same in every language: 10 to 99.
fn number(chance: &mut Chance) -> String {
    loop {
        let number = chance.digits(2);
        if !number.starts_with('0') {
            return number;
        }
    }
}

fn read<'a, T: Deserialize<'a>>(record: &'a [u8]) -> Result<T, VerificationError> {
    serde_json::from_slice(record).map_err(|_| VerificationError::Form("app notification"))
}

/// Wakes these apps.
fn wake(apps: impl Iterator<Item = AppId>, ends_at: Timestamp) -> Vec<Message> {
    apps.map(|app| Message::Push(Push::new(app, ends_at))).collect()
}

impl Method for AppNotification {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn describe(&self, words: &dyn Words, registration: &Registration) -> String {
        super::describe(words, registration)
    }

    fn choices(&self, words: &dyn Words, registrations: &[Registration]) -> Vec<Choice> {
        let any = paired(registrations).next().is_some();
        let says = || Choice { registration: None, says: words.say("method-app_notification-choice") };
        any.then(says).into_iter().collect()
    }

    fn read(&self, _: &str) -> Option<Answer> {
        None
    }

    fn begin(
        &self,
        situation: &Situation<'_>,
        registrations: &[Registration],
        chance: &mut Chance,
    ) -> Result<Begun, VerificationError> {
        let apps: Vec<_> = paired(registrations).map(|(_, app)| app).collect();
        let waits = Waits { number: number(chance), apps: apps.iter().map(AppId::to_string).collect() };
        let record = serde_json::to_vec(&waits).map_err(|_| VerificationError::Form("app notification"))?;
        let messages = wake(apps.into_iter(), situation.ends_at);
        Ok(Begun { messages, ..Begun::quietly(record) })
    }

    fn again(&self, situation: &Situation<'_>, record: &[u8], _: &mut Chance) -> Vec<Message> {
        let Ok(waits) = read::<Waits>(record) else { return Vec::new() };
        wake(waits.apps.iter().filter_map(|app| app.parse().ok()), situation.ends_at)
    }

    fn shows(&self, record: &[u8]) -> Option<String> {
        read::<Waits>(record).ok().map(|waits| waits.number)
    }

    fn ask(&self, words: &dyn Words, asked: &Asked<'_>) -> Markup {
        let number = self.shows(asked.record).unwrap_or_default();
        render(&Ask { words, number, problem: asked.problem })
    }

    fn check(&self, _: &[u8], _: &[Registration], _: &Answer, _: Timestamp) -> Checked {
        Checked::Wrong
    }

    fn hears(&self, record: &[u8], heard: &str) -> Heard {
        let expected = read::<Waits>(record).map(|waits| waits.number);
        let expected = expected.or_else(|_| read::<Offer>(record).map(|offer| offer.number));
        match FromApp::parse(heard) {
            Some(FromApp::Paired(_)) => Heard::OnTheWay,
            Some(FromApp::Approved(_, number)) if expected.is_ok_and(|expected| expected == number) => {
                Heard::Right
            }
            Some(FromApp::Approved(..)) => Heard::Ended("wrong-number"),
            Some(FromApp::Reported(_)) => Heard::Reported,
            Some(FromApp::Refused(_)) | None => Heard::Ended("refused"),
        }
    }

    fn answered_with(&self, heard: &str, asked: &[Registration]) -> Option<RegistrationId> {
        let answered = FromApp::parse(heard)?.app();
        paired(asked).find(|(_, app)| *app == answered).map(|(one, _)| one.id)
    }

    fn offer(&self, _: &Situation<'_>, _: &Given, chance: &mut Chance) -> Result<Begun, &'static str> {
        let ticket = Ticket::from_bytes(chance.bytes()).to_text();
        let offer = Offer { ticket: ticket.clone(), number: number(chance) };
        let record = serde_json::to_vec(&offer).map_err(|_| "unreadable")?;
        Ok(Begun { ticket: Some(ticket), ..Begun::quietly(record) })
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
        let offer: Offer = read(offered.record)?;
        if offered.heard.is_some() {
            return Ok(render(&Test { words, number: offer.number, problem: offered.problem }));
        }
        let address = format!("{}/authenticator", situation.origin);
        let picture = qr_code(&format!("{address}#{}", offer.ticket));
        let picture = picture.ok_or(VerificationError::Form("app notification"))?;
        let letters: Vec<_> = offer.ticket.as_bytes().chunks(4).map(String::from_utf8_lossy).collect();
        let here = format!("{address}#{}", offer.ticket);
        let ticket = letters.join(" ");
        Ok(render(&Add { words, picture, address, here, ticket, problem: offered.problem }))
    }

    fn prove(&self, _: &[u8], _: &Answer, _: Timestamp) -> Option<Proven> {
        None
    }

    fn prove_heard(&self, offer: &[u8], heard: &str) -> Option<Proven> {
        let offer: Offer = read(offer).ok()?;
        let app = FromApp::parse(heard)?.app();
        let secret = Ticket::parse(&offer.ticket).ok()?.app_code_secret().ok()?;
        let record = App { secret: Secret::from_bytes(&*secret).ok()?, paired: Some(app) }.to_record();
        Some(Proven { app: Some(app), ..Proven::of(record) })
    }

    fn default_name(&self, words: &dyn Words, _: &[u8]) -> String {
        words.say("method-app_notification-default-name")
    }

    fn reset_ways(&self) -> &'static [Way] {
        &[Way { name: "", says: "method-app_notification-choice", shows: SHOWS, asks_number: false }]
    }

    fn reset_reaches(&self, _: &Way, registrations: &[Registration], _: &OnFile) -> Option<Reached> {
        paired(registrations).next().map(|_| Reached::all())
    }
}

#[derive(Template)]
#[template(path = "authenticator_app/ask-number.html")]
struct Ask<'a> {
    words: &'a dyn Words,
    number: String,
    problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "authenticator_app/pair.html")]
struct Add<'a> {
    words: &'a dyn Words,
    picture: String,
    address: String,
    /// The same as the QR code, for who reads this on that phone.
    here: String,
    ticket: String,
    problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "authenticator_app/test.html")]
struct Test<'a> {
    words: &'a dyn Words,
    number: String,
    problem: Option<&'a str>,
}
