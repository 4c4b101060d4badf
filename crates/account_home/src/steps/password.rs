//! Changing one's password. The old one is counted before it is hashed, as at a sign-in; a second step must be fresh where there is one.

use accounts::sessions::{self, Opened};
use accounts::{SignedIn, familiar, passwords, people};
use new_password::Around;
use notices::Change;
use store::Transaction;
use vault::{PasswordHash, Verdict};
use verification::attempts::{Changing, Origin};
use verification::password::{self, Settled};
use verification::steps::StepResult;
use verification::throttle::{Charge, Try};
use verification::{Judgement, Proof, attempts, judge_change, remembered};
use world::{Moment, Timestamp};

use super::{Done, Site, reader};
use crate::desk::AccountHomeDesk;

/// Whether somebody may change their password now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MayChange {
    /// They may, with the old one.
    Yes,
    /// A fresh second step is missing.
    StepUp,
    /// The account has no password, or is gone.
    No,
}

/// Whether the person may change their password now. Who has no second step shows by the old password that it is them.
pub fn may_change_password(t: &mut Transaction<'_>, person: &SignedIn, now: Timestamp) -> Done<MayChange> {
    let account = people::find(t, person.account.organization, person.account.id)?;
    if !account.is_some_and(|account| account.has_password) {
        return Ok(MayChange::No);
    }
    Ok(match judge_change(t, &person.session.evidence, now)? {
        Judgement::Missing(missing) if missing.second => MayChange::StepUp,
        Judgement::Missing(_) | Judgement::Satisfied(_) => MayChange::Yes,
    })
}

/// Whether the old password may be tried.
#[derive(Debug)]
pub enum OldTurn {
    /// The session has ended, or there is no password to change.
    Stale,
    /// A fresh second step is missing.
    StepUp,
    /// Too many wrong passwords: not before then.
    Resting(Timestamp),
    /// It is counted and may be hashed.
    Check(Box<OldCheck>),
}

/// A counted try of the old password, and what a new one is held against.
#[derive(Clone, Debug)]
pub struct OldCheck {
    counted_try: Try,
    /// What the new password is held against, the old one included.
    pub around: Around,
}

/// Counts a try of the old password before anything is hashed.
pub fn charge_old_password(
    t: &mut Transaction<'_>,
    desk: &AccountHomeDesk,
    (site, person): (&Site, &SignedIn),
    moment: &Moment,
) -> Done<OldTurn> {
    let now = moment.now;
    if !sessions::hold(t, &person.session, now)? {
        return Ok(OldTurn::Stale);
    }
    match may_change_password(t, person, now)? {
        MayChange::Yes => {}
        MayChange::StepUp => return Ok(OldTurn::StepUp),
        MayChange::No => return Ok(OldTurn::Stale),
    }
    let holder = person.session.holder();
    let familiar = familiar::is_familiar(t, (holder.organization, holder.account), holder.browser)?;
    let subject = (holder.organization, person.account.user_name.as_str(), familiar);
    Ok(match password::charge(t, &desk.vault, subject, desk.passwords, now)? {
        Charge::Resting(until) => {
            note(t, desk, (site, person), StepResult::Resting, moment)?;
            OldTurn::Resting(until)
        }
        Charge::Allowed(counted_try) => {
            let around = Around::load(t, &site.organization, &person.account)?;
            OldTurn::Check(Box::new(OldCheck { counted_try, around }))
        }
    })
}

/// Gives a counted try back that was never held against the password.
pub fn refund_old_password(t: &mut Transaction<'_>, check: &OldCheck) -> Done<()> {
    Ok(check.counted_try.refund(t)?)
}

/// What a person wants instead of their old password.
#[derive(Clone, Debug)]
pub struct NewPassword {
    /// The new one; none: it was not good enough, and only the old one is settled.
    pub hash: Option<PasswordHash>,
    /// Every other browser is signed out, and remembered ones are forgotten.
    pub leaves_others: bool,
}

/// What the change of a password came to.
#[derive(Debug)]
pub enum Changed {
    /// The session has ended, or the password was changed meanwhile.
    Stale,
    /// A second step that was fresh is not any more.
    StepUp,
    /// The old password was wrong.
    Wrong,
    /// It was right, and stays.
    Kept,
    /// The new one is stored. The session has a new token.
    Done(Opened),
}

/// Settles the try of the old password with what the hashing pool found, and stores the new one.
pub fn change_password(
    t: &mut Transaction<'_>,
    desk: &AccountHomeDesk,
    (site, person): (&Site, &SignedIn),
    (check, verdict, new): (&OldCheck, &Verdict, &NewPassword),
    moment: &Moment,
) -> Done<Changed> {
    let holder = Some(*person.session.holder());
    let proof = match password::settle(t, holder, (&check.counted_try, verdict), moment.now)? {
        Settled::Wrong => {
            note(t, desk, (site, person), StepResult::Wrong, moment)?;
            return Ok(Changed::Wrong);
        }
        Settled::Right(proof) => proof,
    };
    match (&check.around.stored, &new.hash) {
        (Some(old), Some(hash)) => {
            let new = (proof, (old, hash), new.leaves_others);
            store(t, desk, (site, person), new, moment)
        }
        _ => Ok(Changed::Kept),
    }
}

/// Notes it for the person's recent activity.
fn note(
    t: &mut Transaction<'_>,
    desk: &AccountHomeDesk,
    (site, person): (&Site, &SignedIn),
    result: StepResult,
    moment: &Moment,
) -> Done<()> {
    let holder = person.session.holder();
    let origin = Origin {
        organization: holder.organization,
        browser: holder.browser,
        address: site.address.clone(),
        agent: site.agent.clone(),
    };
    let (session, user_name) = (person.session.id, person.account.user_name.as_str());
    let changing = Changing { origin: &origin, account: holder.account, user_name, session };
    Ok(attempts::note_change(t, &desk.vault, changing, (desk.attempts, result), moment)?)
}

fn store(
    t: &mut Transaction<'_>,
    desk: &AccountHomeDesk,
    (site, person): (&Site, &SignedIn),
    (proof, (old, new), leaves_others): (Proof, (&PasswordHash, &PasswordHash), bool),
    moment: &Moment,
) -> Done<Changed> {
    let (now, whose) = (moment.now, (person.account.organization, person.account.id));
    if !sessions::hold(t, &person.session, now)? {
        return Ok(Changed::Stale);
    }
    let mut evidence = person.session.evidence.clone();
    evidence.add(proof);
    let Judgement::Satisfied(satisfied) = judge_change(t, &evidence, now)? else {
        return Ok(Changed::StepUp);
    };
    if !passwords::replace(t, whose, (old, new), now)? {
        return Ok(Changed::Stale);
    }
    note(t, desk, (site, person), StepResult::Chosen, moment)?;
    // A sign-in that has proved the old password does not go on with it.
    attempts::stop_all(t, whose, now)?;
    if leaves_others {
        sessions::end_others(t, whose, person.session.id)?;
        remembered::forget_all(t, whose)?;
    }
    let since = person.session.opened_at;
    let change = Change { kind: "notice-password-changed", name: "", registration: None, since };
    notices::tell(t, (&desk.vault, &desk.texts), reader(site, &person.account), change, moment)?;
    let raised = sessions::raise(t, &desk.vault, satisfied, person.session.id, moment)?;
    Ok(raised.map_or(Changed::Stale, Changed::Done))
}
