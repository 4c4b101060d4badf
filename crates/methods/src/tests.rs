//! The contract, run over the whole list.

use std::collections::BTreeSet;
use std::sync::Arc;

use delivery::Message;
use verification::method::{Asked, Offered, SetUpBy};
use verification::{Given, Method, Registration, Role, Situation};
use web::{TEXTS as KIT, Texts};
use world::language::LANGUAGES;
use world::{Chance, Id, Language, Moment, RegistrationId, Timestamp, Words, World};

use super::*;

fn words(language: Language) -> web::Wording {
    Arc::new(Texts::read(&[KIT, TEXTS])).wording(language)
}

fn situation(words: &dyn Words) -> Situation<'_> {
    Situation {
        words,
        organization: "Demo <School>",
        user_name: "anna@demo.example",
        account: world::AccountId::from_bytes(&[1; 16]).unwrap(),
        has: &[],
        host: "localhost",
        origin: "http://localhost",
        ends_at: Timestamp::EPOCH,
        asker: verification::method::Asker::default(),
    }
}

/// What every method takes to be set up.
fn given() -> Given {
    let fields = [
        ("place", "mobile"),
        ("number", "0612345678"),
        ("question-1", "first-pet"),
        ("answer-1", "Rex"),
        ("question-2", "first-job"),
        ("answer-2", "the mill"),
        ("question-3", "lost-thing"),
        ("answer-3", "an umbrella"),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    Given { fields, country: "NL".to_owned() }
}

/// Those of a sign-in, and those that serve a reset only.
fn every() -> impl Iterator<Item = &'static dyn Method> {
    let reset = METHODS.for_reset().with_turned_on(true);
    METHODS.all().chain(reset.all().filter(|method| method.about().role == Role::Reset))
}

fn offers(words: &dyn Words) -> Vec<(&'static dyn Method, Vec<u8>)> {
    let set_up = every().filter(|method| method.about().set_up.can_begin());
    let offer = |method: &'static dyn Method| {
        let chance = &mut World::system().moment().chance("offer");
        (method, method.offer(&situation(words), &given(), chance).unwrap().record)
    };
    set_up.map(offer).collect()
}

fn registered(method: &'static dyn Method, record: Vec<u8>) -> Registration {
    Registration {
        id: RegistrationId::from_array([1; 16]),
        kind: method.about().kind.to_owned(),
        name: "mine".to_owned(),
        record,
        counter: 0,
        created_at: Timestamp::EPOCH,
        used_at: None,
        starts_at: None,
        ends_at: None,
    }
}

#[test]
fn names_are_unique_and_every_kind_can_be_set_up() {
    let names: BTreeSet<_> = every().map(|method| method.about().name.as_str()).collect();
    assert_eq!(names.len(), every().count());
    let ranks: BTreeSet<_> = every().map(|method| method.about().rank).collect();
    assert_eq!(ranks.len(), names.len(), "two methods of one rank would take turns");
    for method in METHODS.all() {
        let by_itself =
            METHODS.of_kind(method.about().kind).any(|one| one.about().set_up != SetUpBy::Another);
        assert!(by_itself, "{} cannot be set up", method.about().name.as_str());
    }
    for (method, offer) in offers(&words(Language::ENGLISH)) {
        assert!((1..=20).contains(&method.pool(&offer).most));
    }
}

#[test]
fn every_method_speaks_every_language() {
    let texts = Arc::new(Texts::read(&[KIT, TEXTS]));
    assert_eq!(texts.lacks(), []);
    for method in every() {
        let name = method.about().name.as_str();
        for language in LANGUAGES {
            let words = texts.wording(*language);
            let ends = ["title", "about", "wrong", "used", "unreadable", "default-name"];
            let again: &[&str] = if method.about().endings.is_empty() { &[] } else { &["again"] };
            for end in ends.iter().chain(method.about().endings).chain(again) {
                let said = words.say_with(&format!("method-{name}-{end}"), &[]);
                assert!(!said.starts_with('['), "{name}-{end} in {language:?}");
            }
        }
    }
}

#[test]
fn what_is_asked_never_contains_what_is_expected_and_escapes_names() {
    let words = words(Language::DUTCH);
    for (method, offer) in offers(&words) {
        let add = method.add(&words, &situation(&words), &Offered::of(&offer)).unwrap();
        assert!(!add.as_str().contains("<School>"));
        let asked = Asked { record: &offer, registrations: &[], problem: Some("a <problem>") };
        let ask = method.ask(&words, &asked);
        assert!(!ask.as_str().contains("<problem>") && ask.as_str().contains("&#60;problem&#62;"));
        if let Some(details) = method.details(&words, &given(), Some("a <problem>")) {
            assert!(details.as_str().contains("&#60;problem&#62;"));
        }
    }
}

#[test]
fn what_is_sent_is_not_kept_and_not_shown() {
    let words = words(Language::DUTCH);
    for (method, offer) in offers(&words) {
        // What a phone's set-up offers ends in the phone's own record.
        let phone = METHODS.find("phone_call").unwrap().offer(&situation(&words), &given(), &mut chance());
        let record = if method.about().kind == "phone" { phone.unwrap().record } else { offer };
        let asked = [registered(method, record)];
        for method in METHODS.of_kind(method.about().kind) {
            let begun = method.begin(&situation(&words), &asked, &mut chance()).unwrap();
            let again = method.begin(&situation(&words), &asked, &mut chance()).unwrap();
            assert_eq!((&begun.record, &begun.messages), (&again.record, &again.messages));
            let [Message::Text(text)] = begun.messages.as_slice() else { continue };
            let code = text.text().rsplit('#').next().unwrap().to_owned();
            assert!(!begun.record.windows(code.len()).any(|window| window == code.as_bytes()));
            let page =
                method.ask(&words, &Asked { record: &begun.record, registrations: &asked, problem: None });
            assert!(!page.as_str().contains(&code) && !page.as_str().contains("612345678"));
        }
    }
}

fn chance() -> Chance {
    Moment::with_seed(Timestamp::EPOCH, [9; 32]).chance("challenge")
}

#[test]
fn a_guess_proves_nothing() {
    let words = words(Language::ENGLISH);
    for ((method, offer), (_, other)) in offers(&words).into_iter().zip(offers(&words)) {
        let Some(guess) = method.read("000000").or_else(|| method.read("00000-00000")) else { continue };
        let proven = method.prove(&offer, &guess, Timestamp::EPOCH);
        // One of a million secrets has this code; a second secret that has it as well means that all have it.
        assert!(proven.is_none() || method.prove(&other, &guess, Timestamp::EPOCH).is_none());
    }
}

#[test]
fn whoever_has_only_an_office_phone_is_asked_by_a_call() {
    let office = Given {
        fields: vec![
            ("place".to_owned(), "office".to_owned()),
            ("number".to_owned(), "0205550100".to_owned()),
        ],
        country: "NL".to_owned(),
    };
    let words = words(Language::ENGLISH);
    let call = METHODS.find("phone_call").unwrap();
    let phone = registered(call, call.offer(&situation(&words), &office, &mut chance()).unwrap().record);
    let (method, registration) = verification::defaults::first(METHODS, None, &[phone]).unwrap();
    assert_eq!(
        (method.about().name.as_str(), registration),
        ("phone_call", Some(RegistrationId::from_array([1; 16])))
    );
    assert!(verification::defaults::first(METHODS, None, &[]).is_none());
}
