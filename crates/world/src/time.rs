//! Points in time and lengths of time, as whole microseconds.

use std::ops::{Add, Mul, Sub};

/// A point in time: microseconds since 1970-01-01T00:00:00Z, without leap seconds. Stored as a `BIGINT`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

/// A length of time in microseconds; may be negative where it is the difference of two points.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(i64);

impl Timestamp {
    /// The start of 1970, earlier than anything that is stored.
    pub const EPOCH: Self = Self(0);

    /// From microseconds since the epoch.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// From whole seconds since the epoch; saturates at the ends of the range.
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    /// Microseconds since the epoch.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// Whole seconds since the epoch, rounded down: what RFC 6238 counts in.
    pub const fn unix_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000)
    }
}

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// So many microseconds.
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    /// So many seconds; saturates at the ends of the range.
    pub const fn seconds(seconds: i64) -> Self {
        Self(seconds.saturating_mul(1_000_000))
    }

    /// So many minutes.
    pub const fn minutes(minutes: i64) -> Self {
        Self::seconds(minutes.saturating_mul(60))
    }

    /// So many hours.
    pub const fn hours(hours: i64) -> Self {
        Self::minutes(hours.saturating_mul(60))
    }

    /// So many days of 24 hours.
    pub const fn days(days: i64) -> Self {
        Self::hours(days.saturating_mul(24))
    }

    /// The length in microseconds.
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The length in whole seconds, rounded up, so that "wait 1 s" is never said as "wait 0 s".
    pub const fn as_seconds(self) -> i64 {
        self.0.div_euclid(1_000_000) + if self.0.rem_euclid(1_000_000) > 0 { 1 } else { 0 }
    }

    /// The length in whole minutes, rounded up.
    pub const fn as_minutes(self) -> i64 {
        let seconds = self.as_seconds();
        seconds.div_euclid(60) + if seconds.rem_euclid(60) > 0 { 1 } else { 0 }
    }

    /// The length in whole days, rounded down.
    pub const fn as_days(self) -> i64 {
        self.micros().div_euclid(86_400_000_000)
    }
}

impl Add<Span> for Timestamp {
    type Output = Self;
    fn add(self, span: Span) -> Self {
        Self(self.0.saturating_add(span.0))
    }
}

impl Sub<Span> for Timestamp {
    type Output = Self;
    fn sub(self, span: Span) -> Self {
        Self(self.0.saturating_sub(span.0))
    }
}

impl Sub for Timestamp {
    type Output = Span;
    fn sub(self, other: Self) -> Span {
        Span(self.0.saturating_sub(other.0))
    }
}

impl Add for Span {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl Sub for Span {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Mul<i64> for Span {
    type Output = Self;
    fn mul(self, times: i64) -> Self {
        Self(self.0.saturating_mul(times))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_round_up_and_unix_seconds_round_down() {
        assert_eq!(Span::from_micros(1).as_seconds(), 1);
        assert_eq!(Span::seconds(60).as_minutes(), 1);
        assert_eq!(Span::seconds(61).as_minutes(), 2);
        assert_eq!((Span::hours(47).as_days(), Span::days(14).as_days()), (1, 14));
        assert_eq!(Timestamp::from_micros(1_999_999).unix_seconds(), 1);
        assert_eq!(Timestamp::from_micros(-1).unix_seconds(), -1);
    }

    #[test]
    fn arithmetic_saturates() {
        let end = Timestamp::from_micros(i64::MAX);
        assert_eq!(end + Span::days(1), end);
        assert_eq!(Span::days(i64::MAX), Span::from_micros(i64::MAX));
    }
}
