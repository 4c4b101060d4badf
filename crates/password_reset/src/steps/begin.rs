//! Beginning a reset, and saying what it is for.

use accounts::{familiar, people};
use store::Transaction;
use vault::Token;
use verification::attempts::{self, Purpose, Start};
use verification::steps::Outcome;
use world::text::UserName;
use world::{Moment, Timestamp};

use super::{Done, Here, find, nobody};
use crate::desk::PasswordResetDesk;
use crate::gate::Next;
use crate::progress::{self, Aim};
use crate::tries::{self, May, Who};

/// What a beginning came to.
#[derive(Debug)]
pub enum BeginDone {
    /// It is begun.
    Begun(Token),
    /// What showed a person has served already.
    Used,
    /// So many were begun for this user name, or from this address, that none is until then.
    Resting(Timestamp),
}

/// What a person gave to begin.
#[derive(Clone, Debug)]
pub struct Beginning {
    /// The user name.
    pub user_name: UserName,
    /// Under what the task is noted as used.
    pub work: [u8; 32],
    /// Whether a question was answered instead of work done.
    pub answered: bool,
}

/// Begins a reset. Nobody's name takes the same steps as somebody's.
pub fn begin(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, beginning): (&Here, &Beginning),
    moment: &Moment,
) -> Done<BeginDone> {
    let (organization, now) = (here.organization.id, moment.now);
    let name = &beginning.user_name;
    if progress::is_used(t, organization, &beginning.work)? {
        return Ok(BeginDone::Used);
    }
    let account = people::find_by_user_name(t, organization, name.as_str())?.map(|account| account.id);
    let known = account.unwrap_or_else(nobody);
    let familiar = familiar::is_familiar(t, (organization, known), here.origin.browser)?;
    let who = Who { organization, user_name: name.as_str(), familiar, address: &here.origin.address };
    let with = (&desk.vault, &desk.limits);
    let counted = match tries::begin(t, with, who, beginning.answered, now)? {
        May::Rest(until) => return Ok(BeginDone::Resting(until)),
        May::Do(counted) => counted,
    };
    let start = Start {
        purpose: Purpose::Reset,
        account,
        user_name: name.as_str().to_owned(),
        evidence: None,
        application: String::new(),
        continue_to: String::new(),
        familiar,
    };
    let lifetime = desk.limits.attempts;
    let (id, token) = attempts::begin(t, &desk.vault, (&here.origin, &start), lifetime, moment)?;
    if progress::begin(t, (organization, id), &beginning.work, now + lifetime.lasts)? {
        return Ok(BeginDone::Begun(token));
    }
    // Another page was quicker with the same task.
    tries::refund(t, &counted)?;
    let place = (organization, here.origin.browser);
    if let Some(attempt) = attempts::find_reset(t, &desk.vault, place, token.hash(), now)? {
        attempts::end(t, &attempt, Outcome::Gone, now)?;
    }
    Ok(BeginDone::Used)
}

/// Keeps what a reset is for. It can be chosen once.
pub fn choose_aim(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, aim): (&Here, Aim),
    now: Timestamp,
) -> Done<()> {
    let Some(standing) = find(t, desk, here, now)? else { return Ok(()) };
    if let Next::Aim = standing.next(here, now) {
        progress::choose(t, standing.key(), aim)?;
    }
    Ok(())
}
