//! Passing: the session, its record, and stepping up.

use accounts::{Role, SignedIn, people};
use store::Store;
use store::testing::each_engine;
use verification::SecondStepRule;
use verification::steps::{Outcome, StepResult};
use world::Span;

use super::school::{START, School, Typed, password_of, secret};
use super::*;

fn school(store: &Store) -> (School, AccountId) {
    let school = School::new(store, SecondStepRule::WhenSetUp);
    let anna = school.add("anna", Role::Person);
    (school, anna)
}

/// A sign-in of Anna's that lacks nothing but the last question.
fn proved(school: &School) -> Here {
    let here = school.begins(1, "anna");
    let Typed::Right(token) = school.password(&here, &password_of("anna")) else { panic!("not right") };
    answered(school, school.at(1, Some(token.hash())))
}

fn answered(school: &School, here: Here) -> Here {
    let Some(challenge) = school.asked(&here) else { return here };
    let code = school.code(&secret(1), 0);
    let AnswerDone::Right(token) = school.answer(&here, challenge, &code) else { panic!("not right") };
    school.at(1, Some(token.hash()))
}

fn signed_in(school: &School, account: AccountId, token: &Token) -> SignedIn {
    let (organization, session) =
        (school.organization.id, school.session(1, token.hash()).expect("the session is good"));
    let account = school.write(move |t| Ok(people::find(t, organization, account)?)).unwrap();
    SignedIn { session, account }
}

fn record(school: &School, account: AccountId) -> Vec<(Outcome, Vec<StepResult>)> {
    let (organization, before) = (school.organization.id, school.now() + Span::seconds(1));
    let past = school.write(move |t| Ok(attempts::recent(t, (organization, account), before, 10)?));
    let results = |past: attempts::Past| past.steps.iter().map(|step| step.result).collect();
    past.into_iter().map(|past| (past.outcome, results(past))).collect()
}

#[test]
fn a_session_lasts_as_the_person_chose_and_is_opened_once() {
    each_engine(|store| {
        let (school, _) = school(&store);
        for (stays, ends) in [(true, START + Span::days(180)), (false, START + Span::hours(24))] {
            let here = proved(&school);
            let opened = school.finish(&here, stays).unwrap();
            assert_eq!((opened.opened.stays, opened.opened.expires_at), (stays, ends));
            assert_eq!(opened.continue_to, "/account");
            assert!(school.finish(&here, stays).is_none(), "the page sent twice");
            assert!(school.session(1, opened.opened.token.hash()).is_some());
        }
    });
}

#[test]
fn an_account_that_is_disabled_before_the_last_page_is_not_let_in_and_the_record_says_so() {
    each_engine(|store| {
        let (school, anna) = school(&store);
        let here = proved(&school);
        school.disable(anna, true);
        assert!(school.finish(&here, true).is_none());
        assert_eq!(record(&school, anna), [(Outcome::Disabled, vec![StepResult::Right])]);
        school.disable(anna, false);
        assert!(school.finish(&here, true).is_none(), "that sign-in has ended");
    });
}

#[test]
fn the_record_tells_each_step() {
    each_engine(|store| {
        let (school, anna) = school(&store);
        school.give_app(anna, &secret(1));
        let here = school.begins(1, "anna");
        assert!(matches!(school.password(&here, "wrong"), Typed::Wrong));
        let Typed::Right(token) = school.password(&here, &password_of("anna")) else { panic!("not right") };
        let here = school.at(1, Some(token.hash()));
        assert!(matches!(school.answer(&here, school.asked(&here).unwrap(), "123456"), AnswerDone::Wrong));
        let here = answered(&school, here);
        school.finish(&here, false).unwrap();
        let (wrong, right) = (StepResult::Wrong, StepResult::Right);
        assert_eq!(record(&school, anna), [(Outcome::Passed, vec![wrong, right, wrong, right])]);
    });
}

#[test]
fn a_step_up_asks_only_who_lacks_it_and_gives_the_session_a_new_token() {
    each_engine(|store| {
        let (school, anna) = school(&store);
        school.give_app(anna, &secret(1));
        let old = school.finish(&proved(&school), true).unwrap().opened;
        let person = signed_in(&school, anna, &old.token);
        assert!(school.step_up(&school.at(1, None), person.clone()).is_none(), "it is fresh");
        school.clock.advance(Span::minutes(16));
        let token = school.step_up(&school.at(1, None), person).unwrap();
        let here = school.at(1, Some(token.hash()));
        let challenge = school.asked(&here).unwrap();
        let AnswerDone::Raised(raised) = school.answer(&here, challenge, &school.code(&secret(1), 0)) else {
            panic!("not raised")
        };
        assert_eq!((raised.opened.id, raised.opened.expires_at), (old.id, old.expires_at));
        assert_eq!(raised.continue_to, "/security-info");
        assert!(school.session(1, old.token.hash()).is_none(), "the old token is dead");
        let person = signed_in(&school, anna, &raised.opened.token);
        assert!(school.step_up(&school.at(1, None), person).is_none());
    });
}

#[test]
fn a_session_is_stepped_up_any_number_of_times_with_a_code_alone() {
    each_engine(|store| {
        let (school, anna) = school(&store);
        school.give_app(anna, &secret(1));
        let mut token = school.finish(&proved(&school), true).unwrap().opened.token;
        for _ in 0..20 {
            school.clock.advance(Span::minutes(16));
            let begun = school.step_up(&school.at(1, None), signed_in(&school, anna, &token)).unwrap();
            let here = school.at(1, Some(begun.hash()));
            let challenge = school.asked(&here).expect("a code is asked for, and no password");
            let AnswerDone::Raised(raised) = school.answer(&here, challenge, &school.code(&secret(1), 0))
            else {
                panic!("not raised")
            };
            token = raised.opened.token;
        }
    });
}

#[test]
fn a_step_up_whose_session_was_ended_opens_nothing() {
    each_engine(|store| {
        let (school, anna) = school(&store);
        let opened = school.finish(&proved(&school), true).unwrap().opened;
        school.clock.advance(Span::minutes(16));
        let person = signed_in(&school, anna, &opened.token);
        let begun = school.step_up(&school.at(1, None), person).unwrap();
        let organization = school.organization.id;
        school.write(move |t| Ok(accounts::sessions::end_all(t, (organization, anna))?));
        let here = school.at(1, Some(begun.hash()));
        assert!(!matches!(school.password(&here, &password_of("anna")), Typed::Raised(_)));
        assert!(school.session(1, opened.token.hash()).is_none());
    });
}

#[test]
fn an_attempt_ends_after_its_time() {
    each_engine(|store| {
        let (school, _) = school(&store);
        let here = school.begins(1, "anna");
        school.clock.advance(Span::minutes(30));
        assert!(matches!(school.look(&here), View::UserName));
        assert!(matches!(school.password(&here, &password_of("anna")), Typed::Stale));
    });
}
