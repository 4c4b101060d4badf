//! What keeps requests in the authenticator app from wearing a person down: one at a time, rests, quiet after a refusal, and an end to
//! whoever is reported.

use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::Duration;

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use delivery::outbox;
use device_protocol::{
    Decision, Endpoint, KeyPair, Notifications, Outcome, Purpose, Request, Subscription, Wish,
};
use otp::totp;
use simulator::SimulatorDesk;
use world::Span;

use crate::app_messages::{App, has_an_app, number};
use crate::browser::{Answer, Browser};
use crate::school::{ANNA, EVA, PASSWORD, School, Serving, secret};

const ADMINISTRATOR: &str = "noor@zuid.example";

/// Runs a test with an app of Anna's that is woken by a push service, on each engine.
fn with_an_app(test: impl Fn(Scene<'_>)) {
    store::testing::each_database(store::MIGRATIONS, |database, _| {
        let (folder, mails) = (tempfile::tempdir().unwrap(), tweestap::demo::simulator());
        let others = [("TWEESTAP_SERVER_TRUSTED_PROXIES", "127.0.0.1")];
        let serving = School::open(folder.path(), database, &others).serve_with(Some(mails.clone()));
        let (mut app, mut known) = has_an_app(&serving, ANNA);
        let pushes = Pushes::take_those_for(&mut app);
        let page = known.get("/sign-out");
        known.submits(&page, "/sign-out", &[]);
        test(Scene { serving: &serving, mails: &mails, app, known, pushes });
    });
}

/// Anna's app, and a browser that has signed in to her account before.
struct Scene<'a> {
    serving: &'a Serving,
    mails: &'a SimulatorDesk,
    app: App<'a>,
    known: Browser,
    pushes: Pushes,
}

/// A push service, and the challenges of which it was told.
struct Pushes(Arc<Mutex<Vec<String>>>);

impl Pushes {
    /// Has an app woken from now on.
    fn take_those_for(app: &mut App<'_>) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let endpoint = format!("http://{}/app", listener.local_addr().unwrap());
        let came: Arc<Mutex<Vec<String>>> = Arc::default();
        let takes = Arc::clone(&came);
        std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let take = async move |head: HeaderMap| {
                    takes.lock().unwrap().push(head["topic"].to_str().unwrap().to_owned());
                    StatusCode::CREATED
                };
                let listener = tokio::net::TcpListener::from_std(listener).unwrap();
                axum::serve(listener, Router::new().route("/app", post(take))).await.unwrap();
            });
        });
        let key = KeyPair::make().unwrap().public();
        let subscription = Some(Subscription::new(Endpoint::parse(&endpoint).unwrap(), key, [1; 16]));
        let answer = app.wishes(Wish::Subscribe { subscription, notifications: Notifications::Granted });
        assert_eq!(answer.status, 200, "{}", answer.body);
        Self(came)
    }
}

impl Scene<'_> {
    fn goes_by(&self, span: Span) {
        self.serving.school.clock.advance(span);
    }

    /// Everything that was posted has arrived.
    fn all_is_carried(&self) {
        for _ in 0..3_000 {
            if self.serving.school.program.store.read_now(outbox::waiting).unwrap() == 0 {
                return;
            }
            sleep(Duration::from_millis(10));
        }
        panic!("messages wait for ever")
    }

    /// To whom mails came, and their subjects; the oldest first.
    fn mails_so_far(&self) -> Vec<(String, String)> {
        self.all_is_carried();
        let mails = self.mails.mailbox.all().into_iter().rev();
        mails.map(|(_, _, mail)| (mail.to().to_owned(), mail.subject().to_owned())).collect()
    }

    /// Whether what waits in the app came with a push message.
    fn is_pushed(&self, request: &Request) -> bool {
        self.all_is_carried();
        self.pushes.0.lock().unwrap().iter().any(|topic| topic == request.challenge.as_str())
    }

    /// The one request that waits in the app.
    fn request(&mut self) -> Request {
        let mut requests = self.app.lists().requests;
        assert_eq!(requests.len(), 1, "{requests:?}");
        requests.remove(0)
    }

    /// The one request is answered in the app.
    fn answers(&mut self, decision: Decision) -> Outcome {
        let request = self.request();
        self.app.answers(&request.challenge, decision)
    }

    /// The request of this page is approved, and the page goes on.
    fn approves(&mut self, browser: &mut Browser, page: &Answer) {
        assert_eq!(self.answers(Decision::Approve(number(page))), Outcome::Approved);
        let fields = [("challenge", &*page.field("challenge"))];
        let answer = browser.submits(page, "/sign-in/collect", &fields);
        says(&browser.follows(&answer), "name=\"stay\"");
    }

    /// A code of Anna's other app finishes a sign-in.
    fn finishes_by_code(&self, browser: &mut Browser) {
        let asked = browser.asks_by("app_code");
        let page = browser.follows(&asked);
        let code = totp(&secret(), self.serving.now().unix_seconds());
        let fields = [("challenge", &*page.field("challenge")), ("answer", code.as_str())];
        let answer = browser.submits(&page, "/sign-in/answer", &fields);
        assert!(browser.follows(&answer).body.contains("name=\"stay\""));
    }
}

