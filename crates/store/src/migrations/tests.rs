use super::*;
use crate::testing::each_database;
use crate::{Database, Store};

const FIRST: Migration = Migration { name: "first", text: "CREATE TABLE a (\n  b BIGINT NOT NULL\n);" };
const SECOND: Migration = Migration { name: "second", text: "CREATE TABLE c (\n  d BYTEA NOT NULL\n);" };
const OLD: &[Migration] = &[FIRST];
const NEW: &[Migration] = &[FIRST, SECOND];

#[test]
fn a_database_of_a_newer_version_is_refused_and_left_alone() {
    each_database(NEW, |database, list| {
        drop(Store::open_with(database, list).unwrap());
        let refused = Store::open_with(database, OLD).unwrap_err();
        assert!(matches!(refused, StoreError::Newer { found: 2, known: 1 }), "{refused:?}");
        Store::open_with(database, NEW).unwrap();
    });
}

#[test]
fn a_migration_is_run_once() {
    each_database(NEW, |database, list| {
        for list in [OLD, OLD, list, list] {
            Store::open_with(database, list).unwrap();
        }
    });
}

#[test]
fn a_migration_that_fails_leaves_the_schema_as_it_was() {
    const BROKEN: &[Migration] = &[FIRST, SECOND, SECOND];
    each_database(BROKEN, |database, list| {
        drop(Store::open_with(database, OLD).unwrap());
        assert!(Store::open_with(database, list).is_err());
        Store::open_with(database, NEW).unwrap();
    });
}

#[test]
fn two_servers_that_start_at_once_migrate_once() {
    each_database(NEW, open_four_at_once);
}

#[test]
fn servers_that_turn_the_log_on_at_once_wait_for_each_other() {
    for _ in 0..40 {
        let folder = tempfile::tempdir().unwrap();
        open_four_at_once(&Database::Sqlite { path: folder.path().join("tweestap.db") }, NEW);
    }
}

fn open_four_at_once(database: &Database, list: &'static [Migration]) {
    std::thread::scope(|scope| {
        let servers = [(); 4].map(|()| scope.spawn(|| Store::open_with(database, list).map(drop)));
        for server in servers {
            server.join().unwrap().unwrap();
        }
    });
}

#[test]
fn a_database_that_cannot_be_reached_is_gone() {
    let url = "postgres://nobody@127.0.0.1:1/nothing".to_owned();
    let refused = Store::open(&Database::Postgres { url, connections: 1 }).unwrap_err();
    assert!(matches!(refused, StoreError::Gone(Some(_))), "{refused:?}");
}
