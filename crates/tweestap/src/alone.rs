//! Whether this server has its database to itself.

use std::fs::{File, TryLockError};
use std::path::Path;

use anyhow::{Context, Result};

/// Held for as long as this server serves; the system lets go of it when the process ends, however that is.
#[derive(Debug)]
pub struct Alone {
    _lock: File,
}

impl Alone {
    /// None if another server serves from this data folder, as one that is about to stop does.
    pub fn in_folder(data: &Path) -> Result<Option<Self>> {
        let path = data.join("serving");
        let lock = File::create(&path).with_context(|| format!("{}", path.display()))?;
        match lock.try_lock() {
            Ok(()) => Ok(Some(Self { _lock: lock })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => Err(error).with_context(|| format!("{}", path.display())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_server_is_alone_until_it_ends() {
        let folder = tempfile::tempdir().unwrap();
        let alone = || Alone::in_folder(folder.path()).unwrap();
        let first = alone();
        assert!(first.is_some() && alone().is_none());
        drop(first);
        assert!(alone().is_some());
    }
}
