//! The only place that reads the clock and the operating system's random numbers.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use rand_core::{OsRng, TryRngCore};

use crate::{Chance, Span, Timestamp};

/// Tells the time. [`SystemClock`] in the program, [`TestClock`] in tests.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;
}

/// The computer's own clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the one place that reads the clock")]
    fn now(&self) -> Timestamp {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_micros(i64::try_from(since.as_micros()).unwrap_or(i64::MAX))
    }
}

/// A clock that stands still until it is moved, forwards or backwards.
#[derive(Debug)]
pub struct TestClock(AtomicI64);

impl TestClock {
    /// A clock that shows this time.
    pub fn at(start: Timestamp) -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(start.micros())))
    }

    /// Moves the clock by this span, which may be negative.
    pub fn advance(&self, span: Span) {
        self.0.fetch_add(span.micros(), Ordering::SeqCst);
    }

    /// Sets the clock.
    pub fn set(&self, to: Timestamp) {
        self.0.store(to.micros(), Ordering::SeqCst);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_micros(self.0.load(Ordering::SeqCst))
    }
}

/// When something happens and what chance it has: the argument of every step.
#[derive(Clone)]
pub struct Moment {
    /// The time of the step, in all its runs.
    pub now: Timestamp,
    seed: [u8; 32],
}

impl Moment {
    /// A moment with a chosen seed, for tests that must repeat.
    pub fn with_seed(now: Timestamp, seed: [u8; 32]) -> Self {
        Self { now, seed }
    }

    /// The random numbers of this moment for one use, from their beginning. Another use gets other numbers, so that an id that is
    /// shown tells nothing of a secret that was drawn in the same moment.
    pub fn chance(&self, what_for: &'static str) -> Chance {
        Chance::from_seed(self.seed, what_for)
    }
}

impl std::fmt::Debug for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Moment").field("now", &self.now).finish_non_exhaustive()
    }
}

enum Entropy {
    System,
    Counted(AtomicU64),
}

/// The clock and the source of chance that the edges of the program hold.
#[derive(Clone)]
pub struct World {
    clock: Arc<dyn Clock>,
    entropy: Arc<Entropy>,
}

impl World {
    /// The computer's clock and the operating system's random numbers.
    pub fn system() -> Self {
        Self::with_clock(Arc::new(SystemClock))
    }

    /// Another clock, with the operating system's random numbers.
    pub fn with_clock(clock: Arc<dyn Clock>) -> Self {
        Self { clock, entropy: Arc::new(Entropy::System) }
    }

    /// A clock that tests move, and seeds that are counted up, so that a test's run can be repeated.
    pub fn test(clock: Arc<TestClock>) -> Self {
        Self { clock, entropy: Arc::new(Entropy::Counted(AtomicU64::new(1))) }
    }

    /// The time now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A fresh moment: the time now and a seed that was never used.
    ///
    /// # Panics
    /// When the operating system has no random numbers: nothing safe can be done then.
    #[expect(clippy::expect_used, reason = "without random numbers no token may be made")]
    pub fn moment(&self) -> Moment {
        let mut seed = [0; 32];
        match &*self.entropy {
            Entropy::System => {
                OsRng.try_fill_bytes(&mut seed).expect("the operating system gives random numbers");
            }
            Entropy::Counted(count) => {
                seed[..8].copy_from_slice(&count.fetch_add(1, Ordering::Relaxed).to_be_bytes());
            }
        }
        Moment { now: self.now(), seed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_of_one_world_differ_in_their_chance() {
        let world = World::test(TestClock::at(Timestamp::EPOCH));
        let (one, two) = (world.moment(), world.moment());
        assert_eq!(one.now, two.now);
        assert_ne!(one.chance("a").bytes::<8>(), two.chance("a").bytes::<8>());
        assert_eq!(one.chance("a").bytes::<8>(), one.chance("a").bytes::<8>());
        assert_ne!(one.chance("a").bytes::<8>(), one.chance("b").bytes::<8>());
    }

    #[test]
    fn a_test_clock_moves_both_ways() {
        let clock = TestClock::at(Timestamp::from_unix_seconds(100));
        clock.advance(Span::seconds(-30));
        assert_eq!(clock.now(), Timestamp::from_unix_seconds(70));
    }
}
