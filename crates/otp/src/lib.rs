//! One-time codes from a shared secret and the time: HOTP (RFC 4226) and TOTP (RFC 6238).
//!
//! The form is the one that every authenticator reads: HMAC-SHA-1, 6 digits, steps of 30 seconds. Which step was accepted last is
//! the caller's to remember: a code is refused by keeping only steps above it.

mod code;
mod secret;
mod uri;

pub use code::{Code, hotp, matching_steps, plain_digits, step, totp};
pub use secret::{Secret, SecretError};
pub use uri::key_uri;

/// The length of a step in seconds.
pub const STEP_SECONDS: i64 = 30;
/// How many digits a code has.
pub const DIGITS: usize = 6;
