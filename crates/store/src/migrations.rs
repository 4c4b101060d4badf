//! The schema, as numbered files that are run once each, forwards only.

use postgres::Client;
use rusqlite::Connection;

use crate::{StoreError, sqlite_statistics};

/// One change of the schema, written for PostgreSQL.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// What it is about, as in its file's name.
    pub name: &'static str,
    /// The statements.
    pub text: &'static str,
}

/// Every migration in its order. A released one never changes: a change of the schema is a new file at the end.
pub const MIGRATIONS: &[Migration] = &[
    Migration { name: "accounts", text: include_str!("../migrations/0001_accounts.sql") },
    Migration { name: "verification", text: include_str!("../migrations/0002_verification.sql") },
    Migration { name: "sessions", text: include_str!("../migrations/0003_sessions.sql") },
    Migration { name: "outbox", text: include_str!("../migrations/0004_outbox.sql") },
    Migration { name: "second_steps", text: include_str!("../migrations/0005_second_steps.sql") },
    Migration { name: "open_challenges", text: include_str!("../migrations/0006_open_challenges.sql") },
    Migration { name: "notices", text: include_str!("../migrations/0007_notices.sql") },
    Migration { name: "paired_apps", text: include_str!("../migrations/0008_paired_apps.sql") },
    Migration { name: "password_reset", text: include_str!("../migrations/0009_password_reset.sql") },
    Migration { name: "passwords", text: include_str!("../migrations/0010_passwords.sql") },
    Migration { name: "administrators", text: include_str!("../migrations/0011_administrators.sql") },
    Migration { name: "looks", text: include_str!("../migrations/0012_looks.sql") },
    Migration { name: "security_questions", text: include_str!("../migrations/0013_security_questions.sql") },
    Migration { name: "reset_rules", text: include_str!("../migrations/0014_reset_rules.sql") },
    Migration { name: "pass_policies", text: include_str!("../migrations/0015_pass_policies.sql") },
];

/// The lock that keeps two servers from migrating one PostgreSQL database at once; any number that nobody else uses.
const MIGRATION_LOCK: i64 = 0x5457_4545_5354_4150;

/// The same statements in SQLite's words: its types, and tables that insist on them. One with a key lies in the order of its key,
/// which saves an index.
pub fn for_sqlite(text: &str) -> String {
    let mut has_key = false;
    let lines = text.lines().map(|line| {
        let code = line.split("--").next().unwrap_or_default();
        has_key = (has_key || code.contains("PRIMARY KEY")) && !code.starts_with("CREATE TABLE");
        match code.trim() {
            ");" if has_key => ") STRICT, WITHOUT ROWID;".to_owned(),
            ");" => ") STRICT;".to_owned(),
            _ => code.replace("BIGINT", "INTEGER").replace("BYTEA", "BLOB").replace("BOOLEAN", "INTEGER"),
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn missing(list: &[Migration], found: i64) -> Result<&[Migration], StoreError> {
    let known = i64::try_from(list.len()).unwrap_or(i64::MAX);
    let run = usize::try_from(found).ok().and_then(|found| list.get(found..));
    run.ok_or(StoreError::Newer { found, known })
}

/// Brings a SQLite database up to date, in one transaction.
pub fn migrate_sqlite(connection: &mut Connection, list: &[Migration]) -> Result<(), StoreError> {
    let fail = |error| StoreError::from_sqlite("a migration", error);
    let version =
        |connection: &Connection| connection.query_row("PRAGMA user_version", [], |row| row.get::<_, i64>(0));
    let none_missing = missing(list, version(connection).map_err(fail)?)?.is_empty();
    if none_missing && sqlite_statistics::are_told(connection).map_err(fail)? {
        return Ok(());
    }
    let transaction =
        connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate).map_err(fail)?;
    // Another process may have been quicker before this one got the lock.
    for migration in missing(list, version(&transaction).map_err(fail)?)? {
        tracing::info!(name = migration.name, "migrating the database");
        transaction.execute_batch(&for_sqlite(migration.text)).map_err(fail)?;
    }
    transaction
        .pragma_update(None, "user_version", i64::try_from(list.len()).unwrap_or(i64::MAX))
        .map_err(fail)?;
    sqlite_statistics::tell(&transaction).map_err(fail)?;
    transaction.commit().map_err(fail)?;
    sqlite_statistics::read(connection).map_err(fail)
}

/// Brings a PostgreSQL database up to date, in one transaction and one server at a time.
pub fn migrate_postgres(client: &mut Client, list: &[Migration]) -> Result<(), StoreError> {
    let fail = |error| StoreError::from_postgres("a migration", error);
    let mut transaction = client.transaction().map_err(fail)?;
    transaction.execute("SELECT pg_advisory_xact_lock($1)", &[&MIGRATION_LOCK]).map_err(fail)?;
    transaction
        .batch_execute("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT NOT NULL)")
        .map_err(fail)?;
    let row = transaction.query_opt("SELECT version FROM schema_version", &[]).map_err(fail)?;
    let found: i64 = row.map_or(0, |row| row.get(0));
    let run = missing(list, found)?;
    for migration in run {
        tracing::info!(name = migration.name, "migrating the database");
        transaction.batch_execute(migration.text).map_err(fail)?;
    }
    if !run.is_empty() {
        let version = i64::try_from(list.len()).unwrap_or(i64::MAX);
        transaction.execute("DELETE FROM schema_version", &[]).map_err(fail)?;
        transaction.execute("INSERT INTO schema_version (version) VALUES ($1)", &[&version]).map_err(fail)?;
    }
    transaction.commit().map_err(fail)
}

#[cfg(test)]
mod tests;
