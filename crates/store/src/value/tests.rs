use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use world::Id;

use super::*;
use crate::testing::each_database;
use crate::{Migration, Store, statements};

const LIST: &[Migration] = &[Migration {
    name: "values",
    text: "CREATE TABLE kept (
  number BIGINT,
  truth BOOLEAN,
  words TEXT,
  bytes BYTEA
);",
}];

statements! {
    KEEP = "INSERT INTO kept (number, truth, words, bytes) VALUES ($1, $2, $3, $4) RETURNING number, truth, words, bytes";
    KEPT = "SELECT number, truth, words, bytes FROM kept WHERE number = $1";
}

type Columns = (Option<i64>, Option<bool>, Option<String>, Option<Vec<u8>>);

fn columns(row: &Row) -> Result<Columns, StoreError> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
}

/// Any text but for NUL, which PostgreSQL has no place for.
fn any_columns() -> impl Strategy<Value = Columns> {
    let numbers = prop_oneof![any::<i64>(), Just(i64::MIN), Just(i64::MAX)];
    let words = any::<String>().prop_map(|text| text.replace('\0', ""));
    (
        prop::option::of(numbers),
        any::<Option<bool>>(),
        prop::option::of(words),
        prop::option::of(prop::collection::vec(any::<u8>(), 0..300)),
    )
}

#[test]
fn what_is_written_is_what_is_read() {
    each_database(LIST, |database, list| {
        let store = Store::open_with(database, list).unwrap();
        assert_eq!(store.check_statements(&[STATEMENTS]), Vec::<String>::new());
        let mut runner =
            TestRunner::new(Config { cases: 100, failure_persistence: None, ..Config::default() });
        let checked = runner.run(&any_columns(), |given| {
            let (number, truth, words, bytes) = given.clone();
            let kept = store.write_now(move |t| {
                let row = t.one(KEEP, &values![number, truth, words.clone(), bytes.clone()])?;
                columns(&row)
            });
            prop_assert_eq!(kept.unwrap(), given);
            Ok(())
        });
        if let Err(failure) = checked {
            panic!("{failure}");
        }
    });
}

#[test]
fn ids_and_times_come_back_and_other_columns_are_refused() {
    each_database(LIST, |database, list| {
        let store = Store::open_with(database, list).unwrap();
        let (id, at) = (AccountId::from_array([7; 16]), Timestamp::from_micros(-5));
        store.write_now(move |t| t.one(KEEP, &values![at, true, "words", id])).unwrap();
        let row = store.write_now(move |t| t.one(KEPT, &values![at])).unwrap();
        assert_eq!((row.get::<Timestamp>(0).unwrap(), row.get::<AccountId>(3).unwrap()), (at, id));
        assert!(matches!(row.get::<i64>(2), Err(StoreError::Decode { column: 2, .. })));
        assert!(matches!(row.get::<String>(3), Err(StoreError::Decode { column: 3, .. })));
        assert!(matches!(row.get::<i64>(4), Err(StoreError::Decode { column: 4, .. })), "no such column");
    });
}
