//! The methods that an account has set up.

use store::{Row, StoreError, Transaction, values};
use vault::{Place, Vault};
use world::{AccountId, Moment, OrganizationId, RegistrationId, Timestamp};

use crate::method::{Pool, Right};
use crate::{Holder, Permit, Proven, VerificationError, records};

/// One method that one account has set up.
#[derive(Clone)]
pub struct Registration {
    /// Its id.
    pub id: RegistrationId,
    /// Its kind: the methods of this kind work with it.
    pub kind: String,
    /// What the person calls it.
    pub name: String,
    /// The method's own record, unsealed.
    pub record: Vec<u8>,
    /// The highest value accepted so far.
    pub counter: i64,
    /// When it was set up.
    pub created_at: Timestamp,
    /// When it was last used to sign in.
    pub used_at: Option<Timestamp>,
    /// From when on it serves; none: from the beginning.
    pub starts_at: Option<Timestamp>,
    /// Until when it serves; none: it lasts.
    pub ends_at: Option<Timestamp>,
}

impl Registration {
    /// Whether it serves now.
    pub fn serves_at(&self, now: Timestamp) -> bool {
        self.starts_at.is_none_or(|from| from <= now) && self.ends_at.is_none_or(|until| now < until)
    }

    /// Whether it lasts: what ends by itself is no reason to ask for a second step from then on.
    pub fn lasts(&self) -> bool {
        self.ends_at.is_none()
    }
}

impl std::fmt::Debug for Registration {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Registration").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

const COLUMN: &str = "registrations.record";

fn place<'a>(
    organization: OrganizationId,
    account: &'a AccountId,
    registration: &'a RegistrationId,
) -> Place<'a> {
    Place { organization, row: vec![account.as_bytes(), registration.as_bytes()], column: COLUMN }
}

/// What an account has set up and can be asked for, oldest first. What is suspended is not among it.
pub fn list(
    t: &mut Transaction<'_>,
    vault: &Vault,
    organization: OrganizationId,
    account: AccountId,
) -> Result<Vec<Registration>, VerificationError> {
    let rows = t.all(records::REGISTRATIONS, &values![organization, account])?;
    rows.iter().map(|row| read(row, vault, organization, account)).collect()
}

/// What an account has set up and its owner doubts, oldest first: it serves for nothing until it was kept.
pub fn suspended(
    t: &mut Transaction<'_>,
    vault: &Vault,
    organization: OrganizationId,
    account: AccountId,
) -> Result<Vec<Registration>, VerificationError> {
    let rows = t.all(records::SUSPENDED_REGISTRATIONS, &values![organization, account])?;
    rows.iter().map(|row| read(row, vault, organization, account)).collect()
}

/// Whether an account has set up anything that can be a second step and lasts. What is suspended counts: suspending it never lowers what
/// is demanded. What only serves a password reset does not.
pub fn any(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    account: AccountId,
) -> Result<bool, StoreError> {
    Ok(t.first(records::ANY_REGISTRATION, &values![organization, account])?.is_some())
}

pub(crate) fn read(
    row: &Row,
    vault: &Vault,
    organization: OrganizationId,
    account: AccountId,
) -> Result<Registration, VerificationError> {
    let id: RegistrationId = row.get(0)?;
    let sealed: Vec<u8> = row.get(3)?;
    let record = vault
        .unseal(&place(organization, &account, &id), &sealed)
        .map_err(|source| VerificationError::Sealed { column: COLUMN, source })?;
    Ok(Registration {
        id,
        kind: row.get(1)?,
        name: row.get(2)?,
        record: record.to_vec(),
        counter: row.get(4)?,
        created_at: row.get(5)?,
        used_at: row.get(6)?,
        starts_at: row.get(7)?,
        ends_at: row.get(8)?,
    })
}

/// What became of a registration that was to be stored.
#[derive(Debug, PartialEq, Eq)]
pub enum Added {
    /// It is stored.
    Stored(RegistrationId),
    /// The account has as many of the pool as it may have.
    Full,
}

/// Stores what was proved during set-up. A pool's limit is kept by an index, so it holds against two pages at once.
pub fn add(
    t: &mut Transaction<'_>,
    vault: &Vault,
    permit: &Permit,
    (kind, pool, name): (&str, Pool, &str),
    proven: &Proven,
    moment: &Moment,
) -> Result<Added, VerificationError> {
    let holder = permit.holder();
    let id: RegistrationId = moment.chance("registration").id(moment.now);
    let sealed = vault.seal(&place(holder.organization, &holder.account, &id), &proven.record);
    for slot in 0..pool.most {
        let stored = t.run(
            records::ADD_REGISTRATION,
            &values![
                holder.organization,
                holder.account,
                id,
                kind,
                pool.name,
                slot,
                name,
                sealed.as_slice(),
                proven.counter,
                moment.now,
                proven.serves.map(|(from, _)| from),
                proven.serves.map(|(_, until)| until),
                proven.only_resets,
            ],
        )?;
        if stored == 1 {
            return Ok(Added::Stored(id));
        }
    }
    Ok(Added::Full)
}

