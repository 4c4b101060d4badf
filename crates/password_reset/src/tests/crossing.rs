//! Tokens, challenges and codes in the wrong place.

use accounts::Role;
use methods::authenticator_app::AppCode;
use methods::mail_code::MailCode;
use store::testing::each_engine;
use verification::reset::Gates;

use super::school::{School, boundless};
use super::*;

#[test]
fn a_task_serves_one_beginning() {
    each_engine(|store| {
        let school = School::new(&store, &boundless());
        let beginning = Beginning { user_name: school.user_name("anna"), work: [7; 32], answered: false };
        let here = school.at(1, None);
        assert!(matches!(school.begins_with(&here, beginning.clone()), BeginDone::Begun(_)));
        let other = Beginning { user_name: school.user_name("bas"), ..beginning.clone() };
        assert!(matches!(school.begins_with(&here, other), BeginDone::Used));
        // Also a while after the reset has ended.
        school.clock.advance(Span::minutes(20));
        assert!(matches!(school.begins_with(&here, beginning), BeginDone::Used));
    });
}

#[test]
fn a_cookie_in_another_browser_or_school_is_none() {
    each_engine(|store| {
        let (school, other) = (School::new(&store, &boundless()), School::new(&store, &boundless()));
        let anna = school.person("anna", Role::Person, 1);
        let here = asking(Gates::One, school.begun(1, &anna.name, Aim::Forgotten));
        let here = school.proves(&here, (&AppCode, ""), &school.code(&anna.secret));
        for place in [school.at(2, here.attempt), other.at(1, here.attempt), school.at(1, None)] {
            let place = asking(Gates::One, place);
            assert!(matches!(school.look(&place), View::Start));
            assert!(!school.sets(&place));
        }
        assert!(school.sets(&here));
    });
}

#[test]
fn the_token_changes_with_a_proof() {
    each_engine(|store| {
        let school = School::new(&store, &boundless());
        let anna = school.person("anna", Role::Person, 1);
        let before = asking(Gates::One, school.begun(1, &anna.name, Aim::Forgotten));
        let after = school.proves(&before, (&AppCode, ""), &school.code(&anna.secret));
        assert!(matches!(school.look(&before), View::Start) && !school.sets(&before));
        assert!(school.sets(&after));
    });
}

#[test]
fn a_code_and_its_challenge_belong_to_one_reset() {
    each_engine(|store| {
        let school = School::new(&store, &boundless());
        let (anna, bas) = (school.person("anna", Role::Person, 1), school.person("bas", Role::Person, 2));
        let ask = |browser, name| {
            let here = school.begun(browser, name, Aim::Forgotten);
            school.asks(&here, (&MailCode, ""));
            let code = school.sent().pop().unwrap().1;
            (school.asked(&here).unwrap(), code, here)
        };
        let (of_anna, of_bas) = (ask(1, &anna.name), ask(2, &bas.name));
        let (again, elsewhere) = (ask(1, &anna.name), ask(3, &anna.name));
        for (challenge, code, _) in [&of_bas, &again, &elsewhere] {
            assert!(matches!(school.answers(&of_anna.2, *challenge, code), ProofDone::Stale));
            assert!(matches!(school.answers(&of_anna.2, of_anna.0, code), ProofDone::Wrong));
        }
        let ProofDone::Right(_) = school.answers(&of_anna.2, of_anna.0, &of_anna.1) else {
            panic!("it is good where it belongs")
        };
        // And once.
        assert!(matches!(school.answers(&of_anna.2, of_anna.0, &of_anna.1), ProofDone::Stale));
    });
}

#[test]
fn an_earlier_challenge_of_the_same_reset_is_over_once_another_is_asked() {
    each_engine(|store| {
        let school = School::new(&store, &boundless());
        let anna = school.person("anna", Role::Person, 1);
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        school.asks(&here, (&MailCode, ""));
        let (first, code) = (school.asked(&here).unwrap(), school.sent().pop().unwrap().1);
        school.asks(&here, (&AppCode, ""));
        assert!(matches!(school.answers(&here, first, &code), ProofDone::Stale));
        let challenge = school.asked(&here).unwrap();
        assert!(matches!(school.answers(&here, challenge, &code), ProofDone::Wrong));
    });
}

#[test]
fn a_code_of_the_app_serves_once_over_all_resets() {
    each_engine(|store| {
        let school = School::new(&store, &boundless());
        let anna = school.person("anna", Role::Person, 1);
        let code = school.code(&anna.secret);
        school.proves(&school.begun(1, &anna.name, Aim::Forgotten), (&AppCode, ""), &code);
        let here = school.begun(2, &anna.name, Aim::Forgotten);
        school.asks(&here, (&AppCode, ""));
        let challenge = school.asked(&here).unwrap();
        assert!(matches!(school.answers(&here, challenge, &code), ProofDone::AlreadyUsed));
    });
}
