//! A mail, before any carrier has seen it.

use serde::{Deserialize, Serialize};
use world::text::MailAddress;

/// A mail to one person: plain text, in their language.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    to: String,
    subject: String,
    text: String,
}

impl Mail {
    /// A mail. Line breaks in the subject become spaces, so that nothing in it can become a header.
    pub fn new(to: &MailAddress, subject: &str, text: String) -> Self {
        let subject = subject.split(char::is_control).collect::<Vec<_>>().join(" ");
        Self { to: to.as_str().to_owned(), subject, text }
    }

    /// The recipient.
    pub fn to(&self) -> &str {
        &self.to
    }

    /// The subject, one line.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl std::fmt::Debug for Mail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Mail(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_is_one_line() {
        let to = MailAddress::parse("anna@demo.example").unwrap();
        let mail = Mail::new(&to, "News\r\nBcc: all@demo.example", String::new());
        assert_eq!(mail.subject(), "News  Bcc: all@demo.example");
        assert!(!format!("{mail:?}").contains("anna"));
    }
}
