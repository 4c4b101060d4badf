//! The stored hash of a password.

use store::{StoreError, Transaction, values};
use vault::{PasswordHash, RightPassword};
use world::{AccountId, OrganizationId, Timestamp};

use crate::{AccountsError, records};

/// The stored hash, if the account has one.
pub fn stored(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    account: AccountId,
) -> Result<Option<PasswordHash>, AccountsError> {
    let row = t.first(records::PASSWORD, &values![organization, account])?;
    let text: Option<String> = row.map(|row| row.get(0)).transpose()?.flatten();
    text.map(|text| PasswordHash::parse(&text).ok_or(AccountsError::Form("password hash"))).transpose()
}

/// Stores a new password. False if there is no such account.
pub fn set(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    password: &PasswordHash,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(t.run(records::SET_PASSWORD, &values![organization, account, password.to_text(), now])? == 1)
}

/// Stores the hash that was made anew because the old one had other parameters, unless the password was changed meanwhile.
pub fn upgrade(t: &mut Transaction<'_>, right: &RightPassword) -> Result<(), StoreError> {
    if let Some(upgrade) = right.upgrade() {
        let (organization, account) = right.subject();
        t.run(
            records::UPGRADE_PASSWORD,
            &values![organization, account, right.verified().to_text(), upgrade.to_text()],
        )?;
    }
    Ok(())
}
