//! The right to change what an account has set up.

use store::{StoreError, Transaction};
use vault::TokenHash;
use world::{AccountId, OrganizationId, Timestamp};

use crate::{Evidence, Holder, Judgement, Missing, Policy, judge, registrations, review};

/// The right of one person to change their security info now. Only the judge's word makes one.
#[derive(Debug)]
pub struct Permit {
    holder: Holder,
}

impl Permit {
    /// Whose security info it is.
    pub fn holder(&self) -> &Holder {
        &self.holder
    }

    pub(crate) fn of_administrator(organization: OrganizationId, account: AccountId) -> Self {
        Self { holder: Holder { organization, account, browser: TokenHash::from_bytes([0; 32]) } }
    }
}

/// Whether security info may be changed.
#[derive(Debug)]
pub enum Permitted {
    /// It may.
    Yes(Permit),
    /// This lacks.
    No(Missing),
}

/// Asks the judge whether this evidence is enough to change security info: a fresh second step from someone who has one, a
/// fresh first step from someone who has none. While a review is due, nobody is someone who has none.
pub fn permit(t: &mut Transaction<'_>, evidence: &Evidence, now: Timestamp) -> Result<Permitted, StoreError> {
    Ok(match judge_change(t, evidence, now)? {
        Judgement::Satisfied(_) => Permitted::Yes(Permit { holder: *evidence.holder() }),
        Judgement::Missing(missing) => Permitted::No(missing),
    })
}

/// What the judge says of this evidence, for a change of what its holder signs in with.
pub fn judge_change(
    t: &mut Transaction<'_>,
    evidence: &Evidence,
    now: Timestamp,
) -> Result<Judgement, StoreError> {
    let holder = evidence.holder();
    let whose = (holder.organization, holder.account);
    let has_second_step = registrations::any(t, whose.0, whose.1)? || review::due_since(t, whose)?.is_some();
    Ok(judge(Policy::change_security_info(has_second_step), evidence, now))
}
