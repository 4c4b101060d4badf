//! The file of keys: made at first start, readable by its owner only, newest key last.
//!
//! ```text
//! tweestap-keys 1
//! tag 4d…          never changes: keyed hashes that are looked up hang on it
//! 1 9f…            opens what was sealed before the last rotation
//! 2 03…            the last line seals
//! ```

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// The number of a sealing key, as it stands before everything that the key sealed.
pub type KeyId = u32;

const HEADER: &str = "tweestap-keys 1";
const LONGEST_FILE: u64 = 64 * 1024;

/// Why the file of keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyRingError {
    /// The file cannot be read or written.
    #[error("the key ring {path} cannot be used")]
    File {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// Others than its owner can read the file.
    #[error("the key ring {path} can be read by others (mode {mode:o}): run chmod 600 on it")]
    Open {
        /// Which file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is not a key ring.
    #[error("line {line} of the key ring {path} is not a key")]
    Form {
        /// Which file.
        path: PathBuf,
        /// Which line, counted from 1.
        line: usize,
    },
    /// The operating system gave no random numbers.
    #[error("the operating system gave no random numbers")]
    NoChance,
}

#[derive(Clone, Zeroize, ZeroizeOnDrop)]
struct Key([u8; 32]);

impl Key {
    fn new() -> Result<Self, KeyRingError> {
        let mut key = Self([0; 32]);
        aws_lc_rs::rand::fill(&mut key.0).map_err(|_| KeyRingError::NoChance)?;
        Ok(key)
    }

    fn parse(text: &str) -> Option<Self> {
        let bytes = Zeroizing::new(HEXLOWER.decode(text.as_bytes()).ok()?);
        Some(Self(bytes.as_slice().try_into().ok()?))
    }
}

/// The keys.
#[derive(Clone)]
pub struct KeyRing {
    tag: Key,
    sealing: Vec<(KeyId, Key)>,
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeyRing").field("sealing", &self.ids().collect::<Vec<_>>()).finish_non_exhaustive()
    }
}

impl KeyRing {
    /// New keys that are not in a file, for tests.
    pub fn in_memory() -> Result<Self, KeyRingError> {
        Ok(Self { tag: Key::new()?, sealing: vec![(1, Key::new()?)] })
    }

    /// Reads the file; makes it, with mode 0600, if it is missing.
    pub fn open_or_make(path: &Path) -> Result<Self, KeyRingError> {
        let file = |source| KeyRingError::File { path: path.to_owned(), source };
        match fs::metadata(path) {
            Ok(metadata) => {
                let mode = metadata.mode() & 0o777;
                if mode & 0o077 != 0 {
                    return Err(KeyRingError::Open { path: path.to_owned(), mode });
                }
                if metadata.len() > LONGEST_FILE {
                    return Err(KeyRingError::Form { path: path.to_owned(), line: 1 });
                }
                let text = Zeroizing::new(fs::read_to_string(path).map_err(file)?);
                Self::parse(&text).map_err(|line| KeyRingError::Form { path: path.to_owned(), line })
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let ring = Self::in_memory()?;
                ring.save(path)?;
                Ok(ring)
            }
            Err(error) => Err(file(error)),
        }
    }

    /// Reads the text of a file; the number of the first bad line otherwise.
    pub fn parse(text: &str) -> Result<Self, usize> {
        let mut lines = text.lines().enumerate();
        if lines.next().is_none_or(|(_, line)| line != HEADER) {
            return Err(1);
        }
        let tag = lines.next().and_then(|(_, line)| Key::parse(line.strip_prefix("tag ")?)).ok_or(2_usize)?;
        let mut sealing: Vec<(KeyId, Key)> = Vec::new();
        for (index, line) in lines {
            let key = line.split_once(' ').and_then(|(id, key)| Some((id.parse().ok()?, Key::parse(key)?)));
            let key: (KeyId, Key) = key.ok_or(index + 1)?;
            if sealing.last().is_some_and(|(id, _)| *id >= key.0) {
                return Err(index + 1);
            }
            sealing.push(key);
        }
        if sealing.is_empty() {
            return Err(3);
        }
        Ok(Self { tag, sealing })
    }

    fn to_text(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(format!("{HEADER}\ntag {}\n", HEXLOWER.encode(&self.tag.0)));
        for (id, key) in &self.sealing {
            text.push_str(&format!("{id} {}\n", HEXLOWER.encode(&key.0)));
        }
        text
    }

    /// Writes the file so that it is there whole or not at all.
    fn save(&self, path: &Path) -> Result<(), KeyRingError> {
        let write = || -> io::Result<()> {
            let beside = path.with_extension("new");
            let mut file =
                OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside)?;
            file.write_all(self.to_text().as_bytes())?;
            file.sync_all()?;
            fs::rename(&beside, path)?;
            File::open(
                path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new(".")),
            )?
            .sync_all()
        };
        write().map_err(|source| KeyRingError::File { path: path.to_owned(), source })
    }

    /// Adds a key, which seals from now on, and saves the file. Returns its number.
    pub fn rotate(&mut self, path: &Path) -> Result<KeyId, KeyRingError> {
        let id = self.newest() + 1;
        self.sealing.push((id, Key::new()?));
        self.save(path)?;
        Ok(id)
    }

    /// Removes every key but the newest and saves the file. What they sealed can never be opened again: first make sure that
    /// nothing is left under them.
    pub fn forget_old(&mut self, path: &Path) -> Result<(), KeyRingError> {
        let newest = self.newest();
        self.sealing.retain(|(id, _)| *id == newest);
        self.save(path)
    }

    /// The number of the key that seals.
    pub fn newest(&self) -> KeyId {
        self.sealing.last().map_or(0, |(id, _)| *id)
    }

    /// The numbers of all sealing keys, oldest first.
    pub fn ids(&self) -> impl Iterator<Item = KeyId> {
        self.sealing.iter().map(|(id, _)| *id)
    }

    pub(crate) fn sealing_keys(&self) -> impl Iterator<Item = (KeyId, &[u8; 32])> {
        self.sealing.iter().map(|(id, key)| (*id, &key.0))
    }

    pub(crate) fn tag_key(&self) -> &[u8; 32] {
        &self.tag.0
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_ring_is_made_once_for_its_owner_only_and_grows() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        let mut ring = KeyRing::open_or_make(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
        assert_eq!(ring.rotate(&path).unwrap(), 2);
        let again = KeyRing::open_or_make(&path).unwrap();
        assert_eq!(again.ids().collect::<Vec<_>>(), [1, 2]);
        assert_eq!(again.tag_key(), ring.tag_key());
    }

    #[test]
    fn a_ring_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("keys");
        KeyRing::open_or_make(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        assert!(matches!(KeyRing::open_or_make(&path), Err(KeyRingError::Open { mode: 0o640, .. })));
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "(tweestap-keys 1\n)?(tag )?[0-9a-f \n]{0,200}") {
            let _ = KeyRing::parse(&text);
        }
    }
}
