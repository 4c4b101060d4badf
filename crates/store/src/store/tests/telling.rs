//! Steps that tell of something when they are committed.

use std::future::Future;
use std::pin::pin;
use std::task::{Context, Waker};

use super::*;
use crate::Signal;

fn is_told(signal: &mut Signal) -> bool {
    pin!(signal.told()).poll(&mut Context::from_waker(Waker::noop())).is_ready()
}

fn tells_of(store: &Store, topic: &'static str, note: i64) -> Answer<u64> {
    store.give(AT_ONCE, move |t| {
        t.tells(topic);
        t.run(ADD, &values![note, "words"])
    })
}

#[test]
fn whoever_hears_is_told_once_the_step_is_committed_and_of_nothing_else() {
    each_store(|store| {
        let (mut hears, mut also, mut other) = (store.hear("hay"), store.hear("hay"), store.hear("straw"));
        assert!(!is_told(&mut hears));
        let gate = Gate::shut(&store);
        let answers: Vec<_> = (0..3).map(|note| tells_of(&store, "hay", note)).collect();
        assert!(!is_told(&mut hears));
        gate.open();
        for answer in answers {
            assert!(matches!(answer.blocking_recv().unwrap(), Ok(1)));
        }
        // Whoever was told knows of all that was committed before.
        assert!(is_told(&mut hears) && is_told(&mut also) && !is_told(&mut other));
        assert!(!is_told(&mut hears));
        assert!(matches!(tells_of(&store, "hay", 3).blocking_recv().unwrap(), Ok(1)));
        assert!(is_told(&mut hears));
        assert!(!is_told(&mut store.hear("hay")), "it hears from then on");
    });
}

#[test]
fn a_step_that_is_undone_told_of_nothing_and_its_neighbour_is_heard() {
    each_store(|store| {
        let (mut hay, mut straw) = (store.hear("hay"), store.hear("straw"));
        let gate = Gate::shut(&store);
        let undone = store.give(AT_ONCE, |t| {
            t.tells("hay");
            t.run(ADD, &values![1_i64, "words"])?;
            Err::<(), _>(StoreError::NoRow)
        });
        let beside = tells_of(&store, "straw", 2);
        gate.open();
        assert!(matches!(undone.blocking_recv().unwrap(), Err(StoreError::NoRow)));
        assert!(matches!(beside.blocking_recv().unwrap(), Ok(1)));
        assert!(!is_told(&mut hay) && is_told(&mut straw));
    });
}
