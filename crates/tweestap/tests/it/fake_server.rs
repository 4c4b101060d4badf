//! A small server of the authenticator's protocol, with one account, for the program at the other end.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use device_protocol::{
    Decision, Endpoints, Envelope, ErrorAnswer, ErrorWord, FromDevice, FromServer, Head, Id, KeyPair, Left,
    Millis, Outcome, OutcomeOf, Paired, PublicKey, Purpose, Request, Requests, Sender, Sequence, Server,
    Signer, Subscribed, Ticket, Wish,
};
use hyper::body::Bytes;
use world::World;

/// The number that the asking page shows.
pub const NUMBER: &str = "42";

/// What the server is, and how it misbehaves.
pub struct Account {
    /// The key that it signs with.
    pub key: KeyPair,
    /// The ticket that it shows.
    pub ticket: Option<Ticket>,
    /// The key of the device that is paired.
    pub device: Option<PublicKey>,
    /// The last sequence.
    pub last: i64,
    /// How far its clock is ahead, in milliseconds.
    pub ahead: i64,
    /// What waits for an answer.
    pub waits: Option<Request>,
    /// Every decision that was made.
    pub decisions: Vec<Decision>,
    /// How often it is still too busy to answer.
    pub busy: usize,
    /// It answers with the sequence of another message.
    pub answers_another: bool,
    /// The person's name for the device.
    pub name: String,
}

/// The server; it ends with the test.
#[derive(Clone)]
pub struct Fake {
    /// Where it listens.
    pub server: Server,
    /// What it keeps.
    pub account: Arc<Mutex<Account>>,
    number: u8,
}

fn id(letter: u8) -> Id {
    Id::parse(&char::from(letter).to_string().repeat(26)).unwrap()
}

