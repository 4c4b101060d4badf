//! Browsers that have signed in to an account before.

use store::{StoreError, Transaction, values};
use vault::TokenHash;
use world::{AccountId, OrganizationId, Timestamp};

use crate::records;

/// Whether this browser has signed in to this account before.
pub fn is_familiar(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    browser: TokenHash,
) -> Result<bool, StoreError> {
    let values = values![organization, account, browser.as_bytes().as_slice()];
    Ok(t.first(records::FAMILIAR_BROWSER, &values)?.is_some())
}

/// Notes that it has signed in now.
pub(crate) fn remember(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    browser: TokenHash,
    now: Timestamp,
) -> Result<(), StoreError> {
    t.run(records::REMEMBER_BROWSER, &values![organization, account, browser.as_bytes().as_slice(), now])?;
    Ok(())
}
