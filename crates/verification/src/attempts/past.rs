//! Attempts as their owner looks back at them.

use store::{Row, StoreError, Transaction, values};
use world::{AccountId, AttemptId, OrganizationId, Timestamp};

use crate::records;
use crate::review::Doubt;
use crate::steps::{Outcome, StepTaken, Steps};

/// What a past attempt was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sought {
    /// To sign in.
    SignIn,
    /// To prove a second step anew in a session.
    StepUp,
    /// To get a new password, or to lift a lockout.
    Reset,
    /// To choose another password in a session.
    Change,
}

/// One line of a person's recent activity.
#[derive(Clone, Debug)]
pub struct Past {
    /// The attempt.
    pub id: AttemptId,
    /// When it began.
    pub started_at: Timestamp,
    /// From which network address.
    pub address: String,
    /// Browser and system.
    pub agent: String,
    /// The application; empty for Tweestap's own pages.
    pub application: String,
    /// Whether the browser had signed in to this account before.
    pub familiar: bool,
    /// What it was for.
    pub sought: Sought,
    /// What was tried.
    pub steps: Vec<StepTaken>,
    /// How it ended.
    pub outcome: Outcome,
    /// What its owner said: whether it was them.
    pub recognized: Option<bool>,
}

impl Past {
    /// What is doubted with a sign-in that its owner denies: what was set up since it began, if it was completed.
    pub fn doubt(&self) -> Doubt {
        let never = Timestamp::from_micros(i64::MAX);
        let since = if self.outcome == Outcome::Passed { self.started_at } else { never };
        Doubt { registration: None, since }
    }
}

/// The latest attempts at an account, newest first, before this time; `limit` at most.
pub fn recent(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    before: Timestamp,
    limit: i64,
) -> Result<Vec<Past>, StoreError> {
    let rows = t.all(records::RECENT_ATTEMPTS, &values![organization, account, before, limit])?;
    rows.iter().map(past).collect()
}

fn past(row: &Row) -> Result<Past, StoreError> {
    Ok(Past {
        id: row.get(0)?,
        started_at: row.get(1)?,
        address: row.get(2)?,
        agent: row.get(3)?,
        application: row.get(4)?,
        familiar: row.get(5)?,
        sought: match row.get::<String>(6)?.as_str() {
            "step_up" => Sought::StepUp,
            super::RESET => Sought::Reset,
            super::CHANGE => Sought::Change,
            _ => Sought::SignIn,
        },
        steps: Steps::from_text(&row.get::<String>(7)?).all().to_vec(),
        outcome: Outcome::stored(&row.get::<String>(8)?),
        recognized: row.get(9)?,
    })
}

/// One attempt at an account, whatever came of it.
pub fn find_past(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    attempt: AttemptId,
) -> Result<Option<Past>, StoreError> {
    let row = t.first(records::PAST_ATTEMPT, &values![organization, attempt, account])?;
    row.as_ref().map(past).transpose()
}

/// Keeps what the owner of an account says of an attempt. False if there is no such attempt.
pub fn recognize(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    (attempt, was_them): (AttemptId, bool),
) -> Result<bool, StoreError> {
    Ok(t.run(records::RECOGNIZE_ATTEMPT, &values![organization, attempt, account, was_them])? == 1)
}
