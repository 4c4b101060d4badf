//! What is kept: which questions, in the order in which they were chosen, and one salted hash of all their answers together.
//!
//! The answers stand nowhere. Whoever opens the sealed record has to guess all three at once, and is told of none whether it is right.

use vault::{salted_hash, same};
use world::Chance;

use super::list::{ASKED, find};

const SALT: usize = 16;
const HASH: usize = 32;

/// Questions with what is kept of their answers.
pub struct Kept {
    questions: [&'static str; ASKED],
    salt: [u8; SALT],
    hash: [u8; HASH],
}

/// Keys of three questions, as they stand in a record.
pub fn questions_of(text: &[u8]) -> Option<[&'static str; ASKED]> {
    let keys = std::str::from_utf8(text).ok()?.split(' ').map(find);
    keys.collect::<Option<Vec<_>>>()?.try_into().ok()
}

impl Kept {
    /// Of these answers, each as it is compared.
    pub fn new(questions: [&'static str; ASKED], answers: &[&str; ASKED], chance: &mut Chance) -> Self {
        let salt = chance.bytes();
        Self { questions, salt, hash: salted_hash(&salt, &answers.join("\n")) }
    }

    /// As the record of a registration.
    pub fn to_record(&self) -> Vec<u8> {
        [self.salt.as_slice(), &self.hash, self.questions.join(" ").as_bytes()].concat()
    }

    /// From the record of a registration.
    pub fn read(record: &[u8]) -> Option<Self> {
        let (salt, rest) = record.split_first_chunk()?;
        let (hash, questions) = rest.split_first_chunk()?;
        Some(Self { questions: questions_of(questions)?, salt: *salt, hash: *hash })
    }

    /// Which questions.
    pub fn questions(&self) -> [&'static str; ASKED] {
        self.questions
    }

    /// Whether these are the answers to the questions as they were asked, in whatever order that was.
    pub fn is(&self, asked: [&'static str; ASKED], answers: &str) -> bool {
        let answers: Vec<_> = answers.split('\n').collect();
        let told = |question: &&'static str| {
            let place = asked.iter().position(|one| one == question)?;
            answers.get(place).copied()
        };
        let told: Option<Vec<_>> = self.questions.iter().map(told).collect();
        told.is_some_and(|told| same(&salted_hash(&self.salt, &told.join("\n")), &self.hash))
    }
}
