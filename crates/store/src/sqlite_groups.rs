//! The writer of SQLite: steps that come in time share one durable commit.
//!
//! A savepoint lets one step be undone without the others, but SQLite copies every page that is written inside of one. As a step is
//! seldom undone, a group runs without savepoints. If one of its steps must be undone all the same, the whole group is, and runs
//! again, each step in a savepoint.
//!
//! A commit that lasts costs as much as several steps. So while steps come in quick succession, the first of a group waits a moment for others;
//! one that comes alone does not. Steps that need not last at once wait for nobody: they are committed without waiting for the disk,
//! and last with the next commit that does. Steps that only read come here while nothing waits for the disk.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::StoreError;
use crate::engine::RUNS;
use crate::job::{Job, Kind, Lasts, Ran};
use crate::sqlite_engine::{cached, run};

/// Steps that share one commit at most. Measured: larger groups gain nothing and make the first of them wait longer.
pub const GROUP: usize = 256;
/// A group waits for its next step so long at most, and the less, the more shared the last commit: they are back the sooner.
const COMPANY: Duration = Duration::from_millis(4);
/// After so long without a writing step the log is folded back into the database.
const QUIET: Duration = Duration::from_secs(1);
/// When there is nothing to fold.
const NEVER: Duration = Duration::from_secs(3600);

/// Commits what comes through the queue until it is closed. `left` counts down what waited for the disk and is answered.
pub fn write_groups(connection: &Connection, jobs: &Receiver<Box<dyn Job>>, left: &AtomicUsize) {
    let (mut folds_at, mut over) = (Some(Instant::now() + QUIET), None);
    let mut writer = Writer { connection, jobs, left, waits: Lasts::AtOnce, hope: Hope(0) };
    loop {
        // After a quiet second the log is folded back into the database, outside of anybody's step. What was to last soon lasts then.
        let patience = folds_at.map_or(NEVER, |at: Instant| at.saturating_duration_since(Instant::now()));
        match over.take().map_or_else(|| jobs.recv_timeout(patience), Ok) {
            Ok(first) => {
                let only_reads = first.kind() == Kind::Reads;
                over = writer.write_group(first);
                if !only_reads {
                    folds_at = Some(Instant::now() + QUIET);
                }
            }
            Err(RecvTimeoutError::Timeout) => {
                drop(connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())));
                folds_at = None;
            }
            Err(RecvTimeoutError::Disconnected) => return,
        }
    }
}

struct Writer<'a> {
    connection: &'a Connection,
    jobs: &'a Receiver<Box<dyn Job>>,
    left: &'a AtomicUsize,
    /// Which commits wait for the disk: all, or none.
    waits: Lasts,
    hope: Hope,
}

impl Writer<'_> {
    /// Commits a step and those that come in time; the one that came and belongs to the next group.
    fn write_group(&mut self, first: Box<dyn Job>) -> Option<Box<dyn Job>> {
        let kind = first.kind();
        if let Err(error) = self.commits(kind) {
            self.left.fetch_sub(usize::from(kind.waits_for_disk()), Ordering::Relaxed);
            first.fail(error);
            return None;
        }
        let lasts = kind.waits_for_disk();
        if lasts && let Some(moment) = self.hope.waits() {
            thread::sleep(moment);
        }
        let Self { connection, jobs, .. } = *self;
        let mut group =
            Group { connection, kind, steps: Vec::new(), for_disk: 0, begun: false, savepoints: false };
        let (done, over) = group.run(first, jobs);
        if lasts {
            self.hope.after(group.steps.len());
        }
        // Before anybody is told, so that whoever comes next finds the writer free.
        self.left.fetch_sub(group.for_disk, Ordering::Relaxed);
        group.answer(done);
        over
    }

    /// Lets commits wait for the disk, or not, from the next transaction on.
    fn commits(&mut self, kind: Kind) -> Result<(), StoreError> {
        let Kind::Writes(lasts) = kind else { return Ok(()) };
        if self.waits != lasts {
            let text = match lasts {
                Lasts::AtOnce => "PRAGMA synchronous = FULL",
                Lasts::Soon => "PRAGMA synchronous = NORMAL",
            };
            let done = self.connection.execute_batch(text);
            done.map_err(|error| StoreError::from_sqlite(text, error))?;
            self.waits = lasts;
        }
        Ok(())
    }
}

/// For how many steps it is worth waiting.
struct Hope(u32);

impl Hope {
    /// Two that came together let it rise; it falls by half with each that came alone.
    fn after(&mut self, steps: usize) {
        let steps = u32::try_from(steps).unwrap_or(u32::MAX);
        self.0 = if steps > 1 { steps.saturating_mul(2) } else { self.0 / 2 };
    }

    /// How long to wait for them.
    fn waits(&self) -> Option<Duration> {
        (self.0 > 1).then(|| COMPANY / self.0)
    }
}

/// The steps of one commit.
struct Group<'a> {
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

impl Group<'_> {
    /// Runs a step and those that come while it runs, and commits them together. One that does more than the first is left over.
    fn run(
        &mut self,
        first: Box<dyn Job>,
        jobs: &Receiver<Box<dyn Job>>,
    ) -> (Result<(), StoreError>, Option<Box<dyn Job>>) {
        let mut next = Some(first);
        while let Some(job) = next {
            if job.kind() > self.kind {
                return (self.end(), Some(job));
            }
            self.for_disk += usize::from(job.kind().waits_for_disk());
            if !job.abandoned() {
                self.steps.push(job);
                if let Err(error) = self.run_last() {
                    return (Err(error), None);
                }
            }
            next = if self.steps.len() < GROUP { jobs.try_recv().ok() } else { None };
        }
        (self.end(), None)
    }

    fn begin(&self) -> Result<(), StoreError> {
        // Who only reads waits for nobody's lock.
        cached(self.connection, if self.kind == Kind::Reads { "BEGIN" } else { "BEGIN IMMEDIATE" })
    }

    fn end(&self) -> Result<(), StoreError> {
        if self.begun { cached(self.connection, "COMMIT") } else { Ok(()) }
    }

    fn run_last(&mut self) -> Result<(), StoreError> {
        if !self.begun {
            self.begin()?;
            self.begun = true;
        }
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
        self.begin()?;
        self.steps.iter_mut().try_for_each(|step| run_in_savepoint(self.connection, step.as_mut()))
    }

    /// Tells every caller what came of it.
    fn answer(self, done: Result<(), StoreError>) {
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
        let mut hope = Hope(0);
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
