//! Temporary access passes: both steps at once, for a while, and nothing to be learned from them about a name.

mod of_a_group;

use accounts::Role;
use accounts::pass_policy::{self, PassPolicy, Terms};
use methods::access_pass::{POOL, Pass, Serves};
use methods::authenticator_app::AppCode;
use otp::Secret;
use store::Store;
use store::testing::each_engine;
use verification::challenges::{Answered, Started};
use verification::method::Asker;
use verification::steps::StepResult;
use verification::{Method, SecondStepRule, Situation, registrations};
use world::{Language, Span};

use super::not_me::{denies, tells_of, with_mail};
use super::school::{School, Typed, password_of, secret};
use super::*;
use crate::steps::{InsteadDone, answer_instead};

/// A school with Anna, who has an app.
fn school(store: &Store, rule: SecondStepRule) -> (School, AccountId) {
    let school = School::new(store, rule);
    let anna = school.add("anna", Role::Person);
    school.give_app(anna, &secret(1));
    (school, anna)
}

impl School {
    /// Gives an account a pass from now on, as an administrator does.
    fn gives_pass(&self, account: AccountId, minutes: i64, once: bool) -> String {
        let from = self.now();
        let serves = Serves { from, until: from + Span::minutes(minutes), once };
        let moment = self.moment();
        let mut chance = moment.chance("pass");
        let pass = Pass::new(8, &mut chance);
        let (kind, pool, proven) = pass.registration(serves, &mut chance);
        let (vault, whose) = (self.desk.vault.clone(), (self.organization.id, account));
        self.write(move |t| {
            registrations::remove_pool(t, whose, POOL)?;
            registrations::import(t, &vault, whose, (kind, pool, "pass"), &proven, &moment)?;
            Ok(())
        });
        pass.shown()
    }

    fn instead(&self, here: &Here, typed: &str) -> InsteadDone {
        let (desk, here, typed, moment) = (self.desk.clone(), here.clone(), typed.to_owned(), self.moment());
        self.write(move |t| answer_instead(t, &desk, &here, &typed, &moment))
    }

    /// Types a pass in a new sign-in; where it leads if it is right.
    fn enters(&self, browser: u8, name: &str, pass: &str) -> Option<Here> {
        let here = self.begins(browser, name);
        match self.instead(&here, pass) {
            InsteadDone::Entered(PasswordDone::Right(token)) => Some(self.at(browser, Some(token.hash()))),
            _ => None,
        }
    }

    /// Adds the proof of an app to a sign-in, as setting it up does.
    fn shows_app(&self, here: &Here, secret: &Secret) -> Here {
        let (desk, at, moment) = (self.desk.clone(), here.clone(), self.moment());
        let typed = self.code(secret, 0);
        let token = self.write(move |t| {
            let place = (at.organization.id, at.origin.browser);
            let found = attempts::find(t, &desk.vault, place, at.attempt.unwrap(), moment.now)?;
            let mut attempt = found.unwrap();
            let binding = attempt.binding().unwrap();
            let words = desk.texts.wording(Language::ENGLISH);
            let situation = Situation {
                words: &words,
                organization: "Test School",
                user_name: &attempt.user_name,
                account: binding.holder.account,
                has: &[],
                host: &at.site.host,
                origin: &at.site.origin,
                ends_at: moment.now + Span::minutes(5),
                asker: Asker::default(),
            };
            let (way, around) = ((&AppCode as &dyn Method, None), (&binding, &situation));
            let begun = challenges::begin(t, &desk.means(), way, around, &moment)?;
            let Started::Waiting(challenge) = begun else { panic!("{begun:?}") };
            let answer = (challenge, typed.as_str());
            let answered = challenges::answer(t, &desk.means(), &binding, answer, moment.now)?;
            let Answered::Accepted(proof) = answered else { panic!("{answered:?}") };
            Ok(attempts::advance(t, &desk.vault, &mut attempt, proof, &moment)?.unwrap())
        });
        Here { attempt: Some(token.hash()), ..here.clone() }
    }

    /// Has passes serve, or not, from now on.
    fn serves_passes(&self, serve: bool) {
        let organization = self.organization.id;
        let policy = PassPolicy::new(Terms { serve, ..Terms::default() }).unwrap();
        self.write(move |t| Ok(pass_policy::set(t, organization, &policy)?));
    }

    fn offered(&self, name: &str) -> bool {
        let here = self.begins(9, name);
        let View::Password { instead, .. } = self.look(&here) else { panic!("a password comes first") };
        instead.is_some()
    }
}

