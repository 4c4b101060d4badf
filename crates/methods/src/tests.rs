//! The contract, run over the whole list.

use std::collections::BTreeSet;
use std::sync::Arc;

use web::{TEXTS as KIT, Texts};
use world::language::LANGUAGES;
use world::{Timestamp, Words, World};

use super::*;

fn invitation() -> verification::Invitation {
    verification::Invitation {
        user_name: "anna@demo.example".to_owned(),
        organization: "Demo <School>".to_owned(),
    }
}

#[test]
fn names_are_unique_and_ranks_decide() {
    let names: BTreeSet<_> = METHODS.all().map(|method| method.about().name.as_str()).collect();
    assert_eq!(names.len(), METHODS.all().count());
    assert!(METHODS.all().all(|method| (1..=20).contains(&method.about().most)));
}

#[test]
fn every_method_speaks_every_language() {
    let texts = Arc::new(Texts::read(&[KIT, TEXTS]));
    assert_eq!(texts.lacks(), []);
    for method in METHODS.all() {
        let name = method.about().name.as_str();
        for language in LANGUAGES {
            let words = texts.wording(*language);
            for end in ["title", "about", "wrong", "used", "unreadable", "default-name"] {
                let said = words.say(&format!("method-{name}-{end}"));
                assert!(!said.starts_with('['), "{name}-{end} in {language:?}");
            }
        }
    }
}

#[test]
fn what_is_asked_never_contains_what_is_expected_and_escapes_names() {
    let texts = Arc::new(Texts::read(&[KIT, TEXTS]));
    let words = texts.wording(world::Language::DUTCH);
    for method in METHODS.all() {
        let offer = method.offer(&mut World::system().moment().chance("offer"));
        let add = method.add(&words, &invitation(), &offer, None).unwrap();
        assert!(!add.as_str().contains("<School>"));
        let ask = method.ask(&words, &[], Some("a <problem>"));
        assert!(!ask.as_str().contains("<problem>") && ask.as_str().contains("&#60;problem&#62;"));
    }
}

#[test]
fn a_guess_proves_nothing() {
    for method in METHODS.all() {
        let offer = method.offer(&mut World::system().moment().chance("offer"));
        let Some(guess) = method.read("not an answer").or_else(|| method.read("000000")) else { continue };
        let proven = method.prove(&offer, &guess, Timestamp::EPOCH);
        // One of a million secrets has this code; a second secret that has it as well means that all have it.
        let other = method.offer(&mut World::system().moment().chance("offer"));
        assert!(proven.is_none() || method.prove(&other, &guess, Timestamp::EPOCH).is_none());
    }
}
