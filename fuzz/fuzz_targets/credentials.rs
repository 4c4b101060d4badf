//! What browsers send of passkeys and security keys: nothing that a stranger made up is a credential or a right response.
#![no_main]

use libfuzzer_sys::fuzz_target;
use webauthn::{Site, authenticated, is_response, names, registered};

fuzz_target!(|text: &str| {
    let Ok(site) = Site::new("school.example", "https://school.example", "School") else { return };
    let made = registered(&site, &[7; 32], text);
    assert!(made.is_err() || is_response(text));
    assert!(authenticated(&site, &[7; 32], &[], text).is_err());
    assert!(names(text).is_none() || is_response(text));
});
