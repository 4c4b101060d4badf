//! Text from outside, bounded and checked before anything else sees it.

use unicode_normalization::UnicodeNormalization;

use crate::phone::PhoneNumber;

/// Why a text was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing was given.
    #[error("nothing was given")]
    Empty,
    /// More characters than allowed.
    #[error("longer than {0} characters")]
    TooLong(usize),
    /// A character that has no place in it.
    #[error("contains a character that is not allowed")]
    Character,
    /// Not of the form `name@domain`.
    #[error("not of the form name@domain")]
    Form,
}

/// The longest user name, in characters, `@` and domain included.
pub const LONGEST_USER_NAME: usize = 113;
/// The longest part before the `@`.
pub const LONGEST_LOCAL_PART: usize = 64;
/// The longest name of a person, an organization, an app or a device.
pub const LONGEST_NAME: usize = 100;

/// Lower case, for comparing and for looking up; compatibility forms (full-width letters and the like) become plain ones.
fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// A domain that belongs to an organization, as in `name@domain`: lower case, ASCII.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Domain(String);

impl Domain {
    /// Reads a domain: labels of letters, digits and inner hyphens, 253 characters at most (RFC 1123 §2.1).
    /// A name in another script must be given in its ASCII form (`xn--…`), so that look-alikes cannot pass for each other.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if text.len() > 253 {
            return Err(TextError::TooLong(253));
        }
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        if !text.split('.').all(label) {
            return Err(TextError::Character);
        }
        Ok(Self(text.to_ascii_lowercase()))
    }

    /// The domain in lower case.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A user name `name@domain`, folded: two user names that differ in case or in compatibility forms are the same.
///
/// Letters are ASCII: letters, digits and `' . - _ ! # ^ ~ +`, no dot directly before the `@`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UserName {
    whole: String,
    at: usize,
}

impl UserName {
    /// Reads a user name as a person types it.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        if text.len() > 4 * LONGEST_USER_NAME {
            return Err(TextError::TooLong(LONGEST_USER_NAME));
        }
        let whole = fold(text.trim());
        if whole.is_empty() {
            return Err(TextError::Empty);
        }
        if whole.chars().count() > LONGEST_USER_NAME {
            return Err(TextError::TooLong(LONGEST_USER_NAME));
        }
        let at = whole.find('@').ok_or(TextError::Form)?;
        let (local, domain) = (&whole[..at], &whole[at + 1..]);
        if local.is_empty() || domain.is_empty() || local.ends_with('.') {
            return Err(TextError::Form);
        }
        if local.len() > LONGEST_LOCAL_PART {
            return Err(TextError::TooLong(LONGEST_LOCAL_PART));
        }
        if !local.bytes().all(|b| b.is_ascii_alphanumeric() || b"'.-_!#^~+".contains(&b)) {
            return Err(TextError::Character);
        }
        Domain::parse(domain)?;
        Ok(Self { at, whole })
    }

    /// The whole user name, folded.
    pub fn as_str(&self) -> &str {
        &self.whole
    }

    /// The part after the `@`.
    pub fn domain(&self) -> &str {
        &self.whole[self.at + 1..]
    }
}

impl std::fmt::Display for UserName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.whole)
    }
}

/// The name of a person, an organization or a registration, as shown to people: any script, no control characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DisplayName(String);

impl DisplayName {
    /// Reads a name; runs of white space become one space; [`LONGEST_NAME`] characters at most.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        if text.len() > 16 * LONGEST_NAME {
            return Err(TextError::TooLong(LONGEST_NAME));
        }
        let name: String = text.split_whitespace().collect::<Vec<_>>().join(" ").nfc().collect();
        if name.is_empty() {
            return Err(TextError::Empty);
        }
        if name.chars().count() > LONGEST_NAME {
            return Err(TextError::TooLong(LONGEST_NAME));
        }
        if name.chars().any(|c| c.is_control() || is_direction_override(c)) {
            return Err(TextError::Character);
        }
        Ok(Self(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Where people ask for help, as their administrator wrote it: a mail address, a telephone number, a page, or words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HelpContact {
    text: DisplayName,
    link: Option<String>,
}

impl HelpContact {
    /// Reads it. Words may be anything that a name may be; a page begins with `https://`, a telephone number with `+`.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = DisplayName::parse(text)?;
        let link = Self::link_of(text.as_str());
        Ok(Self { text, link })
    }

    fn link_of(text: &str) -> Option<String> {
        if let Ok(mail) = MailAddress::parse(text) {
            return Some(format!("mailto:{}", mail.as_str()));
        }
        if text.starts_with("https://") && text.len() > 8 && text.bytes().all(|b| b.is_ascii_graphic()) {
            return Some(text.to_owned());
        }
        let number = text.starts_with('+').then(|| PhoneNumber::parse(text, None).ok()).flatten()?;
        Some(format!("tel:{}", number.e164()))
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        self.text.as_str()
    }

    /// The address that it leads to; none for words.
    pub fn link(&self) -> Option<&str> {
        self.link.as_deref()
    }
}

/// Characters that turn the writing direction can make a name read as another.
fn is_direction_override(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}')
}

