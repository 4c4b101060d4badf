//! Who of an organization gets a new password by themselves, in which ways, and who else hears of it.

use accounts::{Role, groups};
use methods::authenticator_app::AppCode;
use methods::mail_code::MailCode;
use methods::recovery_codes::RecoveryCodes;
use methods::text_message::TextMessage;
use store::testing::each_engine;
use verification::Method;
use verification::reset::Serving;
use world::text::DisplayName;

use super::school::{Person, School, boundless};
use super::*;

const APP: (&dyn Method, &str) = (&AppCode, "");
const PAPER: (&dyn Method, &str) = (&RecoveryCodes, "");

/// Shows everything that there is to show, and tries to set a new password.
fn passes(school: &School, person: &Person, browser: u8) -> bool {
    let here = school.begun(browser, &person.name, Aim::Forgotten);
    let mut here = here;
    for (way, typed) in [(APP, school.code(&person.secret)), (PAPER, person.codes[0].clone())] {
        assert_eq!(school.asks(&here, way), AskDone::Asked);
        let challenge = school.asked(&here).unwrap();
        if let ProofDone::Right(token) = school.answers(&here, challenge, &typed) {
            here.attempt = Some(token.hash());
        }
    }
    school.sets(&here)
}

fn group_with(school: &School, people: &[&Person]) -> world::GroupId {
    let (organization, moment) = (school.organization.id, school.moment());
    let accounts: Vec<_> = people.iter().map(|person| person.account).collect();
    school.write(move |t| {
        let name = DisplayName::parse("Teachers").unwrap();
        let group = groups::add(t, organization, &name, &moment)?.unwrap();
        for account in &accounts {
            assert!(groups::join(t, (organization, group), *account)?);
        }
        Ok(group)
    })
}

#[test]
fn who_is_not_in_the_group_walks_the_same_pages_in_vain() {
    each_engine(|store| {
        let mut school = School::new(&store, &boundless());
        let (anna, bas) = (school.person("anna", Role::Person, 1), school.person("bas", Role::Person, 2));
        school.organization.resets.group = Some(group_with(&school, &[&anna]));
        assert!(passes(&school, &anna, 1));
        let shown = |name: &str, browser| {
            let here = school.begun(browser, &school.user_name(name), Aim::Forgotten);
            let View::Choose { used, lapsed } = school.look(&here) else { panic!("the ways are shown") };
            (used, lapsed)
        };
        assert_eq!(shown("bas", 3), shown("nobody", 4));
        school.sent();
        let here = school.begun(5, &bas.name, Aim::Forgotten);
        assert_eq!(school.asks(&here, (&MailCode, "")), AskDone::Asked);
        assert!(school.sent().is_empty(), "nothing is sent to who may not");
        let before = school.stored(bas.account);
        assert!(!passes(&school, &bas, 2));
        assert_eq!(school.stored(bas.account), before);
    });
}

#[test]
fn leaving_the_group_ends_what_was_proved() {
    each_engine(|store| {
        let mut school = School::new(&store, &boundless());
        let anna = school.person("anna", Role::Person, 1);
        let group = group_with(&school, &[&anna]);
        school.organization.resets.group = Some(group);
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        let here = school.proves(&here, APP, &school.code(&anna.secret));
        let here = school.proves(&here, PAPER, &anna.codes[0]);
        assert!(matches!(school.look(&here), View::Password));
        let (organization, account) = (school.organization.id, anna.account);
        assert!(school.write(move |t| Ok(groups::leave(t, (organization, group), account)?)));
        assert!(!matches!(school.look(&here), View::Password) && !school.sets(&here));
    });
}

#[test]
fn administrators_may_only_where_they_are_let() {
    each_engine(|store| {
        let mut school = School::new(&store, &boundless());
        let head = school.person("head", Role::Administrator, 1);
        school.organization.resets.administrators = false;
        assert!(!passes(&school, &head, 1));
        school.organization.resets.administrators = true;
        school.clock.advance(Span::minutes(1));
        assert!(passes(&school, &head, 2));
    });
}

#[test]
fn the_other_administrators_are_told_if_that_is_wanted() {
    each_engine(|store| {
        let mut school = School::new(&store, &boundless());
        let head = school.person("head", Role::Administrator, 1);
        let anna = school.person("anna", Role::Person, 2);
        school.account("deputy", Role::Administrator);
        let told = |school: &School| {
            let mut all: Vec<_> = school.sent().into_iter().map(|(to, _)| to).collect();
            all.sort();
            all
        };
        told(&school);
        assert!(passes(&school, &head, 1));
        assert_eq!(told(&school), ["deputy@home.example", "head@home.example"]);
        school.clock.advance(Span::minutes(1));
        assert!(passes(&school, &anna, 2));
        assert_eq!(told(&school), ["anna@home.example"], "of a person nobody else is told");
        school.organization.resets.told = false;
        school.clock.advance(Span::minutes(1));
        let here = school.begun(3, &head.name, Aim::Locked);
        let here = school.proves(&here, APP, &school.code(&head.secret));
        let here = school.proves(&here, PAPER, &head.codes[1]);
        assert!(school.unlocks(&here));
        assert_eq!(told(&school), ["head@home.example"]);
    });
}

#[test]
fn only_the_ways_that_serve_are_shown_and_asked() {
    each_engine(|store| {
        let mut school = School::new(&store, &boundless());
        let anna = school.person("anna", Role::Person, 1);
        school.organization.resets.serving = Serving::parse("app_code,recovery_codes,phone_call:office");
        let names: Vec<_> = school
            .desk
            .ways(&school.organization)
            .map(|(method, way)| (method.about().name.as_str(), way.name))
            .collect();
        assert_eq!(names.len(), 3);
        for way in [("app_code", ""), ("recovery_codes", ""), ("phone_call", "office")] {
            assert!(names.contains(&way), "{way:?} in {names:?}");
        }
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        for way in [(&TextMessage as &dyn Method, "mobile"), (&MailCode, "")] {
            assert_eq!(school.asks(&here, way), AskDone::Stale);
        }
        assert!(school.sent().is_empty());
        assert!(passes(&school, &anna, 2));
    });
}

#[test]
fn a_way_that_is_taken_away_meanwhile_is_not_answered() {
    each_engine(|store| {
        let mut school = School::new(&store, &boundless());
        let anna = school.person("anna", Role::Person, 1);
        let here = school.begun(1, &anna.name, Aim::Forgotten);
        assert_eq!(school.asks(&here, APP), AskDone::Asked);
        let challenge = school.asked(&here).unwrap();
        school.organization.resets.serving = Serving::parse("text_message,mail_code");
        let after = Here { organization: school.organization.clone(), ..here };
        let done = school.answers(&after, challenge, &school.code(&anna.secret));
        assert!(matches!(done, ProofDone::Stale), "{done:?}");
    });
}
