//! What an authenticator sends and is sent: envelopes, the messages inside them, tickets and keys.
#![no_main]

use std::sync::LazyLock;

use device_protocol::{About, Endpoints, Envelope, ErrorAnswer, KeyPair, PublicKey, Server, Ticket};
use libfuzzer_sys::fuzz_target;

static KEY: LazyLock<KeyPair> = LazyLock::new(|| KeyPair::make().unwrap());

fuzz_target!(|bytes: &[u8]| {
    // As it comes, and as the message of an envelope that has the right form.
    let text = data_encoding::BASE64URL_NOPAD.encode(bytes);
    let wrapped = format!(r#"{{"message":"{text}","signature":"{}"}}"#, "A".repeat(86));
    for bytes in [bytes, wrapped.as_bytes()] {
        let Ok(envelope) = Envelope::parse(bytes) else { continue };
        assert!(envelope.open(&KEY.public()).is_err() && envelope.open_paired().is_err());
        if let Ok(claim) = envelope.claim(Endpoints::AlsoHttp) {
            assert!(claim.verify(&KEY.public()).is_err());
        }
    }
    let _ = (About::parse(bytes), ErrorAnswer::parse(bytes), KeyPair::from_pkcs8(bytes));
    let _ = PublicKey::from_bytes(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = Server::parse(text);
    if let Ok(ticket) = Ticket::parse(text) {
        assert_eq!(Ticket::parse(&ticket.to_text()), Ok(ticket));
    }
});
