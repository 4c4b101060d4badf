//! Times as people read them.

use world::Timestamp;

/// `2026-11-24 13:05 UTC`. A small script turns it into the browser's own zone and language; without script it is right as well.
pub fn date_and_time(time: Timestamp) -> String {
    let (year, month, day) = civil(time.unix_seconds().div_euclid(86_400));
    let minutes = time.unix_seconds().rem_euclid(86_400) / 60;
    format!("{year:04}-{month:02}-{day:02} {:02}:{:02} UTC", minutes / 60, minutes % 60)
}

/// The date of a day that is counted from 1970-01-01, by the Gregorian calendar: years are counted from March, so that the leap day
/// comes last.
fn civil(day: i64) -> (i64, i64, i64) {
    let day = day + 719_468;
    let era = day.div_euclid(146_097);
    let day_of_era = day.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leap_days_and_ends_of_years() {
        let at = |seconds| date_and_time(Timestamp::from_unix_seconds(seconds));
        assert_eq!(at(0), "1970-01-01 00:00 UTC");
        assert_eq!(at(951_825_600), "2000-02-29 12:00 UTC");
        assert_eq!(at(1_798_761_599), "2026-12-31 23:59 UTC");
        assert_eq!(at(4_107_542_400), "2100-03-01 00:00 UTC");
        assert_eq!(at(-1), "1969-12-31 23:59 UTC");
    }
}
