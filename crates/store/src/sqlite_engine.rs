//! SQLite: one writer that commits in groups, and a few readers.

use std::path::Path;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, OpenFlags, ToSql, ffi};

use crate::engine::{self, Driver};
use crate::job::{Job, Kind, Ran};
use crate::queue::Queue;
use crate::sqlite_writer::{OTHERS, Writing};
use crate::{Migration, Row, Statement, StoreError, Transaction, Value, migrations};

const READERS: usize = 2;
/// Pages kept in memory by each connection, in KiB.
const CACHE_KIB: i64 = 2048;

/// The connections and their threads.
pub struct SqliteEngine {
    writer: Arc<Writing>,
    reader: Option<Arc<Queue>>,
    threads: Vec<JoinHandle<()>>,
}

impl SqliteEngine {
    /// Opens the file, which is made if it is missing, or a database in memory, and brings its schema up to date.
    pub fn open(path: Option<&Path>, list: &[Migration]) -> Result<Self, StoreError> {
        let connection = patiently(|| {
            let mut connection = connect(path, false)?;
            migrations::migrate_sqlite(&mut connection, list).map(|()| connection)
        })?;
        let writer =
            Writing::new(connection).map_err(|error| StoreError::from_sqlite("to be opened", error))?;
        let writer = Arc::new(writer);
        let work = Arc::clone(&writer);
        let threads = vec![spawn("store-writer", move || work.work())?];
        let mut engine = Self { writer, reader: None, threads };
        if let Some(path) = path {
            engine.start_readers(path)?;
        }
        Ok(engine)
    }

    fn start_readers(&mut self, path: &Path) -> Result<(), StoreError> {
        let queue = self.reader.insert(Arc::default());
        for _ in 0..READERS {
            let (connection, queue) = (patiently(|| connect(Some(path), true))?, Arc::clone(queue));
            self.threads.push(spawn("store-reader", move || read_each(&connection, &queue))?);
        }
        Ok(())
    }

    /// Puts a writing step into the queue.
    pub fn write(&self, job: Box<dyn Job>) {
        self.writer.give(job);
    }

    /// The same for a caller who may run it, and what else waits, if it is a matter of microseconds.
    pub fn write_here(&self, job: Box<dyn Job>) {
        self.writer.give_or_run(job);
    }

    /// Lets the writer read while it does not wait for the disk. A step that comes in the same moment waits for a few rows.
    pub fn glance(&self, job: Box<dyn Job>) {
        if self.writer.waits_for_disk() { self.read(job) } else { self.write_here(job) }
    }

    /// Puts a reading step into the queue. A database in memory has one connection for both.
    pub fn read(&self, job: Box<dyn Job>) {
        match &self.reader {
            Some(reader) => reader.push(job),
            None => self.write(job),
        }
    }
}

impl Drop for SqliteEngine {
    fn drop(&mut self) {
        // The threads end when their queues are closed and empty. The writer, which is the first, closes last: then SQLite folds
        // the log back into the database, and one file holds everything.
        self.reader.iter().for_each(|reader| reader.close());
        let writer = self.threads.drain(..self.threads.len().min(1)).collect();
        engine::join(&mut self.threads);
        self.writer.close();
        self.threads = writer;
        engine::join(&mut self.threads);
    }
}

pub fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>, StoreError> {
    let thread = thread::Builder::new().name(name.to_owned()).stack_size(1 << 20).spawn(run);
    thread.map_err(|error| StoreError::Gone(Some(Box::new(error))))
}

/// Opens again while another process is in the way. SQLite does not wait by itself for one that turns the log on, or that folds it
/// back because it is the last to close.
fn patiently(open: impl Fn() -> Result<Connection, StoreError>) -> Result<Connection, StoreError> {
    let began = Instant::now();
    loop {
        match open() {
            Err(StoreError::Busy) if began.elapsed() < OTHERS => thread::sleep(Duration::from_millis(5)),
            opened => return opened,
        }
    }
}

