//! Keyed hashes, and comparing without telling how much was right.

use aws_lc_rs::hmac;
use subtle::ConstantTimeEq;

/// Whether two byte strings are the same, in a time that depends on their lengths only.
pub fn same(one: &[u8], other: &[u8]) -> bool {
    one.ct_eq(other).into()
}

/// HMAC-SHA256 (RFC 2104) of a purpose and its parts. Each part is preceded by its length, so that no two lists of parts give
/// the same bytes.
pub(crate) fn tag(key: &hmac::Key, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
    let mut context = hmac::Context::with_key(key);
    for part in std::iter::once(purpose.as_bytes()).chain(parts.iter().copied()) {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    let mut out = [0; 32];
    out.copy_from_slice(context.sign().as_ref());
    out
}

/// HMAC-SHA256 of a text under a salt: for codes inside a sealed record, so that whoever opens the record still has to guess.
pub fn salted_hash(salt: &[u8], text: &str) -> [u8; 32] {
    tag(&hmac::Key::new(hmac::HMAC_SHA256, salt), "code", &[text.as_bytes()])
}
