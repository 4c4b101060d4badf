//! What the database says after all of it.

use accounts::{AccountsError, organizations, sessions};
use anyhow::Result;
use store::Store;
use verification::attempts;
use verification::steps::{Outcome, StepResult};
use world::World;

use super::town::Town;
use crate::people::Home;

/// The latest attempts of one account that are looked at; nobody has so many.
const ATTEMPTS: i64 = 1000;

/// What was found.
#[derive(Clone, Copy, Default)]
pub struct Found {
    /// Sessions.
    pub sessions: usize,
    /// Sessions beyond the sign-ins whose record tells of both steps.
    pub without_proofs: usize,
    /// Browsers that were remembered, each of which a mail tells.
    pub remembered: usize,
    /// Mails about them that did not come.
    pub mails_lost: usize,
    /// Mails of what never was.
    pub mails_of_nothing: usize,
}

impl Found {
    /// Looks after everybody.
    pub fn of(town: &Town, home: &Home) -> Result<Self> {
        let store = Store::open(&home.database)?;
        let (accounts, asked) = (town.accounts.clone(), town.by.name());
        let now = World::system().now();
        let each = store.read_now(move |t| {
            let Some((organization, _)) = organizations::list(t)?.into_iter().next() else {
                return Ok(Vec::new());
            };
            let mut each = Vec::with_capacity(accounts.len());
            for account in &accounts {
                let whose = (organization.id, *account);
                let open = sessions::list(t, whose, now)?.len();
                let (mut proved, mut remembered) = (0, 0);
                for past in attempts::recent(t, whose, now, ATTEMPTS)? {
                    let did = |method| {
                        past.steps
                            .iter()
                            .any(|step| step.method == method && step.result == StepResult::Right)
                    };
                    remembered += usize::from(did(asked));
                    proved += usize::from(past.outcome == Outcome::Passed && did("password") && did(asked));
                }
                each.push((open, proved, remembered));
            }
            Ok::<_, AccountsError>(each)
        })?;
        let mut found = Self::default();
        for (n, (open, proved, remembered)) in each.into_iter().enumerate() {
            let mails = town.mails.have(n);
            found.sessions += open;
            found.without_proofs += open.saturating_sub(proved);
            found.remembered += remembered;
            found.mails_lost += remembered.saturating_sub(mails);
            found.mails_of_nothing += mails.saturating_sub(remembered);
        }
        Ok(found)
    }
}
