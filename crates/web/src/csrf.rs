//! Tokens that show that a form came from a page of ours, in this browser, within the last day.

use data_encoding::HEXLOWER;
use vault::{TokenHash, Vault, same};
use world::{Span, Timestamp};

/// A form may lie open for so many hours.
pub const FORM_HOURS: i64 = 24;

fn hour(now: Timestamp) -> i64 {
    now.micros().div_euclid(Span::hours(1).micros())
}

fn tag(vault: &Vault, browser: TokenHash, hour: i64) -> String {
    HEXLOWER.encode(&vault.tag("csrf", &[browser.as_bytes(), &hour.to_be_bytes()]))
}

/// The token for the forms of this browser in this hour.
pub(crate) fn token(vault: &Vault, browser: TokenHash, now: Timestamp) -> String {
    let hour = hour(now);
    format!("{hour}.{}", tag(vault, browser, hour))
}

/// Why a form is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// It was made too long ago, or in the future.
    Expired,
    /// It was not made for this browser.
    Other,
}

/// Checks a form's token.
pub(crate) fn check(vault: &Vault, browser: TokenHash, token: &str, now: Timestamp) -> Result<(), Foreign> {
    let (made, mac) = token.split_once('.').ok_or(Foreign::Other)?;
    let made: i64 = made.parse().map_err(|_| Foreign::Other)?;
    if !same(mac.as_bytes(), tag(vault, browser, made).as_bytes()) {
        return Err(Foreign::Other);
    }
    if (0..=FORM_HOURS).contains(&(hour(now) - made)) { Ok(()) } else { Err(Foreign::Expired) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_for_one_browser_and_one_day() {
        let vault = Vault::for_tests();
        let (mine, other) = (TokenHash::from_bytes([1; 32]), TokenHash::from_bytes([2; 32]));
        let now = Timestamp::from_unix_seconds(1_800_000_000);
        let made = token(&vault, mine, now);
        assert_eq!(check(&vault, mine, &made, now + Span::hours(23)), Ok(()));
        assert_eq!(check(&vault, mine, &made, now + Span::hours(26)), Err(Foreign::Expired));
        assert_eq!(check(&vault, mine, &made, now - Span::hours(2)), Err(Foreign::Expired));
        assert_eq!(check(&vault, other, &made, now), Err(Foreign::Other));
        for bad in ["", ".", "1.", "x.y", &format!("{}.{}", hour(now) + 1, made.split_once('.').unwrap().1)] {
            assert_eq!(check(&vault, mine, bad, now), Err(Foreign::Other));
        }
    }
}
