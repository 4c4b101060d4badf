//! `organization passwords ban`: the words that an organization bans from the passwords of its people.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use accounts::banned_words;
use anyhow::{Context, Result, bail};
use clap::Subcommand;
use password_policy::{LONGEST_WORD, MOST_WORDS, OrganizationWords, SHORTEST_WORD};

use super::account::organization_of;
use super::output::{say, say_aside};
use crate::program::Program;

/// A file of words has this many bytes at most: the most words, each as long as it may be.
const LONGEST_FILE: u64 = (MOST_WORDS * (4 * LONGEST_WORD + 2)) as u64;

/// The passwords of an organization's people.
#[derive(Debug, Subcommand)]
pub enum Passwords {
    /// Ban words from new passwords, or list those that are banned
    #[command(
        after_help = "The file has one word on each line: the names of the place, of the mascot, of buildings. They take the place of those\nbefore; an empty file bans none. What is banned for everybody is banned beside them.\n\nExample: tweestap organization passwords ban zuid.example words.txt"
    )]
    Ban {
        /// The domain of the organization
        domain: String,
        /// The file; - for standard input
        #[arg(required_unless_present = "list")]
        file: Option<PathBuf>,
        /// List the banned words instead
        #[arg(long, conflicts_with = "file")]
        list: bool,
    },
}

/// Carries the command out.
pub fn run(command: &Passwords, program: &Program) -> Result<()> {
    let Passwords::Ban { domain, file, .. } = command;
    let organization = organization_of(domain, program)?;
    let Some(file) = file else {
        let words = program.store.read_now(move |t| banned_words::list(t, organization))?;
        words.iter().for_each(say);
        return Ok(());
    };
    let words = read(file).with_context(|| format!("the words of {}", file.display()))?;
    let count = words.len();
    program.store.write_now(move |t| banned_words::set(t, organization, &words))?;
    say_aside(format!("{count} words are banned"));
    Ok(())
}

/// The words of a file, one on each line, each once.
fn read(file: &Path) -> Result<Vec<String>> {
    let input: Box<dyn Read> =
        if file == Path::new("-") { Box::new(io::stdin()) } else { Box::new(File::open(file)?) };
    let mut text = String::new();
    input.take(LONGEST_FILE + 1).read_to_string(&mut text)?;
    if text.len() as u64 > LONGEST_FILE {
        bail!("it is longer than {LONGEST_FILE} bytes");
    }
    words(&text)
}

fn words(text: &str) -> Result<Vec<String>> {
    let mut words: Vec<String> = Vec::new();
    for (number, line) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        let word = line.trim();
        if word.is_empty() || words.iter().any(|known| known == word) {
            continue;
        }
        if word.chars().any(char::is_control) || OrganizationWords::new([word]).is_err() {
            bail!("line {number}: a banned word has {SHORTEST_WORD} to {LONGEST_WORD} characters");
        }
        words.push(word.to_owned());
    }
    OrganizationWords::new(words.iter().map(String::as_str))?;
    Ok(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_word_is_banned_once_and_a_wrong_one_is_named_by_its_line() {
        assert_eq!(words("\u{feff}Zuiderzee\r\n\n  olifant \nolifant\n").unwrap(), ["Zuiderzee", "olifant"]);
        assert_eq!(words("").unwrap(), [""; 0]);
        for (text, says) in [
            ("Zuiderzee\nzee\n", "line 2"),
            (&*"z".repeat(33), "line 1"),
            ("olif\u{1b}ant\n", "line 1"),
            (&*(0..=MOST_WORDS).map(|n| format!("word{n}")).collect::<Vec<_>>().join("\n"), "1000"),
        ] {
            assert!(words(text).unwrap_err().to_string().contains(says), "{says}");
        }
    }
}
