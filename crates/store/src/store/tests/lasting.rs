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

#[test]
fn a_step_that_lasts_soon_is_run_by_its_caller_unless_the_writer_is_busy() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tweestap.db");
    let store = Store::open_with(&Database::Sqlite { path: path.clone() }, NOTES).unwrap();
    let here = std::thread::current().id();
    let by = |lasts, note: i64| {
        now(store.write_lasting(lasts, move |t| {
            t.run(ADD, &values![note, "words"])?;
            Ok::<_, StoreError>(std::thread::current().id())
        }))
        .unwrap()
    };
    assert!(by(Lasts::Soon, 1) == here);
    assert!(by(Lasts::AtOnce, 2) != here);
    assert!(by(Lasts::Soon, 3) == here);
    let gate = Gate::shut(&store);
    let ran = std::thread::scope(|scope| {
        let soon = scope.spawn(|| (std::thread::current().id(), by(Lasts::Soon, 4)));
        gate.open();
        soon.join().unwrap()
    });
    assert_eq!(notes(&store), (1..=4).collect());
    // It may have come when the gate was open already.
    assert!(ran.1 != here);
    // Another process has the lock: the writer waits for it, and not the caller.
    let other = rusqlite::Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let waits = std::thread::scope(|scope| {
        let soon = scope.spawn(|| (std::thread::current().id(), by(Lasts::Soon, 5)));
        std::thread::sleep(std::time::Duration::from_millis(50));
        other.execute_batch("COMMIT").unwrap();
        soon.join().unwrap()
    });
    assert!(waits.0 != waits.1);
    assert_eq!(notes(&store), (1..=5).collect());
}

#[test]
fn what_its_callers_wrote_is_folded_back_after_a_quiet_second() {
    let folder = tempfile::tempdir().unwrap();
    let store =
        Store::open_with(&Database::Sqlite { path: folder.path().join("tweestap.db") }, NOTES).unwrap();
    let has_it = || {
        let file = std::fs::read(folder.path().join("tweestap.db")).unwrap();
        file.windows(12).filter(|part| part == b"a long story").count()
    };
    // From the start, and after a rest.
    for note in 1..3_usize {
        let words = values![i64::try_from(note).unwrap(), "a long story"];
        now(store.write_soon(move |t| t.run(ADD, &words))).unwrap();
        let ends = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while has_it() < note && std::time::Instant::now() < ends {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        assert_eq!(has_it(), note);
    }
}

#[test]
fn the_log_is_folded_back_when_it_is_long_whoever_writes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tweestap.db");
    let store = Store::open_with(&Database::Sqlite { path: path.clone() }, NOTES).unwrap();
    for note in 0..60 {
        now(store.write_soon(move |t| t.run(ADD, &values![note, "w".repeat(1_000_000)]))).unwrap();
    }
    let log = std::fs::metadata(folder.path().join("tweestap.db-wal")).unwrap().len();
    assert!(log < 40_000_000, "{log} bytes");
    assert_eq!(notes(&store).len(), 60);
}
