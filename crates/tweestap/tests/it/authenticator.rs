//! The authenticator at a terminal, before a server that speaks its protocol and sometimes misbehaves.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use device_protocol::{Decision, KeyPair, Number, Purpose, Ticket};

use crate::fake_server::{Fake, NUMBER};

/// Somebody at a terminal.
struct Terminal(tempfile::TempDir);

/// What a command said, and how it ended.
struct Said {
    code: i32,
    out: String,
    err: String,
}

impl Terminal {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// Somebody who has paired with these servers.
    fn paired(fakes: &[&Fake]) -> Self {
        let terminal = Self::new();
        for fake in fakes {
            let said = terminal.types(&["pair", &fake.qr()], "");
            assert_eq!(said.code, 0, "{}", said.err);
        }
        terminal
    }

    fn file(&self) -> PathBuf {
        self.0.path().join("home/tweestap/authenticator.json")
    }

    fn types(&self, words: &[&str], input: &str) -> Said {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tweestap"))
            .arg("authenticator")
            .args(words)
            .env("XDG_DATA_HOME", self.0.path().join("home"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdin.take().unwrap().write_all(input.as_bytes()));
        let output = child.wait_with_output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        let said =
            Said { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) };
        let whole = format!("{}{}", said.out, said.err);
        let plain = whole.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t' | '\u{7}'));
        assert!(plain && !whole.contains("panicked"), "{words:?}: {whole:?}");
        said
    }

    fn does(&self, words: &[&str], says: &[&str]) {
        let said = self.types(words, "");
        assert_eq!(said.code, 0, "{words:?}: {}", said.err);
        says.iter().for_each(|word| assert!(said.out.contains(word), "{words:?}: {word} in {}", said.out));
    }

    fn fails(&self, words: &[&str], says: &[&str]) {
        let said = self.types(words, "");
        assert_eq!(said.code, 1, "{words:?}: {}{}", said.out, said.err);
        says.iter().for_each(|word| assert!(said.err.contains(word), "{words:?}: {word} in {}", said.err));
    }
}

#[test]
fn a_program_is_paired_and_answers_what_is_asked() {
    let fake = Fake::start(1);
    let terminal = Terminal::new();
    terminal.fails(&["list"], &["tweestap authenticator pair"]);
    fake.asks(Purpose::SetUp);
    let ticket = Ticket::from_bytes([1; 16]).to_text().to_lowercase();
    let paired =
        terminal.types(&["pair", "--server", fake.server.as_str(), "--name", "Desk"], &format!("{ticket}\n"));
    assert_eq!(paired.code, 0, "{}", paired.err);
    assert!(paired.out.contains(&fake.user_name()) && paired.out.contains("test"), "{}", paired.out);
    assert_eq!(fake.account.lock().unwrap().name, "Desk");
    terminal.fails(&["pair", &fake.qr()], &["does not work"]);
    terminal.does(&["approve", NUMBER], &["is an authenticator of the account now"]);
    terminal.fails(&["approve", NUMBER], &["nothing waits"]);
    terminal.does(&["list"], &["Nothing waits", &fake.user_name()]);

    fake.asks(Purpose::SignIn);
    terminal.does(&["list"], &["1. A sign-in", "Utrecht, Netherlands", "203.0.113.7", "Firefox on Windows"]);
    terminal.fails(&["approve", "4"], &["two digits"]);
    terminal.does(&["approve", NUMBER], &["Approved."]);
    fake.asks(Purpose::Reset);
    terminal.fails(&["approve", "43"], &["not the number"]);
    fake.asks(Purpose::StepUp);
    terminal.does(&["refuse"], &["Refused"]);
    fake.asks(Purpose::SignIn);
    terminal.does(&["report"], &["Reported", "password"]);
    let number = |text| Decision::Approve(Number::parse(text).unwrap());
    let decisions = fake.account.lock().unwrap().decisions.clone();
    assert_eq!(decisions, [number("42"), number("42"), number("43"), Decision::Refuse, Decision::Report]);
}

#[test]
fn clocks_that_differ_and_sequences_that_are_known_are_corrected() {
    let fake = Fake::start(2);
    fake.account.lock().unwrap().ahead = 3_600_000;
    let terminal = Terminal::paired(&[&fake]);
    terminal.does(&["list"], &["Nothing waits"]);
    fake.account.lock().unwrap().ahead = -86_400_000;
    terminal.does(&["list"], &["Nothing waits"]);
    fake.account.lock().unwrap().last = 1 << 52;
    terminal.does(&["list"], &["Nothing waits"]);
    fake.account.lock().unwrap().busy = 2;
    terminal.does(&["list"], &["Nothing waits"]);
    fake.account.lock().unwrap().busy = 100;
    terminal.fails(&["list"], &["busy", "try again"]);
    fake.account.lock().unwrap().busy = 0;
    // The code is that of the server's clock, a step more or less.
    let secret = otp::Secret::from_bytes(&*Ticket::from_bytes([2; 16]).app_code_secret().unwrap()).unwrap();
    let said = terminal.types(&["code"], "").out;
    let code = otp::Code::parse(said.split('\t').next().unwrap()).unwrap();
    assert!(!otp::matching_steps(&secret, &code, fake.now().get() / 1000, 1).is_empty(), "{said}");
}

