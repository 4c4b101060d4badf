//! PostgreSQL: a few workers, each with a connection of its own and a transaction for each step.
//!
//! Isolation is `READ COMMITTED`: steps decide by single conditional statements (`UPDATE … WHERE`, `ON CONFLICT … WHERE`), which
//! lock the row that they decide about. A deadlock or serialization failure runs the step again.

use std::collections::HashMap;
use std::error::Error;
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Duration;

use postgres::types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked};
use postgres::{Client, Config, NoTls};

use crate::engine::{self, Driver, RUNS};
use crate::job::{Job, Kind, Lasts, Ran};
use crate::queue::Queue;
use crate::sqlite_engine::spawn;
use crate::{Migration, Row, Statement, StoreError, Transaction, Value, migrations};

/// The threads that own the connections.
pub struct PostgresEngine {
    queue: Arc<Queue>,
    threads: Vec<JoinHandle<()>>,
}

impl PostgresEngine {
    /// Connects, brings the schema up to date and starts the workers.
    pub fn open(url: &str, connections: usize, list: &[Migration]) -> Result<Self, StoreError> {
        let mut config: Config =
            url.parse().map_err(|error: postgres::Error| StoreError::Gone(Some(Box::new(error))))?;
        config.connect_timeout(Duration::from_secs(5)).application_name("tweestap");
        let mut first = connect(&config)?;
        migrations::migrate_postgres(&mut first, list)?;
        drop(first);
        let mut engine = Self { queue: Arc::default(), threads: Vec::new() };
        for _ in 0..connections.max(1) {
            let (config, queue) = (config.clone(), Arc::clone(&engine.queue));
            let work = move || Worker { config, client: None }.work(&queue);
            engine.threads.push(spawn("store-worker", work)?);
        }
        Ok(engine)
    }

    /// Puts a step into the queue.
    pub fn send(&self, job: Box<dyn Job>) {
        self.queue.push(job);
    }
}

impl Drop for PostgresEngine {
    fn drop(&mut self) {
        self.queue.close();
        engine::join(&mut self.threads);
    }
}

fn connect(config: &Config) -> Result<Client, StoreError> {
    config.connect(NoTls).map_err(|error| StoreError::Gone(Some(Box::new(error))))
}

struct Worker {
    config: Config,
    client: Option<Connection>,
}

struct Connection {
    client: Client,
    prepared: HashMap<&'static str, postgres::Statement>,
}

impl Worker {
    fn work(mut self, queue: &Queue) {
        while let Some(job) = queue.next() {
            if !job.abandoned() {
                self.carry_out(job);
            }
        }
    }

    fn carry_out(&mut self, mut job: Box<dyn Job>) {
        for run in 1..=RUNS {
            let done = self.connection().and_then(|connection| transact(connection, job.as_mut()));
            match done {
                Ok(Ran::Conflict) if run < RUNS => {}
                // Nothing of it was committed, whatever the step returned.
                Ok(Ran::Conflict) => return job.fail(StoreError::Conflict),
                Ok(_) => return job.answer(),
                // A connection that died before anything was committed is made anew, once.
                Err((StoreError::Gone(_), Stage::Before)) if run == 1 => self.client = None,
                Err((error, _)) => {
                    self.client = None;
                    return job.fail(error);
                }
            }
        }
    }

    fn connection(&mut self) -> Result<&mut Connection, (StoreError, Stage)> {
        if self.client.as_ref().is_none_or(|connection| connection.client.is_closed()) {
            let client = connect(&self.config).map_err(|error| (error, Stage::During))?;
            self.client = Some(Connection { client, prepared: HashMap::new() });
        }
        self.client.as_mut().ok_or((StoreError::Gone(None), Stage::During))
    }
}

/// How far a step had come when its connection failed.
enum Stage {
    /// Nothing of it had run.
    Before,
    /// It may have run.
    During,
}

/// Lets the commit of this transaction not wait for the disk. The server's writer brings it there in less than a second.
const NOT_AT_ONCE: &str = "SET LOCAL synchronous_commit = off";

