//! A binary fuse filter with three places for each entry and fingerprints of 16 bits (T. M. Graf and D. Lemire, “Binary Fuse Filters:
//! Fast and Smaller Than Xor Filters”, ACM Journal of Experimental Algorithmics 27, 2022).
//!
//! The table is cut into blocks of equal length. An entry has a place in each of three blocks that follow each other; the fingerprints
//! in these places, combined by exclusive or, give that of the entry. The table is filled by *peeling*: an entry that is alone in one
//! of its places is put aside, until all are; in the opposite order each finds its place still free to be chosen.

/// The bits of a block's length are no more than this.
pub const MOST_BLOCK_BITS: u32 = 18;
/// Peeling fails seldom, and with another seed it fails independently.
const SEEDS: u32 = 64;

/// How the table of a filter is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shape {
    /// The length of a block is 2 to this power.
    pub block_bits: u32,
    /// Blocks in which the first place of an entry can lie; the table has two more. 0: a filter without entries or table.
    pub blocks: u32,
}

impl Shape {
    /// The cut for so many entries, after the formulas of the paper for three places.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positive numbers far below 2^32"
    )]
    pub fn of(entries: u32) -> Self {
        if entries == 0 {
            return Self { block_bits: 0, blocks: 0 };
        }
        let logarithm = f64::from(entries.max(2)).ln();
        let block_bits = ((logarithm / 3.33_f64.ln() + 2.25).floor() as u32).min(MOST_BLOCK_BITS);
        let room = (0.875 + 0.25 * 1e6_f64.ln() / logarithm).max(1.125);
        let length = (f64::from(entries) * room).round() as u32;
        let blocks = length.div_ceil(1 << block_bits).saturating_sub(2).max(1);
        Self { block_bits, blocks }
    }

    /// How many fingerprints the table holds.
    pub fn fingerprints(self) -> u64 {
        if self.blocks == 0 { 0 } else { (u64::from(self.blocks) + 2) << self.block_bits }
    }

    /// The three places of an entry with this hash.
    pub fn places(self, hash: u64) -> [u64; 3] {
        let length = 1_u64 << self.block_bits;
        let within = length - 1;
        let first = scaled(hash, u64::from(self.blocks) << self.block_bits);
        [first, (first + length) ^ ((hash >> 18) & within), (first + 2 * length) ^ (hash & within)]
    }
}

/// A hash as a part of the whole of `range`: below it, and rising with the hash.
fn scaled(hash: u64, range: u64) -> u64 {
    u64::try_from((u128::from(hash) * u128::from(range)) >> 64).unwrap_or_default()
}