#[test]
fn what_another_key_signed_or_what_answers_another_message_is_not_believed() {
    let fake = Fake::start(3);
    let terminal = Terminal::paired(&[&fake]);
    fake.asks(Purpose::SignIn);
    fake.account.lock().unwrap().answers_another = true;
    terminal.fails(&["list"], &["not the server that this program was paired with"]);
    fake.account.lock().unwrap().answers_another = false;
    terminal.does(&["list"], &["1. A sign-in"]);
    fake.account.lock().unwrap().key = KeyPair::make().unwrap();
    terminal.fails(&["approve", NUMBER], &["not the server that this program was paired with"]);
    assert_eq!(fake.account.lock().unwrap().decisions, []);
}

#[test]
fn a_device_that_was_deleted_is_taken_out() {
    let fake = Fake::start(4);
    let terminal = Terminal::paired(&[&fake]);
    fake.account.lock().unwrap().device = None;
    terminal.fails(&["list"], &["does not know this program any more", &fake.user_name()]);
    terminal.fails(&["code"], &["there is no account here yet"]);
}

#[test]
fn an_account_is_forgotten_with_the_word_of_its_server_or_without() {
    let fake = Fake::start(5);
    let terminal = Terminal::paired(&[&fake]);
    fake.account.lock().unwrap().busy = 4;
    terminal.fails(&["forget"], &["nothing was taken out", "--untold"]);
    terminal.does(&["forget"], &["was taken out", "security info"]);
    assert_eq!(fake.account.lock().unwrap().device, None);
    fake.account.lock().unwrap().ticket = Some(Ticket::from_bytes([5; 16]));
    terminal.does(&["pair", &fake.qr()], &["Paired"]);
    fake.account.lock().unwrap().busy = 4;
    terminal.does(&["forget", "--untold"], &["was taken out"]);
    terminal.fails(&["list"], &["there is no account here yet"]);
}

#[test]
fn the_file_is_its_owners_alone() {
    let fake = Fake::start(6);
    let terminal = Terminal::paired(&[&fake]);
    let mode = |path: PathBuf| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(terminal.file()), 0o600);
    assert_eq!(mode(terminal.file().parent().unwrap().to_owned()), 0o700);
    assert!(!fs::read_to_string(terminal.file()).unwrap().contains(&Ticket::from_bytes([6; 16]).to_text()));
    fs::set_permissions(terminal.file(), fs::Permissions::from_mode(0o640)).unwrap();
    terminal.fails(&["list"], &["chmod 600"]);
    fs::set_permissions(terminal.file(), fs::Permissions::from_mode(0o600)).unwrap();
    for damaged in ["", "{}", "[1]", "{\"version\": 9, \"accounts\": []}"] {
        fs::write(terminal.file(), damaged).unwrap();
        terminal.fails(&["list"], &["the file", "of "]);
    }
}

#[test]
fn programs_that_speak_at_once_lose_nothing() {
    let fakes = [Fake::start(11), Fake::start(12)];
    let terminal = Terminal::paired(&[&fakes[0]]);
    // What a killed program left behind is in nobody's way.
    fs::write(terminal.file().with_file_name("authenticator.json.new"), "half").unwrap();
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| terminal.does(&["list", "--account", &fakes[0].user_name()], &["Nothing waits"]));
        }
        scope.spawn(|| terminal.does(&["pair", &fakes[1].qr()], &["Paired"]));
    });
    terminal.does(&["list"], &[&fakes[0].user_name(), &fakes[1].user_name()]);
}

#[test]
fn of_several_accounts_and_requests_one_is_named() {
    let (one, two) = (Fake::start(7), Fake::start(8));
    let terminal = Terminal::paired(&[&one, &two]);
    terminal.does(&["list", "--account", &one.user_name()], &[&one.user_name()]);
    terminal.fails(&["list", "--account", "nobody@school.example"], &[&one.user_name(), &two.user_name()]);
    terminal.fails(&["forget"], &["--account"]);
    [&one, &two].iter().for_each(|fake| fake.asks(Purpose::SignIn));
    terminal.fails(&["approve", NUMBER], &["--which"]);
    terminal.fails(&["approve", NUMBER, "--which", "3"], &["there are 2"]);
    terminal.does(&["approve", NUMBER, "--which", "2"], &["Approved", &two.user_name()]);
    terminal.does(&["refuse", "--account", &one.user_name()], &["Refused"]);
    assert_eq!(
        (one.account.lock().unwrap().decisions.len(), two.account.lock().unwrap().decisions.len()),
        (1, 1)
    );
    // One server that does not know the program holds up no other account.
    one.account.lock().unwrap().device = None;
    two.asks(Purpose::SignIn);
    terminal.does(&["approve", NUMBER], &["Approved", &two.user_name()]);
}

#[test]
fn what_waits_is_shown_as_it_comes() {
    let fake = Fake::start(9);
    let terminal = Terminal::paired(&[&fake]);
    fake.asks(Purpose::SignIn);
    terminal.does(&["watch", "--once"], &["\u{7}A sign-in", "approve NUMBER"]);
    fake.account.lock().unwrap().device = None;
    terminal.fails(&["watch"], &["does not know this program"]);
}

#[test]
fn what_is_no_server_of_the_protocol_is_said_to_be_none() {
    let terminal = Terminal::new();
    let code = Ticket::from_bytes([1; 16]).to_text();
    terminal.fails(&["pair", &format!("http://127.0.0.1:1/authenticator#{code}")], &["cannot be reached"]);
    terminal.fails(&["pair", &format!("http://school.example/authenticator#{code}")], &["https://"]);
    terminal.fails(&["pair", &code], &["--server"]);
    terminal.fails(&["pair", "hello"], &["26 letters and digits"]);
    let fake = Fake::start(10);
    let elsewhere = fake.server.as_str().replace("127.0.0.1", "localhost");
    terminal.fails(&["pair", &format!("{elsewhere}/authenticator#{code}")], &["another address"]);
}
