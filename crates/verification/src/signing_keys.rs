//! Keys with which the server signs, of the whole installation: made once, sealed, and the same for every server of one database.

use store::{Transaction, values};
use vault::{Place, Vault};
use world::{Id, OrganizationId, Timestamp};
use zeroize::Zeroizing;

use crate::{VerificationError, records};

const COLUMN: &str = "signing_keys.key";

/// A key belongs to no organization.
fn place(purpose: &str) -> Place<'_> {
    Place { organization: OrganizationId::from_array([0; 16]), row: vec![purpose.as_bytes()], column: COLUMN }
}

/// The key of this purpose. If there is none, this new one is kept and is it.
pub fn keep_or_find(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (purpose, new): (&'static str, &[u8]),
    now: Timestamp,
) -> Result<Zeroizing<Vec<u8>>, VerificationError> {
    if t.first(records::SIGNING_KEY, &values![purpose])?.is_none() {
        t.run(records::MAKE_SIGNING_KEY, &values![purpose, vault.seal(&place(purpose), new), now])?;
    }
    let sealed: Vec<u8> = t.one(records::SIGNING_KEY, &values![purpose])?.get(0)?;
    vault
        .unseal(&place(purpose), &sealed)
        .map_err(|source| VerificationError::Sealed { column: COLUMN, source })
}

/// Seals up to `limit` keys anew that an older key sealed. Returns how many there were; 0 means that none is left.
pub fn reseal(t: &mut Transaction<'_>, vault: &Vault, limit: i64) -> Result<usize, VerificationError> {
    let rows = t.all(records::OLD_SIGNING_KEYS, &values![vault.current_prefix().as_slice(), limit])?;
    for row in &rows {
        let (purpose, sealed): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        let plain = vault
            .unseal(&place(&purpose), &sealed)
            .map_err(|source| VerificationError::Sealed { column: COLUMN, source })?;
        t.run(
            records::RESEAL_SIGNING_KEY,
            &values![purpose.as_str(), sealed, vault.seal(&place(&purpose), &plain)],
        )?;
    }
    Ok(rows.len())
}
