//! People who have what it takes.

use accounts::{Role, people};
use methods::authenticator_app::{self, AppCode, AppNotification};
use methods::mail_code::MailCode;
use methods::phone_call::PhoneCall;
use methods::recovery_codes::RecoveryCodes;
use methods::text_message::TextMessage;
use store::testing::each_engine;
use verification::apps::FromApp;
use verification::attempts::{self, Purpose, Sought, Start};
use verification::reset::Gates;
use verification::steps::{Outcome, StepResult};
use verification::throttle::Charge;
use verification::{Proven, password, registrations};
use world::{AppId, Id};

use super::school::{LIMITS, Person, START, School, allowance};
use super::*;

/// With the app's code and a code by text, in this browser.
fn proved(school: &School, person: &Person, browser: u8, aim: Aim) -> Here {
    let here = school.begun(browser, &person.name, aim);
    let here = school.proves(&here, (&AppCode, ""), &school.code(&person.secret));
    school.asks(&here, (&TextMessage, "mobile"));
    assert_eq!(school.types_number(&here, &person.number), NumberDone::Asked);
    let sent = school.sent();
    let [(to, code)] = sent.as_slice() else { panic!("{sent:?}") };
    assert_eq!(to, &person.number);
    let ProofDone::Right(token) = school.answers(&here, school.asked(&here).unwrap(), code) else {
        panic!("the code of the text is right")
    };
    Here { attempt: Some(token.hash()), ..here }
}

#[test]
fn two_methods_give_a_new_password_and_end_what_the_old_one_opened() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let elsewhere = school.begun(9, &anna.name, Aim::Forgotten);
        let here = proved(&school, &anna, 1, Aim::Forgotten);
        assert!(matches!(school.look(&here), View::Password));
        let old = school.stored(anna.account);
        assert!(school.sets(&here));
        assert!(school.stored(anna.account) != old);
        // Once, and everything else of hers that was under way is over.
        assert!(!school.sets(&here));
        assert!(matches!(school.look(&here), View::Start));
        let stopped = school.proves_nothing(&elsewhere, &anna);
        assert!(stopped, "another reset went on");
        assert_eq!(school.sent(), [(anna.mail.clone(), "Your".to_owned())]);
        let (whose, now) = ((school.organization.id, anna.account), school.now());
        let past = store.read_now(move |t| attempts::recent(t, whose, now + Span::seconds(1), 10)).unwrap();
        let passed = past.iter().find(|past| past.outcome == Outcome::Passed).unwrap();
        assert_eq!(passed.sought, Sought::Reset);
        let last = passed.steps.last().unwrap();
        assert_eq!((last.method.as_str(), last.result), ("password", StepResult::SetUp));
    });
}

impl School {
    /// Whether a right code proves nothing any more.
    fn proves_nothing(&self, here: &Here, person: &Person) -> bool {
        self.clock.advance(Span::seconds(31));
        self.asks(here, (&AppCode, ""));
        let challenge = self.asked(here).unwrap();
        matches!(self.answers(here, challenge, &self.code(&person.secret)), ProofDone::Wrong)
    }
}

#[test]
fn sessions_end_with_the_old_password() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        school.signs_in(&anna, 3);
        school.signs_in(&anna, 4);
        assert_eq!(school.sessions(&anna), 2);
        let here = proved(&school, &anna, 1, Aim::Forgotten);
        assert_eq!(school.sessions(&anna), 2);
        assert!(school.sets(&here));
        assert_eq!(school.sessions(&anna), 0);
    });
}

#[test]
fn a_lockout_is_lifted_without_a_new_password() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let locked = allowance(2, Span::hours(24), Span::hours(24));
        let (vault, organization, name) =
            (school.desk.vault.clone(), school.organization.id, anna.name.as_str().to_owned());
        let tries = move |t: &mut Transaction<'_>| {
            Ok(password::charge(t, &vault, (organization, &name, false), locked, START)?)
        };
        school.write(tries.clone());
        school.write(tries.clone());
        assert!(matches!(school.write(tries.clone()), Charge::Resting(_)));
        let old = school.stored(anna.account);
        let here = proved(&school, &anna, 1, Aim::Locked);
        assert!(matches!(school.look(&here), View::Unlock));
        // Who said that they know their password sets no other one.
        assert!(!school.sets(&here));
        assert!(school.unlocks(&here) && !school.unlocks(&here));
        assert!(school.stored(anna.account) == old);
        assert!(matches!(school.write(tries), Charge::Allowed(_)));
    });
}

#[test]
fn one_method_is_enough_where_one_is_asked_for_and_never_for_administrators() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        for (name, role, enough, n) in
            [("anna", Role::Person, true, 1), ("noor", Role::Administrator, false, 2)]
        {
            let person = school.person(name, role, n);
            let one = asking(Gates::One, school.begun(n, &person.name, Aim::Forgotten));
            let one = school.proves(&one, (&RecoveryCodes, ""), &person.codes[0]);
            assert_eq!(school.sets(&one), enough, "{name}");
            if !enough {
                let two = school.proves(&one, (&AppCode, ""), &school.code(&person.secret));
                assert!(school.sets(&two));
            }
        }
    });
}

