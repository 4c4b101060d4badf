//! Codes: making them, reading typed ones and finding the step that a code belongs to.

use aws_lc_rs::{constant_time, hmac};
use unicode_normalization::UnicodeNormalization;

use crate::{DIGITS, STEP_SECONDS, Secret};

/// A typed code: 6 ASCII digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; DIGITS]);

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

impl Code {
    /// Reads a code as a person types it: spaces and hyphens are passed over, and digits of other scripts (full-width, Arabic-Indic,
    /// Persian, Devanagari) count as what they are.
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.len() > 64 {
            return None;
        }
        let mut digits = Vec::with_capacity(DIGITS);
        for c in typed.nfkc() {
            match digit(c) {
                Some(digit) => digits.push(digit),
                None if c.is_whitespace() || matches!(c, '-' | '\u{2010}'..='\u{2015}') => {}
                None => return None,
            }
        }
        Some(Self(digits.try_into().ok()?))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

/// What a person typed as digits, which may be those of another script, and nothing else but spaces.
pub fn plain_digits(typed: &str) -> Option<String> {
    let typed = typed.nfkc().filter(|c| !c.is_whitespace());
    typed.map(|c| digit(c).map(char::from)).collect()
}

/// A digit as ASCII has it, whose compatibility forms are folded already.
fn digit(c: char) -> Option<u8> {
    let zero = match c {
        '0'..='9' => '0',
        '\u{660}'..='\u{669}' => '\u{660}',
        '\u{6f0}'..='\u{6f9}' => '\u{6f0}',
        '\u{966}'..='\u{96f}' => '\u{966}',
        _ => return None,
    };
    u8::try_from(c as u32 - zero as u32).ok().map(|value| b'0' + value)
}

/// The code of a counter (RFC 4226 §5.3).
pub fn hotp(secret: &Secret, counter: u64) -> Code {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret.as_bytes());
    let tag = hmac::sign(&key, &counter.to_be_bytes());
    let tag = tag.as_ref();
    let offset = usize::from(tag[tag.len() - 1] & 0x0f);
    let word =
        u32::from_be_bytes([tag[offset], tag[offset + 1], tag[offset + 2], tag[offset + 3]]) & 0x7fff_ffff;
    let mut digits = [b'0'; DIGITS];
    let mut rest = word % 1_000_000;
    for place in digits.iter_mut().rev() {
        *place = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        rest /= 10;
    }
    Code(digits)
}

/// The step that a time falls into; times before 1970 fall into step 0.
pub fn step(unix_seconds: i64) -> i64 {
    unix_seconds.div_euclid(STEP_SECONDS).max(0)
}

/// The code of a time (RFC 6238 §4).
pub fn totp(secret: &Secret, unix_seconds: i64) -> Code {
    hotp(secret, step(unix_seconds).unsigned_abs())
}

/// The steps, at most `window` away from now, whose code this is; newest first. All of them are computed, whichever matches, so the
/// time taken tells nothing. More than one matches about once in a million codes.
pub fn matching_steps(secret: &Secret, code: &Code, unix_seconds: i64, window: i64) -> Vec<i64> {
    let now = step(unix_seconds);
    let mut steps = Vec::new();
    for step in (now - window..=now + window).rev() {
        let same =
            constant_time::verify_slices_are_equal(&hotp(secret, step.max(0).unsigned_abs()).0, &code.0)
                .is_ok();
        if same && step >= 0 {
            steps.push(step);
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use std::process::Command;

    use proptest::prelude::*;

    use super::*;

    fn secret() -> Secret {
        Secret::from_bytes(b"12345678901234567890").unwrap()
    }

    #[test]
    fn rfc_4226_appendix_d() {
        let codes = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
            "520489",
        ];
        for (counter, code) in (0..).zip(codes) {
            assert_eq!(hotp(&secret(), counter).as_str(), code);
        }
    }

    #[test]
    fn rfc_6238_appendix_b_in_six_digits() {
        let times = [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ];
        for (time, code) in times {
            assert_eq!(totp(&secret(), time).as_str(), code);
        }
    }

    #[test]
    fn codes_are_read_as_people_type_them() {
        for typed in ["287082", " 287 082 ", "287-082", "２８７０８２", "٢٨٧٠٨٢", "۲۸۷۰۸۲", "२८७०८२"]
        {
            assert_eq!(
                Code::parse(typed).map(|code| code.as_str().to_owned()).as_deref(),
                Some("287082"),
                "{typed}"
            );
        }
        for typed in ["", "28708", "2870820", "28708a", "two", "²87082x"] {
            assert!(Code::parse(typed).is_none(), "{typed}");
        }
    }

    #[test]
    fn the_window_is_one_step_to_each_side() {
        let now = 1_111_111_111;
        for (off, found) in [(-60, false), (-30, true), (0, true), (30, true), (60, false)] {
            let steps = matching_steps(&secret(), &totp(&secret(), now + off), now, 1);
            assert_eq!(steps.contains(&step(now + off)), found, "{off} s");
        }
    }

    #[test]
    fn oathtool_makes_the_same_codes() {
        let at = |time: i64| {
            let now = format!("--now=@{time}");
            Command::new("oathtool").args(["--totp", "-b", &secret().to_base32(), &now]).output()
        };
        for time in [0, 59, 1_700_000_000, 4_000_000_000] {
            match at(time) {
                Ok(output) => {
                    let code = String::from_utf8_lossy(&output.stdout).trim().to_owned();
                    assert_eq!(totp(&secret(), time).as_str(), code);
                }
                Err(error) => {
                    eprintln!("skipped: oathtool cannot be run: {error}");
                    return;
                }
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_survived(typed in ".{0,80}") {
            if let Some(code) = Code::parse(&typed) {
                prop_assert!(code.as_str().len() == DIGITS && code.as_str().bytes().all(|b| b.is_ascii_digit()));
            }
        }

        #[test]
        fn a_code_belongs_to_its_own_step(bytes in prop::collection::vec(any::<u8>(), 20), time in 0_i64..1 << 40) {
            let secret = Secret::from_bytes(&bytes).unwrap();
            prop_assert!(matching_steps(&secret, &totp(&secret, time), time, 1).contains(&step(time)));
        }
    }
}