impl Fake {
    /// Starts a server whose account is the `n`th of its kind.
    pub fn start(n: u8) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let server = Server::parse(&format!("http://{}", listener.local_addr().unwrap())).unwrap();
        let account = Account {
            key: KeyPair::make().unwrap(),
            ticket: Some(Ticket::from_bytes([n; 16])),
            device: None,
            last: 0,
            ahead: 0,
            waits: None,
            decisions: Vec::new(),
            busy: 0,
            answers_another: false,
            name: String::new(),
        };
        let fake = Self { server, account: Arc::new(Mutex::new(account)), number: n };
        let serving = fake.clone();
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                let answers = |State(fake): State<Self>, Path(kind): Path<String>, body: Bytes| async move {
                    fake.answers(&kind, &body)
                };
                let router = Router::new()
                    .route("/authenticator/{kind}", axum::routing::post(answers))
                    .with_state(serving);
                axum::serve(listener, router).await.unwrap();
            });
        });
        fake
    }

    /// The account's user name.
    pub fn user_name(&self) -> String {
        format!("anna{}@school.example", self.number)
    }

    /// The address that the QR code holds.
    pub fn qr(&self) -> String {
        format!("{}/authenticator#{}", self.server, Ticket::from_bytes([self.number; 16]).to_text())
    }

    /// Its clock.
    pub fn now(&self) -> Millis {
        let ahead = self.account.lock().unwrap().ahead;
        Millis::new(World::system().now().micros() / 1000 + ahead).unwrap()
    }

    /// Lets a request wait.
    pub fn asks(&self, purpose: Purpose) {
        let now = self.now();
        let request = Request {
            challenge: id(b'c'),
            purpose,
            organization: "School".to_owned(),
            application: String::new(),
            address: "203.0.113.7".to_owned(),
            place: Some("Utrecht, Netherlands\u{1b}[2J".to_owned()),
            browser: "Firefox".to_owned(),
            system: "Windows".to_owned(),
            familiar: true,
            rings: true,
            asked_at: now,
            ends_at: Millis::new(now.get() + 60_000).unwrap(),
        };
        self.account.lock().unwrap().waits = Some(request);
    }

    fn answers(&self, kind: &str, body: &[u8]) -> Response {
        match self.takes(kind, body) {
            Ok(Some(answer)) => {
                let key = self.account.lock().unwrap().key.clone();
                Envelope::of_server(&answer, &key).unwrap().to_json().into_response()
            }
            Ok(None) => {
                let stream = "retry: 1000\n\n: here\n\nevent: look\ndata:\n\n";
                ([("content-type", "text/event-stream")], Body::from(stream)).into_response()
            }
            Err(error) => {
                let known = Sequence::new(self.account.lock().unwrap().last).ok();
                let sequence = known.filter(|_| error == ErrorWord::Replayed);
                let answer = ErrorAnswer { error, time: self.now(), request_id: "r1".to_owned(), sequence };
                let status = hyper::StatusCode::from_u16(error.status()).unwrap();
                (status, [("retry-after", "0")], answer.to_json()).into_response()
            }
        }
    }

    fn takes(&self, kind: &str, body: &[u8]) -> Result<Option<FromServer>, ErrorWord> {
        let now = self.now();
        let mut account = self.account.lock().unwrap();
        if account.busy > 0 {
            account.busy -= 1;
            return Err(ErrorWord::Busy);
        }
        let claim = Envelope::parse(body)?.claim(Endpoints::HttpsOnly)?;
        if *claim.server() != self.server {
            return Err(ErrorWord::Server);
        }
        let key = match claim.signer() {
            Signer::New(key) => key,
            Signer::Device { .. } => account.device.ok_or(ErrorWord::UnknownDevice)?,
        };
        let message = claim.verify(&key)?;
        assert_eq!(message.kind(), kind);
        if (message.time().get() - now.get()).abs() > 120_000 {
            return Err(ErrorWord::Clock);
        }
        match message {
            FromDevice::Pair(pair) => {
                if account.ticket.take_if(|ticket| *ticket == pair.ticket).is_none() {
                    return Err(ErrorWord::Ticket);
                }
                account.device = Some(pair.key);
                pair.name.as_str().clone_into(&mut account.name);
                Ok(Some(FromServer::Paired(Paired {
                    server: self.server.clone(),
                    device: id(b'd'),
                    account: id(b'a'),
                    user_name: self.user_name(),
                    display_name: "Anna Bos".to_owned(),
                    organization: "School".to_owned(),
                    accent: "1f5fbf".to_owned(),
                    key: account.key.public(),
                    push_key: account.key.public(),
                    time: now,
                })))
            }
            FromDevice::Message(sender, wish) => account.hears(&sender, wish, now),
        }
    }
}

impl Account {
    fn hears(&mut self, sender: &Sender, wish: Wish, time: Millis) -> Result<Option<FromServer>, ErrorWord> {
        if sender.sequence.get() <= self.last {
            return Err(ErrorWord::Replayed);
        }
        self.last = sender.sequence.get();
        let other = i64::from(self.answers_another);
        let sequence = Sequence::new(sender.sequence.get() - other).unwrap();
        let head = Head { server: sender.server.clone(), device: sender.device.clone(), sequence, time };
        Ok(match wish {
            Wish::Watch => None,
            Wish::Leave => {
                self.device = None;
                Some(FromServer::Left(Left { head }))
            }
            Wish::List | Wish::Subscribe { .. } => {
                let requests = self.waits.clone().into_iter().collect();
                Some(FromServer::Requests(Requests { head, subscription: Subscribed::None, requests }))
            }
            Wish::Answer { challenge, decision } => {
                let waited = self.waits.take_if(|request| request.challenge == challenge);
                let outcome = match decision {
                    _ if waited.is_none() => Outcome::Over,
                    Decision::Approve(number) if number.as_str() == NUMBER => Outcome::Approved,
                    Decision::Approve(_) => Outcome::WrongNumber,
                    Decision::Refuse => Outcome::Refused,
                    Decision::Report => Outcome::Reported,
                };
                self.decisions.push(decision);
                Some(FromServer::Outcome(OutcomeOf { head, challenge, outcome }))
            }
        })
    }
}
