//! An answer as it is compared: how it was typed makes no difference.

use unicode_normalization::UnicodeNormalization;

/// The fewest characters of an answer.
pub const SHORTEST: usize = 3;
/// The most characters of an answer.
pub const LONGEST: usize = 40;
/// More than this is not looked at.
const MOST_TYPED: usize = 2 * LONGEST;

/// Without case, compatibility forms, and spaces that nobody sees. By way of upper case, so that `ß`, `ẞ` and `ss` are one, and both
/// sigmas.
pub fn folded(text: &str) -> String {
    let upper = text.nfkc().flat_map(char::to_lowercase).flat_map(char::to_uppercase);
    let lower: String = upper.flat_map(char::to_lowercase).nfkc().collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// An answer of 3 to 40 characters; none if it has fewer or more, or a character that nobody types.
pub fn read(typed: &str) -> Option<String> {
    if typed.chars().take(MOST_TYPED + 1).count() > MOST_TYPED || typed.chars().any(char::is_control) {
        return None;
    }
    let answer = folded(typed);
    (SHORTEST..=LONGEST).contains(&answer.chars().count()).then_some(answer)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_is_typed_otherwise_is_the_same_answer() {
        for same in ["Straße", "STRASSE", "STRAẞE", " strasse ", "ｓｔｒａｓｓｅ", "stra\u{df}e"] {
            assert_eq!(read(same).unwrap(), "strasse", "{same}");
        }
        assert_eq!(read("de  Lange\u{a0}Straat"), read("De lange straat"));
        assert_eq!(read("Ζεύς"), read("ΖΕΎΣ"));
        assert_eq!(read("cafe\u{301}"), read("CAFÉ"));
        assert_ne!(read("cafe"), read("café"));
    }

    #[test]
    fn an_answer_has_three_to_forty_characters_of_any_script() {
        for no in ["", "ab", "  ab  ", "a\nbc", "ab\u{7f}c", "   "] {
            assert_eq!(read(no), None, "{no:?}");
        }
        for yes in ["abc", "北京市", "🐈🐈🐈", "Ӂук"] {
            assert!(read(yes).is_some(), "{yes}");
        }
        assert!(read(&"é".repeat(40)).is_some() && read(&"é".repeat(41)).is_none());
        // One sign that stands for eighteen letters.
        assert!(read(&"\u{fdfa}".repeat(3)).is_none());
    }

    #[test]
    fn every_letter_is_folded_once_and_for_all_whatever_its_case() {
        let odd = ('\0'..=char::MAX).filter(|c| c.is_uppercase() || c.is_lowercase()).filter(|c| {
            let (own, text) = (folded(&c.to_string()), c.to_string());
            let cases = [own.clone(), text.to_lowercase(), text.to_uppercase()];
            cases.iter().any(|other| folded(other) != own)
        });
        assert_eq!(odd.collect::<String>(), "");
    }

    proptest! {
        #[test]
        fn folding_once_is_enough(typed in "\\PC{0,60}") {
            let once = folded(&typed);
            prop_assert_eq!(folded(&once), once);
        }

        #[test]
        fn case_and_spaces_make_no_difference(typed in "[\\p{L} ]{0,30}", pad in " {0,3}") {
            prop_assert_eq!(folded(&typed.to_lowercase()), folded(&typed));
            prop_assert_eq!(folded(&typed.to_uppercase()), folded(&typed));
            prop_assert_eq!(folded(&format!("{pad}{}{pad}", typed.replace(' ', "   "))), folded(&typed));
        }

        #[test]
        fn what_is_read_is_within_its_bounds_and_reads_as_itself(typed in "\\PC{0,100}") {
            if let Some(answer) = read(&typed) {
                prop_assert!((SHORTEST..=LONGEST).contains(&answer.chars().count()));
                prop_assert_eq!(read(&answer), Some(answer));
            }
        }
    }
}