fn says(page: &Answer, what: &str) {
    assert!(page.body.contains(what), "{what} in {}", page.body);
}

#[test]
fn while_a_request_waits_another_browser_is_told_so_and_replaces_nothing() {
    with_an_app(|mut scene| {
        let mut first = scene.serving.browser();
        let page = first.proves_the_password(ANNA);
        let waits = scene.request();
        let mut second = scene.serving.browser();
        let ways = second.proves_the_password(ANNA);
        assert!(!ways.body.contains("class=\"number\""), "{}", ways.body);
        let told = second.asks_by("app_notification");
        assert_eq!(told.status, 429);
        says(&told, "A request from another browser is waiting in the app.");
        assert_eq!(second.get("/sign-in/waiting").body, "null");
        assert_eq!(scene.request(), waits, "the first one goes on");
        scene.approves(&mut first, &page);
        says(&second.get("/sign-in"), "name=\"method\" value=\"app_notification\"");
        let asked = second.asks_by("app_notification");
        assert_eq!(number(&second.follows(&asked)), number(&second.get("/sign-in")));
        assert_ne!(scene.request().challenge, waits.challenge);
        // And what nobody answers ends by itself.
        scene.goes_by(Span::seconds(60));
        let mut third = scene.serving.browser();
        number(&third.proves_the_password(ANNA));
    });
}

#[test]
fn three_that_come_to_nothing_rest_for_a_minute_and_then_for_twice_as_long_while_codes_go_on() {
    with_an_app(|mut scene| {
        let mut browser = scene.known.clone();
        number(&browser.proves_the_password(ANNA));
        scene.goes_by(Span::seconds(60));
        says(&browser.get("/sign-in"), "Nobody answered the request.");
        number(&browser.proves_the_password(ANNA));
        assert_eq!(scene.answers(Decision::Refuse), Outcome::Refused);
        says(&browser.get("/sign-in"), "The request was refused in the app.");
        number(&browser.proves_the_password(ANNA));
        assert_eq!(scene.answers(Decision::Refuse), Outcome::Refused);
        // The rest begins when the last request would have ended: a minute later.
        for minutes in [2, 3, 5] {
            let page = browser.proves_the_password(ANNA);
            let hint = format!("Can be used again in {minutes} minutes");
            says(&page, &hint);
            let refused = browser.asks_by("app_notification");
            assert_eq!((refused.status, refused.header("retry-after")), (429, &*(minutes * 60).to_string()));
            says(&refused, &hint);
            assert!(scene.app.lists().requests.is_empty());
            scene.finishes_by_code(&mut browser);
            scene.goes_by(Span::minutes(minutes) - Span::seconds(1));
            says(&browser.proves_the_password(ANNA), "Can be used again in a minute");
            scene.goes_by(Span::seconds(1));
            number(&browser.proves_the_password(ANNA));
            let request = scene.request();
            assert!(request.rings && scene.is_pushed(&request), "after {minutes} minutes");
            assert_eq!(scene.answers(Decision::Refuse), Outcome::Refused);
        }
    });
}

#[test]
fn an_approval_after_a_rest_begins_the_count_anew() {
    with_an_app(|mut scene| {
        let mut browser = scene.known.clone();
        for _ in 0..3 {
            number(&browser.proves_the_password(ANNA));
            scene.answers(Decision::Refuse);
        }
        scene.goes_by(Span::minutes(2));
        let page = browser.proves_the_password(ANNA);
        scene.approves(&mut browser, &page);
        for _ in 0..3 {
            number(&browser.proves_the_password(ANNA));
            scene.answers(Decision::Refuse);
        }
        says(&browser.proves_the_password(ANNA), "Can be used again in 2 minutes");
    });
}

#[test]
fn after_a_refusal_the_request_of_a_stranger_is_listed_and_wakes_no_phone_for_ten_minutes() {
    with_an_app(|mut scene| {
        let mut stranger = scene.serving.browser();
        number(&stranger.proves_the_password(ANNA));
        let request = scene.request();
        assert!(request.rings && !request.familiar && scene.is_pushed(&request));
        assert_eq!(scene.answers(Decision::Refuse), Outcome::Refused);
        let mut another = scene.serving.browser();
        let page = another.proves_the_password(ANNA);
        let request = scene.request();
        assert!(!request.rings && !request.familiar && !scene.is_pushed(&request));
        // Nor does it by asking again.
        scene.goes_by(Span::seconds(30));
        assert!(!page.body.contains("/sign-in/send-again"), "{}", page.body);
        another.submits(&page, "/sign-in/send-again", &[("challenge", &page.field("challenge"))]);
        assert!(!scene.is_pushed(&request));
        assert_eq!(scene.answers(Decision::Refuse), Outcome::Refused);
        let mut known = scene.known.clone();
        let page = known.proves_the_password(ANNA);
        let request = scene.request();
        assert!(request.rings && request.familiar && scene.is_pushed(&request));
        scene.approves(&mut known, &page);
        // An approval is no sign that strangers are welcome.
        scene.goes_by(Span::minutes(10) - Span::seconds(1));
        number(&stranger.proves_the_password(ANNA));
        let request = scene.request();
        assert!(!request.rings && !scene.is_pushed(&request));
        // It ends by itself, and then everybody is heard again.
        scene.goes_by(Span::seconds(60));
        number(&another.proves_the_password(ANNA));
        let request = scene.request();
        assert!(request.rings && scene.is_pushed(&request));
    });
}

