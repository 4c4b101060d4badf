//! Words that are tried first by whoever guesses passwords, and the points of a password that is built of them.
//!
//! Each banned word in it is worth one point, and each character between them one as well. A word counts too if one character inside
//! it was changed, put in or left out. Of all ways to take a password apart the one with the fewest points counts.

use std::sync::LazyLock;

use crate::folded::Folded;

/// The fewest points of a password that may be used.
pub const FEWEST_POINTS: usize = 5;
/// The most words that an organization can ban.
pub const MOST_WORDS: usize = 1000;
/// The fewest characters of a banned word.
pub const SHORTEST_WORD: usize = 4;
/// The most characters of a banned word.
pub const LONGEST_WORD: usize = 32;
/// A word of so many characters is also found with one of them wrong.
const SHORTEST_FUZZY: usize = 5;

/// Why words cannot be banned.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WordsError {
    /// More than [`MOST_WORDS`].
    #[error("at most {MOST_WORDS} words can be banned")]
    TooMany,
    /// Too short or too long, or nothing but signs.
    #[error(
        "a banned word has {SHORTEST_WORD} to {LONGEST_WORD} characters, and the one in place {0} has not"
    )]
    Length(usize),
}

/// The words that an organization bans beside those that are banned for all.
#[derive(Clone, Debug, Default)]
pub struct OrganizationWords {
    terms: Terms,
    /// As they were given, for the estimate of strength.
    words: Vec<String>,
}

impl OrganizationWords {
    /// Takes the words of an organization, in any case.
    ///
    /// # Errors
    /// [`WordsError`], which names the place of a word from 1.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Result<Self, WordsError> {
        let mut taken = Self::default();
        let mut terms = Vec::new();
        for (place, word) in (1..).zip(words) {
            if place > MOST_WORDS {
                return Err(WordsError::TooMany);
            }
            let fits = word.len() <= 16 * LONGEST_WORD;
            let term = if fits { Folded::new(word.trim()).chars().to_vec() } else { Vec::new() };
            if !(SHORTEST_WORD..=LONGEST_WORD).contains(&term.len()) {
                return Err(WordsError::Length(place));
            }
            terms.push(term);
            taken.words.push(word.trim().to_owned());
        }
        taken.terms = Terms::new(terms);
        Ok(taken)
    }

    /// The words as they were given.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    pub(crate) fn terms(&self) -> &Terms {
        &self.terms
    }
}

/// Folded words, in order.
#[derive(Clone, Debug, Default)]
pub struct Terms(Vec<Vec<char>>);

/// The words that are banned for all.
pub static FOR_ALL: LazyLock<Terms> = LazyLock::new(|| {
    let words = include_str!("bases.txt").split_whitespace();
    Terms::new(words.map(|word| Folded::new(word).chars().to_vec()).collect())
});

impl Terms {
    /// Puts words in order. Shorter ones than [`SHORTEST_WORD`] would be found everywhere and are left out.
    pub fn new(mut terms: Vec<Vec<char>>) -> Self {
        terms.retain(|term| term.len() >= SHORTEST_WORD);
        terms.sort_unstable();
        terms.dedup();
        Self(terms)
    }

    /// Those that begin with this character.
    fn beginning_with(&self, first: char) -> &[Vec<char>] {
        let from = self.0.partition_point(|term| term[0] < first);
        let count = self.0[from..].partition_point(|term| term[0] == first);
        &self.0[from..from + count]
    }
}

/// The points of a password under several lists of words.
pub fn points(password: &[char], lists: &[&Terms]) -> usize {
    let words = || lists.iter().flat_map(|list| &list.0);
    if words().any(|term| differ_by_one_at_most(password, term)) {
        return 1;
    }
    let mut fewest: Vec<usize> = (0..=password.len()).collect();
    for from in 0..password.len() {
        let rest = &password[from..];
        let here = fewest[from] + 1;
        fewest[from + 1] = fewest[from + 1].min(here);
        for term in lists.iter().flat_map(|list| list.beginning_with(rest[0])) {
            for length in lengths(rest, term).into_iter().flatten() {
                fewest[from + length] = fewest[from + length].min(here);
            }
        }
    }
    fewest[password.len()]
}

/// How many characters of the text's beginning are this word, or begin and end as it does and are it with one mistake between.
fn lengths(text: &[char], term: &[char]) -> [Option<usize>; 3] {
    let fuzzy = term.len() >= SHORTEST_FUZZY;
    [term.len() - 1, term.len(), term.len() + 1].map(|length| {
        let part = text.get(..length)?;
        let alike = part.last() == term.last() && fuzzy && differ_by_one_at_most(part, term);
        (part == term || alike).then_some(length)
    })
}

