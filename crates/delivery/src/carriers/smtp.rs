//! A mail server that takes mails and sends them on (RFC 5321, RFC 6409).
//!
//! A connection is kept for the next mail for as long as servers keep one. A mail that breaks off is sent again over a new one; it
//! carries the same Message-ID, by which the other side can tell, as SMTP itself cannot.

use std::collections::VecDeque;
use std::fmt;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use lettre::message::Message as Letter;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{Error, commands, response::Code};
use world::{MessageId, Timestamp};
use zeroize::Zeroizing;

use super::letter::Sender;
use super::{Carried, Carrier, CarrierError, Delivered};
use crate::Message;

/// A mail takes no longer, so that it ends within the lease of its message.
const LONGEST: Duration = Duration::from_secs(9);
/// A server that does not answer the call is not there.
const CONNECTING: Duration = Duration::from_secs(4);
/// Servers end a connection that waits for some minutes; a new one is cheaper than finding out.
const KEPT: Duration = Duration::from_secs(60);
/// So many of the ids that were carried last are known.
const KNOWN: usize = 1000;
/// The server wants to know who asks before it takes any mail (RFC 4954 §6): this is no word about a mail.
const AUTHENTICATION: [u16; 4] = [530, 534, 535, 538];

/// How the connection is kept from being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    /// It begins in the open and must change to TLS before anything is said (STARTTLS; port 587 or 25).
    StartTls,
    /// TLS from the first byte (port 465).
    Tls,
    /// None: only to a server on the same machine.
    Plain,
}

/// A mail server.
pub struct SmtpServer {
    /// Its name, as its certificate has it, or its address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is kept from being read.
    pub security: Security,
    /// User name and password, if it asks for them.
    pub credentials: Option<(String, Zeroizing<String>)>,
    /// Certificates in PEM that are trusted beside those of the operating system.
    pub trusted: Vec<u8>,
}

impl fmt::Debug for SmtpServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SmtpServer({}:{}, {:?})", self.host, self.port, self.security)
    }
}

impl SmtpServer {
    /// Whether it is on the same machine.
    fn is_here(&self) -> bool {
        self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
    }
}

/// Why a mail server cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum SmtpError {
    /// Anyone between could read along.
    #[error("a mail server on another machine must be reached with TLS")]
    Open,
    /// The certificates that are trusted cannot be read.
    #[error("the trusted certificates cannot be read: certificates in PEM are expected")]
    Certificates,
    /// TLS cannot be set up.
    #[error("TLS to the mail server cannot be set up")]
    Tls(#[source] Error),
}

/// What a server answered, without its words: they may repeat an address.
#[derive(Debug, thiserror::Error)]
#[error("the mail server answered {code}{}", enhanced.as_ref().map(|code| format!(" {code}")).unwrap_or_default())]
struct Answer {
    code: Code,
    /// The code that says more (RFC 3463), if there was one.
    enhanced: Option<String>,
}

/// No answer in time.
#[derive(Debug, thiserror::Error)]
#[error("the mail server takes too long")]
struct TooLate;

/// A connection that waits for the next mail.
struct Kept {
    connection: AsyncSmtpConnection,
    since: Instant,
}

/// The carrier.
pub struct Smtp {
    server: SmtpServer,
    sender: Sender,
    credentials: Option<Credentials>,
    tls: Option<TlsParameters>,
    kept: Mutex<Option<Kept>>,
    carried: Mutex<VecDeque<MessageId>>,
}

impl fmt::Debug for Smtp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Smtp({:?})", self.server)
    }
}

impl Smtp {
    /// A carrier to this server. Nothing is connected yet.
    ///
    /// # Errors
    /// [`SmtpError`], of what is wrong on this side.
    pub fn new(mut server: SmtpServer, sender: Sender) -> Result<Self, SmtpError> {
        let tls = match server.security {
            Security::Plain if !server.is_here() => return Err(SmtpError::Open),
            Security::Plain => None,
            Security::StartTls | Security::Tls => Some(tls(&server)?),
        };
        let credentials = server.credentials.take();
        let credentials = credentials.map(|(user, password)| Credentials::new(user, password.to_string()));
        let (kept, carried) = (Mutex::default(), Mutex::default());
        Ok(Self { server, sender, credentials, tls, kept, carried })
    }