/// The hash of an entry under a seed. No two entries have the same: each line can be undone.
pub fn hash(entry: u64, seed: u64) -> u64 {
    let mut hash = entry.wrapping_add(seed);
    hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash = (hash ^ (hash >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93);
    hash ^ (hash >> 32)
}

/// The fingerprint of an entry with this hash.
pub fn fingerprint(hash: u64) -> u16 {
    let [high, low, ..] = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes();
    u16::from_be_bytes([high, low])
}

/// A filter that was built.
pub struct Fuse {
    /// The seed under which peeling succeeded.
    pub seed: u64,
    /// Entries, each counted once.
    pub entries: u32,
    /// How the table is cut.
    pub shape: Shape,
    /// The table.
    pub table: Vec<u16>,
}

/// Builds the filter of these entries, which may repeat; none if no seed would do, which does not happen to hashes. `number` makes the
/// seeds of this filter others than those of the next one.
pub fn build(entries: &[u64], number: u32) -> Option<Fuse> {
    let mut hashes = Vec::with_capacity(entries.len());
    (0..SEEDS).find_map(|attempt| {
        let seed = hash((u64::from(number) << 32) | u64::from(attempt), 0x5eed);
        hashes.clear();
        hashes.extend(entries.iter().map(|entry| hash(*entry, seed)));
        // In this order their first places rise, so that what is read next is near. It also brings the same ones together.
        hashes.sort_unstable();
        hashes.dedup();
        let entries = u32::try_from(hashes.len()).ok()?;
        let shape = Shape::of(entries);
        let peeled = peel(&hashes, shape)?;
        Some(Fuse { seed, entries, shape, table: fill(&peeled, shape) })
    })
}

/// An entry that was alone in one of its places: its hash, and in which of the three.
type Peeled = (u64, u8);

/// What lies in one place, while entries are peeled off.
#[derive(Clone, Copy, Default)]
struct Pile {
    /// The hashes of its entries, combined by exclusive or: that of the last one, when it is alone.
    hashes: u64,
    /// How many entries.
    count: u32,
    /// Which of their three places this is to them, likewise combined.
    which: u8,
}

impl Pile {
    fn put(&mut self, hash: u64, which: u8) {
        self.count += 1;
        self.hashes ^= hash;
        self.which ^= which;
    }

    fn take(&mut self, hash: u64, which: u8) {
        self.count -= 1;
        self.hashes ^= hash;
        self.which ^= which;
    }
}

fn index(place: u64) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// The order in which all entries can be peeled off, if they can.
fn peel(hashes: &[u64], shape: Shape) -> Option<Vec<Peeled>> {
    let mut piles = vec![Pile::default(); index(shape.fingerprints())];
    for hash in hashes {
        for (which, place) in (0..).zip(shape.places(*hash)) {
            piles[index(place)].put(*hash, which);
        }
    }
    let mut peeled = Vec::with_capacity(hashes.len());
    let mut alone = Vec::new();
    for place in 0..piles.len() {
        alone.push(place);
        while let Some(place) = alone.pop() {
            let Pile { hashes: hash, count: 1, which } = piles[place] else { continue };
            peeled.push((hash, which));
            for (which, place) in (0..).zip(shape.places(hash).map(index)) {
                piles[place].take(hash, which);
                if piles[place].count == 1 {
                    alone.push(place);
                }
            }
        }
    }
    (peeled.len() == hashes.len()).then_some(peeled)
}

/// The table in which each entry finds its fingerprint.
fn fill(peeled: &[Peeled], shape: Shape) -> Vec<u16> {
    let mut table = vec![0; index(shape.fingerprints())];
    for (hash, which) in peeled.iter().rev() {
        let places = shape.places(*hash).map(index);
        let others = places.iter().fold(0, |all, place| all ^ table[*place]);
        let own = places[usize::from(*which)];
        table[own] ^= others ^ fingerprint(*hash);
    }
    table
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    impl Fuse {
        fn holds(&self, entry: u64) -> bool {
            let hash = hash(entry, self.seed);
            let places = self.shape.places(hash);
            self.entries > 0
                && places.iter().fold(0, |all, place| all ^ self.table[index(*place)]) == fingerprint(hash)
        }
    }

    #[test]
    fn what_is_not_in_it_is_taken_for_it_once_in_65536_times() {
        let entries: Vec<u64> = (0..100_000).map(|n| hash(n, 1)).collect();
        let fuse = build(&entries, 0).unwrap();
        let asked = 100_000..100_000 + 40 * 65_536;
        let wrong = asked.filter(|n| fuse.holds(hash(*n, 1))).count();
        // 40 are expected; six standard deviations to either side.
        assert!((3..=78).contains(&wrong), "{wrong}");
    }

    #[test]
    fn a_large_one_takes_less_than_2_3_bytes_an_entry() {
        for entries in [400_000, 786_433, 1_000_000, 1_234_567, 1_572_864, 1 << 24] {
            let bytes = u32::try_from(Shape::of(entries).fingerprints() * 2).unwrap();
            let each = f64::from(bytes) / f64::from(entries);
            assert!(each <= 2.3, "{each} for {entries}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn every_entry_is_found_however_few_and_alike_they_are(
            few in prop::collection::vec(0_u64..50, 0..100),
            many in prop::collection::vec(any::<u64>(), 0..3000),
            number: u32,
        ) {
            for entries in [few, many] {
                let fuse = build(&entries, number).unwrap();
                prop_assert!(entries.iter().all(|entry| fuse.holds(*entry)));
                let distinct = entries.iter().collect::<std::collections::BTreeSet<_>>().len();
                prop_assert_eq!(fuse.entries as usize, distinct);
                prop_assert_eq!(fuse.table.len() as u64, fuse.shape.fingerprints());
            }
        }

        #[test]
        fn the_three_places_are_different_and_inside(entries in 1_u32..1 << 24, hash: u64) {
            let shape = Shape::of(entries);
            prop_assert!(shape.block_bits <= MOST_BLOCK_BITS);
            let [one, two, three] = shape.places(hash);
            prop_assert!(one < two && two < three && three < shape.fingerprints());
        }
    }
}
