//! The one place that prints.

use std::fmt::Display;

/// A line of a command's answer, on standard output.
#[expect(clippy::print_stdout, reason = "commands answer on standard output")]
pub fn say(line: impl Display) {
    println!("{line}");
}

/// A line beside the answer, on standard error.
#[expect(clippy::print_stderr, reason = "what is not the answer goes to standard error")]
pub fn say_aside(line: impl Display) {
    eprintln!("{line}");
}

/// Why a command failed. It may repeat what was typed, and that must not move the terminal.
pub fn say_error(error: &str) {
    let harmless: String =
        error.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect();
    say_aside(format!("tweestap: {harmless}"));
}
