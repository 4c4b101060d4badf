use proptest::prelude::*;

use super::*;

fn id(n: u8) -> Id {
    Id::parse(&char::from(b'a' + n % 26).to_string().repeat(26)).unwrap()
}

fn server() -> Server {
    Server::parse("https://sign-in.school.example").unwrap()
}

fn millis(n: i64) -> Millis {
    Millis::new(n).unwrap()
}

fn subscription(key: PublicKey) -> Subscription {
    Subscription::new(Endpoint::parse("https://push.example/a?b=c").unwrap(), key, [7; 16])
}

fn pair(key: &KeyPair) -> FromDevice {
    FromDevice::Pair(Pair {
        server: server(),
        ticket: Ticket::from_bytes([9; 16]),
        key: key.public(),
        name: DeviceName::parse("Pixel 9").unwrap(),
        subscription: Some(subscription(key.public())),
        time: millis(1_790_000_000_000),
    })
}

fn paired(key: &KeyPair) -> Paired {
    Paired {
        server: server(),
        device: id(1),
        account: id(2),
        user_name: "anna@school.example".to_owned(),
        display_name: "Anna Bos".to_owned(),
        organization: "School".to_owned(),
        accent: "1f5fbf".to_owned(),
        key: key.public(),
        push_key: key.public(),
        time: millis(1),
    }
}

fn wishes(key: PublicKey) -> impl Strategy<Value = Wish> {
    let decisions = prop_oneof![
        Just(Decision::Refuse),
        Just(Decision::Report),
        (0..100_u8).prop_map(|n| Decision::Approve(Number::parse(&format!("{n:02}")).unwrap())),
    ];
    let notifications = prop::sample::select(vec![
        Notifications::Granted,
        Notifications::Blocked,
        Notifications::Unsupported,
        Notifications::Later,
    ]);
    prop_oneof![
        Just(Wish::List),
        Just(Wish::Watch),
        Just(Wish::Leave),
        (any::<u8>(), decisions).prop_map(|(n, decision)| Wish::Answer { challenge: id(n), decision }),
        (any::<bool>(), notifications).prop_map(move |(there, notifications)| Wish::Subscribe {
            subscription: there.then(|| subscription(key)),
            notifications
        }),
    ]
}

fn message(wish: Wish, sequence: i64) -> FromDevice {
    let sequence = Sequence::new(sequence).unwrap();
    let sender = Sender { server: server(), account: id(3), device: id(4), sequence, time: millis(5) };
    FromDevice::Message(sender, wish)
}

fn opens(text: &[u8], key: &PublicKey) -> Result<FromDevice, ErrorWord> {
    Envelope::parse(text)?.claim(Endpoints::HttpsOnly)?.verify(key)
}

/// The message of this JSON, signed.
fn signed(key: &KeyPair, json: &str) -> Vec<u8> {
    use data_encoding::BASE64URL_NOPAD as TEXT;
    let signature = key.sign(&[b"tweestap authenticator 1\n", json.as_bytes()].concat()).unwrap();
    let (message, signature) = (TEXT.encode(json.as_bytes()), TEXT.encode(&signature));
    format!(r#"{{"message": "{message}", "signature": "{signature}"}}"#).into_bytes()
}

fn request(n: i64, text: &str) -> Request {
    Request {
        challenge: id(6),
        purpose: Purpose::SignIn,
        organization: text.to_owned(),
        application: String::new(),
        address: "203.0.113.7".to_owned(),
        place: (n % 2 == 0).then(|| text.to_owned()),
        browser: "Firefox".to_owned(),
        system: "Windows".to_owned(),
        familiar: n % 3 == 0,
        rings: true,
        asked_at: millis(n),
        ends_at: millis(n + 60_000),
    }
}

#[test]
fn the_page_of_the_protocol_is_read_as_it_stands() {
    let key = KeyPair::make().unwrap();
    let json = format!(
        r#"{{"kind": "pair", "server": "https://sign-in.school.example", "ticket": "{}", "key": "{}", "name": "Pixel 9",
            "subscription": null, "time": 1790000000000}}"#,
        Ticket::from_bytes([9; 16]).to_text(),
        key.public().to_text()
    );
    let FromDevice::Pair(read) = opens(&signed(&key, &json), &key.public()).unwrap() else {
        panic!("a pairing")
    };
    assert_eq!((read.name.as_str(), read.subscription), ("Pixel 9", None));
    let json = format!(
        r#"{{"kind": "requests", "server": "https://sign-in.school.example", "device": "{0}", "sequence": 1790000000000,
            "time": 1790000000200, "subscription": "live", "news": 1, "requests": [{{"challenge": "{0}", "purpose": "sign_in",
            "organization": "School", "application": "", "address": "203.0.113.7", "place": "Utrecht, Netherlands",
            "browser": "Firefox", "system": "Windows", "familiar": true, "rings": true, "asked_at": 1790000000000,
            "ends_at": 1790000060000, "more": {{}}}}]}}"#,
        id(1)
    );
    let read = Envelope::parse(&signed(&key, &json)).unwrap().open(&key.public()).unwrap();
    let FromServer::Requests(read) = read else { panic!("requests") };
    assert_eq!(read.subscription, Subscribed::Live);
    assert_eq!(read.requests[0].place.as_deref(), Some("Utrecht, Netherlands"));
}

