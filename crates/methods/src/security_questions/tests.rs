use std::sync::Arc;

use verification::method::{Asker, typed};
use world::{AccountId, Id, Language, Moment, RegistrationId};

use super::*;
use crate::METHODS;

const CHOSEN: [(&str, &str); 3] =
    [("first-pet", "Mister Whiskers"), ("child-dream", "Astronaut"), ("lost-thing", "Een rode paraplu")];

fn words(language: Language) -> web::Wording {
    Arc::new(web::Texts::read(&[web::TEXTS, crate::TEXTS])).wording(language)
}

fn chance(n: u8) -> Chance {
    Moment::with_seed(Timestamp::EPOCH, [n; 32]).chance("test")
}

fn fields(chosen: [(&str, &str); 3]) -> Given {
    let fields = GIVEN.iter().zip(chosen).flat_map(|((question, answer), (key, told))| {
        [((*question).to_owned(), key.to_owned()), ((*answer).to_owned(), told.to_owned())]
    });
    Given { fields: fields.collect(), country: String::new() }
}

fn situated<T>(then: impl FnOnce(&Situation<'_>) -> T) -> T {
    let words = words(Language::ENGLISH);
    then(&Situation {
        words: &words,
        organization: "School",
        user_name: "anna.jansen@school.example",
        account: AccountId::from_array([1; 16]),
        has: &[],
        host: "school.example",
        origin: "https://school.example",
        ends_at: Timestamp::EPOCH,
        asker: Asker::default(),
    })
}

fn offer(chosen: [(&str, &str); 3]) -> Result<Vec<u8>, &'static str> {
    situated(|at| Ok(SecurityQuestions.offer(at, &fields(chosen), &mut chance(1))?.record))
}

fn registered() -> Registration {
    let answer = SecurityQuestions.read(&CHOSEN.map(|(_, told)| told).join("\n")).unwrap();
    let proven = SecurityQuestions.prove(&offer(CHOSEN).unwrap(), &answer, Timestamp::EPOCH).unwrap();
    Registration {
        id: RegistrationId::from_array([1; 16]),
        kind: ABOUT.kind.to_owned(),
        name: String::new(),
        record: proven.record,
        counter: 0,
        created_at: Timestamp::EPOCH,
        used_at: None,
        starts_at: None,
        ends_at: None,
    }
}

#[test]
fn the_answers_are_right_in_the_order_in_which_they_are_asked_and_in_no_other() {
    let registrations = [registered()];
    let mut orders = std::collections::BTreeSet::new();
    for n in 0..40 {
        let begun = situated(|at| SecurityQuestions.begin(at, &registrations, &mut chance(n))).unwrap();
        let asked = questions_of(&begun.record).unwrap();
        let told = asked.map(|key| CHOSEN.iter().find(|(known, _)| *known == key).unwrap().1);
        let check = |told: [&str; 3]| {
            let answer = SecurityQuestions.read(&told.join("\n").to_uppercase()).unwrap();
            SecurityQuestions.check(&begun.record, &registrations, &answer, Timestamp::EPOCH)
        };
        assert_eq!(check(told), Checked::Right(Right::of(registrations[0].id)));
        let [one, two, three] = told;
        for wrong in [[two, one, three], [three, two, one], [one, two, "another"], ["another", two, three]] {
            assert_eq!(check(wrong), Checked::Wrong);
        }
        orders.insert(asked);
    }
    assert_eq!(orders.len(), 6, "they are asked in every order");
}

