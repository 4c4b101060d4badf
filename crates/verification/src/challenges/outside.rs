//! Challenges that are answered elsewhere: what comes from outside is kept with the challenge, and the browser that asked takes it.

use store::{Transaction, values};
use vault::{TokenHash, Vault};
use world::{AccountId, ChallengeId, OrganizationId, Timestamp};

use super::answer::proof;
use super::{Binding, HEARD, Means, Purpose, asked, consume, place, this_waiting};
use crate::method::{AnsweredBy, Heard, Right};
use crate::{Holder, Proof, VerificationError, records, registrations};

/// Of which challenge something was heard.
#[derive(Clone, Debug)]
pub struct HeardOf {
    /// Whose it is.
    pub account: AccountId,
    /// The method's name.
    pub method: String,
    /// The attempt or session that it is bound to.
    pub bound_to: [u8; 16],
    /// Whether it is a sign-in's, and not a set-up's.
    pub is_sign_in: bool,
}

/// Keeps what came from outside, once, while the challenge waits. None if it does not, or if something was heard before.
pub fn hear(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, challenge): (OrganizationId, ChallengeId),
    heard: &str,
    now: Timestamp,
) -> Result<Option<HeardOf>, VerificationError> {
    let Some(row) = t.first(records::CHALLENGE_OF, &values![organization, challenge])? else {
        return Ok(None);
    };
    let (account, bound_to): (AccountId, Vec<u8>) = (row.get(0)?, row.get(2)?);
    let holder = Holder { organization, account, browser: TokenHash::from_bytes([0; 32]) };
    let sealed = vault.seal(&place(&holder, &challenge, HEARD), heard.as_bytes());
    if t.run(records::HEAR_CHALLENGE, &values![organization, challenge, sealed, now])? == 0 {
        return Ok(None);
    }
    Ok(Some(HeardOf {
        account,
        method: row.get(1)?,
        bound_to: bound_to.try_into().map_err(|_| VerificationError::Form("challenge"))?,
        is_sign_in: row.get::<String>(3)? == Purpose::SignIn.as_str(),
    }))
}

/// The challenges of which something was heard since then, 1000 at most: for pages that wait at another server.
pub fn heard_since(t: &mut Transaction<'_>, since: Timestamp) -> Result<Vec<ChallengeId>, VerificationError> {
    let rows = t.all(records::HEARD_SINCE, &values![since])?;
    Ok(rows.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?)
}

/// What a challenge that is answered elsewhere has come to.
#[derive(Debug)]
pub enum Collected {
    /// It was approved: here is the proof.
    Accepted(Proof),
    /// Nothing has been heard yet.
    Waiting,
    /// It came to nothing, for this reason.
    Ended(&'static str),
    /// The person did not ask for it.
    Reported,
    /// No such challenge waits: it ended, was taken, or belongs elsewhere.
    Over,
}

/// Takes what was heard of a sign-in challenge, in the browser that asked.
pub fn collect(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    binding: &Binding,
    challenge: ChallengeId,
    now: Timestamp,
) -> Result<Collected, VerificationError> {
    let holder = &binding.holder;
    let Some(waiting) = this_waiting(t, means.vault, (binding, Purpose::SignIn), challenge, now)? else {
        return Ok(Collected::Over);
    };
    let Some(heard) = &waiting.heard else { return Ok(Collected::Waiting) };
    let method = means.methods.stored(&waiting.method)?;
    match method.hears(heard) {
        Heard::Ended(reason) => Ok(Collected::Ended(reason)),
        Heard::Reported => Ok(Collected::Reported),
        // What is typed is never taken, whatever is said of it outside.
        Heard::Right if method.about().answered == AnsweredBy::Typing => Ok(Collected::Over),
        Heard::Right => {
            // What was asked may have been deleted since.
            let asked = asked(t, means.vault, holder, (method.about(), waiting.registration))?;
            let Some(registration) = asked.first() else { return Ok(Collected::Over) };
            let right = Right::of(registration.id);
            if !registrations::used(t, means.vault, holder, &right, now)?
                || !consume(t, holder, challenge, now)?
            {
                return Ok(Collected::Over);
            }
            Ok(Collected::Accepted(proof(holder, method, &right, now)))
        }
    }
}
