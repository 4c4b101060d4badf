//! The conversation with a server: signed, in sequence, by its clock; and what it says is believed by its key only.

use std::time::Duration;

use anyhow::Context;
use delivery::{Client, ClientError, Incoming, Patience, Reach, Request};
use device_protocol::{
    Envelope, ErrorAnswer, ErrorWord, FromDevice, FromServer, Head, KeyPair, LONGEST_ENVELOPE, Millis, Pair,
    Paired, Sender, Sequence, Server, Wish,
};
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Response, header};
use world::World;

use super::book::{Account, Book, millis};

/// How often one message is sent anew before it is given up.
const TRIES: usize = 4;
/// A busy server is waited for no longer than this at a time.
const LONGEST_WAIT: u64 = 10;

/// Why there is no answer that can be used.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The server cannot be reached.
    #[error("{0} cannot be reached")]
    Unreachable(Server, #[source] ClientError),
    /// The server refused.
    #[error("{}", refusal(.0.error, &.0.request_id))]
    Refused(ErrorAnswer),
    /// What answered is not a server of the protocol.
    #[error(
        "{0} does not speak the authenticator's protocol (it answered with status {1}): check the address"
    )]
    Foreign(Server, u16),
    /// What answered is not the server that this program was paired with.
    #[error(
        "what answered at {0} is not the server that this program was paired with: nothing was done. Tell your administrator"
    )]
    Forged(Server),
    /// Something here.
    #[error(transparent)]
    Here(#[from] anyhow::Error),
}

fn refusal(error: ErrorWord, request: &str) -> String {
    let request: String = request.chars().filter(char::is_ascii_alphanumeric).take(40).collect();
    match error {
        ErrorWord::Ticket => {
            "this code does not work, or not any more: ask the page for a new one, and use it within 10 minutes".to_owned()
        }
        ErrorWord::UnknownDevice => "the account does not know this program any more, and was taken out here: pair it anew".to_owned(),
        ErrorWord::Server => "the server has another address than the one given: use the one in the QR code".to_owned(),
        ErrorWord::Clock => "the clock of this machine is off, and the server's help did not help: set it".to_owned(),
        ErrorWord::Busy => "the server is busy: try again in a minute".to_owned(),
        ErrorWord::Unreadable | ErrorWord::TooLarge | ErrorWord::Signature | ErrorWord::Replayed => {
            format!("the server refused with “{}”: tell your administrator, with the number {request}", error.as_str())
        }
    }
}

/// A person who speaks with servers.
#[derive(Clone)]
pub struct Talk {
    client: Client,
    /// The clock.
    pub world: World,
    /// The accounts.
    pub book: Book,
}

/// An answer that is none: what the server said, and how long it wants to be left alone.
type Refusal = (ErrorAnswer, Duration);

impl Talk {
    /// Somebody with this book.
    pub fn new(book: Book, world: World) -> anyhow::Result<Self> {
        // Where to is said by the person at the keyboard, and a school's server may stand on its own network.
        let client = Client::new(Reach::Anywhere, Patience::default()).context("TLS")?;
        Ok(Self { client, world, book })
    }

    /// Pairs; returns also how far the clocks differ, in milliseconds.
    pub async fn pairs(&self, wanted: &Pair, key: &KeyPair) -> Result<(Paired, i64), Trouble> {
        let (mut difference, mut last) = (0, None);
        for _ in 0..TRIES {
            let pair = Pair { time: millis(self.world.now(), difference)?, ..wanted.clone() };
            match self.post(&wanted.server, &FromDevice::Pair(pair), key).await? {
                Ok(answer) => {
                    let answer = self.read(&wanted.server, answer).await?;
                    let paired = answer.open_paired().map_err(|_| Trouble::Forged(wanted.server.clone()))?;
                    let same = paired.server == wanted.server;
                    return if same { Ok((paired, difference)) } else { Err(Trouble::Forged(paired.server)) };
                }
                Err((answer, wait)) => {
                    if answer.error == ErrorWord::Clock {
                        difference = self.difference(answer.time)?;
                    } else if answer.error != ErrorWord::Busy {
                        return Err(Trouble::Refused(answer));
                    }
                    tokio::time::sleep(wait).await;
                    last = Some(answer);
                }
            }
        }
        Err(last.map_or_else(|| Trouble::Forged(wanted.server.clone()), Trouble::Refused))
    }

