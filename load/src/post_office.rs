//! Takes the text messages that the server puts into its folder, as a gateway does, and gives them to those who wait for them.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};

use crate::people::of_number;

/// How often the folder is looked at.
const LOOKS_EVERY: Duration = Duration::from_millis(10);

#[derive(Default)]
struct Arrived {
    /// Codes by the person they are for, oldest first.
    codes: HashMap<usize, Vec<String>>,
    /// Every text with its number.
    seen: HashSet<String>,
    twice: usize,
}

/// The post office. Cloning gives another handle.
#[derive(Clone)]
pub struct PostOffice {
    folder: PathBuf,
    arrived: Arc<Mutex<Arrived>>,
}

impl PostOffice {
    /// Beside the data of a server.
    pub fn beside(data: &Path) -> Self {
        Self { folder: data.join("texts"), arrived: Arc::default() }
    }

    /// The folder, as the server's configuration names it.
    pub fn folder(&self) -> Result<&str> {
        self.folder.to_str().context("a folder whose name is text")
    }

    fn lock(&self) -> MutexGuard<'_, Arrived> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Takes what comes, until it is dropped.
    pub async fn takes(self) -> Result<()> {
        loop {
            self.take()?;
            tokio::time::sleep(LOOKS_EVERY).await;
        }
    }

    fn take(&self) -> Result<()> {
        let Ok(files) = fs::read_dir(&self.folder) else { return Ok(()) };
        for file in files {
            let path = file?.path();
            if path.extension().is_none_or(|end| end != "sms") {
                continue;
            }
            let text = fs::read_to_string(&path)?;
            fs::remove_file(&path)?;
            let number = text.lines().next().and_then(|line| line.strip_prefix("To: "));
            let person = number.and_then(of_number).context("a text for one of ours")?;
            let code = text.trim_end().rsplit('#').next().unwrap_or_default().to_owned();
            let mut arrived = self.lock();
            if arrived.seen.insert(text) {
                arrived.codes.entry(person).or_default().push(code);
            } else {
                arrived.twice += 1;
            }
        }
        Ok(())
    }

    /// Waits for a code of this person beyond the first so many, so long at most.
    pub async fn code(&self, person: usize, beyond: usize, at_most: Duration) -> Option<String> {
        let ends = tokio::time::Instant::now() + at_most;
        loop {
            let code = self.lock().codes.get(&person).and_then(|codes| codes.get(beyond).cloned());
            if code.is_some() || tokio::time::Instant::now() >= ends {
                return code;
            }
            tokio::time::sleep(LOOKS_EVERY).await;
        }
    }

    /// How many codes this person has.
    pub fn have(&self, person: usize) -> usize {
        self.lock().codes.get(&person).map_or(0, Vec::len)
    }

    /// How many texts came, and how many came twice.
    pub fn counts(&self) -> (usize, usize) {
        let arrived = self.lock();
        (arrived.seen.len(), arrived.twice)
    }
}
