//! A mail as it is written for the post (RFC 5322): the same for every carrier of mail.

use std::time::{Duration, SystemTime};

use lettre::Address;
use lettre::address::AddressError;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, Message as Letter, MultiPart, SinglePart};
use world::text::MailAddress;
use world::{MessageId, Timestamp};

use super::CarrierError;
use crate::Mail;

/// Who mails come from.
#[derive(Clone, Debug)]
pub struct Sender {
    from: Address,
    reply_to: Option<Address>,
}

/// An address is not one that mail can have.
#[derive(Debug, thiserror::Error)]
#[error("the sender's address cannot be read")]
pub struct SenderError(#[from] AddressError);

impl Sender {
    /// The sender of every mail, and where answers go if not to the same address.
    pub fn new(from: &MailAddress, reply_to: Option<&MailAddress>) -> Result<Self, SenderError> {
        let read = |address: &MailAddress| address.as_str().parse::<Address>();
        Ok(Self { from: read(from)?, reply_to: reply_to.map(read).transpose()? })
    }

    /// The domain of the sender.
    pub(super) fn domain(&self) -> &str {
        self.from.domain()
    }

    /// The letter. The same message has the same Message-ID and the same boundary at every try, so that who gets it twice can tell.
    pub(super) fn letter(&self, id: MessageId, mail: &Mail, now: Timestamp) -> Result<Letter, CarrierError> {
        let refused = |error: Box<dyn std::error::Error + Send + Sync>| CarrierError::Refused(error);
        let seconds = u64::try_from(now.unix_seconds()).unwrap_or_default();
        let to = mail.to().parse::<Address>().map_err(|error| refused(error.into()))?;
        let mut letter = Letter::builder()
            .from(Mailbox::new(mail.sender().map(str::to_owned), self.from.clone()))
            .to(Mailbox::new(None, to))
            .subject(mail.subject())
            .date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
            .message_id(Some(format!("<{id}@{}>", self.domain())))
            // No answering machine answers this (RFC 3834 §5).
            .raw_header(header(HeaderName::new_from_ascii_str("Auto-Submitted"), "auto-generated"));
        if let Some(reply_to) = &self.reply_to {
            letter = letter.reply_to(Mailbox::new(None, reply_to.clone()));
        }
        if let Some(language) = mail.language() {
            letter = letter.raw_header(header(HeaderName::new_from_ascii_str("Content-Language"), language));
        }
        let parts = MultiPart::alternative()
            .boundary(format!("part-{id}"))
            .singlepart(SinglePart::plain(mail.text().to_owned()))
            .singlepart(SinglePart::html(mail.html()));
        letter.multipart(parts).map_err(|error| refused(error.into()))
    }
}

fn header(name: HeaderName, value: &str) -> HeaderValue {
    HeaderValue::new(name, value.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use world::{Id, Language};

    use super::*;

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);

    fn written(mail: &Mail) -> String {
        let address = |text| MailAddress::parse(text).unwrap();
        let sender =
            Sender::new(&address("noreply@zuid.example"), Some(&address("help@zuid.example"))).unwrap();
        let letter = sender.letter(MessageId::from_array([7; 16]), mail, NOW).unwrap();
        String::from_utf8(letter.formatted()).unwrap()
    }

    fn mail(subject: &str, text: &str) -> Mail {
        Mail::new(&MailAddress::parse("anna@demo.example").unwrap(), subject, text.to_owned())
    }

    /// The names of the headers, in order.
    fn headers(letter: &str) -> Vec<String> {
        let (head, _) = letter.split_once("\r\n\r\n").unwrap();
        let lines = head.split("\r\n").filter(|line| !line.starts_with([' ', '\t']));
        lines.map(|line| line.split(':').next().unwrap().to_lowercase()).collect()
    }

    #[test]
    fn a_letter_has_what_mail_programs_and_filters_look_for() {
        let mail = mail("Één methode", "Beste Anna,\n\nEr is iets veranderd.\n");
        let mail = mail.in_language(Language::DUTCH).in_the_name_of("Zuiderlyceum, locatie Óost");
        let letter = written(&mail);
        let id = MessageId::from_array([7; 16]);
        for part in [
            "From: =?utf-8?".to_owned(),
            " <noreply@zuid.example>\r\n".to_owned(),
            "To: anna@demo.example\r\n".to_owned(),
            "Reply-To: help@zuid.example\r\n".to_owned(),
            "Subject: =?utf-8?".to_owned(),
            "Date: Fri, 15 Jan 2027 08:00:00 +0000\r\n".to_owned(),
            format!("Message-ID: <{id}@zuid.example>\r\n"),
            "Auto-Submitted: auto-generated\r\n".to_owned(),
            "Content-Language: nl\r\n".to_owned(),
            "MIME-Version: 1.0\r\n".to_owned(),
            "Content-Type: multipart/alternative".to_owned(),
            "Content-Type: text/plain; charset=utf-8\r\n".to_owned(),
            "Content-Type: text/html; charset=utf-8\r\n".to_owned(),
        ] {
            assert!(letter.contains(&part), "{part} in {letter}");
        }
        assert!(
            letter.is_ascii() && letter.split("\r\n").all(|line| line.len() <= 998 && !line.contains('\n'))
        );
        assert_eq!(letter, written(&mail), "a second try is the same letter");
        assert!(letter.find("text/plain") < letter.find("text/html"), "the richest part is the last");
    }

    proptest! {
        #[test]
        fn nothing_that_is_said_becomes_a_header(
            subject in "(.|\r\n|\n|\r|Bcc: a@b\\.example){0,120}",
            name in "(.|\r\n|\n|\r|\"|<|>|,|Bcc: a@b\\.example){0,60}",
            text in "(.|\r\n|\n){0,200}",
        ) {
            let mail = mail(&subject, &text).in_the_name_of(&name);
            let letter = written(&mail);
            let mut names = headers(&letter);
            names.sort_unstable();
            let wanted = ["auto-submitted", "content-type", "date", "from", "message-id", "mime-version", "reply-to", "subject", "to"];
            prop_assert_eq!(names, wanted);
            prop_assert!(letter.is_ascii());
        }

        #[test]
        fn no_address_brings_a_line_break(address in "[a-z@.\r\n:<>\" ,]{0,40}") {
            if let Ok(address) = MailAddress::parse(&address) {
                prop_assert!(!address.as_str().contains(|c: char| c.is_control() || c.is_whitespace() || "<>\",:".contains(c)));
                let sender = Sender::new(&address, None);
                let mail = Mail::new(&address, "", String::new());
                if let Ok(sender) = sender {
                    let letter = sender.letter(MessageId::from_array([7; 16]), &mail, NOW).unwrap();
                    prop_assert_eq!(headers(&String::from_utf8(letter.formatted()).unwrap()).len(), 8);
                }
            }
        }
    }
}
