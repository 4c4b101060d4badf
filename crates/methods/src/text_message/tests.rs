use std::sync::Arc;

use proptest::prelude::*;
use verification::method::Right;
use web::{TEXTS as KIT, Texts, Wording};
use world::{Id, Language, Moment, RegistrationId};

use super::*;

fn words(language: Language) -> Wording {
    Arc::new(Texts::read(&[KIT, crate::TEXTS])).wording(language)
}

fn situation(words: &dyn Words) -> Situation<'_> {
    Situation {
        words,
        organization: "Demo School",
        user_name: "anna@demo.example",
        account: world::AccountId::from_bytes(&[1; 16]).unwrap(),
        has: &[],
        host: "sign-in.school.example",
        origin: "https://sign-in.school.example",
        ends_at: Timestamp::EPOCH + Span::minutes(5),
        asker: verification::method::Asker::default(),
    }
}

fn given(number: &str) -> Given {
    Given { fields: vec![("number".to_owned(), number.to_owned())], country: "NL".to_owned() }
}

fn chance() -> Chance {
    Moment::with_seed(Timestamp::EPOCH, [7; 32]).chance("challenge")
}

fn sent(begun: &Begun) -> (String, String) {
    let [Message::Text(text)] = begun.messages.as_slice() else { panic!("a text is sent") };
    (text.to().to_owned(), text.text().to_owned())
}

fn code_in(text: &str) -> String {
    text.rsplit('#').next().unwrap().to_owned()
}

#[test]
fn the_last_line_binds_the_code_to_the_host() {
    for language in world::language::LANGUAGES {
        let words = words(*language);
        let begun = TextMessage.offer(&situation(&words), &given("06 12345678"), &mut chance()).unwrap();
        let (to, text) = sent(&begun);
        assert_eq!(to, "+31612345678");
        let last = text.lines().last().unwrap();
        let code = last.strip_prefix("@sign-in.school.example #").unwrap();
        assert!(code.len() == 6 && text.matches(code).count() == 2, "{text}");
        assert!(text.chars().count() <= 200, "{text}");
        assert!(!begun.record.windows(6).any(|window| window == code.as_bytes()));
    }
}

#[test]
fn a_text_that_adds_a_phone_does_not_speak_of_signing_in() {
    for language in world::language::LANGUAGES {
        let words = words(*language);
        let said = |aim| {
            let asker = verification::method::Asker { aim, ..Default::default() };
            let situation = Situation { asker, ..situation(&words) };
            let begun = TextMessage.offer(&situation, &given("06 12345678"), &mut chance()).unwrap();
            sent(&begun).1.lines().next().unwrap().to_owned()
        };
        let (adds, signs_in) = (said(Aim::SetUp), said(Aim::SignIn));
        let of_signing_in = ["sign in", "aan te melden"];
        assert!(of_signing_in.iter().all(|words| !adds.contains(words)), "{adds}");
        assert!(of_signing_in.iter().any(|words| signs_in.contains(words)), "{signs_in}");
    }
}

#[test]
fn the_same_code_is_sent_again_and_proves_the_phone() {
    let words = words(Language::DUTCH);
    let situation = situation(&words);
    let begun = TextMessage.offer(&situation, &given("+31 6 12345678"), &mut chance()).unwrap();
    let again = TextMessage.again(&situation, &begun.record, &mut chance());
    assert_eq!(again, begun.messages);
    let answer = TextMessage.read(&code_in(&sent(&begun).1)).unwrap();
    let proven = TextMessage.prove(&begun.record, &answer, Timestamp::EPOCH).unwrap();
    let registration = Registration {
        id: RegistrationId::from_array([1; 16]),
        kind: phone::KIND.to_owned(),
        name: String::new(),
        record: proven.record,
        counter: 0,
        created_at: Timestamp::EPOCH,
        used_at: None,
        starts_at: None,
        ends_at: None,
    };
    let asked = [registration];
    let begun = TextMessage.begin(&situation, &asked, &mut chance()).unwrap();
    let answer = TextMessage.read(&code_in(&sent(&begun).1)).unwrap();
    let right = Checked::Right(Right::of(asked[0].id));
    assert_eq!(TextMessage.check(&begun.record, &asked, &answer, Timestamp::EPOCH), right);
    assert_eq!(TextMessage.choices(&words, &asked).len(), 1);
    assert!(!TextMessage.describe(&words, &asked[0]).contains("12345"));
}

#[test]
fn numbers_that_cannot_be_reached_are_refused_with_their_reason() {
    let words = words(Language::ENGLISH);
    let refused = |number: &str, country: &str| {
        let given = Given { country: country.to_owned(), ..given(number) };
        TextMessage.offer(&situation(&words), &given, &mut chance()).unwrap_err()
    };
    assert_eq!(refused("", "NL"), "no-number");
    assert_eq!(refused("0612345678", ""), "no-country");
    assert_eq!(refused("+31 900 1234567", "NL"), "not-allowed");
    assert_eq!(refused("call me", "NL"), "no-such-number");
    assert_eq!(refused(&"1".repeat(65), "NL"), "no-such-number");
}

proptest! {
    #[test]
    fn another_code_is_wrong(other in 0_u32..1_000_000) {
        let words = words(Language::ENGLISH);
        let begun = TextMessage.offer(&situation(&words), &given("0612345678"), &mut chance()).unwrap();
        let typed = format!("{other:06}");
        let answer = TextMessage.read(&typed).unwrap();
        let proven = TextMessage.prove(&begun.record, &answer, Timestamp::EPOCH);
        prop_assert_eq!(proven.is_some(), typed == code_in(&sent(&begun).1));
    }
}
