//! Steps on their way: groups, failures, panics, callers that went away, conflicts, a full disk and the end of the store.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Barrier, Mutex};

use world::{AccountId, Moment, Timestamp};

use super::*;
use crate::engine::{QUEUE, RUNS};
use crate::testing::each_database;
use crate::values;

mod lasting;
mod telling;

const NOTES: &[Migration] = &[Migration {
    name: "notes",
    text: "CREATE TABLE notes (
  note BIGINT NOT NULL PRIMARY KEY,
  words TEXT NOT NULL
);",
}];

crate::statements! {
    ADD = "INSERT INTO notes (note, words) VALUES ($1, $2)";
    NEW = "INSERT INTO notes (note, words) VALUES ($1, 'new') RETURNING note";
    ALL = "SELECT note FROM notes ORDER BY note LIMIT 100000";
    COUNT_UP = "UPDATE notes SET words = words || $2 WHERE note = $1";
    WORDS = "SELECT words FROM notes WHERE note = $1";
}

const AT_ONCE: Kind = Kind::Writes(Lasts::AtOnce);
const SOON: Kind = Kind::Writes(Lasts::Soon);

type Answer<T> = oneshot::Receiver<Result<T, StoreError>>;

fn each_store(test: impl Fn(Store)) {
    each_database(NOTES, |database, list| test(Store::open_with(&narrow(database), list).unwrap()));
}

/// With one connection, so that steps wait for each other on both engines.
fn narrow(database: &Database) -> Database {
    match database {
        Database::Postgres { url, .. } => Database::Postgres { url: url.clone(), connections: 1 },
        other => other.clone(),
    }
}

/// Keeps the writer busy, so that what is given until it is opened waits together.
struct Gate(Arc<Barrier>, Answer<()>);

impl Gate {
    fn shut(store: &Store) -> Self {
        Self::shut_by(store, AT_ONCE)
    }

    fn shut_by(store: &Store, kind: Kind) -> Self {
        let (started, gate) = (Arc::new(Barrier::new(2)), Arc::new(Barrier::new(2)));
        let mut waits = Some((Arc::clone(&started), Arc::clone(&gate)));
        let answer = store.give(kind, move |_| {
            // It may run again, when nobody stands at the gate.
            if let Some((start, wait)) = waits.take() {
                start.wait();
                wait.wait();
            }
            Ok(())
        });
        started.wait();
        Self(gate, answer)
    }

    fn open(self) {
        self.opens().unwrap();
    }

    fn opens(self) -> Result<(), StoreError> {
        self.0.wait();
        self.1.blocking_recv().unwrap()
    }
}

fn add(store: &Store, note: i64) -> Answer<u64> {
    store.give(AT_ONCE, move |t| t.run(ADD, &values![note, "words"]))
}

fn notes(store: &Store) -> BTreeSet<i64> {
    let all = store.write_now(|t| t.all(ALL, &[])).unwrap();
    all.iter().map(|row| row.get(0).unwrap()).collect()
}

#[test]
fn these_statements_are_read_by_both_engines() {
    each_store(|store| assert_eq!(store.check_statements(&[STATEMENTS]), Vec::<String>::new()));
}

#[test]
fn a_step_that_fails_leaves_nothing_and_its_neighbours_stay() {
    each_store(|store| {
        let gate = Gate::shut(&store);
        let answers: Vec<(i64, Answer<()>)> = (0..100)
            .map(|note| {
                let step = move |t: &mut Transaction<'_>| {
                    t.run(ADD, &values![note, "words"])?;
                    match note % 10 {
                        3 => Err(StoreError::NoRow),
                        // The same key again.
                        7 => t.run(ADD, &values![note, "words"]).map(drop),
                        _ => Ok(()),
                    }
                };
                (note, store.give(AT_ONCE, step))
            })
            .collect();
        gate.open();
        for (note, answer) in answers {
            match (note % 10, answer.blocking_recv().unwrap()) {
                (3, Err(StoreError::NoRow)) | (7, Err(StoreError::Unique)) => {}
                (rest, Ok(())) if rest != 3 && rest != 7 => {}
                (_, answer) => panic!("{note}: {answer:?}"),
            }
        }
        assert_eq!(notes(&store), (0..100).filter(|note| ![3, 7].contains(&(note % 10))).collect());
    });
}

