//! What the two engines have in common.

use std::thread::{self, JoinHandle};

use crate::{Row, Statement, StoreError, Value};

/// A connection inside a transaction.
pub trait Driver {
    /// Runs a statement; how many rows it changed.
    fn run(&mut self, statement: Statement, values: &[Value]) -> Result<u64, StoreError>;
    /// All rows of a query.
    fn rows(&mut self, statement: Statement, values: &[Value]) -> Result<Vec<Row>, StoreError>;
    /// Lets the engine read a statement without running it.
    fn prepare(&mut self, statement: Statement) -> Result<(), StoreError>;
}

/// How many steps may wait for a connection before callers are told that the store is busy.
pub const QUEUE: usize = 4096;

/// How often a step is run before a conflict is given up.
pub const RUNS: usize = 10;

/// Waits for the threads of an engine to end, but not for itself: a step may hold the last handle of its own store.
pub fn join(threads: &mut Vec<JoinHandle<()>>) {
    let this = thread::current().id();
    for thread in threads.drain(..).filter(|thread| thread.thread().id() != this) {
        drop(thread.join());
    }
}
