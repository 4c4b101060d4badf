//! Making the file from the list.

use std::fs::{File, Permissions};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use aws_lc_rs::digest::{SHA256, digest};

use crate::fuse;
use crate::header::{self, Header, Segment};
use crate::list::{self, ListError};
use crate::scratch::{PART_BITS, Scratch};

/// A segment has no more entries than this, on average, as long as there can be more segments.
const LARGE: u64 = 3 << 19;
/// Hashes are spread evenly; a segment with more entries than this was not made of a list of them, or of far too long a one.
const TOO_LARGE: u64 = 1 << 24;
/// How often the reading is told of.
const TELL_EVERY: u64 = 1 << 16;

/// Why a filter was not made.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// The list.
    #[error(transparent)]
    List(#[from] ListError),
    /// The list has no line.
    #[error("the list is empty")]
    Empty,
    /// The lines begin alike.
    #[error("the hashes of the list are not spread as hashes are, or more than 10 billion")]
    Skewed,
    /// The disk.
    #[error("the filter cannot be written: it takes about 2.3 bytes an entry, and 8 more until it is done")]
    Write(#[from] io::Error),
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many entries have been read.
    Reading(u64),
    /// So many segments are made, of so many.
    Making(usize, usize),
}

/// What was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Built {
    /// Lines of the list that held a hash.
    pub lines: u64,
    /// Entries of the filter: each hash once.
    pub entries: u64,
    /// The length of the file.
    pub bytes: u64,
}

/// Makes a filter, and puts it in its place when it is whole; whoever reads the old one meanwhile goes on with that.
///
/// # Errors
/// [`BuildError`]; the file that was there before is untouched then.
pub fn build(list: impl Read, target: &Path, tell: &mut dyn FnMut(Step)) -> Result<Built, BuildError> {
    let folder = target.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let mut scratch = Scratch::new(folder)?;
    let mut read = 0;
    let lines = list::read(list, |entry| {
        read += 1;
        if read % TELL_EVERY == 0 {
            tell(Step::Reading(read));
        }
        Ok::<_, BuildError>(scratch.push(entry)?)
    })?;
    if lines == 0 {
        return Err(BuildError::Empty);
    }
    // Everybody may read it: so is the list.
    let mut draft =
        tempfile::Builder::new().permissions(Permissions::from_mode(0o644)).tempfile_in(folder)?;
    let header = write(&scratch, segment_bits(lines), draft.as_file_mut(), tell)?;
    draft.as_file().sync_all()?;
    draft.persist(target).map_err(|error| error.error)?;
    File::open(folder)?.sync_all()?;
    Ok(Built { lines, entries: header.entries(), bytes: header.file_length() })
}

fn segment_bits(lines: u64) -> u32 {
    (0..PART_BITS).find(|bits| lines >> bits <= LARGE).unwrap_or(PART_BITS)
}

fn write(
    scratch: &Scratch,
    bits: u32,
    file: &mut File,
    tell: &mut dyn FnMut(Step),
) -> Result<Header, BuildError> {
    let (count, parts) = (1_usize << bits, 1_usize << (PART_BITS - bits));
    let mut offset = header::length(count) as u64;
    file.seek(SeekFrom::Start(offset))?;
    let mut file = BufWriter::with_capacity(1 << 20, file);
    let mut segments = Vec::with_capacity(count);
    let (mut entries, mut bytes) = (Vec::new(), Vec::new());
    for number in 0..count {
        let of_segment = number * parts..(number + 1) * parts;
        if of_segment.clone().map(|part| scratch.entries(part)).sum::<u64>() > TOO_LARGE {
            return Err(BuildError::Skewed);
        }
        entries.clear();
        of_segment.into_iter().try_for_each(|part| scratch.read(part, &mut entries))?;
        let seeds = u32::try_from(number).unwrap_or_default();
        let fuse = fuse::build(&entries, seeds).ok_or(BuildError::Skewed)?;
        bytes.clear();
        bytes.extend(fuse.table.iter().flat_map(|fingerprint| fingerprint.to_le_bytes()));
        file.write_all(&bytes)?;
        let checksum = header::checksum(digest(&SHA256, &bytes).as_ref());
        segments.push(Segment {
            seed: fuse.seed,
            offset,
            entries: fuse.entries,
            shape: fuse.shape,
            checksum,
        });
        offset += bytes.len() as u64;
        tell(Step::Making(number + 1, count));
    }
    let header = Header { segments };
    file.seek(SeekFrom::Start(0))?;
    file.write_all(&header.to_bytes())?;
    file.flush()?;
    Ok(header)
}
