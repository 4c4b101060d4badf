use std::net::{Ipv4Addr, Ipv6Addr};

use hyper::Uri;
use proptest::prelude::*;
use tokio::io::AsyncReadExt;

use super::*;
use crate::testing::Local;

/// Long enough that no machine is too slow, short enough for the test that waits for it.
fn client(reach: Reach) -> Client {
    Client::new(reach, Patience { connect: Duration::from_secs(3), whole: Duration::from_secs(8) }).unwrap()
}

fn post(address: &str) -> Request {
    hyper::Request::builder().method("POST").uri(address).body(Full::new(Bytes::from("body"))).unwrap()
}

/// Sends a request, and reads the answer with its body.
async fn send(client: &Client, request: Request, longest: usize) -> Result<Response<Vec<u8>>, ClientError> {
    let (head, body) = client.begin(request).await?.into_parts();
    Ok(Response::from_parts(head, client.rest(body, longest).await?))
}

#[tokio::test]
async fn an_answer_is_read_as_far_as_was_asked() {
    let local = Local::start("HTTP/1.1 201 Made\r\nContent-Length: 5\r\n\r\nhello").await;
    let client = client(Reach::Anywhere);
    let answer = send(&client, post(&local.address), 5).await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.body().as_slice()), (201, &b"hello"[..]));
    assert!(matches!(send(&client, post(&local.address), 4).await, Err(ClientError::TooLong)));
    assert_eq!(client.head(post(&local.address), 4).await.unwrap(), Head { status: 201, retry_after: None });
    assert_eq!(local.heard()[0].body, b"body");
}

#[tokio::test]
async fn redirects_are_not_followed() {
    let local = Local::start(Local::status(307)).await;
    let answer = send(&client(Reach::Anywhere), post(&local.address), 100).await.unwrap();
    assert_eq!((answer.status().as_u16(), local.heard().len()), (307, 1));
}

#[tokio::test]
async fn a_server_that_says_nothing_is_left() {
    let local = Local::start("").await;
    let patience = Patience { whole: Duration::from_millis(50), ..Patience::default() };
    let client = Client::new(Reach::Anywhere, patience).unwrap();
    assert!(matches!(send(&client, post(&local.address), 100).await, Err(ClientError::Time)));
    // Nor is one that says its body byte by byte, without an end.
    let local = Local::start("HTTP/1.1 200 Yes\r\nContent-Length: 5\r\n\r\nh").await;
    assert!(matches!(send(&client, post(&local.address), 100).await, Err(ClientError::Time)));
    assert!(matches!(client.head(post(&local.address), 100).await, Err(ClientError::Time)));
}

#[tokio::test]
async fn what_is_no_http_is_no_answer() {
    for garbage in ["\0\0\0\0\r\n\r\n", "HTTP/1.1 999999 X\r\n\r\n", "SSH-2.0-OpenSSH\r\n"] {
        let local = Local::start(garbage).await;
        let sent = send(&client(Reach::Anywhere), post(&local.address), 100).await;
        assert!(matches!(sent, Err(ClientError::Connection(_))), "{garbage:?}");
    }
    let head =
        format!("HTTP/1.1 200 Yes\r\nContent-Length: 0\r\nX: {}\r\n\r\n", "x".repeat(2 * LONGEST_HEAD));
    let sent = send(&client(Reach::Anywhere), post(&Local::start(head).await.address), 100).await;
    assert!(matches!(sent, Err(ClientError::Connection(_))));
}

#[tokio::test]
async fn a_name_that_leads_to_this_machine_is_refused_when_it_is_resolved() {
    let local = Local::start(Local::status(201)).await;
    let mut resolver = Resolver(Reach::Public);
    for name in ["localhost", "127.1", "0x7f.0.0.1", "2130706433"] {
        let answer = tower_service::Service::call(&mut resolver, name.parse().unwrap()).await;
        let refused = answer.map(drop).unwrap_err();
        // A resolver that does not read old ways of writing an address finds no such name.
        assert!(refused.is::<reach::NotPublic>() || refused.is::<std::io::Error>(), "{name}");
        let sent = send(&client(Reach::Public), post(&format!("https://{name}/")), 100).await;
        assert!(sent.is_err(), "{name}");
    }
    let sent = send(&client(Reach::Public), post("https://localhost/"), 100).await;
    assert!(matches!(sent, Err(ClientError::Forbidden)), "{sent:?}");
    let sent = send(&client(Reach::Public), post(&local.address), 100).await;
    assert!(matches!(sent, Err(ClientError::Forbidden)), "{sent:?}");
    assert_eq!(local.heard().len(), 0);
}

