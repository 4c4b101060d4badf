//! Choosing a new password in the middle of a sign-in, after its second step: what was proved so far stays, and then it goes on.

use accounts::{passwords, sessions};
use new_password::Around;
use notices::Change;
use store::Transaction;
use vault::PasswordHash;
use verification::attempts::{self, Attempt};
use verification::steps::StepResult;
use verification::{password, remembered};
use world::{Moment, Timestamp};

use super::{Done, Here, facts, find, reader};
use crate::attempt::{Facts, Next, next};
use crate::desk::SignInDesk;

/// The attempt that waits for a new password, with what is known of its account.
fn waiting(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    now: Timestamp,
) -> Done<Option<(Attempt, Facts)>> {
    let Some(attempt) = find(t, desk, here, now)? else { return Ok(None) };
    let facts = facts(t, desk, (here, &attempt), now)?;
    let waits = matches!(next(&attempt, facts.as_ref(), desk.methods, now), Next::NewPassword(_));
    Ok(facts.filter(|_| waits).map(|facts| (attempt, facts)))
}

/// What the new password is held against. None if none is asked for in this sign-in.
pub fn begin_new_password(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    now: Timestamp,
) -> Done<Option<Around>> {
    let Some((_, facts)) = waiting(t, desk, here, now)? else { return Ok(None) };
    Ok(Some(Around::load(t, &here.organization, &facts.account)?))
}

/// What became of a new password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewPasswordDone {
    /// The sign-in is not under way any more, or the password was changed meanwhile.
    Stale,
    /// It is stored, and the sign-in goes on.
    Stored,
}

/// Stores the new password that was judged against `around`, and ends what was opened, or is being opened, with the old one.
pub fn settle_new_password(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    (around, hash): (&Around, &PasswordHash),
    moment: &Moment,
) -> Done<NewPasswordDone> {
    let now = moment.now;
    let Some((mut attempt, facts)) = waiting(t, desk, here, now)? else { return Ok(NewPasswordDone::Stale) };
    let whose = (facts.account.organization, facts.account.id);
    let Some(old) = around.stored.as_ref().filter(|_| around.whose() == whose) else {
        return Ok(NewPasswordDone::Stale);
    };
    if !attempts::hold(t, &attempt)? || !passwords::replace(t, whose, (old, hash), now)? {
        return Ok(NewPasswordDone::Stale);
    }
    attempts::stop_others(t, &attempt, now)?;
    sessions::end_all(t, whose)?;
    // None was remembered in this sign-in: that takes a password that lasts.
    remembered::forget_all(t, whose)?;
    attempt.steps.note(password::PASSWORD.as_str(), StepResult::Chosen, now);
    attempts::note(t, &attempt)?;
    let since = attempt.started_at;
    let change = Change { kind: "notice-password-changed", name: "", registration: None, since };
    notices::tell(t, (&desk.vault, &desk.texts), reader(here, &facts.account), change, moment)?;
    Ok(NewPasswordDone::Stored)
}
