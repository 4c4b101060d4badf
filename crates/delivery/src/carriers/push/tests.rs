use std::sync::Mutex;

use device_protocol::{Endpoint, PublicKey};
use web_push::{Contact, Proof, Receiver, VapidKey};
use world::{AppId, ChallengeId, Id, OrganizationId, Span};

use super::*;
use crate::client::{Patience, Reach};
use crate::testing::Local;

const NOW: Timestamp = Timestamp::from_unix_seconds(1_790_000_000);
const CONTENT: &str = r#"{"message":"…","signature":"…"}"#;

fn wakes() -> Wakes {
    Wakes {
        organization: OrganizationId::from_array([7; 16]),
        app: AppId::from_array([8; 16]),
        challenge: ChallengeId::from_array([9; 16]),
    }
}

/// One app with one subscription and what it is to read, or none.
struct One(Mutex<Option<Wake>>, Mutex<Vec<String>>);

impl One {
    fn at(endpoint: &str, receiver: &Receiver) -> Arc<Self> {
        let recipient = receiver.recipient().unwrap();
        let key = PublicKey::from_bytes(&recipient.key).unwrap();
        let subscription = Subscription::new(Endpoint::parse(endpoint).unwrap(), key, recipient.auth);
        let wake = Wake { subscription, content: CONTENT.to_owned() };
        Arc::new(Self(Mutex::new(Some(wake)), Mutex::default()))
    }
}

impl Subscriptions for One {
    fn of(&self, wakes: Wakes, _: Timestamp) -> Asked<'_, Option<Wake>> {
        assert_eq!(wakes, self::wakes());
        let wake = self.0.lock().unwrap().clone();
        Box::pin(std::future::ready(Ok(wake)))
    }

    fn gone(&self, wakes: Wakes, subscription: Subscription, _: Timestamp) -> Asked<'_, ()> {
        self.1.lock().unwrap().push(format!("{} {}", wakes.app, subscription.endpoint));
        Box::pin(std::future::ready(Ok(())))
    }
}

fn carrier(subscriptions: Arc<One>, reach: Reach) -> WebPush {
    patient(subscriptions, reach, Patience::default())
}

fn patient(subscriptions: Arc<One>, reach: Reach, patience: Patience) -> WebPush {
    let contact = Contact::parse("mailto:it@school.example").unwrap();
    let authority = Authority::new(VapidKey::make().unwrap(), contact);
    WebPush::new(subscriptions, authority, Client::new(reach, patience).unwrap())
}

fn push(seconds: i64) -> Message {
    let until = Timestamp::from_unix_seconds(NOW.unix_seconds() + seconds);
    let Wakes { organization, app, challenge } = wakes();
    Push::new(app, until).for_challenge(organization, challenge).into()
}

async fn carry(carrier: &WebPush, message: &Message) -> Result<Delivered, CarrierError> {
    carrier.carry(MessageId::from_array([1; 16]), message, NOW).await
}

#[tokio::test]
async fn a_message_arrives_encrypted_and_signed_for_its_push_service() {
    let local = Local::start(Local::status(201)).await;
    let receiver = Receiver::make().unwrap();
    let carrier = carrier(One::at(&format!("{}/send/a?b", local.address), &receiver), Reach::Anywhere);
    assert_eq!(carry(&carrier, &push(600)).await.unwrap(), Delivered::Now);
    assert_eq!(carry(&carrier, &push(20)).await.unwrap(), Delivered::Now);
    let heard = local.heard();
    assert_eq!(receiver.decrypt(&heard[0].body).unwrap(), CONTENT.as_bytes());
    assert_ne!(heard[0].body, heard[1].body, "no key serves twice");
    assert_eq!(heard[0].body.len(), 86 + STEP + 17);
    assert!(heard[0].head.starts_with("POST /send/a?b HTTP/1.1\n"), "{}", heard[0].head);
    let topic = wakes().challenge.to_string();
    for (name, value) in
        [("ttl", "60"), ("urgency", "high"), ("topic", &topic), ("content-encoding", "aes128gcm")]
    {
        assert_eq!(heard[0].header(name), Some(value));
    }
    assert_eq!(heard[1].header("ttl"), Some("20"));
    let proof = Proof::read(heard[0].header("authorization").unwrap(), NOW.unix_seconds()).unwrap();
    assert_eq!(
        (proof.audience, proof.key),
        (local.address.clone(), carrier.authority.public().unwrap().to_vec())
    );
    assert_eq!(proof.contact.as_deref(), Some("mailto:it@school.example"));
}

