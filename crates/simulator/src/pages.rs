//! The pages of the demo.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse;
use delivery::{Carrier, Carriers, Concluded, Handset, Mail, Mailbox};
use otp::{Secret, totp};
use tokio::sync::mpsc;
use web::{Guard, Page, Problem, Routes, Visit, date_and_time, links};
use world::{MessageId, Timestamp, Words};

/// The phone of a sample account.
#[derive(Clone, Debug)]
pub struct Phone {
    /// Whose it is.
    pub user_name: String,
    /// The person's name.
    pub owner: String,
    /// The apps on it: a name and a secret each.
    pub apps: Vec<(String, Secret)>,
}

/// What the pages of this room show.
#[derive(Clone, Debug)]
pub struct SimulatorDesk {
    /// The phones of the sample accounts.
    pub phones: Arc<Vec<Phone>>,
    /// The sample accounts: user name, and the end of the key that says what is special about it.
    pub samples: Arc<Vec<(String, &'static str)>>,
    /// The mailbox of everyone.
    pub mailbox: Mailbox,
    /// The phones, on which texts arrive and calls ring.
    pub handset: Handset,
    /// The password that all of them have.
    pub password: &'static str,
}

impl SimulatorDesk {
    /// What carries the demo's messages.
    pub fn carriers(&self) -> Carriers {
        let phones: Arc<dyn Carrier> = Arc::new(self.handset.clone());
        Carriers { mail: Arc::new(self.mailbox.clone()), text: Some(Arc::clone(&phones)), call: Some(phones) }
    }

    /// With a line on which the outcomes of calls are told.
    pub fn with_line(self) -> (Room, mpsc::Receiver<Concluded>) {
        let (line, concluded) = mpsc::channel(64);
        (Room { desk: self, line }, concluded)
    }
}

/// The desk, with the line on which the outcomes of calls are told.
#[derive(Clone, Debug)]
pub struct Room {
    desk: SimulatorDesk,
    line: mpsc::Sender<Concluded>,
}

/// The addresses of this room.
pub fn routes(room: Room) -> Routes<()> {
    Routes::new()
        .get(links::Front::PATH, Guard::Open, front)
        .get(links::Simulator::PATH, Guard::Open, phones)
        .get("/simulator/codes", Guard::Open, codes)
        .get("/simulator/mailbox", Guard::Open, mailbox)
        .get("/simulator/mail", Guard::Open, mail)
        .with_state(room)
}

async fn front(State(Room { desk, .. }): State<Room>, visit: Visit) -> Result<Page, Problem> {
    let words = visit.words();
    let say = |(name, kind): &(String, &'static str)| (name.clone(), words.say(&format!("demo-kind-{kind}")));
    let body = Front { words, password: desk.password, samples: desk.samples.iter().map(say).collect() };
    Ok(visit.wide_page("demo-title", &body, &[]))
}

async fn phones(State(Room { desk, .. }): State<Room>, visit: Visit) -> Result<Page, Problem> {
    let now = visit.moment().now;
    let phones = desk.phones.iter().map(|phone| ShownPhone {
        owner: phone.owner.clone(),
        user_name: phone.user_name.clone(),
        apps: phone
            .apps
            .iter()
            .enumerate()
            .map(|(n, (name, secret))| App {
                id: format!("{}-{n}", phone.user_name),
                name: name.clone(),
                code: code(secret, now),
            })
            .collect(),
    });
    let body = Phones { words: visit.words(), phones: phones.collect() };
    Ok(visit.wide_page("simulator-title", &body, &["simulator/codes.js"]))
}

fn code(secret: &Secret, now: Timestamp) -> String {
    let code = totp(secret, now.unix_seconds());
    format!("{} {}", &code.as_str()[..3], &code.as_str()[3..])
}

/// The codes of all phones, for the page's script: `{"anna@demo.example-0": "123 456", …}`.
async fn codes(State(Room { desk, .. }): State<Room>, visit: Visit) -> impl IntoResponse {
    let now = visit.moment().now;
    let codes: serde_json::Map<_, _> = desk
        .phones
        .iter()
        .flat_map(|phone| phone.apps.iter().enumerate().map(move |(n, (_, secret))| (phone, n, secret)))
        .map(|(phone, n, secret)| (format!("{}-{n}", phone.user_name), code(secret, now).into()))
        .collect();
    ([(header::CONTENT_TYPE, "application/json")], serde_json::Value::Object(codes).to_string())
}

async fn mailbox(State(Room { desk, .. }): State<Room>, visit: Visit) -> Result<Page, Problem> {
    let mails = desk.mailbox.all().into_iter().map(|(_, at, mail)| ShownMail {
        to: mail.to().to_owned(),
        subject: mail.subject().to_owned(),
        text: mail.text().to_owned(),
        at: date_and_time(at),
    });
    let body = MailboxPage { words: visit.words(), mails: mails.collect() };
    Ok(visit.wide_page("simulator-mailbox-title", &body, &["web/local-time.js"]))
}

/// The mails, newest first, for scripts: `[{"id": …, "to": …, "subject": …, "text": …, "at": seconds}, …]`.
async fn mail(State(Room { desk, .. }): State<Room>) -> impl IntoResponse {
    let one = |(id, at, mail): (MessageId, Timestamp, Mail)| {
        serde_json::json!({
            "id": id.to_string(), "to": mail.to(), "subject": mail.subject(), "text": mail.text(),
            "at": at.unix_seconds(),
        })
    };
    let all: Vec<_> = desk.mailbox.all().into_iter().map(one).collect();
    ([(header::CONTENT_TYPE, "application/json")], serde_json::Value::Array(all).to_string())
}

struct ShownMail {
    to: String,
    subject: String,
    text: String,
    at: String,
}

#[derive(Template)]
#[template(path = "mailbox.html")]
struct MailboxPage<'a> {
    words: &'a dyn Words,
    mails: Vec<ShownMail>,
}

struct App {
    id: String,
    name: String,
    code: String,
}

struct ShownPhone {
    owner: String,
    user_name: String,
    apps: Vec<App>,
}

#[derive(Template)]
#[template(path = "phones.html")]
struct Phones<'a> {
    words: &'a dyn Words,
    phones: Vec<ShownPhone>,
}

#[derive(Template)]
#[template(path = "front.html")]
struct Front<'a> {
    words: &'a dyn Words,
    password: &'static str,
    samples: Vec<(String, String)>,
}
