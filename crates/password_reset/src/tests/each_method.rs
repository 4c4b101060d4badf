//! Every way to show that it is the person has its count: codes of an app, on paper, by mail, by text and by voice, calls, and requests.

use accounts::Role;
use methods::authenticator_app::{AppCode, AppNotification};
use methods::mail_code::MailCode;
use methods::phone_call::{PhoneCall, SpokenCode};
use methods::recovery_codes::RecoveryCodes;
use methods::text_message::TextMessage;
use store::testing::each_engine;
use verification::Method;
use verification::apps::FromApp;

use super::passing::{app_says, pairs};
use super::school::{LIMITS, Person, School, boundless};
use super::*;

const DAY: Span = Span::hours(24);

/// Every way that is answered by typing, and what is never right there.
const TYPED: [(&dyn Method, &str, &str); 5] = [
    (&AppCode, "", "000000"),
    (&RecoveryCodes, "", "zzzzz-zzzzz"),
    (&MailCode, "", "000000"),
    (&TextMessage, "mobile", "000000"),
    (&SpokenCode, "mobile", "000000"),
];

/// Asks in a way, with the right number where one is asked for.
fn asks(school: &School, here: &Here, anna: &Person, way: (&dyn Method, &str)) -> AskDone {
    let asked = school.asks(here, way);
    if asked != AskDone::Asked || school.asked(here).is_some() {
        return asked;
    }
    match school.types_number(here, &anna.number) {
        NumberDone::Asked => AskDone::Asked,
        NumberDone::Resting(until) => AskDone::Resting(until),
        other => panic!("{other:?}"),
    }
}

#[test]
fn five_wrong_codes_of_any_method_in_an_hour_rest_that_method_for_a_day_and_no_other() {
    each_engine(|store| {
        for (method, way, wrong) in TYPED {
            let name = method.about().name.as_str();
            let school = School::new(&store, &Limits { proofs: boundless().proofs, ..LIMITS });
            let anna = school.person("anna", Role::Person, 1);
            let errs = |browser, times: usize| {
                let here = school.begun(browser, &anna.name, Aim::Forgotten);
                // Where a number comes first, that rests too.
                if let AskDone::Resting(until) = asks(&school, &here, &anna, (method, way)) {
                    return vec![ProofDone::Resting(until)];
                }
                let challenge = school.asked(&here).unwrap();
                (0..times).map(|_| school.answers(&here, challenge, wrong)).collect::<Vec<_>>()
            };
            let all_wrong = |done: &[ProofDone]| done.iter().all(|done| matches!(done, ProofDone::Wrong));
            assert!(all_wrong(&errs(1, 4)), "{name}");
            school.clock.advance(Span::minutes(59));
            // The fifth is looked at, and no more: from whatever browser.
            let [fifth, sixth] = &errs(1, 2)[..] else { panic!("two") };
            let until = school.now() + DAY;
            assert!(matches!(fifth, ProofDone::Wrong), "{name}: {fifth:?}");
            assert!(matches!(sixth, ProofDone::Resting(at) if *at == until), "{name}: {sixth:?}");
            assert!(matches!(errs(2, 1)[..], [ProofDone::Resting(at)] if at == until), "{name}");
            let here = school.begun(3, &anna.name, Aim::Forgotten);
            if name == "app_code" {
                school.proves(&here, (&RecoveryCodes, ""), &anna.codes[0]);
            } else {
                school.proves(&here, (&AppCode, ""), &school.code(&anna.secret));
            }
            school.clock.set(until);
            assert!(all_wrong(&errs(1, 4)), "{name}");
        }
    });
}

