//! The password: counted, hashed outside of every transaction, and settled.

use accounts::{AccountsError, passwords, people};
use store::Transaction;
use vault::{PasswordHash, Token, Verdict};
use verification::attempts::{self, Attempt, Purpose};
use verification::remembered::{self, Cookie, Recognised};
use verification::steps::{Outcome, StepResult};
use verification::throttle::{Charge, Try};
use verification::{Proof, blocked, password};
use world::{AccountId, Moment, OrganizationId, Timestamp};

use super::second_step::{ask, tell_of_browser};
use super::{Done, Finished, Here, facts, find, finish_step_up, nobody, passes};
use crate::attempt::{Next, next};
use crate::desk::SignInDesk;

/// Whether a password may be tried.
#[derive(Debug)]
pub enum PasswordTurn {
    /// The sign-in is not under way any more, or a password is not what comes next.
    Stale,
    /// Too many wrong passwords: not before then.
    Resting {
        /// The user name that was typed.
        user_name: String,
        /// When the rest ends.
        until: Timestamp,
    },
    /// It is counted and may be hashed.
    Check(Box<PasswordCheck>),
}

/// A counted password try on its way to the hashing pool.
#[derive(Clone, Debug)]
pub struct PasswordCheck {
    counted_try: Try,
    /// Whose password it would be; none if nobody has the user name.
    pub subject: Option<(OrganizationId, AccountId)>,
    /// What is stored.
    pub stored: Option<PasswordHash>,
}

/// Counts a password try before anything is hashed.
pub fn charge_password(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    now: Timestamp,
) -> Done<PasswordTurn> {
    let Some(mut attempt) = find(t, desk, here, now)? else { return Ok(PasswordTurn::Stale) };
    let facts = facts(t, desk, (here, &attempt), now)?;
    if !matches!(next(&attempt, facts.as_ref(), desk.methods, now), Next::Password) {
        return Ok(PasswordTurn::Stale);
    }
    let organization = here.organization.id;
    let subject = (organization, attempt.user_name.as_str(), attempt.familiar);
    match password::charge(t, &desk.vault, subject, desk.limits.passwords, now)? {
        Charge::Resting(until) => {
            attempt.steps.note(password::PASSWORD.as_str(), StepResult::Resting, now);
            attempts::note(t, &attempt)?;
            Ok(PasswordTurn::Resting { user_name: attempt.user_name, until })
        }
        Charge::Allowed(counted_try) => {
            let account = attempt.holder.map_or_else(nobody, |holder| holder.account);
            let stored = passwords::stored(t, organization, account)?;
            let subject = attempt.holder.map(|holder| (holder.organization, holder.account));
            Ok(PasswordTurn::Check(Box::new(PasswordCheck { counted_try, subject, stored })))
        }
    }
}

/// Gives a counted try back that was never held against the password, as too many people wait to have theirs checked.
pub fn refund_password(t: &mut Transaction<'_>, check: &PasswordCheck) -> Done<()> {
    Ok(check.counted_try.refund(t)?)
}

/// What a password came to.
#[derive(Debug)]
pub enum PasswordDone {
    /// The sign-in is not under way any more.
    Stale,
    /// It was wrong, or nobody has the user name.
    Wrong {
        /// The user name that was typed.
        user_name: String,
    },
    /// It was right, but the account is disabled.
    Disabled,
    /// It was right, but the account's owner has reported this browser.
    Blocked,
    /// It was right. The attempt has a new token.
    Right(Token),
    /// It was right, and the browser was remembered: it has a new token as well.
    Remembered(Token, Cookie),
    /// It was right, and that was all that a step-up needed.
    Raised(Finished),
}

