//! Configuration files: what is read keeps to its ranges, and what is refused says why.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use tweestap::settings::{KEYS, Kind, Settings};

fuzz_target!(|text: &str| {
    match Settings::read(Some((Path::new("tweestap.toml"), text)), std::iter::empty()) {
        Ok(settings) => {
            for key in KEYS {
                if let Kind::Number(least, most) = key.kind {
                    assert!((least..=most).contains(&settings.number(key.name)), "{}", key.name);
                }
            }
        }
        Err(refused) => assert!(!refused.to_string().is_empty()),
    }
});
