//! Every count, with a clock that is moved.

use accounts::Role;
use methods::authenticator_app::AppCode;
use methods::mail_code::MailCode;
use methods::recovery_codes::RecoveryCodes;
use methods::text_message::TextMessage;
use store::testing::each_engine;
use verification::reset::Gates;

use super::school::{LIMITS, Person, School, allowance, boundless};
use super::*;

const DAY: Span = Span::hours(24);

/// A code that is never right.
fn wrong(school: &School, here: &Here) -> ProofDone {
    let asked = school.asks(here, (&RecoveryCodes, ""));
    if let AskDone::Resting(until) = asked {
        return ProofDone::Resting(until);
    }
    school.answers(here, school.asked(here).unwrap(), "zzzzz-zzzzz")
}

fn begun(school: &School, person: &Person, browser: u8) -> Here {
    school.begun(browser, &person.name, Aim::Forgotten)
}

#[test]
fn five_wrong_proofs_in_a_day_rest_for_a_day_for_strangers_whatever_browser_they_take() {
    each_engine(|store| {
        let limits = Limits { of_method: boundless().of_method, resets: boundless().resets, ..LIMITS };
        let school = School::new(&store, &limits);
        let anna = school.person("anna", Role::Person, 1);
        for n in 0..5 {
            let here = begun(&school, &anna, n + 1);
            assert!(matches!(wrong(&school, &here), ProofDone::Wrong), "{n}");
            school.clock.advance(Span::hours(4));
        }
        let here = begun(&school, &anna, 7);
        let View::Resting(until) = school.look(&here) else { panic!("it rests") };
        assert_eq!(until, school.now() - Span::hours(4) + DAY);
        let code = school.code(&anna.secret);
        assert!(matches!(school.asks(&here, (&AppCode, "")), AskDone::Resting(_)));
        school.clock.set(until - Span::seconds(1));
        assert!(matches!(wrong(&school, &begun(&school, &anna, 8)), ProofDone::Resting(_)));
        school.clock.set(until);
        let here = begun(&school, &anna, 9);
        let here = school.proves(&here, (&AppCode, ""), &school.code(&anna.secret));
        assert_ne!(code, school.code(&anna.secret));
        assert!(matches!(school.look(&here), View::Choose { .. }));
    });
}

#[test]
fn five_wrong_codes_of_one_method_in_an_hour_rest_that_method() {
    each_engine(|store| {
        let school = School::new(&store, &Limits { proofs: boundless().proofs, ..LIMITS });
        let anna = school.person("anna", Role::Person, 1);
        let here = begun(&school, &anna, 1);
        assert!((0..5).all(|_| matches!(wrong(&school, &here), ProofDone::Wrong)));
        assert!(matches!(wrong(&school, &here), ProofDone::Resting(until) if until == school.now() + DAY));
        // Another one goes on.
        school.proves(&here, (&AppCode, ""), &school.code(&anna.secret));
        school.clock.advance(DAY);
        assert!(matches!(wrong(&school, &begun(&school, &anna, 1)), ProofDone::Wrong));
        // Fewer in an hour do not add up.
        for _ in 0..3 {
            school.clock.advance(Span::minutes(61));
            let here = begun(&school, &anna, 1);
            assert!((0..4).all(|_| matches!(wrong(&school, &here), ProofDone::Wrong)));
        }
    });
}

#[test]
fn five_resets_of_one_user_name_in_an_hour_rest_for_a_day_known_or_not() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        for name in [anna.name.clone(), school.user_name("nobody")] {
            let begin = |browser| school.begins(&school.at(browser, None), &name);
            assert!((1..=5).all(|n| matches!(begin(n), BeginDone::Begun(_))));
            assert!(matches!(begin(6), BeginDone::Resting(until) if until == school.now() + DAY));
        }
        school.clock.advance(DAY);
        assert!(matches!(school.begins(&school.at(1, None), &anna.name), BeginDone::Begun(_)));
    });
}

