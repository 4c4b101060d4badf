//! The pages of the demo.

mod json;
mod phone;
mod push;

use askama::Template;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use delivery::Mail;
use otp::{Secret, totp};
use web::{Guard, Openness, Page, Problem, Routes, Visit, date_and_time, links};
use world::{MessageId, Timestamp, Words};

use crate::desk::{Phone, Room, SimulatorDesk};

/// The addresses of this room.
pub fn routes(room: Room) -> Routes<()> {
    Routes::new()
        .get(links::Front::PATH, Guard::Open, front)
        .get(links::Simulator::PATH, Guard::Open, phones)
        .get("/simulator/phone/{name}", Guard::Open, phone::show)
        .get("/simulator/phone/{name}/screen", Guard::Open, phone::screen)
        .post("/simulator/phone/{name}/call", Guard::Open, phone::act)
        .get("/simulator/authenticator", Guard::Open, authenticator)
        .get("/simulator/codes", Guard::Open, codes)
        .get("/simulator/mailbox", Guard::Open, mailbox)
        .get("/simulator/mail", Guard::Open, json::mail)
        .get("/simulator/messages", Guard::Open, json::messages)
        .get("/simulator/calls", Guard::Open, json::calls)
        .post("/simulator/calls/{id}", Guard::Open, json::act)
        .post("/simulator/push", Guard::Open, push::subscribe)
        .post("/simulator/push/{id}", Guard::Open, push::take)
        .get("/simulator/push/{id}/events", Guard::Open, push::events)
        .with_state(room)
}

async fn front(State(Room { desk, .. }): State<Room>, visit: Visit) -> Result<Page, Problem> {
    let words = visit.words();
    let say = |(name, kind): &(String, &'static str)| (name.clone(), words.say(&format!("demo-kind-{kind}")));
    let body = Front { words, password: desk.password, samples: desk.samples.iter().map(say).collect() };
    Ok(visit.wide_page("demo-title", &body, &[]))
}

async fn phones(State(Room { desk, .. }): State<Room>, visit: Visit) -> Result<Page, Problem> {
    let all = desk.phones.iter().cloned().chain(desk.strangers());
    let phones = all.map(|phone| ShownPhone::of(&desk, &visit, &phone)).collect();
    let body = Phones { words: visit.words(), phones };
    Ok(visit.wide_page("simulator-title", &body, &["simulator/codes.js"]))
}

/// The authenticator as it looks on a phone. Every phone of this browser is the same one.
async fn authenticator(visit: Visit) -> Response {
    let page = visit.wide_page("simulator-authenticator", &AuthenticatorPage { words: visit.words() }, &[]);
    let mut response = page.into_response();
    response.extensions_mut().insert(Openness { frames: true, ..Openness::default() });
    response
}

#[derive(Template)]
#[template(path = "authenticator.html")]
struct AuthenticatorPage<'a> {
    words: &'a dyn Words,
}

fn code(secret: &Secret, now: Timestamp) -> String {
    let code = totp(secret, now.unix_seconds());
    format!("{} {}", &code.as_str()[..3], &code.as_str()[3..])
}

fn apps(phone: &Phone, now: Timestamp) -> Vec<App> {
    let app = |(n, (name, secret)): (usize, &(String, Secret))| App {
        id: format!("{}-{n}", phone.user_name),
        name: name.clone(),
        code: code(secret, now),
    };
    phone.apps.iter().enumerate().map(app).collect()
}

/// The codes of all phones, for the page's script: `{"anna@demo.example-0": "123 456", …}`.
async fn codes(State(Room { desk, .. }): State<Room>, visit: Visit) -> impl IntoResponse {
    let now = visit.moment().now;
    let apps = desk.phones.iter().flat_map(|phone| apps(phone, now));
    let codes: serde_json::Map<_, _> = apps.map(|app| (app.id, app.code.into())).collect();
    ([(header::CONTENT_TYPE, "application/json")], serde_json::Value::Object(codes).to_string())
}

async fn mailbox(State(Room { desk, .. }): State<Room>, visit: Visit) -> Result<Page, Problem> {
    let mails = desk.mailbox.all().into_iter().map(shown_mail);
    let body = MailboxPage { words: visit.words(), mails: mails.collect() };
    Ok(visit.wide_page("simulator-mailbox-title", &body, &["web/local-time.js"]))
}

fn shown_mail((_, at, mail): (MessageId, Timestamp, Mail)) -> ShownMail {
    ShownMail {
        to: mail.to().to_owned(),
        subject: mail.subject().to_owned(),
        text: mail.text().to_owned(),
        at: date_and_time(at),
    }
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
    numbers: Vec<String>,
    /// What has come to it: that it rings, and how many texts.
    news: Vec<String>,
    apps: Vec<App>,
}

impl ShownPhone {
    fn of(desk: &SimulatorDesk, visit: &Visit, phone: &Phone) -> Self {
        let (words, texts) = (visit.words(), desk.texts_to(phone).len());
        let rings = desk.calls_to(phone).iter().any(|call| call.dialogue.is_ringing());
        let rings = rings.then(|| words.say("simulator-ringing"));
        let texts = (texts > 0).then(|| words.say_with("simulator-texts-count", &[("count", texts.into())]));
        Self {
            owner: phone.owner.clone(),
            user_name: phone.user_name.clone(),
            numbers: phone.numbers.iter().map(ToString::to_string).collect(),
            news: rings.into_iter().chain(texts).collect(),
            apps: apps(phone, visit.moment().now),
        }
    }
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
