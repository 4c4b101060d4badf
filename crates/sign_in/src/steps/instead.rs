//! What is typed in the place of a password: it is both steps at once.

use accounts::pass_policy;
use store::Transaction;
use verification::attempts;
use verification::challenges::{self, Answered, Named};
use verification::steps::StepResult;
use world::{Moment, Timestamp};

use super::password::{PasswordDone, entered};
use super::{Done, Here, facts, find, nobody};
use crate::attempt::{Next, next};
use crate::desk::SignInDesk;

/// What was typed in the place of a password came to this.
#[derive(Debug)]
pub enum InsteadDone {
    /// The sign-in is not under way any more, or a password is not what comes next.
    Stale,
    /// It cannot be an answer; nothing was counted.
    Unreadable,
    /// It was wrong, or nobody has the user name.
    Wrong,
    /// It was right once, and was used then.
    AlreadyUsed,
    /// Too many wrong ones: not before then.
    Resting(Timestamp),
    /// It was right, and the sign-in goes on, or not, as after a right password.
    Entered(PasswordDone),
}

/// Answers in the place of a password.
pub fn answer_instead(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    typed: &str,
    moment: &Moment,
) -> Done<InsteadDone> {
    let now = moment.now;
    let Some(mut attempt) = find(t, desk, here, now)? else { return Ok(InsteadDone::Stale) };
    let facts = facts(t, desk, (here, &attempt), now)?;
    let waits = matches!(next(&attempt, facts.as_ref(), desk.methods, now), Next::Password);
    let Some(method) = desk.methods.instead().filter(|_| waits) else { return Ok(InsteadDone::Stale) };
    // Where passes do not serve, everybody is as somebody who has none.
    let account = attempt.holder.map_or_else(nobody, |holder| holder.account);
    let serve = pass_policy::serve_for(t, (here.organization.id, account))?;
    let named = Named {
        organization: here.organization.id,
        user_name: &attempt.user_name,
        holder: attempt.holder.filter(|_| serve),
        familiar: attempt.familiar,
    };
    let (result, done) = match challenges::answer_instead(t, &desk.means(), named, (method, typed), now)? {
        Answered::Over => return Ok(InsteadDone::Stale),
        Answered::Unreadable => return Ok(InsteadDone::Unreadable),
        Answered::Resting(until) => (StepResult::Resting, InsteadDone::Resting(until)),
        Answered::AlreadyUsed => (StepResult::AlreadyUsed, InsteadDone::AlreadyUsed),
        Answered::Wrong { .. } => (StepResult::Wrong, InsteadDone::Wrong),
        Answered::Accepted(proof) => {
            let entered = entered(t, desk, here, (&mut attempt, proof), moment)?;
            return Ok(InsteadDone::Entered(entered));
        }
    };
    attempt.steps.note(method.about().name.as_str(), result, now);
    attempts::note(t, &attempt)?;
    Ok(done)
}
