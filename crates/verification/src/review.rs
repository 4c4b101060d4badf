//! What happens to an account when its owner says "this was not me".
//!
//! ```text
//!  put aside: sign-ins under way stop · remembered browsers are forgotten · what is doubted is suspended
//!      │
//!      ▼
//!  review due: no password alone gets anywhere; a sign-in needs a method that is not suspended
//!      │  each suspended method was kept or deleted
//!      ▼
//!  as before
//! ```

use store::{StoreError, Transaction, values};
use world::{AccountId, OrganizationId, RegistrationId, Timestamp};

use crate::{Permit, attempts, records, remembered};

/// What is doubted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The registration that was added or changed.
    pub registration: Option<RegistrationId>,
    /// Everything that was set up from then on.
    pub since: Timestamp,
}

/// Stops what is under way. It comes before sessions are ended, so that a sign-in that ends at this moment either finds itself
/// stopped or leaves a session that is seen.
pub fn stop(
    t: &mut Transaction<'_>,
    whose: (OrganizationId, AccountId),
    now: Timestamp,
) -> Result<(), StoreError> {
    attempts::stop_all(t, whose, now)?;
    Ok(())
}

/// Suspends what is doubted, forgets remembered browsers and demands a review. It comes after [`stop`] and the end of sessions,
/// so that what was being set up meanwhile is seen. Returns how many registrations were suspended.
pub fn put_aside(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    doubt: Doubt,
    now: Timestamp,
) -> Result<u64, StoreError> {
    remembered::forget_all(t, (organization, account))?;
    t.run(records::DEMAND_REVIEW, &values![organization, account, now])?;
    let values = values![organization, account, doubt.registration, doubt.since, now];
    t.run(records::SUSPEND_REGISTRATIONS, &values)
}

/// Since when the account's owner must look at their security info, if they must.
pub fn due_since(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
) -> Result<Option<Timestamp>, StoreError> {
    let row = t.first(records::REVIEW_SINCE, &values![organization, account])?;
    row.map(|row| row.get(0)).transpose()
}

/// The owner has looked at everything.
pub fn done(t: &mut Transaction<'_>, permit: &Permit) -> Result<(), StoreError> {
    let holder = permit.holder();
    t.run(records::END_REVIEW, &values![holder.organization, holder.account])?;
    Ok(())
}

/// Ends a review for an administrator, who knows the person: what was suspended is deleted. Returns how many there were.
pub fn end_by_administrator(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
) -> Result<u64, StoreError> {
    t.run(records::END_REVIEW, &values![organization, account])?;
    t.run(records::REMOVE_SUSPENDED, &values![organization, account])
}
