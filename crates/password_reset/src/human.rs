//! That a person begins, and no program that tries names: the browser works for about a second, or the person answers a small question
//! in words. Both hang on a token that needs no row: it is bound to the browser, ends, and serves one beginning.

use aws_lc_rs::digest;
use data_encoding::HEXLOWER;
use vault::{TokenHash, Vault, same};
use world::{Moment, Span, Timestamp, Words};

/// How long a page may lie open.
pub const LASTS: Span = Span::minutes(10);
/// More digits than this no nonce has, so that what is hashed is one block.
const LONGEST_NONCE: usize = 16;
/// A task takes no more than this, whatever is configured.
pub const MOST_BITS: u8 = 40;
const MAC: usize = 16;
const SALT: usize = 4;

/// A task as it stands in a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    made_at: Timestamp,
    bits: u8,
    /// Tells two pages of one moment apart.
    salt: [u8; SALT],
    mac: [u8; MAC],
}

/// What shows that a person begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The browser found the number.
    Work,
    /// The question was answered.
    Answer,
}

fn mac(vault: &Vault, browser: TokenHash, (made_at, bits, salt): (Timestamp, u8, [u8; SALT])) -> [u8; MAC] {
    let parts: &[&[u8]] = &[browser.as_bytes(), &made_at.micros().to_be_bytes(), &[bits], &salt];
    let tag = vault.tag("reset task", parts);
    let mut mac = [0; MAC];
    mac.copy_from_slice(&tag[..MAC]);
    mac
}

impl Task {
    /// A new one for this browser.
    pub fn new(vault: &Vault, browser: TokenHash, bits: u8, moment: &Moment) -> Self {
        let (bits, salt) = (bits.min(MOST_BITS), moment.chance("reset task").bytes());
        Self { made_at: moment.now, bits, salt, mac: mac(vault, browser, (moment.now, bits, salt)) }
    }

    /// Reads a field.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(4, '.');
        let (made_at, bits, salt, mac) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        Some(Self {
            made_at: Timestamp::from_micros(made_at.parse().ok()?),
            bits: bits.parse().ok().filter(|bits| *bits <= MOST_BITS)?,
            salt: HEXLOWER.decode(salt.as_bytes()).ok()?.try_into().ok()?,
            mac: HEXLOWER.decode(mac.as_bytes()).ok()?.try_into().ok()?,
        })
    }

    /// As it stands in a field.
    pub fn to_text(self) -> String {
        format!("{}.{}.{}.{}", self.made_at.micros(), self.bits, HEXLOWER.encode(&self.salt), self.puzzle())
    }

    /// What the browser puts before the number that it looks for.
    pub fn puzzle(self) -> String {
        HEXLOWER.encode(&self.mac)
    }

    /// How many leading bits must be zero.
    pub fn bits(self) -> u8 {
        self.bits
    }

    /// Whether it was made here for this browser within the last minutes.
    pub fn is_ours(self, vault: &Vault, browser: TokenHash, now: Timestamp) -> bool {
        let age = now - self.made_at;
        same(&self.mac, &mac(vault, browser, (self.made_at, self.bits, self.salt)))
            && age >= Span::ZERO
            && age <= LASTS
    }

    /// Under what it is noted as used.
    pub fn used_as(self, vault: &Vault) -> [u8; 32] {
        vault.tag("reset task used", &[&self.mac])
    }

    /// Whether this number solves it: SHA-256 of `puzzle:number` begins with that many zero bits.
    pub fn is_solved_by(self, number: &str) -> bool {
        if number.is_empty() || number.len() > LONGEST_NONCE || !number.bytes().all(|b| b.is_ascii_digit()) {
            return false;
        }
        let text = format!("{}:{number}", self.puzzle());
        let hash = digest::digest(&digest::SHA256, text.as_bytes());
        let mut zeros = 0;
        for byte in hash.as_ref() {
            zeros += byte.leading_zeros();
            if *byte != 0 {
                break;
            }
        }
        zeros >= u32::from(self.bits)
    }

    /// The question that goes with it. It cannot be read from the page but by reading.
    pub fn question(self, vault: &Vault) -> Question {
        let tag = vault.tag("reset question", &[&self.mac]);
        let (one, other) = (1 + i64::from(tag[0]) % 9, 1 + i64::from(tag[1]) % 9);
        if tag[2].is_multiple_of(2) {
            Question { first: one, second: other, adds: true }
        } else {
            Question { first: one.max(other), second: one.min(other), adds: false }
        }
    }
}

/// A small sum, asked in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    first: i64,
    second: i64,
    adds: bool,
}

fn word(words: &dyn Words, number: i64) -> String {
    words.say(&format!("reset-number-{number}"))
}

impl Question {
    /// In the words of a language.
    pub fn says(self, words: &dyn Words) -> String {
        let key = if self.adds { "reset-question-plus" } else { "reset-question-minus" };
        let values = [("first", word(words, self.first).into()), ("second", word(words, self.second).into())];
        words.say_with(key, &values)
    }

