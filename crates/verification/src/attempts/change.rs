//! What somebody who is signed in tries in order to choose another password. It is no way to sign in: the row is a line of recent activity,
//! and no cookie leads to it.

use store::{StoreError, Transaction, values};
use vault::Vault;
use world::{AccountId, AttemptId, Moment, SessionId};

use super::{Lifetime, Origin, Purpose, Start, begin};
use crate::password::PASSWORD;
use crate::records;
use crate::steps::{Outcome, StepResult, Steps};

/// Who changes their password, and in which session.
#[derive(Clone, Copy, Debug)]
pub struct Changing<'a> {
    /// From where.
    pub origin: &'a Origin,
    /// Whose password it is.
    pub account: AccountId,
    /// Their user name.
    pub user_name: &'a str,
    /// The session.
    pub session: SessionId,
}

/// Notes what came of the old password, or that another one was chosen, which ends it. What one session tries for as long as a sign-in may
/// take is one line.
pub fn note_change(
    t: &mut Transaction<'_>,
    vault: &Vault,
    changing: Changing<'_>,
    (lifetime, result): (Lifetime, StepResult),
    moment: &Moment,
) -> Result<(), StoreError> {
    let Changing { origin, account, session, .. } = changing;
    let organization = origin.organization;
    let open = t.first(records::OPEN_CHANGE, &values![organization, account, session, moment.now])?;
    let (id, mut steps): (AttemptId, _) = match open {
        Some(row) => (row.get(0)?, Steps::from_text(&row.get::<String>(1)?)),
        None => (begin(t, vault, (origin, &start(changing)), lifetime, moment)?.0, Steps::default()),
    };
    steps.note(PASSWORD.as_str(), result, moment.now);
    if result == StepResult::Chosen {
        let passed = Outcome::Passed.key();
        t.run(records::REPORT_ATTEMPT, &values![organization, id, passed, steps.to_text(), moment.now])?;
    } else {
        t.run(records::NOTE_STEPS, &values![organization, id, steps.to_text()])?;
    }
    Ok(())
}

fn start(changing: Changing<'_>) -> Start {
    Start {
        purpose: Purpose::Change(changing.session),
        account: Some(changing.account),
        user_name: changing.user_name.to_owned(),
        evidence: None,
        application: String::new(),
        continue_to: String::new(),
        // Who is signed in here has been here before.
        familiar: true,
    }
}
