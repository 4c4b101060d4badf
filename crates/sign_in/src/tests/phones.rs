//! Texts and calls as a second step: what is sent and when, what is answered elsewhere, and what was reported.

use accounts::{Role, SignedIn, people};
use delivery::{DeliveryError, Message, outbox};
use methods::phone::{self, Phone, Place};
use methods::phone_call::{PhoneCall, SpokenCode};
use methods::recovery_codes;
use methods::text_message::TextMessage;
use store::Store;
use store::testing::each_engine;
use verification::challenges::Resent;
use verification::defaults::{self, Way};
use verification::registrations::{self, Added};
use verification::steps::{Outcome, StepResult};
use verification::{Method, SecondStepRule};
use world::phone::PhoneNumber;
use world::{Language, RegistrationId, Span, Words};

use super::not_me::with_mail;
use super::school::{School, Typed, password_of, secret};
use super::*;
use crate::steps::{AskDone, ask_by, collect, heard, send_again};

const NUMBER: &str = "+31612345678";

impl School {
    /// Gives an account a phone, as an administrator does.
    pub fn give_phone(&self, account: AccountId, place: Place) -> RegistrationId {
        self.give_number(account, place, NUMBER)
    }

    pub fn give_number(&self, account: AccountId, place: Place, number: &str) -> RegistrationId {
        let phone = Phone { place, number: PhoneNumber::parse(number, None).unwrap() };
        let (kind, pool, proven) = phone::registration_of(&phone);
        let (whose, vault, moment) =
            ((self.organization.id, account), self.desk.vault.clone(), self.moment());
        let added = self.write(move |t| {
            Ok(registrations::import(t, &vault, whose, (kind, pool, "phone"), &proven, &moment)?)
        });
        let Added::Stored(id) = added else { panic!("there is room") };
        id
    }

    pub fn give_codes(&self, account: AccountId, codes: &[String]) {
        let (kind, pool, proven) = recovery_codes::registration_of(codes).unwrap();
        let (whose, vault, moment) =
            ((self.organization.id, account), self.desk.vault.clone(), self.moment());
        self.write(move |t| {
            Ok(registrations::import(t, &vault, whose, (kind, pool, "codes"), &proven, &moment)?)
        });
    }

    pub fn prefers(
        &self,
        account: AccountId,
        method: &'static dyn Method,
        registration: Option<RegistrationId>,
    ) {
        let way = Way { method: method.about().name.as_str().to_owned(), registration };
        let whose = (self.organization.id, account);
        self.write(move |t| Ok(defaults::import(t, whose, &way)?));
    }

    /// What was sent since the last look: the codes of texts, `call` for a call, and the subjects of mails.
    pub fn sent(&self) -> Vec<String> {
        let said = |message: Message| match message {
            Message::Text(text) => text.text().rsplit('#').next().unwrap().to_owned(),
            Message::Call(_) => "call".to_owned(),
            Message::Push(_) => "push".to_owned(),
            Message::Mail(mail) => mail.subject().to_owned(),
        };
        self.messages().into_iter().map(said).collect()
    }

    /// The messages that were sent since the last look.
    pub fn messages(&self) -> Vec<Message> {
        let (vault, now) = (self.desk.vault.clone(), self.now());
        let claimed = self.desk.store.write_now(move |t| {
            let claimed = outbox::claim(t, &vault, now)?;
            for message in &claimed {
                outbox::delivered(t, message.organization, message.id)?;
            }
            Ok::<_, DeliveryError>(claimed)
        });
        claimed.unwrap().into_iter().map(|claimed| claimed.message).collect()
    }

    pub fn asks(
        &self,
        here: &Here,
        method: &'static dyn Method,
        registration: Option<RegistrationId>,
    ) -> AskDone {
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.write(move |t| ask_by(t, &desk, &here, (method, registration), &moment))
    }

    pub fn sends_again(&self, here: &Here, challenge: ChallengeId) -> Resent {
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.write(move |t| send_again(t, &desk, &here, challenge, &moment))
    }

    pub fn hears(&self, challenge: ChallengeId, outcome: &'static str) -> bool {
        let (desk, of, moment) = (self.desk.clone(), (self.organization.id, challenge), self.moment());
        self.write(move |t| heard(t, &desk, of, outcome, &moment)).is_some()
    }

