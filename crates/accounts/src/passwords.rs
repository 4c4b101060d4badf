//! The stored hash of a password.

use store::{StoreError, Transaction, values};
use vault::{PasswordHash, RightPassword};
use verification::reset::MaySetPassword;
use verification::{attempts, remembered};
use world::{AccountId, OrganizationId, Timestamp};

use crate::{AccountsError, records, sessions};

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

/// Stores the new password of somebody who has shown who they are, and ends what the old one opened: sign-ins under way, sessions,
/// and remembered browsers. False if the account is gone.
pub fn reset(
    t: &mut Transaction<'_>,
    may: MaySetPassword,
    password: &PasswordHash,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let whose = (may.holder().organization, may.holder().account);
    let stored = set(t, whose, password, now)?;
    // A sign-in that ends at this moment either finds itself stopped or leaves a session that is seen.
    attempts::stop_all(t, whose, now)?;
    sessions::end_all(t, whose)?;
    remembered::forget_all(t, whose)?;
    Ok(stored)
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
