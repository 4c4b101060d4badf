//! Stored secrets that somebody may have edited: the key ring, password hashes and tokens.
#![no_main]

use libfuzzer_sys::fuzz_target;
use vault::{KeyRing, PasswordHash, Token};

fuzz_target!(|text: &str| {
    let _ = KeyRing::parse(text);
    if let Some(hash) = PasswordHash::parse(text) {
        assert!(PasswordHash::parse(&hash.to_text()).is_some_and(|again| again.to_text() == hash.to_text()));
    }
    if let Some(token) = Token::parse(text) {
        assert_eq!(token.to_text(), text);
    }
});
