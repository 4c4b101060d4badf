use proptest::prelude::*;
use world::{Id, RegistrationId};

use delivery::Message;
use otp::Secret;
use verification::Registration;
use verification::apps::FromApp;
use verification::method::{Answer, Asked, Asker, Checked, Given, Heard, Method, Offered, Right, Situation};
use world::Timestamp;

use super::code::AppCode;
use super::*;

fn app(seed: u8, counter: i64) -> Registration {
    Registration {
        id: RegistrationId::from_bytes(&[seed; 16]).unwrap(),
        kind: KIND.to_owned(),
        name: "app".to_owned(),
        record: vec![seed; SECRET_BYTES],
        counter,
        created_at: Timestamp::EPOCH,
        used_at: None,
        starts_at: None,
        ends_at: None,
    }
}

fn code_of(seed: u8, unix_seconds: i64) -> Answer {
    let code = otp::totp(&Secret::from_bytes(&[seed; SECRET_BYTES]).unwrap(), unix_seconds);
    AppCode.read(code.as_str()).unwrap()
}

const NOW: i64 = 1_800_000_000;

fn check(apps: &[Registration], answer: &Answer) -> Checked {
    AppCode.check(&[], apps, answer, Timestamp::from_unix_seconds(NOW))
}

#[test]
fn the_code_of_any_app_is_right_and_names_the_app() {
    let apps = [app(1, 0), app(2, 0)];
    let right = Checked::Right(Right { counter: Some(otp::step(NOW)), ..Right::of(apps[1].id) });
    assert_eq!(check(&apps, &code_of(2, NOW)), right);
    assert_eq!(check(&apps, &code_of(3, NOW)), Checked::Wrong);
}

#[test]
fn a_code_of_an_accepted_step_or_an_earlier_one_was_used() {
    let apps = [app(1, otp::step(NOW))];
    assert_eq!(check(&apps, &code_of(1, NOW)), Checked::Used);
    assert_eq!(check(&apps, &code_of(1, NOW - 30)), Checked::Used);
    assert!(matches!(check(&apps, &code_of(1, NOW + 30)), Checked::Right(_)));
    assert_eq!(check(&apps, &code_of(1, NOW + 60)), Checked::Wrong);
}

#[test]
fn an_offer_is_proved_by_its_own_code_which_is_then_used() {
    let offer = vec![7; SECRET_BYTES];
    let proven = AppCode.prove(&offer, &code_of(7, NOW), Timestamp::from_unix_seconds(NOW)).unwrap();
    let stored = Registration { record: proven.record, counter: proven.counter, ..app(7, 0) };
    assert_eq!(check(&[stored], &code_of(7, NOW)), Checked::Used);
    assert!(AppCode.prove(&offer, &code_of(8, NOW), Timestamp::from_unix_seconds(NOW)).is_none());
}

proptest! {
    #[test]
    fn a_wrong_code_is_never_right(seed: u8, other in 0_u32..1_000_000) {
        let typed = format!("{other:06}");
        let window = [-30, 0, 30].map(|off| code_of(seed, NOW + off));
        let answer = AppCode.read(&typed).unwrap();
        prop_assert_eq!(check(&[app(seed, 0)], &answer) == Checked::Wrong, !window.contains(&answer));
    }
}

/// A registration of a paired app.
fn paired_app(seed: u8) -> Registration {
    let secret = Secret::from_bytes(&[seed; SECRET_BYTES]).unwrap();
    let record = App { secret, paired: Some(AppId::from_array([seed; 16])) }.to_record();
    Registration { record, ..app(seed, 0) }
}

struct Keys;

impl Words for Keys {
    fn say_with(&self, key: &str, _: &[(&str, world::words::Word)]) -> String {
        key.to_owned()
    }
    fn language(&self) -> world::Language {
        world::Language::ENGLISH
    }
}

fn situation() -> Situation<'static> {
    Situation {
        words: &Keys,
        organization: "School",
        user_name: "anna@school.example",
        account: world::AccountId::from_array([1; 16]),
        has: &[],
        host: "school.example",
        origin: "https://school.example",
        ends_at: Timestamp::from_unix_seconds(NOW),
        asker: Asker::default(),
    }
}

fn chance(seed: u8) -> world::Chance {
    world::Moment::with_seed(Timestamp::EPOCH, [seed; 32]).chance("challenge")
}

