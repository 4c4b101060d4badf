//! Fresh databases for tests, one of each engine.

#![expect(clippy::panic, reason = "a test without its database must fail loudly")]

use std::sync::atomic::{AtomicU64, Ordering};

use postgres::{Client, NoTls};
use rusqlite::Connection;

use crate::{Database, MIGRATIONS, Migration, Statement, Store, StoreError};

/// Names the PostgreSQL server on which tests may make databases: `postgres://postgres@127.0.0.1:5433/postgres`.
pub const SERVER: &str = "TWEESTAP_TEST_POSTGRES";

/// Runs a test on an empty database of each engine: SQLite in a file and, where [`SERVER`] is set, PostgreSQL.
///
/// # Panics
/// When a database cannot be made, and when the test does.
pub fn each_engine(test: impl Fn(Store)) {
    each_database(MIGRATIONS, |database, list| {
        test(
            Store::open_with(database, list).unwrap_or_else(|error| panic!("{database:?} opens: {error:?}")),
        );
    });
}

/// The same for tests that open the database themselves, perhaps more than once.
///
/// # Panics
/// When a database cannot be made, and when the test does.
#[expect(clippy::print_stderr, reason = "a skipped engine must be seen in the test's output")]
pub fn each_database(list: &'static [Migration], test: impl Fn(&Database, &'static [Migration])) {
    let folder = tempfile::tempdir().unwrap_or_else(|error| panic!("a temporary folder is needed: {error}"));
    test(&Database::Sqlite { path: folder.path().join("tweestap.db") }, list);
    let Ok(server) = std::env::var(SERVER) else {
        eprintln!("skipped on PostgreSQL: {SERVER} is not set");
        return;
    };
    let fresh = Fresh::make(&server);
    test(&Database::Postgres { url: fresh.url.clone(), connections: 4 }, list);
}

/// Runs a script on a database that nobody has opened, as a dump of an earlier version is.
///
/// # Panics
/// When the script does not fit.
pub fn load(database: &Database, sqlite: &str, postgres: &str) {
    match database {
        Database::Sqlite { path } => {
            let connection = Connection::open(path).unwrap_or_else(|error| panic!("{error}"));
            // A dump names tables in the order of their making, and refers to later ones.
            let script = format!("PRAGMA foreign_keys = OFF; {sqlite}");
            connection.execute_batch(&script).unwrap_or_else(|error| panic!("{error}"));
        }
        Database::Postgres { url, .. } => {
            let mut client = Client::connect(url, NoTls).unwrap_or_else(|error| panic!("{error}"));
            client.batch_execute(postgres).unwrap_or_else(|error| panic!("{error:?}"));
        }
        Database::SqliteInMemory => panic!("a database in memory is gone when it is opened again"),
    }
}

/// Every column and every index of an open database, to compare schemas.
///
/// # Panics
/// When the database cannot be asked.
pub fn schema(store: &Store) -> Vec<String> {
    let found = store.write_now(|t| {
        let mut lines = t.all(COLUMNS, &[])?;
        lines.extend(t.all(INDEXES, &[])?);
        lines.iter().map(|line| line.get::<String>(0)).collect::<Result<Vec<_>, StoreError>>()
    });
    found.unwrap_or_else(|error| panic!("{error:?}"))
}

const COLUMNS: Statement = Statement {
    name: "COLUMNS",
    text: "SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable
        FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1",
    sqlite: "SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || c.pk
        FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table' ORDER BY 1",
};

const INDEXES: Statement = Statement {
    name: "INDEXES",
    text: "SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' ORDER BY 1",
    sqlite: "SELECT name || coalesce(sql, '') FROM sqlite_schema WHERE type = 'index' ORDER BY 1",
};

struct Fresh {
    server: String,
    name: String,
    url: String,
}

static COUNT: AtomicU64 = AtomicU64::new(0);

impl Fresh {
    fn make(server: &str) -> Self {
        let name = format!("test_{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let mut client =
            Client::connect(server, NoTls).unwrap_or_else(|error| panic!("{SERVER} answers: {error}"));
        let made = client.batch_execute(&format!("CREATE DATABASE {name}"));
        made.unwrap_or_else(|error| panic!("a database can be made: {error}"));
        let base = server.rsplit_once('/').map_or(server, |(base, _)| base);
        Self { server: server.to_owned(), url: format!("{base}/{name}"), name }
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        if let Ok(mut client) = Client::connect(&self.server, NoTls) {
            drop(client.batch_execute(&format!("DROP DATABASE {} WITH (FORCE)", self.name)));
        }
    }
}