#[tokio::test]
async fn tls_is_spoken_where_the_address_says_so() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("https://{}/", listener.local_addr().unwrap());
    let first = async {
        let mut bytes = [0; 3];
        listener.accept().await.unwrap().0.read_exact(&mut bytes).await.unwrap();
        bytes
    };
    let client = client(Reach::Anywhere);
    let (sent, first) = tokio::join!(send(&client, post(&address), 100), first);
    assert!(matches!(sent, Err(ClientError::Connection(_))));
    // A record of a handshake (RFC 8446 §5.1).
    assert_eq!(first, [22, 3, 1]);
}

#[test]
fn addresses_that_somebody_else_said_are_public_and_of_https() {
    let allowed = |address: &str| Reach::Public.allows(&address.parse::<Uri>().unwrap());
    for right in
        ["https://push.example/a", "https://push.example:443/a", "https://9.9.9.9/", "https://[2620:fe::fe]/"]
    {
        assert!(allowed(right), "{right}");
    }
    for wrong in [
        "http://push.example/",
        "https://push.example:8443/",
        "https://user@push.example/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://169.254.169.254/",
        "ftp://push.example/",
        "/a",
    ] {
        assert!(!allowed(wrong), "{wrong}");
    }
    assert!(Reach::Anywhere.allows(&"http://127.0.0.1:1/".parse().unwrap()));
    assert!(!Reach::Anywhere.allows(&"ftp://127.0.0.1:1/".parse().unwrap()));
}

#[test]
fn addresses_of_the_internet_are_public_and_special_ones_are_not() {
    for public in [
        "8.8.8.8",
        "1.1.1.1",
        "100.63.0.1",
        "100.128.0.1",
        "172.32.0.1",
        "2a00:1450:4009::1",
        "64:ff9b::808:808",
    ] {
        assert!(is_public(public.parse().unwrap()), "{public}");
    }
    for special in [
        "0.0.0.0",
        "0.1.2.3",
        "10.1.2.3",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.0.1",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::a9fe:a9fe",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::1",
        "3fff::1",
        "fc00::1",
        "fd00::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
        "5f00::1",
    ] {
        assert!(!is_public(special.parse().unwrap()), "{special}");
    }
}

proptest! {
    #[test]
    fn an_address_that_is_not_public_has_no_form_that_is(address: Ipv4Addr) {
        let public = is_public(address.into());
        if address.is_private() || address.is_loopback() || address.is_link_local() || address.is_multicast()
            || address.is_broadcast() || address.is_documentation() || address.is_unspecified()
        {
            prop_assert!(!public);
        }
        let [a, b, c, d] = address.octets();
        let (high, low) = (u16::from_be_bytes([a, b]), u16::from_be_bytes([c, d]));
        prop_assert_eq!(is_public(Ipv6Addr::new(0x64, 0xff9b, 0, 0, 0, 0, high, low).into()), public);
        prop_assert!(!is_public(address.to_ipv6_mapped().into()));
        prop_assert!(!is_public(address.to_ipv6_compatible().into()));
        prop_assert!(!is_public(Ipv6Addr::new(0x2002, high, low, 0, 0, 0, 0, 1).into()));
        let address = format!("https://{address}/");
        prop_assert_eq!(Reach::Public.allows(&address.parse().unwrap()), public);
    }

    #[test]
    fn ranges_of_ones_own_are_not_public(pick in 0_usize..4, rest: [u8; 4]) {
        let [_, b, c, d] = rest;
        let address = [
            Ipv4Addr::new(10, b, c, d), Ipv4Addr::new(127, b, c, d), Ipv4Addr::new(192, 168, c, d),
            Ipv4Addr::new(172, 16 | (b & 15), c, d),
        ][pick];
        prop_assert!(!is_public(address.into()));
    }

    #[test]
    fn local_addresses_of_the_new_kind_are_not_public(address: u128, pick in 0_usize..4) {
        let (prefix, bits) = [(0xfc00_u128, 7), (0xfe80, 10), (0xff00, 8), (0, 64)][pick];
        let kept = address & (u128::MAX >> bits);
        prop_assert!(!is_public(Ipv6Addr::from(prefix << 112 | kept).into()));
    }
}
