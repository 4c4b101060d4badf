//! Mails carried to a real mail server.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod exim;

use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpListener;

use delivery::{Carrier, CarrierError, Delivered, Mail, Message, Security, Sender, Smtp, SmtpServer};
use exim::{Exim, PASSWORD, USER};
use world::text::MailAddress;
use world::{Id, Language, MessageId, Timestamp};

const NOW: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);

fn address(text: &str) -> MailAddress {
    MailAddress::parse(text).unwrap()
}

fn smtp(port: u16, security: Security, password: &str, trusted: &str) -> Smtp {
    let server = SmtpServer {
        host: "localhost".to_owned(),
        port,
        security,
        credentials: Some((USER.to_owned(), password.to_owned().into())),
        trusted: trusted.as_bytes().to_vec(),
    };
    Smtp::new(server, Sender::new(&address("noreply@zuid.example"), None).unwrap()).unwrap()
}

fn mail(to: &str) -> Message {
    let text = "Beste Anna,\n\n.Eén regel begint met een punt.\nhttps://zuid.example/not-me#abc\n".to_owned();
    let mail = Mail::new(&address(to), "Er is iets veranderd: één", text).in_language(Language::DUTCH);
    mail.in_the_name_of("Zuiderlyceum").with_link("https://zuid.example/not-me#abc".to_owned()).into()
}

fn id(n: u8) -> MessageId {
    MessageId::from_array([n; 16])
}

async fn carry(smtp: &Smtp, n: u8, to: &str) -> Result<Delivered, CarrierError> {
    smtp.carry(id(n), &mail(to), NOW).await
}

/// An error with all that it was caused by, as the log has it.
fn words(error: &dyn Error) -> String {
    error.source().map_or(error.to_string(), |source| format!("{error}: {}", words(source)))
}

#[tokio::test]
async fn mails_arrive_once_over_one_connection_and_a_broken_one_is_replaced() {
    let Some(mut exim) = Exim::start() else { return };
    let smtp = smtp(exim.port, Security::StartTls, PASSWORD, &exim.certificate);
    for n in 1..=3 {
        assert_eq!(carry(&smtp, n, "anna@zuid.example").await.unwrap(), Delivered::Now);
        assert_eq!(carry(&smtp, n, "anna@zuid.example").await.unwrap(), Delivered::Before);
    }
    let mails = exim.mails(3);
    assert_eq!((mails.len(), exim.connections()), (3, 1));
    let mail = mails.iter().find(|mail| mail.contains(&format!("<{}@zuid.example>", id(1)))).unwrap();
    for part in [
        "Envelope-to: anna@zuid.example",
        "by mail.zuid.example with esmtpsa",
        "From: Zuiderlyceum <noreply@zuid.example>",
        "Auto-Submitted: auto-generated",
        "Content-Language: nl",
        "Content-Type: text/plain; charset=utf-8",
        "\n.E=C3=A9n regel begint met een punt.",
        "Content-Type: text/html; charset=utf-8",
    ] {
        assert!(mail.contains(part), "{part} in {mail}");
    }
    exim.restart();
    assert_eq!(carry(&smtp, 4, "anna@zuid.example").await.unwrap(), Delivered::Now);
    assert_eq!((exim.mails(4).len(), exim.connections()), (4, 2));
}

#[tokio::test]
async fn every_way_to_be_secure_reaches_it() {
    let Some(exim) = Exim::start() else { return };
    let ways =
        [(exim.port, Security::StartTls), (exim.tls_port, Security::Tls), (exim.port, Security::Plain)];
    for (n, (port, security)) in (1..).zip(ways) {
        let smtp = smtp(port, security, PASSWORD, &exim.certificate);
        assert_eq!(carry(&smtp, n, "anna@zuid.example").await.unwrap(), Delivered::Now, "{security:?}");
    }
    let encrypted = exim.mails(3).iter().filter(|mail| mail.contains("with esmtpsa")).count();
    assert_eq!(encrypted, 2);
}

