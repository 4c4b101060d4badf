//! Messages of a paired app as they should not be: tampered, cut short, too long, repeated, out of order, too late, of another's key.

use device_protocol::{
    Decision, DeviceName, Envelope, ErrorAnswer, ErrorWord, FromDevice, FromServer, Id, KeyPair, Millis,
    Number, Outcome, Pair, Paired, PublicKey, Requests, Sender, Sequence, Server, Ticket, Wish,
};
use world::Span;

use crate::browser::{Answer, Browser};
use crate::school::{ANNA, EVA, School, Serving, ZUID, secret};

const SERVER: &str = "https://login.zuid.example";

/// An app, and the browser of its owner beside it.
pub struct App<'a> {
    serving: &'a Serving,
    /// How it reaches a server.
    pub wire: Browser,
    key: KeyPair,
    paired: Option<Paired>,
    sequence: i64,
    /// How far its clock is from the server's.
    off: Span,
}

impl<'a> App<'a> {
    fn new(serving: &'a Serving) -> Self {
        let key = KeyPair::make().unwrap();
        Self { serving, wire: serving.browser(), key, paired: None, sequence: 0, off: Span::ZERO }
    }

    fn time(&self) -> Millis {
        Millis::new((self.serving.now() + self.off).micros() / 1000).unwrap()
    }

    pub fn posts(&mut self, kind: &str, body: &[u8]) -> Answer {
        let head = [("content-type", "application/json"), ("x-forwarded-proto", "https")];
        self.wire.ask("POST", &format!("/authenticator/{kind}"), &head, body)
    }

    fn sends(&mut self, message: &FromDevice) -> Answer {
        let envelope = Envelope::of_device(message, &self.key).unwrap();
        self.posts(message.kind(), envelope.to_json().as_bytes())
    }

    fn pairing(&self, ticket: &Ticket) -> FromDevice {
        FromDevice::Pair(Pair {
            server: Server::parse(SERVER).unwrap(),
            ticket: ticket.clone(),
            key: self.key.public(),
            name: DeviceName::parse("Pixel 9").unwrap(),
            subscription: None,
            time: self.time(),
        })
    }

    fn pairs(&mut self, ticket: &Ticket) -> Answer {
        let message = self.pairing(ticket);
        let answer = self.sends(&message);
        if answer.status == 200 {
            self.paired = Some(Envelope::parse(answer.body.as_bytes()).unwrap().open_paired().unwrap());
        }
        answer
    }

    fn message(&mut self, wish: Wish) -> FromDevice {
        self.sequence += 1;
        let paired = self.paired.as_ref().unwrap();
        let sender = Sender {
            server: Server::parse(SERVER).unwrap(),
            account: paired.account.clone(),
            device: paired.device.clone(),
            sequence: Sequence::new(self.sequence).unwrap(),
            time: self.time(),
        };
        FromDevice::Message(sender, wish)
    }

    /// The next message of an app, signed.
    pub fn signs(&mut self, wish: Wish) -> String {
        let message = self.message(wish);
        Envelope::of_device(&message, &self.key).unwrap().to_json()
    }

    pub fn wishes(&mut self, wish: Wish) -> Answer {
        let message = self.message(wish);
        self.sends(&message)
    }

    pub fn opens(&self, answer: &Answer) -> FromServer {
        assert_eq!(answer.status, 200, "{}", answer.body);
        Envelope::parse(answer.body.as_bytes()).unwrap().open(&self.paired.as_ref().unwrap().key).unwrap()
    }

    pub fn lists(&mut self) -> Requests {
        let answer = self.wishes(Wish::List);
        let FromServer::Requests(requests) = self.opens(&answer) else { panic!("{}", answer.body) };
        requests
    }

    pub fn answers(&mut self, challenge: &Id, decision: Decision) -> Outcome {
        let answer = self.wishes(Wish::Answer { challenge: challenge.clone(), decision });
        let FromServer::Outcome(of) = self.opens(&answer) else { panic!("{}", answer.body) };
        of.outcome
    }
}

pub fn refused(answer: &Answer, word: ErrorWord) -> ErrorAnswer {
    let said = ErrorAnswer::parse(answer.body.as_bytes());
    let said =
        said.unwrap_or_else(|| panic!("{word:?} is expected, and not {}: {}", answer.status, answer.body));
    assert_eq!((said.error, answer.status), (word, word.status()));
    assert_eq!(said.request_id, answer.header("x-request-id"));
    said
}

