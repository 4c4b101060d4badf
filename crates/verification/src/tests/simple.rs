//! Methods that are as simple as methods can be.

use call_dialogue::{Aim, Plan};
use delivery::{Call, Channel, Text};
use world::phone::PhoneNumber;
use world::{Chance, Language, Markup};

use super::*;
use crate::method::{Again, AnsweredBy, Asked, Begun, Choice, Heard, Offered, Pool, Right, SetUpBy};
use crate::{About, Answer, Checked, Methods, Registration};

/// A method that asks for the words of its record, or that sends a word to a phone, or calls one.
pub struct Simple(&'static About);

pub const METHODS: Methods = Methods::new(LIST);
static LIST: &[&dyn Method] = &[&WATCHWORD, &WHISPER, &RING, &super::in_app::Nod, &PAPER];

const fn quiet(name: &'static str, kind: &'static str, rank: u8, set_up: SetUpBy) -> About {
    About {
        name: MethodName::new(name),
        kind,
        role: Role::Second,
        factor: Factor::Possession,
        challenge_lasts: Span::minutes(5),
        set_up_lasts: Span::minutes(5),
        tries: 4,
        rank,
        channel: None,
        answered: AnsweredBy::Typing,
        again: None,
        set_up,
        endings: &["no-answer"],
    }
}

const fn to_a_phone(name: &'static str, rank: u8, channel: Channel, answered: AnsweredBy) -> About {
    let mut about = quiet(name, "phone", rank, SetUpBy::Itself);
    about.channel = Some(channel);
    about.answered = answered;
    about.again = Some(Again { after: Span::seconds(30), most: 2 });
    about
}

/// Its answer is the words of its record, each number once: `open 7` is right for a registration of `open` whose counter is below 7.
pub static WATCHWORD: Simple = Simple(&WATCHWORD_ABOUT);
static WATCHWORD_ABOUT: About = quiet("watchword", "watchword", 1, SetUpBy::Itself);
/// Sends a word to a phone.
pub static WHISPER: Simple = Simple(&WHISPER_ABOUT);
static WHISPER_ABOUT: About = to_a_phone("whisper", 2, Channel::Text, AnsweredBy::Typing);
/// Calls a phone, on which one says yes.
pub static RING: Simple = Simple(&RING_ABOUT);
static RING_ABOUT: About = to_a_phone("ring", 3, Channel::Call, AnsweredBy::Outside);
/// Stands in for another.
pub static PAPER: Simple = Simple(&PAPER_ABOUT);
static PAPER_ABOUT: About = quiet("paper", "paper", 9, SetUpBy::Beside);

fn text(record: &[u8]) -> &str {
    std::str::from_utf8(record).unwrap()
}

fn counter_of(word: &[u8], answer: &Answer) -> Option<i64> {
    answer.as_str().strip_prefix(text(word))?.trim().parse().ok()
}

impl Simple {
    /// The record of what is sent to this number is the number and what is sent.
    fn send(&self, number: &str, chance: &mut Chance, ends_at: Timestamp) -> Begun {
        let (to, word) = (PhoneNumber::parse(number, None).unwrap(), format!("word {}", chance.digits(6)));
        let message = if self.0.channel == Some(Channel::Call) {
            let plan = Plan { aim: Aim::Approval, extension: false, reporting: true };
            Message::Call(Call::new(&to, plan, (Language::ENGLISH, Vec::new()), ends_at))
        } else {
            Message::Text(Text::new(&to, word.clone(), ends_at))
        };
        Begun::sending(format!("{number} {word}").into_bytes(), message)
    }
}

/// A record of something sent: the number, and what was sent there.
fn sent(record: &[u8]) -> (&str, &str) {
    text(record).split_once(' ').unwrap()
}

impl Method for Simple {
    fn about(&self) -> &'static About {
        self.0
    }
    fn describe(&self, _: &dyn Words, _: &Registration) -> String {
        String::new()
    }
    fn choices(&self, _: &dyn Words, registrations: &[Registration]) -> Vec<Choice> {
        let choice = |registration| Choice { registration, says: String::new() };
        if self.0.channel.is_none() {
            return vec![choice(None)];
        }
        registrations.iter().map(|one| choice(Some(one.id))).collect()
    }
    fn read(&self, typed: &str) -> Option<Answer> {
        typed.contains(' ').then(|| Answer::new(typed.to_owned()))
    }
    fn begin(
        &self,
        situation: &Situation<'_>,
        registrations: &[Registration],
        chance: &mut Chance,
    ) -> Result<Begun, VerificationError> {
        if self.0.channel.is_none() {
            return Ok(Begun::quietly(b"begun".to_vec()));
        }
        Ok(self.send(text(&registrations[0].record), chance, situation.ends_at))
    }
    fn again(&self, situation: &Situation<'_>, record: &[u8], chance: &mut Chance) -> Vec<Message> {
        self.send(sent(record).0, chance, situation.ends_at).messages
    }
    fn ask(&self, _: &dyn Words, _: &Asked<'_>) -> Markup {
        Markup::default()
    }
    fn check(&self, record: &[u8], all: &[Registration], answer: &Answer, _: Timestamp) -> Checked {
        if self.0.channel.is_some() {
            let right = sent(record).1 == answer.as_str();
            return if right { Checked::Right(Right::of(all[0].id)) } else { Checked::Wrong };
        }
        assert_eq!(record, b"begun", "the record comes back as it was");
        let right = |one: &Registration| Some((one.id, one.counter, counter_of(&one.record, answer)?));
        match all.iter().find_map(right) {
            Some((registration, before, counter)) if counter > before => {
                Checked::Right(Right { counter: Some(counter), ..Right::of(registration) })
            }
            Some(_) => Checked::Used,
            None => Checked::Wrong,
        }
    }
    fn hears(&self, _: &[u8], heard: &str) -> Heard {
        match heard {
            "yes" => Heard::Right,
            "not me" => Heard::Reported,
            _ => Heard::Ended("no-answer"),
        }
    }
    fn offer(
        &self,
        situation: &Situation<'_>,
        given: &Given,
        chance: &mut Chance,
    ) -> Result<Begun, &'static str> {
        if self.0.channel.is_none() {
            return Ok(Begun::quietly(b"offered".to_vec()));
        }
        let number =
            PhoneNumber::parse(given.get("number"), Some(&given.country)).map_err(|_| "no-number")?;
        Ok(self.send(number.e164(), chance, situation.ends_at))
    }
    fn pool(&self, offer: &[u8]) -> Pool {
        match self.0.kind {
            "phone" if offer.starts_with(b"+32") => Pool { name: "phones abroad", most: 1 },
            "phone" => Pool { name: "phones", most: 2 },
            "paper" => Pool { name: "papers", most: 1 },
            _ => Pool { name: "watchwords", most: 3 },
        }
    }
    fn add(&self, _: &dyn Words, _: &Situation<'_>, _: &Offered<'_>) -> Result<Markup, VerificationError> {
        Ok(Markup::default())
    }
    fn prove(&self, offer: &[u8], answer: &Answer, _: Timestamp) -> Option<Proven> {
        if self.0.channel.is_none() {
            return Some(Proven { counter: counter_of(offer, answer)?, ..Proven::of(offer.to_vec()) });
        }
        let (number, word) = sent(offer);
        (word == answer.as_str()).then(|| Proven::of(number.as_bytes().to_vec()))
    }
    fn prove_heard(&self, offer: &[u8], _: &str) -> Option<Proven> {
        Some(Proven::of(sent(offer).0.as_bytes().to_vec()))
    }
    fn default_name(&self, _: &dyn Words, _: &[u8]) -> String {
        self.0.name.as_str().to_owned()
    }
}
