//! What must stay secret, looked for where it must not be: in the log at its most talkative, in addresses, on error pages, and in
//! the bytes of the database.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use data_encoding::BASE64URL_NOPAD;
use otp::Secret;
use tracing_subscriber::filter::LevelFilter;

use crate::phone_tour::phone_tour;
use crate::school::{EVA, PASSWORD, PHONE, Serving};
use crate::tour::{Tour, WEAK_PASSWORD, WRONG_PASSWORD, tour};

#[derive(Clone, Default)]
struct Captured(Arc<Mutex<Vec<u8>>>);

impl Captured {
    fn bytes(&self) -> Vec<u8> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Write for Captured {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Everything that this test process logs from now on, at every level.
fn captured_log() -> Captured {
    let captured = Captured::default();
    let writer = captured.clone();
    tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_ansi(false)
        .without_time()
        .with_writer(move || writer.clone())
        .init();
    captured
}

fn holds(haystack: &[u8], needle: &[u8]) -> bool {
    haystack.windows(needle.len()).any(|window| window == needle)
}

/// An app's secret in every form in which it could be written.
fn forms(secret: &Secret) -> Vec<Vec<u8>> {
    let hex = data_encoding::HEXLOWER.encode(secret.as_bytes());
    let base32 = secret.to_base32();
    [
        secret.as_bytes().to_vec(),
        base32.to_lowercase().into_bytes(),
        base32.into_bytes(),
        secret.to_groups().into_bytes(),
        hex.into_bytes(),
    ]
    .into()
}

/// What opens an account.
fn keys(tour: &Tour) -> Vec<Vec<u8>> {
    let texts =
        [PASSWORD, WRONG_PASSWORD, WEAK_PASSWORD].into_iter().chain(tour.codes.iter().map(String::as_str));
    let mut all: Vec<_> = texts.map(|text| text.as_bytes().to_vec()).collect();
    all.extend(tour.apps.iter().flat_map(forms));
    for token in &tour.tokens {
        all.push(token.as_bytes().to_vec());
        all.push(BASE64URL_NOPAD.decode(token.as_bytes()).unwrap());
    }
    all
}

/// A text without the digits in it that chance makes: durations, and the tokens of forms. Six of them in a row can be a code.
fn without_noise(text: &str) -> String {
    let starts = ["milliseconds=", "name=\"csrf\" value=\""];
    let mut rest = text;
    let mut quiet = String::new();
    while let Some((at, start)) = starts.iter().filter_map(|start| Some((rest.find(start)?, start))).min() {
        let end = at + start.len();
        quiet.push_str(&rest[..end]);
        rest = rest[end..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '.');
    }
    quiet + rest
}

/// How a person is reached.
fn contacts() -> Vec<Vec<u8>> {
    [format!("mail.{EVA}"), PHONE.to_owned(), PHONE[3..].to_owned()].map(String::into_bytes).into()
}

fn must_not_hold(place: &str, bytes: &[u8], secrets: &[Vec<u8>]) {
    // Files are large: only where a secret could begin is it looked for.
    let start = |bytes: &[u8]| usize::from(u16::from_le_bytes([bytes[0], bytes[1]]));
    let mut starts = vec![false; 1 << 16];
    secrets.iter().for_each(|secret| starts[start(secret)] = true);
    for (at, pair) in bytes.windows(2).enumerate().filter(|(_, pair)| starts[start(pair)]) {
        for secret in secrets.iter().filter(|secret| secret.starts_with(pair)) {
            assert!(!bytes[at..].starts_with(secret), "{place} holds {}", String::from_utf8_lossy(secret));
        }
    }
}

#[test]
fn nothing_secret_is_logged_shown_or_stored_in_clear() {
    let log = captured_log();
    let serving = Serving::on_sqlite();
    let by_app = tour(&serving, "en");
    assert!(by_app.tokens.len() > 5 && by_app.codes.len() > 8);
    let (calling, phones) = Serving::with_phones();
    let by_phone = phone_tour(&calling, &phones, "en");
    let text = |what: &dyn Fn(&&String) -> bool| by_phone.codes.iter().filter(what).count();
    assert!(text(&|code| code.len() == 6) > 5, "codes that were sent");
    assert!(text(&|code| code.contains(", ")) == 1, "one that was spoken");
    assert!(text(&|code| code.len() == 11) == 10, "recovery codes");
    assert!(by_phone.tokens.len() > 10);
    // What waits to be mailed is stored as well.
    for (mut serving, tour) in [(serving, by_app), (calling, by_phone)] {
        serving.stops();
        no_answer_shows(&tour);
        let keys = keys(&tour);
        let logged = without_noise(&String::from_utf8_lossy(&log.bytes())).into_bytes();
        assert!(holds(&logged, b"/sign-in/password"), "the log was captured");
        must_not_hold("the log", &logged, &keys);
        must_not_hold("the log", &logged, &contacts());
        must_not_hold("the log", &logged, &[EVA.as_bytes().to_vec(), b"Eva Jansen".to_vec()]);
        nothing_is_stored_in_clear(&serving, &keys);
    }
}

fn no_answer_shows(tour: &Tour) {
    let (keys, contacts) = (keys(tour), contacts());
    for (request, answer) in &tour.seen {
        for address in [request.as_str(), answer.header("location")] {
            must_not_hold(address, address.as_bytes(), &keys);
            must_not_hold(address, address.as_bytes(), &contacts);
            must_not_hold(address, address.as_bytes(), &[EVA.as_bytes().to_vec(), b"eva%40".to_vec()]);
        }
        if answer.is_problem_page("en") {
            must_not_hold(request, answer.body.as_bytes(), &[EVA.as_bytes().to_vec()]);
        }
        // The page of the set-up shows what it sets up, and no other page anything.
        let sets_up = ["/security-info/set-up", "/security-info/send-again"];
        if answer.status != 200 && !sets_up.iter().any(|page| request.ends_with(page)) {
            must_not_hold(request, without_noise(&answer.body).as_bytes(), &keys);
            must_not_hold(request, answer.body.as_bytes(), &contacts);
        }
    }
}

fn nothing_is_stored_in_clear(serving: &Serving, keys: &[Vec<u8>]) {
    let data = &serving.school.program.data;
    let files = std::fs::read_dir(data).unwrap().map(|file| file.unwrap().path());
    let paths: Vec<_> = files.filter(|path| path.is_file()).collect();
    assert!(paths.iter().any(|path| path.ends_with("tweestap.db")));
    for path in paths {
        let bytes = std::fs::read(&path).unwrap();
        let place = path.display().to_string();
        // Six digits stand somewhere in any large file of numbers by chance.
        let wordy: Vec<_> = keys.iter().filter(|secret| secret.len() > 6).cloned().collect();
        must_not_hold(&place, &bytes, &wordy);
        must_not_hold(&place, &bytes, &contacts());
    }
}