/// Eva's browser in the middle of a sign-in whose set-up of an app waits, and the ticket that it shows.
fn sets_up(serving: &Serving, who: &str) -> (Browser, Ticket) {
    let mut browser = serving.browser();
    if who == ANNA {
        browser.signs_in(ANNA, &secret(), serving.now());
    } else {
        browser.proves_the_password(who);
    }
    let ticket = is_shown_a_ticket(&mut browser);
    (browser, ticket)
}

/// Begins to set an app up in a browser that may.
fn is_shown_a_ticket(browser: &mut Browser) -> Ticket {
    let choice = browser.get("/security-info/set-up");
    let answer =
        browser.submits(&choice, "/security-info/add", &[("method", "app_notification"), ("given", "yes")]);
    let page = browser.follows(&answer);
    let ticket = page.body.split("id=\"ticket\">").nth(1).unwrap().split('<').next().unwrap();
    Ticket::parse(ticket).unwrap()
}

/// The number on the page of a browser.
pub fn number(page: &Answer) -> Number {
    let shown = page.body.split("class=\"number\"").nth(1).unwrap();
    let shown = shown.split("</p>").next().unwrap();
    Number::parse(&shown[shown.len() - 2..]).unwrap()
}

/// An app that somebody has set up, and the browser in which that was done.
pub fn has_an_app<'a>(serving: &'a Serving, who: &str) -> (App<'a>, Browser) {
    let (mut browser, ticket) = sets_up(serving, who);
    (is_set_up(serving, &mut browser, &ticket), browser)
}

/// A further app, set up in a browser that may.
pub fn another_app<'a>(serving: &'a Serving, browser: &mut Browser) -> App<'a> {
    let ticket = is_shown_a_ticket(browser);
    is_set_up(serving, browser, &ticket)
}

fn is_set_up<'a>(serving: &'a Serving, browser: &mut Browser, ticket: &Ticket) -> App<'a> {
    let mut app = App::new(serving);
    assert_eq!(app.pairs(ticket).status, 200);
    let page = browser.get("/security-info/set-up");
    let test = app.lists().requests.remove(0);
    assert_eq!(app.answers(&test.challenge, Decision::Approve(number(&page))), Outcome::Approved);
    let page = browser.get("/security-info/set-up");
    let challenge = page.field("challenge");
    let answer = browser.submits(&page, "/security-info/collect", &[("challenge", &challenge)]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    app
}

/// An app of Eva's that is set up, and her browser, signed in.
fn ready(serving: &Serving) -> (App<'_>, Browser) {
    let (app, mut browser) = has_an_app(serving, EVA);
    let page = browser.get("/sign-in");
    let answer = browser.submits(&page, "/sign-in/stay", &[("stay", "no")]);
    assert_eq!(answer.header("location"), "/account");
    (app, browser)
}

fn proxied(test: impl Fn(&Serving)) {
    let others = [("TWEESTAP_SERVER_TRUSTED_PROXIES", "127.0.0.1")];
    test(&School::on_sqlite(&others).serve());
}

#[test]
fn a_ticket_pairs_once_and_what_is_not_right_about_a_pairing_has_its_word() {
    proxied(|serving| {
        let (_, ticket) = sets_up(serving, EVA);
        let mut app = App::new(serving);
        for (off, word) in [(Span::minutes(5), ErrorWord::Clock), (Span::minutes(-5), ErrorWord::Clock)] {
            app.off = off;
            let said = refused(&app.pairs(&ticket), word);
            assert_eq!(said.time.get(), serving.now().micros() / 1000, "it can put its clock right");
        }
        app.off = Span::minutes(2);
        refused(&app.pairs(&Ticket::from_bytes([7; 16])), ErrorWord::Ticket);
        assert_eq!(app.pairs(&ticket).status, 200);
        refused(&App::new(serving).pairs(&ticket), ErrorWord::Ticket);
        let (_, late) = sets_up(serving, EVA);
        serving.school.clock.advance(Span::minutes(10));
        refused(&App::new(serving).pairs(&late), ErrorWord::Ticket);
    });
}

