//! A new password in the middle of a sign-in: after the second step, before everything else, and for those whom it is asked of.

use accounts::organizations::{self, Wishes};
use accounts::people;
use accounts::{Demand, Role, passwords};
use new_password::Around;
use store::Store;
use store::testing::each_engine;
use vault::Password;
use verification::SecondStepRule;
use verification::remembered::Shown;
use verification::steps::{Outcome, StepResult};
use world::Span;

use super::not_me::{denies, tells_of, with_mail};
use super::school::{School, Typed, password_of, secret};
use super::*;

const NEW: &str = "vier gele fietsen op zolder";

/// A school with Anna, who has an app and must choose a new password.
fn school(store: &Store, why: Demand) -> (School, AccountId) {
    let school = School::new(store, SecondStepRule::WhenSetUp);
    let anna = with_mail(&school, "anna");
    school.give_app(anna, &secret(1));
    let whose = (school.organization.id, anna);
    school.write(move |t| Ok(passwords::demand_new(t, whose, why)?));
    (school, anna)
}

impl School {
    /// Signs in with this password up to what comes after the second step.
    fn proves(&self, browser: u8, typed: &str) -> Option<Here> {
        let here = self.begins(browser, "anna");
        let Typed::Right(token) = self.password(&here, typed) else { return None };
        let here = self.at(browser, Some(token.hash()));
        let Some(challenge) = self.asked(&here) else { return Some(here) };
        match self.answer(&here, challenge, &self.code(&secret(1), 0)) {
            AnswerDone::Right(token) => Some(self.at(browser, Some(token.hash()))),
            _ => None,
        }
    }

    pub fn around(&self, here: &Here) -> Option<Around> {
        let (desk, here, now) = (self.desk.clone(), here.clone(), self.now());
        self.write(move |t| begin_new_password(t, &desk, &here, now))
    }

    pub fn chooses(&self, here: &Here, around: &Around, new: &str) -> NewPasswordDone {
        let hash = self.desk.pool.hash_now(Password::new(new).unwrap(), [9; 16]).unwrap();
        let (desk, here, around, moment) = (self.desk.clone(), here.clone(), around.clone(), self.moment());
        self.write(move |t| settle_new_password(t, &desk, &here, (&around, &hash), &moment))
    }

    pub fn asks_why(&self, here: &Here) -> Option<Demand> {
        if let View::NewPassword { why, .. } = self.look(here) { Some(why) } else { None }
    }

    fn steps(&self, account: AccountId) -> Vec<(Outcome, Vec<(String, StepResult)>)> {
        let (whose, before) = ((self.organization.id, account), self.now() + Span::seconds(1));
        let past = self.write(move |t| Ok(attempts::recent(t, whose, before, 10)?));
        let steps = |past: &attempts::Past| {
            past.steps.iter().map(|step| (step.method.clone(), step.result)).collect()
        };
        past.iter().map(|past| (past.outcome, steps(past))).collect()
    }
}

#[test]
fn a_new_password_comes_after_the_second_step_and_then_the_sign_in_goes_on() {
    each_engine(|store| {
        let (school, anna) = school(&store, Demand::Temporary);
        let first = school.begins(1, "anna");
        let Typed::Right(token) = school.password(&first, &password_of("anna")) else { panic!("not right") };
        let first = school.at(1, Some(token.hash()));
        assert!(school.asked(&first).is_some(), "the second step comes first");
        assert!(school.around(&first).is_none(), "and before it nothing can be chosen");

        school.clock.advance(Span::minutes(1));
        let here = school.proves(1, &password_of("anna")).unwrap();
        assert_eq!(school.asks_why(&here), Some(Demand::Temporary));
        assert!(school.finish(&here, false).is_none(), "the question cannot be left out");
        let around = school.around(&here).unwrap();
        assert_eq!(school.chooses(&here, &around, NEW), NewPasswordDone::Stored);
        assert_eq!(school.chooses(&here, &around, "another one"), NewPasswordDone::Stale, "once");
        assert!(matches!(school.look(&here), View::Stay));
        assert!(school.finish(&here, false).is_some());
        let (outcome, steps) = &school.steps(anna)[0];
        assert_eq!((*outcome, steps.last().unwrap().1), (Outcome::Passed, StepResult::Chosen));

        assert!(school.proves(2, &password_of("anna")).is_none(), "the old one is gone");
        school.clock.advance(Span::minutes(1));
        let again = school.proves(1, NEW).unwrap();
        assert!(matches!(school.look(&again), View::Stay), "it is asked once");
    });
}

