use data_encoding::BASE64URL_NOPAD;
use proptest::prelude::*;

use super::*;
use crate::aes128gcm::Coding;

fn bytes(text: &str) -> Vec<u8> {
    BASE64URL_NOPAD.decode(text.as_bytes()).unwrap()
}

fn array<const N: usize>(text: &str) -> [u8; N] {
    bytes(text).try_into().unwrap()
}

/// The keys of RFC 8291 §5 and appendix A.
const SENDER: &str = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
const RECEIVER: &str = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
const RECEIVER_PUBLIC: &str =
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
const SALT: &str = "DGv6ra1nlYgDCS1FRnbzlw";
const CONTENT: &[u8] = b"When I grow up, I want to be a watermelon";
const MESSAGE: &str = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

fn receiver() -> Receiver {
    Receiver::from_parts(&array(RECEIVER), array(AUTH)).unwrap()
}

fn sender() -> Sender {
    Sender::from_parts(&array(SENDER), array(SALT)).unwrap()
}

#[test]
fn rfc_8291_section_5() {
    let recipient = receiver().recipient().unwrap();
    assert_eq!(BASE64URL_NOPAD.encode(&recipient.key), RECEIVER_PUBLIC);
    let message = sender().encrypt(&recipient, CONTENT, 1).unwrap();
    assert_eq!(BASE64URL_NOPAD.encode(&message), MESSAGE);
    assert_eq!(receiver().decrypt(&message).unwrap(), CONTENT);
}

#[test]
fn rfc_8188_section_3() {
    let secret = bytes("yqdlZ-tYemfogSmv7Ws5PQ");
    let message = "I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg";
    let one = bytes(message);
    let (coding, records) = aes128gcm::split(&one).unwrap();
    assert_eq!((coding.record_size, coding.key_id), (4096, &b""[..]));
    assert_eq!(aes128gcm::open(&coding, &secret, records).unwrap(), b"I am the walrus");
    assert_eq!(aes128gcm::seal(&coding, &secret, b"I am the walrus", 0).unwrap(), one);
    let two = bytes(
        "uNCkWiNYzKTnBN9ji3-qWAAAABkCYTHOG8chz_gnvgOqdGYovxyjuqRyJFjEDyoF1Fvkj6hQPdPHI51OEUKEpgz3SsLWIqS_uA",
    );
    let (coding, records) = aes128gcm::split(&two).unwrap();
    assert_eq!((coding.record_size, coding.key_id), (25, &b"a1"[..]));
    let secret = bytes("BO3ZVPxUlnLORbVGMpbT1Q");
    assert_eq!(aes128gcm::open(&coding, &secret, records).unwrap(), b"I am the walrus");
    // Without its last record a message is not whole.
    assert_eq!(aes128gcm::open(&coding, &secret, &records[..25]), Err(PushError::Closed));
}

#[test]
fn rfc_8292_section_2_4() {
    let header = "vapid t=eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzI1NiJ9.eyJhdWQiOiJodHRwczovL3B1c2guZXhhbXBsZS5uZXQiLCJleHAiOjE0NTM1MjM3NjgsInN1YiI6Im1haWx0bzpwdXNoQGV4YW1wbGUuY29tIn0.i3CYb7t4xfxCDquptFOepC9GAu_HLGkMlMuCGSK2rpiUfnK9ojFwDXb1JrErtmysazNjjvW2L9OkSSHzvoD1oA, k=BA1Hxzyi1RUM1b5wjxsn7nGxAszw2u61m164i3MrAIxHF6YK5h4SDYic-dRuU_RCPCfA5aq9ojSwk5Y2EmClBPs";
    let proof = Proof::read(header, 1_453_523_768 - 3600).unwrap();
    assert_eq!(proof.audience, "https://push.example.net");
    assert_eq!(proof.contact.as_deref(), Some("mailto:push@example.com"));
    assert_eq!(Proof::read(header, 1_453_523_768 + 1), None, "it has ended");
    assert_eq!(Proof::read(header, 1_453_523_768 - 86_401), None, "it holds for more than a day");
    assert_eq!(Proof::read(&header.replace("eyJhdWQi", "eyJhdWQj"), 1_453_523_768), None);
}

#[test]
fn who_sends_is_signed_for_the_push_service_and_for_half_a_day() {
    let key = VapidKey::make().unwrap();
    let contact = Contact::parse("mailto:it@school.example").unwrap();
    let now = 1_790_000_000;
    let header = key.authorization("https://Push.example:443/send/abc?x", &contact, now).unwrap();
    let proof = Proof::read(&header, now).unwrap();
    assert_eq!(proof.key, key.public().unwrap());
    assert_eq!((proof.audience.as_str(), proof.expires_at), ("https://push.example", now + 43_200));
    assert_eq!(proof.contact.as_deref(), Some(contact.as_str()));
    let again = VapidKey::from_pkcs8(&key.to_pkcs8().unwrap()).unwrap();
    assert_eq!(again.public(), key.public());
    assert!(!format!("{key:?}").contains("private"));
    assert_eq!(key.authorization("mailto:x", &contact, now), Err(PushError::Endpoint));
}

