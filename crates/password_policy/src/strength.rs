//! How soon a password would be guessed, as the zxcvbn method estimates it (D. L. Wheeler, USENIX Security 2016).

use zeroize::Zeroizing;
use zxcvbn::feedback::{Suggestion, Warning};
use zxcvbn::{Score, zxcvbn};

use crate::Advice;

/// So many characters are estimated: more of them make a password only better, and the time grows with the square of their number.
/// A contrived text of this length takes about a tenth of a second, an ordinary one less than a thousandth.
const ESTIMATED: usize = 40;
/// A beginning of so many characters is estimated first, if there is one that tells enough.
const BEGINNING: usize = 12;
/// Pieces of advice that a person reads at once.
const MOST_ADVICE: usize = 3;

/// How strong a password is, from the weakest to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Strength {
    /// 0: fewer than a thousand guesses.
    VeryWeak,
    /// 1: fewer than a million.
    Weak,
    /// 2: fewer than a hundred million.
    Fair,
    /// 3: fewer than ten thousand million.
    Strong,
    /// 4: more.
    VeryStrong,
}

impl Strength {
    /// From 0 to 4.
    pub const fn number(self) -> u8 {
        self as u8
    }
}

/// What would make a password better that is weaker than this; none: it is not weaker. `known` are words that whoever guesses it knows.
pub fn lacks(password: &str, known: &[&str], weakest: Strength) -> Option<Vec<Advice>> {
    let end = password.char_indices().nth(ESTIMATED).map_or(password.len(), |(end, _)| end);
    let estimated = &password[..end];
    if first_words(estimated, known).is_some_and(|beginning| estimate(beginning, known).0 >= weakest) {
        return None;
    }
    let (strength, advice) = estimate(estimated, known);
    (strength < weakest).then_some(advice)
}

/// The words that a password begins with, if whoever guesses the whole has to guess them first: nothing that is tried may reach over
/// the space behind them. Words have no spaces, rows of keys and sequences none beside letters, dates none between letters; and where
/// something is repeated across it, there is no such beginning. That saves most of the time, as that grows with the square.
fn first_words<'a>(password: &'a str, known: &[&str]) -> Option<&'a str> {
    let mut characters = Zeroizing::new(Vec::with_capacity(password.len()));
    characters.extend(password.chars());
    let letter = |at: usize| characters.get(at).is_some_and(|c| c.is_alphabetic());
    let end = (BEGINNING..characters.len())
        .find(|at| characters[*at] == ' ' && letter(at - 1) && letter(at + 1))?;
    // What has more characters in lower case is looked for in the wrong places.
    let is_plain = characters.iter().all(|c| c.to_lowercase().count() == 1);
    if !is_plain || known.iter().any(|word| word.contains(' ')) || repeats_across(&characters, end) {
        return None;
    }
    password.char_indices().nth(end).map(|(end, _)| &password[..end])
}

/// Whether something stands twice in a row, and this place lies in it.
fn repeats_across(characters: &[char], at: usize) -> bool {
    (1..=characters.len() / 2).any(|length| {
        let from = (at + 1).saturating_sub(2 * length);
        let to = at.min(characters.len() + 1 - 2 * length);
        (from..to).any(|from| {
            let (once, again) = characters[from..from + 2 * length].split_at(length);
            once == again
        })
    })
}

/// The strength of a text, and what would make it better.
fn estimate(password: &str, known: &[&str]) -> (Strength, Vec<Advice>) {
    let estimate = zxcvbn(password, known);
    let strength = match estimate.score() {
        Score::Zero => Strength::VeryWeak,
        Score::One => Strength::Weak,
        Score::Two => Strength::Fair,
        Score::Three => Strength::Strong,
        _ => Strength::VeryStrong,
    };
    let mut advice = Vec::new();
    if let Some(feedback) = estimate.feedback() {
        let all = feedback.warning().map(of_warning).into_iter();
        for one in all.chain(feedback.suggestions().iter().copied().map(of_suggestion)) {
            if advice.len() < MOST_ADVICE && !advice.contains(&one) {
                advice.push(one);
            }
        }
    }
    (strength, advice)
}