#[test]
fn a_pass_is_both_steps_and_its_session_ends_with_it() {
    each_engine(|store| {
        for rule in [SecondStepRule::Required, SecondStepRule::WhenSetUp] {
            let (school, anna) = school(&store, rule);
            let pass = school.gives_pass(anna, 60, false);
            let ends = school.now() + Span::minutes(60);
            school.clock.advance(Span::minutes(10));
            let here = school.enters(1, "anna", &pass).unwrap();
            assert!(matches!(school.look(&here), View::Stay), "her app is not asked for");
            let opened = school.finish(&here, true).unwrap().opened;
            assert_eq!(opened.expires_at, ends);
            school.clock.advance(Span::minutes(50));
            assert!(school.session(1, opened.token.hash()).is_none());
            assert!(school.enters(1, "anna", &pass).is_none(), "the pass has ended as well");
        }
    });
}

#[test]
fn a_pass_is_a_second_step_and_leads_to_one_that_lasts() {
    each_engine(|store| {
        let school = School::new(&store, SecondStepRule::Required);
        let bram = school.add("bram", Role::Person);
        let pass = school.gives_pass(bram, 60, true);
        let here = school.begins(1, "bram");
        let Typed::Right(token) = school.password(&here, &password_of("bram")) else { panic!("not right") };
        let here = school.at(1, Some(token.hash()));
        let challenge = school.asked(&here).expect("the pass is asked for");
        assert!(matches!(school.answer(&here, challenge, "abcd-2345"), AnswerDone::Wrong));
        let done = school.answer_and_remember(&here, (challenge, &pass, true));
        let AnswerDone::Right(token) = done else { panic!("what is given for a while is not remembered") };
        let here = school.at(1, Some(token.hash()));
        assert!(matches!(school.look(&here), View::MoreInformation { .. }));
        assert!(school.finish(&here, false).is_none());
        school.give_app(bram, &secret(2));
        assert!(matches!(school.look(&here), View::Stay));

        let again = school.begins(1, "bram");
        assert!(matches!(school.instead(&again, &pass), InsteadDone::AlreadyUsed), "it was good once");
        let Typed::Right(token) = school.password(&again, &password_of("bram")) else { panic!("not right") };
        let here = school.at(1, Some(token.hash()));
        let challenge = school.asked(&here).expect("the app is asked for");
        assert!(matches!(school.answer(&here, challenge, &pass), AnswerDone::Unreadable), "and not the pass");

        // Whoever has nothing else sets something up, as if there had been no pass.
        let cora = school.add("cora", Role::Person);
        let pass = school.gives_pass(cora, 60, true);
        assert!(school.enters(1, "cora", &pass).is_some());
        let here = school.begins(1, "cora");
        let Typed::Right(token) = school.password(&here, &password_of("cora")) else { panic!("not right") };
        assert!(matches!(school.look(&school.at(1, Some(token.hash()))), View::MoreInformation { .. }));
    });
}

#[test]
fn what_ends_by_itself_is_no_reason_to_ask_for_a_second_step() {
    each_engine(|store| {
        let school = School::new(&store, SecondStepRule::WhenSetUp);
        let bram = school.add("bram", Role::Person);
        school.gives_pass(bram, 60, false);
        for minutes in [0, 61] {
            school.clock.advance(Span::minutes(minutes));
            let here = school.begins(1, "bram");
            let Typed::Right(token) = school.password(&here, &password_of("bram")) else {
                panic!("not right")
            };
            assert!(matches!(school.look(&school.at(1, Some(token.hash()))), View::Stay));
        }
        // Where one must be had, a pass that has ended is as none at all.
        let school = School::new(&store, SecondStepRule::Required);
        let bram = school.add("bram", Role::Person);
        school.gives_pass(bram, 10, false);
        school.clock.advance(Span::minutes(10));
        let here = school.begins(1, "bram");
        let Typed::Right(token) = school.password(&here, &password_of("bram")) else { panic!("not right") };
        assert!(matches!(school.look(&school.at(1, Some(token.hash()))), View::MoreInformation { .. }));
    });
}

#[test]
fn whether_somebody_has_a_pass_is_not_told_by_a_name() {
    each_engine(|store| {
        let (school, anna) = school(&store, SecondStepRule::WhenSetUp);
        school.add("bram", Role::Person);
        let names = ["anna", "bram", "nobody"];
        assert!(names.iter().all(|name| !school.offered(name)));
        let pass = school.gives_pass(anna, 60, false);
        assert!(names.iter().all(|name| school.offered(name)), "everybody, or nobody");
        assert!(!school.neighbour(SecondStepRule::WhenSetUp).offered("anna"), "another school has none");
        for name in ["bram", "nobody"] {
            let here = school.begins(3, name);
            for _ in 0..5 {
                assert!(matches!(school.instead(&here, &pass), InsteadDone::Wrong), "{name}");
            }
            let InsteadDone::Resting(until) = school.instead(&here, &pass) else { panic!("{name} rests") };
            assert_eq!(until, school.now() + Span::minutes(15), "{name}");
        }
        assert!(school.enters(3, "anna", &pass).is_some(), "each name rests by itself");
        school.clock.advance(Span::minutes(60));
        assert!(names.iter().all(|name| !school.offered(name)));
    });
}

