//! Challenges that are answered elsewhere: what comes from outside is kept with the challenge, and the browser that asked takes it.

use store::{StoreError, Transaction, values};
use vault::{TokenHash, Vault};
use world::{AccountId, ChallengeId, OrganizationId, Timestamp};

use super::answer::proof;
use super::{Binding, HEARD, Means, Purpose, RECORD, asked, consume, in_app, place, this_waiting, unseal};
use crate::method::{AnsweredBy, Heard, Right};
use crate::{Holder, Proof, VerificationError, records, registrations};

/// Of which challenge something was heard.
#[derive(Clone, Debug)]
pub struct HeardOf {
    /// Whose it is.
    pub account: AccountId,
    /// The method's name.
    pub method: String,
    /// The browser that asked.
    pub browser: TokenHash,
    /// The attempt or session that it is bound to.
    pub bound_to: [u8; 16],
    /// What an answer is for.
    pub purpose: Purpose,
    /// What it means.
    pub heard: Heard,
}

/// The keyed hash under which a ticket is found.
pub(super) fn ticket_hash(vault: &Vault, ticket: &str) -> [u8; 32] {
    vault.tag("ticket", &[ticket.as_bytes()])
}

/// The challenge that waits for whoever shows this ticket, and whose it is. None if it was shown before, or the challenge has ended.
pub fn by_ticket(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, ticket): (OrganizationId, &str),
    now: Timestamp,
) -> Result<Option<(ChallengeId, AccountId)>, StoreError> {
    let hash = ticket_hash(vault, ticket);
    let row = t.first(records::TICKET, &values![organization, hash.as_slice(), now])?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// Keeps what came from outside while the challenge waits: something on the way once, and its end once. None if the challenge does not
/// wait, or if as much was heard before.
pub fn hear(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (organization, challenge): (OrganizationId, ChallengeId),
    heard: &str,
    now: Timestamp,
) -> Result<Option<HeardOf>, VerificationError> {
    let vault = means.vault;
    let Some(row) = t.first(records::CHALLENGE_OF, &values![organization, challenge])? else {
        return Ok(None);
    };
    let (account, bound_to): (AccountId, Vec<u8>) = (row.get(0)?, row.get(2)?);
    let holder = Holder { organization, account, browser: TokenHash::from_bytes([0; 32]) };
    let name: String = row.get(1)?;
    let method = means.methods.stored(&name)?;
    let record = unseal(vault, &holder, (&challenge, RECORD), &row.get::<Vec<u8>>(4)?)?;
    let means_it = method.hears(&record, heard);
    let stage: i64 = if means_it == Heard::OnTheWay { 1 } else { 2 };
    let sealed = vault.seal(&place(&holder, &challenge, HEARD), heard.as_bytes());
    if t.run(records::HEAR_CHALLENGE, &values![organization, challenge, sealed, now, stage])? == 0 {
        return Ok(None);
    }
    if method.about().answered == AnsweredBy::App && matches!(means_it, Heard::Ended(_) | Heard::Reported) {
        in_app::refused(t, (organization, account), now)?;
    }
    Ok(Some(HeardOf {
        account,
        browser: TokenHash::from_bytes(
            row.get::<Vec<u8>>(6)?.try_into().map_err(|_| VerificationError::Form("challenge"))?,
        ),
        method: name,
        heard: means_it,
        bound_to: bound_to.try_into().map_err(|_| VerificationError::Form("challenge"))?,
        purpose: Purpose::stored(&row.get::<String>(3)?).ok_or(VerificationError::Form("challenge"))?,
    }))
}

/// Under what a page waits that has heard nothing of a challenge yet: it is told of what is on the way as well as of the end. One that has
/// waits under the challenge's own id.
pub fn first_news(challenge: ChallengeId) -> [u8; 16] {
    let mut id = *challenge.as_bytes();
    id[15] ^= 1;
    id
}

/// The challenges of which something was heard since then, and how much: 1 on the way, 2 its end. 1000 at most: for pages that wait at
/// another server.
pub fn heard_since(
    t: &mut Transaction<'_>,
    since: Timestamp,
) -> Result<Vec<(ChallengeId, i64)>, VerificationError> {
    let rows = t.all(records::HEARD_SINCE, &values![since])?;
    Ok(rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, StoreError>>()?)
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
    match method.hears(&waiting.record, heard) {
        Heard::OnTheWay => Ok(Collected::Waiting),
        Heard::Ended(reason) => Ok(Collected::Ended(reason)),
        Heard::Reported => Ok(Collected::Reported),
        // What is typed is never taken, whatever is said of it outside.
        Heard::Right if method.about().answered == AnsweredBy::Typing => Ok(Collected::Over),
        Heard::Right => {
            // What was asked may have been deleted since.
            let asked = asked(t, means.vault, holder, (method.about(), waiting.registration))?;
            let Some(registration) = method.answered_with(heard, &asked) else { return Ok(Collected::Over) };
            let right = Right::of(registration);
            if !registrations::used(t, means.vault, holder, &right, now)?
                || !consume(t, holder, challenge, now)?
            {
                return Ok(Collected::Over);
            }
            if method.about().answered == AnsweredBy::App {
                in_app::approved(t, means, holder)?;
            }
            Ok(Collected::Accepted(proof(holder, method, &right, now)))
        }
    }
}
