//! The whole judgement, the cheap questions first.

use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use crate::banned::{FEWEST_POINTS, FOR_ALL, OrganizationWords, points};
use crate::folded::Folded;
use crate::strength::lacks;
use crate::{Advice, Names, Refusal, Strength, Why};

/// The most characters of a password.
pub const LONGEST: usize = 256;
/// No rule can ask for fewer characters than this.
pub const SHORTEST_ALLOWED: usize = 8;
/// The most bytes as typed: what the longest password can take. A letter and its marks apart take up to three times as many as in one
/// piece.
const LONGEST_TYPED: usize = 3 * 4 * LONGEST;

/// What an organization asks of a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rules {
    /// The fewest characters: Unicode code points in the form NFKC. 12 by default; 8 to 256, and what lies outside is taken for the
    /// nearest of these.
    pub shortest: usize,
    /// The least strength. Strong by default.
    pub weakest: Strength,
}

impl Default for Rules {
    fn default() -> Self {
        Self { shortest: 12, weakest: Strength::Strong }
    }
}

/// The rules and words of an organization.
#[derive(Clone, Debug, Default)]
pub struct Policy {
    rules: Rules,
    words: OrganizationWords,
}

impl Policy {
    /// The policy of these rules and words.
    pub fn new(rules: Rules, words: OrganizationWords) -> Self {
        Self { rules, words }
    }

    /// The fewest characters of a password.
    pub fn shortest(&self) -> usize {
        self.rules.shortest.clamp(SHORTEST_ALLOWED, LONGEST)
    }

    /// Judges a new password. `breached` is asked at most once, with the password in the form that is hashed, and says whether it was
    /// found in a breach. It takes a thousandth of a second, and a hundred times that for a contrived password: not inside a
    /// transaction.
    ///
    /// # Errors
    /// The refusal, for the person who chose it.
    pub fn judge(
        &self,
        typed: &str,
        names: Names<'_>,
        breached: impl FnOnce(&str) -> bool,
    ) -> Result<(), Refusal> {
        let password = self.measured(typed)?;
        let folded = Folded::new(&password);
        if names.stand_in(folded.chars()) {
            return Err(Refusal::new(Why::Name, &[Advice::NoNames, Advice::SeveralWords]));
        }
        if points(folded.chars(), &[&FOR_ALL, self.words.terms(), &names.words()]) < FEWEST_POINTS {
            return Err(Refusal::new(Why::BannedWords, &[Advice::SeveralWords, Advice::AnotherWord]));
        }
        if breached(&password) {
            return Err(Refusal::new(Why::Breached, &[Advice::UsedNowhereElse, Advice::SeveralWords]));
        }
        let known: Vec<_> = names.all().chain(self.words.iter()).collect();
        let Some(advice) = lacks(&password, &known, self.rules.weakest) else { return Ok(()) };
        let helps = if advice.is_empty() { vec![Advice::AnotherWord] } else { advice };
        Err(Refusal { why: Why::Guessable, helps })
    }

    /// The password in the form that is hashed, if it has a length that a password can have.
    fn measured(&self, typed: &str) -> Result<Zeroizing<String>, Refusal> {
        let too_long = || Refusal::new(Why::TooLong(LONGEST), &[]);
        if typed.len() > LONGEST_TYPED {
            return Err(too_long());
        }
        let mut password = Zeroizing::new(String::with_capacity(typed.len() * 2));
        password.extend(typed.nfkc());
        if password.chars().any(char::is_control) {
            return Err(Refusal::new(Why::ControlCharacter, &[]));
        }
        let length = password.chars().count();
        if length > LONGEST {
            return Err(too_long());
        }
        if length < self.shortest() {
            return Err(Refusal::new(Why::TooShort(self.shortest()), &[Advice::SeveralWords]));
        }
        Ok(password)
    }
}
