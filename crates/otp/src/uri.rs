//! The address in a QR code by which an authenticator takes over a secret.

use std::fmt::Write;

use crate::{DIGITS, STEP_SECONDS, Secret};

/// `otpauth://totp/Issuer:account?secret=…`, the key URI format that authenticators agree on. A colon in the names would part them
/// in another place, so it is written encoded like all that is not a letter or digit.
pub fn key_uri(issuer: &str, account: &str, secret: &Secret) -> String {
    let (issuer, account) = (encoded(issuer), encoded(account));
    format!(
        "otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_SECONDS}",
        secret.to_base32(),
    )
}

/// Percent-encoding of all but RFC 3986's unreserved characters.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a text cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_encoded() {
        let secret = Secret::from_bytes(b"12345678901234567890").unwrap();
        assert_eq!(
            key_uri("Demo School: Zuid", "anna@demo.example", &secret),
            "otpauth://totp/Demo%20School%3A%20Zuid:anna%40demo.example?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
             &issuer=Demo%20School%3A%20Zuid&algorithm=SHA1&digits=6&period=30"
        );
    }
}
