use webauthn::testing::Authenticator;
use world::{Id, Language, Moment, RegistrationId};

use super::*;

const ORIGIN: &str = "https://sign-in.school.example";
const NOW: Timestamp = Timestamp::EPOCH;

struct Keys;

impl Words for Keys {
    fn say_with(&self, key: &str, _: &[(&str, world::words::Word)]) -> String {
        key.to_owned()
    }

    fn language(&self) -> Language {
        Language::ENGLISH
    }
}

fn situation(has: &[Registration]) -> Situation<'_> {
    Situation {
        words: &Keys,
        organization: "School",
        user_name: "anna@school.example",
        account: AccountId::from_array([7; 16]),
        has,
        host: "sign-in.school.example",
        origin: ORIGIN,
        ends_at: NOW,
        asker: verification::method::Asker::default(),
    }
}

fn chance(n: u8) -> Chance {
    Moment::with_seed(NOW, [n; 32]).chance("challenge")
}

/// What the page gives to the script.
fn options(page: &Markup) -> String {
    let (_, rest) = page.as_str().split_once("data-options=\"").unwrap();
    rest.split('"').next().unwrap().replace("&#34;", "\"")
}

fn offered(n: u8) -> Vec<u8> {
    Passkey.offer(&situation(&[]), &Given::default(), &mut chance(n)).unwrap().record
}

fn set_up(authenticator: &mut Authenticator, id: u8) -> Registration {
    let offer = offered(id);
    let page = Passkey.add(&Keys, &situation(&[]), &Offered::of(&offer)).unwrap();
    let answer = Passkey.read(&authenticator.creates(&options(&page))).unwrap();
    let proven = Passkey.prove(&offer, &answer, NOW).unwrap();
    Registration {
        id: RegistrationId::from_array([id; 16]),
        kind: ABOUT.kind.to_owned(),
        name: "mine".to_owned(),
        record: proven.record,
        counter: proven.counter,
        created_at: NOW,
        used_at: None,
        starts_at: None,
        ends_at: None,
    }
}

/// A challenge's record, and the answer of an authenticator to its page.
fn asked(authenticator: &mut Authenticator, has: &[Registration], n: u8) -> (Vec<u8>, Answer) {
    let record = Passkey.begin(&situation(has), has, &mut chance(n)).unwrap().record;
    let page = Passkey.ask(&Keys, &Asked { record: &record, registrations: has, problem: None });
    let answer = Passkey.read(&authenticator.answers(&options(&page))).unwrap();
    (record, answer)
}

#[test]
fn a_passkey_is_set_up_and_answers_for_its_registration() {
    let (mut one, mut two) = (Authenticator::new(ORIGIN, 1), Authenticator::new(ORIGIN, 2));
    let has = [set_up(&mut one, 1), set_up(&mut two, 2)];
    let (record, answer) = asked(&mut two, &has, 9);
    assert_eq!(Passkey.check(&record, &has, &answer, NOW), Checked::Right(Right::of(has[1].id)));
    let (other, _) = asked(&mut two, &has, 8);
    assert_eq!(Passkey.check(&other, &has, &answer, NOW), Checked::Wrong);
    assert_eq!(Passkey.check(&record, &has[..1], &answer, NOW), Checked::Wrong, "it was deleted");
}

#[test]
fn an_offer_is_proved_by_its_own_answer() {
    let mut authenticator = Authenticator::new(ORIGIN, 1);
    let page = Passkey.add(&Keys, &situation(&[]), &Offered::of(&offered(1))).unwrap();
    let answer = Passkey.read(&authenticator.creates(&options(&page))).unwrap();
    assert!(Passkey.prove(&offered(2), &answer, NOW).is_none());
    assert!(Passkey.prove(&offered(1), &answer, NOW).is_some());
}

#[test]
fn a_passkey_that_was_not_unlocked_is_wrong() {
    let mut authenticator = Authenticator::new(ORIGIN, 1);
    let has = [set_up(&mut authenticator, 1)];
    authenticator.verifies = false;
    let (record, answer) = asked(&mut authenticator, &has, 9);
    assert_eq!(Passkey.check(&record, &has, &answer, NOW), Checked::Wrong);
}

#[test]
fn a_counter_that_does_not_rise_was_used() {
    let mut authenticator = Authenticator::new(ORIGIN, 1);
    authenticator.counter = 5;
    let mut has = [set_up(&mut authenticator, 1)];
    let (record, answer) = asked(&mut authenticator, &has, 9);
    let Checked::Right(right) = Passkey.check(&record, &has, &answer, NOW) else { panic!("refused") };
    assert_eq!(right.counter, Some(6));
    (has[0].record, has[0].counter) = (right.record.unwrap(), 6);
    assert_eq!(Passkey.check(&record, &has, &answer, NOW), Checked::Used);
}

#[test]
fn without_a_user_name_the_answer_says_whose_it_is() {
    let mut authenticator = Authenticator::new(ORIGIN, 1);
    let has = [set_up(&mut authenticator, 1)];
    let record = Passkey.begin_open(("sign-in.school.example", ORIGIN), &mut chance(3)).unwrap();
    let page = Passkey.ask_open(&Keys, &Asked { record: &record, registrations: &[], problem: None });
    let answer = Passkey.read(&authenticator.answers(&options(&page))).unwrap();
    assert_eq!(Passkey.names(&answer), Some(AccountId::from_array([7; 16])));
    assert!(matches!(Passkey.check(&record, &has, &answer, NOW), Checked::Right(_)));
}

#[test]
fn an_address_without_a_host_name_is_told_so() {
    let bare = Situation { host: "127.0.0.1", origin: "http://127.0.0.1:8080", ..situation(&[]) };
    let refused = Passkey.offer(&bare, &Given::default(), &mut chance(1));
    assert_eq!(refused.map(|begun| begun.record), Err("no-host"));
    assert!(crate::METHODS.on_host("127.0.0.1").find("passkey").is_none());
    assert!(crate::METHODS.on_host("[::1]").find("passkey").is_none());
    assert!(crate::METHODS.on_host("localhost").find("passkey").is_some());
}

#[test]
fn a_passkey_of_another_host_is_not_asked_and_does_not_serve() {
    let mut authenticator = Authenticator::new(ORIGIN, 1);
    let has = [set_up(&mut authenticator, 1)];
    let elsewhere = Situation { host: "other.example", origin: "https://other.example", ..situation(&has) };
    let record = Passkey.begin(&elsewhere, &has, &mut chance(9)).unwrap().record;
    let page = Passkey.ask(&Keys, &Asked { record: &record, registrations: &has, problem: None });
    assert!(options(&page).contains("\"allowCredentials\":[]"));
    "https://other.example".clone_into(&mut authenticator.origin);
    let answer = Passkey.read(&authenticator.answers(&options(&page))).unwrap();
    assert_eq!(Passkey.check(&record, &has, &answer, NOW), Checked::Wrong);
}

#[test]
fn the_same_authenticator_makes_no_second_one() {
    let has = [set_up(&mut Authenticator::new(ORIGIN, 1), 1)];
    let page = Passkey.add(&Keys, &situation(&has), &Offered::of(&offered(1))).unwrap();
    let given: serde_json::Value = serde_json::from_str(&options(&page)).unwrap();
    assert_eq!(given["excludeCredentials"].as_array().unwrap().len(), 1);
}