#[test]
fn fields_that_are_missing_or_unknown_or_twice_or_out_of_range_are_refused() {
    let key = KeyPair::make().unwrap();
    let reads = |json: &str| opens(&signed(&key, json), &key.public());
    let (plain, last) = (message(Wish::List, 1).to_json(), "\"time\":5");
    assert!(reads(&plain).is_ok(), "{plain}");
    let no = |json: String| assert_eq!(reads(&json), Err(ErrorWord::Unreadable), "{json}");
    no(plain.replace(last, "\"time\":5,\"more\":1"));
    no(plain.replace(last, "\"time\":5,\"time\":5"));
    no(plain.replace(last, "\"time\":5,\"challenge\":\"x\""));
    no(plain.replace(",\"time\":5", ""));
    for time in ["-1", "9007199254740992", "1.5", "\"5\"", "null", "1e3"] {
        no(plain.replace(last, &format!("\"time\":{time}")));
    }
    for sequence in ["0", "-1", "9007199254740992"] {
        no(plain.replace("\"sequence\":1", &format!("\"sequence\":{sequence}")));
    }
    no(plain.replace("\"list\"", "\"paired\""));
    no(plain.replace("https://sign-in", "http://sign-in"));
    no(plain.replace(id(3).as_str(), "short"));
    no(plain.clone() + "x");
    no(plain.replace('{', "["));
    let later = Wish::Subscribe { subscription: None, notifications: Notifications::Later };
    let subscribe = message(later, 1).to_json();
    assert!(reads(&subscribe).is_ok());
    no(subscribe.replace("\"subscription\":null,", ""));
    no(subscribe.replace("\"later\"", "\"never\""));
}

#[test]
fn a_number_belongs_to_an_approval_only() {
    let key = KeyPair::make().unwrap();
    let number = Number::parse("07").unwrap();
    assert_eq!((number.value(), number.as_str()), (7, "07"));
    let approve = Wish::Answer { challenge: id(1), decision: Decision::Approve(number) };
    let json = message(approve, 1).to_json();
    for (decision, number, right) in [
        ("approve", "07", true),
        ("approve", "", false),
        ("approve", "7", false),
        ("approve", "007", false),
        ("approve", "+7", false),
        ("approve", "٠٧", false),
        ("refuse", "", true),
        ("report", "", true),
        ("refuse", "07", false),
        ("report", "07", false),
        ("accept", "07", false),
    ] {
        let json = json.replace("\"approve\"", &format!("\"{decision}\""));
        let json = json.replace("\"07\"", &format!("\"{number}\""));
        assert_eq!(opens(&signed(&key, &json), &key.public()).is_ok(), right, "{json}");
    }
}

#[test]
fn an_endpoint_of_http_is_read_where_it_is_asked_for_only() {
    let key = KeyPair::make().unwrap();
    let endpoint = Endpoint::parse("http://127.0.0.1:9000/x").unwrap();
    let subscription = Some(Subscription::new(endpoint, key.public(), [1; 16]));
    let wish = Wish::Subscribe { subscription, notifications: Notifications::Granted };
    let envelope = Envelope::of_device(&message(wish, 1), &key).unwrap();
    assert_eq!(envelope.clone().claim(Endpoints::HttpsOnly).map(drop), Err(ErrorWord::Unreadable));
    assert!(envelope.claim(Endpoints::AlsoHttp).is_ok());
}

#[test]
fn what_is_too_large_is_not_read() {
    let key = KeyPair::make().unwrap();
    let envelope = Envelope::of_device(&pair(&key), &key).unwrap().to_json();
    let padded = envelope.clone() + &" ".repeat(LONGEST_ENVELOPE - envelope.len());
    assert!(Envelope::parse(padded.as_bytes()).is_ok());
    assert_eq!(Envelope::parse(format!("{padded} ").as_bytes()), Err(ErrorWord::TooLarge));
}

