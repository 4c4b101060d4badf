use proptest::prelude::*;
use world::{Id, Moment, RegistrationId};

use super::*;

fn chance(seed: u8) -> Chance {
    Moment::with_seed(Timestamp::EPOCH, [seed; 32]).chance("pass")
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::EPOCH + Span::minutes(minutes)
}

fn registered(pass: &Pass, serves: Serves) -> Registration {
    let (kind, _, proven) = pass.registration(serves, &mut chance(99));
    Registration {
        id: RegistrationId::from_array([1; 16]),
        kind: kind.to_owned(),
        name: "pass".to_owned(),
        record: proven.record,
        counter: 0,
        created_at: Timestamp::EPOCH,
        used_at: None,
        starts_at: proven.serves.map(|(from, _)| from),
        ends_at: proven.serves.map(|(_, until)| until),
    }
}

fn check(registration: &Registration, typed: &str, now: Timestamp) -> Checked {
    let answer = AccessPass.read(typed).unwrap();
    AccessPass.check(&[], std::slice::from_ref(registration), &answer, now)
}

const HOUR: Serves =
    Serves { from: Timestamp::EPOCH, until: Timestamp::from_unix_seconds(3600), once: false };

#[test]
fn one_for_many_times_serves_again_and_one_for_once_does_not() {
    let pass = Pass::new(8, &mut chance(1));
    let many = registered(&pass, HOUR);
    for minute in 0..60 {
        assert_eq!(check(&many, &pass.shown(), at(minute)), Checked::Right(Right::of(many.id)));
    }
    let mut once = registered(&pass, Serves { once: true, ..HOUR });
    let Checked::Right(right) = check(&once, &pass.shown(), at(1)) else { panic!("it is right") };
    once.counter = right.counter.unwrap();
    assert_eq!(check(&once, &pass.shown(), at(2)), Checked::Used);
    assert!(AccessPass.is_good_once(&once) && !AccessPass.is_good_once(&many));
}

#[test]
fn a_record_holds_no_pass_and_an_account_without_one_has_no_right_answer() {
    let pass = Pass::new(12, &mut chance(2));
    let registration = registered(&pass, HOUR);
    let text = String::from_utf8(registration.record).unwrap();
    assert!(!text.contains(&pass.0) && !text.contains(&pass.shown()));
    let answer = AccessPass.read(&pass.shown()).unwrap();
    assert_eq!(AccessPass.check(&[], &[], &answer, at(1)), Checked::Wrong);
}

#[test]
fn letters_that_look_like_digits_are_digits() {
    let typed = |text: &str| AccessPass.read(text).map(|answer| answer.as_str().to_owned());
    assert_eq!(typed(" OIL2-abcd ").as_deref(), Some("0112abcd"));
    for bad in ["", "abcd", "abcd-efg!", "ábcd-efgh", &"a".repeat(49), &"a".repeat(300)] {
        assert_eq!(typed(bad), None, "{bad}");
    }
}

proptest! {
    #[test]
    fn a_pass_serves_between_its_times_and_never_outside(from in 0_i64..100, lasts in 1_i64..100, now in -10_i64..300) {
        let pass = Pass::new(8, &mut chance(3));
        let serves = Serves { from: at(from), until: at(from + lasts), once: now % 2 == 0 };
        let right = matches!(check(&registered(&pass, serves), &pass.shown(), at(now)), Checked::Right(_));
        prop_assert_eq!(right, (from..from + lasts).contains(&now));
    }

    #[test]
    fn a_pass_is_read_as_it_is_shown_and_another_is_wrong(one: u8, other: u8, length in 0_usize..60) {
        let (pass, another) = (Pass::new(length, &mut chance(one)), Pass::new(length, &mut chance(other)));
        prop_assert!(LENGTHS.contains(&pass.0.len()));
        let right = matches!(check(&registered(&pass, HOUR), &another.shown().to_uppercase(), at(5)), Checked::Right(_));
        prop_assert_eq!(right, one == other);
    }

    #[test]
    fn any_text_is_survived(typed in ".{0,200}") {
        if let Some(answer) = AccessPass.read(&typed) {
            prop_assert!(LENGTHS.contains(&answer.as_str().len()));
        }
    }
}
