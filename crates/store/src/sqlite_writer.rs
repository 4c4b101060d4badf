//! The one connection of SQLite that writes, and who runs the steps that wait for it.
//!
//! There is a thread for it, which takes every step that waits for the disk. A step that does not, and finds the connection free, is
//! run by its own caller: to be woken costs a thread more than most of these steps do, and wakes its caller a second time.
//! Whoever has the connection runs what has come meanwhile, and looks whether more came before leaving, so that no step is forgotten.

use std::sync::atomic::{AtomicI32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use rusqlite::hooks::Wal;

use crate::StoreError;
use crate::job::{Job, Kind, Lasts};
use crate::queue::Queue;
use crate::sqlite_groups::{Group, Hope};

/// Pages in the log before they are folded back into the database in the midst of steps: a page that changes again and again is
/// then folded back once. The log takes 16 MiB.
const LOG_PAGES: i32 = 4000;
/// After so long without a writing step the log is folded back into the database.
const QUIET: Duration = Duration::from_secs(1);
/// When there is nothing to fold.
const NEVER: Duration = Duration::from_secs(3600);
/// How long another process is waited for. A command beside the server holds the write lock for one commit only.
pub const OTHERS: Duration = Duration::from_secs(5);

/// What all commits that do not wait for the disk do at most.
const SOON: Kind = Kind::Writes(Lasts::Soon);
const AT_ONCE: Kind = Kind::Writes(Lasts::AtOnce);

/// Who runs a group.
#[derive(Clone, Copy, PartialEq, Eq)]
enum By {
    /// The thread that is there for it, and may wait for the disk and for other processes.
    Thread,
    /// One that also has other things to do.
    Caller,
}

/// Where steps wait for the connection that writes.
pub struct Writing {
    queue: Queue,
    /// Steps that wait for the disk and that nobody has answered yet.
    for_disk: AtomicUsize,
    writer: Mutex<Writer>,
}

impl Writing {
    /// For this connection.
    pub fn new(mut connection: Connection) -> rusqlite::Result<Self> {
        let log_pages = Arc::new(AtomicI32::new(0));
        let count = Arc::clone(&log_pages);
        // In the place of SQLite's own, which folds inside of whichever commit reaches the limit.
        connection.wal_hook(Some(move |_: &mut Wal, pages| {
            count.store(pages, Ordering::Relaxed);
            Ok(())
        }))?;
        let writer = Writer {
            connection,
            log_pages,
            wrote_at: Some(Instant::now()),
            waits: Lasts::AtOnce,
            patience: OTHERS,
            hope: Hope::default(),
        };
        Ok(Self { queue: Queue::default(), for_disk: AtomicUsize::new(0), writer: Mutex::new(writer) })
    }

    /// Whether a step waits for the disk.
    pub fn waits_for_disk(&self) -> bool {
        self.for_disk.load(Ordering::Relaxed) > 0
    }

    /// Gives a step to the thread.
    pub fn give(&self, job: Box<dyn Job>) {
        if self.add(job) {
            self.queue.call();
        }
    }

    /// Runs a step here, unless it waits for the disk or another thread has the connection.
    pub fn give_or_run(&self, job: Box<dyn Job>) {
        if job.kind() > SOON {
            self.give(job);
        } else if self.add(job) {
            self.run_here();
        }
    }

    fn add(&self, job: Box<dyn Job>) -> bool {
        // Counted before it is there, so that nobody counts below nothing.
        let counts = usize::from(job.kind().waits_for_disk());
        self.for_disk.fetch_add(counts, Ordering::Relaxed);
        let Err(job) = self.queue.add(job) else { return true };
        self.for_disk.fetch_sub(counts, Ordering::Relaxed);
        job.fail(StoreError::Busy);
        false
    }

    fn run_here(&self) {
        let mut writer = match self.writer.try_lock() {
            Ok(writer) => writer,
            Err(TryLockError::Poisoned(error)) => error.into_inner(),
            // Whoever has it looks into the queue after giving it back.
            Err(TryLockError::WouldBlock) => return,
        };
        let rested = writer.wrote_at.is_none();
        if let Some(first) = self.queue.take(SOON) {
            self.run_group(&mut writer, first, By::Caller);
        }
        let is_told = rested && writer.wrote_at.is_some() || writer.must_fold();
        drop(writer);
        if is_told || !self.queue.is_empty() {
            self.queue.call();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Writer> {
        self.writer.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The work of the thread, until the queue is closed and empty.
    pub fn work(&self) {
        let mut patience = QUIET;
        while self.queue.waits(patience) {
            let mut writer = self.lock();
            while let Some(first) = self.queue.take(AT_ONCE) {
                self.run_group(&mut writer, first, By::Thread);
                if writer.must_fold() {
                    writer.fold();
                }
            }
            patience = writer.fold();
        }
    }

    /// Lets the thread end when it has done what waits.
    pub fn close(&self) {
        self.queue.close();
    }

    /// Commits a step and those that come in time.
    fn run_group(&self, writer: &mut Writer, first: Box<dyn Job>, by: By) {
        let kind = first.kind();
        if let Err(error) = writer.commits(kind, by) {
            self.for_disk.fetch_sub(usize::from(kind.waits_for_disk()), Ordering::Relaxed);
            return first.fail(error);
        }
        let lasts = kind.waits_for_disk();
        if lasts && let Some(moment) = writer.hope.waits() {
            thread::sleep(moment);
        }
        let mut group = Group::new(&writer.connection, kind);
        // Another process may have the lock: the thread waits for it.
        if by == By::Caller && matches!(group.begin(), Err(StoreError::Busy)) {
            return self.queue.add_again(first);
        }
        let done = group.run(first, &self.queue);
        if lasts {
            writer.hope.after(group.steps());
        }
        if kind > Kind::Reads {
            writer.wrote_at = Some(Instant::now());
        }
        // Before anybody is told, so that whoever comes next finds the writer free.
        self.for_disk.fetch_sub(group.for_disk(), Ordering::Relaxed);
        group.answer(done);
    }
}

/// The connection, and how its commits go.
struct Writer {
    connection: Connection,
    /// Pages in the log after the last commit.
    log_pages: Arc<AtomicI32>,
    /// When something was last written that is not folded back yet.
    wrote_at: Option<Instant>,
    /// Which commits wait for the disk: all, or none.
    waits: Lasts,
    /// How long another process is waited for.
    patience: Duration,
    hope: Hope,
}

impl Writer {
    /// Lets commits wait for the disk and for other processes, or not, from the next transaction on.
    fn commits(&mut self, kind: Kind, by: By) -> Result<(), StoreError> {
        let patience = if by == By::Thread { OTHERS } else { Duration::ZERO };
        if self.patience != patience {
            let done = self.connection.busy_timeout(patience);
            done.map_err(|error| StoreError::from_sqlite("to wait for others", error))?;
            self.patience = patience;
        }
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

    fn must_fold(&self) -> bool {
        self.log_pages.load(Ordering::Relaxed) >= LOG_PAGES
    }

    /// Folds the log back into the database when it is long, and after a quiet second, outside of anybody's step. What was to last soon
    /// lasts then. Returns after how long there may be something to fold.
    fn fold(&mut self) -> Duration {
        let Some(at) = self.wrote_at else { return NEVER };
        let left = QUIET.saturating_sub(at.elapsed());
        if left > Duration::ZERO && !self.must_fold() {
            return left;
        }
        drop(self.connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(())));
        self.log_pages.store(0, Ordering::Relaxed);
        if left > Duration::ZERO {
            return left;
        }
        self.wrote_at = None;
        NEVER
    }
}
