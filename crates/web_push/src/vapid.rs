//! Who sends: a signed word for the push service (RFC 8292).

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED, ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair, UnparsedPublicKey,
};
use data_encoding::BASE64URL_NOPAD;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::PushError;

/// How many seconds a word holds: half of what RFC 8292 §2 allows, so that clocks may differ.
pub const HOLDS: i64 = 12 * 3600;
const LONGEST: i64 = 24 * 3600;
const HEADER: &str = r#"{"typ":"JWT","alg":"ES256"}"#;

/// A text was no contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a contact: mailto:ADDRESS or https://… is expected")]
pub struct NotAContact;

/// Whom the operator of a push service can ask (RFC 8292 §2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact(String);

impl Contact {
    /// Reads a contact: `mailto:` or `https:`, printable ASCII, 300 characters at most.
    pub fn parse(text: &str) -> Result<Self, NotAContact> {
        let rest = match text.strip_prefix("mailto:") {
            Some(address) => {
                address.split_once('@').filter(|(local, _)| !local.is_empty()).map(|(_, rest)| rest)
            }
            None => text.strip_prefix("https://"),
        };
        let right = text.len() <= 300
            && rest.is_some_and(|rest| !rest.is_empty())
            && text.bytes().all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\');
        right.then(|| Self(text.to_owned())).ok_or(NotAContact)
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[derive(Serialize, Deserialize)]
struct Claims {
    aud: String,
    exp: i64,
    sub: Option<String>,
}

/// The key of a server, which subscriptions are bound to: a browser hands out an endpoint for this key alone.
#[derive(Clone)]
pub struct VapidKey(EcdsaKeyPair);

impl fmt::Debug for VapidKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "VapidKey({})", BASE64URL_NOPAD.encode(self.0.public_key().as_ref()))
    }
}

impl VapidKey {
    /// Makes a new key from the operating system's random numbers.
    pub fn make() -> Result<Self, PushError> {
        EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).map(Self).map_err(|_| PushError::NoChance)
    }

    /// From the bytes of [`VapidKey::to_pkcs8`].
    pub fn from_pkcs8(bytes: &[u8]) -> Result<Self, PushError> {
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, bytes);
        key.map(Self).map_err(|_| PushError::Key)
    }

    /// The key as it is kept (PKCS #8, RFC 5208); a secret.
    pub fn to_pkcs8(&self) -> Result<Zeroizing<Vec<u8>>, PushError> {
        let document = self.0.to_pkcs8v1().map_err(|_| PushError::Key)?;
        Ok(Zeroizing::new(document.as_ref().to_vec()))
    }

    /// The public key: the 65 bytes of the uncompressed point, which a page hands to its browser as `applicationServerKey`.
    pub fn public(&self) -> Result<[u8; 65], PushError> {
        self.0.public_key().as_ref().try_into().map_err(|_| PushError::Key)
    }

    /// The header `Authorization` for a message to this endpoint (RFC 8292 §3).
    pub fn authorization(
        &self,
        endpoint: &str,
        contact: &Contact,
        unix_seconds: i64,
    ) -> Result<String, PushError> {
        let aud = origin_of(endpoint).ok_or(PushError::Endpoint)?;
        let claims = Claims { aud, exp: unix_seconds + HOLDS, sub: Some(contact.0.clone()) };
        let claims = serde_json::to_vec(&claims).map_err(|_| PushError::Endpoint)?;
        let signed =
            format!("{}.{}", BASE64URL_NOPAD.encode(HEADER.as_bytes()), BASE64URL_NOPAD.encode(&claims));
        let signature =
            self.0.sign(&SystemRandom::new(), signed.as_bytes()).map_err(|_| PushError::NoChance)?;
        let signature = BASE64URL_NOPAD.encode(signature.as_ref());
        Ok(format!(
            "vapid t={signed}.{signature}, k={}",
            BASE64URL_NOPAD.encode(self.0.public_key().as_ref())
        ))
    }
}

