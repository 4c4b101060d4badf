//! Fresh databases for tests, one of each engine.

#![expect(clippy::panic, reason = "a test without its database must fail loudly")]

use std::sync::atomic::{AtomicU64, Ordering};

use postgres::{Client, NoTls};

use crate::{Database, MIGRATIONS, Migration, Store};

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
