//! The beginning of the file, which says where everything is.

use std::io::{self, Read};

use aws_lc_rs::digest::{SHA256, SHA256_OUTPUT_LEN, digest};

use crate::fuse::{MOST_BLOCK_BITS, Shape};
use crate::scratch::PART_BITS;

const MAGIC: [u8; 8] = *b"BRCHFUSE";
const VERSION: u32 = 1;
const FINGERPRINT_BITS: u32 = 16;
const BEGINNING: usize = 40;
const ROW: usize = 40;

/// Why a file is no filter.
#[derive(Debug, thiserror::Error)]
pub enum HeaderError {
    /// It cannot be read.
    #[error("the file cannot be read")]
    Read(#[source] io::Error),
    /// It is something else.
    #[error("the file is no filter of breached passwords")]
    Foreign,
    /// It was made by another version of the program.
    #[error("the filter has version {0} of the format, and this program knows {VERSION}: build it anew")]
    Version(u32),
    /// It ends too early.
    #[error("the filter is cut off: copy or build it anew")]
    Truncated,
    /// Its beginning was changed.
    #[error("the filter is damaged: copy or build it anew")]
    Damaged,
}

/// One segment of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The seed of its filter.
    pub seed: u64,
    /// Where its fingerprints begin in the file.
    pub offset: u64,
    /// How many entries it has.
    pub entries: u32,
    /// How its table is cut.
    pub shape: Shape,
    /// The first 8 bytes of the SHA-256 of its fingerprints.
    pub checksum: [u8; 8],
}

/// The whole header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// A power of two of them, in the order of the first bits of their entries.
    pub segments: Vec<Segment>,
}

/// The length of a header with so many segments.
pub fn length(segments: usize) -> usize {
    BEGINNING + ROW * segments + SHA256_OUTPUT_LEN
}

impl Header {
    /// How many entries there are.
    pub fn entries(&self) -> u64 {
        self.segments.iter().map(|segment| u64::from(segment.entries)).sum()
    }

    /// The length of the whole file.
    pub fn file_length(&self) -> u64 {
        let bodies: u64 = self.segments.iter().map(|segment| 2 * segment.shape.fingerprints()).sum();
        length(self.segments.len()) as u64 + bodies
    }

    /// The segment to which an entry belongs.
    pub fn segment_of(&self, entry: u64) -> &Segment {
        let bits = self.segments.len().trailing_zeros();
        let number = entry.checked_shr(u64::BITS - bits).unwrap_or_default();
        &self.segments[usize::try_from(number).unwrap_or_default()]
    }

    /// As it stands in the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(length(self.segments.len()));
        bytes.extend(MAGIC);
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend(FINGERPRINT_BITS.to_le_bytes());
        bytes.extend(self.entries().to_le_bytes());
        bytes.extend(self.segments.len().trailing_zeros().to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend(self.file_length().to_le_bytes());
        for segment in &self.segments {
            bytes.extend(segment.seed.to_le_bytes());
            bytes.extend(segment.offset.to_le_bytes());
            bytes.extend(segment.entries.to_le_bytes());
            bytes.extend(segment.shape.blocks.to_le_bytes());
            bytes.extend(segment.shape.block_bits.to_le_bytes());
            bytes.extend([0; 4]);
            bytes.extend(segment.checksum);
        }
        let checksum = digest(&SHA256, &bytes);
        bytes.extend(checksum.as_ref());
        bytes
    }

    /// Reads the header of a file of this length. What is read is at most 41 KiB, whatever the file says.
    pub fn read(mut file: impl Read, file_length: u64) -> Result<Self, HeaderError> {
        let mut bytes = vec![0; BEGINNING];
        let magic = MAGIC.len();
        read_exactly(&mut file, &mut bytes[..magic], HeaderError::Foreign)?;
        if bytes[..magic] != MAGIC {
            return Err(HeaderError::Foreign);
        }
        read_exactly(&mut file, &mut bytes[magic..], HeaderError::Truncated)?;
        let version = number(&bytes, 8);
        if version != VERSION {
            return Err(HeaderError::Version(version));
        }
        let bits = number(&bytes, 24);
        if bits > PART_BITS {
            return Err(HeaderError::Damaged);
        }
        bytes.resize(length(1 << bits), 0);
        read_exactly(&mut file, &mut bytes[BEGINNING..], HeaderError::Truncated)?;
        let rows = bytes[BEGINNING..].chunks_exact(ROW).take(1 << bits);
        let header = Self { segments: rows.map(segment).collect() };
        // Written out again it is the same, or something in it is not what this program writes.
        if !header.is_in_order() || header.to_bytes() != bytes {
            return Err(HeaderError::Damaged);
        }
        match file_length.cmp(&header.file_length()) {
            std::cmp::Ordering::Less => Err(HeaderError::Truncated),
            std::cmp::Ordering::Equal => Ok(header),
            std::cmp::Ordering::Greater => Err(HeaderError::Damaged),
        }
    }

    /// Whether the segments follow each other, each with a shape that can be.
    fn is_in_order(&self) -> bool {
        let mut expected = length(self.segments.len()) as u64;
        self.segments.iter().all(|segment| {
            let Segment { offset, entries, shape, .. } = *segment;
            let follows = offset == expected;
            let shaped = shape.block_bits <= MOST_BLOCK_BITS && (shape.blocks == 0) == (entries == 0);
            // Below 2^52 for a shape that can be; for another one this does not matter.
            expected = expected.saturating_add(
                2 * Shape { block_bits: shape.block_bits.min(MOST_BLOCK_BITS), ..shape }.fingerprints(),
            );
            follows && shaped
        })
    }
}

fn read_exactly(mut file: impl Read, into: &mut [u8], too_short: HeaderError) -> Result<(), HeaderError> {
    file.read_exact(into).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => too_short,
        _ => HeaderError::Read(error),
    })
}

/// The four bytes there, as a number.
fn number(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(eight(bytes, at)[..4].try_into().unwrap_or_default())
}

/// The eight bytes there.
fn eight(bytes: &[u8], at: usize) -> [u8; 8] {
    bytes.get(at..at + 8).and_then(|bytes| bytes.try_into().ok()).unwrap_or_default()
}

fn segment(row: &[u8]) -> Segment {
    Segment {
        seed: u64::from_le_bytes(eight(row, 0)),
        offset: u64::from_le_bytes(eight(row, 8)),
        entries: number(row, 16),
        shape: Shape { blocks: number(row, 20), block_bits: number(row, 24) },
        checksum: eight(row, 32),
    }
}

/// The checksum of a segment's fingerprints.
pub fn checksum(of_everything: &[u8]) -> [u8; 8] {
    eight(of_everything, 0)
}
