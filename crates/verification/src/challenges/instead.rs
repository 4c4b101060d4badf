//! Answers that are typed in the place of a password: there is no question, and what is typed is both steps at once.

use store::Transaction;
use vault::{TokenHash, Vault};
use world::{AccountId, Id, OrganizationId, Timestamp};

use super::answer::proof;
use super::{Answered, Means, asked, counted};
use crate::method::Checked;
use crate::throttle::{self, Charge, Counted};
use crate::{Holder, Method, VerificationError, registrations};

/// Whose name was typed, and where.
#[derive(Clone, Copy, Debug)]
pub struct Named<'a> {
    /// The organization whose page it is.
    pub organization: OrganizationId,
    /// The user name, folded, whether or not somebody has it.
    pub user_name: &'a str,
    /// Who has it, in this browser.
    pub holder: Option<Holder>,
    /// Whether this browser has signed in to the account before.
    pub familiar: bool,
}

/// The counter of wrong answers for a user name, from familiar or from other browsers: a stranger does not lock the owner out.
fn counter(vault: &Vault, organization: OrganizationId, what: (&str, &str), familiar: bool) -> Counted {
    let from: &[u8] = if familiar { b"familiar" } else { b"unfamiliar" };
    Counted::new(vault, organization, &[b"instead", what.0.as_bytes(), what.1.as_bytes(), from])
}

/// Answers a method without a question. A name that nobody has takes the same steps, and rests as well.
pub fn answer_instead(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    named: Named<'_>,
    (method, typed): (&dyn Method, &str),
    now: Timestamp,
) -> Result<Answered, VerificationError> {
    let Some(answer) = method.read(typed).filter(|_| method.is_instead()) else {
        return Ok(Answered::Unreadable);
    };
    let (organization, about) = (named.organization, method.about());
    let counted = counter(means.vault, organization, (named.user_name, about.name.as_str()), named.familiar);
    let attempted = match throttle::charge(t, counted, means.limits.codes, now)? {
        Charge::Allowed(attempted) => attempted,
        Charge::Resting(until) => return Ok(Answered::Resting(until)),
    };
    let nobody = Holder {
        organization,
        account: AccountId::from_array([0; 16]),
        browser: TokenHash::from_bytes([0; 32]),
    };
    let holder = named.holder.unwrap_or(nobody);
    let registrations = asked(t, means.vault, &holder, (about, None))?;
    match method.check(&[], &registrations, &answer, now) {
        Checked::Wrong => Ok(Answered::Wrong { left: attempted.left() }),
        Checked::Used => Ok(Answered::AlreadyUsed),
        Checked::Right(right) => {
            if !registrations::used(t, means.vault, &holder, &right, now)? {
                return Ok(Answered::AlreadyUsed);
            }
            attempted.right(t)?;
            Ok(Answered::Accepted(proof(&holder, method, &right, now)))
        }
    }
}

/// Wrong answers of before count no more, as an administrator has given something new.
pub fn forgive_instead(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (holder, user_name): (&Holder, &str),
    method: &str,
) -> Result<(), VerificationError> {
    throttle::clear(t, counted(vault, holder, method))?;
    for familiar in [true, false] {
        throttle::clear(t, counter(vault, holder.organization, (user_name, method), familiar))?;
    }
    Ok(())
}
