use proptest::prelude::*;

use crate::testing::Authenticator;
use crate::*;

const ORIGIN: &str = "https://sign-in.school.example";
const USER: User<'static> = User { handle: [7; 16], name: "anna@school.example" };

fn site() -> Site {
    Site::new("sign-in.school.example", ORIGIN, "School").unwrap()
}

fn made(authenticator: &mut Authenticator) -> Credential {
    let options = creation(&site(), &[1; 32], USER, &[]).unwrap();
    registered(&site(), &[1; 32], &authenticator.creates(&options)).unwrap()
}

fn asked(authenticator: &mut Authenticator, challenge: &Challenge, known: &[Credential]) -> String {
    authenticator.answers(&request(&site(), challenge, known).unwrap())
}

#[test]
fn a_credential_is_made_kept_and_answers() {
    let mut authenticator = Authenticator::new(ORIGIN, 1);
    let other = made(&mut Authenticator::new(ORIGIN, 2));
    let kept = Credential::from_text(&made(&mut authenticator).to_text().unwrap()).unwrap();
    let known = [other, kept];
    let response = asked(&mut authenticator, &[2; 32], &known);
    let right = authenticated(&site(), &[2; 32], &known, &response).unwrap();
    assert_eq!((right.index, right.counter, right.changed), (1, 0, None));
    assert_eq!(names(&response), Some([7; 16]));
}

#[test]
fn the_options_say_what_is_wanted() {
    let known = made(&mut Authenticator::new(ORIGIN, 1));
    let options: Value =
        serde_json::from_str(&creation(&site(), &[1; 32], USER, std::slice::from_ref(&known)).unwrap())
            .unwrap();
    assert_eq!(options["rp"], serde_json::json!({ "id": "sign-in.school.example", "name": "School" }));
    assert_eq!(options["authenticatorSelection"]["userVerification"], "required");
    assert_eq!(options["authenticatorSelection"]["residentKey"], "preferred");
    assert_eq!(options["attestation"], "none");
    assert_eq!(options["excludeCredentials"].as_array().unwrap().len(), 1);
    let options: Value = serde_json::from_str(&request(&site(), &[1; 32], &[]).unwrap()).unwrap();
    assert_eq!(options["userVerification"], "required");
    assert_eq!(options["rpId"], "sign-in.school.example");
    assert_eq!(options["allowCredentials"], serde_json::json!([]));
}

#[test]
fn the_same_chance_asks_the_same() {
    let known = [made(&mut Authenticator::new(ORIGIN, 1))];
    let ask = |n| request(&site(), &[n; 32], &known).unwrap();
    assert_eq!(ask(3), ask(3));
    assert_ne!(ask(3), ask(4));
}

#[test]
fn whoever_has_not_unlocked_it_is_refused() {
    let mut authenticator = Authenticator::new(ORIGIN, 1);
    authenticator.verifies = false;
    let options = creation(&site(), &[1; 32], USER, &[]).unwrap();
    let unverified = registered(&site(), &[1; 32], &authenticator.creates(&options));
    assert!(matches!(unverified, Err(WebauthnError::Wrong(_))), "{unverified:?}");
    authenticator.verifies = true;
    let known = [made(&mut authenticator)];
    authenticator.verifies = false;
    let response = asked(&mut authenticator, &[2; 32], &known);
    assert!(authenticated(&site(), &[2; 32], &known, &response).is_err());
}

#[test]
fn another_challenge_page_or_credential_is_refused() {
    let mut authenticator = Authenticator::new(ORIGIN, 1);
    let known = [made(&mut authenticator)];
    let right = asked(&mut authenticator, &[2; 32], &known);
    assert!(authenticated(&site(), &[2; 32], &known, &right).is_ok());
    assert!(authenticated(&site(), &[3; 32], &known, &right).is_err());
    assert!(authenticated(&site(), &[2; 32], &[], &right).is_err());
    let neighbour = Site::new("other.example", "https://other.example", "Other").unwrap();
    assert!(authenticated(&neighbour, &[2; 32], &known, &right).is_err());
    "https://evil.example".clone_into(&mut authenticator.origin);
    let elsewhere = asked(&mut authenticator, &[2; 32], &known);
    assert!(authenticated(&site(), &[2; 32], &known, &elsewhere).is_err());
    // Another key that claims the same id.
    let forged = asked(&mut Authenticator::new(ORIGIN, 1), &[2; 32], &known);
    assert!(authenticated(&site(), &[2; 32], &known, &forged).is_err());
}