#[test]
fn a_message_is_signed_by_whom_it_names_and_by_nobody_else() {
    let (key, other) = (KeyPair::make().unwrap(), KeyPair::make().unwrap());
    let claim = Envelope::of_device(&pair(&key), &other).unwrap().claim(Endpoints::HttpsOnly).unwrap();
    assert_eq!(claim.signer(), Signer::New(key.public()));
    assert_eq!(claim.verify(&key.public()), Err(ErrorWord::Signature));
    let claim =
        Envelope::of_device(&message(Wish::List, 1), &key).unwrap().claim(Endpoints::HttpsOnly).unwrap();
    assert_eq!(claim.signer(), Signer::Device { account: id(3), device: id(4) });
    assert_eq!(claim.server(), &server());
    let answer = FromServer::Paired(paired(&key));
    assert!(Envelope::of_server(&answer, &key).unwrap().open_paired().is_ok());
    assert_eq!(Envelope::of_server(&answer, &other).unwrap().open_paired(), Err(ErrorWord::Signature));
    assert_eq!(Envelope::of_server(&answer, &key).unwrap().open(&other.public()), Err(ErrorWord::Signature));
}

#[test]
fn a_key_is_kept_and_read_again() {
    let key = KeyPair::make().unwrap();
    let again = KeyPair::from_pkcs8(&key.to_pkcs8().unwrap()).unwrap();
    assert_eq!(again.public(), key.public());
    assert_ne!(KeyPair::make().unwrap().public(), key.public());
    assert!(KeyPair::from_pkcs8(&[1; 40]).is_err());
    let mut off = *key.public().as_bytes();
    off[64] ^= 1;
    assert_eq!(PublicKey::from_bytes(&off), Err(NotAKey), "not on the curve");
    assert!(!format!("{key:?}").contains("private"));
}

#[test]
fn a_ticket_is_read_as_people_type_it_and_gives_both_sides_one_secret() {
    let ticket = Ticket::from_bytes(std::array::from_fn(|n| u8::try_from(n).unwrap()));
    assert_eq!(ticket.to_text(), "AAAQEAYEAUDAOCAJBIFQYDIOB4");
    assert_eq!(Ticket::parse(" aaaq eaye-auda ocaj bifq ydio b4 "), Ok(ticket.clone()));
    for wrong in
        ["", "AAAQEAYEAUDAOCAJBIFQYDIOB", "AAAQEAYEAUDAOCAJBIFQYDIOB5", "AAAQEAYEAUDAOCAJBIFQYDIOB4A", "1"]
    {
        assert_eq!(Ticket::parse(wrong), Err(NotATicket), "{wrong}");
    }
    // As `openssl kdf` makes it.
    let secret = data_encoding::HEXLOWER.encode(&*ticket.app_code_secret().unwrap());
    assert_eq!(secret, "5b2aec4997138aae787c38f11ca1861cddf44c5d");
}

#[test]
fn servers_names_and_endpoints_are_what_they_say() {
    for right in [
        "https://sign-in.school.example",
        "https://a.example:8443",
        "http://localhost:8080",
        "http://school.localhost",
        "http://127.0.0.1:1",
        "http://[::1]:8080",
    ] {
        assert_eq!(Server::parse(right).map(|server| server.to_string()), Ok(right.to_owned()));
    }
    for wrong in [
        "",
        "https://",
        "https://a.example/",
        "https://A.example",
        "https://user@a.example",
        "https://a.example:0",
        "https://a.example:70000",
        "https://a.example:",
        "https://a..example",
        "https://-a.example",
        "https://[::1",
        "http://a.example",
        "http://127.0.0.1.a.example",
        "http://notlocalhost",
        "ftp://a.example",
        "https://a.example#x",
    ] {
        assert_eq!(Server::parse(wrong), Err(Refused::Server), "{wrong}");
    }
    for wrong in ["", " ", " a", "a\n", "a\u{202e}b", "a\0", &"a".repeat(61)] {
        assert_eq!(DeviceName::parse(wrong), Err(Refused::Name), "{wrong}");
    }
    assert!(DeviceName::parse(&"é".repeat(60)).is_ok());
    for wrong in [
        "",
        "https://",
        "https://a.example/#b",
        "https://u@a.example/",
        "javascript:1",
        "https://a.example/ b",
    ] {
        assert_eq!(Endpoint::parse(wrong), Err(Refused::Endpoint), "{wrong}");
    }
    let long = |n: usize| Endpoint::parse(&format!("https://a.example/{}", "x".repeat(n - 18)));
    assert!(long(1024).is_ok());
    assert_eq!(long(1025), Err(Refused::Endpoint));
}

