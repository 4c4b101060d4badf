//! What an account has, as far as a sign-in asks for it: every page and every step needs it, so it is one query.

use store::{Row, Transaction, values};
use vault::Vault;
use world::{AccountId, OrganizationId, RegistrationId, Timestamp};

use crate::defaults::Way;
use crate::{Registration, VerificationError, records, registrations};

/// What an account has.
#[derive(Clone, Debug, Default)]
pub struct Holdings {
    /// What it has set up and can be asked for at a sign-in, oldest first.
    pub registrations: Vec<Registration>,
    /// Whether something that it has set up is suspended.
    pub suspended: bool,
    /// Since when the account's owner must look at their security info, if they must.
    pub review_since: Option<Timestamp>,
    /// What the person chose to be asked by first, whether or not it is still there.
    pub chosen: Option<Way>,
}

/// What this account has; nothing if there is none of this id.
pub fn find(
    t: &mut Transaction<'_>,
    vault: &Vault,
    organization: OrganizationId,
    account: AccountId,
) -> Result<Holdings, VerificationError> {
    let rows = t.all(records::HOLDINGS, &values![organization, account])?;
    let mut holdings = Holdings::default();
    for row in &rows {
        holdings.review_since = row.get(10)?;
        holdings.chosen = chosen(row)?;
        if row.get::<Option<RegistrationId>>(0)?.is_none() {
            continue;
        }
        if row.get(9)? {
            holdings.suspended = true;
        } else {
            holdings.registrations.push(registrations::read(row, vault, organization, account)?);
        }
    }
    holdings.registrations.sort_by_key(|one| one.id);
    Ok(holdings)
}

fn chosen(row: &Row) -> Result<Option<Way>, VerificationError> {
    let Some(method) = row.get(11)? else { return Ok(None) };
    Ok(Some(Way { method, registration: row.get(12)? }))
}
