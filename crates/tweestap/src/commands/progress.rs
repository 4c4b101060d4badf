//! How far a command is with a long file, shown on standard error if a person looks at it.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, IsTerminal, Read};
use std::path::Path;
use std::rc::Rc;

use anyhow::{Context, Result};

use super::output::say_aside;

/// The length of the bar, in characters.
const LENGTH: u64 = 40;

/// A reader that counts, for the progress bar.
pub struct Counted {
    input: Box<dyn Read>,
    read: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.input.read(buffer)?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

/// A progress bar.
pub struct Progress {
    size: u64,
    read: Rc<Cell<u64>>,
    shown: bool,
    drawn: Cell<bool>,
}

impl Progress {
    /// Opens a file and the bar that shows how much of it was read; `-` is standard input, whose length is not known, and which has no
    /// bar.
    pub fn open(file: &Path) -> Result<(Counted, Self)> {
        let input: Box<dyn Read> = if file == Path::new("-") {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(file).with_context(|| format!("the file {}", file.display()))?)
        };
        let size = std::fs::metadata(file).map_or(0, |metadata| metadata.len());
        let read = Rc::default();
        let progress =
            Self { size, read: Rc::clone(&read), shown: io::stderr().is_terminal(), drawn: Cell::new(false) };
        Ok((Counted { input, read }, progress))
    }

    /// A bar for something that is no file: [`Progress::part`] says how far it is.
    pub fn new() -> Self {
        Self { size: 0, read: Rc::default(), shown: io::stderr().is_terminal(), drawn: Cell::new(false) }
    }

    /// Shows how much was read.
    pub fn show(&self) {
        self.part(self.read.get(), self.size);
    }

    /// Shows that so much is done of so much.
    pub fn part(&self, done: u64, of: u64) {
        if self.shown && of > 0 {
            let filled = (done * LENGTH / of).min(LENGTH);
            let filled_length = usize::try_from(filled).unwrap_or_default();
            let above = if self.drawn.replace(true) { "\x1b[1A\r" } else { "" };
            let bar = format!("{:.<40}", "#".repeat(filled_length));
            say_aside(format!("{above}[{bar}] {:3} %", filled * 100 / LENGTH));
        }
    }

    /// Shows that everything was read.
    pub fn end(&self) {
        self.part(self.size, self.size);
    }
}