/// A word is used again for so many seconds: push services read one that they know faster (RFC 8292 §2), and it need not be signed.
pub const USED: i64 = 3600;
/// Words that are kept: endpoints come from browsers, and could name any number of push services.
pub const KEPT: usize = 64;

/// Who sends, to every push service: a word is made once an hour for each.
#[derive(Debug)]
pub struct Authority {
    key: VapidKey,
    contact: Contact,
    kept: Mutex<BTreeMap<String, Word>>,
}

struct Word {
    made_at: i64,
    header: String,
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Word").field("made_at", &self.made_at).finish_non_exhaustive()
    }
}

impl Authority {
    /// With this key, which browsers know from the page on which they subscribed.
    pub fn new(key: VapidKey, contact: Contact) -> Self {
        Self { key, contact, kept: Mutex::default() }
    }

    /// Its public key.
    pub fn public(&self) -> Result<[u8; 65], PushError> {
        self.key.public()
    }

    /// The header `Authorization` for a message to this endpoint, made now or less than an hour ago.
    pub fn authorization(&self, endpoint: &str, unix_seconds: i64) -> Result<String, PushError> {
        let origin = origin_of(endpoint).ok_or(PushError::Endpoint)?;
        let kept = || self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let fresh = |word: &&Word| (0..USED).contains(&unix_seconds.saturating_sub(word.made_at));
        if let Some(word) = kept().get(&origin).filter(fresh) {
            return Ok(word.header.clone());
        }
        let header = self.key.authorization(endpoint, &self.contact, unix_seconds)?;
        let mut kept = kept();
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(origin, Word { made_at: unix_seconds, header: header.clone() });
        Ok(header)
    }
}

/// The origin of an address (RFC 6454 §6.2), as the claim `aud` has it: in lower case, without the scheme's own port.
pub fn origin_of(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    let scheme = scheme.to_ascii_lowercase();
    let own = match scheme.as_str() {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    let host = authority.strip_suffix(own).unwrap_or(&authority);
    let right = !host.is_empty() && !host.contains('@') && host.bytes().all(|b| b.is_ascii_graphic());
    right.then(|| format!("{scheme}://{host}"))
}

/// What a header `Authorization` proves; this is the push service's side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The sender's public key.
    pub key: Vec<u8>,
    /// The origin of the push service.
    pub audience: String,
    /// Until when it holds, in seconds since 1970.
    pub expires_at: i64,
    /// Whom one can ask.
    pub contact: Option<String>,
}

impl Proof {
    /// Reads a header, and checks its signature and time; none: it proves nothing.
    pub fn read(header: &str, unix_seconds: i64) -> Option<Self> {
        if header.len() > 4096 {
            return None;
        }
        let parts: Vec<_> = header.strip_prefix("vapid ")?.split(',').map(str::trim).collect();
        let token = parts.iter().find_map(|part| part.strip_prefix("t="))?;
        let key = parts.iter().find_map(|part| part.strip_prefix("k="))?;
        let key = BASE64URL_NOPAD.decode(key.as_bytes()).ok()?;
        let (signed, signature) = token.rsplit_once('.')?;
        let signature = BASE64URL_NOPAD.decode(signature.as_bytes()).ok()?;
        let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, &key);
        public.verify(signed.as_bytes(), &signature).ok()?;
        let (head, claims) = signed.split_once('.')?;
        let head = BASE64URL_NOPAD.decode(head.as_bytes()).ok()?;
        let head: serde_json::Value = serde_json::from_slice(&head).ok()?;
        let claims: Claims = serde_json::from_slice(&BASE64URL_NOPAD.decode(claims.as_bytes()).ok()?).ok()?;
        let lasts = claims.exp.checked_sub(unix_seconds)?;
        let right = head.get("alg")? == "ES256" && (0..=LONGEST).contains(&lasts);
        let proof = Self { key, audience: claims.aud, expires_at: claims.exp, contact: claims.sub };
        right.then_some(proof)
    }
}
