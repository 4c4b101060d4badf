//! Counting tries before they are made, and resting when they are used up.
//!
//! A try is charged by one statement that counts and answers at once, before the password or the code is looked at: tries that
//! run side by side cannot all slip under the limit, and a try that cannot be counted is not made. The try that reaches the
//! limit starts the rest itself; if it turns out right, everything is cleared.

use store::{StoreError, Transaction, values};
use vault::Vault;
use world::{OrganizationId, Span, Timestamp};

use crate::records;

/// A count that began so far in the future was written before the clock was set back, and counts no more: nobody rests until
/// a year that a wrong clock showed.
const CLOCK_SET_BACK: Span = Span::minutes(15);

/// How many tries there are, and how long they rest when they are used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// So many wrong tries; 2 or more.
    pub tries: i64,
    /// Counted over this span from the first of them.
    pub within: Span,
    /// The first rest. While tries are still counted, the next one too many rests twice as long.
    pub rest: Span,
    /// No rest is longer. Where it is longer than the first, tries are still counted `within` after the end of the last rest.
    pub longest_rest: Span,
    /// How long a try itself may take: its rest begins after that. Zero for what is over at once.
    pub lasts: Span,
}

/// What is counted: a keyed hash, so that the table tells nobody's user name.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Counted {
    organization: OrganizationId,
    subject: [u8; 32],
}

impl Counted {
    /// The counter of these parts in this organization.
    pub fn new(vault: &Vault, organization: OrganizationId, parts: &[&[u8]]) -> Self {
        Self { organization, subject: vault.tag("throttle", parts) }
    }
}

/// Counters that are cleared together. They lie side by side in the table, so that counting by several of them changes one page of it.
#[derive(Clone, Copy)]
pub struct Together {
    organization: OrganizationId,
    first: [u8; 16],
}

impl Together {
    /// The counters of these parts in this organization.
    pub fn new(vault: &Vault, organization: OrganizationId, parts: &[&[u8]]) -> Self {
        Self { organization, first: half(vault, "throttles", parts) }
    }

    /// The counter of these parts among them.
    pub fn counted(&self, vault: &Vault, parts: &[&[u8]]) -> Counted {
        let parts: Vec<&[u8]> = std::iter::once(self.first.as_slice()).chain(parts.iter().copied()).collect();
        self.at(half(vault, "throttle", &parts))
    }

    fn at(&self, second: [u8; 16]) -> Counted {
        let mut subject = [0; 32];
        subject[..16].copy_from_slice(&self.first);
        subject[16..].copy_from_slice(&second);
        Counted { organization: self.organization, subject }
    }

    /// What was counted by any of them comes to nothing.
    pub fn clear(&self, t: &mut Transaction<'_>) -> Result<(), StoreError> {
        let (from, to) = (self.at([0; 16]).subject, self.at([0xff; 16]).subject);
        t.run(records::CLEAR_TOGETHER, &values![self.organization, from.as_slice(), to.as_slice()])?;
        Ok(())
    }
}

impl std::fmt::Debug for Together {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Together(…)")
    }
}

fn half(vault: &Vault, purpose: &'static str, parts: &[&[u8]]) -> [u8; 16] {
    let mut half = [0; 16];
    half.copy_from_slice(&vault.tag(purpose, parts)[..16]);
    half
}

impl std::fmt::Debug for Counted {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Counted(…)")
    }
}

/// A try that was counted and may be made.
#[derive(Clone, Debug)]
#[must_use = "a counted try ends as right or as wrong"]
pub struct Try {
    counted: Counted,
    allowance: Allowance,
    left: i64,
}

impl Try {
    /// How many more tries there are after this one.
    pub fn left(&self) -> i64 {
        self.left
    }

    /// It was right: the count begins anew.
    pub fn right(&self, t: &mut Transaction<'_>) -> Result<(), StoreError> {
        clear(t, self.counted)
    }

    /// It was no guess after all: it is not counted.
    pub fn refund(&self, t: &mut Transaction<'_>) -> Result<(), StoreError> {
        let Self { counted, allowance, .. } = self;
        t.run(
            records::REFUND_TRY,
            &values![counted.organization, counted.subject.as_slice(), allowance.rest.micros()],
        )?;
        Ok(())
    }

    /// It was a wrong password. One of the last three wrong ones again is not counted: that is a person with a key that
    /// sticks or a program with an old password, and no guess. `tag` is a short keyed hash of it.
    pub fn wrong_password(&self, t: &mut Transaction<'_>, tag: &str) -> Result<(), StoreError> {
        let Self { counted, .. } = self;
        let recent =
            t.first(records::RECENT_TAGS, &values![counted.organization, counted.subject.as_slice()])?;
        let recent: String = recent.map(|row| row.get(0)).transpose()?.unwrap_or_default();
        if recent.split(' ').any(|seen| seen == tag) {
            return self.refund(t);
        }
        let tags: Vec<_> =
            std::iter::once(tag).chain(recent.split(' ').filter(|tag| !tag.is_empty())).take(3).collect();
        t.run(
            records::NOTE_TAGS,
            &values![counted.organization, counted.subject.as_slice(), tags.join(" ")],
        )?;
        Ok(())
    }
}

/// Whether a try may be made.
#[derive(Debug)]
pub enum Charge {
    /// It is counted and may be made.
    Allowed(Try),
    /// Tries are used up until then.
    Resting(Timestamp),
}

/// Counts a try, if there is one left.
pub fn charge(
    t: &mut Transaction<'_>,
    counted: Counted,
    allowance: Allowance,
    now: Timestamp,
) -> Result<Charge, StoreError> {
    // The statement takes both ends in; a count that began exactly so long ago is over.
    let counts_from = now - allowance.within + Span::from_micros(1);
    let forget_at = now + allowance.within + allowance.lasts + allowance.longest_rest;
    let row = t.first(
        records::CHARGE_TRY,
        &values![
            counted.organization,
            counted.subject.as_slice(),
            now,
            counts_from,
            allowance.tries,
            allowance.rest.micros(),
            allowance.longest_rest.micros(),
            forget_at,
            now + CLOCK_SET_BACK,
            now + allowance.lasts,
        ],
    )?;
    match row {
        Some(row) => {
            let tries: i64 = row.get(0)?;
            Ok(Charge::Allowed(Try { counted, allowance, left: (allowance.tries - tries).max(0) }))
        }
        None => Ok(Charge::Resting(resting_until(t, counted, now)?.unwrap_or(now))),
    }
}

/// What was counted comes to nothing: the count begins anew.
pub fn clear(t: &mut Transaction<'_>, counted: Counted) -> Result<(), StoreError> {
    t.run(records::CLEAR_TRIES, &values![counted.organization, counted.subject.as_slice()])?;
    Ok(())
}

/// When the rest ends, if there is one now.
pub fn resting_until(
    t: &mut Transaction<'_>,
    counted: Counted,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let row = t.first(
        records::RESTING_UNTIL,
        &values![counted.organization, counted.subject.as_slice(), now, now + CLOCK_SET_BACK],
    )?;
    row.map(|row| row.get(0)).transpose()
}

#[cfg(test)]
mod tests;
