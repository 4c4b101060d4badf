//! How soon a password would be guessed, as the zxcvbn method estimates it (D. L. Wheeler, USENIX Security 2016).

use zxcvbn::feedback::{Suggestion, Warning};
use zxcvbn::{Score, zxcvbn};

use crate::Advice;

/// So many characters are estimated: more of them make a password only better, and the time grows with the square of their number.
/// A contrived text of this length takes about a tenth of a second, an ordinary one less than a thousandth.
const ESTIMATED: usize = 40;
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

/// The strength of a password, and what would make it better. `known` are words that whoever guesses it knows.
pub fn estimate(password: &str, known: &[&str]) -> (Strength, Vec<Advice>) {
    let end = password.char_indices().nth(ESTIMATED).map_or(password.len(), |(end, _)| end);
    let estimate = zxcvbn(&password[..end], known);
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