/// A mail address: `local@domain`, plain enough to stand in a header without quoting.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MailAddress(String);

impl MailAddress {
    /// Reads an address of at most 254 characters (RFC 5321 §4.5.3.1.3); no quoted local parts, no line breaks.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(TextError::Empty);
        }
        if text.len() > 254 {
            return Err(TextError::TooLong(254));
        }
        let (local, domain) = text.rsplit_once('@').ok_or(TextError::Form)?;
        if local.is_empty() || local.len() > 64 {
            return Err(TextError::Form);
        }
        let allowed = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&b);
        if !local.bytes().all(allowed) {
            return Err(TextError::Character);
        }
        let domain = Domain::parse(domain)?;
        Ok(Self(format!("{local}@{}", domain.as_str())))
    }

    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The word that comes nearest to a mistyped one, if one is near: at most a third of its letters differ.
pub fn nearest<'a>(typed: &str, words: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    let typed: Vec<char> = typed.chars().take(64).collect();
    let near = words.map(|word| (distance(&typed, word), word)).min_by_key(|(distance, _)| *distance);
    near.filter(|(distance, word)| *distance <= word.chars().count().max(3) / 3).map(|(_, word)| word)
}

/// How many letters must be put in, left out or changed to make one word of the other (Levenshtein).
fn distance(one: &[char], other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let change = diagonal + usize::from(a != b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_contact_leads_where_it_can() {
        for (text, link) in [
            ("servicedesk@school.example", Some("mailto:servicedesk@school.example")),
            ("https://help.school.example/?q=1", Some("https://help.school.example/?q=1")),
            ("+31 20 555 01 00", Some("tel:+31205550100")),
            ("Room 1.04,  on weekdays", None),
            ("http://school.example", None),
            ("javascript:alert(1)", None),
            ("https://", None),
            ("https://school.example/a b", None),
        ] {
            let contact = HelpContact::parse(text).unwrap();
            assert_eq!(contact.link(), link, "{text}");
        }
        assert_eq!(HelpContact::parse(" "), Err(TextError::Empty));
        assert_eq!(HelpContact::parse(&"x".repeat(101)), Err(TextError::TooLong(100)));
        assert_eq!(HelpContact::parse("a\u{202e}b"), Err(TextError::Character));
    }

    #[test]
    fn the_nearest_word_is_found_if_one_is_near() {
        let words = || ["listen", "metrics_listen", "data"].into_iter();
        assert_eq!(nearest("lisen", words()), Some("listen"));
        assert_eq!(nearest("metric_listen", words()), Some("metrics_listen"));
        assert_eq!(nearest("colour", words()), None);
    }

    #[test]
    fn user_names_fold() {
        let name = |text| UserName::parse(text).map(|name| name.to_string());
        assert_eq!(name(" Anna.Bos@School.Example "), Ok("anna.bos@school.example".to_owned()));
        assert_eq!(name("ａnna@school.example"), Ok("anna@school.example".to_owned()));
    }

    #[test]
    fn look_alikes_and_garbage_are_refused() {
        assert_eq!(UserName::parse("аnna@school.example"), Err(TextError::Character), "a Cyrillic letter");
        assert_eq!(UserName::parse("anna"), Err(TextError::Form));
        assert_eq!(UserName::parse("anna.@school.example"), Err(TextError::Form));
        assert_eq!(UserName::parse("anna@school@example"), Err(TextError::Character));
        assert_eq!(UserName::parse("   "), Err(TextError::Empty));
        assert_eq!(UserName::parse(&"a".repeat(5000)), Err(TextError::TooLong(LONGEST_USER_NAME)));
        assert_eq!(DisplayName::parse("Anna\u{202e}"), Err(TextError::Character));
        assert_eq!(MailAddress::parse("a@b.example\r\nBcc: c@d.example"), Err(TextError::Character));
    }

    proptest! {
        #[test]
        fn what_parses_is_bounded_and_parses_again(text in ".{0,150}") {
            if let Ok(name) = UserName::parse(&text) {
                prop_assert!(name.as_str().chars().count() <= LONGEST_USER_NAME);
                prop_assert_eq!(UserName::parse(name.as_str()), Ok(name));
            }
            if let Ok(name) = DisplayName::parse(&text) {
                prop_assert_eq!(DisplayName::parse(name.as_str()), Ok(name));
            }
            if let Ok(address) = MailAddress::parse(&text) {
                prop_assert!(!address.as_str().contains(['\r', '\n', ' ']));
            }
        }

        #[test]
        fn well_formed_user_names_parse(local in "[a-z0-9]{1,20}", domain in "[a-z]{1,10}\\.[a-z]{2,5}") {
            let text = format!("{local}@{domain}");
            let name = UserName::parse(&text.to_uppercase()).unwrap();
            prop_assert_eq!(name.as_str(), text.as_str());
            prop_assert_eq!(name.domain(), domain.as_str());
        }
    }
}
