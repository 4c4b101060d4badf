//! Sealing anew what an older key sealed, after a rotation.

use store::{Row, Statement, Transaction, values};
use vault::{Place, Vault};
use world::{AccountId, OrganizationId, SessionId};

use crate::people::{MAIL, MOBILE, OFFICE, place};
use crate::{AccountsError, records};

/// Seals up to `limit` values of each column anew. Returns how many there were; 0 means that none is left.
pub fn reseal(t: &mut Transaction<'_>, vault: &Vault, limit: i64) -> Result<usize, AccountsError> {
    let columns = [
        (MAIL, records::OLD_MAIL, records::RESEAL_MAIL),
        (MOBILE, records::OLD_MOBILE, records::RESEAL_MOBILE),
        (OFFICE, records::OLD_OFFICE, records::RESEAL_OFFICE),
    ];
    let mut resealed = 0;
    for (column, find, write) in columns {
        resealed += each(t, vault, (find, write), limit, |row| {
            let (organization, account): (OrganizationId, AccountId) = (row.get(0)?, row.get(1)?);
            let anew = anew(vault, &place(organization, &account, column), &row.get::<Vec<u8>>(2)?)?;
            Ok((account.as_bytes().to_vec(), anew))
        })?;
    }
    resealed += each(t, vault, (records::OLD_EVIDENCE, records::RESEAL_EVIDENCE), limit, |row| {
        let (organization, session, account): (OrganizationId, SessionId, AccountId) =
            (row.get(0)?, row.get(1)?, row.get(3)?);
        let browser: Vec<u8> = row.get(4)?;
        let row_of = vec![account.as_bytes().as_slice(), session.as_bytes().as_slice(), browser.as_slice()];
        let place = Place { organization, row: row_of, column: "sessions.evidence" };
        Ok((session.as_bytes().to_vec(), anew(vault, &place, &row.get::<Vec<u8>>(2)?)?))
    })?;
    Ok(resealed)
}

fn anew(vault: &Vault, place: &Place<'_>, sealed: &[u8]) -> Result<Vec<u8>, AccountsError> {
    let plain = vault
        .unseal(place, sealed)
        .map_err(|source| AccountsError::Sealed { column: place.column, source })?;
    Ok(vault.seal(place, &plain))
}

/// Rewrites each row that the query finds, if nobody changed it meanwhile. `seal` gives the row's key and its new value.
fn each(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (find, write): (Statement, Statement),
    limit: i64,
    seal: impl Fn(&Row) -> Result<(Vec<u8>, Vec<u8>), AccountsError>,
) -> Result<usize, AccountsError> {
    let rows = t.all(find, &values![vault.current_prefix().as_slice(), limit])?;
    for row in &rows {
        let organization: OrganizationId = row.get(0)?;
        let old: Vec<u8> = row.get(2)?;
        let (key, anew) = seal(row)?;
        t.run(write, &values![organization, key, old, anew])?;
    }
    Ok(rows.len())
}
