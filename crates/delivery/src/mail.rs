//! A mail, before any carrier has seen it.

mod html;

use serde::{Deserialize, Serialize};
use world::Language;
use world::text::MailAddress;

/// A mail to one person, in their language: paragraphs with an empty line between them, and the links that stand in them. From this one
/// source come its text and its HTML.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mail {
    to: String,
    subject: String,
    text: String,
    // Mails of earlier versions wait in the outbox without these.
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    sender: Option<String>,
    #[serde(default)]
    links: Vec<String>,
}

/// A text without line breaks and other control characters, so that nothing in it can become a header.
fn one_line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ")
}

impl Mail {
    /// A mail. Line breaks in the subject become spaces.
    pub fn new(to: &MailAddress, subject: &str, text: String) -> Self {
        let to = to.as_str().to_owned();
        Self { to, subject: one_line(subject), text, language: None, sender: None, links: Vec::new() }
    }

    /// The same, said to be in this language.
    #[must_use]
    pub fn in_language(self, language: Language) -> Self {
        Self { language: Some(language.code().to_owned()), ..self }
    }

    /// The same with a name beside the sender's address: that of the organization.
    #[must_use]
    pub fn in_the_name_of(self, organization: &str) -> Self {
        let name = one_line(organization).trim().to_owned();
        Self { sender: Some(name).filter(|name| !name.is_empty()), ..self }
    }

    /// The same with a link: wherever the text holds this address, it can be followed. Nothing else in the text becomes a link, so that
    /// nobody can bring one in by a name.
    #[must_use]
    pub fn with_link(mut self, address: String) -> Self {
        if address.starts_with("https://") || address.starts_with("http://") {
            self.links.push(address);
        }
        self
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

    /// The language, as `nl`, if it is known.
    pub fn language(&self) -> Option<&str> {
        self.language.as_deref()
    }

    /// The name beside the sender's address, one line.
    pub fn sender(&self) -> Option<&str> {
        self.sender.as_deref()
    }

    /// The same as HTML: a page by itself that fetches nothing.
    pub fn html(&self) -> String {
        html::page(self)
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
    fn a_subject_and_a_sender_are_one_line() {
        let to = MailAddress::parse("anna@demo.example").unwrap();
        let mail = Mail::new(&to, "News\r\nBcc: all@demo.example", String::new());
        assert_eq!(mail.subject(), "News  Bcc: all@demo.example");
        assert_eq!(mail.clone().in_the_name_of("Zuid\r\nlyceum").sender(), Some("Zuid  lyceum"));
        assert_eq!(mail.clone().in_the_name_of("\r\n").sender(), None);
        assert!(!format!("{mail:?}").contains("anna"));
    }

    #[test]
    fn a_mail_of_an_earlier_version_is_read() {
        let stored = r#"{"to":"anna@demo.example","subject":"Hello","text":"Dear Anna"}"#;
        let mail: Mail = serde_json::from_str(stored).unwrap();
        assert_eq!((mail.text(), mail.language(), mail.sender()), ("Dear Anna", None, None));
    }
}
