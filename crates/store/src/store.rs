//! The store: where steps are given and their results come back.

use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::oneshot;

use crate::job::{self, Kind, Lasts};
use crate::postgres_engine::PostgresEngine;
use crate::signals::{Signal, Signals};
use crate::sqlite_engine::SqliteEngine;
use crate::{MIGRATIONS, Migration, Statement, StoreError, Transaction};

/// Which database to open.
#[derive(Clone, Debug)]
pub enum Database {
    /// A file, made if it is missing.
    Sqlite {
        /// Where it is; `-wal` and `-shm` files appear beside it.
        path: PathBuf,
    },
    /// In memory, for tests; gone when the store is dropped.
    SqliteInMemory,
    /// A PostgreSQL server, version 15 or later.
    Postgres {
        /// `postgres://user:password@host/database`; a Unix socket or a private network, as TLS is not spoken here.
        url: String,
        /// How many connections, 1 or more.
        connections: usize,
    },
}

enum Engine {
    Sqlite(SqliteEngine),
    Postgres(PostgresEngine),
}

/// The open database. Cloning it gives another handle; dropping the last one ends the steps that wait and closes it.
#[derive(Clone)]
pub struct Store {
    engine: Arc<Engine>,
    signals: Arc<Signals>,
}

impl Store {
    /// Opens a database and brings its schema up to date.
    ///
    /// # Errors
    /// [`StoreError::Gone`] if it cannot be reached, [`StoreError::Newer`] if a newer version wrote it.
    pub fn open(database: &Database) -> Result<Self, StoreError> {
        Self::open_with(database, MIGRATIONS)
    }

    /// Opens a database with another schema than Tweestap's.
    pub fn open_with(database: &Database, list: &[Migration]) -> Result<Self, StoreError> {
        let engine = match database {
            Database::Sqlite { path } => Engine::Sqlite(SqliteEngine::open(Some(path), list)?),
            Database::SqliteInMemory => Engine::Sqlite(SqliteEngine::open(None, list)?),
            Database::Postgres { url, connections } => {
                Engine::Postgres(PostgresEngine::open(url, *connections, list)?)
            }
        };
        Ok(Self { engine: Arc::new(engine), signals: Arc::default() })
    }

    /// Hears of steps of this process that tell of a topic ([`Transaction::tells`]), from now on. Other processes on the same database are
    /// not heard: whoever waits looks by itself now and then.
    pub fn hear(&self, topic: &'static str) -> Signal {
        self.signals.hear(topic)
    }

    fn give<F, T, E>(&self, kind: Kind, step: F) -> oneshot::Receiver<Result<T, E>>
    where
        F: FnMut(&mut Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = job::wrap(kind, &self.signals, step);
        match (&*self.engine, kind) {
            (Engine::Sqlite(engine), Kind::Reads) => engine.read(job),
            (Engine::Sqlite(engine), Kind::Writes(_)) => engine.write(job),
            (Engine::Postgres(engine), _) => engine.send(job),
        }
        answer
    }

    /// Runs a step that may write, and commits it durably before it returns.
    pub async fn write<F, T, E>(&self, step: F) -> Result<T, E>
    where
        F: FnMut(&mut Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.write_lasting(Lasts::AtOnce, step).await
    }

    /// Runs a step that may write, in one transaction, and returns before it lasts: whoever comes later sees it, and the end of this
    /// process does not undo it, but a loss of power or the death of a PostgreSQL server may, until the next [`Store::write`] has
    /// returned or the store has rested for a second. It is for what nobody relies on until then: what a person would only have to
    /// type again. With SQLite the step may run on the thread that calls, so it is for steps of a few rows.
    pub async fn write_soon<F, T, E>(&self, step: F) -> Result<T, E>
    where
        F: FnMut(&mut Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.write_lasting(Lasts::Soon, step).await
    }

    /// [`Store::write`] or [`Store::write_soon`].
    pub async fn write_lasting<F, T, E>(&self, lasts: Lasts, step: F) -> Result<T, E>
    where
        F: FnMut(&mut Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = job::wrap(Kind::Writes(lasts), &self.signals, step);
        match &*self.engine {
            Engine::Sqlite(engine) => engine.write_here(job),
            Engine::Postgres(engine) => engine.send(job),
        }
        answer.await.unwrap_or_else(|_| Err(StoreError::Gone(None).into()))
    }

    /// Runs a step that only reads, on one snapshot.
    pub async fn read<F, T, E>(&self, step: F) -> Result<T, E>
    where
        F: FnMut(&mut Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.give(Kind::Reads, step).await.unwrap_or_else(|_| Err(StoreError::Gone(None).into()))
    }

    /// [`Store::read`] for a few rows that every page asks for. With SQLite they are read on the connection that writes while nothing
    /// waits for the disk: it has in memory what a reader fetches anew after every change.
    pub async fn glance<F, T, E>(&self, step: F) -> Result<T, E>
    where
        F: FnMut(&mut Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = job::wrap(Kind::Reads, &self.signals, step);
        match &*self.engine {
            Engine::Sqlite(engine) => engine.glance(job),
            Engine::Postgres(engine) => engine.send(job),
        }
        answer.await.unwrap_or_else(|_| Err(StoreError::Gone(None).into()))
    }

    /// [`Store::write`] for commands and tests, outside of an async runtime.
    pub fn write_now<F, T, E>(&self, step: F) -> Result<T, E>
    where
        F: FnMut(&mut Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.give(Kind::Writes(Lasts::AtOnce), step)
            .blocking_recv()
            .unwrap_or_else(|_| Err(StoreError::Gone(None).into()))
    }

    /// [`Store::read`] for commands and tests, outside of an async runtime.
    pub fn read_now<F, T, E>(&self, step: F) -> Result<T, E>
    where
        F: FnMut(&mut Transaction<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        self.give(Kind::Reads, step).blocking_recv().unwrap_or_else(|_| Err(StoreError::Gone(None).into()))
    }

    /// Lets the engine read every statement without running it, and returns what is wrong with them.
    pub fn check_statements(&self, lists: &[&[Statement]]) -> Vec<String> {
        let check = |statement: &Statement| {
            let statement = *statement;
            let trap =
                statement.trap().map(|trap| format!("{}: {trap} is not for both engines", statement.name));
            let read = self.write_now(move |t| t.prepare(statement));
            trap.or_else(|| read.err().map(|error| format!("{}: {}", statement.name, chain(&error))))
        };
        lists.iter().flat_map(|list| list.iter()).filter_map(check).collect()
    }
}

fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut next = error.source();
    while let Some(error) = next {
        text = format!("{text}: {error}");
        next = error.source();
    }
    text
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match &*self.engine {
            Engine::Sqlite(_) => "Store(SQLite)",
            Engine::Postgres(_) => "Store(PostgreSQL)",
        })
    }
}

#[cfg(test)]
mod tests;