#[test]
fn five_wrong_proofs_add_up_over_all_methods() {
    each_engine(|store| {
        for left_out in 0..=TYPED.len() {
            let school = School::new(&store, &LIMITS);
            let anna = school.person("anna", Role::Person, 1);
            let here = school.begun(1, &anna.name, Aim::Forgotten);
            // Five of six: each counts.
            if left_out < TYPED.len() {
                assert_eq!(school.asks(&here, (&PhoneCall, "mobile")), AskDone::Asked);
                assert_eq!(school.types_number(&here, "+31611111199"), NumberDone::Wrong);
            }
            for (_, (method, way, wrong)) in TYPED.into_iter().enumerate().filter(|(n, _)| *n != left_out) {
                assert!(!matches!(school.look(&here), View::Resting(_)), "{left_out}");
                assert_eq!(asks(&school, &here, &anna, (method, way)), AskDone::Asked);
                let done = school.answers(&here, school.asked(&here).unwrap(), wrong);
                assert!(matches!(done, ProofDone::Wrong), "{left_out}: {done:?}");
            }
            let rests = AskDone::Resting(school.now() + DAY);
            for (method, way, _) in TYPED {
                assert_eq!(school.asks(&here, (method, way)), rests, "{left_out}");
            }
            for (method, way) in [(&PhoneCall as &dyn Method, "mobile"), (&AppNotification, "")] {
                assert_eq!(school.asks(&here, (method, way)), rests, "{left_out}");
            }
        }
    });
}

#[test]
fn five_wrong_numbers_for_calls_in_an_hour_rest_them_for_a_day_and_so_do_five_calls() {
    each_engine(|store| {
        let limits = Limits { proofs: boundless().proofs, resets: boundless().resets, ..LIMITS };
        let school = School::new(&store, &limits);
        for (n, method) in [(1, &PhoneCall as &dyn Method), (2, &SpokenCode)] {
            let anna = school.person(&format!("anna{n}"), Role::Person, n);
            let types = |number: &str| {
                let here = school.begun(n, &anna.name, Aim::Forgotten);
                assert_eq!(school.asks(&here, (method, "mobile")), AskDone::Asked);
                school.types_number(&here, number)
            };
            for wrong in 0..4 {
                assert_eq!(types(&format!("+316111{n}112{wrong}")), NumberDone::Wrong);
            }
            school.clock.advance(Span::minutes(59));
            assert_eq!(types(&format!("+316111{n}1124")), NumberDone::Wrong);
            let until = school.now() + DAY;
            assert_eq!(types(&anna.number), NumberDone::Resting(until));
            assert_eq!(school.sent(), []);
            school.clock.set(until);
            for call in 0..5 {
                assert_eq!(types(&anna.number), NumberDone::Asked, "{call}");
                assert_eq!(school.sent().len(), 1);
            }
            assert_eq!(types(&anna.number), NumberDone::Resting(school.now() + DAY));
            assert_eq!(school.sent(), []);
        }
    });
}

#[test]
fn five_requests_in_the_app_in_an_hour_rest_them_for_a_day_for_somebody_and_nobody() {
    each_engine(|store| {
        let school = School::new(&store, &Limits { resets: boundless().resets, ..LIMITS });
        let anna = school.person("anna", Role::Person, 1);
        let app = pairs(&school, &anna);
        for (browser, name) in [(1, anna.name.clone()), (2, school.user_name("nobody"))] {
            let asks = || {
                let here = school.begun(browser, &name, Aim::Forgotten);
                (school.asks(&here, (&AppNotification, "")), here)
            };
            for n in 0..5 {
                school.clock.advance(Span::minutes(14));
                let (asked, here) = asks();
                assert_eq!(asked, AskDone::Asked, "{name} {n}");
                let challenge = school.asked(&here).unwrap();
                // No page shows a number of three digits.
                app_says(&school, challenge, &FromApp::Approved(app, "100".to_owned()));
                assert!(matches!(school.collects(&here, challenge), ProofDone::Waiting));
                assert!(matches!(school.look(&here), View::Ask(_)), "nobody is told");
            }
            let until = school.now() + DAY;
            school.clock.advance(Span::minutes(3));
            assert_eq!(asks().0, AskDone::Resting(until), "{name}");
            school.clock.set(until - Span::seconds(1));
            assert_eq!(asks().0, AskDone::Resting(until), "{name}");
            school.clock.set(until);
            assert_eq!(asks().0, AskDone::Asked, "{name}");
        }
    });
}