/// What a page shows as its number.
fn shown(page: &world::Markup) -> String {
    let page = page.as_str();
    let at = page.find("class=\"number\"").unwrap();
    page[at..].split("</span>").nth(1).unwrap()[..2].to_owned()
}

#[test]
fn a_request_wakes_the_paired_apps_only_and_tells_none_of_them_the_number() {
    let all = [app(1, 0), paired_app(2), paired_app(3)];
    let begun = AppNotification.begin(&situation(), &all, &mut chance(5)).unwrap();
    assert_eq!(begun.messages.len(), 2);
    let asked = Asked { record: &begun.record, registrations: &all, problem: None };
    let number = shown(&AppNotification.ask(&Keys, &asked));
    assert!(("10"..="99").contains(&number.as_str()), "{number}");
    for message in &begun.messages {
        let Message::Push(push) = message else { panic!("a push message wakes an app") };
        assert!(push.wakes().is_none(), "what it is about is filled in around the method");
    }
    assert_eq!(AppNotification.again(&situation(), &begun.record, &mut chance(5)), begun.messages);
    assert_eq!(AppNotification.choices(&Keys, &all[..1]), []);
    assert_eq!(AppNotification.choices(&Keys, &all).len(), 1);
}

#[test]
fn an_offer_is_proved_by_the_app_that_was_paired_and_makes_the_codes_of_its_ticket() {
    let begun = AppNotification.offer(&situation(), &Given::default(), &mut chance(6)).unwrap();
    let ticket = begun.ticket.clone().unwrap();
    let page = AppNotification.add(&Keys, &situation(), &Offered::of(&begun.record)).unwrap();
    assert!(page.as_str().replace(' ', "").contains(&ticket));
    let id = AppId::from_array([9; 16]);
    let paired = FromApp::Paired(id).to_text();
    assert_eq!(AppNotification.hears(&begun.record, &paired), Heard::OnTheWay);
    let offered = Offered { heard: Some(&paired), ..Offered::of(&begun.record) };
    let page = AppNotification.add(&Keys, &situation(), &offered).unwrap();
    let approved = FromApp::Approved(id, shown(&page)).to_text();
    assert_eq!(AppNotification.hears(&begun.record, &approved), Heard::Right);
    let proven = AppNotification.prove_heard(&begun.record, &approved).unwrap();
    assert_eq!(proven.app, Some(id));
    let secret = device_protocol::Ticket::parse(&ticket).unwrap().app_code_secret().unwrap();
    let code = otp::totp(&Secret::from_bytes(&*secret).unwrap(), NOW);
    let stored = Registration { record: proven.record, ..app(1, 0) };
    assert!(matches!(check(&[stored], &Answer::new(code.as_str().to_owned())), Checked::Right(_)));
}

proptest! {
    #[test]
    fn only_the_number_of_the_page_approves(seed: u8, typed in 0_u32..100) {
        let all = [paired_app(2), paired_app(3)];
        let begun = AppNotification.begin(&situation(), &all, &mut chance(seed)).unwrap();
        let asked = Asked { record: &begun.record, registrations: &all, problem: None };
        let number = shown(&AppNotification.ask(&Keys, &asked));
        let typed = format!("{typed:02}");
        let heard = FromApp::Approved(AppId::from_array([3; 16]), typed.clone()).to_text();
        let right = AppNotification.hears(&begun.record, &heard) == Heard::Right;
        prop_assert_eq!(right, number == typed);
        prop_assert_eq!(AppNotification.answered_with(&heard, &all), Some(all[1].id));
        let stranger = FromApp::Approved(AppId::from_array([4; 16]), number).to_text();
        prop_assert_eq!(AppNotification.answered_with(&stranger, &all), None);
    }

    #[test]
    fn what_is_heard_is_read_as_it_was_said_or_not_at_all(text in ".{0,60}", id: [u8; 16]) {
        prop_assert!(FromApp::parse(&text).is_none());
        let id = AppId::from_array(id);
        for said in [FromApp::Paired(id), FromApp::Approved(id, "12".to_owned()), FromApp::Refused(id), FromApp::Reported(id)] {
            prop_assert_eq!(FromApp::parse(&said.to_text()), Some(said));
        }
    }
}
