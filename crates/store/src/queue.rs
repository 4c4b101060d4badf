//! A queue that several threads take from. Who waits holds no lock, so a step wakes the one thread that runs it and no other.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::StoreError;
use crate::engine::QUEUE;
use crate::job::{Job, Kind};

#[derive(Default)]
struct Waiting {
    jobs: VecDeque<Box<dyn Job>>,
    closed: bool,
    called: bool,
    /// Whether who waits to be called sleeps: waking costs, also where there is nobody.
    sleeps: bool,
}

/// The queue.
#[derive(Default)]
pub struct Queue {
    waiting: Mutex<Waiting>,
    came: Condvar,
}

impl Queue {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a step at the end and wakes a thread for it, or tells its caller that too many wait.
    pub fn push(&self, job: Box<dyn Job>) {
        match self.add(job) {
            Ok(()) => self.came.notify_one(),
            Err(job) => job.fail(StoreError::Busy),
        }
    }

    /// Puts a step at the end and wakes nobody. It comes back if too many wait.
    pub fn add(&self, job: Box<dyn Job>) -> Result<(), Box<dyn Job>> {
        let mut waiting = self.lock();
        if waiting.jobs.len() == QUEUE {
            return Err(job);
        }
        waiting.jobs.push_back(job);
        Ok(())
    }

    /// Puts back what was taken last.
    pub fn add_again(&self, job: Box<dyn Job>) {
        self.lock().jobs.push_front(job);
    }

    /// The next step, if one waits and does no more than this.
    pub fn take(&self, at_most: Kind) -> Option<Box<dyn Job>> {
        self.lock().jobs.pop_front_if(|job| job.kind() <= at_most)
    }

    /// Whether no step waits.
    pub fn is_empty(&self) -> bool {
        self.lock().jobs.is_empty()
    }

    /// Wakes the thread that [waits](Self::waits).
    pub fn call(&self) {
        let mut waiting = self.lock();
        waiting.called = true;
        let sleeps = waiting.sleeps;
        drop(waiting);
        if sleeps {
            self.came.notify_one();
        }
    }

    /// Waits for a step, for being called, or for so long; false when the queue is closed and empty.
    pub fn waits(&self, at_most: Duration) -> bool {
        let idle = |waiting: &mut Waiting| waiting.jobs.is_empty() && !waiting.closed && !waiting.called;
        let mut waiting = self.lock();
        waiting.sleeps = true;
        let (mut waiting, _) =
            self.came.wait_timeout_while(waiting, at_most, idle).unwrap_or_else(PoisonError::into_inner);
        waiting.sleeps = false;
        waiting.called = false;
        !(waiting.closed && waiting.jobs.is_empty())
    }

    /// Waits for the next step; none when the queue is closed and empty.
    pub fn next(&self) -> Option<Box<dyn Job>> {
        let idle = |waiting: &mut Waiting| waiting.jobs.is_empty() && !waiting.closed;
        let mut waiting = self.came.wait_while(self.lock(), idle).unwrap_or_else(PoisonError::into_inner);
        waiting.jobs.pop_front()
    }

    /// Lets the threads end when they have done what waits.
    pub fn close(&self) {
        self.lock().closed = true;
        self.came.notify_all();
    }
}
