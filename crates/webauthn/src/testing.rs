//! An authenticator in software, for tests: what a browser and a key answer together. It keeps one credential.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair};
use data_encoding::BASE64URL_NOPAD;
use serde_json::{Value, json};

/// An authenticator that has one credential, for whoever asks first.
#[derive(Debug)]
pub struct Authenticator {
    key: EcdsaKeyPair,
    id: [u8; 16],
    user: Vec<u8>,
    /// Counts its uses; at 0 it does not count.
    pub counter: u32,
    /// Whether the person unlocks it.
    pub verifies: bool,
    /// The origin that the browser states.
    pub origin: String,
}

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const HAS_CREDENTIAL: u8 = 0x40;

impl Authenticator {
    /// A new one, in a browser at this origin; `id` names its credential.
    ///
    /// # Panics
    /// When no key can be made.
    #[expect(clippy::expect_used, reason = "a test without a key is none")]
    pub fn new(origin: &str, id: u8) -> Self {
        let key = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_ASN1_SIGNING).expect("a key");
        Self { key, id: [id; 16], user: Vec::new(), counter: 0, verifies: true, origin: origin.to_owned() }
    }

    /// Makes it claim another user's handle.
    pub fn belongs_to(&mut self, user: &[u8]) {
        self.user = user.to_vec();
    }

    /// The response to the options of a creation.
    pub fn creates(&mut self, options: &str) -> String {
        let options = read(options);
        self.user = BASE64URL_NOPAD.decode(text(&options, "/user/id").as_bytes()).unwrap_or_default();
        let mut data = self.data(text(&options, "/rp/id"), HAS_CREDENTIAL);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        data.extend(self.public_key());
        let mut object = vec![0xa3];
        object.extend(b"\x63fmt\x64none\x67attStmt\xa0\x68authData\x58");
        object.push(u8::try_from(data.len()).unwrap_or_default());
        object.extend(data);
        let client = self.client_data("webauthn.create", &options);
        self.response(&json!({
            "attestationObject": BASE64URL_NOPAD.encode(&object),
            "clientDataJSON": BASE64URL_NOPAD.encode(client.as_bytes()),
        }))
    }

    /// The response to the options of a request.
    pub fn answers(&mut self, options: &str) -> String {
        let options = read(options);
        if self.counter > 0 {
            self.counter += 1;
        }
        let data = self.data(text(&options, "/rpId"), 0);
        let client = self.client_data("webauthn.get", &options);
        let mut signed = data.clone();
        signed.extend(digest(&SHA256, client.as_bytes()).as_ref());
        let signature = self.key.sign(&SystemRandom::new(), &signed);
        let signature = signature.map(|signature| signature.as_ref().to_vec()).unwrap_or_default();
        self.response(&json!({
            "authenticatorData": BASE64URL_NOPAD.encode(&data),
            "clientDataJSON": BASE64URL_NOPAD.encode(client.as_bytes()),
            "signature": BASE64URL_NOPAD.encode(&signature),
            "userHandle": BASE64URL_NOPAD.encode(&self.user),
        }))
    }

    fn response(&self, response: &Value) -> String {
        let id = BASE64URL_NOPAD.encode(&self.id);
        json!({ "id": id, "rawId": id, "type": "public-key", "response": response }).to_string()
    }

    /// The authenticator data (§6.1): the relying party, the flags, the counter.
    fn data(&self, party: &str, flags: u8) -> Vec<u8> {
        let mut data = digest(&SHA256, party.as_bytes()).as_ref().to_vec();
        data.push(flags | PRESENT | if self.verifies { VERIFIED } else { 0 });
        data.extend(self.counter.to_be_bytes());
        data
    }

    fn client_data(&self, kind: &str, options: &Value) -> String {
        let challenge = text(options, "/challenge");
        json!({ "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false })
            .to_string()
    }

    /// The public key as COSE has it (RFC 9053 §7.1.1): EC2, ES256, P-256, x, y.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.public_key().as_ref();
        let mut key = b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".to_vec();
        key.extend(&point[1..33]);
        key.extend(b"\x22\x58\x20");
        key.extend(&point[33..65]);
        key
    }
}

fn read(options: &str) -> Value {
    serde_json::from_str(options).unwrap_or_default()
}

fn text<'a>(options: &'a Value, place: &str) -> &'a str {
    options.pointer(place).and_then(Value::as_str).unwrap_or_default()
}
