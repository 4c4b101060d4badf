use std::sync::Arc;

use web::{TEXTS as KIT, Texts, Wording};
use world::{Language, Moment};

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
        host: "localhost",
        origin: "http://localhost",
        ends_at: Timestamp::EPOCH,
        asker: verification::method::Asker::default(),
    }
}

fn given(fields: &[(&str, &str)]) -> Given {
    let fields = fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Given { fields: fields.collect(), country: "NL".to_owned() }
}

fn chance() -> Chance {
    Moment::with_seed(Timestamp::EPOCH, [7; 32]).chance("challenge")
}

fn placed(fields: &[(&str, &str)], language: Language) -> Result<(Begun, Call), &'static str> {
    let words = words(language);
    let begun = PhoneCall.offer(&situation(&words), &given(fields), &mut chance())?;
    let [Message::Call(call)] = begun.messages.as_slice() else { panic!("a call is placed") };
    Ok((begun.clone(), call.clone()))
}

#[test]
fn every_prompt_is_spoken_in_the_persons_language_and_is_short() {
    for language in world::language::LANGUAGES {
        let fields = [("place", "office"), ("number", "020 794 0800"), ("extension", "123")];
        let (_, call) = placed(&fields, *language).unwrap();
        assert_eq!(
            (call.to(), call.extension(), call.language()),
            ("+31207940800", Some("123"), language.code())
        );
        let prompts = [
            Prompt::Extension,
            Prompt::Greeting,
            Prompt::Confirm,
            Prompt::Reported,
            Prompt::Approved,
            Prompt::Goodbye,
        ];
        for prompt in prompts {
            let says = call.says(prompt);
            // At 15 characters a second, a prompt stays under the 20 seconds after which people hang up.
            assert!(!says.is_empty() && !says.starts_with('[') && says.chars().count() < 300, "{says}");
        }
        assert!(
            call.says(Prompt::Extension).contains("123")
                && call.says(Prompt::Greeting).contains("Demo School")
        );
    }
}

#[test]
fn a_call_that_adds_a_phone_speaks_of_that_and_not_of_signing_in() {
    let words = words(Language::ENGLISH);
    let spoken = |aim| {
        let asker = verification::method::Asker { aim, ..Default::default() };
        let situation = Situation { asker, ..situation(&words) };
        let fields = given(&[("place", "mobile"), ("number", "0612345678")]);
        let begun = PhoneCall.offer(&situation, &fields, &mut chance()).unwrap();
        let [Message::Call(call)] = begun.messages.as_slice() else { panic!("a call is placed") };
        [Prompt::Greeting, Prompt::Confirm, Prompt::Reported, Prompt::Approved]
            .map(|prompt| call.says(prompt).to_owned())
    };
    let (adds, signs_in) = (spoken(AnsweredFor::SetUp), spoken(AnsweredFor::SignIn));
    for (adds, signs_in) in adds.iter().zip(&signs_in) {
        assert!(adds != signs_in && !adds.contains("sign"), "{adds}");
    }
    assert!(signs_in[0].contains("signing in"));
}

#[test]
fn only_a_phone_at_work_has_an_extension() {
    let (_, call) = placed(&[("place", "mobile"), ("number", "0612345678 x12")], Language::DUTCH).unwrap();
    assert_eq!((call.to(), call.extension(), call.plan().extension), ("+31612345678", None, false));
    for garbage in ["12a", "123456789", "#", "1-2", "٣٤x"] {
        let fields = [("place", "office"), ("number", "020 794 0800"), ("extension", garbage)];
        assert_eq!(placed(&fields, Language::DUTCH).unwrap_err(), "extension", "{garbage}");
    }
    for (typed, digits) in [("１２", "12"), (" 4 0 ", "40"), ("٣٤", "34")] {
        let fields = [("place", "office"), ("number", "020 794 0800"), ("extension", typed)];
        let (_, call) = placed(&fields, Language::DUTCH).unwrap();
        assert_eq!(call.extension(), Some(digits), "{typed}");
    }
    assert_eq!(placed(&[("number", "0612345678")], Language::DUTCH).unwrap_err(), "no-place");
}

#[test]
fn a_spoken_code_is_spelled_and_is_the_one_that_is_typed() {
    let words = words(Language::ENGLISH);
    let (begun, _) = placed(&[("place", "mobile"), ("number", "0612345678")], Language::ENGLISH).unwrap();
    let registration = Registration {
        id: world::RegistrationId::from_bytes(&[1; 16]).unwrap(),
        kind: phone::KIND.to_owned(),
        name: String::new(),
        record: PhoneCall.prove_heard(&begun.record, "approved").unwrap().record,
        counter: 0,
        created_at: Timestamp::EPOCH,
        used_at: None,
        starts_at: None,
        ends_at: None,
    };
    let asked = [registration];
    let begun = SpokenCode.begin(&situation(&words), &asked, &mut chance()).unwrap();
    let [Message::Call(call)] = begun.messages.as_slice() else { panic!("a call is placed") };
    let spoken: String = call.says(Prompt::Code).chars().filter(char::is_ascii_digit).take(6).collect();
    let answer = SpokenCode.read(&spoken).unwrap();
    assert!(matches!(SpokenCode.check(&begun.record, &asked, &answer, Timestamp::EPOCH), Checked::Right(_)));
    assert_eq!(call.plan().aim, Aim::SpokenCode);
    assert!(!call.says(Prompt::Greeting).chars().any(|c| c.is_ascii_digit()));
}

#[test]
fn only_an_approval_is_right_and_every_other_outcome_has_its_words() {
    for outcome in Outcome::ALL {
        match PhoneCall.hears(&[], outcome.as_str()) {
            Heard::Right => assert_eq!(outcome, Outcome::Approved),
            Heard::Reported => assert_eq!(outcome, Outcome::Reported),
            Heard::Ended(reason) => assert!(ENDINGS.contains(&reason)),
            Heard::OnTheWay => panic!("a call has one outcome"),
        }
    }
    assert_eq!(PhoneCall.hears(&[], "anything"), Heard::Ended("failed"));
}
