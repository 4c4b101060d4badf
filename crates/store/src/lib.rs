//! Transactions on SQLite or PostgreSQL, from one text for each query.
//!
//! A *step* is a plain function on a [`Transaction`]. The store runs it as a whole, on a thread of its own or, where it waits for
//! nothing, on its caller's, so no connection is ever held across an `.await`, and a caller who goes away leaves nothing half done:
//!
//! ```text
//!  store.write(step).await ─▶ queue ─▶ SQLite: one writer, groups of up to 256 steps, one commit
//!                                  └─▶ PostgreSQL: a few workers, a transaction each, run again after a conflict
//! ```
//!
//! A step may run more than once, so it draws time and chance from its arguments and sends nothing: what must be sent is a row, and a
//! step [tells](Transaction::tells) that it is there.
//! A step that returns an error is rolled back; what must be kept although it is a refusal is returned as `Ok`.

mod engine;
mod error;
mod job;
mod migrations;
mod postgres_engine;
mod queue;
mod signals;
mod sqlite_engine;
mod sqlite_groups;
mod sqlite_statistics;
mod sqlite_writer;
mod statement;
mod store;
pub mod sweep;
#[cfg(feature = "testing")]
pub mod testing;
mod transaction;
mod value;

pub use engine::QUEUE;
pub use error::StoreError;
pub use job::Lasts;
pub use migrations::{MIGRATIONS, Migration};
pub use signals::Signal;
pub use sqlite_groups::GROUP;
pub use statement::{Statement, numbered};
pub use store::{Database, Store};
pub use sweep::Sweep;
pub use transaction::Transaction;
pub use value::{FromValue, Row, Value};
