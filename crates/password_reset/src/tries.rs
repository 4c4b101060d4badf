//! What is counted, and by what: the user name as typed, the method, the number and the address. Whether an account has the name makes no
//! difference. A browser that has signed in to the account before counts apart from all others, so that a stranger locks strangers out.

use store::{StoreError, Transaction};
use vault::Vault;
use verification::throttle::{self, Allowance, Charge, Counted, Together, Try};
use world::{OrganizationId, Timestamp};

use crate::Limits;

/// Of whom tries are counted.
#[derive(Clone, Copy, Debug)]
pub struct Who<'a> {
    /// The organization.
    pub organization: OrganizationId,
    /// The user name, folded.
    pub user_name: &'a str,
    /// Whether the browser has signed in to the account before.
    pub familiar: bool,
    /// The network address.
    pub address: &'a str,
}

impl Who<'_> {
    /// What is counted of the person: all of it is cleared together.
    fn together(&self, vault: &Vault) -> Together {
        let from: &[u8] = if self.familiar { b"familiar" } else { b"unfamiliar" };
        Together::new(vault, self.organization, &[b"reset", self.user_name.as_bytes(), from])
    }

    fn counted(&self, vault: &Vault, what: &str, of: &str) -> Counted {
        self.together(vault).counted(vault, &[what.as_bytes(), of.as_bytes()])
    }

    fn elsewhere(&self, vault: &Vault, what: &str, of: &str) -> Counted {
        Counted::new(vault, self.organization, &[b"reset", what.as_bytes(), of.as_bytes()])
    }
}

/// Whether something may be done.
#[derive(Debug)]
pub enum May {
    /// It may; these are counted.
    Do(Vec<Try>),
    /// Not before then.
    Rest(Timestamp),
}

fn charge_all(
    t: &mut Transaction<'_>,
    all: Vec<(Counted, Allowance)>,
    now: Timestamp,
) -> Result<May, StoreError> {
    let mut tries = Vec::new();
    for (counted, allowance) in all {
        match throttle::charge(t, counted, allowance, now)? {
            Charge::Allowed(one) => tries.push(one),
            Charge::Resting(until) => {
                refund(t, &tries)?;
                return Ok(May::Rest(until));
            }
        }
    }
    Ok(May::Do(tries))
}

/// Gives counted tries back: they were no guesses.
pub fn refund(t: &mut Transaction<'_>, tries: &[Try]) -> Result<(), StoreError> {
    tries.iter().try_for_each(|one| one.refund(t))
}

/// Counts the beginning of a reset.
pub fn begin(
    t: &mut Transaction<'_>,
    (vault, limits): (&Vault, &Limits),
    who: Who<'_>,
    answered: bool,
    now: Timestamp,
) -> Result<May, StoreError> {
    let mut all = vec![(who.counted(vault, "begun", ""), limits.resets)];
    if answered {
        all.push((who.elsewhere(vault, "question", who.address), limits.questions));
    }
    charge_all(t, all, now)
}

/// Counts a proof before it is looked at: a code, or the number that stands typed here.
pub fn prove(
    t: &mut Transaction<'_>,
    (vault, limits): (&Vault, &Limits),
    who: Who<'_>,
    (method, number): (&str, Option<&str>),
    now: Timestamp,
) -> Result<May, StoreError> {
    let own = who.together(vault);
    let mut all = vec![
        (own.counted(vault, &[b"proofs", b""]), limits.proofs),
        (own.counted(vault, &[b"wrong", method.as_bytes()]), limits.of_method),
        (who.elsewhere(vault, "address", who.address), limits.proofs_from_address),
    ];
    if let Some(number) = number {
        all.push((who.elsewhere(vault, "number", number), limits.of_method));
    }
    charge_all(t, all, now)
}

/// Counts that a method asks, if something is sent then.
pub fn ask(
    t: &mut Transaction<'_>,
    (vault, limits): (&Vault, &Limits),
    who: Who<'_>,
    (method, mails): (&str, bool),
    now: Timestamp,
) -> Result<May, StoreError> {
    let allowance = if mails { limits.mails } else { limits.of_method };
    charge_all(t, vec![(who.counted(vault, "sent", method), allowance)], now)
}

/// Until when nothing more is proved for this user name, if that is so.
pub fn resting_until(
    t: &mut Transaction<'_>,
    vault: &Vault,
    who: Who<'_>,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    throttle::resting_until(t, who.counted(vault, "proofs", ""), now)
}

/// The person was right in the end: what was counted of them comes to nothing.
pub fn clear(t: &mut Transaction<'_>, vault: &Vault, who: Who<'_>) -> Result<(), StoreError> {
    who.together(vault).clear(t)
}
