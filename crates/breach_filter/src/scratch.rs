//! Entries on their way from the list to the filters: parted by their first bits, in a file that has no name and goes away with the
//! program. What waits for its turn in memory are 16 KiB for each part.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

/// Entries are parted by so many of their first bits.
pub const PART_BITS: u32 = 10;
const PARTS: usize = 1 << PART_BITS;
const ENTRY: usize = size_of::<u64>();
/// Bytes of a part that are written at once.
const BLOCK: usize = 16 * 1024;

#[derive(Default)]
struct Part {
    /// What is not written yet.
    waits: Vec<u8>,
    /// Its blocks in the file, by their numbers.
    blocks: Vec<u32>,
}

/// The parted entries.
pub struct Scratch {
    file: File,
    written: u32,
    parts: Vec<Part>,
}

impl Scratch {
    /// An empty one, on the disk of this folder.
    pub fn new(folder: &Path) -> io::Result<Self> {
        let parts = (0..PARTS).map(|_| Part::default()).collect();
        Ok(Self { file: tempfile::tempfile_in(folder)?, written: 0, parts })
    }

    /// Takes an entry.
    pub fn push(&mut self, entry: u64) -> io::Result<()> {
        let part = &mut self.parts[part_of(entry)];
        part.waits.extend_from_slice(&entry.to_le_bytes());
        if part.waits.len() == BLOCK {
            self.file.write_all_at(&part.waits, place(self.written))?;
            part.waits.clear();
            part.blocks.push(self.written);
            self.written = self.written.checked_add(1).ok_or(io::ErrorKind::FileTooLarge)?;
        }
        Ok(())
    }

    /// How many entries a part holds.
    pub fn entries(&self, part: usize) -> u64 {
        let part = &self.parts[part];
        ((part.blocks.len() * BLOCK + part.waits.len()) / ENTRY) as u64
    }

    /// Puts the entries of a part, in any order, behind others.
    pub fn read(&self, part: usize, into: &mut Vec<u64>) -> io::Result<()> {
        let part = &self.parts[part];
        let mut block = [0; BLOCK];
        for number in &part.blocks {
            self.file.read_exact_at(&mut block, place(*number))?;
            into.extend(block.as_chunks().0.iter().map(|bytes| u64::from_le_bytes(*bytes)));
        }
        into.extend(part.waits.as_chunks().0.iter().map(|bytes| u64::from_le_bytes(*bytes)));
        Ok(())
    }
}

fn part_of(entry: u64) -> usize {
    usize::try_from(entry >> (u64::BITS - PART_BITS)).unwrap_or_default()
}

fn place(block: u32) -> u64 {
    u64::from(block) * BLOCK as u64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_entry_comes_back_in_its_part() {
        let folder = tempfile::tempdir().unwrap();
        let mut scratch = Scratch::new(folder.path()).unwrap();
        // More than a block in part 0 and in the last one, little in another.
        let last = u64::MAX << (u64::BITS - PART_BITS);
        let wanted: Vec<u64> = (0..5000).chain((0..3000).map(|n| last | n)).chain([1 << 60]).collect();
        for entry in &wanted {
            scratch.push(*entry).unwrap();
        }
        assert_eq!((scratch.entries(0), scratch.entries(PARTS - 1), scratch.entries(1)), (5000, 3000, 0));
        let mut found = Vec::new();
        for part in 0..PARTS {
            scratch.read(part, &mut found).unwrap();
        }
        found.sort_unstable();
        let mut wanted = wanted;
        wanted.sort_unstable();
        assert_eq!(found, wanted);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "the scratch file has no name");
    }
}
