//! The command line.

mod account;
mod authenticator;
mod banned;
mod check;
mod contact;
mod groups;
mod import;
mod keys;
mod organization;
mod output;
mod pass;
mod passes;
mod passwords;
mod progress;
mod resets;
mod serve;
mod switch;
mod texts;
mod told;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

pub use output::say_error;

use crate::program::{Program, read_settings};

/// Sign-in for work and school accounts, with a second step, on your own machine.
#[derive(Debug, Parser)]
#[command(
    name = "tweestap",
    version,
    after_help = "Begin with `tweestap demo`: everything in one process, nothing to set up."
)]
struct Arguments {
    /// The configuration file [default: tweestap.toml in the data folder, if it is there]
    #[arg(long, global = true, env = "TWEESTAP_CONFIG", value_name = "FILE")]
    config: Option<PathBuf>,
    /// The folder of database and keys [default: ./data; for demo: a temporary one]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the sign-in pages
    #[command(
        after_help = "Needs an organization: `tweestap organization add`. Stops on SIGTERM or Ctrl-C when requests in flight have ended."
    )]
    Serve(serve::Listen),
    /// Serve a demo school with sample accounts and a phone simulator
    #[command(
        after_help = "Everybody who reaches the address can sign in as anybody: the codes stand on the simulator's page."
    )]
    Demo(serve::Demo),
    /// Add, list, show, import, reset or disable accounts
    #[command(subcommand)]
    Account(account::Account),
    /// Groups of people, for rules that are not for everybody
    #[command(subcommand)]
    Group(groups::Group),
    /// Add, change or list organizations
    #[command(subcommand)]
    Organization(organization::Organization),
    /// Check the configuration, and show what is used and where it comes from
    Check(check::Check),
    /// Look after the keys that seal secrets in the database
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Approve sign-ins from a terminal, as the authenticator app does
    Authenticator(authenticator::Authenticator),
    /// Make and check the filter of breached passwords
    #[command(subcommand)]
    Passwords(passwords::Passwords),
    /// Show what a language lacks against English
    Texts,
    /// Write the documents that are made from the configuration's table
    #[command(hide = true)]
    Document {
        /// Where to
        #[arg(long, value_name = "DIR")]
        write: PathBuf,
    },
}

/// Reads the command line and does what it says.
pub fn run() -> Result<()> {
    let Arguments { config, data, command } = Arguments::parse();
    let folder = data.clone().unwrap_or_else(|| PathBuf::from("data"));
    let open = || Program::open(read_settings(config.as_deref(), &folder)?, &folder);
    match command {
        Command::Serve(listen) => serve::serve(&listen, config.as_deref(), &folder),
        Command::Demo(demo) => serve::demo(&demo, config.as_deref(), data.as_deref()),
        Command::Account(command) => account::run(command, &open()?),
        Command::Group(command) => groups::run(command, &open()?),
        Command::Organization(command) => organization::run(command, &open()?),
        Command::Check(check) => check::run(&check, config.as_deref(), &folder),
        Command::Keys(command) => keys::run(&command, &open()?),
        Command::Authenticator(command) => authenticator::run(command),
        Command::Passwords(command) => passwords::run(&command),
        Command::Texts => texts::run(),
        Command::Document { write } => texts::write_documents(&write),
    }
}

/// Reads a command line without doing what it says: the documents' examples are tried so.
#[cfg(test)]
pub fn reads(words: Vec<String>) -> Result<(), String> {
    Arguments::try_parse_from(words).map(drop).map_err(|error| error.to_string())
}
