//! Browsers that are not asked for a second step for some days.

use accounts::{SignedIn, people};
use store::Store;
use store::testing::each_engine;
use verification::SecondStepRule;
use verification::remembered::{self, Cookie, Shown};
use verification::steps::StepResult;
use world::{Language, Span, Words};

use super::not_me::with_mail;
use super::school::{School, Typed, password_of, secret};
use super::*;

fn school(store: &Store) -> (School, AccountId) {
    let school = School::new(store, SecondStepRule::Required);
    let anna = with_mail(&school, "anna");
    school.give_app(anna, &secret(1));
    (school, anna)
}

fn shown(cookie: &Cookie) -> Option<Shown> {
    Shown::parse(&cookie.to_text())
}

/// Anna signs in with a code, and asks this browser to be remembered.
fn remembers(school: &School, browser: u8) -> Cookie {
    let here = school.begins(browser, "anna");
    let Typed::Right(token) = school.password(&here, &password_of("anna")) else { panic!("not right") };
    let here = school.at(browser, Some(token.hash()));
    let (challenge, code) = (school.asked(&here).unwrap(), school.code(&secret(1), 0));
    let (desk, at, moment) = (school.desk.clone(), here, school.moment());
    let done = school.write(move |t| answer_and_remember(t, &desk, &at, (challenge, &code, true), &moment));
    let AnswerDone::Remembered(token, cookie) = done else { panic!("{done:?}") };
    assert!(school.finish(&school.at(browser, Some(token.hash())), false).is_some());
    cookie
}

/// Types Anna's password in a browser that shows this cookie.
fn types_password(school: &School, browser: u8, cookie: &Cookie) -> Typed {
    let here = Here { remembered: shown(cookie), ..school.begins(browser, "anna") };
    school.password(&here, &password_of("anna"))
}

#[test]
fn a_remembered_browser_is_asked_for_the_password_alone_for_fourteen_days() {
    each_engine(|store| {
        let (school, _) = school(&store);
        let mut cookie = remembers(&school, 1);
        for _ in 0..13 {
            school.clock.advance(Span::days(1));
            let Typed::Remembered(token, next) = types_password(&school, 1, &cookie) else {
                panic!("not remembered")
            };
            let here = school.at(1, Some(token.hash()));
            assert!(matches!(school.look(&here), View::Stay));
            assert!(school.finish(&here, false).is_some());
            cookie = next;
        }
        school.clock.advance(Span::days(1));
        let Typed::Right(token) = types_password(&school, 1, &cookie) else { panic!("it has ended") };
        assert!(school.asked(&school.at(1, Some(token.hash()))).is_some());
    });
}

#[test]
fn a_wrong_password_or_another_browser_uses_no_cookie_up() {
    each_engine(|store| {
        let (school, _) = school(&store);
        let cookie = remembers(&school, 1);
        let here = Here { remembered: shown(&cookie), ..school.begins(1, "anna") };
        assert!(matches!(school.password(&here, "wrong"), Typed::Wrong));
        assert!(matches!(types_password(&school, 2, &cookie), Typed::Right(_)), "a stolen cookie");
        assert!(matches!(types_password(&school, 1, &cookie), Typed::Remembered(..)));
    });
}

#[test]
fn an_old_cookie_is_a_copy_which_ends_the_newest_and_is_in_the_record() {
    each_engine(|store| {
        let (school, anna) = school(&store);
        let old = remembers(&school, 1);
        school.clock.advance(Span::minutes(1));
        let Typed::Remembered(_, newest) = types_password(&school, 1, &old) else { panic!("not remembered") };
        school.clock.advance(Span::minutes(1));
        school.sent();
        let Typed::Right(token) = types_password(&school, 1, &old) else { panic!("a copy is believed") };
        let told = school.desk.texts.wording(Language::ENGLISH).say("notice-copied-subject");
        assert_eq!(school.sent(), [told]);
        assert!(school.asked(&school.at(1, Some(token.hash()))).is_some());
        let (whose, before) = ((school.organization.id, anna), school.now() + Span::seconds(1));
        let past = school.write(move |t| Ok(attempts::recent(t, whose, before, 1)?)).remove(0);
        assert!(past.steps.iter().any(|step| step.result == StepResult::Copied), "{:?}", past.steps);
        assert!(matches!(types_password(&school, 1, &newest), Typed::Right(_)), "it is forgotten as well");
    });
}

#[test]
fn what_is_forgotten_is_asked_again() {
    each_engine(|store| {
        let (school, anna) = school(&store);
        let cookie = remembers(&school, 1);
        let whose = (school.organization.id, anna);
        school.write(move |t| Ok(remembered::forget_all(t, whose)?));
        assert!(matches!(types_password(&school, 1, &cookie), Typed::Right(_)));
    });
}

#[test]
fn a_change_of_security_info_asks_even_a_remembered_browser() {
    each_engine(|store| {
        let (school, anna) = school(&store);
        let cookie = remembers(&school, 1);
        school.clock.advance(Span::hours(1));
        let Typed::Remembered(token, _) = types_password(&school, 1, &cookie) else {
            panic!("not remembered")
        };
        let opened = school.finish(&school.at(1, Some(token.hash())), false).unwrap().opened;
        let session = school.session(1, opened.token.hash()).unwrap();
        let organization = school.organization.id;
        let account = school.write(move |t| Ok(people::find(t, organization, anna)?)).unwrap();
        let token = school.step_up(&school.at(1, None), SignedIn { session, account });
        let here = school.at(1, token.map(|token| token.hash()));
        let challenge = school.asked(&here).expect("a code is asked for");
        let done = school.answer(&here, challenge, &school.code(&secret(1), 0));
        assert!(matches!(done, AnswerDone::Raised(_)), "{done:?}");
    });
}

#[test]
fn a_step_up_whose_session_has_ended_remembers_nothing() {
    each_engine(|store| {
        let (school, anna) = school(&store);
        remembers(&school, 1);
        let here = school.begins(1, "anna");
        let Typed::Right(token) = school.password(&here, &password_of("anna")) else { panic!("not right") };
        let here = school.at(1, Some(token.hash()));
        school.clock.advance(Span::minutes(1));
        let (challenge, code) = (school.asked(&here).unwrap(), school.code(&secret(1), 0));
        let AnswerDone::Right(token) = school.answer(&here, challenge, &code) else { panic!("not right") };
        let opened = school.finish(&school.at(1, Some(token.hash())), false).unwrap().opened;
        let session = school.session(1, opened.token.hash()).unwrap();
        let organization = school.organization.id;
        let account = school.write(move |t| Ok(people::find(t, organization, anna)?)).unwrap();
        school.clock.advance(Span::hours(23) + Span::minutes(50));
        let token = school.step_up(&school.at(1, None), SignedIn { session, account });
        school.clock.advance(Span::minutes(10));
        let here = school.at(1, token.map(|token| token.hash()));
        let (challenge, code) = (school.asked(&here).unwrap(), school.code(&secret(1), 0));
        let done = school.answer_and_remember(&here, (challenge, &code, true));
        assert!(matches!(done, AnswerDone::Right(_)), "{done:?}");
    });
}
