//! The content coding `aes128gcm` (RFC 8188).

use aws_lc_rs::aead::{AES_128_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hkdf::{HKDF_SHA256, KeyType, Prk, Salt};
use zeroize::Zeroizing;

use crate::PushError;

/// Salt, record size and length of the key's id.
const HEADER: usize = 16 + 4 + 1;
const TAG: usize = 16;
/// The mark between content and padding: of the last record, and of the others.
const LAST: u8 = 2;
const MORE: u8 = 1;

/// What a message begins with (RFC 8188 §2.1).
pub(crate) struct Coding<'a> {
    pub salt: &'a [u8],
    pub record_size: u32,
    pub key_id: &'a [u8],
}

struct Length(usize);

impl KeyType for Length {
    fn len(&self) -> usize {
        self.0
    }
}

/// HKDF with SHA-256 (RFC 5869) in one go.
pub(crate) fn hkdf<const N: usize>(
    salt: &[u8],
    secret: &[u8],
    info: &[&[u8]],
) -> Result<Zeroizing<[u8; N]>, PushError> {
    expand(&Salt::new(HKDF_SHA256, salt).extract(secret), info)
}

fn expand<const N: usize>(key: &Prk, info: &[&[u8]]) -> Result<Zeroizing<[u8; N]>, PushError> {
    let mut out = Zeroizing::new([0; N]);
    key.expand(info, Length(N)).and_then(|okm| okm.fill(out.as_mut())).map_err(|_| PushError::Closed)?;
    Ok(out)
}

/// The keys that a salt makes of a secret (RFC 8188 §2.2 and §2.3).
struct Keys {
    content: LessSafeKey,
    nonce: Zeroizing<[u8; 12]>,
}

impl Keys {
    fn derive(salt: &[u8], secret: &[u8]) -> Result<Self, PushError> {
        let key = Salt::new(HKDF_SHA256, salt).extract(secret);
        let content = expand::<16>(&key, &[b"Content-Encoding: aes128gcm\0"])?;
        let content = UnboundKey::new(&AES_128_GCM, content.as_ref()).map_err(|_| PushError::Key)?;
        let nonce = expand::<12>(&key, &[b"Content-Encoding: nonce\0"])?;
        Ok(Self { content: LessSafeKey::new(content), nonce })
    }

    fn nonce(&self, record: u64) -> Nonce {
        let mut nonce = *self.nonce;
        for (byte, count) in nonce[4..].iter_mut().zip(record.to_be_bytes()) {
            *byte ^= count;
        }
        Nonce::assume_unique_for_key(nonce)
    }
}

/// Encrypts a content as one record, with so many bytes of padding.
pub(crate) fn seal(
    coding: &Coding<'_>,
    secret: &[u8],
    content: &[u8],
    padding: usize,
) -> Result<Vec<u8>, PushError> {
    let keys = Keys::derive(coding.salt, secret)?;
    let id = u8::try_from(coding.key_id.len()).map_err(|_| PushError::Key)?;
    let mut record = Zeroizing::new(Vec::with_capacity(content.len() + 1 + padding + TAG));
    record.extend_from_slice(content);
    record.push(LAST);
    record.resize(content.len() + 1 + padding, 0);
    if record.len() + TAG > usize::try_from(coding.record_size).unwrap_or(usize::MAX) {
        return Err(PushError::TooLong);
    }
    keys.content
        .seal_in_place_append_tag(keys.nonce(0), Aad::empty(), &mut *record)
        .map_err(|_| PushError::TooLong)?;
    Ok([coding.salt, &coding.record_size.to_be_bytes(), &[id], coding.key_id, &record].concat())
}

/// Takes a message apart: what it begins with, and its records.
pub(crate) fn split(message: &[u8]) -> Result<(Coding<'_>, &[u8]), PushError> {
    let (header, rest) = message.split_at_checked(HEADER).ok_or(PushError::Closed)?;
    let size = header[16..20].try_into().map_err(|_| PushError::Closed)?;
    let (key_id, records) = rest.split_at_checked(usize::from(header[20])).ok_or(PushError::Closed)?;
    Ok((Coding { salt: &header[..16], record_size: u32::from_be_bytes(size), key_id }, records))
}

/// Opens the records of a message: each but the last is full, and the last one only is marked as that.
pub(crate) fn open(coding: &Coding<'_>, secret: &[u8], records: &[u8]) -> Result<Vec<u8>, PushError> {
    let size = usize::try_from(coding.record_size).map_err(|_| PushError::Closed)?;
    // A record holds the tag, the mark and, unless it is alone, something else.
    if size <= TAG + 1 || records.is_empty() {
        return Err(PushError::Closed);
    }
    let keys = Keys::derive(coding.salt, secret)?;
    let mut content = Vec::new();
    let records: Vec<_> = records.chunks(size).collect();
    for (n, record) in (0_u64..).zip(&records) {
        let mut record = record.to_vec();
        let opened = keys.content.open_in_place(keys.nonce(n), Aad::empty(), &mut record);
        let opened = opened.map_err(|_| PushError::Closed)?;
        let mark = opened.iter().rposition(|byte| *byte != 0).ok_or(PushError::Closed)?;
        let last = n + 1 == u64::try_from(records.len()).unwrap_or(u64::MAX);
        if opened[mark] != if last { LAST } else { MORE } {
            return Err(PushError::Closed);
        }
        content.extend_from_slice(&opened[..mark]);
    }
    Ok(content)
}
