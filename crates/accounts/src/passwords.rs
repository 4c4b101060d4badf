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

/// Why an account must choose a new password at its next sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Demand {
    /// An administrator gave it one that is good for one sign-in.
    Temporary,
    /// Its owner said of what happened to it "this was not me".
    NotMe,
    /// The organization lets passwords end, and this one has. It is derived, and never stored.
    Expired,
}

impl Demand {
    /// Every reason, for the test of their texts.
    pub const ALL: [Self; 3] = [Self::Temporary, Self::NotMe, Self::Expired];

    /// As stored, and the end of its text's key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Temporary => "temporary",
            Self::NotMe => "not-me",
            Self::Expired => "expired",
        }
    }

    /// What this version does not know asks for a new password as well.
    pub(crate) fn stored(text: &str) -> Self {
        if text == Self::NotMe.key() { Self::NotMe } else { Self::Temporary }
    }
}

/// Has the next sign-in ask for a new password. A new password ends it.
pub fn demand_new(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    why: Demand,
) -> Result<(), StoreError> {
    t.run(records::DEMAND_PASSWORD, &values![organization, account, why.key()])?;
    Ok(())
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

/// Stores a new password in the place of this one. False if the account has another one by now, or is gone.
pub fn replace(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    (old, new): (&PasswordHash, &PasswordHash),
    now: Timestamp,
) -> Result<bool, StoreError> {
    let values = values![organization, account, old.to_text(), new.to_text(), now];
    Ok(t.run(records::REPLACE_PASSWORD, &values)? == 1)
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
