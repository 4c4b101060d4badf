//! Sealed columns: AES-256-GCM, bound to the place where they are stored.
//!
//! A sealed value is `1 ‖ key number (4 bytes) ‖ nonce (12) ‖ ciphertext ‖ tag (16)`. The additional data name organization, row and
//! column, so a value that is copied to another row does not open there. Nonces come from the operating system and not from the
//! step's own chance, since a step that runs twice must not use one twice.

use std::path::Path;
use std::sync::Arc;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::hmac;
use world::OrganizationId;
use zeroize::Zeroizing;

use crate::tag;
use crate::{KeyId, KeyRing, KeyRingError};

const FORM: u8 = 1;
const PREFIX: usize = 5;
const NONCE: usize = 12;

/// Where a sealed value is stored.
#[derive(Clone, Debug)]
pub struct Place<'a> {
    /// The organization of the row.
    pub organization: OrganizationId,
    /// What names the row in its organization: account, registration, …
    pub row: Vec<&'a [u8]>,
    /// The column, as `registrations.record`.
    pub column: &'static str,
}

impl Place<'_> {
    fn additional_data(&self) -> Vec<u8> {
        let mut data = Vec::with_capacity(128);
        let organization: &[u8] = self.organization.as_bytes();
        for part in [organization, self.column.as_bytes()].into_iter().chain(self.row.iter().copied()) {
            data.extend_from_slice(&(part.len() as u64).to_be_bytes());
            data.extend_from_slice(part);
        }
        data
    }
}

/// Why a sealed value does not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum UnsealError {
    /// It is not a sealed value.
    #[error("not a sealed value")]
    Form,
    /// The ring has no such key.
    #[error("the key ring has no key {0}")]
    NoKey(KeyId),
    /// It was changed, or belongs to another place.
    #[error("changed, or moved from another place")]
    Changed,
}

struct Keys {
    sealing: Vec<(KeyId, LessSafeKey)>,
    tag: hmac::Key,
}

/// The key ring, ready to seal, to open and to tag.
#[derive(Clone)]
pub struct Vault(Arc<Keys>);

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vault(…)")
    }
}

impl Vault {
    /// Opens the key ring at this path, which is made if it is missing.
    pub fn open(path: &Path) -> Result<Self, KeyRingError> {
        Ok(Self::from_ring(&KeyRing::open_or_make(path)?))
    }

    /// New keys in memory.
    ///
    /// # Panics
    /// When the operating system gives no random numbers.
    #[expect(clippy::panic, reason = "for tests only")]
    pub fn for_tests() -> Self {
        Self::from_ring(&KeyRing::in_memory().unwrap_or_else(|error| panic!("{error}")))
    }

    /// Uses the keys of this ring.
    pub fn from_ring(ring: &KeyRing) -> Self {
        let sealing = ring
            .sealing_keys()
            .filter_map(|(id, key)| Some((id, LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key).ok()?))))
            .collect();
        Self(Arc::new(Keys { sealing, tag: hmac::Key::new(hmac::HMAC_SHA256, ring.tag_key()) }))
    }

    /// Seals a value under the newest key.
    ///
    /// # Panics
    /// When the operating system gives no random numbers, or the value has more than 2^36 bytes.
    #[expect(clippy::expect_used, reason = "nothing secret may be written unsealed")]
    pub fn seal(&self, place: &Place<'_>, plain: &[u8]) -> Vec<u8> {
        let (id, key) = self.0.sealing.last().expect("a key ring has a key");
        let mut nonce = [0; NONCE];
        aws_lc_rs::rand::fill(&mut nonce).expect("the operating system gives random numbers");
        let mut sealed = Vec::with_capacity(PREFIX + NONCE + plain.len() + 16);
        sealed.push(FORM);
        sealed.extend_from_slice(&id.to_be_bytes());
        sealed.extend_from_slice(&nonce);
        let mut text = plain.to_vec();
        let data = Aad::from(place.additional_data());
        key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), data, &mut text)
            .expect("short enough");
        sealed.extend_from_slice(&text);
        sealed
    }

    /// Opens a value that was sealed for this place.
    pub fn unseal(&self, place: &Place<'_>, sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, UnsealError> {
        let id = sealed_under(sealed).ok_or(UnsealError::Form)?;
        let (nonce, text) = sealed[PREFIX..].split_at_checked(NONCE).ok_or(UnsealError::Form)?;
        let key = self.0.sealing.iter().find(|(known, _)| *known == id).ok_or(UnsealError::NoKey(id))?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| UnsealError::Form)?;
        let mut text = Zeroizing::new(text.to_vec());
        let length = key
            .1
            .open_in_place(nonce, Aad::from(place.additional_data()), &mut text)
            .map_err(|_| UnsealError::Changed)?
            .len();
        text.truncate(length);
        Ok(text)
    }

    /// The first bytes of everything that the newest key seals: a query finds older rows by them.
    pub fn current_prefix(&self) -> [u8; PREFIX] {
        let mut prefix = [FORM; PREFIX];
        prefix[1..].copy_from_slice(&self.0.sealing.last().map_or(0, |(id, _)| *id).to_be_bytes());
        prefix
    }

    /// HMAC-SHA256 of these parts for this purpose, the same under every rotation.
    pub fn tag(&self, purpose: &str, parts: &[&[u8]]) -> [u8; 32] {
        tag::tag(&self.0.tag, purpose, parts)
    }
}

