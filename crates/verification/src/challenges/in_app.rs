//! Requests that wait in paired apps, and what keeps them from wearing a person down: one at a time, a growing rest after some that
//! were refused or not answered, and quiet after a refusal.

use store::{StoreError, Transaction, values};
use vault::{TokenHash, Vault};
use world::{AccountId, ChallengeId, OrganizationId, Span, Timestamp};

use super::{ASKER, Binding, Means, Purpose, Started, unseal};
use crate::apps::App;
use crate::method::{Asker, Situation};
use crate::throttle::{self, Charge, Counted};
use crate::{Holder, Method, VerificationError, records};

/// A row that ends so far in the future was written before the clock was set back.
const CLOCK_SET_BACK: Span = Span::minutes(15);

/// The counter of requests that were refused or not answered.
fn counted(vault: &Vault, holder: &Holder) -> Counted {
    Counted::new(vault, holder.organization, &[b"requests", holder.account.as_bytes()])
}

/// When the account's apps may be asked again, if they rest or a request waits.
pub(super) fn resting_until(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    holder: &Holder,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    throttle::resting_until(t, counted(means.vault, holder), now)
}

/// A request that waits already: the attempt's own goes on; another of the same browser makes room; another browser's stays.
pub(super) fn waits_already(
    t: &mut Transaction<'_>,
    method: &dyn Method,
    binding: &Binding,
    now: Timestamp,
) -> Result<Option<Started>, VerificationError> {
    let holder = &binding.holder;
    let pending = t.first(records::PENDING_REQUEST, &values![holder.organization, holder.account, now])?;
    let Some(row) = pending else { return Ok(None) };
    let (challenge, browser, bound_to, ends_at): (ChallengeId, Vec<u8>, Vec<u8>, Timestamp) =
        (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
    if browser != holder.browser.as_bytes() {
        return Ok(Some(Started::Pending(ends_at)));
    }
    if bound_to == binding.to && row.get::<String>(4)? == method.about().name.as_str() {
        return Ok(Some(Started::Waiting(challenge)));
    }
    super::consume(t, holder, challenge, now)?;
    Ok(None)
}

/// What came of asking for the one request that an account may have.
pub(super) enum Claimed {
    /// It is this one's, and the apps ring.
    Rings,
    /// It is this one's, and the apps list it without ringing.
    Quietly,
    /// It is not.
    Not(Started),
}

/// Counts a request, and makes it the one that waits for the account.
pub(super) fn claim(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (holder, challenge): (&Holder, ChallengeId),
    situation: &Situation<'_>,
    now: Timestamp,
) -> Result<Claimed, StoreError> {
    let ends_at = situation.ends_at;
    // Held by a statement of its own: the next one then sees the challenge of whoever held it before.
    t.run(records::HOLD_REQUEST, &values![holder.organization, holder.account, challenge])?;
    let row = t.first(
        records::CLAIM_REQUEST,
        &values![holder.organization, holder.account, challenge, ends_at, now, now + CLOCK_SET_BACK],
    )?;
    let Some(row) = row else { return Ok(Claimed::Not(Started::Pending(ends_at))) };
    let refused_at: Timestamp = row.get(0)?;
    if let Charge::Resting(until) =
        throttle::charge(t, counted(means.vault, holder), means.limits.requests, now)?
    {
        return Ok(Claimed::Not(Started::Resting(until)));
    }
    let refused_lately = refused_at <= now && now < refused_at + means.limits.quiet;
    Ok(if refused_lately && !situation.asker.familiar { Claimed::Quietly } else { Claimed::Rings })
}

/// Notes that the owner refused or reported a request, or answered it with a wrong number.
pub(super) fn refused(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    now: Timestamp,
) -> Result<(), StoreError> {
    t.run(records::NOTE_REFUSAL, &values![organization, account, now])?;
    Ok(())
}

/// The owner approved: what was counted before is forgotten.
pub(super) fn approved(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    holder: &Holder,
) -> Result<(), StoreError> {
    throttle::clear(t, counted(means.vault, holder))
}

/// A request that waits, as an app of its account lists it.
#[derive(Clone, Debug)]
pub struct Request {
    /// The challenge.
    pub challenge: ChallengeId,
    /// Who asks.
    pub asker: Asker,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// Whether it may draw attention.
    pub rings: bool,
}

/// What waits for an answer in this app: of its account, and the test of its own set-up.
pub fn requests(
    t: &mut Transaction<'_>,
    vault: &Vault,
    app: &App,
    now: Timestamp,
) -> Result<Vec<Request>, VerificationError> {
    if app.is_suspended {
        return Ok(Vec::new());
    }
    let holder = Holder {
        organization: app.organization,
        account: app.account,
        browser: TokenHash::from_bytes([0; 32]),
    };
    let set_up = Purpose::SetUp.as_str();
    let rows = t.all(records::IN_APP, &values![app.organization, app.account, now, set_up, app.challenge])?;
    let mut requests = Vec::new();
    for row in rows {
        let challenge: ChallengeId = row.get(0)?;
        let is_set_up = row.get::<String>(5)? == set_up;
        // One that is not set up yet answers nothing but its own test.
        if !is_set_up && app.registration.is_none() {
            continue;
        }
        let asker = unseal(vault, &holder, (&challenge, ASKER), &row.get::<Vec<u8>>(1)?)?;
        requests.push(Request {
            challenge,
            asker: serde_json::from_slice(&asker).map_err(|_| VerificationError::Form("asker"))?,
            asked_at: row.get(2)?,
            ends_at: row.get(3)?,
            rings: is_set_up || row.get::<i64>(4)? > 0,
        });
    }
    Ok(requests)
}

/// The accounts whose apps were asked since then, and by what; 1000 at most: for apps that are open.
pub fn begun_since(
    t: &mut Transaction<'_>,
    since: Timestamp,
) -> Result<Vec<(AccountId, ChallengeId)>, VerificationError> {
    let rows = t.all(records::BEGUN_SINCE, &values![since])?;
    Ok(rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_, StoreError>>()?)
}

/// The method of the request of another browser that waits in the account's apps.
pub fn pending(
    t: &mut Transaction<'_>,
    holder: &Holder,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let found = t.first(records::PENDING_REQUEST, &values![holder.organization, holder.account, now])?;
    let Some(row) = found else { return Ok(None) };
    Ok(if row.get::<Vec<u8>>(1)? == holder.browser.as_bytes() { None } else { Some(row.get(4)?) })
}

/// The method of the last request of an attempt, if nobody answered it in time.
pub fn lapsed(
    t: &mut Transaction<'_>,
    binding: &Binding,
    now: Timestamp,
) -> Result<Option<String>, StoreError> {
    let last = t.first(
        records::LAPSED,
        &values![binding.holder.organization, binding.to.as_slice(), Purpose::SignIn.as_str()],
    )?;
    let Some(row) = last else { return Ok(None) };
    let (stage, expires_at): (i64, Timestamp) = (row.get(1)?, row.get(2)?);
    Ok(if stage < 2 && expires_at <= now { Some(row.get(0)?) } else { None })
}