#[test]
fn wrong_passes_rest_and_a_disabled_account_does_not_enter() {
    each_engine(|store| {
        let (school, anna) = school(&store, SecondStepRule::WhenSetUp);
        let pass = school.gives_pass(anna, 600, false);
        let here = school.begins(2, "anna");
        assert!(matches!(school.instead(&here, "no pass!"), InsteadDone::Unreadable), "costs no try");
        for _ in 0..5 {
            assert!(matches!(school.instead(&here, "abcd-2345"), InsteadDone::Wrong));
        }
        assert!(matches!(school.instead(&here, &pass), InsteadDone::Resting(_)));
        school.clock.advance(Span::minutes(15));
        school.disable(anna, true);
        let here = school.begins(2, "anna");
        assert!(matches!(school.instead(&here, &pass), InsteadDone::Entered(PasswordDone::Disabled)));
        school.disable(anna, false);
        let here = school.enters(2, "anna", &pass).unwrap();
        assert!(
            matches!(school.instead(&here, &pass), InsteadDone::Stale),
            "a password is not what comes next"
        );

        let newer = school.gives_pass(anna, 600, false);
        assert!(school.enters(2, "anna", &pass).is_none(), "a new one takes its place");
        assert!(school.enters(2, "anna", &newer).is_some());
        let (whose, before) = ((school.organization.id, anna), school.now() + Span::seconds(1));
        let recent = school.write(move |t| Ok(attempts::recent(t, whose, before, 20)?));
        let all: Vec<_> = recent.iter().flat_map(|past| &past.steps).map(|step| step.result).collect();
        assert!(all.contains(&StepResult::Wrong) && all.contains(&StepResult::Right));
    });
}

#[test]
fn whoever_denies_the_mail_of_a_pass_puts_it_aside_with_what_was_set_up_by_it() {
    each_engine(|store| {
        let school = School::new(&store, SecondStepRule::Required);
        let anna = with_mail(&school, "anna");
        school.give_app(anna, &secret(1));
        school.clock.advance(Span::days(2));
        // The mail is made in the moment of the pass.
        let since = school.now();
        let pass = school.gives_pass(anna, 600, false);
        let code = tells_of(&school, anna, "notice-given-pass", (None, since));
        assert!(school.enters(1, "anna", &pass).is_some());
        school.clock.advance(Span::minutes(1));
        school.give_app(anna, &secret(2));
        assert!(denies(&school, &code));
        school.clock.advance(Span::minutes(1));
        assert!(school.enters(2, "anna", &pass).is_none(), "the pass is put aside");
        let (vault, whose) = (school.desk.vault.clone(), (school.organization.id, anna));
        let serving = school.write(move |t| Ok(registrations::list(t, &vault, whose.0, whose.1)?));
        assert_eq!(serving.len(), 1, "of the apps her own is left");
    });
}

#[test]
fn a_session_that_rests_on_a_pass_that_is_good_once_ends_ten_minutes_after_it_was_typed() {
    each_engine(|store| {
        for (minutes, ends) in [(60, 10), (7, 7)] {
            let (school, anna) = school(&store, SecondStepRule::Required);
            let pass = school.gives_pass(anna, minutes, true);
            let ends = school.now() + Span::minutes(ends);
            let here = school.enters(1, "anna", &pass).unwrap();
            school.clock.advance(Span::minutes(3));
            let opened = school.finish(&here, true).unwrap().opened;
            assert_eq!(opened.expires_at, ends, "{minutes}");
            assert!(school.session(1, opened.token.hash()).is_some());
            school.clock.advance(Span::minutes(7));
            assert!(school.session(1, opened.token.hash()).is_none());
        }
        // With what was set up on the way it rests on more.
        let (school, anna) = school(&store, SecondStepRule::Required);
        let pass = school.gives_pass(anna, 60, true);
        let here = school.enters(1, "anna", &pass).unwrap();
        let here = school.shows_app(&here, &secret(1));
        let opened = school.finish(&here, false).unwrap().opened;
        assert_eq!(opened.expires_at, school.now() + Span::hours(24));
    });
}

