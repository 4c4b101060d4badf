use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;

const NAMES: Names<'static> =
    Names { person: "Anna Bos", user_name: "anna.bos@zuid.example", organization: "Zuiderlyceum" };

fn judge(typed: &str) -> Result<(), Refusal> {
    Policy::default().judge(typed, NAMES, |_| false)
}

fn why(typed: &str) -> Why {
    judge(typed).unwrap_err().why
}

#[test]
fn sentences_are_good_in_any_script_and_without_digits_or_capitals() {
    for good in [
        "vier paarse olifanten fluisteren",
        "my neighbour paints clouds badly",
        "синие киты читают газеты",
        "紫の象が四頭ささやいている朝です",
        "kPz7-vQm2!wXt",
        "Ééneîndeloosgroterwtenbos",
        "  met spaties voor en achter  ",
    ] {
        assert!(judge(good).is_ok(), "{good}: {:?}", judge(good));
    }
}

#[test]
fn what_is_refused_is_refused_for_its_own_reason() {
    assert_eq!(why(""), Why::TooShort(12));
    assert_eq!(why("kPz7-vQm2!w"), Why::TooShort(12));
    assert_eq!(why(&"kPz7-vQm2!wXt".repeat(20)), Why::TooLong(256));
    // As long as can be, with its letters and marks apart: it is measured in the form that is hashed.
    let apart = "e\u{323}\u{302}".repeat(256);
    assert!(apart.len() > 4 * 256 && why(&apart) == Why::Guessable);
    assert_eq!(why(&format!("{apart}e")), Why::TooLong(256));
    assert_eq!(why("kPz7-vQm2!\u{0}wXt"), Why::ControlCharacter);
    assert_eq!(why("kPz7-vQm2!\twXt"), Why::ControlCharacter);
    assert_eq!(why("kPz7-vQm2!wXt-@nn4"), Why::Name);
    assert_eq!(why("zuiderlyceum forever and ever"), Why::Name);
    assert_eq!(why("WelkomWelkom12"), Why::BannedWords);
    assert_eq!(why("Zomervakantie1!"), Why::BannedWords);
    assert_eq!(why("P@ssw0rdP@ssw0rd"), Why::BannedWords);
    assert_eq!(why("\u{301}".repeat(12).as_str()), Why::BannedWords);
    assert_eq!(why("aaaaaaaaaaaaaa"), Why::Guessable);
    assert_eq!(why("abcdefghijklmnopqrst"), Why::Guessable);
    let breached = Policy::default().judge("kPz7-vQm2!wXt", NAMES, |password| password == "kPz7-vQm2!wXt");
    assert_eq!(breached.unwrap_err().why, Why::Breached);
}

#[test]
fn an_organization_can_ban_words_and_ask_for_more_or_less() {
    let words = OrganizationWords::new(["Contoso", "Blank"]).unwrap();
    let policy = Policy::new(Rules { shortest: 3, weakest: Strength::VeryWeak }, words);
    assert_eq!(policy.shortest(), 8);
    let judge = |typed| policy.judge(typed, NAMES, |_| false).map_err(|refusal| refusal.why);
    assert_eq!(judge("C0ntos0Blank12"), Err(Why::BannedWords));
    assert!(judge("ContoS0Bl@nkf9!").is_ok());
    let long = Policy::new(Rules { shortest: 9999, ..Rules::default() }, OrganizationWords::default());
    assert_eq!(long.shortest(), 256);
}

#[test]
fn every_reason_and_every_advice_has_a_key_of_its_own() {
    let keys = Why::ALL.map(Why::key).into_iter().chain(Advice::ALL.map(Advice::key));
    let distinct: std::collections::BTreeSet<_> = keys.collect();
    assert_eq!(distinct.len(), Why::ALL.len() + Advice::ALL.len());
}

#[test]
fn a_long_input_is_refused_before_anything_is_asked() {
    for typed in ["x".repeat(4096), "\u{fdfa}".repeat(1365), "a\u{301}".repeat(300)] {
        let refused = Policy::default().judge(&typed, NAMES, |_| panic!("asked"));
        assert_eq!(refused.unwrap_err().why, Why::TooLong(256));
    }
}

#[test]
fn what_a_refusal_shows_never_contains_the_password() {
    let refused = judge("WelkomWelkom12").unwrap_err();
    assert!(!format!("{refused:?}").contains("Welkom"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_form_of_a_password_is_one_password(typed in "[a-zéñüﬁＡ１ ½Å가-힣\u{301}]{8,40}") {
        let of = |form: String| {
            let mut asked = String::new();
            let said = Policy::default().judge(&form, NAMES, |password| {
                password.clone_into(&mut asked);
                false
            });
            (said, asked)
        };
        let said = of(typed.clone());
        prop_assert_eq!(&of(typed.nfc().collect()), &said);
        prop_assert_eq!(&of(typed.nfd().collect()), &said);
        prop_assert_eq!(&of(typed.nfkc().collect()), &said);
        prop_assert_eq!(&of(typed.nfkd().collect()), &said);
    }

    #[test]
    fn what_is_good_has_a_length_that_fits_no_name_and_can_be_hashed(typed in "[ a-zA-Z0-9!é가ﷺ\u{301}\u{7}]{0,40}|.{0,300}") {
        match judge(&typed) {
            Ok(()) => {
                let length = typed.nfkc().count();
                prop_assert!((12..=256).contains(&length));
                prop_assert!(!typed.to_lowercase().contains("anna"));
                prop_assert!(!typed.chars().any(char::is_control));
                prop_assert!(vault::Password::new(&typed).is_ok(), "what is good can be hashed");
            }
            Err(refusal) => prop_assert!(refusal.helps.len() <= 3),
        }
    }

    #[test]
    fn a_name_is_found_wherever_it_stands(before in "[a-z ]{8,20}", after in "[a-z ]{0,20}", name in prop::sample::select(vec!["anna", "ANNA", "@nna", "4nn4", "Zuiderlyceum", "ännä"])) {
        prop_assert_eq!(why(&format!("{before}{name}{after}")), Why::Name);
    }

    #[test]
    fn whatever_was_breached_is_refused(typed in "[a-z가-힣 ]{12,60}") {
        let refused = Policy::default().judge(&typed, NAMES, |_| true);
        prop_assert!(refused.is_err());
    }

    #[test]
    fn a_long_text_of_anything_is_survived(typed in prop::collection::vec(any::<char>(), 0..1400)) {
        drop(judge(&typed.into_iter().collect::<String>()));
    }
}
