//! The passwords that were breached, in one file that is asked offline.
//!
//! The file is made from the public list of their SHA-1 hashes, a billion lines and more, and holds a fingerprint of 16 bits for each.
//! Whether a password is among them is answered by three reads of two bytes: nothing of the file stays in memory but its header, which
//! has 41 KiB at most. Every password of the list is found. Another one is taken for one of them once in 65,536 times
//! ([`FALSE_POSITIVES`]); the list cannot be read back from the file.
//!
//! ```text
//!  list ──lines──▶ scratch file, parted by the first bits of the hash ──part by part──▶ binary fuse filters ──▶ file
//! ```
//!
//! Building takes about 100 MiB of memory however long the list is (up to 1.6 billion entries; then it grows with the list), and 8 bytes of
//! disk an entry beside the 2.3 of the file, until it is done.
//!
//! # The file
//!
//! All numbers are little-endian. `SEGMENTS` is 2 to the power of `segment bits`; the first so many bits of a hash say which segment
//! it belongs to.
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `BRCHFUSE` |
//! | 4 | version of the format: 1 |
//! | 4 | bits of a fingerprint: 16, so that false positives are one in 2^16 |
//! | 8 | entries, each counted once |
//! | 4 | segment bits: 0 to 10 |
//! | 4 | zero |
//! | 8 | length of the whole file |
//! | 40 × `SEGMENTS` | for each segment: seed (8), place in the file (8), entries (4), blocks (4), bits of a block's length (4), zero (4), the first 8 bytes of the SHA-256 of its fingerprints (8) |
//! | 32 | SHA-256 of everything above |
//! | 2 × … | the fingerprints of each segment, `(blocks + 2) × 2^bits` of them, none if it has no entries |
//!
//! An entry is the first 8 bytes of the SHA-1, read as a big-endian number. Where its fingerprint is found, and what it is, stands in
//! `fuse.rs`.

mod build;
mod filter;
mod fuse;
mod header;
mod list;
mod scratch;
mod sha1;

pub use build::{BuildError, Built, Step, build};
pub use filter::{Filter, FilterError};
pub use header::HeaderError;
pub use list::{Form, ListError};
pub use sha1::Sha1;

/// How often a password that is not on the list is taken for one that is.
pub const FALSE_POSITIVES: f64 = 1.0 / 65_536.0;

#[cfg(test)]
mod tests;
