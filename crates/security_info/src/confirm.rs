//! Asking a person from time to time whether their security info is still right, and to add what a reset of the password takes.

use accounts::confirming::{self, Due};
use accounts::{Contact, Organization, people};
use store::Transaction;
use verification::{Registration, registrations};
use world::Timestamp;

use crate::authority::Asking;
use crate::desk::SecurityInfoDesk;
use crate::steps::Done;

/// What there is to look at.
#[derive(Debug)]
pub struct Look {
    /// Why it is asked.
    pub due: Due,
    /// What the person has set up.
    pub registrations: Vec<Registration>,
    /// What the organization has on file of them.
    pub contact: Contact,
}

/// What a person looks at. None if nobody is signed in. Writes nothing.
pub fn look(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (asking, organization): (&Asking, &Organization),
    now: Timestamp,
) -> Done<Option<Look>> {
    let Some(person) = &asking.person else { return Ok(None) };
    let account = &person.account;
    let registrations = registrations::list(t, &desk.vault, organization.id, account.id)?;
    let contact = people::contact(t, &desk.vault, organization.id, account.id)?;
    let due = confirming::due(t, (&desk.vault, desk.methods), (organization, account), &registrations, now)?;
    Ok(Some(Look { due, registrations, contact }))
}

/// Keeps that the person says it is right.
pub fn confirm(t: &mut Transaction<'_>, asking: &Asking, now: Timestamp) -> Done<()> {
    if let Some(person) = &asking.person {
        confirming::confirm(t, (asking.organization, person.account.id), now)?;
    }
    Ok(())
}