#[test]
fn errors_are_read_as_they_are_sent() {
    for error in ErrorWord::ALL {
        let sequence = (error == ErrorWord::Replayed).then(|| Sequence::new(7).unwrap());
        let answer = ErrorAnswer { error, time: millis(1), request_id: "r".to_owned(), sequence };
        assert!(answer.to_json().contains(&format!("\"{}\"", error.as_str())));
        assert_eq!(ErrorAnswer::parse(answer.to_json().as_bytes()), Some(answer));
        assert!((400..600).contains(&error.status()));
    }
}

#[test]
fn a_sequence_grows_whatever_the_clock_says() {
    let last = Sequence::new(100).unwrap();
    assert_eq!(Sequence::after(None, millis(0)).get(), 1);
    assert_eq!(Sequence::after(Some(last), millis(5)).get(), 101);
    assert_eq!(Sequence::after(Some(last), millis(500)).get(), 500);
}

proptest! {
    #[test]
    fn what_a_device_says_arrives(
        (wish, sequence) in wishes(KeyPair::make().unwrap().public())
            .prop_flat_map(|wish| (Just(wish), 1_i64..1 << 53))
    ) {
        let key = KeyPair::make().unwrap();
        let said = message(wish, sequence);
        let sent = Envelope::of_device(&said, &key).unwrap().to_json();
        prop_assert!(sent.len() <= LONGEST_ENVELOPE);
        prop_assert_eq!(opens(sent.as_bytes(), &key.public()), Ok(said));
    }

    #[test]
    fn what_a_server_says_arrives(n in 0_i64..1 << 40, text in ".{0,60}", kind in 0..5) {
        let key = KeyPair::make().unwrap();
        let head = Head { server: server(), device: id(1), sequence: Sequence::new(n + 1).unwrap(), time: millis(n) };
        let outcomes = [Outcome::Approved, Outcome::WrongNumber, Outcome::Refused, Outcome::Reported, Outcome::Over];
        let outcome = outcomes[usize::try_from(n % 5).unwrap()];
        let said = match kind {
            0 => FromServer::Requests(Requests { head, subscription: Subscribed::Gone, requests: vec![request(n, &text)] }),
            1 => FromServer::Outcome(OutcomeOf { head, challenge: id(2), outcome }),
            2 => FromServer::Left(Left { head }),
            3 => FromServer::Paired(paired(&key)),
            _ => FromServer::Request(Push { server: server(), device: id(1), request: request(n, &text) }),
        };
        let sent = Envelope::of_server(&said, &key).unwrap().to_json();
        prop_assert_eq!(Envelope::parse(sent.as_bytes()).unwrap().open(&key.public()), Ok(said));
    }

    #[test]
    fn any_byte_that_is_changed_or_missing_is_noticed(at in any::<prop::sample::Index>(), bit in 0_u8..8) {
        let key = KeyPair::make().unwrap();
        let sent = Envelope::of_device(&pair(&key), &key).unwrap().to_json().into_bytes();
        let at = at.index(sent.len());
        let mut changed = sent.clone();
        changed[at] ^= 1 << bit;
        prop_assert!(opens(&changed, &key.public()).is_err());
        prop_assert!(opens(&sent[..at], &key.public()).is_err());
    }

    #[test]
    fn any_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..300), text in ".{0,80}") {
        let key = KeyPair::make().unwrap();
        prop_assert!(opens(&bytes, &key.public()).is_err());
        prop_assert!(opens(&signed(&key, &text), &key.public()).is_err());
        let _ = (ErrorAnswer::parse(&bytes), About::parse(&bytes), PublicKey::from_bytes(&bytes), KeyPair::from_pkcs8(&bytes));
        if let Ok(ticket) = Ticket::parse(&text) {
            prop_assert_eq!(Ticket::parse(&ticket.to_text()), Ok(ticket));
        }
        if let Ok(name) = DeviceName::parse(&text) {
            prop_assert!((1..=LONGEST_NAME).contains(&name.as_str().chars().count()));
        }
        let _ = (Server::parse(&text), Endpoint::parse(&text), Id::parse(&text), Number::parse(&text));
    }

    #[test]
    fn tickets_are_read_again(bytes: [u8; 16]) {
        let ticket = Ticket::from_bytes(bytes);
        let read = Ticket::parse(&ticket.to_text().to_lowercase()).unwrap();
        prop_assert_eq!(read.as_bytes(), &bytes);
    }
}
