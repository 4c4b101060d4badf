//! Two servers on one database: what begins at one goes on at the other, and what may happen once happens once.

use device_protocol::{Decision, ErrorWord, FromServer, Id, Outcome, Wish};
use otp::totp;
use store::Database;
use world::Span;

use crate::app_messages::{App, another_app, has_an_app, number, refused};
use crate::browser::{Answer, Browser};
use crate::school::{ANNA, EVA, School, Serving, secret};

/// Every race is run so often.
const ROUNDS: usize = 8;

/// Runs a test against two servers. Only PostgreSQL lets two of them write at once.
fn on_two_nodes(test: impl Fn(&Serving, &Serving)) {
    store::testing::each_database(store::MIGRATIONS, |database, _| {
        let Database::Postgres { url, .. } = database else { return };
        let folder = tempfile::tempdir().unwrap();
        let others =
            [("TWEESTAP_DATABASE_POSTGRES", &**url), ("TWEESTAP_SERVER_TRUSTED_PROXIES", "127.0.0.1")];
        // The key ring lies in the folder, and both have the same.
        let [a, b] = [(); 2].map(|()| School::open(folder.path(), database, &others).serve());
        test(&a, &b);
    });
}

/// The same browser at another server.
fn at(browser: &Browser, node: &Serving) -> Browser {
    Browser { address: node.address.clone(), ..browser.clone() }
}

/// A fresh browser's sign-in at this server, as it waits for the app: the browser, its page and the request.
fn asks(node: &Serving, app: &mut App<'_>, who: &str) -> (Browser, Answer, Id) {
    let mut browser = node.browser();
    let page = browser.proves_the_password(who);
    let request = app.lists().requests.remove(0);
    (browser, page, request.challenge)
}

/// What both servers answer to what is done at both in one moment.
fn at_once<T: Send>(does: [impl FnOnce() -> T + Send; 2]) -> [T; 2] {
    let start = std::sync::Barrier::new(2);
    std::thread::scope(|scope| {
        let does = does.map(|one| {
            let start = &start;
            scope.spawn(move || {
                start.wait();
                one()
            })
        });
        does.map(|one| one.join().unwrap())
    })
}

#[test]
fn what_one_server_asks_and_an_app_answers_at_the_other_goes_on_where_it_was_asked() {
    on_two_nodes(|a, b| {
        let (mut app, _) = has_an_app(a, EVA);
        app.wire = at(&app.wire, b);
        let (mut browser, page, challenge) = asks(a, &mut app, EVA);
        // The page listens at its own server.
        let path = format!("/sign-in/events?challenge={}", challenge.as_str());
        let mut waiting = browser.clone();
        let events = waiting.connect();
        std::io::Write::write_all(&mut &events, &waiting.request("GET", &path, &[], b"")).unwrap();
        // The answer begins when it listens.
        events.peek(&mut [0]).unwrap();
        assert_eq!(app.answers(&challenge, Decision::Approve(number(&page))), Outcome::Approved);
        let heard = waiting.hears(events);
        assert!(heard.status == 200 && heard.body.contains("event: go"), "{}", heard.body);
        // It was told, and did not look by itself at the end: it would have been sent empty lines until then.
        assert!(!heard.body.lines().any(|line| line == ":"), "{}", heard.body);
        let page = browser.get("/sign-in");
        assert!(page.body.contains("action=\"/sign-in/collect\" data-go"), "{}", page.body);
        let answer = browser.submits(&page, "/sign-in/collect", &[("challenge", challenge.as_str())]);
        let page = browser.follows(&answer);
        // And the next request may come to the other server.
        let mut browser = at(&browser, b);
        let answer = browser.submits(&page, "/sign-in/stay", &[("stay", "no")]);
        assert_eq!(answer.header("location"), "/account");
        assert_eq!(browser.get("/account").status, 200);
        assert_eq!(at(&browser, a).get("/account").status, 200);
    });
}

#[test]
fn a_message_that_an_app_sends_to_both_servers_is_taken_once() {
    on_two_nodes(|a, b| {
        let (mut app, _) = has_an_app(a, EVA);
        for round in 0..ROUNDS {
            let (mut browser, page, challenge) = asks(a, &mut app, EVA);
            let decision = Decision::Approve(number(&page));
            let message = app.signs(Wish::Answer { challenge: challenge.clone(), decision });
            let posts = [a, b].map(|node| {
                let mut wire = at(&app.wire, node);
                let (head, message) = ([("x-forwarded-proto", "https")], message.as_bytes());
                move || wire.ask("POST", "/authenticator/answer", &head, message)
            });
            let answers = at_once(posts);
            let taken: Vec<_> = answers.iter().filter(|answer| answer.status == 200).collect();
            assert_eq!(taken.len(), 1, "round {round}: {answers:?}");
            let FromServer::Outcome(of) = app.opens(taken[0]) else { panic!("{answers:?}") };
            assert_eq!(of.outcome, Outcome::Approved);
            answers.iter().filter(|answer| answer.status != 200).for_each(|answer| {
                refused(answer, ErrorWord::Replayed);
            });
            let fields = [("challenge", challenge.as_str())];
            let answer = browser.submits(&page, "/sign-in/collect", &fields);
            assert!(browser.follows(&answer).body.contains("name=\"stay\""));
        }
    });
}

#[test]
fn of_the_answers_of_two_apps_at_both_servers_one_counts() {
    on_two_nodes(|a, b| {
        let (mut one, owner) = has_an_app(a, ANNA);
        let mut other = another_app(b, &mut at(&owner, b));
        for round in 0..ROUNDS {
            let (mut browser, page, challenge) = asks(a, &mut one, ANNA);
            let decides = [Decision::Approve(number(&page)), Decision::Refuse];
            let [first, second] = if round % 2 == 0 { decides } else { [decides[1], decides[0]] };
            let answers = [(&mut one, first), (&mut other, second)].map(|(app, decision)| {
                let challenge = challenge.clone();
                move || app.answers(&challenge, decision)
            });
            let answers = at_once(answers);
            let counts: Vec<_> = answers.iter().filter(|outcome| **outcome != Outcome::Over).collect();
            assert_eq!(counts.len(), 1, "round {round}: {answers:?}");
            let answer = browser.submits(&page, "/sign-in/collect", &[("challenge", challenge.as_str())]);
            let goes_on = browser.follows(&answer).body.contains("name=\"stay\"");
            assert_eq!(goes_on, *counts[0] == Outcome::Approved, "round {round}: {answers:?}");
            // Refusals do not add up to a rest here.
            [a, b].iter().for_each(|node| node.school.clock.advance(Span::minutes(11)));
        }
    });
}

#[test]
fn a_code_that_is_typed_at_both_servers_is_accepted_once() {
    on_two_nodes(|a, b| {
        for round in 0..ROUNDS {
            [a, b].iter().for_each(|node| node.school.clock.advance(Span::seconds(61)));
            let code = totp(&secret(), a.now().unix_seconds());
            let types = [a, b].map(|node| {
                let mut browser = node.browser();
                let page = browser.proves_the_password(ANNA);
                let code = code.as_str().to_owned();
                move || {
                    let fields = [("challenge", &*page.field("challenge")), ("answer", &*code)];
                    browser.submits(&page, "/sign-in/answer", &fields)
                }
            });
            let answers = at_once(types).map(|answer| answer.status);
            assert!(answers == [303, 422] || answers == [422, 303], "round {round}: {answers:?}");
        }
    });
}