#[test]
fn nobody_is_asked_the_same_three_whenever_they_are_asked_and_can_never_answer() {
    let asked = |own: u8, n: u8| {
        let begun = situated(|at| {
            let (own, chance) = (&mut chance(own), &mut chance(n));
            SecurityQuestions.begin_for_nobody(at, own, chance)
        });
        begun.unwrap().record
    };
    let sorted = |record: &[u8]| {
        let mut keys = questions_of(record).unwrap();
        keys.sort_unstable();
        keys
    };
    let mut seen = std::collections::BTreeSet::new();
    for own in 0..200 {
        let [one, two, three] = sorted(&asked(own, 1));
        assert!(one != two && two != three);
        assert_eq!(sorted(&asked(own, 2)), [one, two, three]);
        seen.extend([one, two, three]);
        let answer = SecurityQuestions.read("one\ntwo\nthree").unwrap();
        let checked = SecurityQuestions.check(&asked(own, 1), &[], &answer, Timestamp::EPOCH);
        assert_eq!(checked, Checked::Wrong);
    }
    assert_eq!(seen.len(), QUESTIONS.len(), "every question is drawn");
}

#[test]
fn what_anybody_could_guess_is_refused() {
    let with = |n: usize, key: &'static str, told: &'static str| {
        let mut chosen = CHOSEN;
        chosen[n] = (key, told);
        offer(chosen)
    };
    assert!(offer(CHOSEN).is_ok());
    assert_eq!(with(0, "", "Rex the dog"), Err("no-question"));
    assert_eq!(with(0, "no-such-question", "Rex the dog"), Err("no-question"));
    assert_eq!(with(0, "child-dream", "Rex the dog"), Err("same-question"));
    assert_eq!(with(2, "first-pet", "Rex the dog"), Err("same-question"));
    assert_eq!(with(1, "child-dream", "ab"), Err("length"));
    assert_eq!(with(1, "child-dream", "een\nantwoord"), Err("length"));
    assert_eq!(with(2, "lost-thing", " mister  WHISKERS"), Err("same-answer"));
    assert_eq!(with(0, "first-pet", "First Pet"), Err("in-question"));
    assert_eq!(with(0, "first-pet", "Jansen"), Err("is-name"));
    assert_eq!(with(0, "first-pet", "school.example"), Err("is-name"));
}

#[test]
fn no_answer_stands_in_what_is_kept() {
    let record = registered().record;
    for (_, told) in CHOSEN {
        let told = told::folded(told);
        assert!(!record.windows(told.len()).any(|part| part.eq_ignore_ascii_case(told.as_bytes())));
    }
    // The same answers are kept otherwise by everybody.
    let other = situated(|at| SecurityQuestions.offer(at, &fields(CHOSEN), &mut chance(2)).unwrap().record);
    assert_ne!(record, other);
}

#[test]
fn it_takes_three_answers_and_no_other_number() {
    let read = |all: &[&str]| SecurityQuestions.read(&all.join("\n"));
    assert!(read(&["one", "two", "three"]).is_some());
    for no in [&[][..], &["one"], &["one", "two"], &["one", "", "three"], &["one", "two", "three", "four"]] {
        assert!(read(no).is_none(), "{no:?}");
    }
    let in_fields = |name: &str| if name == "answer-2" { "two" } else { "some" };
    assert_eq!(typed(in_fields), "some\ntwo\nsome");
    assert_eq!(typed(|name| if name == "answer" { "123456" } else { "" }), "123456");
}

#[test]
fn they_serve_a_reset_where_they_are_turned_on_and_nothing_else() {
    let is_there = |methods: verification::Methods| methods.find(ABOUT.name.as_str()).is_some();
    assert!(!is_there(METHODS) && !is_there(METHODS.with_turned_on(true)));
    assert!(!is_there(METHODS.for_reset()) && !is_there(METHODS.for_set_up()));
    assert!(is_there(METHODS.for_reset().with_turned_on(true)));
    assert!(is_there(METHODS.for_set_up().with_turned_on(true)));
}

#[test]
fn every_question_is_asked_in_every_language_in_words_of_its_own() {
    for language in world::language::LANGUAGES {
        let words = words(*language);
        let said: std::collections::BTreeSet<_> = QUESTIONS.iter().map(|key| says(&words, key)).collect();
        assert_eq!(said.len(), QUESTIONS.len());
        assert!(said.iter().all(|said| said.ends_with('?') && !said.starts_with('[')));
    }
}
