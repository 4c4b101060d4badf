use proptest::prelude::*;
use world::{Id, Moment, RegistrationId};

use super::*;

fn codes(seed: u8) -> Vec<String> {
    make(&mut Moment::with_seed(Timestamp::EPOCH, [seed; 32]).chance("codes"))
}

fn registration(codes: &[String]) -> Registration {
    Registration {
        id: RegistrationId::from_array([1; 16]),
        kind: ABOUT.kind.to_owned(),
        name: "codes".to_owned(),
        record: record_of(&codes.iter().map(String::as_str).collect::<Vec<_>>()),
        counter: 0,
        created_at: Timestamp::EPOCH,
        used_at: None,
        starts_at: None,
        ends_at: None,
    }
}

fn check(registration: &Registration, typed: &str) -> Checked {
    let answer = RecoveryCodes.read(typed).unwrap();
    RecoveryCodes.check(&[], std::slice::from_ref(registration), &answer, Timestamp::EPOCH)
}

#[test]
fn every_code_is_right_once() {
    let codes = codes(1);
    let mut registration = registration(&codes);
    for (n, code) in codes.iter().enumerate() {
        assert_eq!(left(&registration), CODES - n);
        let Checked::Right(right) = check(&registration, &shown(code)) else { panic!("{code} is right") };
        registration.counter = right.counter.unwrap();
        registration.record = right.record.unwrap();
        assert_eq!(check(&registration, code), Checked::Used);
    }
    assert_eq!((left(&registration), registration.counter), (0, 10));
}

#[test]
fn a_record_holds_no_code() {
    let codes = codes(2);
    let record = registration(&codes).record;
    assert!(codes.iter().all(|code| !record.windows(LETTERS).any(|window| window == code.as_bytes())));
}

#[test]
fn letters_that_look_like_digits_are_digits() {
    let typed = |text: &str| RecoveryCodes.read(text).map(|answer| answer.as_str().to_owned());
    assert_eq!(typed(" OIL23-abcde ").as_deref(), Some("01123abcde"));
    for bad in ["", "abcde", "abcde-fghijk", "abcde-fghi!", "ábcde-fghjk", &"a".repeat(65)] {
        assert_eq!(typed(bad), None, "{bad}");
    }
}

#[test]
fn what_was_offered_is_proved_by_one_of_its_codes() {
    let codes = codes(3);
    let offer = codes.join(" ").into_bytes();
    let proves =
        |code: &str| RecoveryCodes.prove(&offer, &RecoveryCodes.read(code).unwrap(), Timestamp::EPOCH);
    assert_eq!(proves(&codes[7]).unwrap().record, registration(&codes).record);
    assert_eq!(proves(&self::codes(4)[0]), None);
}

proptest! {
    #[test]
    fn a_code_of_another_is_wrong(one: u8, other: u8, n in 0..CODES) {
        let right = matches!(check(&registration(&codes(one)), &codes(other)[n]), Checked::Right(_));
        prop_assert_eq!(right, one == other);
    }

    #[test]
    fn any_text_is_survived(typed in ".{0,70}") {
        if let Some(answer) = RecoveryCodes.read(&typed) {
            prop_assert_eq!(answer.as_str().len(), LETTERS);
        }
    }
}

#[test]
fn codes_that_are_kept_already_are_as_good_as_new_ones() {
    let kept = codes(4).iter().map(|code| shown(code)).collect::<Vec<_>>();
    let (kind, pool, proven) = registration_of(&kept).unwrap();
    assert_eq!((kind, pool.most), (ABOUT.kind, 1));
    let registration = Registration { record: proven.record, ..registration(&codes(5)) };
    assert_eq!(left(&registration), CODES);
    assert!(kept.iter().all(|code| matches!(check(&registration, code), Checked::Right(_))));
    assert!(registration_of(&kept[..9]).is_none());
    assert!(registration_of(&vec!["not a code".to_owned(); 10]).is_none());
}