#[test]
fn every_pair_of_different_methods_will_do_and_none_twice() {
    each_engine(|store| {
        let school = School::new(&store, &super::school::boundless());
        let person = school.person("anna", Role::Person, 1);
        let ways: [(&dyn verification::Method, &str); 4] =
            [(&AppCode, ""), (&RecoveryCodes, ""), (&MailCode, ""), (&TextMessage, "mobile")];
        let mut used = 0;
        for (n, first) in ways.iter().enumerate() {
            for (m, second) in ways.iter().enumerate() {
                school.clock.advance(Span::seconds(61));
                let mut here = school.begun(1, &person.name, Aim::Forgotten);
                for way in [first, second] {
                    let asked = school.asks(&here, *way);
                    if asked == AskDone::Stale {
                        assert_eq!(n, m);
                        break;
                    }
                    if !way.1.is_empty() {
                        school.types_number(&here, &person.number);
                    }
                    let sent = school.sent().into_iter().next_back();
                    let code = match way.0.about().name.as_str() {
                        "app_code" => school.code(&person.secret),
                        "recovery_codes" => {
                            used += 1;
                            person.codes[used % 10].clone()
                        }
                        _ => sent.unwrap().1,
                    };
                    let done = school.answers(&here, school.asked(&here).unwrap(), &code);
                    let ProofDone::Right(token) = done else { panic!("{done:?}") };
                    here.attempt = Some(token.hash());
                }
                assert_eq!(school.sets(&here), n != m);
                school.sent();
            }
        }
    });
}

#[test]
fn a_call_that_is_answered_elsewhere_is_collected_once_in_its_browser() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let here = asking(Gates::One, school.begun(1, &anna.name, Aim::Forgotten));
        school.asks(&here, (&PhoneCall, "mobile"));
        assert_eq!(school.types_number(&here, "06 11111101"), NumberDone::Asked);
        assert_eq!(school.sent(), [(anna.number.clone(), "call".to_owned())]);
        let challenge = school.asked(&here).unwrap();
        assert!(matches!(school.collects(&here, challenge), ProofDone::Waiting));
        let (desk, organization, moment) =
            (school.desk.clone(), school.organization.clone(), school.moment());
        school.write(move |t| {
            let means = (&desk.means(&organization), &desk.texts);
            Ok(notices::hear(t, means, (organization.id, challenge), "approved", &moment)?)
        });
        let thief = school.at(2, here.attempt);
        assert!(matches!(school.collects(&thief, challenge), ProofDone::Stale));
        let ProofDone::Right(token) = school.collects(&here, challenge) else { panic!("it was approved") };
        assert!(matches!(school.collects(&here, challenge), ProofDone::Stale));
        let here = Here { attempt: Some(token.hash()), ..here };
        assert!(school.sets(&here));
    });
}

/// Gives somebody a paired app, and says what it answers.
/// An app of somebody's that can be asked.
pub fn pairs(school: &School, person: &Person) -> AppId {
    let app = AppId::from_array([9; 16]);
    let record = [person.secret.as_bytes(), app.as_bytes().as_slice()].concat();
    let (vault, moment) = (school.desk.vault.clone(), school.moment());
    let whose = (school.organization.id, person.account);
    school.write(move |t| {
        let new = ("app_code", authenticator_app::POOL, "phone");
        Ok(registrations::import(t, &vault, whose, new, &Proven::of(record.clone()), &moment)?)
    });
    app
}

pub fn app_says(school: &School, challenge: ChallengeId, says: &FromApp) {
    let (desk, organization, moment) = (school.desk.clone(), school.organization.clone(), school.moment());
    let says = says.to_text();
    school.write(move |t| {
        let means = (&desk.means(&organization), &desk.texts);
        Ok(notices::hear(t, means, (organization.id, challenge), &says, &moment)?)
    });
}

#[test]
fn a_request_in_the_app_is_approved_with_the_number_of_the_page_and_a_refusal_is_told_to_nobody_new() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let app = pairs(&school, &anna);
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        let asked = |here: &Here| {
            assert_eq!(school.asks(here, (&AppNotification, "")), AskDone::Asked);
            let View::Ask(asked) = school.look(here) else { panic!("it asks") };
            asked
        };
        let first = asked(&here);
        assert_eq!(school.sent(), [(String::new(), "push".to_owned())]);
        app_says(&school, first.challenge, &FromApp::Refused(app));
        let View::Ask(shown) = school.look(&here) else { panic!("it waits on") };
        assert_eq!((shown.challenge, shown.heard), (first.challenge, None));
        // After a refusal a stranger's request is listed and does not ring.
        assert_eq!(school.sent(), []);
        // Another browser's request waits for nothing that reaches the app while this one does.
        let second = asked(&here);
        let other = school.begun(2, &anna.name, Aim::Forgotten);
        assert_eq!(school.asks(&other, (&AppNotification, "")), AskDone::Asked);
        assert_eq!(school.sent(), []);
        let record = String::from_utf8(second.record.clone()).unwrap();
        let number = record.split("\"number\":\"").nth(1).unwrap()[..2].to_owned();
        app_says(&school, second.challenge, &FromApp::Approved(app, number));
        let ProofDone::Right(token) = school.collects(&here, second.challenge) else { panic!("approved") };
        let here = Here { attempt: Some(token.hash()), ..here };
        // The code of the same app is no other method.
        assert_eq!(school.asks(&here, (&AppCode, "")), AskDone::Stale);
        let here = school.proves(&here, (&RecoveryCodes, ""), &anna.codes[0]);
        assert!(school.sets(&here));
    });
}

