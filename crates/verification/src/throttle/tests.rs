use store::Store;
use store::testing::each_engine;
use world::Id;

use super::*;

const PASSWORDS: Allowance = Allowance {
    tries: 10,
    within: Span::hours(24),
    rest: Span::seconds(60),
    longest_rest: Span::minutes(15),
    lasts: Span::ZERO,
};
const CODES: Allowance = Allowance {
    tries: 5,
    within: Span::minutes(10),
    rest: Span::minutes(15),
    longest_rest: Span::minutes(15),
    lasts: Span::ZERO,
};

/// What a test does with its try.
#[derive(Clone, Copy)]
enum Then {
    Wrong(&'static str),
    Right,
}

struct Person {
    store: Store,
    counted: Counted,
    allowance: Allowance,
}

impl Person {
    fn new(store: &Store, allowance: Allowance) -> Self {
        let counted = Counted::new(&Vault::for_tests(), OrganizationId::from_array([1; 16]), &[b"anna"]);
        Self { store: store.clone(), counted, allowance }
    }

    /// Tries at this second; the second at which it rests until, if it rests.
    fn tries(&self, second: i64, then: Then) -> Result<(), i64> {
        let (counted, allowance) = (self.counted, self.allowance);
        self.store
            .write_now(move |t| {
                Ok::<_, StoreError>(
                    match charge(t, counted, allowance, Timestamp::from_unix_seconds(second))? {
                        Charge::Resting(until) => Err(until.unix_seconds()),
                        Charge::Allowed(attempt) => {
                            match then {
                                Then::Wrong(tag) => attempt.wrong_password(t, tag)?,
                                Then::Right => attempt.right(t)?,
                            }
                            Ok(())
                        }
                    },
                )
            })
            .unwrap()
    }
}

/// Tags that are never the same twice.
const TAGS: [&str; 12] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"];

#[test]
fn ten_wrong_passwords_rest_sixty_seconds_and_then_twice_as_long() {
    each_engine(|store| {
        let anna = Person::new(&store, PASSWORDS);
        for tag in &TAGS[..10] {
            assert_eq!(anna.tries(1000, Then::Wrong(tag)), Ok(()));
        }
        assert_eq!(anna.tries(1000, Then::Right), Err(1060), "even the right one waits");
        assert_eq!(anna.tries(1059, Then::Right), Err(1060));
        let mut now = 1060;
        for (tag, rest) in TAGS.iter().cycle().skip(10).zip([120, 240, 480, 900, 900]) {
            assert_eq!(anna.tries(now, Then::Wrong(tag)), Ok(()), "one try after the rest");
            assert_eq!(anna.tries(now, Then::Wrong("z")), Err(now + rest));
            now += rest;
        }
        assert_eq!(anna.tries(now, Then::Right), Ok(()));
        assert_eq!(anna.tries(now, Then::Wrong("z")), Ok(()), "the right one cleared everything");
    });
}

#[test]
fn one_of_the_last_three_wrong_passwords_again_does_not_count() {
    each_engine(|store| {
        let anna = Person::new(&store, PASSWORDS);
        for tag in ["a", "b", "c"].iter().cycle().take(60) {
            assert_eq!(anna.tries(1000, Then::Wrong(tag)), Ok(()));
        }
        for tag in &TAGS[3..10] {
            assert_eq!(anna.tries(1000, Then::Wrong(tag)), Ok(()));
        }
        assert_eq!(anna.tries(1000, Then::Wrong("a")), Err(1060), "ten different ones were tried");
    });
}

#[test]
fn a_repeated_password_at_the_limit_lifts_the_rest_that_it_caused_itself() {
    each_engine(|store| {
        let anna = Person::new(&store, PASSWORDS);
        for tag in &TAGS[..9] {
            assert_eq!(anna.tries(1000, Then::Wrong(tag)), Ok(()));
        }
        for _ in 0..5 {
            assert_eq!(anna.tries(1000, Then::Wrong("i")), Ok(()));
        }
        assert_eq!(anna.tries(1000, Then::Wrong("z")), Ok(()));
        assert_eq!(
            anna.tries(1001, Then::Right),
            Err(1060),
            "the first rest is as long as without the repeats"
        );
    });
}

#[test]
fn five_wrong_codes_in_ten_minutes_rest_fifteen_minutes_and_then_start_anew() {
    each_engine(|store| {
        let anna = Person::new(&store, CODES);
        for (second, tag) in (0..).step_by(100).zip(&TAGS[..5]) {
            assert_eq!(anna.tries(1000 + second, Then::Wrong(tag)), Ok(()));
        }
        assert_eq!(anna.tries(1401, Then::Right), Err(1400 + 900));
        for tag in &TAGS[5..10] {
            assert_eq!(anna.tries(2300, Then::Wrong(tag)), Ok(()));
        }
        assert_eq!(anna.tries(2300, Then::Right), Err(2300 + 900));
    });
}

#[test]
fn a_rest_from_before_the_clock_was_set_back_is_forgotten() {
    each_engine(|store| {
        let anna = Person::new(&store, PASSWORDS);
        for tag in &TAGS[..10] {
            assert_eq!(anna.tries(1_000_000, Then::Wrong(tag)), Ok(()));
        }
        assert_eq!(anna.tries(999_990, Then::Right), Err(1_000_060), "two clocks do not agree to the second");
        let (counted, long_ago) = (anna.counted, Timestamp::from_unix_seconds(1000));
        assert_eq!(store.read_now(move |t| resting_until(t, counted, long_ago)).unwrap(), None);
        for tag in TAGS[10..].iter().chain(&TAGS[..8]) {
            assert_eq!(anna.tries(1000, Then::Wrong(tag)), Ok(()));
        }
        assert_eq!(anna.tries(1000, Then::Right), Err(1060), "counted anew, with the first rest");
    });
}

#[test]
fn slow_mistakes_do_not_add_up() {
    each_engine(|store| {
        let anna = Person::new(&store, CODES);
        for n in 0..20 {
            assert_eq!(
                anna.tries(1000 + n * 200, Then::Wrong(TAGS[usize::try_from(n % 12).unwrap()])),
                Ok(())
            );
        }
    });
}

#[test]
fn tries_side_by_side_do_not_slip_under_the_limit() {
    each_engine(|store| {
        let anna = std::sync::Arc::new(Person::new(&store, CODES));
        let allowed: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| {
                    let anna = anna.clone();
                    scope.spawn(move || {
                        (0..5)
                            .filter(|_| {
                                let (counted, allowance) = (anna.counted, anna.allowance);
                                let charged = anna.store.write_now(move |t| {
                                    charge(t, counted, allowance, Timestamp::from_unix_seconds(1000))
                                });
                                matches!(charged.unwrap(), Charge::Allowed(_))
                            })
                            .count()
                    })
                })
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(allowed, 5);
    });
}