    /// 0 to 18.
    fn result(self) -> i64 {
        if self.adds { self.first + self.second } else { self.first - self.second }
    }

    /// Whether it was answered, in digits or in a word.
    pub fn is_answered_by(self, typed: &str, words: &dyn Words) -> bool {
        let typed = typed.trim();
        if typed.chars().count() > 32 {
            return false;
        }
        typed.parse::<i64>().is_ok_and(|number| number == self.result())
            || typed.to_lowercase() == word(words, self.result()).to_lowercase()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use proptest::prelude::*;
    use web::Texts;
    use world::language::LANGUAGES;

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);

    fn at(now: Timestamp) -> Moment {
        Moment::with_seed(now, [7; 32])
    }

    fn browser(n: u8) -> TokenHash {
        TokenHash::from_bytes([n; 32])
    }

    /// Works as a browser does.
    fn work(task: Task) -> String {
        (0..1_000_000).map(|n: u64| n.to_string()).find(|number| task.is_solved_by(number)).unwrap()
    }

    #[test]
    fn a_task_is_for_one_browser_and_ten_minutes_and_no_easier_than_it_was_made() {
        let vault = Vault::for_tests();
        let task = Task::new(&vault, browser(1), 8, &at(NOW));
        assert!(task.is_ours(&vault, browser(1), NOW + LASTS));
        assert!(!task.is_ours(&vault, browser(1), NOW + LASTS + Span::seconds(1)));
        assert!(!task.is_ours(&vault, browser(1), NOW - Span::seconds(1)));
        assert!(!task.is_ours(&vault, browser(2), NOW));
        let easier = task.to_text().replacen(".8.", ".0.", 1);
        assert!(!Task::parse(&easier).unwrap().is_ours(&vault, browser(1), NOW));
        let other = Moment::with_seed(NOW, [8; 32]);
        assert_ne!(Task::new(&vault, browser(1), 8, &other).puzzle(), task.puzzle());
        assert!(!Task { salt: [0; SALT], ..task }.is_ours(&vault, browser(1), NOW));
        assert!(!Task { made_at: NOW + Span::seconds(1), ..task }.is_ours(&vault, browser(1), NOW));
    }

    #[test]
    fn work_solves_its_own_task_only() {
        let vault = Vault::for_tests();
        let task = Task::new(&vault, browser(1), 10, &at(NOW));
        let number = work(task);
        assert!(task.is_solved_by(&number));
        let others = (1..40).map(|n| Task::new(&vault, browser(1), 10, &at(NOW + Span::from_micros(n))));
        assert!(others.filter(|other| other.is_solved_by(&number)).count() < 3);
        for no in ["", "x", "-1", "1 ", "12345678901234567"] {
            assert!(!Task { bits: 0, ..task }.is_solved_by(no), "{no}");
        }
    }

    #[test]
    fn the_hash_is_counted_bit_by_bit() {
        let vault = Vault::for_tests();
        let task = |bits| Task { bits, ..Task::new(&vault, browser(1), 0, &at(NOW)) };
        for number in 0..200 {
            let number = number.to_string();
            let most = (0..=MOST_BITS).take_while(|bits| task(*bits).is_solved_by(&number)).count();
            assert!(
                (0..=MOST_BITS).all(|bits| task(bits).is_solved_by(&number) == (usize::from(bits) < most))
            );
        }
    }

    #[test]
    fn questions_are_answered_in_digits_and_in_words() {
        let (vault, texts) = (Vault::for_tests(), Arc::new(Texts::read(&[web::TEXTS, crate::TEXTS])));
        for n in 0..200 {
            let question = Task::new(&vault, browser(1), 8, &at(NOW + Span::from_micros(n))).question(&vault);
            for language in LANGUAGES {
                let words = texts.wording(*language);
                let right = question.result();
                assert!(question.is_answered_by(&format!(" {right} "), &words));
                assert!(question.is_answered_by(&word(&words, right).to_uppercase(), &words));
                assert!(!question.is_answered_by(&(right + 1).to_string(), &words));
                assert!(!question.is_answered_by("", &words));
                let says = question.says(&words);
                assert!(!says.contains('[') && !says.bytes().any(|b| b.is_ascii_digit()), "{says}");
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in ".{0,80}", number in ".{0,20}") {
            if let Some(task) = Task::parse(&text) {
                prop_assert!(!task.is_ours(&Vault::for_tests(), browser(1), NOW));
                let _ = task.is_solved_by(&number);
            }
        }

        #[test]
        fn a_task_is_read_as_it_was_written(micros in 0..i64::MAX, bits in 0..=MOST_BITS) {
            let task = Task::new(&Vault::for_tests(), browser(1), bits, &at(Timestamp::from_micros(micros)));
            prop_assert_eq!(Task::parse(&task.to_text()), Some(task));
        }
    }
}
