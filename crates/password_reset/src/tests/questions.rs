//! Security questions: one way where an organization has turned them on, and for its administrators never.

use accounts::Role;
use methods::authenticator_app::AppCode;
use methods::recovery_codes::RecoveryCodes;
use methods::security_questions::{self, QUESTIONS, SecurityQuestions};
use store::testing::each_engine;
use verification::method::Asked as AskedOf;
use verification::reset::Gates;
use verification::{Method, registrations};
use world::Language;
use world::text::UserName;

use super::school::{LIMITS, Person, School, boundless};
use super::*;
use crate::gate::ways;

const QUESTIONS_WAY: (&dyn Method, &str) = (&SecurityQuestions, "");
const WRONG: &str = "one\ntwo\nthree";

fn school(store: &store::Store, limits: &Limits) -> School {
    let mut school = School::new(store, limits);
    school.organization.resets.questions = true;
    school
}

/// The record of what the page asks.
fn shown(school: &School, here: &Here) -> Vec<u8> {
    let View::Ask(asked) = school.look(here) else { panic!("it asks") };
    asked.record
}

/// Answers the questions of the page as this person would.
fn answers_as(school: &School, here: &Here, person: &Person) -> ProofDone {
    assert_eq!(school.asks(here, QUESTIONS_WAY), AskDone::Asked);
    let typed = person.tells(&shown(school, here));
    school.answers(here, school.asked(here).unwrap(), &typed)
}

/// The page in words, with what is drawn left out.
fn page(school: &School, here: &Here) -> String {
    let View::Ask(asked) = school.look(here) else { panic!("it asks") };
    let words = school.desk.texts.wording(Language::ENGLISH);
    let of = AskedOf { record: &asked.record, registrations: &asked.registrations, problem: None };
    let mut page = asked.method.ask(&words, &of).as_str().to_owned();
    for key in QUESTIONS {
        page = page.replace(&world::Words::say(&words, &format!("method-security_questions-ask-{key}")), "?");
    }
    page
}

/// Which questions are asked of this name, in whatever order.
fn asked_of(school: &School, name: &UserName, browser: u8) -> Vec<String> {
    let here = school.begun(browser, name, Aim::Forgotten);
    assert_eq!(school.asks(&here, QUESTIONS_WAY), AskDone::Asked);
    let record = String::from_utf8(shown(school, &here)).unwrap();
    let mut keys: Vec<_> = record.split(' ').map(str::to_owned).collect();
    keys.sort();
    keys
}

