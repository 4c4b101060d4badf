//! The commands with bad input: exit code 1 when it failed, 2 when the command line is wrong, and words that say what to do.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

/// A data folder with one organization.
pub struct Data(tempfile::TempDir);

impl Data {
    pub fn new() -> Self {
        let data = Self(tempfile::tempdir().unwrap());
        let added = data.run(&["organization", "add", "Zuiderlyceum", "zuid.example"], "");
        assert_eq!(added.status.code(), Some(0), "{added:?}");
        data
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn run(&self, arguments: &[&str], input: &str) -> Output {
        self.run_with(arguments, input.as_bytes(), &[])
    }

    fn run_with(&self, arguments: &[&str], input: &[u8], variables: &[(&str, &str)]) -> Output {
        let mut child = Command::new(env!("CARGO_BIN_EXE_tweestap"))
            .arg("--data")
            .arg(self.path())
            .args(arguments)
            .env_remove("TWEESTAP_TEST_POSTGRES")
            .env("TWEESTAP_PASSWORDS_MEMORY_KIB", "8")
            .envs(variables.iter().copied())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that has refused already does not listen.
        drop(child.stdin.take().unwrap().write_all(input));
        child.wait_with_output().unwrap()
    }

    /// Fails unless a command ends with this code and says these words, on one line and without what would move a terminal.
    pub fn refuses(&self, arguments: &[&str], input: &str, code: i32, words: &[&str]) {
        let output = self.run(arguments, input);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        for word in words {
            assert!(said.contains(word), "{arguments:?}: {word} in {said}");
        }
        let plain = said.chars().all(|c| !c.is_control() || c == '\n');
        assert!(plain && !said.contains("panicked") && said.len() < 2_000, "{arguments:?}: {said:?}");
    }

    /// The mails that wait, which nobody finds there again.
    pub fn mails(&self) -> Vec<delivery::Mail> {
        let store = store::Store::open(&store::Database::Sqlite { path: self.path().join("tweestap.db") });
        let (store, vault) = (store.unwrap(), vault::Vault::open(&self.path().join("keys")).unwrap());
        let now = world::World::system().now();
        let claimed = store.write_now(move |t| delivery::outbox::claim(t, &vault, now)).unwrap();
        let mail = |message| if let delivery::Message::Mail(mail) = message { Some(mail) } else { None };
        claimed.into_iter().filter_map(|claimed| mail(claimed.message)).collect()
    }

    /// The user names of all accounts.
    fn accounts(&self) -> String {
        String::from_utf8(self.run(&["account", "list", "zuid.example"], "").stdout).unwrap()
    }
}

#[test]
fn command_lines_that_are_wrong_teach() {
    let data = Data::new();
    for (arguments, words) in [
        (&["acount"][..], "account"),
        (&["account", "add"][..], "USER_NAME"),
        (&["account", "ad", "x"][..], "add"),
        (&["serve", "--listen", "nonsense"][..], "ADDRESS:PORT"),
        (&["serve", "--port", "80"][..], "--port"),
        (&[][..], "Usage"),
    ] {
        data.refuses(arguments, "", 2, &[words]);
    }
}

#[test]
fn accounts_that_cannot_be_are_refused() {
    let data = Data::new();
    let long = format!("{}@zuid.example", "a".repeat(200));
    for (user_name, words) in [
        ("", "nothing was given"),
        ("anna", "name@domain"),
        ("an\u{7}na@zuid.example", "not allowed"),
        ("an\u{1b}[2Jna@zuid.example", "not allowed"),
        ("anna\n@zuid.example", "not allowed"),
        ("аnna@zuid.example", "not allowed"),
        (&long, "longer than"),
        ("anna@west.example", "organization list"),
    ] {
        data.refuses(&["account", "add", user_name], "a long password", 1, &[words]);
    }
    let add = ["account", "add", "anna@zuid.example"];
    for (option, value, words) in [
        ("--name", "An\u{1b}na", "--name"),
        ("--name", " ", "--name"),
        ("--mail", "anna@", "--mail"),
        ("--mail", "a@b.example\nbcc: c@d.example", "--mail"),
        ("--mobile-phone", "12", "--mobile-phone"),
        ("--language", "fr", "en or nl"),
    ] {
        data.refuses(&[&add[..], &[option, value]].concat(), "a long password", 1, &[words]);
    }
    data.refuses(&add, &"x".repeat(5_000), 1, &["1024"]);
    assert_eq!(data.accounts(), "");
    assert_eq!(data.run(&add, "a long password").status.code(), Some(0));
    data.refuses(&add, "a long password", 1, &["anna@zuid.example exists"]);
}

#[test]
fn a_password_that_is_no_text_is_refused() {
    let data = Data::new();
    let output = data.run_with(&["account", "add", "anna@zuid.example"], b"\xff\xfe\n", &[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("the password on standard input"), "{said}");
}

#[test]
fn accounts_that_are_not_there_are_named() {
    let data = Data::new();
    for command in ["show", "reset", "disable", "enable"] {
        data.refuses(
            &["account", command, "nobody@zuid.example"],
            "",
            1,
            &["no account nobody@zuid.example"],
        );
        data.refuses(&["account", command, "anna@west.example"], "", 1, &["organization list"]);
        data.refuses(&["account", command, "a\u{1b}b"], "", 1, &["user name"]);
    }
    data.refuses(&["account", "list", "west.example"], "", 1, &["organization list"]);
    data.refuses(&["account", "list", "\u{1b}[2J"], "", 1, &["organization list"]);
}

#[test]
fn banned_words_are_listed_as_they_were_given_and_wrong_ones_are_refused_as_a_whole() {
    let data = Data::new();
    let ban = ["organization", "passwords", "ban", "zuid.example"];
    let listed = || String::from_utf8(data.run(&[&ban[..], &["--list"]].concat(), "").stdout).unwrap();
    let given = data.run(&[&ban[..], &["-"]].concat(), "Zuiderzee\nolifant\n\nolifant\n");
    assert_eq!(given.status.code(), Some(0), "{given:?}");
    assert_eq!(listed(), "Zuiderzee\nolifant\n");
    data.refuses(&[&ban[..], &["-"]].concat(), "aap\n", 1, &["line 1", "4 to 32"]);
    data.refuses(&[&ban[..], &["/nowhere"]].concat(), "", 1, &["/nowhere"]);
    data.refuses(&ban, "", 2, &["FILE"]);
    data.refuses(&["organization", "passwords", "ban", "west.example", "-"], "", 1, &["organization list"]);
    assert_eq!(listed(), "Zuiderzee\nolifant\n");
    assert_eq!(data.run(&[&ban[..], &["-"]].concat(), "").status.code(), Some(0));
    assert_eq!(listed(), "");
}

#[test]
fn files_that_are_no_imports_are_refused() {
    let data = Data::new();
    let file = data.path().join("people.csv");
    let import = ["account", "import", "zuid.example", file.to_str().unwrap()];
    data.refuses(&import, "", 1, &["people.csv"]);
    for (text, words) in [
        (&b""[..], "user_name"),
        (b"name,mail\n", "there is no column name"),
        (b"user_name,mails\n", "did you mean mail?"),
        (b"user_name,user_name\n", "twice"),
        (b"\xff\xfeu\0s\0", "column"),
        (b"mail\na@b.example\n", "user_name"),
    ] {
        std::fs::write(&file, text).unwrap();
        data.refuses(&import, "", 1, &[words]);
    }
    std::fs::write(&file, "user_name\nanna@zuid.example\n").unwrap();
    data.refuses(&["account", "import", "west.example", import[3]], "", 1, &["organization list"]);
    let report = ["--report", "/nowhere/report"];
    data.refuses(&[&import[..], &report].concat(), "", 1, &["/nowhere/report"]);
    data.refuses(&["account", "import", "zuid.example", "/"], "", 1, &["cannot be read"]);
    assert_eq!(data.accounts(), "");
}

#[test]
fn bad_lines_of_an_import_are_reported_and_the_others_are_there() {
    let data = Data::new();
    let long = "x".repeat(5_000);
    let lines = [
        "user_name,display_name,mail,mobile_phone,language,role,password".to_owned(),
        "anna@zuid.example,Anna,,,,,".to_owned(),
        "anna,Anna,,,,,".to_owned(),
        "b\u{1b}s@zuid.example,Bas,,,,,".to_owned(),
        format!("cees@zuid.example,{long},,,,,"),
        "daan@noord.example,Daan,,,,,".to_owned(),
        "eva@zuid.example,Eva,not a mail,,,,".to_owned(),
        "fatima@zuid.example,Fatima,,12,,,".to_owned(),
        "gijs@zuid.example,Gijs,,,fr,,".to_owned(),
        "hanna@zuid.example,Hanna,,,,king,".to_owned(),
        "ANNA@zuid.example,Anna again,,,,,".to_owned(),
        "ivo@zuid.example,too,many,fields,in,this,line,here".to_owned(),
        "jan@zuid.example,Jan,,,,,".to_owned(),
    ];
    let mut text = lines.join("\n").into_bytes();
    text.extend(b"\nk\xff@zuid.example,K,,,,,\n");
    let output = data.run_with(&["account", "import", "zuid.example", "-"], &text, &[]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(String::from_utf8(output.stdout).unwrap(), "2 accounts added, 11 lines refused\n", "{said}");
    for line in 3..=12 {
        assert!(said.contains(&format!("line {line}, ")), "{line} in {said}");
    }
    assert!(said.contains("line 14, ") && !said.contains(&long) && !said.contains('\u{1b}'), "{said}");
    let names: Vec<_> =
        data.accounts().lines().map(|line| line.split('\t').next().unwrap().to_owned()).collect();
    assert_eq!(names, ["anna@zuid.example", "jan@zuid.example"]);
}

#[test]
fn a_wrong_configuration_is_refused_with_its_place_by_every_command() {
    let data = Data::new();
    let file = data.path().join("wrong.toml");
    let file = file.to_str().unwrap();
    for (text, words) in [
        ("[server]\nlisen = \"127.0.0.1:80\"\n", ["line 2 of wrong.toml", "server.listen"]),
        ("[server]\nlisten = \"everywhere\"\n", ["line 2 of wrong.toml", "ADDRESS:PORT"]),
        ("[lockout]\nwrong_passwords = 0\n", ["line 2 of wrong.toml", "from 2 to 1000"]),
        ("[lockout]\nwrong_passwords = true\n", ["line 2 of wrong.toml", "a whole number"]),
        ("[[server]]\n", ["wrong.toml", "server"]),
        ("[server\n", ["not TOML", "line 1"]),
        ("[mail]\nfrom = \"nobody\"\n", ["line 2 of wrong.toml", "a mail address"]),
    ] {
        std::fs::write(file, text).unwrap();
        for command in [&["check"][..], &["serve"], &["account", "list", "zuid.example"], &["keys", "list"]] {
            if command[0] == "keys" {
                continue;
            }
            data.refuses(&[command, &["--config", file]].concat(), "", 1, &words);
        }
    }
    std::fs::write(file, b"\xff").unwrap();
    data.refuses(&["check", "--config", file], "", 1, &["wrong.toml"]);
    data.refuses(&["check", "--config", "/nowhere.toml"], "", 1, &["/nowhere.toml"]);
    let output = data.run_with(&["check"], b"", &[("TWEESTAP_SERVER_LISTENS", "x")]);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        output.status.code() == Some(1) && said.contains("did you mean TWEESTAP_SERVER_LISTEN?"),
        "{said}"
    );
}

#[test]
fn keys_and_databases_that_cannot_be_used_are_named() {
    let data = Data::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    data.refuses(&["serve", "--listen", &address], "", 1, &["listening on", &address]);
    let nowhere = [("TWEESTAP_DATABASE_POSTGRES", "postgres://someone:hush@127.0.0.1:1/x")];
    let output = data.run_with(&["check"], b"", &nowhere);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && said.contains("database"), "{said}");
    assert!(!said.contains("hush") && !String::from_utf8(output.stdout).unwrap().contains("hush"));
    let keys = data.path().join("keys");
    let right = std::fs::read(&keys).unwrap();
    std::fs::write(&keys, "tweestap-keys 1\nnonsense\n").unwrap();
    data.refuses(&["account", "list", "zuid.example"], "", 1, &["line 2 of the key ring"]);
    std::fs::write(&keys, right).unwrap();
    std::fs::write(
        data.path().join("tweestap.db"),
        "not a database, but long enough to be looked at".repeat(50),
    )
    .unwrap();
    data.refuses(&["account", "list", "zuid.example"], "", 1, &["database"]);
}

#[test]
fn a_mail_server_that_cannot_be_used_is_named_by_check() {
    let data = Data::new();
    let checks = |lines: &str, words: &str| {
        std::fs::write(data.path().join("tweestap.toml"), format!("[mail]\n{lines}\n")).unwrap();
        let output = data.run(&["check"], "");
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(i32::from(!words.is_empty())), "{lines}: {said}");
        assert!(said.contains(words), "{lines}: {said}");
    };
    checks("smtp = \"mail.zuid.example:587\"", "");
    checks("smtp = \"mail.zuid.example\"", "HOST:PORT");
    checks("smtp = \"mail.zuid.example:25\"\nsmtp_security = \"plain\"", "must be reached with TLS");
    checks("smtp = \"localhost:25\"\nsmtp_security = \"plain\"", "");
    checks("smtp = \"localhost:25\"\nsmtp_user = \"tweestap\"", "belong together");
    checks("smtp = \"localhost:25\"\nca_file = \"/dev/null\"", "");
    checks("smtp = \"localhost:25\"\nca_file = \"tweestap.toml\"", "mail.ca_file");
    checks("reply_to = \"help\"", "mail.reply_to must be a mail address");
}