    /// Sends a letter, over the connection that is kept or over a new one.
    async fn send(&self, letter: &Letter) -> Result<(), CarrierError> {
        let mut connection = match self.take_kept().await {
            Some(connection) => connection,
            None => self.connect().await.map_err(|error| CarrierError::Unreachable(cause(error)))?,
        };
        // Whoever drops this future drops the connection, and half a letter is none.
        let Err(error) = give(&mut connection, letter).await else {
            self.keep(connection);
            return Ok(());
        };
        connection.abort().await;
        let refused = refuses(&error);
        let cause = cause(error);
        Err(if refused { CarrierError::Refused(cause) } else { CarrierError::Unreachable(cause) })
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let SmtpServer { host, port, security, .. } = &self.server;
        let hello = ClientId::Domain(self.sender.domain().to_owned());
        let at_once = self.tls.clone().filter(|_| *security == Security::Tls);
        let server = (host.as_str(), *port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(server, Some(CONNECTING), &hello, at_once, None).await?;
        if let Some(tls) = self.tls.clone().filter(|_| *security == Security::StartTls) {
            connection.starttls(tls, &hello).await?;
        }
        if let Some(credentials) = &self.credentials {
            connection.auth(&[Mechanism::Plain, Mechanism::Login], credentials).await?;
        }
        Ok(connection)
    }

    async fn take_kept(&self) -> Option<AsyncSmtpConnection> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut connection = kept.filter(|kept| kept.since.elapsed() < KEPT)?.connection;
        connection.test_connected().await.then_some(connection)
    }

    fn keep(&self, connection: AsyncSmtpConnection) {
        let kept = Kept { connection, since: Instant::now() };
        *self.kept.lock().unwrap_or_else(PoisonError::into_inner) = Some(kept);
    }

    fn was_carried(&self, id: MessageId) -> bool {
        self.carried.lock().unwrap_or_else(PoisonError::into_inner).contains(&id)
    }

    fn remember(&self, id: MessageId) {
        let mut carried = self.carried.lock().unwrap_or_else(PoisonError::into_inner);
        if carried.len() == KNOWN {
            carried.pop_front();
        }
        carried.push_back(id);
    }
}

/// Gives a letter to the server. It goes in one piece with its end: of two pieces the second waits up to 40 ms, until the other side has
/// acknowledged the first (RFC 9293 §3.7.4), and a mail whose sender dies meanwhile arrives without anybody knowing.
async fn give(connection: &mut AsyncSmtpConnection, letter: &Letter) -> Result<(), Error> {
    connection.command(commands::Mail::new(letter.envelope().from().cloned(), Vec::new())).await?;
    for to in letter.envelope().to() {
        connection.command(commands::Rcpt::new(to.clone(), Vec::new())).await?;
    }
    connection.command(commands::Data).await?;
    connection.command(with_its_end(&letter.formatted())).await?;
    Ok(())
}

/// A letter as it is sent (RFC 5321 §4.5.2): a line that begins with a point gets another, and a point by itself is the end. All of it is
/// ASCII.
fn with_its_end(letter: &[u8]) -> String {
    let letter = String::from_utf8_lossy(letter);
    let first = if letter.starts_with('.') { "." } else { "" };
    let last = if letter.ends_with("\r\n") { ".\r\n" } else { "\r\n.\r\n" };
    format!("{first}{}{last}", letter.replace("\r\n.", "\r\n.."))
}

