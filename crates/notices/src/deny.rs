//! "This was not me": what is told, what is doubted with it, and what is done about it.

use std::sync::Arc;

use accounts::{Demand, organizations, passwords, people, sessions};
use store::{Row, StoreError, Transaction, values};
use vault::Vault;
use verification::review::{self, Doubt};
use verification::{Registration, attempts, registrations};
use web::Texts;
use world::{AccountId, AttemptId, Moment, OrganizationId, Timestamp};

use crate::administrators::{Doubtful, tell_administrators};
use crate::{Code, NoticeError, records};

/// What a mail told, while it can still be denied.
#[derive(Clone, Debug)]
pub struct Told {
    /// Whose account it is.
    pub account: AccountId,
    /// The beginning of the keys of its mail.
    pub kind: String,
    /// When it happened.
    pub made_at: Timestamp,
    /// What is doubted with it.
    pub doubt: Doubt,
}

/// What the mail of this code told. None if its link has ended or was used.
pub fn find(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, code): (OrganizationId, &Code),
    now: Timestamp,
) -> Result<Option<Told>, StoreError> {
    let hash = code.hash(vault, organization);
    let row = t.first(records::FIND_NOTICE, &values![organization, hash.as_slice(), now])?;
    row.as_ref().map(read).transpose()
}

fn read(row: &Row) -> Result<Told, StoreError> {
    Ok(Told {
        account: row.get(0)?,
        kind: row.get(1)?,
        doubt: Doubt { registration: row.get(2)?, since: row.get(3)? },
        made_at: row.get(4)?,
    })
}

/// The methods of an account, parted by a doubt.
#[derive(Debug)]
pub struct Doubted {
    /// What would be suspended.
    pub suspends: Vec<Registration>,
    /// What the person can still sign in with.
    pub leaves: Vec<Registration>,
}

/// What denying would do to the methods of an account. Writes nothing.
pub fn doubted(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, account): (OrganizationId, AccountId),
    doubt: Doubt,
) -> Result<Doubted, NoticeError> {
    let all = registrations::list(t, vault, organization, account)?;
    let is_doubted = |one: &Registration| Some(one.id) == doubt.registration || one.created_at >= doubt.since;
    let (suspends, leaves) = all.into_iter().partition(is_doubted);
    Ok(Doubted { suspends, leaves })
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Denied {
    /// Sessions that were ended.
    pub sessions: u64,
    /// Methods that were suspended.
    pub methods: u64,
}

/// Denies what the mail of this code told, once. None if its link has ended or was used.
pub fn deny(
    t: &mut Transaction<'_>,
    means: (&Vault, &Arc<Texts>),
    (organization, code): (OrganizationId, &Code),
    moment: &Moment,
) -> Result<Option<Denied>, NoticeError> {
    let (vault, now) = (means.0, moment.now);
    let Some(told) = find(t, vault, (organization, code), now)? else { return Ok(None) };
    let hash = code.hash(vault, organization);
    if t.run(records::USE_NOTICE, &values![organization, hash.as_slice(), now])? == 0 {
        return Ok(None);
    }
    let what = (Doubtful::Mail(told.kind, told.made_at), told.doubt);
    Ok(Some(settle(t, means, (organization, told.account), what, moment)?))
}

/// Denies a sign-in that the owner of the account sees in their list. Of one that was not completed nothing is doubted but the
/// password. None if there is no such sign-in.
pub fn deny_sign_in(
    t: &mut Transaction<'_>,
    means: (&Vault, &Arc<Texts>),
    whose: (OrganizationId, AccountId),
    attempt: AttemptId,
    moment: &Moment,
) -> Result<Option<Denied>, NoticeError> {
    let Some(past) = attempts::find_past(t, whose, attempt)? else { return Ok(None) };
    attempts::recognize(t, whose, (attempt, false))?;
    let what = (Doubtful::SignIn(past.started_at), past.doubt());
    Ok(Some(settle(t, means, whose, what, moment)?))
}

/// Tells the administrators, and stops everything.
fn settle(
    t: &mut Transaction<'_>,
    means: (&Vault, &Arc<Texts>),
    whose: (OrganizationId, AccountId),
    (doubtful, doubt): (Doubtful, Doubt),
    moment: &Moment,
) -> Result<Denied, NoticeError> {
    let now = moment.now;
    let organization = organizations::find(t, whose.0)?;
    if let (Some(organization), Some(account)) = (&organization, people::find(t, whose.0, whose.1)?) {
        tell_administrators(t, means, (organization, &account), &doubtful, moment)?;
    }
    // Whoever came far enough for a mail, or for a sign-in that its owner is asked about, may know the password.
    passwords::demand_new(t, whose, Demand::NotMe)?;
    review::stop(t, whose, now)?;
    let sessions = sessions::end_all(t, whose)?;
    let methods = review::put_aside(t, whose, doubt, now)?;
    Ok(Denied { sessions, methods })
}