#[test]
fn what_a_command_does_to_an_account_is_told_to_its_owner() {
    let data = Data::new();
    let noord = ["organization", "add", "Noord", "noord.example", "--host", "login.noord.example"];
    assert_eq!(data.run(&noord, "").status.code(), Some(0));
    for (name, host) in [("anna@noord.example", true), ("anna@zuid.example", false)] {
        let add = ["account", "add", name, "--mail", "anna@mail.example"];
        assert_eq!(data.run(&add, "").status.code(), Some(0));
        for does in [
            &["account", "reset", name][..],
            &["account", "reset", name, "--methods"],
            &["account", "pass", name, "--once"],
        ] {
            let output = data.run(does, "");
            let said = String::from_utf8(output.stderr).unwrap();
            let linked = !said.contains("cannot answer it by a link");
            assert_eq!((output.status.code(), linked), (Some(0), host), "{said}");
            assert!(!said.contains("not told"), "{said}");
        }
    }
    assert_eq!(data.mails().len(), 6, "everybody is told of each");
    // Nobody reads of what is done to an account without an address.
    assert_eq!(data.run(&["account", "add", "bas@noord.example"], "").status.code(), Some(0));
    let output = data.run(&["account", "pass", "bas@noord.example"], "");
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("the owner is not told by mail: no mail address"), "{said}");
    assert!(data.mails().is_empty());
}
