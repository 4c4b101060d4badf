//! A stream of server-sent events (the HTML standard, “Server-sent events”), of which one kind says something here.

/// The longest line that is kept; what follows in it is passed over.
const LONGEST_LINE: usize = 1024;

/// Reads a stream piece by piece.
#[derive(Debug, Default)]
pub struct Events {
    line: Vec<u8>,
    look: bool,
    after_return: bool,
}

impl Events {
    /// Takes the next bytes, and returns how many events `look` ended in them.
    pub fn take(&mut self, bytes: &[u8]) -> usize {
        let mut looks = 0;
        for byte in bytes {
            let second = *byte == b'\n' && std::mem::take(&mut self.after_return);
            match byte {
                b'\n' if second => {}
                b'\n' | b'\r' => {
                    self.after_return = *byte == b'\r';
                    looks += usize::from(self.line_ends());
                }
                other => {
                    self.after_return = false;
                    if self.line.len() < LONGEST_LINE {
                        self.line.push(*other);
                    }
                }
            }
        }
        looks
    }

    /// True if an event `look` ends here, with an empty line.
    fn line_ends(&mut self) -> bool {
        let line = std::mem::take(&mut self.line);
        if line.is_empty() {
            return std::mem::take(&mut self.look);
        }
        if let Some(value) = line.strip_prefix(b"event:") {
            self.look = value.strip_prefix(b" ").unwrap_or(value) == b"look";
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn looks_are_counted_and_all_else_is_passed_over() {
        for (stream, looks) in [
            ("event: look\ndata:\n\n", 1),
            ("event:look\r\ndata: x\r\n\r\n: still there\r\n\r\nevent: look\r\rdata\r\r", 2),
            (": comment\n\n\ndata: look\n\n", 0),
            ("event: look\nevent: other\n\n", 0),
            ("event: looks\n\nevent: look", 0),
        ] {
            assert_eq!(Events::default().take(stream.as_bytes()), looks, "{stream:?}");
        }
        let long = format!("{}\nevent: look\n\n", "x".repeat(100_000));
        assert_eq!(Events::default().take(long.as_bytes()), 1);
    }

    proptest! {
        #[test]
        fn pieces_change_nothing(stream in "((event: ?look|data|:|x){0,2}\r?\n){0,20}", at in any::<prop::sample::Index>()) {
            let bytes = stream.as_bytes();
            let at = at.index(bytes.len() + 1);
            let mut events = Events::default();
            let pieces = events.take(&bytes[..at]) + events.take(&bytes[at..]);
            prop_assert_eq!(pieces, Events::default().take(bytes));
        }
    }
}
