//! A queue that several threads take from. Who waits holds no lock, so a step wakes the one thread that runs it and no other.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::StoreError;
use crate::engine::QUEUE;
use crate::job::Job;

#[derive(Default)]
struct Waiting {
    jobs: VecDeque<Box<dyn Job>>,
    closed: bool,
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

    /// Puts a step at the end, or tells its caller that too many wait.
    pub fn push(&self, job: Box<dyn Job>) {
        let mut waiting = self.lock();
        if waiting.jobs.len() == QUEUE {
            drop(waiting);
            return job.fail(StoreError::Busy);
        }
        waiting.jobs.push_back(job);
        drop(waiting);
        self.came.notify_one();
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
