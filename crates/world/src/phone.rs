//! Telephone numbers, read in any national notation and kept as ITU-T E.164.

use rlibphonenumber::enums::Region;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, PhoneNumberType};

/// Why a number was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Nothing was given.
    #[error("nothing was given")]
    Empty,
    /// Longer than 64 characters.
    #[error("longer than 64 characters")]
    TooLong,
    /// Without `+` and country code, where no country was given either.
    #[error("the country code is missing: begin with + and the country, as in +31 6 12345678")]
    NoCountry,
    /// Not a number that can exist.
    #[error("not a telephone number that exists")]
    Unknown,
    /// A kind of number that costs its caller, or that nobody answers.
    #[error("premium, shared-cost, pager and voicemail numbers cannot be used")]
    NotAllowed,
    /// An extension that is not 1 to 8 digits.
    #[error("the extension must be 1 to 8 digits")]
    Extension,
}

/// A number that a text or a call can be sent to.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PhoneNumber {
    e164: String,
    extension: Option<String>,
}

/// `+` and 15 digits (ITU-T E.164 §6.2.1).
const LONGEST_E164: usize = 16;

impl PhoneNumber {
    /// Reads a number as a person writes it. `country` (ISO 3166-1, as `NL`) is assumed where the text has no `+`.
    pub fn parse(text: &str, country: Option<&str>) -> Result<Self, PhoneError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(PhoneError::Empty);
        }
        if text.chars().count() > 64 {
            return Err(PhoneError::TooLong);
        }
        if text.chars().any(char::is_control) {
            return Err(PhoneError::Unknown);
        }
        let region = country.and_then(|country| Region::try_from(country).ok());
        let international = text.starts_with(['+', '＋']);
        if !international && region.is_none() {
            return Err(PhoneError::NoCountry);
        }
        let number = PHONE_NUMBER_UTIL.parse(text, region).map_err(|_| PhoneError::Unknown)?;
        if !PHONE_NUMBER_UTIL.is_valid_number(&number) {
            return Err(PhoneError::Unknown);
        }
        match PHONE_NUMBER_UTIL.get_number_type(&number) {
            PhoneNumberType::PremiumRate
            | PhoneNumberType::SharedCost
            | PhoneNumberType::Pager
            | PhoneNumberType::VoiceMail => return Err(PhoneError::NotAllowed),
            _ => {}
        }
        let extension = number.extension.clone().filter(|extension| !extension.is_empty());
        if extension
            .as_ref()
            .is_some_and(|digits| digits.len() > 8 || !digits.bytes().all(|b| b.is_ascii_digit()))
        {
            return Err(PhoneError::Extension);
        }
        let mut number = number;
        number.extension = None;
        let e164 = number.format_as(PhoneNumberFormat::E164).into_owned();
        // Some numbering plans know longer numbers, which no network carries across a border.
        if e164.len() > LONGEST_E164 {
            return Err(PhoneError::Unknown);
        }
        Ok(Self { e164, extension })
    }

    /// Reads what [`Display`](std::fmt::Display) wrote of a number that was parsed before. It is not looked up anew: numbering plans
    /// change, and every page asks for it.
    pub fn kept(text: &str) -> Result<Self, PhoneError> {
        let (e164, extension) = text.split_once(" x").map_or((text, None), |(e164, rest)| (e164, Some(rest)));
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let is_e164 = e164.strip_prefix('+').is_some_and(digits) && (5..=LONGEST_E164).contains(&e164.len());
        if !is_e164 {
            return Err(PhoneError::Unknown);
        }
        if extension.is_some_and(|rest| !(1..=8).contains(&rest.len()) || !digits(rest)) {
            return Err(PhoneError::Extension);
        }
        Ok(Self { e164: e164.to_owned(), extension: extension.map(str::to_owned) })
    }

    /// `+` and digits, 15 at most.
    pub fn e164(&self) -> &str {
        &self.e164
    }

    /// The extension of an office phone, 1 to 8 digits.
    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// The same without its extension.
    #[must_use]
    pub fn without_extension(self) -> Self {
        Self { extension: None, ..self }
    }

    /// The number with all but the country's first digits and the last two hidden, as `+31 ••••••• 78`.
    pub fn masked(&self) -> String {
        let digits = self.e164.len();
        let shown_end = &self.e164[digits - 2..];
        format!("{} {} {shown_end}", &self.e164[..3.min(digits - 2)], "•".repeat(digits.saturating_sub(5)))
    }
}