/// Settles a password try with what the hashing pool found.
pub fn settle_password(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    (check, verdict): (&PasswordCheck, &Verdict),
    moment: &Moment,
) -> Done<PasswordDone> {
    let now = moment.now;
    let Some(mut attempt) = find(t, desk, here, now)? else { return Ok(PasswordDone::Stale) };
    let method = password::PASSWORD;
    match password::settle(t, attempt.holder, (&check.counted_try, verdict), now)? {
        password::Settled::Wrong => {
            attempt.steps.note(method.as_str(), StepResult::Wrong, now);
            attempts::note(t, &attempt)?;
            Ok(PasswordDone::Wrong { user_name: attempt.user_name })
        }
        password::Settled::Right(proof) => {
            if let Verdict::Right(right) = verdict {
                passwords::upgrade(t, right)?;
            }
            entered(t, desk, here, (&mut attempt, proof), moment)
        }
    }
}

/// Takes the proof of a first step, if its account can sign in, and asks for what comes next.
pub(super) fn entered(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    (attempt, proof): (&mut Attempt, Proof),
    moment: &Moment,
) -> Done<PasswordDone> {
    let now = moment.now;
    attempt.steps.note(proof.method().as_str(), StepResult::Right, now);
    let outcome = match fate(t, attempt)? {
        None => reported(t, desk, (here, attempt), now)?,
        fate => fate,
    };
    if let Some(outcome) = outcome {
        attempts::end(t, attempt, outcome, now)?;
        return Ok(match outcome {
            Outcome::Disabled => PasswordDone::Disabled,
            Outcome::Blocked => PasswordDone::Blocked,
            _ => PasswordDone::Stale,
        });
    }
    let cookie = recognise(t, desk, here, attempt, moment)?;
    let Some(token) = attempts::advance(t, &desk.vault, attempt, proof, moment)? else {
        return Ok(PasswordDone::Stale);
    };
    if let Some(finished) = finish_step_up(t, desk, here, attempt, moment)? {
        return Ok(PasswordDone::Raised(finished));
    }
    passes::end_soon(t, desk, (here, attempt), now)?;
    ask(t, desk, here, attempt, moment)?;
    Ok(match cookie {
        Some(cookie) => PasswordDone::Remembered(token, cookie),
        None => PasswordDone::Right(token),
    })
}

/// Adds the proof of a remembered browser, if it is one. Its cookie changes with every use.
fn recognise(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    attempt: &mut Attempt,
    moment: &Moment,
) -> Done<Option<Cookie>> {
    let (Some(holder), Some(shown), Purpose::SignIn) = (attempt.holder, here.remembered, attempt.purpose)
    else {
        return Ok(None);
    };
    let name = remembered::REMEMBERED;
    match remembered::recognise(t, &desk.vault, holder, shown, moment)? {
        Recognised::No => Ok(None),
        Recognised::Copied => {
            attempt.steps.note(name.as_str(), StepResult::Copied, moment.now);
            tell_of_browser(t, desk, (here, attempt, "notice-copied"), moment)?;
            Ok(None)
        }
        Recognised::Yes(proof, cookie) => {
            attempt.steps.note(name.as_str(), StepResult::Remembered, moment.now);
            if let Some(evidence) = &mut attempt.evidence {
                evidence.add(proof);
            }
            Ok(Some(cookie))
        }
    }
}

/// Whether the account's owner has reported this browser at its address.
fn reported(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, attempt): (&Here, &Attempt),
    now: Timestamp,
) -> Done<Option<Outcome>> {
    let Some(holder) = attempt.holder else { return Ok(None) };
    let caller = blocked::Caller { browser: &holder.browser, address: &here.origin.address };
    let until = blocked::until(t, &desk.vault, (holder.organization, holder.account), caller, now)?;
    Ok(until.map(|_| Outcome::Blocked))
}

/// Why an account cannot sign in although its password is right. It is only told to those who know the password.
pub(super) fn fate(t: &mut Transaction<'_>, attempt: &Attempt) -> Result<Option<Outcome>, AccountsError> {
    let Some(holder) = attempt.holder else { return Ok(Some(Outcome::Gone)) };
    Ok(match people::find(t, holder.organization, holder.account)? {
        None => Some(Outcome::Gone),
        Some(account) if account.disabled_at.is_some() => Some(Outcome::Disabled),
        Some(_) => None,
    })
}
