//! The one place that prints.

use std::fmt::Display;
use std::io::{self, Write};

/// A line of a command's answer, on standard output.
pub fn say(line: impl Display) {
    write(io::stdout().lock(), line);
}

/// A line beside the answer, on standard error.
pub fn say_aside(line: impl Display) {
    write(io::stderr().lock(), line);
}

/// Whoever read along may have gone, as `head` does when it has enough: that is no reason to stop.
fn write(mut to: impl Write, line: impl Display) {
    drop(writeln!(to, "{line}"));
}

/// Why a command failed. It may repeat what was typed, and that must not move the terminal.
pub fn say_error(error: &str) {
    let harmless: String =
        error.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect();
    say_aside(format!("tweestap: {harmless}"));
}
