//! Nobody, and accounts that are disabled or have too little: the same pages, and nothing at the end of them.

use accounts::Role;
use methods::METHODS;
use methods::authenticator_app::{AppCode, AppNotification};
use methods::mail_code::MailCode;
use store::testing::each_engine;
use verification::method::{AnsweredBy, Asked as AskedOf};
use world::text::UserName;

use super::school::{School, boundless};
use super::*;
use crate::gate::ways;

/// What somebody sees on the way, in words; with everything that is random or the person's own left out.
fn walk(school: &School, name: &UserName, browser: u8) -> Vec<String> {
    let mut seen = Vec::new();
    for (method, way) in ways(METHODS.for_reset().all_ways(), &[]) {
        let here = school.begun(browser, name, Aim::Forgotten);
        seen.push(kind(&school.look(&here)));
        seen.push(format!("{:?}", school.asks(&here, (method, way.name))));
        if way.asks_number {
            let View::Number { hint } = school.look(&here) else { panic!("a number is asked for") };
            assert!(hint.len() == 2 && hint.bytes().all(|b| b.is_ascii_digit()));
            seen.push(format!("{:?}", school.types_number(&here, "+31655555555")));
            seen.push(format!("{:?}", school.types_number(&here, "nothing")));
            seen.push(kind(&school.look(&here)));
            continue;
        }
        let View::Ask(asked) = school.look(&here) else { panic!("it asks") };
        let of = AskedOf { record: &asked.record, registrations: &asked.registrations, problem: None };
        let words = school.desk.texts.wording(world::Language::ENGLISH);
        let page = method.ask(&words, &of);
        let digits = |c: char| if c.is_ascii_digit() { '0' } else { c };
        seen.push(page.as_str().chars().map(digits).collect());
        assert!(asked.ends_at - school.now() <= Span::minutes(5));
        let challenge = asked.challenge;
        let done = match method.about().answered {
            AnsweredBy::Typing => {
                let typed = if method.read("314159").is_some() { "314159" } else { "zzzzz-zzzzz" };
                school.answers(&here, challenge, typed)
            }
            AnsweredBy::Outside | AnsweredBy::App => school.collects(&here, challenge),
        };
        seen.push(format!("{done:?}"));
        seen.push(format!("{}", school.sets(&here)));
        school.clock.advance(Span::minutes(5));
        seen.push(kind(&school.look(&here)));
    }
    seen
}

fn kind(view: &View) -> String {
    match view {
        View::Ask(_) => "ask".to_owned(),
        View::Number { .. } => "number".to_owned(),
        other => format!("{other:?}"),
    }
}

#[test]
fn nobody_sees_what_somebody_sees() {
    each_engine(|store| {
        let school = School::new(&store, &boundless());
        let anna = school.person("anna", Role::Person, 1);
        school.account("eva", Role::Person);
        let mark = school.person("mark", Role::Administrator, 2);
        school.disable(mark.account);
        let known = walk(&school, &anna.name, 1);
        assert!(known.len() > 20);
        for (name, browser) in [("nobody", 2), ("eva", 3), ("mark", 4)] {
            school.clock.set(super::school::START);
            assert_eq!(walk(&school, &school.user_name(name), browser), known, "{name}");
        }
        // Anna and Eva have an address on file; nobody else was sent anything.
        let to: std::collections::BTreeSet<_> = school.sent().into_iter().map(|(to, _)| to).collect();
        let to: Vec<_> = to.iter().map(String::as_str).collect();
        assert_eq!(to, ["anna@home.example", "eva@home.example"]);
    });
}

#[test]
fn a_hint_stays_the_same_for_whoever_asks_and_says_nothing_of_who_has_a_number() {
    each_engine(|store| {
        let school = School::new(&store, &boundless());
        let hint = |name: &UserName, browser| {
            let here = school.begun(browser, name, Aim::Forgotten);
            school.asks(&here, (&methods::text_message::TextMessage, "mobile"));
            let View::Number { hint } = school.look(&here) else { panic!("a number is asked for") };
            hint
        };
        let anna = school.person("anna", Role::Person, 42);
        assert_eq!(hint(&anna.name, 1), "42");
        let names: Vec<_> = (0..20).map(|n| school.user_name(&format!("nobody{n}"))).collect();
        let hints: Vec<_> = names.iter().map(|name| hint(name, 1)).collect();
        assert_eq!(names.iter().map(|name| hint(name, 2)).collect::<Vec<_>>(), hints);
        let distinct: std::collections::BTreeSet<_> = hints.iter().collect();
        assert!(distinct.len() > 5);
    });
}

#[test]
fn a_request_shows_a_number_whether_or_not_there_is_an_app() {
    each_engine(|store| {
        let school = School::new(&store, &boundless());
        let shown = |here: &Here| {
            let View::Ask(asked) = school.look(here) else { panic!("it asks") };
            asked.record
        };
        let here = school.begun(1, &school.user_name("nobody"), Aim::Forgotten);
        school.asks(&here, (&AppNotification, ""));
        // The same at every look, and another at the next request.
        let first = shown(&here);
        assert!(!first.is_empty() && first == shown(&here));
        school.asks(&here, (&AppNotification, ""));
        assert_ne!(school.asked(&here), None);
    });
}

#[test]
fn who_has_one_method_only_gets_no_further_than_the_second_choice() {
    each_engine(|store| {
        let school = School::new(&store, &boundless());
        let eva = school.account("eva", Role::Person);
        let name = school.user_name("eva");
        let here = school.begun(1, &name, Aim::Forgotten);
        school.asks(&here, (&MailCode, ""));
        let code = school.sent().pop().unwrap().1;
        let challenge = school.asked(&here).unwrap();
        let ProofDone::Right(token) = school.answers(&here, challenge, &code) else { panic!("right") };
        let here = Here { attempt: Some(token.hash()), ..here };
        assert!(matches!(school.look(&here), View::Choose { .. }));
        assert_eq!(school.asks(&here, (&MailCode, "")), AskDone::Stale);
        school.asks(&here, (&AppCode, ""));
        let challenge = school.asked(&here).unwrap();
        assert!(matches!(school.answers(&here, challenge, &code), ProofDone::Wrong));
        let old = school.stored(eva);
        assert!(!school.sets(&here) && school.stored(eva) == old);
    });
}
