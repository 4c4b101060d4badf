//! Codes and keys of authenticator apps as people type them: a code is six digits, a key is written as it was read.
#![no_main]

use libfuzzer_sys::fuzz_target;
use otp::{Code, Secret, matching_steps, totp};

fuzz_target!(|input: (&str, i64)| {
    let (text, seconds) = input;
    if let Some(code) = Code::parse(text) {
        assert!(code.as_str().len() == 6 && code.as_str().bytes().all(|byte| byte.is_ascii_digit()));
    }
    if let Ok(secret) = Secret::parse(text) {
        assert!(Secret::parse(&secret.to_groups()).is_ok_and(|again| again.as_bytes() == secret.as_bytes()));
        let seconds = seconds.rem_euclid(1 << 40);
        assert!(!matching_steps(&secret, &totp(&secret, seconds), seconds, 1).is_empty());
    }
});