fn transact(connection: &mut Connection, job: &mut dyn Job) -> Result<Ran, (StoreError, Stage)> {
    let Connection { client, prepared } = connection;
    let gone = |what: &'static str, stage| move |error| (StoreError::from_postgres(what, error), stage);
    let mut transaction = client.transaction().map_err(gone("BEGIN", Stage::Before))?;
    if job.kind() == Kind::Writes(Lasts::Soon) {
        transaction.batch_execute(NOT_AT_ONCE).map_err(gone(NOT_AT_ONCE, Stage::Before))?;
    }
    let mut handle = Handle { transaction: &mut transaction, prepared };
    match job.run(&mut Transaction::new(&mut handle)) {
        Ran::Kept => match transaction.commit() {
            Ok(()) => Ok(Ran::Kept),
            Err(error) => match StoreError::from_postgres("COMMIT", error) {
                StoreError::Conflict => Ok(Ran::Conflict),
                other => Err((other, Stage::During)),
            },
        },
        ran => {
            transaction.rollback().map_err(gone("ROLLBACK", Stage::During))?;
            Ok(ran)
        }
    }
}

struct Handle<'a, 'b> {
    transaction: &'a mut postgres::Transaction<'b>,
    prepared: &'a mut HashMap<&'static str, postgres::Statement>,
}

impl Handle<'_, '_> {
    fn prepared(&mut self, statement: Statement) -> Result<postgres::Statement, StoreError> {
        if let Some(prepared) = self.prepared.get(statement.text) {
            return Ok(prepared.clone());
        }
        let prepared = self.transaction.prepare(statement.text);
        let prepared = prepared.map_err(|error| StoreError::from_postgres(statement.name, error))?;
        self.prepared.insert(statement.text, prepared.clone());
        Ok(prepared)
    }
}

fn parameters(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl Driver for Handle<'_, '_> {
    fn run(&mut self, statement: Statement, values: &[Value]) -> Result<u64, StoreError> {
        let prepared = self.prepared(statement)?;
        let done = self.transaction.execute(&prepared, &parameters(values));
        done.map_err(|error| StoreError::from_postgres(statement.name, error))
    }

    fn rows(&mut self, statement: Statement, values: &[Value]) -> Result<Vec<Row>, StoreError> {
        let prepared = self.prepared(statement)?;
        let rows = self.transaction.query(&prepared, &parameters(values));
        let rows = rows.map_err(|error| StoreError::from_postgres(statement.name, error))?;
        rows.iter().map(|row| read(row, statement)).collect()
    }

    fn prepare(&mut self, statement: Statement) -> Result<(), StoreError> {
        self.prepared(statement).map(drop)
    }
}

fn read(row: &postgres::Row, statement: Statement) -> Result<Row, StoreError> {
    let column = |index: usize| -> Result<Value, postgres::Error> {
        Ok(match *row.columns()[index].type_() {
            Type::INT8 => row.try_get::<_, Option<i64>>(index)?.into(),
            Type::INT4 => row.try_get::<_, Option<i32>>(index)?.map(i64::from).into(),
            Type::BOOL => row.try_get::<_, Option<bool>>(index)?.into(),
            Type::BYTEA => row.try_get::<_, Option<Vec<u8>>>(index)?.into(),
            _ => row.try_get::<_, Option<String>>(index)?.into(),
        })
    };
    let values = (0..row.len()).map(column).collect::<Result<_, _>>();
    values
        .map(Row)
        .map_err(|error| StoreError::Refused { what: statement.name.to_owned(), source: Box::new(error) })
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Integer(number) if *ty == Type::INT4 => i32::try_from(*number)?.to_sql(ty, out),
            Self::Integer(number) => number.to_sql(ty, out),
            Self::Boolean(truth) => truth.to_sql(ty, out),
            Self::Text(text) => text.to_sql(ty, out),
            Self::Bytes(bytes) => bytes.to_sql(ty, out),
        }
    }

    fn accepts(ty: &Type) -> bool {
        [Type::INT8, Type::INT4, Type::BOOL, Type::TEXT, Type::VARCHAR, Type::BYTEA].contains(ty)
    }

    to_sql_checked!();
}
