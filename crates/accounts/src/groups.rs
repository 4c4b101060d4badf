//! Groups of an organization's people, for rules that are not for everybody.

use store::{StoreError, Transaction, values};
use world::text::DisplayName;
use world::{AccountId, GroupId, Moment, OrganizationId};

use crate::records;

/// An organization has so many at most.
pub const MOST: usize = 1000;

/// A group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// Its name.
    pub name: String,
    /// How many accounts belong to it.
    pub members: i64,
}

/// Two names that differ in case alone are the same.
fn folded(name: &str) -> String {
    name.to_lowercase()
}

/// Adds an empty one; none if the organization has as many as it may.
///
/// # Errors
/// [`StoreError::Unique`] if there is one of this name.
pub fn add(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    name: &DisplayName,
    moment: &Moment,
) -> Result<Option<GroupId>, StoreError> {
    if list(t, organization)?.len() >= MOST {
        return Ok(None);
    }
    let id: GroupId = moment.chance("group").id(moment.now);
    t.run(records::ADD_GROUP, &values![organization, id, name.as_str(), folded(name.as_str())])?;
    Ok(Some(id))
}

/// The group of this name, in whatever case it is written.
pub fn find(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    name: &str,
) -> Result<Option<GroupId>, StoreError> {
    t.first(records::GROUP_OF_NAME, &values![organization, folded(name)])?.map(|row| row.get(0)).transpose()
}

/// All of them, by their names.
pub fn list(t: &mut Transaction<'_>, organization: OrganizationId) -> Result<Vec<Group>, StoreError> {
    let rows = t.all(records::GROUPS, &values![organization])?;
    rows.iter().map(|row| Ok(Group { id: row.get(0)?, name: row.get(1)?, members: row.get(2)? })).collect()
}

/// What came of removing a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removed {
    /// It is gone, and its people belong to it no more.
    Gone,
    /// A rule of the organization names it.
    InUse,
}

/// Removes one. Who belonged to it stays as they are.
pub fn remove(
    t: &mut Transaction<'_>,
    (organization, group): (OrganizationId, GroupId),
) -> Result<Removed, StoreError> {
    if t.first(records::GROUP_IN_USE, &values![organization, group])?.is_some() {
        return Ok(Removed::InUse);
    }
    t.run(records::REMOVE_GROUP, &values![organization, group])?;
    Ok(Removed::Gone)
}

/// Lets an account belong to a group. False if it did already.
pub fn join(
    t: &mut Transaction<'_>,
    (organization, group): (OrganizationId, GroupId),
    account: AccountId,
) -> Result<bool, StoreError> {
    Ok(t.run(records::JOIN_GROUP, &values![organization, group, account])? == 1)
}

/// Lets it belong no more. False if it did not.
pub fn leave(
    t: &mut Transaction<'_>,
    (organization, group): (OrganizationId, GroupId),
    account: AccountId,
) -> Result<bool, StoreError> {
    Ok(t.run(records::LEAVE_GROUP, &values![organization, group, account])? == 1)
}

/// Whether an account belongs to a group.
pub fn has(
    t: &mut Transaction<'_>,
    (organization, group): (OrganizationId, GroupId),
    account: AccountId,
) -> Result<bool, StoreError> {
    Ok(t.first(records::IN_GROUP, &values![organization, group, account])?.is_some())
}

/// The user names of those who belong to it, from after this one on, by the alphabet; `limit` at most.
pub fn members(
    t: &mut Transaction<'_>,
    (organization, group): (OrganizationId, GroupId),
    (after, limit): (&str, i64),
) -> Result<Vec<String>, StoreError> {
    let rows = t.all(records::GROUP_MEMBERS, &values![organization, group, after, limit])?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// The names of the groups of an account, by the alphabet.
pub fn of(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
) -> Result<Vec<String>, StoreError> {
    let rows = t.all(records::GROUPS_OF_ACCOUNT, &values![organization, account])?;
    rows.iter().map(|row| row.get(0)).collect()
}