#[test]
fn neighbours_run_again_only_if_something_written_is_undone() {
    let store = Store::open_with(&Database::SqliteInMemory, NOTES).unwrap();
    for (writes, expected) in [(false, 1), (true, 2)] {
        let gate = Gate::shut(&store);
        let runs = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&runs);
        let neighbour = store.give(AT_ONCE, move |t| {
            count.fetch_add(1, Ordering::SeqCst);
            t.run(ADD, &values![i64::from(writes), "words"])
        });
        let refused: Answer<()> = store.give(AT_ONCE, move |t| {
            if writes {
                t.run(ADD, &values![100_i64, "words"])?;
            }
            Err(StoreError::NoRow)
        });
        gate.open();
        assert!(matches!(refused.blocking_recv().unwrap(), Err(StoreError::NoRow)));
        assert!(matches!(neighbour.blocking_recv().unwrap(), Ok(1)));
        assert_eq!(runs.load(Ordering::SeqCst), expected);
    }
    assert_eq!(notes(&store), BTreeSet::from([0, 1]));
}

#[test]
fn a_step_that_panics_is_rolled_back_and_the_store_goes_on() {
    each_store(|store| {
        let gate = Gate::shut(&store);
        let before = add(&store, 1);
        let panics: Answer<()> = store.give(AT_ONCE, |t| {
            t.run(ADD, &values![2_i64, "words"])?;
            panic!("on purpose")
        });
        let after = add(&store, 3);
        gate.open();
        assert!(matches!(panics.blocking_recv().unwrap(), Err(StoreError::Panicked)));
        assert!(matches!(before.blocking_recv().unwrap(), Ok(1)));
        assert!(matches!(after.blocking_recv().unwrap(), Ok(1)));
        assert_eq!(notes(&store), BTreeSet::from([1, 3]));
    });
}

#[test]
fn a_step_whose_caller_went_away_before_it_began_is_not_run() {
    each_store(|store| {
        let gate = Gate::shut(&store);
        let ran = Arc::new(AtomicBool::new(false));
        let flag = Arc::clone(&ran);
        let abandoned: Answer<()> = store.give(AT_ONCE, move |_| {
            flag.store(true, Ordering::SeqCst);
            Ok(())
        });
        drop(abandoned);
        let after = add(&store, 1);
        gate.open();
        after.blocking_recv().unwrap().unwrap();
        assert!(!ran.load(Ordering::SeqCst));
    });
}

#[test]
fn what_waits_when_the_store_is_dropped_is_still_done() {
    each_database(NOTES, |database, list| {
        let store = Store::open_with(&narrow(database), list).unwrap();
        let gate = Gate::shut(&store);
        let answers: Vec<_> = (0..50).map(|note| add(&store, note)).collect();
        gate.open();
        drop(store);
        for answer in answers {
            assert!(matches!(answer.blocking_recv().unwrap(), Ok(1)));
        }
        let store = Store::open_with(database, list).unwrap();
        assert_eq!(notes(&store), (0..50).collect());
    });
}

#[test]
fn a_step_that_holds_the_last_handle_does_not_take_the_others_down() {
    each_database(NOTES, |database, list| {
        let store = Store::open_with(&narrow(database), list).unwrap();
        let gate = Gate::shut(&store);
        let held = store.clone();
        let holds: Answer<String> = store.give(AT_ONCE, move |_| Ok(format!("{held:?}")));
        let after = add(&store, 1);
        drop(store);
        gate.open();
        holds.blocking_recv().unwrap().unwrap();
        assert!(matches!(after.blocking_recv(), Ok(Ok(1))));
        assert_eq!(notes(&Store::open_with(database, list).unwrap()), BTreeSet::from([1]));
    });
}

#[test]
fn more_steps_than_the_queue_holds_are_told_so() {
    each_store(|store| {
        let gate = Gate::shut(&store);
        let waiting: Vec<_> = (0..QUEUE).map(|_| store.give(AT_ONCE, |_| Ok::<_, StoreError>(()))).collect();
        let refused: Answer<()> = store.give(AT_ONCE, |_| Ok(()));
        assert!(matches!(refused.blocking_recv().unwrap(), Err(StoreError::Busy)));
        gate.open();
        assert!(waiting.into_iter().all(|answer| matches!(answer.blocking_recv(), Ok(Ok(())))));
    });
}

