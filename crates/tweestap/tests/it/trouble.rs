//! The world behaves badly: the database is gone, the disk is full, requests are too large or too slow.

use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use store::{Database, Statement};

use crate::browser::Browser;
use crate::school::{ANNA, EVA, PASSWORD, School, Serving, secret};

/// A cable between the server and its database, which tests pull out.
struct Cable {
    url: String,
    plugged: Arc<AtomicBool>,
    live: Arc<Mutex<Vec<TcpStream>>>,
}

impl Cable {
    /// To the server of this address, `postgres://user@host:port/database`.
    fn to(url: &str) -> Self {
        let (user, rest) = url.split_once('@').unwrap();
        let (server, database) = rest.split_once('/').unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let own = listener.local_addr().unwrap();
        let (plugged, live) = (Arc::new(AtomicBool::new(true)), Arc::new(Mutex::new(Vec::new())));
        let (server, is_plugged, lives) = (server.to_owned(), Arc::clone(&plugged), Arc::clone(&live));
        thread::spawn(move || {
            for near in listener.incoming().map_while(Result::ok) {
                if !is_plugged.load(Ordering::SeqCst) {
                    continue;
                }
                let far = TcpStream::connect(&server).unwrap();
                lives.lock().unwrap().extend([near.try_clone().unwrap(), far.try_clone().unwrap()]);
                carry(near.try_clone().unwrap(), far.try_clone().unwrap());
                carry(far, near);
            }
        });
        Self { url: format!("{user}@{own}/{database}"), plugged, live }
    }

    fn pull(&self) {
        self.plugged.store(false, Ordering::SeqCst);
        for end in self.live.lock().unwrap().drain(..) {
            drop(end.shutdown(std::net::Shutdown::Both));
        }
    }