#[tokio::test]
async fn a_mail_that_is_refused_and_a_server_that_cannot_be_reached_are_told_apart() {
    let Some(exim) = Exim::start() else { return };
    let good = || smtp(exim.port, Security::StartTls, PASSWORD, &exim.certificate);
    let unknown = carry(&good(), 1, "unknown@zuid.example").await.unwrap_err();
    assert!(matches!(unknown, CarrierError::Refused(_)), "{unknown:?}");
    assert_eq!(words(&unknown), "the carrier refused a message: the mail server answered 550 5.1.1");
    let later = carry(&good(), 2, "later@zuid.example").await.unwrap_err();
    assert_eq!(words(&later), "the carrier cannot be reached: the mail server answered 451 4.2.1");

    let wrong = smtp(exim.port, Security::StartTls, "wrong", &exim.certificate);
    let not_trusted = smtp(exim.port, Security::StartTls, PASSWORD, "");
    let not_tls = smtp(exim.port, Security::Tls, PASSWORD, &exim.certificate);
    let nowhere = smtp(1, Security::StartTls, PASSWORD, &exim.certificate);
    for (what, smtp) in [("password", wrong), ("trust", not_trusted), ("TLS", not_tls), ("server", nowhere)] {
        let error = carry(&smtp, 3, "anna@zuid.example").await.unwrap_err();
        assert!(matches!(error, CarrierError::Unreachable(_)), "{what}: {error:?}");
        let said = words(&error);
        assert!(!said.contains(PASSWORD) && !said.contains("anna"), "{what}: {said}");
    }
    // After a refusal the next mail goes.
    let smtp = good();
    assert!(carry(&smtp, 4, "unknown@zuid.example").await.is_err());
    assert_eq!(carry(&smtp, 5, "anna@zuid.example").await.unwrap(), Delivered::Now);
    assert_eq!(exim.mails(1).len(), 1);
}

/// Takes one mail, and returns what came first after it had said that it may come.
fn first_piece_of_a_mail(listener: &TcpListener) -> io::Result<String> {
    let (mut stream, _) = listener.accept()?;
    let mut reader = BufReader::new(stream.try_clone()?);
    stream.write_all(b"220 here\r\n")?;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let answer: &[u8] = match line.get(..4).unwrap_or_default() {
            "EHLO" => b"250-here\r\n250 AUTH PLAIN\r\n",
            "AUTH" => b"235 yes\r\n",
            "DATA" => break,
            _ => b"250 yes\r\n",
        };
        stream.write_all(answer)?;
    }
    stream.write_all(b"354 go on\r\n")?;
    let mut piece = vec![0; 1 << 20];
    let length = stream.read(&mut piece)?;
    stream.write_all(b"250 taken\r\n")?;
    Ok(String::from_utf8_lossy(&piece[..length]).into_owned())
}

#[tokio::test]
async fn a_mail_goes_in_one_piece_with_its_end() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let smtp = smtp(listener.local_addr().unwrap().port(), Security::Plain, PASSWORD, "");
    let server = std::thread::spawn(move || first_piece_of_a_mail(&listener).unwrap());
    assert_eq!(carry(&smtp, 1, "anna@zuid.example").await.unwrap(), Delivered::Now);
    let piece = server.join().unwrap();
    assert!(piece.starts_with("From: ") && piece.ends_with("\r\n.\r\n"), "{piece}");
}

#[tokio::test(start_paused = true)]
async fn a_server_that_never_answers_is_given_up() {
    // It takes connections, and says nothing.
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    let smtp = smtp(silent.local_addr().unwrap().port(), Security::Plain, PASSWORD, "");
    let error = carry(&smtp, 1, "anna@zuid.example").await.unwrap_err();
    assert!(words(&error).contains("cannot be reached"), "{error:?}");
}
