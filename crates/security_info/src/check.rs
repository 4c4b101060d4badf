//! Looking at one's security info after "this was not me": what was suspended is kept or deleted, and then the sign-in goes on.

use accounts::{Organization, people};
use store::Transaction;
use verification::{Registration, registrations, review};
use world::{Moment, RegistrationId, Timestamp};

use crate::authority::Asking;
use crate::desk::SecurityInfoDesk;
use crate::steps::{Done, May, may, may_change};
use crate::told::{self, Change};

/// What there is to look at.
#[derive(Debug)]
pub struct Look {
    /// What was suspended and waits for a word.
    pub suspended: Vec<Registration>,
    /// What the person signs in with.
    pub registrations: Vec<Registration>,
}

/// What the person looks at. None if nobody is here who may decide, or nothing is to be looked at.
pub fn look(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    asking: &Asking,
    now: Timestamp,
) -> Done<Option<Look>> {
    let May::Yes(_, permit) = may(t, desk, asking, now)? else { return Ok(None) };
    let (organization, account) = (permit.holder().organization, permit.holder().account);
    if review::due_since(t, (organization, account))?.is_none() {
        return Ok(None);
    }
    Ok(Some(Look {
        suspended: registrations::suspended(t, &desk.vault, organization, account)?,
        registrations: registrations::list(t, &desk.vault, organization, account)?,
    }))
}

/// What a person decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// This one is theirs and serves again.
    Keep(RegistrationId),
    /// This one goes.
    Delete(RegistrationId),
    /// They have looked at everything.
    Finish,
}

/// Carries out what a person decided. False if it is not theirs to decide, or if something that was suspended still waits.
pub fn decide(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (asking, organization): (&Asking, &Organization),
    decision: Decision,
    moment: &Moment,
) -> Done<bool> {
    let May::Yes(authority, permit) = may_change(t, desk, asking, moment.now)? else { return Ok(false) };
    let whose = (permit.holder().organization, permit.holder().account);
    let suspended = registrations::suspended(t, &desk.vault, whose.0, whose.1)?;
    match decision {
        Decision::Keep(id) | Decision::Delete(id) => {
            // Others are deleted on the page of security info, where the last one stays.
            let Some(one) = suspended.iter().find(|one| one.id == id) else { return Ok(false) };
            let change = if matches!(decision, Decision::Keep(_)) {
                registrations::keep(t, &permit, id)?;
                Change::Kept(&one.name, id)
            } else {
                registrations::remove(t, &permit, id)?;
                Change::Deleted(&one.name)
            };
            if let Some(account) = people::find(t, whose.0, whose.1)? {
                told::of(t, desk, (organization, &account, asking), (change, authority.since()), moment)?;
            }
            Ok(true)
        }
        Decision::Finish if suspended.is_empty() => {
            review::done(t, &permit)?;
            Ok(true)
        }
        Decision::Finish => Ok(false),
    }
}