#[test]
fn what_cannot_be_counted_is_not_tried() {
    let store = Store::open(&store::Database::SqliteInMemory).unwrap();
    let anna = Person::new(&store, CODES);
    store::statements! { DROP_TABLE = "DROP TABLE throttles"; }
    assert_eq!(STATEMENTS.len(), 1);
    store.write_now(|t| t.run(DROP_TABLE, &[])).unwrap();
    let (counted, allowance) = (anna.counted, anna.allowance);
    let charged = store.write_now(move |t| charge(t, counted, allowance, Timestamp::from_unix_seconds(1000)));
    assert!(charged.is_err());
}

#[test]
fn what_is_counted_together_is_counted_apart_and_cleared_together() {
    each_engine(|store| {
        let vault = Vault::for_tests();
        let organizations = [1, 2].map(|n| OrganizationId::from_array([n; 16]));
        let now = Timestamp::from_unix_seconds(1000);
        let of = |organization, name: &[u8]| Together::new(&vault, organization, &[b"reset", name]);
        let anna = of(organizations[0], b"anna");
        let all = [
            anna.counted(&vault, &[b"wrong", b"code"]),
            anna.counted(&vault, &[b"wrong", b"text"]),
            anna.counted(&vault, &[b"wrongcode"]),
            of(organizations[0], b"bas").counted(&vault, &[b"wrong", b"code"]),
            of(organizations[1], b"anna").counted(&vault, &[b"wrong", b"code"]),
        ];
        let rest = move |t: &mut Transaction<'_>| {
            all.iter()
                .map(|one| Ok(resting_until(t, *one, now)?.is_some()))
                .collect::<Result<Vec<_>, StoreError>>()
        };
        let resting = |n: usize| -> Vec<bool> { (0..all.len()).map(|at| at < n).collect() };
        for (n, one) in all.into_iter().enumerate() {
            assert_eq!(store.read_now(rest).unwrap(), resting(n));
            let spends = move |t: &mut Transaction<'_>| {
                (0..CODES.tries).try_for_each(|_| charge(t, one, CODES, now).map(drop))
            };
            store.write_now(spends).unwrap();
        }
        store.write_now(move |t| anna.clear(t)).unwrap();
        assert_eq!(store.read_now(rest).unwrap(), [false, false, false, true, true]);
    });
}
