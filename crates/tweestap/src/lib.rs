//! The program: command line, settings, start and stop, demo. The only crate that names all others.

mod alone;
mod background;
pub mod commands;
pub mod demo;
#[cfg(test)]
mod documents;
mod logging;
mod places;
pub mod program;
pub mod server;
pub mod settings;
mod waking;

use std::process::ExitCode;

/// Runs the command line. Exit code 0: done; 1: it failed, with the reason on standard error; 2: the command line is wrong.
pub fn run() -> ExitCode {
    match commands::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            commands::say_error(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}