    pub fn collects(&self, here: &Here, challenge: ChallengeId) -> AnswerDone {
        self.collects_and_remembers(here, (challenge, false))
    }

    pub fn collects_and_remembers(&self, here: &Here, what: (ChallengeId, bool)) -> AnswerDone {
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.write(move |t| collect(t, &desk, &here, what, &moment))
    }
}

/// A school whose Anna has a mobile phone, and its registration.
fn school(store: &Store) -> (School, AccountId, RegistrationId) {
    let school = School::new(store, SecondStepRule::Required);
    let anna = with_mail(&school, "anna");
    let phone = school.give_phone(anna, Place::Mobile);
    (school, anna, phone)
}

/// Anna's sign-in after the right password.
fn password_typed(school: &School, browser: u8) -> Here {
    let here = school.begins(browser, "anna");
    let Typed::Right(token) = school.password(&here, &password_of("anna")) else { panic!("not right") };
    school.at(browser, Some(token.hash()))
}

fn asked_by(school: &School, here: &Here) -> (String, ChallengeId) {
    let View::Ask { waiting, challenge, .. } = school.look(here) else { panic!("nothing is asked") };
    (waiting.method, challenge)
}

fn record(school: &School, account: AccountId) -> (Outcome, Vec<StepResult>) {
    let (whose, before) = ((school.organization.id, account), school.now() + Span::seconds(1));
    let past = school.write(move |t| Ok(attempts::recent(t, whose, before, 1)?)).remove(0);
    (past.outcome, past.steps.iter().map(|step| step.result).collect())
}

#[test]
fn the_password_sends_the_text_and_looking_sends_no_more() {
    each_engine(|store| {
        let (school, ..) = school(&store);
        let here = school.begins(1, "anna");
        assert!(matches!(school.password(&here, "wrong"), Typed::Wrong));
        assert!(school.sent().is_empty(), "before the right password nothing is sent");
        let here = password_typed(&school, 1);
        let sent = school.sent();
        let [code] = sent.as_slice() else { panic!("{sent:?}") };
        let (method, challenge) = asked_by(&school, &here);
        assert_eq!(method, "text_message");
        for _ in 0..3 {
            assert_eq!(asked_by(&school, &here).1, challenge);
        }
        // Nor when it has ended: the person is asked how to go on.
        school.clock.advance(Span::minutes(5));
        assert!(matches!(school.look(&here), View::Choose { .. }));
        assert!(matches!(school.answer(&here, challenge, code), AnswerDone::Stale));
        assert!(school.sent().is_empty());
    });
}

#[test]
fn the_code_of_the_text_signs_in_and_the_one_before_does_not() {
    each_engine(|store| {
        let (school, _, phone) = school(&store);
        let here = password_typed(&school, 1);
        let first = school.sent().remove(0);
        assert_eq!(school.asks(&here, &TextMessage, Some(phone)), AskDone::Asked);
        let second = school.sent().remove(0);
        let (_, challenge) = asked_by(&school, &here);
        if first != second {
            assert!(matches!(school.answer(&here, challenge, &first), AnswerDone::Wrong));
        }
        let AnswerDone::Right(token) = school.answer(&here, challenge, &second) else { panic!("not right") };
        assert!(school.finish(&school.at(1, Some(token.hash())), false).is_some());
    });
}

#[test]
fn a_text_is_sent_again_with_the_same_code() {
    each_engine(|store| {
        let (school, ..) = school(&store);
        let here = password_typed(&school, 1);
        let first = school.sent();
        let (_, challenge) = asked_by(&school, &here);
        assert!(matches!(school.sends_again(&here, challenge), Resent::TooSoon(_)));
        school.clock.advance(Span::seconds(30));
        assert_eq!(school.sends_again(&school.at(2, here.attempt), challenge), Resent::Over, "elsewhere");
        assert!(school.sent().is_empty());
        assert_eq!(school.sends_again(&here, challenge), Resent::Sent);
        assert_eq!(school.sent(), first);
        assert!(matches!(school.answer(&here, challenge, &first[0]), AnswerDone::Right(_)));
    });
}

