//! Deleting rows that have ended, a few at a time, so that nobody waits for it.

use world::Timestamp;

use crate::{Statement, Store, StoreError, values};

/// How many rows one transaction deletes.
const BATCH: i64 = 500;

/// A table whose rows end. The statement deletes rows that ended before `$1`, `$2` of them at most.
#[derive(Clone, Copy, Debug)]
pub struct Sweep {
    /// The table, for the log.
    pub table: &'static str,
    /// The statement.
    pub statement: Statement,
}

/// Deletes what has ended before this time, in batches. Returns how many rows went.
pub async fn sweep(store: &Store, list: &[Sweep], before: Timestamp) -> Result<u64, StoreError> {
    let mut swept = 0;
    for sweep in list {
        loop {
            let statement = sweep.statement;
            let deleted = store.write(move |t| t.run(statement, &values![before, BATCH])).await?;
            swept += deleted;
            if deleted < BATCH.unsigned_abs() {
                break;
            }
        }
    }
    Ok(swept)
}

#[cfg(test)]
mod tests;