#[test]
fn a_creation_answers_its_own_challenge_only() {
    let mut authenticator = Authenticator::new(ORIGIN, 1);
    let response = authenticator.creates(&creation(&site(), &[1; 32], USER, &[]).unwrap());
    assert!(registered(&site(), &[1; 32], &response).is_ok());
    assert!(registered(&site(), &[2; 32], &response).is_err());
    let answer = authenticator.answers(&request(&site(), &[1; 32], &[]).unwrap());
    assert!(registered(&site(), &[1; 32], &answer).is_err());
}

#[test]
fn a_counter_only_rises() {
    let mut authenticator = Authenticator::new(ORIGIN, 1);
    authenticator.counter = 5;
    let known = made(&mut authenticator);
    let response = asked(&mut authenticator, &[2; 32], std::slice::from_ref(&known));
    let right = authenticated(&site(), &[2; 32], &[known], &response).unwrap();
    assert_eq!(right.counter, 6);
    let changed = [right.changed.unwrap()];
    authenticator.counter = 3;
    let copied = asked(&mut authenticator, &[3; 32], &changed);
    let refused = authenticated(&site(), &[3; 32], &changed, &copied);
    assert!(matches!(refused, Err(WebauthnError::Counter)), "{refused:?}");
}

#[test]
fn an_address_without_a_name_has_no_credentials() {
    for (host, origin) in [
        ("127.0.0.1", "http://127.0.0.1:8080"),
        ("[::1]", "http://[::1]:8080"),
        ("school.example", "https://other.example"),
        ("", "https://school.example"),
        ("school.example", "nothing"),
    ] {
        assert!(Site::new(host, origin, "School").is_err(), "{host} {origin}");
    }
    assert!(Site::new("localhost", "http://localhost:8080", "School").is_ok());
}

#[test]
fn what_is_no_response_is_none() {
    for text in
        ["", "000000", "{}", "[]", "null", r#"{"id":"a","rawId":"!","type":"public-key","response":{}}"#]
    {
        assert!(!is_response(text), "{text}");
        assert!(registered(&site(), &[1; 32], text).is_err());
        assert!(authenticated(&site(), &[1; 32], &[], text).is_err());
        assert_eq!(names(text), None);
    }
}

/// Flips one bit of a part of a response.
fn flipped(response: &str, part: &str, bit: usize) -> String {
    let mut response: Value = serde_json::from_str(response).unwrap();
    let place = &mut response["response"][part];
    let mut bytes = BASE64URL_NOPAD.decode(place.as_str().unwrap().as_bytes()).unwrap();
    let at = bit % (bytes.len() * 8);
    bytes[at / 8] ^= 1 << (at % 8);
    *place = Value::String(BASE64URL_NOPAD.encode(&bytes));
    response.to_string()
}

proptest! {
    #[test]
    fn a_response_with_one_bit_changed_is_refused(bit: usize, part in 0_usize..3) {
        let mut authenticator = Authenticator::new(ORIGIN, 1);
        let known = [made(&mut authenticator)];
        let response = asked(&mut authenticator, &[2; 32], &known);
        let part = ["authenticatorData", "clientDataJSON", "signature"][part];
        prop_assert!(authenticated(&site(), &[2; 32], &known, &flipped(&response, part, bit)).is_err());
    }

    #[test]
    fn a_creation_with_strange_bytes_is_survived(bytes: Vec<u8>, bit: usize) {
        let response = Authenticator::new(ORIGIN, 1).creates(&creation(&site(), &[1; 32], USER, &[]).unwrap());
        let _ = registered(&site(), &[1; 32], &flipped(&response, "attestationObject", bit));
        let mut strange: Value = serde_json::from_str(&response).unwrap();
        strange["response"]["attestationObject"] = Value::String(BASE64URL_NOPAD.encode(&bytes));
        prop_assert!(registered(&site(), &[1; 32], &strange.to_string()).is_err());
    }

    #[test]
    fn any_text_is_survived(text in ".{0,80}") {
        prop_assert!(!is_response(&text));
        prop_assert_eq!(names(&text), None);
    }
}