fn connect(path: Option<&Path>, read_only: bool) -> Result<Connection, StoreError> {
    let fail = |error| StoreError::from_sqlite("to be opened", error);
    let connection = match path {
        None => Connection::open_in_memory(),
        Some(path) if read_only => Connection::open_with_flags(
            path,
            OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX,
        ),
        Some(path) => Connection::open(path),
    }
    .map_err(fail)?;
    connection.set_prepared_statement_cache_capacity(128);
    connection.busy_timeout(OTHERS).map_err(fail)?;
    // A plan that looks at the values of parameters is made anew at every run: half of what a small step costs.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(fail)?;
    let pragmas = format!(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -{CACHE_KIB};"
    );
    if read_only {
        connection
            .execute_batch(&format!("PRAGMA query_only = ON; PRAGMA cache_size = -{CACHE_KIB};"))
            .map_err(fail)?;
    } else {
        connection.execute_batch(&pragmas).map_err(fail)?;
    }
    Ok(connection)
}

fn read_each(connection: &Connection, queue: &Queue) {
    while let Some(mut job) = queue.next() {
        if job.abandoned() {
            continue;
        }
        // One snapshot for all queries of the step.
        match cached(connection, "BEGIN") {
            Ok(()) => {
                run(connection, job.as_mut());
                drop(cached(connection, "ROLLBACK"));
                job.answer();
            }
            Err(error) => job.fail(error),
        }
    }
}

/// Runs a step in the transaction that is open.
pub fn run(connection: &Connection, job: &mut dyn Job) -> Ran {
    let reads = job.kind() == Kind::Reads;
    job.run(&mut Transaction::new(&mut Handle { connection, reads }))
}

/// Runs a statement that has no parameters, and is read once only.
pub fn cached(connection: &Connection, text: &str) -> Result<(), StoreError> {
    let run = || connection.prepare_cached(text)?.execute([]).map(drop);
    run().map_err(|error| StoreError::from_sqlite(text, error))
}

struct Handle<'a> {
    connection: &'a Connection,
    /// Whether the step only reads: it may be on a connection that writes.
    reads: bool,
}

impl<'a> Handle<'a> {
    fn prepared(&self, text: &str) -> rusqlite::Result<CachedStatement<'a>> {
        let prepared = self.connection.prepare_cached(text)?;
        if self.reads && !prepared.readonly() {
            return Err(rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_READONLY), None));
        }
        Ok(prepared)
    }
}

impl Driver for Handle<'_> {
    fn run(&mut self, statement: Statement, values: &[Value]) -> Result<u64, StoreError> {
        let run = || -> rusqlite::Result<usize> {
            self.prepared(statement.sqlite)?.execute(rusqlite::params_from_iter(values))
        };
        run().map(|rows| rows as u64).map_err(|error| StoreError::from_sqlite(statement.name, error))
    }

    fn rows(&mut self, statement: Statement, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let run = || -> rusqlite::Result<Vec<Row>> {
            let mut prepared = self.prepared(statement.sqlite)?;
            let columns = prepared.column_count();
            let mut rows = prepared.query(rusqlite::params_from_iter(values))?;
            let mut out = Vec::new();
            while let Some(row) = rows.next()? {
                let values =
                    (0..columns).map(|column| row.get_ref(column).map(read)).collect::<Result<_, _>>()?;
                out.push(Row(values));
            }
            Ok(out)
        };
        run().map_err(|error| StoreError::from_sqlite(statement.name, error))
    }

    fn prepare(&mut self, statement: Statement) -> Result<(), StoreError> {
        let prepared = self.prepared(statement.sqlite).map(drop);
        prepared.map_err(|error| StoreError::from_sqlite(statement.name, error))
    }
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Boolean(truth) => ValueRef::Integer(i64::from(*truth)),
            Self::Text(text) => ValueRef::Text(text.as_bytes()),
            Self::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn read(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => Value::Integer(number),
        // No column is of type REAL; a rounded number is refused where it is read.
        ValueRef::Real(_) => Value::Null,
        ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    }
}