#[test]
fn a_message_that_was_changed_cut_or_blown_up_is_refused_and_changes_nothing() {
    proxied(|serving| {
        let (mut app, _) = ready(serving);
        let message = app.message(Wish::List);
        let whole = Envelope::of_device(&message, &app.key).unwrap().to_json();
        for at in (0..whole.len()).step_by(7) {
            let mut bytes = whole.clone().into_bytes();
            bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
            let answer = app.posts("list", &bytes);
            assert!(
                matches!(answer.status, 400 | 401 | 409 | 410),
                "{at}: {} {}",
                answer.status,
                answer.body
            );
            refused(&app.posts("list", &whole.as_bytes()[..at]), ErrorWord::Unreadable);
        }
        let long = format!("{{\"message\":\"{}\",\"signature\":\"\"}}", "A".repeat(9000));
        refused(&app.posts("list", long.as_bytes()), ErrorWord::TooLarge);
        refused(&app.posts("answer", whole.as_bytes()), ErrorWord::Unreadable);
        let other = KeyPair::make().unwrap();
        let foreign = Envelope::of_device(&message, &other).unwrap().to_json();
        refused(&app.posts("list", foreign.as_bytes()), ErrorWord::Signature);
        assert_eq!(app.posts("list", whole.as_bytes()).status, 200, "the message itself was not used up");
        let said = refused(&app.posts("list", whole.as_bytes()), ErrorWord::Replayed);
        assert_eq!(said.sequence.unwrap().get(), app.sequence);
    });
}

#[test]
fn a_message_for_another_server_or_of_an_unknown_device_is_refused() {
    proxied(|serving| {
        let (mut app, _) = ready(serving);
        app.wire.host = crate::school::NOORD.to_owned();
        refused(&app.wishes(Wish::List), ErrorWord::Server);
        app.wire.host = ZUID.to_owned();
        let paired = app.paired.clone().unwrap();
        let unknown = Id::parse(&"a".repeat(26)).unwrap();
        app.paired = Some(Paired { device: unknown.clone(), ..paired.clone() });
        refused(&app.wishes(Wish::List), ErrorWord::UnknownDevice);
        app.paired = Some(Paired { account: unknown, ..paired });
        refused(&app.wishes(Wish::List), ErrorWord::UnknownDevice);
    });
}

#[test]
fn only_its_own_requests_are_answered_and_each_once() {
    proxied(|serving| {
        let (mut app, mut browser) = ready(serving);
        browser.get("/sign-out");
        let mut asking = serving.browser();
        asking.proves_the_password(EVA);
        let page = asking.get("/sign-in");
        let request = app.lists().requests.remove(0);
        let nobodys = Id::parse(&"a".repeat(26)).unwrap();
        assert_eq!(app.answers(&nobodys, Decision::Refuse), Outcome::Over);
        let right = number(&page);
        let said = asking.get("/sign-in/waiting").body;
        assert!(said.contains(&format!("\"number\":\"{}\"", right.as_str())), "{said}");
        assert_eq!(serving.browser().get("/sign-in/waiting").body, "null", "it is told to who asked");
        assert_eq!(app.answers(&request.challenge, Decision::Approve(right)), Outcome::Approved);
        assert_eq!(app.answers(&request.challenge, Decision::Report), Outcome::Over);
        assert!(app.lists().requests.is_empty());
        let page = asking.get("/sign-in");
        let challenge = page.field("challenge");
        let answer = asking.submits(&page, "/sign-in/collect", &[("challenge", &challenge)]);
        assert_eq!(asking.follows(&answer).status, 200);
    });
}

#[test]
fn a_device_that_was_deleted_is_told_so_and_one_that_left_is_shown_as_such() {
    proxied(|serving| {
        let (mut app, mut browser) = ready(serving);
        let answer = app.wishes(Wish::Leave);
        assert!(matches!(app.opens(&answer), FromServer::Left(_)));
        assert!(browser.get("/security-info").body.contains("removed from the app on that phone"));
        serving
            .school
            .program
            .store
            .write_now({
                let (organization, account) = serving.school.account(EVA);
                move |t| verification::registrations::remove_all(t, organization, account)
            })
            .unwrap();
        refused(&app.wishes(Wish::List), ErrorWord::UnknownDevice);
    });
}

#[test]
fn what_a_client_asks_first_is_no_secret_and_names_the_key_for_push() {
    proxied(|serving| {
        let mut wire = serving.browser();
        let answer = wire.ask("GET", "/authenticator/server", &[("x-forwarded-proto", "https")], b"");
        let about = device_protocol::About::parse(answer.body.as_bytes()).unwrap();
        assert_eq!((about.server.as_str(), about.organization.as_str()), (SERVER, "Zuiderlyceum"));
        assert!(PublicKey::from_bytes(about.push_key.as_bytes()).is_ok() && about.demo_push.is_none());
    });
}
