//! Asking the file.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use aws_lc_rs::digest::{Context, SHA256};

use crate::header::{self, Header, HeaderError, Segment};
use crate::{Sha1, fuse};

/// Why a filter cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FilterError {
    /// It cannot be opened.
    #[error("the filter of breached passwords cannot be opened")]
    Open(#[source] io::Error),
    /// What is there is no filter.
    #[error(transparent)]
    Header(#[from] HeaderError),
    /// Its fingerprints were changed since it was made.
    #[error("the filter is damaged in segment {0}: copy or build it anew")]
    Damaged(usize),
    /// It cannot be read any more.
    #[error("the filter of breached passwords cannot be read")]
    Read(#[source] io::Error),
}

/// An open filter. It can be asked from several threads at once.
#[derive(Debug)]
pub struct Filter {
    file: File,
    header: Header,
}

impl Filter {
    /// Opens a filter, and refuses what is none, is cut off, or has a damaged header. The fingerprints are not read: see
    /// [`Filter::check`].
    ///
    /// # Errors
    /// [`FilterError::Open`] and [`FilterError::Header`].
    pub fn open(path: &Path) -> Result<Self, FilterError> {
        let file = File::open(path).map_err(FilterError::Open)?;
        let length = file.metadata().map_err(FilterError::Open)?.len();
        let header = Header::read(&file, length)?;
        Ok(Self { file, header })
    }

    /// How many entries it has.
    pub fn entries(&self) -> u64 {
        self.header.entries()
    }

    /// How many bytes the file has.
    pub fn bytes(&self) -> u64 {
        self.header.file_length()
    }

    /// Whether a password was breached: always true if it is on the list, and else once in 65,536 times.
    ///
    /// # Errors
    /// [`FilterError::Read`].
    pub fn contains(&self, password: Sha1) -> Result<bool, FilterError> {
        let Segment { seed, offset, shape, .. } = *self.header.segment_of(password.entry());
        if shape.blocks == 0 {
            return Ok(false);
        }
        let hash = fuse::hash(password.entry(), seed);
        let mut found = fuse::fingerprint(hash);
        for place in shape.places(hash) {
            let mut bytes = [0; 2];
            self.file.read_exact_at(&mut bytes, offset + 2 * place).map_err(FilterError::Read)?;
            found ^= u16::from_le_bytes(bytes);
        }
        Ok(found == 0)
    }

    /// Reads the whole file and holds it against its checksums. `tell` hears how many segments were read, of how many.
    ///
    /// # Errors
    /// [`FilterError::Damaged`] and [`FilterError::Read`].
    pub fn check(&self, tell: &mut dyn FnMut(usize, usize)) -> Result<(), FilterError> {
        let mut buffer = vec![0; 256 * 1024];
        for (number, segment) in self.header.segments.iter().enumerate() {
            let (mut place, end) = (segment.offset, segment.offset + 2 * segment.shape.fingerprints());
            let mut context = Context::new(&SHA256);
            while place < end {
                let left = usize::try_from(end - place).unwrap_or(usize::MAX);
                let bytes = &mut buffer[..left.min(256 * 1024)];
                self.file.read_exact_at(bytes, place).map_err(FilterError::Read)?;
                context.update(bytes);
                place += bytes.len() as u64;
            }
            if header::checksum(context.finish().as_ref()) != segment.checksum {
                return Err(FilterError::Damaged(number));
            }
            tell(number + 1, self.header.segments.len());
        }
        Ok(())
    }
}