#[test]
fn what_is_reported_stops_the_reset_and_the_page_does_not_tell() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let here = asking(Gates::One, school.begun(1, &anna.name, Aim::Forgotten));
        school.asks(&here, (&PhoneCall, "mobile"));
        school.types_number(&here, &anna.number);
        school.sent();
        let challenge = school.asked(&here).unwrap();
        let (desk, organization, moment) =
            (school.desk.clone(), school.organization.clone(), school.moment());
        school.write(move |t| {
            let means = (&desk.means(&organization), &desk.texts);
            Ok(notices::hear(t, means, (organization.id, challenge), "reported", &moment)?)
        });
        assert_eq!(school.sent(), [(anna.mail.clone(), "A".to_owned())]);
        assert_eq!(school.asked(&here), Some(challenge));
        assert!(matches!(school.collects(&here, challenge), ProofDone::Waiting));
        assert!(school.proves_nothing(&here, &anna) && !school.sets(&here));
        // That browser asks nobody any more, and sees the same pages.
        let again = asking(Gates::One, school.begun(1, &anna.name, Aim::Forgotten));
        school.asks(&again, (&PhoneCall, "mobile"));
        assert_eq!(school.types_number(&again, &anna.number), NumberDone::Asked);
        assert!(school.sent().is_empty() && matches!(school.look(&again), View::Ask(_)));
        let other = asking(Gates::One, school.begun(2, &anna.name, Aim::Forgotten));
        school.asks(&other, (&PhoneCall, "mobile"));
        assert_eq!(school.types_number(&other, &anna.number), NumberDone::Asked);
        assert_eq!(school.sent().len(), 1, "another browser does");
    });
}

#[test]
fn a_reset_ends_after_its_time_and_its_codes_after_theirs() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        school.asks(&here, (&AppCode, ""));
        let challenge = school.asked(&here).unwrap();
        school.clock.advance(Span::minutes(5));
        let code = school.code(&anna.secret);
        assert!(matches!(school.answers(&here, challenge, &code), ProofDone::Stale));
        assert!(matches!(school.look(&here), View::Choose { lapsed: true, .. }));
        let here = school.proves(&here, (&AppCode, ""), &code);
        let here = school.proves(&here, (&RecoveryCodes, ""), &anna.codes[2]);
        school.clock.advance(Span::minutes(10));
        assert!(matches!(school.look(&here), View::Start));
        assert!(!school.sets(&here));
    });
}

#[test]
fn a_reset_is_no_sign_in_and_a_sign_in_is_no_reset() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let anna = school.person("anna", Role::Person, 1);
        let here = proved(&school, &anna, 1, Aim::Forgotten);
        let (vault, place, now) =
            (school.desk.vault.clone(), (school.organization.id, here.origin.browser), school.now());
        let token = here.attempt.unwrap();
        let found = school.write(move |t| Ok(attempts::find(t, &vault, place, token, now)?.is_some()));
        assert!(!found, "the sign-in takes the cookie of a reset");
        let start = Start {
            purpose: Purpose::SignIn,
            account: Some(anna.account),
            user_name: anna.name.as_str().to_owned(),
            evidence: None,
            application: String::new(),
            continue_to: String::new(),
            familiar: false,
        };
        let (desk, origin, moment) = (school.desk.clone(), here.origin.clone(), school.moment());
        let (_, token) = school.write(move |t| {
            Ok(attempts::begin(t, &desk.vault, (&origin, &start), desk.limits.attempts, &moment)?)
        });
        let sign_in = school.at(1, Some(token.hash()));
        assert!(matches!(school.look(&sign_in), View::Start));
        assert!(!school.sets(&sign_in) && !school.unlocks(&sign_in));
    });
}

#[test]
fn an_account_that_is_disabled_or_gone_in_the_middle_gets_nothing() {
    each_engine(|store| {
        let school = School::new(&store, &LIMITS);
        let (anna, bas) = (school.person("anna", Role::Person, 1), school.person("bas", Role::Person, 2));
        let (one, other) = (proved(&school, &anna, 1, Aim::Forgotten), proved(&school, &bas, 2, Aim::Locked));
        school.disable(anna.account);
        let organization = school.organization.id;
        school.write(move |t| Ok(people::delete(t, organization, bas.account)?));
        let old = school.stored(anna.account);
        assert!(!school.sets(&one) && !school.unlocks(&other));
        assert!(school.stored(anna.account) == old);
    });
}
