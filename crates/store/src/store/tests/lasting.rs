//! Steps that last at once, and steps that last soon.

use super::*;

#[expect(dead_code, reason = "the list of its only statement")]
mod sqlite {
    crate::statements! {
        WAITS = "SELECT synchronous FROM pragma_synchronous";
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
    match &*store.0 {
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
