//! Small durable transactions: through the store, and the same statements run directly.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use store::{Database, Migration, Store, StoreError, values};

use crate::Effort;
use crate::machine;
use crate::table::Table;
use crate::workplace::Workplace;

/// Callers at the same time.
const WRITERS: i64 = 64;
/// As many as the store puts into one commit.
const GROUP: i64 = 256;

const SCHEMA: &[Migration] = &[Migration {
    name: "load",
    text: "CREATE TABLE people (
  person BIGINT NOT NULL,
  name TEXT NOT NULL,
  counter BIGINT NOT NULL,
  PRIMARY KEY (person)
);
CREATE TABLE events (
  event BIGINT NOT NULL,
  person BIGINT NOT NULL,
  what BYTEA NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (event)
);
CREATE INDEX events_by_person ON events (person, at);
",
}];

const PEOPLE: i64 = 10_000;

store::statements! {
    ADD_PERSON = "INSERT INTO people (person, name, counter) VALUES ($1, $2, 0)";
    FIND_PERSON = "SELECT name, counter FROM people WHERE person = $1";
    COUNT = "UPDATE people SET counter = counter + 1 WHERE person = $1";
    ADD_EVENT = "INSERT INTO events (event, person, what, at) VALUES ($1, $2, $3, $4)";
    LAST_EVENTS = "SELECT event, at FROM events WHERE person = $1 ORDER BY at DESC LIMIT 5";
    EVENTS = "SELECT count(*) FROM events";
}

/// What the transactions of one way took.
struct Taken {
    cpu_each: Duration,
    a_second: f64,
}

impl Taken {
    fn of(count: i64, cpu: Duration, wall: Duration) -> Result<Self> {
        let count = u32::try_from(count)?;
        Ok(Self { cpu_each: cpu / count, a_second: f64::from(count) / wall.as_secs_f64() })
    }

    fn say(&self, what: &str) -> String {
        format!("{what}: {:.1} µs of CPU, {:.0} a second", self.cpu_each.as_secs_f64() * 1e6, self.a_second)
    }
}

fn person(n: i64) -> i64 {
    // Spread over the table, the same for every way.
    n.wrapping_mul(7919).rem_euclid(PEOPLE)
}

fn through_the_store(path: &Path, count: i64) -> Result<Taken> {
    let store = Store::open_with(&Database::Sqlite { path: path.to_owned() }, SCHEMA)?;
    store.write_now(|t| {
        for n in 0..PEOPLE {
            t.run(ADD_PERSON, &values![n, format!("person {n}")])?;
        }
        Ok::<_, StoreError>(())
    })?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build()?;
    let next = Arc::new(AtomicI64::new(0));
    let (cpu, began) = (machine::cpu_time("self")?, Instant::now());
    runtime.block_on(async {
        let mut writers = tokio::task::JoinSet::new();
        for _ in 0..WRITERS {
            let (store, next) = (store.clone(), Arc::clone(&next));
            writers.spawn(async move {
                loop {
                    let n = next.fetch_add(1, Ordering::Relaxed);
                    if n >= count {
                        return Ok::<_, StoreError>(());
                    }
                    store.write(move |t| small(t, n)).await?;
                }
            });
        }
        writers.join_all().await.into_iter().collect::<Result<(), _>>()
    })?;
    let taken =
        Taken::of(count, machine::cpu_time("self")?.checked_sub(cpu).unwrap_or_default(), began.elapsed())?;
    let written: i64 = store.read_now(|t| t.one(EVENTS, &[])?.get(0))?;
    ensure!(written == count, "{written} of {count} transactions are there");
    Ok(taken)
}

fn small(t: &mut store::Transaction<'_>, n: i64) -> Result<(), StoreError> {
    let person = person(n);
    t.one(FIND_PERSON, &values![person])?;
    t.run(COUNT, &values![person])?;
    t.run(ADD_EVENT, &values![n, person, [7_u8; 100].as_slice(), n])?;
    t.all(LAST_EVENTS, &values![person])?;
    Ok(())
}

fn directly(path: &Path, count: i64, group: i64) -> Result<Taken> {
    drop(Store::open_with(&Database::Sqlite { path: path.to_owned() }, SCHEMA)?);
    let connection = Connection::open(path)?;
    // The same settings as the store's.
    connection.set_prepared_statement_cache_capacity(128);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch(
        "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -2048;
         PRAGMA wal_autocheckpoint = 4000; BEGIN",
    )?;
    for n in 0..PEOPLE {
        connection.prepare_cached(ADD_PERSON.sqlite)?.execute((n, format!("person {n}")))?;
    }
    connection.execute_batch("COMMIT")?;
    let (cpu, began) = (machine::cpu_time("self")?, Instant::now());
    for first in (0..count).step_by(usize::try_from(group)?) {
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        for n in first..count.min(first + group) {
            small_directly(&connection, n)?;
        }
        connection.prepare_cached("COMMIT")?.execute([])?;
    }
    Taken::of(count, machine::cpu_time("self")?.checked_sub(cpu).unwrap_or_default(), began.elapsed())
}

fn small_directly(connection: &Connection, n: i64) -> rusqlite::Result<()> {
    let person = person(n);
    connection
        .prepare_cached(FIND_PERSON.sqlite)?
        .query_row([person], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?)))?;
    connection.prepare_cached(COUNT.sqlite)?.execute([person])?;
    connection.prepare_cached(ADD_EVENT.sqlite)?.execute((n, person, [7_u8; 100].as_slice(), n))?;
    let mut last = connection.prepare_cached(LAST_EVENTS.sqlite)?;
    let rows = last.query_map([person], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?;
    rows.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(())
}

/// The table.
pub fn measure(workplace: &Workplace, effort: Effort) -> Result<Table> {
    let count = i64::try_from(effort.of(40_000))?;
    let folder = workplace.folder("store")?;
    let before = directly(&folder.join("before.db"), count, GROUP)?;
    let store = through_the_store(&folder.join("store.db"), count)?;
    let after = directly(&folder.join("after.db"), count, GROUP)?;
    let callers = directly(&folder.join("callers.db"), count, WRITERS)?;
    let single = directly(&folder.join("single.db"), count / 10, 1)?;
    let grouped = Taken {
        cpu_each: (before.cpu_each + after.cpu_each) / 2,
        a_second: f64::midpoint(before.a_second, after.a_second),
    };
    let mut table = Table::new(
        "Small durable transactions on SQLite",
        format!(
            "{count} transactions of four statements (find, count up, add, list), {WRITERS} callers at a time, WAL and \
             synchronous=FULL. Directly: the same statements through rusqlite with the same settings on one thread, half before and half after."
        ),
    );
    table.row(
        store.say("through the store"),
        grouped.say(&format!("directly, {GROUP} to a commit")),
        Some(store.cpu_each.as_secs_f64() / grouped.cpu_each.as_secs_f64()),
        "CPU at most 1.5",
    );
    table.row(
        store.say("through the store"),
        callers.say(&format!("directly, {WRITERS} to a commit, as many as there are callers")),
        Some(store.cpu_each.as_secs_f64() / callers.cpu_each.as_secs_f64()),
        "",
    );
    table.row(
        store.say("through the store"),
        single.say("directly, a commit each"),
        Some(store.a_second / single.a_second),
        "a second: at least 4",
    );
    Ok(table)
}
