//! The end: a new password is stored, or the lockout is lifted. Both take the judge's word.

use accounts::{Role, passwords};
use new_password::Around;
use notices::{ByThemselves, Change, Reader};
use store::Transaction;
use vault::PasswordHash;
use verification::attempts;
use verification::password::{self, PASSWORD};
use verification::reset::MaySetPassword;
use verification::steps::{Outcome, StepResult};
use world::{Moment, Timestamp};

use super::{Done, Here, Standing, find};
use crate::desk::PasswordResetDesk;
use crate::gate::Next;
use crate::progress::Aim;
use crate::tries;

/// What a password that may be set now is held against, and the user name; none if none may. The old one may be chosen again: who has forgotten it
/// does not know.
pub fn around(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    here: &Here,
    now: Timestamp,
) -> Done<Option<(Around, String)>> {
    let Some(standing) = find(t, desk, here, now)? else { return Ok(None) };
    Ok(match (standing.next(here, now), standing.person) {
        (Next::Enough(Aim::Forgotten, _), Some(person)) => {
            let mut around = Around::load(t, &here.organization, &person)?;
            around.stored = None;
            Some((around, person.user_name))
        }
        _ => None,
    })
}

/// Stores a new password and ends what the old one opened. False if nothing may be set any more.
pub fn set_password(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, password): (&Here, &PasswordHash),
    moment: &Moment,
) -> Done<bool> {
    let Some((standing, may)) = enough(t, desk, (here, Aim::Forgotten), moment.now)? else {
        return Ok(false);
    };
    if !passwords::reset(t, may, password, moment.now)? {
        return Ok(false);
    }
    tell(t, desk, (here, &standing, ByThemselves::Reset), moment)?;
    Ok(true)
}

/// Lifts the lockout and leaves the password as it is. False if it may not be lifted any more.
pub fn unlock(t: &mut Transaction<'_>, desk: &PasswordResetDesk, here: &Here, moment: &Moment) -> Done<bool> {
    let Some((standing, _)) = enough(t, desk, (here, Aim::Locked), moment.now)? else { return Ok(false) };
    tell(t, desk, (here, &standing, ByThemselves::Unlocked), moment)?;
    Ok(true)
}

/// Ends a reset that has what it takes, once, and lifts the lockout.
fn enough(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, wanted): (&Here, Aim),
    now: Timestamp,
) -> Done<Option<(Standing, MaySetPassword)>> {
    let Some(mut standing) = find(t, desk, here, now)? else { return Ok(None) };
    let Next::Enough(aim, may) = standing.next(here, now) else { return Ok(None) };
    if aim != wanted {
        return Ok(None);
    }
    if aim == Aim::Forgotten {
        standing.attempt.steps.note(PASSWORD.as_str(), StepResult::SetUp, now);
    }
    if !attempts::end(t, &standing.attempt, Outcome::Passed, now)? {
        return Ok(None);
    }
    password::lift(t, &desk.vault, (&may, &standing.attempt.user_name))?;
    tries::clear(t, &desk.vault, standing.who(here))?;
    Ok(Some((standing, may)))
}

/// Tells the person by mail, and of an administrator the others.
fn tell(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, standing, done): (&Here, &Standing, ByThemselves),
    moment: &Moment,
) -> Done<()> {
    let Some(account) = &standing.person else { return Ok(()) };
    let organization = &here.organization;
    let reader = Reader { organization, account, language: here.site.language, origin: &here.site.origin };
    let kind = match done {
        ByThemselves::Reset => "notice-reset",
        ByThemselves::Unlocked => "notice-unlocked",
    };
    let (name, since) = (here.origin.agent.as_str(), standing.attempt.started_at);
    let change = Change { kind, name, registration: None, since };
    let with = (&desk.vault, &desk.texts);
    notices::tell(t, with, reader, change, moment)?;
    if organization.resets.told && account.role == Role::Administrator {
        notices::tell_of_reset(t, with, (organization, account, done), moment)?;
    }
    Ok(())
}