/// The calling code of a country (ISO 3166-1), as 31 for `NL`.
pub fn calling_code(country: &str) -> Option<i64> {
    let region = Region::try_from(country).ok()?;
    PHONE_NUMBER_UTIL.get_country_code_for_region(region).map(i64::from).filter(|code| *code > 0)
}

impl std::fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.e164)?;
        self.extension.as_ref().map_or(Ok(()), |extension| write!(f, " x{extension}"))
    }
}

impl std::fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PhoneNumber({})", self.masked())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_number_in_many_notations() {
        for text in [
            "+31 6 12345678",
            "06-12345678",
            "0612345678",
            "+31 (0)6 1234 5678",
            "００３１６１２３４５６７８",
            "+٣١٦١٢٣٤٥٦٧٨",
        ] {
            let number = PhoneNumber::parse(text, Some("NL")).unwrap();
            assert_eq!(number.e164(), "+31612345678", "{text}");
        }
    }

    #[test]
    fn letters_stand_for_the_keys_that_they_are_printed_on() {
        let number = PhoneNumber::parse("020-CALL 555", Some("NL")).unwrap();
        assert_eq!(number.e164(), "+31202255555");
    }

    #[test]
    fn countries_have_calling_codes() {
        assert_eq!((calling_code("NL"), calling_code("BE"), calling_code("XX")), (Some(31), Some(32), None));
    }

    #[test]
    fn extensions_are_kept_apart() {
        let number = PhoneNumber::parse("+31 20 794 0800 x123", None).unwrap();
        assert_eq!((number.e164(), number.extension()), ("+31207940800", Some("123")));
        assert_eq!(number.to_string(), "+31207940800 x123");
    }

    #[test]
    fn what_cannot_be_called_is_refused() {
        let refused = |text, country| PhoneNumber::parse(text, country).unwrap_err();
        assert_eq!(refused("0612345678", None), PhoneError::NoCountry);
        assert_eq!(refused("+31 900 1234567", None), PhoneError::NotAllowed);
        assert_eq!(refused("+31 6 1234", None), PhoneError::Unknown);
        assert_eq!(refused("call me", Some("NL")), PhoneError::Unknown);
        assert_eq!(refused("+49 8989 1966363118", None), PhoneError::Unknown);
        assert_eq!(refused("", None), PhoneError::Empty);
        assert_eq!(refused(&"1".repeat(65), None), PhoneError::TooLong);
    }

    #[test]
    fn only_what_was_written_of_a_number_is_read_again() {
        let number = PhoneNumber::parse("+31 20 794 0800 x123", None).unwrap();
        assert_eq!(PhoneNumber::kept("+31207940800 x123"), Ok(number));
        for wrong in [
            "",
            "+",
            "+312",
            "0612345678",
            "+31 612345678",
            "+3161234567a",
            "+3161234567890123",
            "+31612345678 x",
            "+31612345678 x123456789",
            "+31612345678 x12a",
            "+31612345678 x1 x2",
            "+٣١٦١٢٣٤٥٦٧٨",
        ] {
            assert!(PhoneNumber::kept(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_masked_number_hides_its_middle() {
        let number = PhoneNumber::parse("+31612345678", None).unwrap();
        assert_eq!(number.masked(), "+31 ••••••• 78");
        assert!(!format!("{number:?}").contains("12345"));
    }

    proptest! {
        #[test]
        fn a_mobile_number_is_the_same_however_it_is_written(digits in "[1-5][0-9]{7}") {
            let expected = format!("+316{digits}");
            let (area, rest) = digits.split_at(4);
            for text in [format!("06{digits}"), format!("06 {area} {rest}"), format!("0031-6-{digits}"), format!("+31 (0)6 {area}-{rest}")] {
                let number = PhoneNumber::parse(&text, Some("NL"));
                prop_assert_eq!(number.as_ref().map(PhoneNumber::e164), Ok(expected.as_str()), "{}", text);
            }
        }

        #[test]
        fn any_text_is_survived_and_what_parses_is_bounded(text in "[+0-9 x()./a-z\\-]{0,70}") {
            if let Ok(number) = PhoneNumber::parse(&text, Some("NL")) {
                prop_assert!(number.e164().len() <= 16 && number.e164().starts_with('+'));
                prop_assert_eq!(PhoneNumber::kept(&number.to_string()), Ok(number.clone()));
                prop_assert_eq!(PhoneNumber::parse(&number.to_string(), None), Ok(number));
            }
        }
    }
}
