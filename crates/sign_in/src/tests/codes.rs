//! Codes: resting, each one once, on two servers as on one, and clocks that are set back.

use std::sync::Barrier;

use accounts::Role;
use store::testing::{each_database, each_engine};
use store::{MIGRATIONS, Store};
use verification::SecondStepRule;
use world::Span;

use super::school::{School, Typed, password_of, secret};
use super::*;

/// A school with Anna, who has an app.
fn school(store: &Store) -> (School, AccountId) {
    let school = School::new(store, SecondStepRule::WhenSetUp);
    let anna = school.add("anna", Role::Person);
    school.give_app(anna, &secret(1));
    (school, anna)
}

/// A sign-in of Anna's that waits for a code, and its challenge.
fn asked(school: &School, browser: u8) -> (Here, ChallengeId) {
    let here = school.begins(browser, "anna");
    let Typed::Right(token) = school.password(&here, &password_of("anna")) else { panic!("not right") };
    let here = school.at(browser, Some(token.hash()));
    let challenge = school.asked(&here).unwrap();
    (here, challenge)
}

#[test]
fn five_wrong_codes_rest_the_method_for_fifteen_minutes_in_every_browser() {
    each_engine(|store| {
        let (school, _) = school(&store);
        let (here, challenge) = asked(&school, 1);
        for _ in 0..5 {
            assert!(matches!(school.answer(&here, challenge, "123456"), AnswerDone::Wrong));
        }
        let until = school.now() + Span::minutes(15);
        let right = school.code(&secret(1), 0);
        for (here, challenge) in [(here, challenge), asked(&school, 2)] {
            let said = school.answer(&here, challenge, &right);
            assert!(matches!(said, AnswerDone::Resting(at) if at == until), "{said:?}");
            let View::Ask { resting_until, .. } = school.look(&here) else { panic!("no code is asked for") };
            assert_eq!(resting_until, Some(until));
        }
        school.clock.set(until);
        let (here, challenge) = asked(&school, 1);
        let right = school.code(&secret(1), 0);
        assert!(matches!(school.answer(&here, challenge, &right), AnswerDone::Right(_)));
    });
}

#[test]
fn what_cannot_be_a_code_costs_no_try() {
    each_engine(|store| {
        let (school, _) = school(&store);
        let (here, challenge) = asked(&school, 1);
        for _ in 0..20 {
            assert!(matches!(school.answer(&here, challenge, "12345"), AnswerDone::Unreadable));
        }
        let right = school.code(&secret(1), 0);
        assert!(matches!(school.answer(&here, challenge, &right), AnswerDone::Right(_)));
    });
}

#[test]
fn a_code_is_taken_once_even_when_the_clock_is_set_back() {
    each_engine(|store| {
        let (school, _) = school(&store);
        let (here, challenge) = asked(&school, 1);
        let code = school.code(&secret(1), 0);
        assert!(matches!(school.answer(&here, challenge, &code), AnswerDone::Right(_)));
        let (other, challenge) = asked(&school, 2);
        assert!(matches!(school.answer(&other, challenge, &code), AnswerDone::AlreadyUsed));
        school.clock.advance(Span::seconds(-60));
        let (other, challenge) = asked(&school, 2);
        let earlier = school.code(&secret(1), 0);
        assert!(matches!(school.answer(&other, challenge, &earlier), AnswerDone::AlreadyUsed));
    });
}

#[test]
fn a_password_from_the_future_is_asked_for_again() {
    each_engine(|store| {
        let (school, _) = school(&store);
        let (here, challenge) = asked(&school, 1);
        school.clock.advance(Span::hours(-1));
        assert!(matches!(school.look(&here), View::Password { .. }));
        let code = school.code(&secret(1), 0);
        assert!(matches!(school.answer(&here, challenge, &code), AnswerDone::Stale));
        assert!(school.finish(&here, false).is_none());
    });
}

#[test]
fn two_servers_take_one_code_once() {
    each_database(MIGRATIONS, |database, list| {
        let stores = [(); 2].map(|()| Store::open_with(database, list).unwrap());
        let (first, _) = school(&stores[0]);
        let second = first.served_by(&stores[1]);
        for round in 0..5 {
            first.clock.advance(Span::minutes(1));
            let waiting = [asked(&first, 1), asked(&second, 2)];
            let (code, start) = (first.code(&secret(1), 0), Barrier::new(2));
            let said = std::thread::scope(|scope| {
                let threads =
                    [&first, &second].into_iter().zip(&waiting).map(|(school, (here, challenge))| {
                        let (code, start) = (&code, &start);
                        scope.spawn(move || {
                            start.wait();
                            school.answer(here, *challenge, code)
                        })
                    });
                threads.collect::<Vec<_>>().into_iter().map(|one| one.join().unwrap()).collect::<Vec<_>>()
            });
            let right = said.iter().filter(|said| matches!(said, AnswerDone::Right(_))).count();
            let used = said.iter().filter(|said| matches!(said, AnswerDone::AlreadyUsed)).count();
            assert_eq!((right, used), (1, 1), "round {round}: {said:?}");
        }
    });
}

#[test]
fn an_app_that_is_taken_away_in_the_middle_is_asked_for_no_more() {
    each_engine(|store| {
        let (school, anna) = school(&store);
        let (here, challenge) = asked(&school, 1);
        school.take_apps(anna);
        let code = school.code(&secret(1), 0);
        assert!(matches!(school.answer(&here, challenge, &code), AnswerDone::Stale));
        assert!(matches!(school.look(&here), View::Stay), "this school asks only who has one");
        let strict = school.neighbour(SecondStepRule::Required);
        strict.add("dora", Role::Person);
        let here = strict.begins(1, "dora");
        let Typed::Right(token) = strict.password(&here, &password_of("dora")) else { panic!("not right") };
        let here = strict.at(1, Some(token.hash()));
        assert!(matches!(strict.look(&here), View::MoreInformation { .. }));
        assert!(strict.finish(&here, false).is_none());
    });
}