#[test]
fn ten_mails_in_ten_minutes_rest_for_a_day_and_so_do_five_texts_in_an_hour() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let here = begun(&school, &anna, 1);
        assert!((0..10).all(|_| school.asks(&here, (&MailCode, "")) == AskDone::Asked));
        assert_eq!(school.asks(&here, (&MailCode, "")), AskDone::Resting(school.now() + DAY));
        assert_eq!(school.sent().len(), 10);
        let text = || {
            assert_eq!(school.asks(&here, (&TextMessage, "mobile")), AskDone::Asked);
            school.types_number(&here, &anna.number)
        };
        assert!((0..5).all(|_| text() == NumberDone::Asked));
        assert_eq!(text(), NumberDone::Resting(school.now() + DAY));
        assert_eq!(school.sent().len(), 5);
    });
}

#[test]
fn a_wrong_number_counts_and_nothing_is_sent_and_one_number_is_not_tried_on_everybody() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let people: Vec<_> = (1..=7).map(|n| school.person(&format!("person{n}"), Role::Person, n)).collect();
        let types = |person: &Person, browser, number: &str| {
            let here = begun(&school, person, browser);
            school.asks(&here, (&TextMessage, "mobile"));
            school.types_number(&here, number)
        };
        assert_eq!(types(&people[0], 1, "06"), NumberDone::Unreadable);
        let mine = "+31611111199";
        for (person, browser) in people.iter().zip(1..).take(5) {
            assert_eq!(types(person, browser, mine), NumberDone::Wrong);
        }
        assert!(matches!(types(&people[5], 6, mine), NumberDone::Resting(_)));
        assert_eq!(school.sent(), []);
        // The right one of the same person is not affected.
        assert_eq!(types(&people[6], 7, "0611111107"), NumberDone::Asked);
        // One account: five wrong numbers are the end for the day.
        let here = begun(&school, &people[0], 1);
        for n in 20..24 {
            school.asks(&here, (&TextMessage, "mobile"));
            assert_eq!(school.types_number(&here, &format!("+316111111{n}")), NumberDone::Wrong);
        }
        assert!(matches!(school.look(&here), View::Resting(_)));
    });
}

#[test]
fn one_address_fails_so_often_at_all_names_and_answers_so_many_questions() {
    each_engine(|store| {
        let few = allowance(5, Span::hours(24), Span::hours(1));
        let limits = Limits { proofs_from_address: few, questions: few, ..boundless() };
        let school = School::new(&store, &limits);
        let name = |n: u8| school.user_name(&format!("name{n}"));
        for n in 0..5 {
            let here = school.begun(1, &name(n), Aim::Forgotten);
            assert!(matches!(wrong(&school, &here), ProofDone::Wrong));
        }
        let here = school.begun(1, &name(6), Aim::Forgotten);
        let rests = school.now() + Span::hours(1);
        assert!(matches!(wrong(&school, &here), ProofDone::Resting(until) if until == rests));
        assert!(matches!(wrong(&school, &school.begun(2, &name(6), Aim::Forgotten)), ProofDone::Wrong));
        let answers = |n: u8, browser| {
            let work = school.moment().chance("work").bytes();
            let beginning = Beginning { user_name: name(n), work, answered: true };
            school.begins_with(&school.at(browser, None), beginning)
        };
        assert!((10..15).all(|n| matches!(answers(n, 3), BeginDone::Begun(_))));
        assert!(matches!(answers(15, 3), BeginDone::Resting(_)));
        assert!(matches!(answers(16, 4), BeginDone::Begun(_)));
    });
}

#[test]
fn success_begins_every_count_anew() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        for browser in 1..=4 {
            assert!(matches!(wrong(&school, &begun(&school, &anna, browser)), ProofDone::Wrong));
        }
        let here = asking(Gates::One, begun(&school, &anna, 5));
        let here = school.proves(&here, (&RecoveryCodes, ""), &anna.codes[0]);
        assert!(school.sets(&here));
        for browser in 1..=4 {
            assert!(matches!(wrong(&school, &begun(&school, &anna, browser)), ProofDone::Wrong));
        }
    });
}

#[test]
fn a_stranger_does_not_lock_out_a_browser_that_has_signed_in_before() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let here = begun(&school, &anna, 1);
        assert!((0..5).all(|_| matches!(wrong(&school, &here), ProofDone::Wrong)));
        assert!(matches!(school.look(&begun(&school, &anna, 2)), View::Resting(_)));
        school.signs_in(&anna, 3);
        let own = begun(&school, &anna, 3);
        assert!(matches!(school.look(&own), View::Choose { .. }));
        school.proves(&own, (&AppCode, ""), &school.code(&anna.secret));
    });
}