fn tls(server: &SmtpServer) -> Result<TlsParameters, SmtpError> {
    let mut tls = TlsParameters::builder(server.host.clone());
    if !server.trusted.is_empty() {
        let pem = server.trusted.windows(27).any(|part| part == b"-----BEGIN CERTIFICATE-----");
        let trusted = Certificate::from_pem(&server.trusted).ok().filter(|_| pem);
        tls = tls.add_root_certificate(trusted.ok_or(SmtpError::Certificates)?);
    }
    tls.build().map_err(SmtpError::Tls)
}

/// Whether the server will not take this mail, now or later.
fn refuses(error: &Error) -> bool {
    error.is_permanent() && error.status().is_some_and(|code| !AUTHENTICATION.contains(&code.into()))
}

/// An error as it may be logged.
fn cause(error: Error) -> Box<dyn std::error::Error + Send + Sync> {
    let Some(code) = error.status() else { return error.into() };
    let words = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
    let first = words.split_whitespace().next().unwrap_or_default();
    let digits = |part: &str| (1..=3).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
    let enhanced = first.split('.').count() == 3 && first.split('.').all(digits);
    Answer { code, enhanced: enhanced.then(|| first.to_owned()) }.into()
}

impl Carrier for Smtp {
    fn carry<'a>(&'a self, id: MessageId, message: &'a Message, now: Timestamp) -> Carried<'a> {
        Box::pin(async move {
            let Message::Mail(mail) = message else { return Err(CarrierError::NoWay(message.channel())) };
            if self.was_carried(id) {
                return Ok(Delivered::Before);
            }
            let letter = self.sender.letter(id, mail, now)?;
            match tokio::time::timeout(LONGEST, self.send(&letter)).await {
                Ok(sent) => sent?,
                Err(_) => return Err(CarrierError::Unreachable(TooLate.into())),
            }
            self.remember(id);
            Ok(Delivered::Now)
        })
    }
}

#[cfg(test)]
mod tests {
    use world::text::MailAddress;

    use super::*;

    fn open(host: &str, security: Security, trusted: &[u8]) -> Result<Smtp, SmtpError> {
        let sender = Sender::new(&MailAddress::parse("noreply@zuid.example").unwrap(), None).unwrap();
        let credentials = Some(("tweestap".to_owned(), Zeroizing::new("a secret".to_owned())));
        let server =
            SmtpServer { host: host.to_owned(), port: 25, security, credentials, trusted: trusted.to_vec() };
        Smtp::new(server, sender)
    }

    #[test]
    fn only_a_server_on_the_same_machine_is_spoken_to_in_the_open() {
        for host in ["localhost", "127.0.0.1", "127.1.2.3", "::1"] {
            assert!(open(host, Security::Plain, b"").is_ok(), "{host}");
        }
        for host in ["mail.example", "localhost.example", "10.0.0.1", "0.0.0.0", "192.168.1.1", "::"] {
            assert!(matches!(open(host, Security::Plain, b""), Err(SmtpError::Open)), "{host}");
            assert!(open(host, Security::Tls, b"").is_ok(), "{host}");
        }
    }

    #[test]
    fn a_line_that_is_a_point_does_not_end_a_letter() {
        for (letter, sent) in [
            ("a: b\r\n\r\ntext\r\n", "a: b\r\n\r\ntext\r\n.\r\n"),
            ("a: b\r\n\r\ntext", "a: b\r\n\r\ntext\r\n.\r\n"),
            ("a: b\r\n\r\n.\r\n..\r\n.text\r\n", "a: b\r\n\r\n..\r\n...\r\n..text\r\n.\r\n"),
            (".", "..\r\n.\r\n"),
        ] {
            assert_eq!(with_its_end(letter.as_bytes()), sent);
        }
    }

    #[test]
    fn what_is_no_certificate_is_refused_and_the_password_is_not_shown() {
        for trusted in [
            &b"hello"[..],
            b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            b"-----BEGIN CERTIFICATE-----\n",
        ] {
            assert!(open("mail.example", Security::StartTls, trusted).is_err());
        }
        let carrier = open("mail.example", Security::Tls, b"").unwrap();
        assert!(!format!("{carrier:?}").contains("secret"));
    }
}
