//! Random numbers that a step can draw again: the same seed gives the same numbers.

use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};

use crate::{Id, Timestamp};

/// A cryptographically secure stream of random numbers, made from the seed of a [`crate::Moment`].
///
/// A step that the store runs again after a conflict makes its `Chance` anew from the same moment, so the second run
/// chooses the same ids and tokens as the first.
pub struct Chance(ChaCha20Rng);

impl Chance {
    /// Each use draws from a stream of its own: ChaCha's 64-bit stream number is the FNV-1a hash of its name.
    pub(crate) fn from_seed(seed: [u8; 32], what_for: &str) -> Self {
        let fnv = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        let mut stream = ChaCha20Rng::from_seed(seed);
        stream.set_stream(what_for.bytes().fold(0xcbf2_9ce4_8422_2325, fnv));
        Self(stream)
    }

    /// Fills the buffer.
    pub fn fill(&mut self, buffer: &mut [u8]) {
        self.0.fill_bytes(buffer);
    }

    /// So many random bytes.
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.fill(&mut bytes);
        bytes
    }

    /// A new id: 48 bits of the time in milliseconds, then chance (RFC 9562 §5.7).
    pub fn id<T: Id>(&mut self, now: Timestamp) -> T {
        T::from_array(crate::ids::time_ordered(now, self.bytes()))
    }

    /// A code of so many decimal digits, each value equally likely; `digits` 1 to 9.
    pub fn digits(&mut self, digits: u32) -> String {
        let range = 10_u32.pow(digits.clamp(1, 9));
        let ceiling = u32::MAX - u32::MAX % range;
        let number = loop {
            let drawn = self.0.next_u32();
            if drawn < ceiling {
                break drawn % range;
            }
        };
        format!("{number:0width$}", width = digits as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_and_another_does_not() {
        let draw = |seed| Chance::from_seed([seed; 32], "test").bytes::<16>();
        assert_eq!(draw(1), draw(1));
        assert_ne!(draw(1), draw(2));
    }

    #[test]
    fn digits_keep_their_leading_zeros() {
        let mut chance = Chance::from_seed([7; 32], "test");
        let codes: Vec<_> = (0..2000).map(|_| chance.digits(6)).collect();
        assert!(codes.iter().all(|code| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit())));
        assert!(codes.iter().any(|code| code.starts_with('0')));
    }
}