#[test]
fn whoever_must_set_something_up_after_a_pass_that_is_good_once_has_ten_minutes() {
    each_engine(|store| {
        for (typed_second, once) in [(false, true), (true, true), (false, false), (true, false)] {
            let school = School::new(&store, SecondStepRule::Required);
            let bram = school.add("bram", Role::Person);
            let pass = school.gives_pass(bram, 60, once);
            let here = if typed_second {
                let here = school.begins(1, "bram");
                let Typed::Right(token) = school.password(&here, &password_of("bram")) else {
                    panic!("not right")
                };
                let here = school.at(1, Some(token.hash()));
                let challenge = school.asked(&here).expect("the pass is asked for");
                let AnswerDone::Right(token) = school.answer(&here, challenge, &pass) else {
                    panic!("not right")
                };
                school.at(1, Some(token.hash()))
            } else {
                school.enters(1, "bram", &pass).unwrap()
            };
            let View::MoreInformation { soon } = school.look(&here) else { panic!("nothing lasts") };
            let until = school.now() + Span::minutes(10);
            assert_eq!(soon.map(|soon| soon.until), once.then_some(until));
            school.clock.advance(Span::minutes(10) - Span::seconds(1));
            assert!(matches!(school.look(&here), View::MoreInformation { .. }));
            school.clock.advance(Span::seconds(1));
            let over = matches!(school.look(&here), View::UserName);
            assert_eq!(over, once, "typed second {typed_second}");
            // Too late: what is set up now does not open this sign-in any more.
            school.give_app(bram, &secret(2));
            assert_eq!(school.finish(&here, false).is_none(), once);
        }
    });
}

#[test]
fn where_passes_are_turned_off_none_serves_and_nobody_learns_who_has_one() {
    each_engine(|store| {
        let (school, anna) = school(&store, SecondStepRule::WhenSetUp);
        let bram = school.add("bram", Role::Person);
        let pass = school.gives_pass(anna, 60, false);
        let names = ["anna", "bram", "nobody"];
        school.serves_passes(false);
        assert!(names.iter().all(|name| !school.offered(name)), "it is offered to nobody");
        for name in names {
            let here = school.begins(3, name);
            for _ in 0..5 {
                assert!(matches!(school.instead(&here, &pass), InsteadDone::Wrong), "{name}");
            }
            let InsteadDone::Resting(until) = school.instead(&here, &pass) else { panic!("{name} rests") };
            assert_eq!(until, school.now() + Span::minutes(15), "{name}");
        }
        // Nor is it a second step: whoever has nothing else is as somebody who has nothing.
        school.gives_pass(bram, 60, false);
        let here = school.begins(4, "bram");
        let Typed::Right(token) = school.password(&here, &password_of("bram")) else { panic!("not right") };
        assert!(matches!(school.look(&school.at(4, Some(token.hash()))), View::Stay));
        assert!(!school.neighbour(SecondStepRule::WhenSetUp).offered("anna"));

        school.clock.advance(Span::minutes(15));
        school.serves_passes(true);
        assert!(names.iter().all(|name| school.offered(name)));
        assert!(school.enters(5, "anna", &pass).is_some(), "it was never used");
    });
}

#[test]
fn passes_that_are_turned_off_under_way_count_no_more() {
    each_engine(|store| {
        let school = School::new(&store, SecondStepRule::Required);
        let bram = school.add("bram", Role::Person);
        let pass = school.gives_pass(bram, 600, false);
        // One browser has typed it, another one is asked for it, and a third is signed in by it.
        let typed = school.enters(1, "bram", &pass).unwrap();
        let here = school.begins(2, "bram");
        let Typed::Right(token) = school.password(&here, &password_of("bram")) else { panic!("not right") };
        let asked = school.at(2, Some(token.hash()));
        let challenge = school.asked(&asked).expect("the pass is asked for");
        school.give_app(bram, &secret(2));
        let here = school.enters(3, "bram", &pass).unwrap();
        let opened = school.finish(&here, false).unwrap().opened;

        school.serves_passes(false);
        assert!(matches!(school.look(&typed), View::Password { instead: None, .. }));
        assert!(school.finish(&typed, false).is_none());
        assert!(matches!(school.answer(&asked, challenge, &pass), AnswerDone::Stale));
        let View::Ask { waiting, .. } = school.look(&asked) else { panic!("the app is asked for") };
        assert_ne!(waiting.id, challenge);
        let code = school.code(&secret(2), 0);
        assert!(matches!(school.answer(&asked, waiting.id, &code), AnswerDone::Right(_)));
        assert!(school.session(3, opened.token.hash()).is_some(), "who is signed in stays so until it ends");

        // The sign-in goes on with the password, and not with the pass beside it.
        let Typed::Right(token) = school.password(&typed, &password_of("bram")) else { panic!("not right") };
        assert!(matches!(school.look(&school.at(1, Some(token.hash()))), View::Ask { .. }));
    });
}