/// That the right password leads to the page that keeps this browser out; and that only who knows it learns so.
fn is_kept_out(browser: &mut Browser) {
    let page = browser.begins(ANNA);
    let answer = browser.submits(&page, "/sign-in/password", &[("password", "dertien paarse olifanten")]);
    assert_eq!(answer.status, 422);
    let answer = browser.submits(&page, "/sign-in/password", &[("password", PASSWORD)]);
    assert_eq!(answer.status, 403, "{}", answer.body);
    says(&answer, "This browser cannot sign in to this account now");
    assert_eq!(browser.get("/account").status, 303);
}

#[test]
fn who_is_reported_is_stopped_and_kept_out_there_for_an_hour() {
    with_an_app(|mut scene| {
        let mut thief = Browser { network_address: Some("203.0.113.7"), ..scene.serving.browser() };
        let page = thief.proves_the_password(ANNA);
        assert_eq!(scene.answers(Decision::Report), Outcome::Reported);
        says(&thief.get("/sign-in"), "This sign-in was stopped");
        // The sign-in has ended: nothing finishes it.
        let challenge = page.field("challenge");
        let code = totp(&secret(), scene.serving.now().unix_seconds() + 30);
        for (path, answer) in [("/sign-in/collect", ""), ("/sign-in/answer", code.as_str())] {
            let fields = [("challenge", &*challenge), ("answer", answer)];
            let answer = thief.submits(&page, path, &fields);
            says(&thief.follows(&answer), "This sign-in was stopped");
        }
        thief.submits(&page, "/sign-in/stay", &[("stay", "yes")]);
        assert_eq!(thief.get("/account").status, 303);
        is_kept_out(&mut thief);
        assert!(scene.app.lists().requests.is_empty());
        let second_step = |mut browser: Browser| browser.proves_the_password(ANNA).field("challenge");
        let others = [
            Browser { network_address: Some("203.0.113.7"), ..scene.serving.browser() },
            Browser { network_address: Some("203.0.113.8"), ..thief.clone() },
            scene.known.clone(),
        ];
        for other in others {
            second_step(other);
            scene.answers(Decision::Refuse);
            scene.goes_by(Span::minutes(5));
        }
        says(&thief.clone().proves_the_password(EVA), "More information required");
        scene.goes_by(Span::minutes(45) - Span::seconds(1));
        is_kept_out(&mut thief);
        scene.goes_by(Span::seconds(1));
        second_step(thief);
    });
}

#[test]
fn of_a_report_the_person_and_who_looks_after_the_school_are_told_by_mail() {
    with_an_app(|mut scene| {
        scene.serving.school.adds_administrator(ADMINISTRATOR);
        let before = scene.mails_so_far();
        scene.serving.browser().proves_the_password(ANNA);
        assert_eq!(scene.answers(Decision::Report), Outcome::Reported);
        let mut told = scene.mails_so_far().split_off(before.len());
        told.sort();
        let of = |who: &str, says: &str| (format!("mail.{who}"), says.to_owned());
        let expected = [
            of(ANNA, "A sign-in to your account was stopped"),
            of(ADMINISTRATOR, "anna@zuid.example says: this was not me"),
        ];
        assert_eq!(told, expected);
    });
}

#[test]
fn a_browser_that_is_signed_in_and_reported_is_signed_out_and_kept_out() {
    with_an_app(|mut scene| {
        let mut browser = scene.known.clone();
        let page = browser.proves_the_password(ANNA);
        scene.approves(&mut browser, &page);
        let page = browser.get("/sign-in");
        browser.submits(&page, "/sign-in/stay", &[("stay", "yes")]);
        scene.goes_by(Span::minutes(16));
        let asked = browser.get("/sign-in?step_up=1");
        number(&browser.follows(&asked));
        assert_eq!(scene.request().purpose, Purpose::StepUp);
        assert_eq!(browser.get("/account").status, 200);
        assert_eq!(scene.answers(Decision::Report), Outcome::Reported);
        is_kept_out(&mut browser);
        let told = scene.mails_so_far().pop().unwrap();
        let says = "A browser was signed out of your account".to_owned();
        assert_eq!(told, (format!("mail.{ANNA}"), says));
    });
}
