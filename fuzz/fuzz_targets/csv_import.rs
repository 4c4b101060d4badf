//! Files of accounts: every line is an account or refused, no account stands there twice, and the file ends.
#![no_main]

use std::collections::HashSet;

use accounts::import::Lines;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    for header in [b"".as_slice(), b"user_name;display_name;mobile_phone;language;role\n"] {
        let file = [header, file].concat();
        let Ok(mut lines) = Lines::new(file.as_slice(), Some("NL")) else { continue };
        let (mut seen, mut count) = (HashSet::new(), 0);
        while let Some(line) = lines.next_line() {
            count += 1;
            assert!(count <= file.len() + 1, "more lines than bytes");
            if let Ok(line) = line {
                assert!(seen.insert(line.user_name), "an account twice");
            }
        }
    }
});