fn of_warning(warning: Warning) -> Advice {
    match warning {
        Warning::StraightRowsOfKeysAreEasyToGuess | Warning::ShortKeyboardPatternsAreEasyToGuess => {
            Advice::NoKeyboardRows
        }
        Warning::RepeatsLikeAaaAreEasyToGuess | Warning::RepeatsLikeAbcAbcAreOnlySlightlyHarderToGuess => {
            Advice::NoRepetition
        }
        Warning::SequencesLikeAbcAreEasyToGuess => Advice::NoSequences,
        Warning::RecentYearsAreEasyToGuess | Warning::DatesAreOftenEasyToGuess => Advice::NoDates,
        Warning::NamesAndSurnamesByThemselvesAreEasyToGuess
        | Warning::CommonNamesAndSurnamesAreEasyToGuess => Advice::NoNames,
        Warning::ThisIsATop10Password
        | Warning::ThisIsATop100Password
        | Warning::ThisIsACommonPassword
        | Warning::ThisIsSimilarToACommonlyUsedPassword
        | Warning::AWordByItselfIsEasyToGuess => Advice::SeveralWords,
    }
}

fn of_suggestion(suggestion: Suggestion) -> Advice {
    match suggestion {
        Suggestion::UseAFewWordsAvoidCommonPhrases | Suggestion::NoNeedForSymbolsDigitsOrUppercaseLetters => {
            Advice::SeveralWords
        }
        Suggestion::AddAnotherWordOrTwo => Advice::AnotherWord,
        Suggestion::CapitalizationDoesntHelpVeryMuch
        | Suggestion::AllUppercaseIsAlmostAsEasyToGuessAsAllLowercase => Advice::CapitalsHelpLittle,
        Suggestion::ReversedWordsArentMuchHarderToGuess => Advice::BackwardsHelpsLittle,
        Suggestion::PredictableSubstitutionsDontHelpVeryMuch => Advice::SubstitutionsHelpLittle,
        Suggestion::UseALongerKeyboardPatternWithMoreTurns => Advice::NoKeyboardRows,
        Suggestion::AvoidRepeatedWordsAndCharacters => Advice::NoRepetition,
        Suggestion::AvoidSequences => Advice::NoSequences,
        Suggestion::AvoidRecentYears
        | Suggestion::AvoidYearsThatAreAssociatedWithYou
        | Suggestion::AvoidDatesAndYearsThatAreAssociatedWithYou => Advice::NoDates,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const KNOWN: [&str; 3] = ["zuid", "lyceum", "zuiderlyceumnijmegen"];

    #[test]
    fn whole_words_are_estimated_first() {
        let words = |password| first_words(password, &KNOWN);
        assert_eq!(words("vier gele fietsen op zolder"), Some("vier gele fietsen"));
        assert!(estimate("vier gele fietsen", &KNOWN).0 >= Strength::Strong);
        for whole in [
            "vier gele fietsen",
            "viergelefietsenopzolder",
            "vier gele 12 12 2012",
            "gele vier gele vier gele",
        ] {
            assert_eq!(words(whole), None, "{whole}");
        }
        assert_eq!(first_words("vier gele fietsen op zolder", &["op zolder"]), None);
    }

    #[test]
    fn what_is_repeated_is_found_wherever_it_begins() {
        let repeats = |text: &str, at| repeats_across(&text.chars().collect::<Vec<_>>(), at);
        assert!(repeats("abab", 1) && repeats("abab", 2) && repeats("xabab", 3) && repeats("xababy", 2));
        assert!(
            !repeats("abab", 4) && !repeats("ababxy", 4) && !repeats("xyabab", 2) && !repeats("abcdef", 3)
        );
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(192))]

        #[test]
        fn what_the_first_words_are_good_for_the_whole_is_good_for(
            words in prop::collection::vec("fiets|password|zuiderlyceumnijmegen|olifant|s3cret|2012|12|abcdef|lkjhgf|aaa|drowssap|[a-zé]{1,9}|[a-z0-9!@]{1,6}", 2..7),
            doubled in any::<bool>(),
        ) {
            let password = if doubled { [&words[..], &words[..]].concat() } else { words }.join(" ");
            let end = password.char_indices().nth(ESTIMATED).map_or(password.len(), |(end, _)| end);
            for weakest in [Strength::Weak, Strength::Fair, Strength::Strong, Strength::VeryStrong] {
                let (strength, advice) = estimate(&password[..end], &KNOWN);
                let wanted = (strength < weakest).then_some(advice);
                prop_assert_eq!(lacks(&password, &KNOWN, weakest), wanted, "{}", password);
            }
        }
    }
}