/// Whether one text becomes the other by changing, putting in or leaving out one character at most.
fn differ_by_one_at_most(one: &[char], other: &[char]) -> bool {
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    let same = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[same..], &other[same..]);
    let after = |rest: &[char]| rest.len().min(1);
    let (without_one, without_other) = (&one[after(one)..], &other[after(other)..]);
    without_one == without_other || without_one == other || one == without_other
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(words: &[&str]) -> OrganizationWords {
        OrganizationWords::new(words.iter().copied()).unwrap()
    }

    fn points_of(password: &str, list: &OrganizationWords) -> usize {
        points(Folded::new(password).chars(), &[list.terms()])
    }

    #[test]
    fn words_and_the_characters_between_them_are_counted() {
        let list = words(&["contoso", "blank", "abcdef"]);
        for (password, wanted) in [
            ("C0ntos0Blank12", 4),
            ("ContoS0Bl@nkf9!", 5),
            ("contoso", 1),
            ("contosoblank", 2),
            ("contxsoblank", 2),
            ("contsoblank", 2),
            ("conttosoblank", 2),
            ("fiets", 5),
            ("", 0),
            // The whole password is a word but for one character.
            ("abcdeg", 1),
            ("abcdefg", 1),
            ("abcde", 1),
            ("xbcdef", 1),
        ] {
            assert_eq!(points_of(password, &list), wanted, "{password}");
        }
    }

    #[test]
    fn the_list_for_all_is_long_and_in_order() {
        assert!(FOR_ALL.0.len() > 500, "{}", FOR_ALL.0.len());
        assert!(FOR_ALL.0.iter().all(|term| (SHORTEST_WORD..=LONGEST_WORD).contains(&term.len())));
        for password in
            ["Welkom01!", "P@ssw0rd123", "Zomer2026", "Wachtwoord!!", "qwertyuiop12", "ikhouvanjou1!"]
        {
            let points = points(Folded::new(password).chars(), &[&FOR_ALL]);
            assert!(points <= 5, "{password} has {points}");
        }
    }

    #[test]
    fn words_that_cannot_be_banned_are_named_by_their_place() {
        let refuses = |list: &[&str]| OrganizationWords::new(list.iter().copied()).unwrap_err();
        assert_eq!(refuses(&["lyceum", "abc"]), WordsError::Length(2));
        assert_eq!(refuses(&["", "lyceum"]), WordsError::Length(1));
        assert_eq!(refuses(&[&"x".repeat(33)]), WordsError::Length(1));
        assert_eq!(refuses(&[&"\u{301}".repeat(10_000)]), WordsError::Length(1));
        assert_eq!(refuses(&["word"; 1001]), WordsError::TooMany);
        assert_eq!(words(&["Lyceum", " Zuid-Oost "]).iter().collect::<Vec<_>>(), ["Lyceum", "Zuid-Oost"]);
    }

    /// The distance between two texts, by its definition.
    fn distance(one: &[char], other: &[char]) -> usize {
        match (one, other) {
            ([], rest) | (rest, []) => rest.len(),
            ([a, one @ ..], [b, other @ ..]) if a == b => distance(one, other),
            ([_, one_rest @ ..], [_, other_rest @ ..]) => {
                1 + distance(one_rest, other_rest)
                    .min(distance(one, other_rest))
                    .min(distance(one_rest, other))
            }
        }
    }

    /// The points by their definition: every way to take the password apart.
    fn by_definition(password: &[char], terms: &[Vec<char>]) -> usize {
        let Some((_, rest)) = password.split_first() else { return 0 };
        let is_word = |part: &[char], term: &Vec<char>| {
            part == term
                || (term.len() >= SHORTEST_FUZZY
                    && distance(part, term) <= 1
                    && part.first() == term.first()
                    && part.last() == term.last())
        };
        (2..=password.len())
            .filter(|length| terms.iter().any(|term| is_word(&password[..*length], term)))
            .map(|length| 1 + by_definition(&password[length..], terms))
            .chain([1 + by_definition(rest, terms)])
            .min()
            .unwrap()
    }

    proptest! {
        #[test]
        fn the_way_with_the_fewest_points_counts(
            password in "[abc]{0,9}",
            list in prop::collection::vec("[abc]{4,6}", 0..4),
        ) {
            let list = words(&list.iter().map(String::as_str).collect::<Vec<_>>());
            let password: Vec<char> = password.chars().collect();
            let whole = list.terms.0.iter().any(|term| distance(&password, term) <= 1);
            let wanted = if whole { 1 } else { by_definition(&password, &list.terms.0) };
            prop_assert_eq!(points(&password, &[&list.terms]), wanted);
        }

        #[test]
        fn a_banned_word_with_any_one_mistake_is_worth_a_point(which in 0_usize..500, at: prop::sample::Index, put in "[a-z]", kind in 0..3) {
            let mut password = FOR_ALL.0[which].clone();
            let at = at.index(password.len());
            let put = put.chars().next().unwrap();
            match kind {
                0 => password[at] = put,
                1 => password.insert(at, put),
                _ => drop(password.remove(at)),
            }
            prop_assert_eq!(points(&password, &[&FOR_ALL]), 1);
        }
    }
}