#[test]
fn what_was_proved_or_opened_with_the_old_password_ends() {
    each_engine(|store| {
        let (school, anna) = school(&store, Demand::Temporary);
        let other = school.begins(2, "anna");
        let Typed::Right(token) = school.password(&other, &password_of("anna")) else { panic!("not right") };
        let other = school.at(2, Some(token.hash()));
        let here = school.proves(1, &password_of("anna")).unwrap();
        let around = school.around(&here).unwrap();
        assert_eq!(school.chooses(&here, &around, NEW), NewPasswordDone::Stored);
        assert!(matches!(school.look(&other), View::UserName), "another sign-in does not go on");
        assert!(matches!(school.look(&here), View::Stay));

        // Whoever was quicker elsewhere is not overwritten.
        let whose = (school.organization.id, anna);
        school.write(move |t| Ok(passwords::demand_new(t, whose, Demand::NotMe)?));
        let stale = school.around(&here).unwrap();
        let hash = school.desk.pool.hash_now(Password::new("meanwhile").unwrap(), [8; 16]).unwrap();
        let now = school.now();
        school.write(move |t| {
            passwords::set(t, whose, &hash, now)?;
            Ok(passwords::demand_new(t, whose, Demand::NotMe)?)
        });
        assert_eq!(school.chooses(&here, &stale, "not this one"), NewPasswordDone::Stale);
    });
}

#[test]
fn a_browser_that_was_remembered_with_the_old_password_is_asked_again() {
    each_engine(|store| {
        let (school, anna) = school(&store, Demand::Temporary);
        let whose = (school.organization.id, anna);
        // It lasts for now.
        let hash = school.desk.pool.hash_now(Password::new(&password_of("anna")).unwrap(), [8; 16]).unwrap();
        let now = school.now();
        school.write(move |t| Ok(passwords::set(t, whose, &hash, now)?));
        let here = school.begins(2, "anna");
        let Typed::Right(token) = school.password(&here, &password_of("anna")) else { panic!("not right") };
        let here = school.at(2, Some(token.hash()));
        let (challenge, code) = (school.asked(&here).unwrap(), school.code(&secret(1), 0));
        let done = school.answer_and_remember(&here, (challenge, &code, true));
        let AnswerDone::Remembered(_, cookie) = done else { panic!("{done:?}") };
        school.write(move |t| Ok(passwords::demand_new(t, whose, Demand::NotMe)?));
        school.clock.advance(Span::minutes(1));
        let here = school.proves(1, &password_of("anna")).unwrap();
        let around = school.around(&here).unwrap();
        assert_eq!(school.chooses(&here, &around, NEW), NewPasswordDone::Stored);
        let here = Here { remembered: Shown::parse(&cookie.to_text()), ..school.begins(2, "anna") };
        assert!(matches!(school.password(&here, NEW), Typed::Right(_)));
    });
}

#[test]
fn whoever_denies_a_mail_chooses_a_new_password() {
    each_engine(|store| {
        for kind in ["notice-password-changed", "notice-forgotten", "notice-reset"] {
            let school = School::new(&store, SecondStepRule::WhenSetUp);
            let anna = with_mail(&school, "anna");
            school.give_app(anna, &secret(1));
            school.clock.advance(Span::days(2));
            let code = tells_of(&school, anna, kind, (None, school.now()));
            assert!(denies(&school, &code));
            let here = school.proves(1, &password_of("anna")).unwrap();
            assert_eq!(school.asks_why(&here), Some(Demand::NotMe), "{kind}");
            let around = school.around(&here).unwrap();
            assert_eq!(school.chooses(&here, &around, NEW), NewPasswordDone::Stored);
            assert!(matches!(school.look(&here), View::Review), "then the review is due");
        }
    });
}

#[test]
fn a_password_ends_only_where_the_organization_wants_that() {
    each_engine(|store| {
        let mut school = School::new(&store, SecondStepRule::WhenSetUp);
        let anna = school.add("anna", Role::Person);
        school.clock.advance(Span::days(1000));
        let here = school.proves(1, &password_of("anna")).unwrap();
        assert!(matches!(school.look(&here), View::Stay));

        let id = school.organization.id;
        let wishes = Wishes { password_days: 90, ..school.organization.wishes() };
        school.organization = school
            .write(move |t| {
                organizations::set(t, id, &wishes)?;
                Ok(organizations::find(t, id)?)
            })
            .unwrap();
        let here = Here { organization: school.organization.clone(), ..here };
        assert_eq!(school.asks_why(&here), Some(Demand::Expired));
        let around = school.around(&here).unwrap();
        assert_eq!(school.chooses(&here, &around, NEW), NewPasswordDone::Stored);
        assert!(matches!(school.look(&here), View::Stay));

        school.clock.advance(Span::days(89));
        let fresh = school.proves(1, NEW).unwrap();
        assert!(matches!(school.look(&fresh), View::Stay));
        school.finish(&fresh, true).unwrap();
        school.clock.advance(Span::days(1));
        let ended = school.proves(1, NEW).unwrap();
        assert_eq!(school.asks_why(&ended), Some(Demand::Expired));
        let whose = (id, anna);
        assert!(
            school.write(move |t| Ok(people::find(t, whose.0, whose.1)?)).unwrap().password_demand.is_none()
        );
    });
}
