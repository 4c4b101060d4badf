//! Having it sent again: the same for everybody, not too soon, and counted.

use accounts::Role;
use methods::authenticator_app::AppCode;
use methods::mail_code::MailCode;
use methods::phone_call::PhoneCall;
use methods::text_message::TextMessage;
use store::testing::each_engine;

use super::school::{LIMITS, School, boundless};
use super::*;

const HALF_A_MINUTE: Span = Span::seconds(30);

#[test]
fn a_text_is_sent_again_after_half_a_minute_and_its_number_is_not_asked_for_again() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        school.asks(&here, (&TextMessage, "mobile"));
        let none = nothing(&school);
        assert_eq!(school.sends_again(&here, none), AgainDone::Stale, "the number comes first");
        assert_eq!(school.types_number(&here, &anna.number), NumberDone::Asked);
        let first = school.asked(&here).unwrap();
        school.clock.advance(HALF_A_MINUTE - Span::seconds(1));
        assert_eq!(school.sends_again(&here, first), AgainDone::TooSoon);
        school.clock.advance(Span::seconds(1));
        assert_eq!(school.sends_again(&here, first), AgainDone::Sent);
        assert_eq!(school.sends_again(&here, first), AgainDone::Stale, "there is another one now");
        let texts = school.sent();
        assert_eq!(texts.len(), 2);
        let second = school.asked(&here).unwrap();
        assert!(matches!(school.answers(&here, first, &texts[0].1), ProofDone::Stale));
        assert!(matches!(school.answers(&here, second, &texts[1].1), ProofDone::Right(_)));
    });
}

#[test]
fn what_is_sent_again_counts_as_the_first_time_did() {
    each_engine(|store| {
        let school = School::new(&store, &Limits { proofs: boundless().proofs, ..LIMITS });
        let anna = school.person("anna", Role::Person, 1);
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        school.asks(&here, (&TextMessage, "mobile"));
        assert_eq!(school.types_number(&here, &anna.number), NumberDone::Asked);
        for _ in 0..4 {
            school.clock.advance(HALF_A_MINUTE);
            assert_eq!(school.sends_again(&here, school.asked(&here).unwrap()), AgainDone::Sent);
        }
        school.clock.advance(HALF_A_MINUTE);
        let rests = AgainDone::Resting(school.now() - HALF_A_MINUTE + Span::hours(24));
        assert_eq!(school.sends_again(&here, school.asked(&here).unwrap()), rests);
        assert_eq!(school.sent().len(), 5);
    });
}

#[test]
fn nobody_has_it_sent_again_like_anybody() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let nobody = school.user_name("nobody");
        let walks = |browser, name| {
            let here = school.begun(browser, name, Aim::Forgotten);
            school.asks(&here, (&MailCode, ""));
            let mut seen = Vec::new();
            for seconds in [0, 12, 18, 0] {
                school.clock.advance(Span::seconds(seconds));
                let View::Ask(asked) = school.look(&here) else { panic!("it asks") };
                seen.push((asked.again_in, school.sends_again(&here, asked.challenge)));
            }
            seen
        };
        let anybody = walks(1, &anna.name);
        assert_eq!(anybody.iter().filter(|(_, done)| *done == AgainDone::Sent).count(), 1);
        assert_eq!(anybody, walks(2, &nobody));
        assert_eq!(school.sent().len(), 2, "and only to her");
    });
}

#[test]
fn a_call_comes_again_after_a_minute() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        school.asks(&here, (&PhoneCall, "mobile"));
        assert_eq!(school.types_number(&here, &anna.number), NumberDone::Asked);
        let first = school.asked(&here).unwrap();
        school.clock.advance(Span::seconds(59));
        assert_eq!(school.sends_again(&here, first), AgainDone::TooSoon);
        school.clock.advance(Span::seconds(1));
        assert_eq!(school.sends_again(&here, first), AgainDone::Sent);
        assert_eq!(school.sent().len(), 2);
    });
}

#[test]
fn what_is_typed_from_an_app_is_not_sent_again() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        school.asks(&here, (&AppCode, ""));
        let View::Ask(asked) = school.look(&here) else { panic!("it asks") };
        assert_eq!(asked.again_in, None);
        school.clock.advance(HALF_A_MINUTE);
        assert_eq!(school.sends_again(&here, asked.challenge), AgainDone::Stale);
    });
}

/// The id of a challenge that is not there.
fn nothing(school: &School) -> ChallengeId {
    school.moment().chance("no challenge").id(school.now())
}
