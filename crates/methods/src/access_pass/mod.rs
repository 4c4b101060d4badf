//! A temporary access pass: what an administrator gives to somebody who cannot sign in otherwise, as on the first day or without a phone.
//!
//! It counts as both steps, serves for a while, once or as often as is wanted, and is typed in the place of the password or as the second
//! step. Only a salted hash of it is kept. Nobody sets one up for themselves, and it never is the only method of an account that must
//! have one.

use askama::Template;
use serde::{Deserialize, Serialize};
use vault::{salted_hash, same};
use verification::method::{
    About, Answer, AnsweredBy, Asked, Begun, Checked, Choice, Given, Method, Offered, Pool, Proven, Right,
    SetUpBy, Situation,
};
use verification::{Factor, MethodName, Registration, Role, VerificationError};
use web::date_and_time;
use world::{Chance, Markup, Span, Timestamp, Words};

use crate::render;

/// The method.
#[derive(Clone, Copy, Debug)]
pub struct AccessPass;

static ABOUT: About = About {
    name: MethodName::new("access_pass"),
    kind: "access_pass",
    factor: Factor::Possession,
    role: Role::Both,
    challenge_lasts: Span::minutes(15),
    set_up_lasts: Span::minutes(15),
    tries: 10,
    rank: 5,
    channel: None,
    answered: AnsweredBy::Typing,
    again: None,
    set_up: SetUpBy::Administrator,
    endings: &[],
};

/// A new pass takes the place of the old one.
pub const POOL: Pool = Pool { name: "access_pass", most: 1 };
/// How short and how long a pass can be, in letters. Each is worth five bits of chance.
pub const LENGTHS: std::ops::RangeInclusive<usize> = 8..=48;
const SALT: usize = 16;
/// Letters that are shown together.
const GROUP: usize = 4;
/// Crockford's base 32: no letter that is taken for a digit, and none that makes words.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// When a pass serves, and how often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Serves {
    /// From then on.
    pub from: Timestamp,
    /// Until then.
    pub until: Timestamp,
    /// Once only.
    pub once: bool,
}

/// What is kept of a pass.
#[derive(Serialize, Deserialize)]
struct Kept {
    salt: [u8; SALT],
    hash: [u8; 32],
    from: i64,
    until: i64,
    once: bool,
}

impl Kept {
    fn read(record: &[u8]) -> Option<Self> {
        serde_json::from_slice(record).ok()
    }

    fn serves(&self) -> Serves {
        let Self { from, until, once, .. } = *self;
        Serves { from: Timestamp::from_micros(from), until: Timestamp::from_micros(until), once }
    }
}

/// A pass as it is shown, once, to whoever passes it on.
pub struct Pass(String);

impl Pass {
    /// A new one of so many letters; what lies outside of [`LENGTHS`] is taken for the nearest of these.
    pub fn new(length: usize, chance: &mut Chance) -> Self {
        let length = length.clamp(*LENGTHS.start(), *LENGTHS.end());
        let letters = chance.bytes::<48>().map(|byte| char::from(ALPHABET[usize::from(byte & 31)]));
        Self(letters.iter().take(length).collect())
    }

    /// In groups of four letters.
    pub fn shown(&self) -> String {
        let letters: Vec<char> = self.0.chars().collect();
        letters.chunks(GROUP).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
    }

    /// The kind, the pool and the record of its registration.
    pub fn registration(&self, serves: Serves, chance: &mut Chance) -> (&'static str, Pool, Proven) {
        let salt: [u8; SALT] = chance.bytes();
        let Serves { from, until, once } = serves;
        let hash = salted_hash(&salt, &self.0);
        let kept = Kept { salt, hash, from: from.micros(), until: until.micros(), once };
        // Numbers and bytes become JSON without fail.
        let record = serde_json::to_vec(&kept).unwrap_or_default();
        (ABOUT.kind, POOL, Proven { serves: Some((from, until)), ..Proven::of(record) })
    }
}

impl std::fmt::Debug for Pass {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pass(…)")
    }
}

const FORM: VerificationError = VerificationError::Form("temporary access pass");

