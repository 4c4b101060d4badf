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
    let lines: Vec<_> = error.split('\n').map(harmless).collect();
    say_aside(format!("tweestap: {}", lines.join("\n")));
}

/// One line of what somebody else has said, without what would move the terminal or turn the direction of writing.
pub fn harmless(text: impl AsRef<str>) -> String {
    let moves = |c: char| {
        c.is_control()
            || matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    text.as_ref().chars().map(|c| if moves(c) { '\u{fffd}' } else { c }).collect()
}
