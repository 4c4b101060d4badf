//! A code that is sent to a phone: six digits, of which the challenge keeps a salted hash only. The same chance makes the same code,
//! so that it can be sent again without being stored.

use otp::Code;
use vault::{salted_hash, same};
use verification::Registration;
use verification::method::{Answer, Checked, Right};
use world::Chance;

const DIGITS: u32 = 6;
const SALT: usize = 16;

/// The hash of a code, with its salt.
pub struct Kept([u8; SALT + 32]);

/// A new code, and what is kept of it.
pub fn make(chance: &mut Chance) -> (String, Kept) {
    let salt: [u8; SALT] = chance.bytes();
    let code = chance.digits(DIGITS);
    let mut kept = [0; SALT + 32];
    kept[..SALT].copy_from_slice(&salt);
    kept[SALT..].copy_from_slice(&salted_hash(&salt, &code));
    (code, Kept(kept))
}

impl Kept {
    /// The record of a challenge: what is kept of its code, and something of the method's own behind it.
    pub fn before(&self, own: &[u8]) -> Vec<u8> {
        [self.0.as_slice(), own].concat()
    }

    /// From the record of a challenge, with what lies behind it.
    pub fn read(record: &[u8]) -> Option<(Self, &[u8])> {
        let (kept, own) = record.split_at_checked(SALT + 32)?;
        Some((Self(kept.try_into().ok()?), own))
    }

    /// Whether this is the code.
    pub fn is(&self, answer: &Answer) -> bool {
        let (salt, hash) = self.0.split_at(SALT);
        same(&salted_hash(salt, answer.as_str()), hash)
    }
}

/// A typed code.
pub fn read(typed: &str) -> Option<Answer> {
    Code::parse(typed).map(|code| Answer::new(code.as_str().to_owned()))
}

/// Whether an answer is the code that was sent to this registration.
pub fn check(record: &[u8], registrations: &[Registration], answer: &Answer) -> Checked {
    match (Kept::read(record), registrations.first()) {
        (Some((kept, _)), Some(registration)) if kept.is(answer) => {
            Checked::Right(Right::of(registration.id))
        }
        _ => Checked::Wrong,
    }
}