impl Method for AccessPass {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn describe(&self, words: &dyn Words, registration: &Registration) -> String {
        let Some(kept) = Kept::read(&registration.record) else { return String::new() };
        let Serves { from, until, once } = kept.serves();
        let key = match (once, registration.counter > 0) {
            (true, true) => "method-access_pass-describe-gone",
            (true, false) => "method-access_pass-describe-once",
            (false, _) => "method-access_pass-describe",
        };
        let times =
            [("from", date_and_time(from).as_str().into()), ("until", date_and_time(until).as_str().into())];
        words.say_with(key, &times)
    }

    /// One that was good once and is used up is not asked for again.
    fn choices(&self, words: &dyn Words, registrations: &[Registration]) -> Vec<Choice> {
        let is_left = registrations
            .iter()
            .any(|one| Kept::read(&one.record).is_some_and(|kept| !(kept.once && one.counter > 0)));
        let choice = || Choice { registration: None, says: words.say("method-access_pass-choice") };
        is_left.then(choice).into_iter().collect()
    }

    fn read(&self, typed: &str) -> Option<Answer> {
        if typed.len() > 4 * LENGTHS.end() {
            return None;
        }
        let mut pass = String::with_capacity(*LENGTHS.end());
        for letter in typed.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            // What a person reads as a digit is that digit.
            let letter = match letter.to_ascii_lowercase() {
                'o' => '0',
                'i' | 'l' => '1',
                other => other,
            };
            if !letter.is_ascii() || !ALPHABET.contains(&(letter as u8)) {
                return None;
            }
            pass.push(letter);
        }
        LENGTHS.contains(&pass.len()).then(|| Answer::new(pass))
    }

    fn begin(
        &self,
        _: &Situation<'_>,
        _: &[Registration],
        _: &mut Chance,
    ) -> Result<Begun, VerificationError> {
        Ok(Begun::quietly(Vec::new()))
    }

    fn ask(&self, words: &dyn Words, asked: &Asked<'_>) -> Markup {
        render(&Ask { words, problem: asked.problem })
    }

    fn check(&self, _: &[u8], registrations: &[Registration], answer: &Answer, now: Timestamp) -> Checked {
        let own = registrations.iter().find(|one| one.kind == ABOUT.kind);
        let kept = own.and_then(|one| Some((one, Kept::read(&one.record)?)));
        // Who has none takes the same work.
        let (salt, expected) = kept.as_ref().map_or(([0; SALT], [0; 32]), |(_, kept)| (kept.salt, kept.hash));
        let right = same(&salted_hash(&salt, answer.as_str()), &expected);
        let Some((registration, kept)) = kept.filter(|_| right) else { return Checked::Wrong };
        let Serves { from, until, once } = kept.serves();
        if now < from || now >= until {
            return Checked::Wrong;
        }
        match (once, registration.counter > 0) {
            (true, true) => Checked::Used,
            (true, false) => Checked::Right(Right { counter: Some(1), ..Right::of(registration.id) }),
            (false, _) => Checked::Right(Right::of(registration.id)),
        }
    }

    fn offer(&self, _: &Situation<'_>, _: &Given, _: &mut Chance) -> Result<Begun, &'static str> {
        Err("unreadable")
    }

    fn pool(&self, _: &[u8]) -> Pool {
        POOL
    }

    fn add(&self, _: &dyn Words, _: &Situation<'_>, _: &Offered<'_>) -> Result<Markup, VerificationError> {
        Err(FORM)
    }

    fn prove(&self, _: &[u8], _: &Answer, _: Timestamp) -> Option<Proven> {
        None
    }

    fn default_name(&self, words: &dyn Words, _: &[u8]) -> String {
        words.say("method-access_pass-default-name")
    }

    fn is_named(&self) -> bool {
        false
    }

    fn is_instead(&self) -> bool {
        true
    }

    fn is_good_once(&self, registration: &Registration) -> bool {
        Kept::read(&registration.record).is_some_and(|kept| kept.once)
    }
}

#[derive(Template)]
#[template(path = "access_pass/ask.html")]
struct Ask<'a> {
    words: &'a dyn Words,
    problem: Option<&'a str>,
}

#[cfg(test)]
mod tests;