    fn plug(&self) {
        self.plugged.store(true, Ordering::SeqCst);
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream) {
    thread::spawn(move || drop(std::io::copy(&mut from, &mut to)));
}

fn on_postgres(test: impl Fn(&Database)) {
    store::testing::each_database(store::MIGRATIONS, |database, _| {
        if matches!(database, Database::Postgres { .. }) {
            test(database);
        }
    });
}

#[test]
fn a_database_that_is_gone_is_told_and_comes_back() {
    on_postgres(|database| {
        let Database::Postgres { url, connections } = database else { return };
        let cable = Cable::to(url);
        let through = Database::Postgres { url: cable.url.clone(), connections: *connections };
        let folder = tempfile::tempdir().unwrap();
        let serving = School::open(folder.path(), &through, &[]).serve();
        let mut inside = serving.browser();
        inside.signs_in(ANNA, &secret(), serving.now());
        let mut half_way = serving.browser();
        let page = half_way.begins(EVA);
        cable.pull();
        for language in ["en", "nl"] {
            inside.language = language;
            half_way.language = language;
            let answer = half_way.submits(&page, "/sign-in/password", &[("password", PASSWORD)]);
            assert_eq!((answer.status, answer.is_problem_page(language)), (503, true), "{}", answer.body);
            assert!(!answer.header("retry-after").is_empty());
            let answer = inside.get("/account");
            assert_eq!((answer.status, answer.is_problem_page(language)), (503, true), "{}", answer.body);
            assert!(!answer.body.contains("postgres") && !answer.body.contains(EVA));
        }
        assert_eq!(inside.get("/readyz").status, 503);
        assert_eq!(inside.get("/healthz").status, 200);
        cable.plug();
        assert_eq!(inside.get("/readyz").status, 200);
        assert_eq!(inside.get("/account").status, 200);
        let answer = half_way.submits(&page, "/sign-in/password", &[("password", PASSWORD)]);
        assert_eq!(answer.status, 303, "{}", answer.body);
    });
}

#[test]
fn connections_that_died_unseen_are_made_anew() {
    const END_OTHERS: Statement = Statement {
        name: "END_OTHERS",
        text: "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()",
        sqlite: "",
    };
    on_postgres(|database| {
        let folder = tempfile::tempdir().unwrap();
        let serving = School::open(folder.path(), database, &[]).serve();
        let mut browser = serving.browser();
        browser.signs_in(ANNA, &secret(), serving.now());
        serving.school.program.store.write_now(|t| t.all(END_OTHERS, &[])).unwrap();
        for _ in 0..8 {
            assert_eq!(browser.get("/account").status, 200);
        }
    });
}

#[test]
fn a_full_disk_is_told_and_nothing_is_half_done() {
    const NO_MORE_PAGES: Statement =
        Statement { name: "NO_MORE_PAGES", text: "", sqlite: "PRAGMA max_page_count = 1" };
    const MORE_PAGES: Statement =
        Statement { name: "MORE_PAGES", text: "", sqlite: "PRAGMA max_page_count = 1000000" };
    let serving = Serving::on_sqlite();
    let mut inside = serving.browser();
    inside.signs_in(ANNA, &secret(), serving.now());
    // No database becomes smaller than it is: this is as full as it gets.
    serving.school.program.store.write_now(|t| t.all(NO_MORE_PAGES, &[])).unwrap();
    let mut full = None;
    for _ in 0..2_000 {
        let mut browser = Browser { language: "nl", ..serving.browser() };
        let page = browser.get("/sign-in");
        let answer = browser.submits(&page, "/sign-in/user-name", &[("user_name", EVA)]);
        if answer.status != 303 {
            full = Some((browser, page, answer));
            break;
        }
    }
    let (mut browser, page, answer) = full.unwrap();
    assert_eq!((answer.status, answer.is_problem_page("nl")), (503, true), "{}", answer.body);
    assert!(answer.body.contains("Onze opslag is vol"), "{}", answer.body);
    // What needs no room still works.
    assert_eq!(inside.get("/account").status, 200);
    assert_eq!(inside.get("/readyz").status, 200);
    serving.school.program.store.write_now(|t| t.all(MORE_PAGES, &[])).unwrap();
    assert_eq!(browser.submits(&page, "/sign-in/user-name", &[("user_name", EVA)]).status, 303);
}

#[test]
fn heads_that_are_too_large_are_refused() {
    let serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    let large = "x".repeat(200 * 1024);
    assert_eq!(browser.ask("GET", "/sign-in", &[("x-large", &large)], b"").status, 431);
    let many: Vec<_> = (0..200).map(|n| (format!("x-{n}"), "1")).collect();
    let many: Vec<_> = many.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    assert_eq!(browser.ask("GET", "/sign-in", &many, b"").status, 431);
    // More cookies than are looked at are none; the page is there.
    let cookies = format!("language=nl; {}", "a=b; ".repeat(3_000));
    assert_eq!(browser.ask("GET", "/sign-in", &[("cookie", &cookies)], b"").status, 200);
    assert_eq!(browser.ask("GET", &format!("/{}", "x".repeat(200 * 1024)), &[], b"").status, 431);
}

#[test]
fn what_is_not_http_is_refused_and_hurts_nobody() {
    let serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    for bytes in
        [&b"\x16\x03\x01\x02\x00\x01\x00"[..], b"GET / HTTP/9.9\r\n\r\n", b"\r\n\r\n\r\n", b"GET\r\n\r\n"]
    {
        let mut connection = browser.connect();
        connection.write_all(bytes).unwrap();
        connection.shutdown(std::net::Shutdown::Write).unwrap();
        let mut answer = Vec::new();
        drop(connection.read_to_end(&mut answer));
        assert!(!answer.starts_with(b"HTTP/1.1 2") && !answer.starts_with(b"HTTP/1.1 5"), "{bytes:?}");
    }
    // Two lengths are how a request is smuggled past a proxy.
    assert_eq!(browser.ask("POST", "/sign-out", &[("content-length", "7")], b"csrf=x").status, 400);
    assert_eq!(browser.get("/sign-in").status, 200);
}

#[test]
fn a_body_that_comes_too_slowly_is_given_up_and_holds_nobody_up() {
    let serving = School::on_sqlite(&[("TWEESTAP_SERVER_REQUEST_SECONDS", "1")]).serve();
    let mut slow = Browser { language: "nl", ..serving.browser() };
    let page = slow.get("/sign-in");
    let body = format!("csrf={}&user_name=anna", page.field("csrf"));
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    let bytes = slow.request("POST", "/sign-in/user-name", &kind, body.as_bytes());
    let mut connection = slow.connect();
    connection.write_all(&bytes[..bytes.len() - 5]).unwrap();
    // Meanwhile others are served.
    assert_eq!(serving.browser().get("/sign-in").status, 200);
    let answer = slow.hears(connection);
    assert_eq!((answer.status, answer.is_problem_page("nl")), (408, true), "{}", answer.body);
}
