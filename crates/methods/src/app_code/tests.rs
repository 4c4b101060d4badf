use proptest::prelude::*;
use world::RegistrationId;

use super::*;

fn app(seed: u8, counter: i64) -> Registration {
    Registration {
        id: RegistrationId::from_bytes(&[seed; 16]).unwrap(),
        kind: ABOUT.kind.to_owned(),
        name: "app".to_owned(),
        record: vec![seed; SECRET_BYTES],
        counter,
        created_at: Timestamp::EPOCH,
        used_at: None,
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
