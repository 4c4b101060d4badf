//! Answering a sign-in challenge by typing.

use store::Transaction;
use world::{ChallengeId, Timestamp};

use super::{Binding, Means, Purpose, asked, consume, counted, take, this_waiting};
use crate::method::{AnsweredBy, Checked, Right};
use crate::throttle::{self, Charge};
use crate::{Holder, Method, Proof, VerificationError, registrations};

/// What an answer to a sign-in challenge came to.
#[derive(Debug)]
pub enum Answered {
    /// It was right: here is the proof.
    Accepted(Proof),
    /// It was wrong; so many tries are left before the method rests.
    Wrong {
        /// Tries left.
        left: i64,
    },
    /// It was right once, and was used then.
    AlreadyUsed,
    /// The method rests until then.
    Resting(Timestamp),
    /// What was typed cannot be an answer; nothing was counted.
    Unreadable,
    /// No such challenge waits: it ended, was answered, or belongs elsewhere.
    Over,
}

/// Answers a sign-in challenge.
pub fn answer(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    binding: &Binding,
    (challenge, typed): (ChallengeId, &str),
    now: Timestamp,
) -> Result<Answered, VerificationError> {
    let (holder, purpose) = (&binding.holder, Purpose::SignIn);
    let Some(waiting) = this_waiting(t, means.vault, (binding, purpose), challenge, now)? else {
        return Ok(Answered::Over);
    };
    let method = means.methods.stored(&waiting.method)?;
    if method.about().answered != AnsweredBy::Typing {
        return Ok(Answered::Over);
    }
    let Some(answer) = method.read(typed) else { return Ok(Answered::Unreadable) };
    let counted = counted(means.vault, holder, &waiting.method);
    let attempted = match throttle::charge(t, counted, means.limits.codes, now)? {
        Charge::Allowed(attempted) => attempted,
        Charge::Resting(until) => return Ok(Answered::Resting(until)),
    };
    if !take(t, (binding, purpose), challenge, now)? {
        attempted.refund(t)?;
        return Ok(Answered::Over);
    }
    let registrations = asked(t, means.vault, holder, (method.about(), waiting.registration))?;
    match method.check(&waiting.record, &registrations, &answer, now) {
        Checked::Wrong => Ok(Answered::Wrong { left: attempted.left() }),
        Checked::Used => Ok(Answered::AlreadyUsed),
        Checked::Right(right) => {
            if !registrations::used(t, means.vault, holder, &right, now)? {
                return Ok(Answered::AlreadyUsed);
            }
            if !consume(t, holder, challenge, now)? {
                return Ok(Answered::Over);
            }
            attempted.right(t)?;
            Ok(Answered::Accepted(proof(holder, method, &right, now)))
        }
    }
}

/// The proof of a right answer to a challenge of a sign-in.
pub(super) fn proof(holder: &Holder, method: &dyn Method, right: &Right, now: Timestamp) -> Proof {
    let about = method.about();
    Proof::new(*holder, about.name.clone(), (about.role, about.factor), now, Some(right.registration))
}
