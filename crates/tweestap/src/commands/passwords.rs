//! `passwords build-filter` and `check-filter`: the passwords that were breached.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use breach_filter::{Built, Filter, Step};
use clap::Subcommand;

use super::output::say;
use super::progress::Progress;

/// Passwords that were breached.
#[derive(Debug, Subcommand)]
pub enum Passwords {
    /// Make the filter of breached passwords from the public list of their hashes
    #[command(
        after_help = "The list has a line for each password: the 40 hexadecimal digits of its SHA-1, and often : and a number, as the\nlist of Have I Been Pwned has. It may have a billion lines, in any order: this takes a quarter of an hour and 100 MiB\nof memory. The filter takes 2.3 bytes a line, and 8 more until it is done. A filter that is there is replaced at the end.\n\nExample:\n  tweestap passwords build-filter pwned-passwords.txt /var/lib/tweestap/breached"
    )]
    BuildFilter {
        /// The list; - for standard input
        list: PathBuf,
        /// The filter that is made, for passwords.breach_filter
        file: PathBuf,
    },
    /// Read a filter as a whole, and say what it holds and whether it is undamaged
    CheckFilter {
        /// The filter
        file: PathBuf,
    },
}

/// Carries the command out.
pub fn run(command: &Passwords) -> Result<()> {
    match command {
        Passwords::BuildFilter { list, file } => build(list, file),
        Passwords::CheckFilter { file } => check(file),
    }
}

fn build(list: &Path, file: &Path) -> Result<()> {
    let (input, progress) = Progress::open(list)?;
    // The reading is nearly all of it.
    let built = breach_filter::build(input, file, &mut |step| match step {
        Step::Reading(_) => progress.show(),
        Step::Making(done, of) => progress.part(done as u64, of as u64),
    });
    let Built { lines, entries, bytes } =
        built.with_context(|| format!("the filter {} was not made", file.display()))?;
    say(format!("{lines} lines read"));
    say(holds(entries, bytes));
    Ok(())
}

fn check(file: &Path) -> Result<()> {
    let filter = Filter::open(file).with_context(|| format!("the filter {}", file.display()))?;
    let progress = Progress::new();
    let checked = filter.check(&mut |done, of| progress.part(done as u64, of as u64));
    checked.with_context(|| format!("the filter {}", file.display()))?;
    say(holds(filter.entries(), filter.bytes()));
    say("the filter is undamaged");
    Ok(())
}

/// What a filter holds, and how far it can be trusted.
#[expect(clippy::cast_precision_loss, reason = "a figure for people")]
pub fn holds(entries: u64, bytes: u64) -> String {
    let (each, others) = (bytes as f64 / entries.max(1) as f64, 1.0 / breach_filter::FALSE_POSITIVES);
    format!(
        "{entries} breached passwords in {bytes} bytes ({each:.2} each); one in {others:.0} others is taken for one of them"
    )
}