/// The number of the key that sealed this value.
pub fn sealed_under(sealed: &[u8]) -> Option<KeyId> {
    match sealed {
        [FORM, a, b, c, d, ..] => Some(KeyId::from_be_bytes([*a, *b, *c, *d])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use world::Id;

    use super::*;

    fn place<'a>(organization: u8, row: &'a [u8], column: &'static str) -> Place<'a> {
        Place { organization: OrganizationId::from_array([organization; 16]), row: vec![row], column }
    }

    proptest! {
        #[test]
        fn opens_in_its_place_only(plain: Vec<u8>, flip: proptest::sample::Index, bit in 0_u8..8) {
            let vault = Vault::for_tests();
            let here = place(1, b"row", "table.column");
            let mut sealed = vault.seal(&here, &plain);
            let opened = vault.unseal(&here, &sealed).unwrap();
            prop_assert_eq!(opened.as_slice(), plain.as_slice());
            for elsewhere in [place(2, b"row", "table.column"), place(1, b"raw", "table.column"), place(1, b"row", "table.other")] {
                prop_assert_eq!(vault.unseal(&elsewhere, &sealed).unwrap_err(), UnsealError::Changed);
            }
            let at = flip.index(sealed.len());
            sealed[at] ^= 1 << bit;
            prop_assert!(vault.unseal(&here, &sealed).is_err());
        }

        #[test]
        fn any_bytes_are_survived(bytes: Vec<u8>) {
            prop_assert!(Vault::for_tests().unseal(&place(1, b"", "a"), &bytes).is_err());
        }
    }

    #[test]
    fn after_a_rotation_old_values_open_and_new_ones_are_told_apart() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        let old = Vault::open(&path).unwrap();
        let here = place(1, b"row", "table.column");
        let sealed = old.seal(&here, b"secret");
        KeyRing::open_or_make(&path).unwrap().rotate(&path).unwrap();
        let new = Vault::open(&path).unwrap();
        assert_eq!(new.unseal(&here, &sealed).unwrap().as_slice(), b"secret");
        assert!(sealed.starts_with(&old.current_prefix()) && !sealed.starts_with(&new.current_prefix()));
        assert_eq!(old.unseal(&here, &new.seal(&here, b"x")).unwrap_err(), UnsealError::NoKey(2));
        assert_eq!(old.tag("p", &[b"a"]), new.tag("p", &[b"a"]));
    }

    #[test]
    fn parts_of_a_tag_do_not_run_together() {
        let vault = Vault::for_tests();
        assert_ne!(vault.tag("p", &[b"ab", b"c"]), vault.tag("p", &[b"a", b"bc"]));
        assert_ne!(vault.tag("p", &[b"a"]), vault.tag("q", &[b"a"]));
    }
}
