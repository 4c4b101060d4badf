use super::*;
use crate::testing::each_database;
use crate::{Migration, statements};

const LIST: &[Migration] = &[Migration {
    name: "ends",
    text: "CREATE TABLE ends (
  id BIGINT NOT NULL PRIMARY KEY,
  ends_at BIGINT NOT NULL
);",
}];

statements! {
    ADD = "INSERT INTO ends (id, ends_at) VALUES ($1, $2)";
    LEFT = "SELECT ends_at FROM ends ORDER BY ends_at LIMIT 10000";
    SWEEP = "DELETE FROM ends WHERE id IN (SELECT id FROM ends WHERE ends_at < $1 ORDER BY ends_at LIMIT $2)";
}

fn swept(store: &Store, before: i64) -> u64 {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let list = [Sweep { table: "ends", statement: SWEEP }];
    runtime.block_on(sweep(store, &list, Timestamp::from_micros(before))).unwrap()
}

#[test]
fn what_has_ended_goes_in_batches_and_nothing_else() {
    each_database(LIST, |database, list| {
        let store = Store::open_with(database, list).unwrap();
        store.write_now(|t| (0..1300_i64).try_for_each(|id| t.run(ADD, &values![id, id]).map(drop))).unwrap();
        assert_eq!(store.check_statements(&[STATEMENTS]), Vec::<String>::new());
        assert_eq!(swept(&store, 0), 0);
        // Two full batches, and nothing is left for a third.
        assert_eq!(swept(&store, 1000), 1000);
        assert_eq!(swept(&store, 1200), 200);
        let left = store.write_now(|t| t.all(LEFT, &[])).unwrap();
        let left: Vec<i64> = left.iter().map(|row| row.get(0).unwrap()).collect();
        assert_eq!(left, (1200..1300).collect::<Vec<_>>());
    });
}

#[test]
fn one_batch_deletes_no_more_than_its_limit() {
    each_database(LIST, |database, list| {
        let store = Store::open_with(database, list).unwrap();
        store
            .write_now(|t| (0..BATCH + 10).try_for_each(|id| t.run(ADD, &values![id, id]).map(drop)))
            .unwrap();
        let before = Timestamp::from_micros(100_000);
        let deleted = store.write_now(move |t| t.run(SWEEP, &values![before, BATCH])).unwrap();
        assert_eq!(deleted, BATCH.unsigned_abs());
    });
}