/// Counts two rows up, one after the other; with a meeting in between two of these run into each other. Returns the ids that
/// each run drew.
fn crossing(store: &Store, order: [i64; 2], meeting: Option<Arc<Barrier>>) -> Answer<Vec<AccountId>> {
    let mut drawn = Vec::new();
    let moment = Moment::with_seed(Timestamp::EPOCH, [7; 32]);
    store.give(AT_ONCE, move |t| {
        drawn.push(moment.chance("test").id(moment.now));
        t.run(COUNT_UP, &values![order[0], "x"])?;
        if let Some(meeting) = meeting.as_ref().filter(|_| drawn.len() == 1) {
            meeting.wait();
        }
        t.run(COUNT_UP, &values![order[1], "x"])?;
        Ok(drawn.clone())
    })
}

#[test]
fn a_step_that_met_a_conflict_is_run_again_in_the_same_moment() {
    each_database(NOTES, |database, list| {
        let store = Store::open_with(database, list).unwrap();
        let meeting = matches!(database, Database::Postgres { .. }).then(|| Arc::new(Barrier::new(2)));
        for note in [1, 2] {
            add(&store, note).blocking_recv().unwrap().unwrap();
        }
        let crossed = [[1, 2], [2, 1]].map(|order| crossing(&store, order, meeting.clone()));
        let drawn = crossed.map(|answer| answer.blocking_recv().unwrap().unwrap());
        let runs = drawn.iter().map(Vec::len).sum::<usize>();
        assert_eq!(runs > 2, meeting.is_some(), "{runs} runs");
        assert_eq!(drawn.concat().into_iter().collect::<BTreeSet<_>>().len(), 1, "every run draws the same");
        for note in [1_i64, 2] {
            let words: String = store.write_now(move |t| t.one(WORDS, &values![note])?.get(0)).unwrap();
            assert_eq!(words, "wordsxx");
        }
    });
}

/// What only PostgreSQL says.
const CONFLICT: Statement =
    Statement { name: "CONFLICT", text: "DO $$ BEGIN RAISE SQLSTATE '40001'; END $$", sqlite: "" };

#[test]
fn a_conflict_that_never_ends_is_an_error_even_if_the_step_took_no_notice() {
    each_database(NOTES, |database, list| {
        if !matches!(database, Database::Postgres { .. }) {
            return;
        }
        let store = Store::open_with(database, list).unwrap();
        let runs = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&runs);
        let done = store.write_now(move |t| {
            count.fetch_add(1, Ordering::SeqCst);
            t.run(ADD, &values![1_i64, "words"])?;
            drop(t.run(CONFLICT, &[]));
            Ok::<_, StoreError>(())
        });
        assert!(matches!(done, Err(StoreError::Conflict)), "{done:?}");
        assert_eq!((runs.load(Ordering::SeqCst), notes(&store)), (RUNS, BTreeSet::new()));
    });
}

/// What only SQLite says: as on a disk that has no more room.
const NO_ROOM: Statement = Statement { name: "NO_ROOM", text: "", sqlite: "PRAGMA max_page_count = 64" };
const ROOM: Statement = Statement { name: "ROOM", text: "", sqlite: "PRAGMA max_page_count = 1000000" };

#[test]
fn a_full_disk_refuses_and_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let database = Database::Sqlite { path: folder.path().join("tweestap.db") };
    let store = Store::open_with(&database, NOTES).unwrap();
    store.write_now(|t| t.all(NO_ROOM, &[])).unwrap();
    let large =
        |note: i64| move |t: &mut Transaction<'_>| t.run(ADD, &values![note, "w".repeat(10_000)]).map(drop);
    let told: Mutex<BTreeSet<i64>> = Mutex::default();
    for group in 0..20 {
        let gate = Gate::shut(&store);
        let answers: Vec<_> =
            (0..5).map(|n| group * 5 + n).map(|note| (note, store.give(AT_ONCE, large(note)))).collect();
        // What shares its commit with a step that finds no room may be refused along with it, and is told so.
        let opened = gate.opens();
        assert!(matches!(opened, Ok(()) | Err(StoreError::Full)), "{opened:?}");
        for (note, answer) in answers {
            match answer.blocking_recv().unwrap() {
                Ok(()) => drop(told.lock().unwrap().insert(note)),
                Err(StoreError::Full) => {}
                Err(error) => panic!("{note}: {error:?}"),
            }
        }
    }
    let told = told.into_inner().unwrap();
    assert!((5..100).contains(&told.len()), "{} of 100 found room", told.len());
    assert_eq!(notes(&store), told);
    store.write_now(|t| t.all(ROOM, &[])).unwrap();
    store.write_now(large(1000)).unwrap();
    drop(store);
    let expected = told.into_iter().chain([1000]).collect();
    assert_eq!(notes(&Store::open_with(&database, NOTES).unwrap()), expected);
}
