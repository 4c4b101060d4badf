//! How a rule or a method speaks to a person without knowing where the words are kept.

use crate::Language;

/// A value inside a sentence: a number (which may choose a plural form) or a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Word {
    /// A whole number.
    Number(i64),
    /// A text; it is escaped where it is written into a page.
    Text(String),
}

impl From<i64> for Word {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<usize> for Word {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Word {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// The texts of one language.
pub trait Words {
    /// The sentence of this key. A missing one is said in English and logged; it is never an error for the person.
    fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// The sentence of this key with its variables filled in.
    fn say_with(&self, key: &str, values: &[(&str, Word)]) -> String;

    /// The language of these texts.
    fn language(&self) -> Language;
}

/// HTML that is safe to write into a page as it is: it was made by a template, which escaped what it was given.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// Takes the output of a template. Never pass it text that a person typed.
    pub fn from_template(html: String) -> Self {
        Self(html)
    }

    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Markup {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
