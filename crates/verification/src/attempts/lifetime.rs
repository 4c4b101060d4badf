//! How long attempts live, and what makes one end sooner or later than others.

use store::{StoreError, Transaction, values};
use world::{Span, Timestamp};

use super::Attempt;
use crate::records;

/// How long attempts live and how long their records are kept.
#[derive(Clone, Copy, Debug)]
pub struct Lifetime {
    /// From the user name to the end.
    pub lasts: Span,
    /// The record, from the beginning of the attempt.
    pub kept: Span,
}

/// Has an attempt that is under way end then, if it would end later.
pub fn shorten(t: &mut Transaction<'_>, attempt: &Attempt, until: Timestamp) -> Result<(), StoreError> {
    t.run(records::SHORTEN_ATTEMPT, &values![attempt.organization, attempt.id, until])?;
    Ok(())
}

/// Has an attempt that is under way last until then, if it would end sooner.
pub fn lengthen(t: &mut Transaction<'_>, attempt: &Attempt, until: Timestamp) -> Result<(), StoreError> {
    t.run(records::LENGTHEN_ATTEMPT, &values![attempt.organization, attempt.id, until])?;
    Ok(())
}
