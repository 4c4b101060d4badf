//! A short queue that several threads take from.

use std::collections::VecDeque;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// What a thread finds in the queue.
pub(super) enum Next<T> {
    /// Work.
    Task(T),
    /// Nothing came for so long.
    Nothing,
    /// Nothing will come any more.
    Closed,
}

struct Waiting<T> {
    tasks: VecDeque<T>,
    closed: bool,
}

/// The queue. Every thread waits by itself, so all of them notice a rest at the same time.
pub(super) struct Queue<T> {
    waiting: Mutex<Waiting<T>>,
    ready: Condvar,
    most: usize,
}

impl<T> Queue<T> {
    /// A queue in which so many tasks may wait.
    pub(super) fn new(most: usize) -> Self {
        let waiting = Waiting { tasks: VecDeque::with_capacity(most.min(1024)), closed: false };
        Self { waiting: Mutex::new(waiting), ready: Condvar::new(), most: most.max(1) }
    }

    fn lock(&self) -> MutexGuard<'_, Waiting<T>> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many tasks wait.
    pub(super) fn len(&self) -> usize {
        self.lock().tasks.len()
    }

    /// Puts a task at the end; gives it back if the queue is full.
    pub(super) fn push(&self, task: T) -> Result<(), T> {
        let mut waiting = self.lock();
        if waiting.tasks.len() >= self.most {
            return Err(task);
        }
        waiting.tasks.push_back(task);
        drop(waiting);
        self.ready.notify_one();
        Ok(())
    }

    /// Waits for the next task, so long at most.
    pub(super) fn next(&self, rest: Duration) -> Next<T> {
        let idle = |waiting: &mut Waiting<T>| waiting.tasks.is_empty() && !waiting.closed;
        let (mut waiting, _) =
            self.ready.wait_timeout_while(self.lock(), rest, idle).unwrap_or_else(PoisonError::into_inner);
        match waiting.tasks.pop_front() {
            Some(task) => Next::Task(task),
            None if waiting.closed => Next::Closed,
            None => Next::Nothing,
        }
    }

    /// Lets the threads end when they have done what waits.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.ready.notify_all();
    }
}
