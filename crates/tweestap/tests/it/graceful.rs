//! Stopping: what is in flight ends, nothing is lost, and nobody new is let in.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::browser::{Browser, encode};
use crate::school::{ANNA, PASSWORD, Serving, ZUID, secret};

#[test]
fn a_request_in_flight_ends_and_what_it_wrote_is_there() {
    let mut serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    let page = browser.get("/sign-in");
    let body = format!("csrf={}&user_name=anna%40zuid.example", page.field("csrf"));
    let (mut in_flight, last) = browser.begins_to_submit("/sign-in/user-name", &body);

    serving.stop.send_replace(true);
    while TcpStream::connect(&serving.address).is_ok() {
        thread::yield_now();
    }
    in_flight.write_all(&[last]).unwrap();
    let answer = browser.hears(in_flight);
    assert_eq!(answer.status, 303, "{}", answer.body);

    serving.stops();
    let school = serving.restarts();
    let answer = Browser { address: school.address.clone(), ..browser }.get("/sign-in");
    assert!(answer.body.contains("name=\"password\"") && answer.body.contains(ANNA), "{}", answer.body);
}

#[test]
fn a_session_outlives_the_server() {
    let mut serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    browser.signs_in(ANNA, &secret(), serving.now());
    serving.stops();
    let serving = serving.restarts();
    let mut browser = Browser { address: serving.address.clone(), ..browser };
    assert_eq!(browser.get("/account").status, 200);
}

#[test]
fn clients_that_hang_up_leave_nothing_half_done() {
    let serving = Serving::on_sqlite();
    let kind = [("content-type", "application/x-www-form-urlencoded")];
    let mut leaver = serving.browser();
    let page = leaver.begins(ANNA);
    let body = format!("csrf={}&password={}", page.field("csrf"), encode(PASSWORD));
    let bytes = leaver.request("POST", "/sign-in/password", &kind, body.as_bytes());
    for sent in (0..bytes.len()).step_by(40).chain([bytes.len(); 20]) {
        leaver.connect().write_all(&bytes[..sent]).unwrap();
    }
    // Whether the password was taken or not: the sign-in goes on, or it begins anew; it never counts as more than it is.
    let page = leaver.get("/sign-in");
    assert!(
        ["password", "user_name", "challenge"]
            .iter()
            .any(|name| page.body.contains(&format!("name=\"{name}\"")))
    );
    assert_eq!(leaver.get("/account").status, 303);
    let mut browser = serving.browser();
    assert_eq!(browser.signs_in(ANNA, &secret(), serving.now()).status, 200);
}

/// `tweestap serve` as a process of its own.
struct Process {
    child: Child,
    address: String,
}

impl Process {
    fn start(data: &Path) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tweestap"))
            .args(["serve", "--listen", "127.0.0.1:0", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let address = said.find_map(|line| Some(line.split_once("http://")?.1.trim().to_owned()));
        Self { child, address: address.unwrap() }
    }

    fn signal(&self, name: &str) {
        let kill = format!("kill {name} {}", self.child.id());
        let done = Command::new("sh").args(["-c", &kill]).status();
        assert!(done.unwrap().success());
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn data_with_an_organization() -> tempfile::TempDir {
    let data = tempfile::tempdir().unwrap();
    let added = Command::new(env!("CARGO_BIN_EXE_tweestap"))
        .args(["organization", "add", "Zuiderlyceum", "zuid.example", "--language", "en", "--data"])
        .arg(data.path())
        .output()
        .unwrap();
    assert!(added.status.success(), "{added:?}");
    data
}

#[test]
fn sigterm_lets_requests_end_and_the_process_ends_well() {
    let data = data_with_an_organization();
    for signal in ["-TERM", "-INT"] {
        let mut process = Process::start(data.path());
        let mut browser = Browser::new(&process.address, ZUID);
        let page = browser.get("/sign-in");
        let body = format!("csrf={}&user_name=anna%40zuid.example", page.field("csrf"));
        let (mut in_flight, last) = browser.begins_to_submit("/sign-in/user-name", &body);
        process.signal(signal);
        while TcpStream::connect(&process.address).is_ok() {
            thread::sleep(Duration::from_millis(5));
        }
        in_flight.write_all(&[last]).unwrap();
        let answer = browser.hears(in_flight);
        assert_eq!(answer.status, 303, "{signal}: {}", answer.body);
        let ended = process.child.wait().unwrap();
        assert_eq!(ended.code(), Some(0), "{signal}");
        // Everything is in one file, which is all that a copy of a stopped server needs beside the keys.
        let log = data.path().join("tweestap.db-wal");
        assert!(data.path().join("tweestap.db").exists() && !log.exists(), "{signal}");
    }
}

#[test]
fn a_killed_process_keeps_what_it_has_answered() {
    let data = data_with_an_organization();
    let process = Process::start(data.path());
    let mut browser = Browser::new(&process.address, ZUID);
    let page = browser.get("/sign-in");
    let answer = browser.submits(&page, "/sign-in/user-name", &[("user_name", "anna@zuid.example")]);
    assert_eq!(answer.status, 303);
    process.signal("-KILL");
    drop(process);
    let process = Process::start(data.path());
    let page = Browser { address: process.address.clone(), ..browser }.get("/sign-in");
    assert!(page.body.contains("name=\"password\""), "{}", page.body);
}