#[test]
fn the_answers_and_another_method_are_enough_and_the_answers_alone_are_not() {
    each_engine(|store| {
        let school = school(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        let ProofDone::Right(token) = answers_as(&school, &here, &anna) else { panic!("they are right") };
        let here = Here { attempt: Some(token.hash()), ..here };
        assert!(matches!(school.look(&here), View::Choose { .. }) && !school.sets(&here));
        assert_eq!(school.asks(&here, QUESTIONS_WAY), AskDone::Stale, "once is enough");
        let here = school.proves(&here, (&AppCode, ""), &school.code(&anna.secret));
        assert!(school.sets(&here));

        // Where one method is enough, they are one.
        let here = asking(Gates::One, school.begun(2, &anna.name, Aim::Forgotten));
        let ProofDone::Right(token) = answers_as(&school, &here, &anna) else { panic!("they are right") };
        assert!(school.sets(&Here { attempt: Some(token.hash()), ..here }));
    });
}

#[test]
fn where_they_are_off_they_are_neither_shown_nor_accepted() {
    each_engine(|store| {
        let mut school = school(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let shows = |school: &School| {
            let mut all = ways(school.desk.ways(&school.organization), &[]);
            all.any(|(method, _)| method.about().name == SecurityQuestions.about().name)
        };
        assert!(shows(&school));
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        assert_eq!(school.asks(&here, QUESTIONS_WAY), AskDone::Asked);
        let (challenge, typed) = (school.asked(&here).unwrap(), anna.tells(&shown(&school, &here)));
        school.organization.resets.questions = false;
        assert!(!shows(&school));
        let mut off = here.clone();
        off.organization = school.organization.clone();
        assert!(matches!(school.look(&off), View::Choose { .. }));
        assert!(matches!(school.answers(&off, challenge, &typed), ProofDone::Stale));
        assert_eq!(school.asks(&off, QUESTIONS_WAY), AskDone::Stale);
        assert!(matches!(school.answers(&here, challenge, &typed), ProofDone::Right(_)), "it was the switch");
    });
}

#[test]
fn an_administrators_answers_are_never_right() {
    each_engine(|store| {
        let school = school(&store, &boundless());
        let mark = school.person("mark", Role::Administrator, 2);
        for gates in [Gates::One, Gates::Two] {
            let here = asking(gates, school.begun(1, &mark.name, Aim::Forgotten));
            assert_eq!(school.asks(&here, QUESTIONS_WAY), AskDone::Asked);
            let challenge = school.asked(&here).unwrap();
            let all = mark.answers.clone();
            for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
                let typed = order.map(|n: usize| all[n].1.as_str()).join("\n");
                assert!(matches!(school.answers(&here, challenge, &typed), ProofDone::Wrong));
            }
            let told = mark.tells(&shown(&school, &here));
            assert!(matches!(school.answers(&here, challenge, &told), ProofDone::Wrong));
            assert!(!school.sets(&here));
        }
    });
}

#[test]
fn nobody_is_asked_as_somebody_is_and_the_same_whenever_they_ask() {
    each_engine(|store| {
        let school = school(&store, &boundless());
        let anna = school.person("anna", Role::Person, 1);
        school.account("eva", Role::Person);
        school.person("mark", Role::Administrator, 2);
        let gone = school.person("tom", Role::Person, 3);
        school.disable(gone.account);
        let walk = |name: &UserName, browser| {
            let here = school.begun(browser, name, Aim::Forgotten);
            let asks = format!("{:?}", school.asks(&here, QUESTIONS_WAY));
            let seen = page(&school, &here);
            let answered =
                |typed| format!("{:?}", school.answers(&here, school.asked(&here).unwrap(), typed));
            vec![asks, seen, answered(WRONG), answered("one\ntwo"), answered("a\nb\nc"), page(&school, &here)]
        };
        let known = walk(&anna.name, 1);
        assert_eq!(known[1].matches('?').count(), 3, "{}", known[1]);
        let mut distinct = std::collections::BTreeSet::new();
        for (name, browser) in [("nobody", 2), ("eva", 3), ("mark", 4), ("tom", 5), ("noone", 6)] {
            let name = school.user_name(name);
            assert_eq!(walk(&name, browser), known, "{name:?}");
            let asked = asked_of(&school, &name, browser);
            assert!(asked[0] != asked[1] && asked[1] != asked[2]);
            school.clock.advance(Span::days(100));
            assert_eq!(asked_of(&school, &name, browser + 10), asked, "{name:?} is asked otherwise");
            distinct.insert(asked);
        }
        assert!(distinct.len() > 3);
        assert_eq!(asked_of(&school, &anna.name, 7), ["child-dream", "first-pet", "lost-thing"]);
    });
}

#[test]
fn five_wrong_sets_of_answers_in_an_hour_rest_them_for_a_day_for_somebody_and_nobody() {
    each_engine(|store| {
        let school = school(&store, &Limits { proofs: boundless().proofs, ..LIMITS });
        let anna = school.person("anna", Role::Person, 1);
        for name in [anna.name.clone(), school.user_name("nobody")] {
            let here = school.begun(1, &name, Aim::Forgotten);
            for _ in 0..5 {
                school.asks(&here, QUESTIONS_WAY);
                let challenge = school.asked(&here).unwrap();
                assert!(matches!(school.answers(&here, challenge, "a\nb\nc"), ProofDone::Unreadable));
                assert!(matches!(school.answers(&here, challenge, WRONG), ProofDone::Wrong));
            }
            let ProofDone::Resting(until) = answers_as(&school, &here, &anna) else { panic!("they rest") };
            assert_eq!(until, school.now() + Span::hours(24));
        }
        // Other ways are open, and so are the questions a day later.
        let here = school.begun(2, &anna.name, Aim::Forgotten);
        school.proves(&here, (&RecoveryCodes, ""), &anna.codes[0]);
        school.clock.advance(Span::hours(24));
        let here = school.begun(3, &anna.name, Aim::Forgotten);
        assert!(matches!(answers_as(&school, &here, &anna), ProofDone::Right(_)));
    });
}

#[test]
fn what_was_asked_before_the_questions_were_chosen_anew_is_answered_by_neither() {
    each_engine(|store| {
        let school = school(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        school.asks(&here, QUESTIONS_WAY);
        let (challenge, old) = (school.asked(&here).unwrap(), anna.tells(&shown(&school, &here)));
        let chosen = [("first-job", "the mill"), ("first-boss", "Mr. Miller"), ("child-toy", "Teddy")];
        let new = security_questions::registration_of(chosen, &mut school.moment().chance("new")).unwrap();
        let (whose, vault, moment) =
            ((school.organization.id, anna.account), school.desk.vault.clone(), school.moment());
        school.write(move |t| {
            let (kind, pool, proven) = new.clone();
            registrations::remove_pool(t, whose, pool)?;
            Ok(registrations::import(t, &vault, whose, (kind, pool, "new"), &proven, &moment)?)
        });
        for typed in [old.as_str(), "the mill\nmr. miller\nteddy"] {
            assert!(matches!(school.answers(&here, challenge, typed), ProofDone::Wrong));
        }
        assert_eq!(asked_of(&school, &anna.name, 2), ["child-toy", "first-boss", "first-job"]);
    });
}