#[test]
fn a_word_serves_for_an_hour_and_one_push_service() {
    let contact = Contact::parse("mailto:it@school.example").unwrap();
    let authority = Authority::new(VapidKey::make().unwrap(), contact);
    let at = |endpoint: &str, now| authority.authorization(endpoint, now).unwrap();
    let (now, proves) = (1_790_000_000, |header: &str, now| Proof::read(header, now).unwrap());
    let first = at("https://push.example/send/abc", now);
    assert_eq!(first, at("https://push.example/send/other", now + 3599));
    assert_eq!(proves(&first, now + 3599).audience, "https://push.example");
    let other = at("https://push.other.example/send/abc", now);
    assert_eq!(proves(&other, now).audience, "https://push.other.example");
    let later = at("https://push.example/send/abc", now + 3600);
    assert_eq!(proves(&later, now + 3600).expires_at, now + 3600 + 12 * 3600);
    // After the clock was set back, the later word would promise too much.
    let back = at("https://push.example/send/abc", now - 86_400);
    assert_eq!(proves(&back, now - 86_400).expires_at, now - 86_400 + 12 * 3600);
    assert_eq!(authority.authorization("mailto:x", now), Err(PushError::Endpoint));
    // Any number of push services can be named; few are kept, and each gets a word of its own.
    for n in 0..200 {
        let header = at(&format!("https://push{n}.example/"), now);
        assert_eq!(proves(&header, now).audience, format!("https://push{n}.example"));
    }
}

#[test]
fn origins_and_contacts_are_what_they_say() {
    for (address, origin) in [
        ("https://a.example/x", Some("https://a.example")),
        ("https://a.example:8443?x", Some("https://a.example:8443")),
        ("HTTP://A.example:80", Some("http://a.example")),
        ("https://a@b.example/", None),
        ("https:///x", None),
        ("ftp://a.example", None),
        ("a.example", None),
    ] {
        assert_eq!(origin_of(address).as_deref(), origin, "{address}");
    }
    assert!(Contact::parse("https://school.example/contact").is_ok());
    for wrong in [
        "",
        "mailto:",
        "mailto:a",
        "mailto:@b",
        "https://",
        "http://a.example",
        "mailto:a@b\"",
        "mailto:a@b c",
    ] {
        assert_eq!(Contact::parse(wrong), Err(NotAContact), "{wrong}");
    }
}

#[test]
fn a_push_service_is_told_how_soon_and_how_long() {
    let topic = Topic::parse("aGVsbG8").unwrap();
    let headers = Headers { ttl: 60, urgency: Urgency::High, topic: Some(topic) }.all();
    for expected in
        [("ttl", "60"), ("urgency", "high"), ("topic", "aGVsbG8"), ("content-encoding", "aes128gcm")]
    {
        assert!(headers.iter().any(|(name, value)| (*name, value.as_str()) == expected), "{expected:?}");
    }
    assert!(Topic::parse(&"a".repeat(32)).is_ok());
    for wrong in ["", "a b", "a+b", "a=", "é", &"a".repeat(33)] {
        assert_eq!(Topic::parse(wrong), Err(NotATopic), "{wrong}");
    }
}

#[test]
fn what_is_too_long_for_a_push_service_is_refused_and_the_longest_is_not() {
    let recipient = receiver().recipient().unwrap();
    for step in [1, 512, 5000] {
        let longest = sender().encrypt(&recipient, &[1; LONGEST_CONTENT], step).unwrap();
        assert_eq!(longest.len(), 4096);
        assert_eq!(receiver().decrypt(&longest).unwrap(), [1; LONGEST_CONTENT]);
        let more = sender().encrypt(&recipient, &[1; LONGEST_CONTENT + 1], step);
        assert_eq!(more, Err(PushError::TooLong));
    }
}

#[test]
fn keys_off_the_curve_are_refused() {
    let mut recipient = receiver().recipient().unwrap();
    recipient.key[64] ^= 1;
    assert_eq!(sender().encrypt(&recipient, b"x", 1), Err(PushError::Key));
    assert!(Sender::from_parts(&[0; 32], [0; 16]).is_err());
    let coding = Coding { salt: &[0; 16], record_size: 4096, key_id: &[4; 65] };
    let message = aes128gcm::seal(&coding, b"secret", b"x", 0).unwrap();
    assert_eq!(receiver().decrypt(&message), Err(PushError::Key));
}

proptest! {
    #[test]
    fn what_is_encrypted_is_opened_and_its_length_hidden(
        content in prop::collection::vec(any::<u8>(), 0..600), step in 0_usize..300
    ) {
        let other = Receiver::make().unwrap();
        let message = Sender::make().unwrap().encrypt(&other.recipient().unwrap(), &content, step).unwrap();
        prop_assert_eq!((message.len() - 103) % step.max(1), 0);
        prop_assert_eq!(other.decrypt(&message).unwrap(), content);
        prop_assert_eq!(Receiver::make().unwrap().decrypt(&message), Err(PushError::Closed));
    }

    #[test]
    fn a_message_that_was_changed_or_cut_is_not_opened(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let message = bytes(MESSAGE);
        let at = at.index(message.len());
        let mut changed = message.clone();
        changed[at] ^= 1 << bit;
        // A higher record size changes nothing where there is one record.
        if !(16..20).contains(&at) {
            prop_assert!(receiver().decrypt(&changed).is_err());
        }
        prop_assert!(receiver().decrypt(&message[..at]).is_err());
    }

    #[test]
    fn any_bytes_are_survived(message in prop::collection::vec(any::<u8>(), 0..300), text in ".{0,80}") {
        prop_assert!(receiver().decrypt(&message).is_err());
        let header = format!("vapid {text}");
        prop_assert!(Proof::read(&header, 0).is_none());
        let _ = (Proof::read(&text, 0), Contact::parse(&text), Topic::parse(&text), origin_of(&text));
    }
}