#[test]
fn nothing_is_sent_while_the_password_is_what_lacks() {
    each_engine(|store| {
        let (school, _, phone) = school(&store);
        let here = password_typed(&school, 1);
        let (_, challenge) = asked_by(&school, &here);
        school.sent();
        // The password counts for 15 minutes, and so does what was asked because of it.
        school.clock.advance(Span::minutes(14));
        assert_eq!(school.asks(&here, &TextMessage, Some(phone)), AskDone::Asked);
        let (_, second) = asked_by(&school, &here);
        school.sent();
        school.clock.advance(Span::minutes(2));
        assert!(matches!(school.look(&here), View::Password { .. }));
        assert_eq!(school.asks(&here, &TextMessage, Some(phone)), AskDone::Stale);
        for challenge in [challenge, second] {
            assert_eq!(school.sends_again(&here, challenge), Resent::Over);
        }
        assert!(school.sent().is_empty());
    });
}

#[test]
fn a_call_that_is_approved_signs_in_the_browser_that_asked() {
    each_engine(|store| {
        let (school, anna, phone) = school(&store);
        school.prefers(anna, &PhoneCall, Some(phone));
        let here = password_typed(&school, 1);
        assert_eq!(school.sent(), ["call"]);
        let (method, challenge) = asked_by(&school, &here);
        assert_eq!(method, "phone_call");
        assert!(matches!(school.collects(&here, challenge), AnswerDone::Waiting));
        assert!(school.hears(challenge, "approved"));
        assert!(!school.hears(challenge, "reported"), "it was heard");
        let elsewhere = school.at(2, here.attempt);
        assert!(matches!(school.collects(&elsewhere, challenge), AnswerDone::Stale));
        let AnswerDone::Right(token) = school.collects(&here, challenge) else { panic!("not right") };
        assert!(matches!(school.collects(&here, challenge), AnswerDone::Stale));
        assert!(school.finish(&school.at(1, Some(token.hash())), false).is_some());
        assert_eq!(record(&school, anna), (Outcome::Passed, vec![StepResult::Right, StepResult::Right]));
    });
}

#[test]
fn a_code_that_is_spoken_must_be_typed_whatever_is_said_of_its_call() {
    each_engine(|store| {
        let (school, _, phone) = school(&store);
        let here = password_typed(&school, 1);
        assert_eq!(school.asks(&here, &SpokenCode, Some(phone)), AskDone::Asked);
        let (_, challenge) = asked_by(&school, &here);
        assert!(school.hears(challenge, "approved"));
        assert!(matches!(school.collects(&here, challenge), AnswerDone::Stale));
        assert!(school.finish(&here, false).is_none());
    });
}

#[test]
fn no_text_is_sent_again_to_a_phone_that_was_deleted() {
    each_engine(|store| {
        let (school, anna, _) = school(&store);
        let here = password_typed(&school, 1);
        let (_, challenge) = asked_by(&school, &here);
        assert_eq!(school.sent().len(), 1);
        school.take_apps(anna);
        school.give_app(anna, &secret(1));
        school.clock.advance(Span::seconds(30));
        assert_eq!(school.sends_again(&here, challenge), Resent::Over);
        assert!(school.sent().is_empty());
    });
}

#[test]
fn a_call_that_came_to_nothing_is_noted_and_not_placed_again_by_itself() {
    each_engine(|store| {
        let (school, anna, phone) = school(&store);
        school.prefers(anna, &PhoneCall, Some(phone));
        let here = password_typed(&school, 1);
        let (_, challenge) = asked_by(&school, &here);
        school.sent();
        assert!(school.hears(challenge, "busy"));
        assert!(matches!(school.collects(&here, challenge), AnswerDone::Ended));
        assert_eq!(asked_by(&school, &here).1, challenge);
        assert!(school.sent().is_empty());
        assert_eq!(record(&school, anna), (Outcome::Open, vec![StepResult::Right, StepResult::Busy]));
        assert_eq!(school.asks(&here, &PhoneCall, Some(phone)), AskDone::Asked);
        assert_eq!(school.sent(), ["call"]);
    });
}

