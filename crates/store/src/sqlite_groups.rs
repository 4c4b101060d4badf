//! The writer of SQLite: steps that come in time share one durable commit.
//!
//! A savepoint lets one step be undone without the others, but SQLite copies every page that is written inside of one. As a step is
//! seldom undone, a group runs without savepoints. If one of its steps must be undone all the same, the whole group is, and runs
//! again, each step in a savepoint.
//!
//! A commit that lasts costs as much as several steps. So while steps come in quick succession, the first of a group waits a moment for others;
//! one that comes alone does not. Steps that need not last at once wait for nobody: they are committed without waiting for the disk,
//! and last with the next commit that does. Steps that only read come here while nothing waits for the disk.

use std::time::Duration;

use rusqlite::Connection;

use crate::StoreError;
use crate::engine::RUNS;
use crate::job::{Job, Kind, Ran};
use crate::queue::Queue;
use crate::sqlite_engine::{cached, run};

/// Steps that share one commit at most. Measured: larger groups gain nothing and make the first of them wait longer.
pub const GROUP: usize = 256;
/// A group waits for its next step so long at most, and the less, the more shared the last commit: they are back the sooner.
const COMPANY: Duration = Duration::from_millis(4);

/// For how many steps it is worth waiting.
#[derive(Default)]
pub struct Hope(u32);

impl Hope {
    /// Two that came together let it rise; it falls by half with each that came alone.
    pub fn after(&mut self, steps: usize) {
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        self.0 = if steps > 1 { steps.saturating_mul(2) } else { self.0 / 2 };
    }

    /// How long to wait for them.
    pub fn waits(&self) -> Option<Duration> {
        (self.0 > 1).then(|| COMPANY / self.0)
    }
}

/// The steps of one commit.
pub struct Group<'a> {
    connection: &'a Connection,
    /// What its steps do at most.
    kind: Kind,
    steps: Vec<Box<dyn Job>>,
    /// How many steps of it wait for the disk, those included whose callers had gone.
    for_disk: usize,
    begun: bool,
    /// Whether each step runs in a savepoint, as one of them has to be undone.
    savepoints: bool,
}

impl<'a> Group<'a> {
    /// For steps that do so much at most.
    pub fn new(connection: &'a Connection, kind: Kind) -> Self {
        Self { connection, kind, steps: Vec::new(), for_disk: 0, begun: false, savepoints: false }
    }

    /// How many steps ran.
    pub fn steps(&self) -> usize {
        self.steps.len()
    }

    /// How many of its steps wait for the disk.
    pub fn for_disk(&self) -> usize {
        self.for_disk
    }

    /// Runs a step and those that come while it runs and do no more than the first, and commits them together.
    pub fn run(&mut self, first: Box<dyn Job>, queue: &Queue) -> Result<(), StoreError> {
        let mut next = Some(first);
        while let Some(job) = next {
            self.for_disk += usize::from(job.kind().waits_for_disk());
            if !job.abandoned() {
                self.steps.push(job);
                self.run_last()?;
            }
            next = if self.steps.len() < GROUP { queue.take(self.kind) } else { None };
        }
        self.end()
    }

    /// Begins its transaction, unless that is done.
    pub fn begin(&mut self) -> Result<(), StoreError> {
        if !self.begun {
            // Who only reads waits for nobody's lock.
            cached(self.connection, if self.kind == Kind::Reads { "BEGIN" } else { "BEGIN IMMEDIATE" })?;
            self.begun = true;
        }
        Ok(())
    }

    fn end(&self) -> Result<(), StoreError> {
        if self.begun { cached(self.connection, "COMMIT") } else { Ok(()) }
    }

    fn run_last(&mut self) -> Result<(), StoreError> {
        self.begin()?;
        let Some(step) = self.steps.last_mut() else { return Ok(()) };
        if self.savepoints {
            return run_in_savepoint(self.connection, step.as_mut());
        }
        let written = self.connection.total_changes();
        let ran = run(self.connection, step.as_mut());
        // A full disk may already have rolled the whole group back.
        if self.connection.is_autocommit() {
            return Err(StoreError::Full);
        }
        let nothing_to_undo = ran == Ran::Refused && self.connection.total_changes() == written;
        if ran == Ran::Kept || nothing_to_undo { Ok(()) } else { self.run_again() }
    }

    /// Undoes everything, and runs it again so that one step can be undone by itself.
    fn run_again(&mut self) -> Result<(), StoreError> {
        self.savepoints = true;
        cached(self.connection, "ROLLBACK")?;
        self.begun = false;
        self.begin()?;
        self.steps.iter_mut().try_for_each(|step| run_in_savepoint(self.connection, step.as_mut()))
    }

    /// Tells every caller what came of it.
    pub fn answer(self, done: Result<(), StoreError>) {
        let Err(error) = done else { return self.steps.into_iter().for_each(Job::answer) };
        tracing::error!(error = %error, steps = self.steps.len(), "a group of steps could not be committed");
        if !self.connection.is_autocommit() {
            drop(cached(self.connection, "ROLLBACK"));
        }
        for step in self.steps {
            step.fail(again(&error));
        }
    }
}

/// The error of the group, for each of its callers.
fn again(error: &StoreError) -> StoreError {
    match error {
        StoreError::Full => StoreError::Full,
        StoreError::Busy => StoreError::Busy,
        other => StoreError::Gone(Some(other.to_string().into())),
    }
}

fn run_in_savepoint(connection: &Connection, step: &mut dyn Job) -> Result<(), StoreError> {
    for _ in 0..RUNS {
        cached(connection, "SAVEPOINT step")?;
        match run(connection, step) {
            Ran::Kept => return cached(connection, "RELEASE step"),
            ran => {
                // A full disk may already have rolled the whole group back.
                if connection.is_autocommit() {
                    return Err(StoreError::Full);
                }
                cached(connection, "ROLLBACK TO step")?;
                cached(connection, "RELEASE step")?;
                if ran == Ran::Refused {
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waits(groups: &[usize]) -> Option<Duration> {
        let mut hope = Hope::default();
        groups.iter().for_each(|steps| hope.after(*steps));
        hope.waits()
    }

    #[test]
    fn a_step_that_comes_alone_waits_for_nobody() {
        assert_eq!(waits(&[]), None);
        assert_eq!(waits(&[1, 0, 1, 1, 1]), None);
    }

    #[test]
    fn after_company_a_step_waits_and_the_less_the_more_came() {
        assert_eq!(waits(&[2]), Some(COMPANY / 4));
        assert_eq!(waits(&[64]), Some(COMPANY / 128));
        assert!(waits(&[2, 1]) > waits(&[2]));
    }

    #[test]
    fn hope_is_given_up() {
        for first in [2, 3, 64, GROUP, usize::MAX] {
            let alone: Vec<_> = std::iter::once(first).chain([1; 33]).collect();
            assert_eq!(waits(&alone), None);
        }
    }
}
