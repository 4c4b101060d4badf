//! Recovery codes: ten codes on paper, each good once, for the day on which the phone is lost.
//!
//! They stand in for another method and are never the only one. The registration keeps salted hashes; the codes themselves are
//! shown while they are being set up, and never again.

use askama::Template;
use vault::{salted_hash, same};
use verification::method::{
    About, Answer, AnsweredBy, Asked, Begun, Checked, Choice, Given, Method, Offered, Pool, Proven, Right,
    SetUpBy, Situation,
};
use verification::reset::Way;
use verification::{Factor, MethodName, Registration, Role, VerificationError};
use world::{Chance, Markup, Span, Timestamp, Words};

use crate::render;

/// The method.
#[derive(Clone, Copy, Debug)]
pub struct RecoveryCodes;

static ABOUT: About = About {
    name: MethodName::new("recovery_codes"),
    kind: "recovery_codes",
    factor: Factor::Possession,
    role: Role::Second,
    challenge_lasts: Span::minutes(15),
    set_up_lasts: Span::minutes(15),
    tries: 10,
    rank: 90,
    channel: None,
    answered: AnsweredBy::Typing,
    again: None,
    set_up: SetUpBy::Beside,
    endings: &[],
};

/// One set at a time.
pub const POOL: Pool = Pool { name: "recovery_codes", most: 1 };
/// How many codes there are.
pub const CODES: usize = 10;
/// Letters of a code: 50 bits of chance.
const LETTERS: usize = 10;
const SALT: usize = 16;
const HASH: usize = 32;
/// One code in a record: whether it was used, and its hash.
const ENTRY: usize = 1 + HASH;
/// Crockford's base 32: no letter that is taken for a digit, and none that makes words.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Ten new codes, as they are typed.
fn make(chance: &mut Chance) -> Vec<String> {
    let code = |bytes: [u8; LETTERS]| {
        bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte & 31)])).collect::<String>()
    };
    (0..CODES).map(|_| code(chance.bytes())).collect()
}

/// A code as it is shown: two groups of five.
fn shown(code: &str) -> String {
    format!("{}-{}", &code[..LETTERS / 2], &code[LETTERS / 2..])
}

/// The registration's record of these codes. The salt is the first half of the hash of all of them.
fn record_of(codes: &[&str]) -> Vec<u8> {
    let salt = &salted_hash(b"recovery codes", &codes.concat())[..SALT];
    let mut record = salt.to_vec();
    for code in codes {
        record.push(0);
        record.extend_from_slice(&salted_hash(salt, code));
    }
    record
}

fn offered(offer: &[u8]) -> Vec<&str> {
    std::str::from_utf8(offer).unwrap_or_default().split(' ').filter(|code| code.len() == LETTERS).collect()
}

/// How many codes of a registration have not been used.
pub fn left(registration: &Registration) -> usize {
    let entries = registration.record.get(SALT..).unwrap_or_default();
    entries.chunks_exact(ENTRY).filter(|entry| entry[0] == 0).count()
}

impl Method for RecoveryCodes {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn describe(&self, words: &dyn Words, registration: &Registration) -> String {
        words.say_with("method-recovery_codes-describe", &[("left", left(registration).into())])
    }

    fn choices(&self, words: &dyn Words, _: &[Registration]) -> Vec<Choice> {
        vec![Choice { registration: None, says: words.say("method-recovery_codes-choice") }]
    }

    fn read(&self, typed: &str) -> Option<Answer> {
        if typed.len() > 64 {
            return None;
        }
        let mut code = String::with_capacity(LETTERS);
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
            code.push(letter);
        }
        (code.len() == LETTERS).then(|| Answer::new(code))
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

    fn check(&self, _: &[u8], registrations: &[Registration], answer: &Answer, _: Timestamp) -> Checked {
        let Some(registration) = registrations.first() else { return Checked::Wrong };
        let Some((salt, entries)) = registration.record.split_at_checked(SALT) else { return Checked::Wrong };
        let hash = salted_hash(salt, answer.as_str());
        // All are compared, so that the time tells nothing of which it is.
        let mut found = None;
        for (n, entry) in entries.chunks_exact(ENTRY).enumerate() {
            if same(&entry[1..], &hash) {
                found = Some((n, entry[0] != 0));
            }
        }
        match found {
            None => Checked::Wrong,
            Some((_, true)) => Checked::Used,
            Some((n, false)) => {
                let mut record = registration.record.clone();
                record[SALT + n * ENTRY] = 1;
                Checked::Right(Right {
                    registration: registration.id,
                    counter: Some(registration.counter + 1),
                    record: Some(record),
                })
            }
        }
    }

    fn offer(&self, _: &Situation<'_>, _: &Given, chance: &mut Chance) -> Result<Begun, &'static str> {
        Ok(Begun::quietly(make(chance).join(" ").into_bytes()))
    }

    fn pool(&self, _: &[u8]) -> Pool {
        POOL
    }

    fn add(
        &self,
        words: &dyn Words,
        situation: &Situation<'_>,
        offer: &Offered<'_>,
    ) -> Result<Markup, VerificationError> {
        let codes = offered(offer.record);
        if codes.len() != CODES {
            return Err(VerificationError::Form("recovery codes"));
        }
        let codes = codes.into_iter().map(shown).collect();
        Ok(render(&Add { words, situation, codes, problem: offer.problem }))
    }

    fn prove(&self, offer: &[u8], answer: &Answer, _: Timestamp) -> Option<Proven> {
        let codes = offered(offer);
        let kept = codes.iter().any(|code| same(code.as_bytes(), answer.as_str().as_bytes()));
        kept.then(|| Proven::of(record_of(&codes)))
    }

    fn default_name(&self, words: &dyn Words, _: &[u8]) -> String {
        words.say("method-recovery_codes-default-name")
    }

    fn is_named(&self) -> bool {
        false
    }

    fn reset_ways(&self) -> &'static [Way] {
        &[Way { name: "", says: "method-recovery_codes-choice", shows: "paper", asks_number: false }]
    }
}

/// What is stored for ten codes that somebody keeps already, as a demo brings along; none if one of them is no code.
pub fn registration_of(codes: &[String]) -> Option<(&'static str, Pool, Proven)> {
    let read = codes.iter().map(|code| RecoveryCodes.read(code)).collect::<Option<Vec<_>>>()?;
    let codes: Vec<_> = read.iter().map(Answer::as_str).collect();
    (codes.len() == CODES).then(|| (ABOUT.kind, POOL, Proven::of(record_of(&codes))))
}

#[derive(Template)]
#[template(path = "recovery_codes/ask.html")]
struct Ask<'a> {
    words: &'a dyn Words,
    problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "recovery_codes/add.html")]
struct Add<'a> {
    words: &'a dyn Words,
    situation: &'a Situation<'a>,
    codes: Vec<String>,
    problem: Option<&'a str>,
}

#[cfg(test)]
mod tests;
