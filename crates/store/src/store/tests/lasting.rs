//! Steps that last at once, steps that last soon, and steps that only read.

use super::*;

#[expect(dead_code, reason = "the list of its only statement")]
mod sqlite {
    crate::statements! {
        WAITS = "SELECT synchronous FROM pragma_synchronous";
        READS = "SELECT query_only FROM pragma_query_only";
    }
}

#[expect(dead_code, reason = "the list of its only statement")]
mod postgres {
    crate::statements! {
        WAITS = "SELECT current_setting('synchronous_commit')";
    }
}

fn add_soon(store: &Store, note: i64) -> Answer<u64> {
    store.give(SOON, move |t| t.run(ADD, &values![note, "words"]))
}

/// Whether the commit of a step waits for the disk.
fn waits(store: &Store, kind: Kind) -> bool {
    let row = |statement| store.give(kind, move |t| t.one(statement, &[])).blocking_recv().unwrap().unwrap();
    match &*store.engine {
        Engine::Sqlite(_) => match row(sqlite::WAITS).get(0).unwrap() {
            2 => true,
            1 => false,
            other => panic!("synchronous is {other}"),
        },
        Engine::Postgres(_) => match row(postgres::WAITS).get::<String>(0).unwrap().as_str() {
            "on" => true,
            "off" => false,
            other => panic!("synchronous_commit is {other}"),
        },
    }
}

#[test]
fn only_what_is_to_last_soon_does_not_wait_for_the_disk() {
    each_database(NOTES, |database, list| {
        let store = Store::open_with(&narrow(database), list).unwrap();
        let kinds = [AT_ONCE, SOON, SOON, AT_ONCE, SOON, AT_ONCE];
        for kind in kinds {
            assert_eq!(waits(&store, kind), kind == AT_ONCE);
        }
    });
}

#[test]
fn steps_that_last_soon_and_steps_that_last_at_once_are_all_done_and_in_their_order() {
    each_store(|store| {
        let gate = Gate::shut(&store);
        let answers: Vec<_> = (0..60)
            .map(|note| if note % 5 < 3 { add_soon(&store, note) } else { add(&store, note) })
            .collect();
        // It sees all that came before.
        let seen = store.give(SOON, |t| t.all(ALL, &[]));
        gate.open();
        for answer in answers {
            assert!(matches!(answer.blocking_recv().unwrap(), Ok(1)));
        }
        assert_eq!(seen.blocking_recv().unwrap().unwrap().len(), 60);
        assert_eq!(notes(&store), (0..60).collect());
    });
}

#[test]
fn a_step_that_was_to_last_soon_and_fails_leaves_nothing() {
    each_store(|store| {
        let gate = Gate::shut(&store);
        let before = add_soon(&store, 1);
        let fails: Answer<()> = store.give(SOON, |t| {
            t.run(ADD, &values![2_i64, "words"])?;
            Err(StoreError::NoRow)
        });
        let after = add(&store, 3);
        gate.open();
        assert!(matches!(before.blocking_recv().unwrap(), Ok(1)));
        assert!(matches!(fails.blocking_recv().unwrap(), Err(StoreError::NoRow)));
        assert!(matches!(after.blocking_recv().unwrap(), Ok(1)));
        assert_eq!(notes(&store), BTreeSet::from([1, 3]));
    });
}

#[test]
fn what_was_to_last_soon_is_there_when_the_store_is_opened_again() {
    each_database(NOTES, |database, list| {
        let store = Store::open_with(&narrow(database), list).unwrap();
        let answers: Vec<_> = (0..5).map(|note| add_soon(&store, note)).collect();
        drop(store);
        for answer in answers {
            assert!(matches!(answer.blocking_recv().unwrap(), Ok(1)));
        }
        let store = Store::open_with(database, list).unwrap();
        assert_eq!(notes(&store), (0..5).collect());
    });
}

fn now<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(future)
}

#[test]
fn a_glance_is_taken_by_the_writer_while_nothing_waits_for_the_disk_and_else_by_a_reader() {
    let folder = tempfile::tempdir().unwrap();
    let store =
        Store::open_with(&Database::Sqlite { path: folder.path().join("tweestap.db") }, NOTES).unwrap();
    let by_a_reader = || now(store.glance(|t| t.one(sqlite::READS, &[])?.get::<i64>(0))).unwrap() == 1;
    assert!(!by_a_reader());
    assert!(!by_a_reader());
    let gate = Gate::shut(&store);
    // Nobody waits for what is being written.
    assert!(by_a_reader());
    let added = add(&store, 1);
    assert!(by_a_reader());
    gate.open();
    assert!(matches!(added.blocking_recv().unwrap(), Ok(1)));
    assert!(!by_a_reader());
    let gate = Gate::shut_by(&store, SOON);
    // The gate is opened first: the writer takes one after the other.
    let waits = std::thread::scope(|scope| {
        let glance = scope.spawn(by_a_reader);
        gate.open();
        glance.join().unwrap()
    });
    assert!(!waits);
    assert!(store.read_now(|t| t.one(sqlite::READS, &[])?.get::<i64>(0)).unwrap() == 1);
}

#[test]
fn a_glance_sees_what_was_written_before_and_writes_nothing() {
    each_store(|store| {
        for note in 0..20 {
            now(store.write_lasting(if note % 2 == 0 { Lasts::Soon } else { Lasts::AtOnce }, move |t| {
                t.run(ADD, &values![note, "words"])
            }))
            .unwrap();
            let seen = now(store.glance(|t| t.all(ALL, &[]))).unwrap();
            assert_eq!(seen.len(), usize::try_from(note).unwrap() + 1);
        }
        if matches!(&*store.engine, Engine::Sqlite(_)) {
            let wrote = now(store.glance(|t| t.run(ADD, &values![100_i64, "words"])));
            assert!(matches!(wrote, Err(StoreError::Refused { .. })), "{wrote:?}");
            assert!(now(store.glance(|t| t.all(NEW, &values![101_i64]))).is_err());
        }
        assert_eq!(notes(&store), (0..20).collect());
    });
}