#[test]
fn a_call_that_is_reported_ends_the_sign_in_and_is_told_by_mail() {
    each_engine(|store| {
        let (school, anna, phone) = school(&store);
        school.prefers(anna, &PhoneCall, Some(phone));
        let here = password_typed(&school, 1);
        let (_, challenge) = asked_by(&school, &here);
        school.sent();
        assert!(school.hears(challenge, "reported"));
        assert!(matches!(school.look(&here), View::Reported));
        assert!(matches!(school.collects(&here, challenge), AnswerDone::Stale));
        assert!(school.finish(&here, true).is_none());
        assert!(matches!(school.password(&here, &password_of("anna")), Typed::Stale));
        let sent = school.sent();
        assert!(matches!(sent.as_slice(), [subject] if !subject.is_empty()), "{sent:?}");
        assert_eq!(record(&school, anna), (Outcome::Reported, vec![StepResult::Right, StepResult::Reported]));
    });
}

#[test]
fn a_reported_step_up_signs_that_browser_out_and_is_told_by_mail() {
    each_engine(|store| {
        let (school, anna, phone) = school(&store);
        school.prefers(anna, &PhoneCall, Some(phone));
        let approved = |browser| {
            let here = password_typed(&school, browser);
            let (_, challenge) = asked_by(&school, &here);
            assert!(school.hears(challenge, "approved"));
            let AnswerDone::Right(token) = school.collects(&here, challenge) else { panic!("not approved") };
            school.finish(&school.at(browser, Some(token.hash())), true).unwrap().opened
        };
        let (mine, other) = (approved(1), approved(2));
        school.clock.advance(Span::minutes(16));
        let (organization, session) = (school.organization.id, school.session(1, mine.token.hash()).unwrap());
        let account = school.write(move |t| Ok(people::find(t, organization, anna)?)).unwrap();
        let token = school.step_up(&school.at(1, None), SignedIn { session, account }).unwrap();
        let here = school.at(1, Some(token.hash()));
        let (_, challenge) = asked_by(&school, &here);
        school.sent();
        assert!(school.hears(challenge, "reported"));
        assert!(school.session(1, mine.token.hash()).is_none());
        assert!(school.session(2, other.token.hash()).is_some(), "nobody doubted the other browser");
        let told = school.desk.texts.wording(Language::ENGLISH).say("notice-step-up-reported-subject");
        assert_eq!(school.sent(), [told]);
    });
}

#[test]
fn a_phone_at_work_is_called_and_never_sent_a_text() {
    each_engine(|store| {
        let school = School::new(&store, SecondStepRule::Required);
        let phone = school.give_phone(school.add("anna", Role::Person), Place::Office);
        let here = password_typed(&school, 1);
        assert_eq!(
            (asked_by(&school, &here).0.as_str(), school.sent()),
            ("phone_call", vec!["call".to_owned()])
        );
        for registration in [None, Some(phone)] {
            assert_eq!(school.asks(&here, &TextMessage, registration), AskDone::Stale);
        }
        assert!(school.sent().is_empty());
    });
}

#[test]
fn a_recovery_code_lets_in_once_and_who_has_nothing_else_sets_something_up() {
    each_engine(|store| {
        let school = School::new(&store, SecondStepRule::Required);
        let anna = school.add("anna", Role::Person);
        let codes: Vec<_> = (0..10).map(|n| format!("0000{n}-abcde")).collect();
        school.give_codes(anna, &codes);
        let here = password_typed(&school, 1);
        let (method, challenge) = asked_by(&school, &here);
        assert_eq!(method, "recovery_codes");
        assert!(matches!(school.answer(&here, challenge, "00000-zzzzz"), AnswerDone::Wrong));
        let AnswerDone::Right(token) = school.answer(&here, challenge, &codes[4]) else {
            panic!("not right")
        };
        let here = school.at(1, Some(token.hash()));
        assert!(matches!(school.look(&here), View::MoreInformation { .. }));
        assert!(school.finish(&here, false).is_none());
        let other = password_typed(&school, 2);
        let (_, challenge) = asked_by(&school, &other);
        assert!(matches!(school.answer(&other, challenge, &codes[4]), AnswerDone::AlreadyUsed));
        // With an app beside them nothing more is asked.
        school.give_app(anna, &secret(1));
        let AnswerDone::Right(token) = school.answer(&other, challenge, &codes[5]) else {
            panic!("not right")
        };
        assert!(school.finish(&school.at(2, Some(token.hash())), false).is_some());
    });
}