#[tokio::test]
async fn each_answer_of_a_push_service_means_what_it_says() {
    #[derive(Debug, PartialEq)]
    enum Means {
        Delivered,
        Gone,
        Refused,
        Later,
    }
    for (status, means) in [
        (200, Means::Delivered),
        (201, Means::Delivered),
        (202, Means::Delivered),
        (204, Means::Delivered),
        (404, Means::Gone),
        (410, Means::Gone),
        (301, Means::Refused),
        (307, Means::Refused),
        (400, Means::Refused),
        (401, Means::Refused),
        (403, Means::Refused),
        (413, Means::Refused),
        (429, Means::Later),
        (500, Means::Later),
        (503, Means::Later),
    ] {
        let local = Local::start(Local::status(status)).await;
        let one = One::at(&local.address, &Receiver::make().unwrap());
        let meant = match carry(&carrier(Arc::clone(&one), Reach::Anywhere), &push(60)).await {
            Ok(Delivered::Now) => Means::Delivered,
            Ok(Delivered::Nowhere) => Means::Gone,
            Err(CarrierError::Refused(_)) => Means::Refused,
            Err(CarrierError::Unreachable(_)) => Means::Later,
            other => panic!("{other:?}"),
        };
        let told = one.1.lock().unwrap().clone();
        let expected = if means == Means::Gone {
            vec![format!("{} {}", wakes().app, local.address)]
        } else {
            Vec::new()
        };
        assert_eq!((meant, told), (means, expected), "{status}");
        assert_eq!(local.heard().len(), 1, "{status}");
    }
}

#[tokio::test]
async fn a_push_service_that_hangs_or_is_not_there_is_tried_later() {
    let hangs = Local::start("").await;
    for endpoint in [hangs.address.as_str(), "http://127.0.0.1:1/"] {
        let patience = Patience { whole: std::time::Duration::from_millis(50), ..Patience::default() };
        let carrier = patient(One::at(endpoint, &Receiver::make().unwrap()), Reach::Anywhere, patience);
        assert!(matches!(carry(&carrier, &push(60)).await, Err(CarrierError::Unreachable(_))), "{endpoint}");
    }
}

#[tokio::test]
async fn an_endpoint_inside_a_network_is_refused_and_named_in_no_error() {
    let local = Local::start(Local::status(201)).await;
    let secret = local.address.replace("http", "https") + "/secret";
    for endpoint in
        [secret.as_str(), "http://push.example/secret", "https://localhost/secret", "https://10.0.0.1/secret"]
    {
        let carrier = carrier(One::at(endpoint, &Receiver::make().unwrap()), Reach::Public);
        let refused = carry(&carrier, &push(60)).await.unwrap_err();
        assert!(matches!(refused, CarrierError::Refused(_)), "{endpoint}: {refused:?}");
        assert!(!format!("{refused:?}{carrier:?}").contains("secret"));
    }
    assert!(local.heard().is_empty());
}

#[tokio::test]
async fn a_device_without_a_subscription_has_nothing_to_wait_for() {
    let none = Arc::new(One(Mutex::default(), Mutex::default()));
    assert_eq!(carry(&carrier(none, Reach::Public), &push(60)).await.unwrap(), Delivered::Nowhere);
}

#[tokio::test]
async fn what_is_too_long_is_refused() {
    let local = Local::start(Local::status(201)).await;
    let one = One::at(&local.address, &Receiver::make().unwrap());
    one.0.lock().unwrap().as_mut().unwrap().content = "x".repeat(4000);
    let carrier = carrier(one, Reach::Anywhere);
    assert!(matches!(carry(&carrier, &push(60)).await, Err(CarrierError::Refused(_))));
    assert!(local.heard().is_empty());
}

#[tokio::test]
async fn a_push_service_says_when_to_come_back() {
    for (status, said, after) in [
        (429, "30", Some(Span::seconds(30))),
        (503, " 0 ", Some(Span::ZERO)),
        (429, "-1", None),
        (503, "soon", None),
        (503, "99999999999999999999", None),
    ] {
        let local = Local::start(Local::busy(status, said)).await;
        let one = One::at(&local.address, &Receiver::make().unwrap());
        let meant = match carry(&carrier(one, Reach::Anywhere), &push(60)).await {
            Err(CarrierError::Busy(after, _)) => Some(after),
            Err(CarrierError::Unreachable(_)) => None,
            other => panic!("{other:?}"),
        };
        assert_eq!(meant, after, "{status} {said}");
    }
}