    /// Says something, and returns what the server answers to it.
    pub async fn says(&self, account: &Account, wish: Wish) -> Result<FromServer, Trouble> {
        let (sequence, answer) = self.begins(account, wish).await?;
        let said = self.read(&account.server, answer).await?.open(&account.server_key);
        let said = said.map_err(|_| Trouble::Forged(account.server.clone()))?;
        let right = |head: &Head| {
            (&head.server, &head.device, head.sequence) == (&account.server, &account.device, sequence)
        };
        let head = match &said {
            FromServer::Requests(requests) => Some(&requests.head),
            FromServer::Outcome(outcome) => Some(&outcome.head),
            FromServer::Left(left) => Some(&left.head),
            FromServer::Paired(_) | FromServer::Request(_) => None,
        };
        // An answer to something else, which somebody may have kept.
        if head.is_some_and(right) { Ok(said) } else { Err(Trouble::Forged(account.server.clone())) }
    }

    /// Watches: the stream of events.
    pub async fn watches(&self, account: &Account) -> Result<Incoming, Trouble> {
        Ok(self.begins(account, Wish::Watch).await?.1.into_body())
    }

    /// Says something until the server takes it: by its clock, and above the sequence that it knows.
    async fn begins(&self, account: &Account, wish: Wish) -> Result<(Sequence, Response<Incoming>), Trouble> {
        let (key, mut last) = (account.key()?, None);
        for _ in 0..TRIES {
            let (sequence, time) = self.book.next(account, self.world.now())?;
            let sender = Sender {
                server: account.server.clone(),
                account: account.account.clone(),
                device: account.device.clone(),
                sequence,
                time,
            };
            let message = FromDevice::Message(sender, wish.clone());
            match self.post(&account.server, &message, &key).await? {
                Ok(answer) => return Ok((sequence, answer)),
                Err((answer, wait)) => {
                    match (answer.error, answer.sequence) {
                        (ErrorWord::Clock, _) => {
                            self.book.set_clock(account, self.difference(answer.time)?)?;
                        }
                        (ErrorWord::Replayed, Some(known)) => self.book.sent_up_to(account, known)?,
                        (ErrorWord::Busy, _) => {}
                        (ErrorWord::UnknownDevice, _) => {
                            self.book.remove(account)?;
                            return Err(Trouble::Refused(answer));
                        }
                        _ => return Err(Trouble::Refused(answer)),
                    }
                    tokio::time::sleep(wait).await;
                    last = Some(answer);
                }
            }
        }
        Err(last.map_or_else(|| Trouble::Forged(account.server.clone()), Trouble::Refused))
    }

    fn difference(&self, server: Millis) -> Result<i64, Trouble> {
        Ok(server.get() - millis(self.world.now(), 0)?.get())
    }

    async fn post(
        &self,
        server: &Server,
        message: &FromDevice,
        key: &KeyPair,
    ) -> Result<Result<Response<Incoming>, Refusal>, Trouble> {
        let envelope = Envelope::of_device(message, key).context("signing")?;
        let request: Request = hyper::Request::post(format!("{server}/authenticator/{}", message.kind()))
            .header(header::CONTENT_TYPE, "application/json")
            .body(Full::new(Bytes::from(envelope.to_json())))
            .context("the address of the server")?;
        let unreachable = |error| Trouble::Unreachable(server.clone(), error);
        let answer = self.client.begin(request).await.map_err(unreachable)?;
        if answer.status() == 200 {
            return Ok(Ok(answer));
        }
        let (head, body) = answer.into_parts();
        let wait = head.headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
        let body = self.client.rest(body, LONGEST_ENVELOPE).await.map_err(unreachable)?;
        let foreign = || Trouble::Foreign(server.clone(), head.status.as_u16());
        let answer = ErrorAnswer::parse(&body).ok_or_else(foreign)?;
        let wait = if answer.error == ErrorWord::Busy { wait.unwrap_or(1).min(LONGEST_WAIT) } else { 0 };
        Ok(Err((answer, Duration::from_secs(wait))))
    }

    async fn read(&self, server: &Server, answer: Response<Incoming>) -> Result<Envelope, Trouble> {
        let body = self.client.rest(answer.into_body(), LONGEST_ENVELOPE).await;
        let body = body.map_err(|error| Trouble::Unreachable(server.clone(), error))?;
        Envelope::parse(&body).map_err(|_| Trouble::Foreign(server.clone(), 200))
    }
}