/// Keeps what an account has set up as it is until the transaction ends, so that what is counted now still holds when one of
/// them is deleted: two pages that delete at once go one after the other.
pub fn hold(t: &mut Transaction<'_>, permit: &Permit) -> Result<(), StoreError> {
    let holder = permit.holder();
    t.run(records::HOLD_REGISTRATIONS, &values![holder.organization, holder.account])?;
    Ok(())
}

/// Makes a suspended one serve again.
pub fn keep(
    t: &mut Transaction<'_>,
    permit: &Permit,
    registration: RegistrationId,
) -> Result<(), StoreError> {
    let holder = permit.holder();
    t.run(records::KEEP_REGISTRATION, &values![holder.organization, holder.account, registration])?;
    Ok(())
}

/// Deletes one; false if the account has none of this id.
pub fn remove(
    t: &mut Transaction<'_>,
    permit: &Permit,
    registration: RegistrationId,
) -> Result<bool, StoreError> {
    let holder = permit.holder();
    let values = values![holder.organization, holder.account, registration];
    Ok(t.run(records::REMOVE_REGISTRATION, &values)? == 1)
}

/// Deletes all of an account's, as an administrator does for someone who lost everything. Returns how many there were.
pub fn remove_all(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    account: AccountId,
) -> Result<u64, StoreError> {
    t.run(records::REMOVE_ALL_REGISTRATIONS, &values![organization, account])
}

/// Deletes all of an account's in a pool, as an administrator does who gives a new one. Returns how many there were.
pub fn remove_pool(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    pool: Pool,
) -> Result<u64, StoreError> {
    t.run(records::REMOVE_POOL, &values![organization, account, pool.name])
}

/// Whether anybody in an organization has something that ends by itself and serves, or will.
pub fn any_ending(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(t.first(records::ANY_ENDING, &values![organization, now])?.is_some())
}

/// How many an account has in a pool.
pub fn count(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    account: AccountId,
    pool: &str,
) -> Result<i64, StoreError> {
    t.one(records::COUNT_POOL, &values![organization, account, pool])?.get(0)
}

/// Whether an account's registration is in this pool.
pub(crate) fn is_in_pool(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    account: AccountId,
    registration: RegistrationId,
    pool: &str,
) -> Result<bool, StoreError> {
    Ok(t.first(records::IN_POOL, &values![organization, account, registration, pool])?.is_some())
}

/// Stores a registration that an administrator or an import brings along, without the person having proved it here.
pub fn import(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, account): (OrganizationId, AccountId),
    new: (&str, Pool, &str),
    proven: &Proven,
    moment: &Moment,
) -> Result<Added, VerificationError> {
    add(t, vault, &Permit::of_administrator(organization, account), new, proven, moment)
}

/// Notes the use of a registration; false if it is gone, or if the counter of the right answer is not above what is stored.
pub(crate) fn used(
    t: &mut Transaction<'_>,
    vault: &Vault,
    holder: &Holder,
    right: &Right,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let (organization, account, id) = (holder.organization, holder.account, right.registration);
    let changed = match (right.counter, &right.record) {
        (None, _) => t.run(records::NOTE_USE, &values![organization, account, id, now])?,
        (Some(counter), None) => {
            t.run(records::ADVANCE_COUNTER, &values![organization, account, id, counter, now])?
        }
        (Some(counter), Some(record)) => {
            let sealed = vault.seal(&place(organization, &account, &id), record);
            t.run(records::ADVANCE_RECORD, &values![organization, account, id, counter, now, sealed])?
        }
    };
    Ok(changed == 1)
}

/// Seals up to `limit` records anew that an older key sealed. Returns how many there were; 0 means that none is left.
pub fn reseal(t: &mut Transaction<'_>, vault: &Vault, limit: i64) -> Result<usize, VerificationError> {
    let rows = t.all(records::RESEAL_CANDIDATES, &values![vault.current_prefix().as_slice(), limit])?;
    for row in &rows {
        let (organization, account, id): (OrganizationId, AccountId, RegistrationId) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let sealed: Vec<u8> = row.get(3)?;
        let place = place(organization, &account, &id);
        let plain = vault
            .unseal(&place, &sealed)
            .map_err(|source| VerificationError::Sealed { column: COLUMN, source })?;
        let anew = vault.seal(&place, &plain);
        // Only if nobody changed it meanwhile.
        t.run(records::RESEAL, &values![organization, account, id, sealed, anew])?;
    }
    Ok(rows.len())
}
