use proptest::prelude::*;

use super::*;

fn read(text: &str, variables: &[(&str, &str)]) -> Result<Settings, SettingsError> {
    let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    Settings::read(Some((Path::new("/etc/tweestap.toml"), text)), variables)
}

#[test]
fn a_file_is_overridden_by_a_variable() {
    let text = "[server]\nlisten = \"0.0.0.0:443\"\n[lockout]\nwrong_passwords = 7\n";
    let settings = read(text, &[("TWEESTAP_LOCKOUT_WRONG_PASSWORDS", "5"), ("PATH", "/bin")]).unwrap();
    assert_eq!(settings.text("server.listen"), "0.0.0.0:443");
    assert_eq!(settings.limits().passwords.tries, 5);
    let origins: BTreeMap<_, _> =
        settings.all().map(|(name, chosen)| (name, chosen.origin.as_str())).collect();
    assert_eq!(origins["server.listen"], "line 2 of tweestap.toml");
    assert_eq!(origins["lockout.wrong_passwords"], "TWEESTAP_LOCKOUT_WRONG_PASSWORDS");
    assert_eq!(origins["log.level"], "default");
}

#[test]
fn wrong_keys_are_refused_with_their_line_and_the_nearest_right_one() {
    let says = |text, variables: &[(&str, &str)]| read(text, variables).unwrap_err().to_string();
    assert_eq!(
        says("[server]\n\nlisen = \"x\"\n", &[]),
        "line 3 of tweestap.toml: there is no key server.lisen; did you mean server.listen?"
    );
    assert_eq!(
        says("[lockout]\nwrong_passwords = 1\n", &[]),
        "line 2 of tweestap.toml: lockout.wrong_passwords must be a whole number from 2 to 1000"
    );
    assert_eq!(
        says("", &[("TWEESTAP_SERVER_LISTENS", "x")]),
        "the environment: there is no key TWEESTAP_SERVER_LISTENS; did you mean TWEESTAP_SERVER_LISTEN?"
    );
    assert!(says("[server\n", &[]).starts_with("the configuration is not TOML"));
    assert!(says("[log]\nlevel = \"loud\"\n", &[]).contains("must be one of error, warn, info, debug"));
}

#[test]
fn a_mail_server_is_a_name_or_an_address_and_a_port() {
    let host = |text: &str| keys::server(text);
    let named = |host: &str, port| Some((host.to_owned(), port));
    assert_eq!(host("mail.zuid.example:587"), named("mail.zuid.example", 587));
    assert_eq!(host("127.0.0.1:25"), named("127.0.0.1", 25));
    assert_eq!(host("[::1]:465"), named("::1", 465));
    for wrong in [
        "",
        "mail.zuid.example",
        ":25",
        "mail:0",
        "mail:99999",
        "::1:25",
        "[mail]:25",
        "ma il:25",
        "smtp://mail:25",
    ] {
        assert_eq!(host(wrong), None, "{wrong}");
    }
    let refused = read("[mail]\nsmtp = \"mail.zuid.example\"\n", &[]).unwrap_err().to_string();
    assert!(refused.contains("mail.smtp must be HOST:PORT"), "{refused}");
}

#[test]
fn what_belongs_to_a_mail_server_is_read_from_its_files() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("password");
    let file = file.to_str().unwrap();
    let with =
        |more: &str| read(&format!("[mail]\nsmtp = \"localhost:25\"\n{more}"), &[]).unwrap().mail_server();
    let credentials = format!("smtp_user = \"tweestap\"\nsmtp_password_file = {file:?}\n");
    assert!(format!("{:#}", with(&credentials).unwrap_err()).contains("mail.smtp_password_file, /"));
    std::fs::write(file, " a secret \n").unwrap();
    let server = with(&credentials).unwrap().unwrap();
    assert_eq!(server.security, delivery::Security::StartTls);
    let (user, password) = server.credentials.unwrap();
    assert_eq!((user.as_str(), password.as_str()), ("tweestap", " a secret "));
    for half in ["smtp_user = \"tweestap\"\n", "smtp_password_file = \"/dev/null\"\n"] {
        assert!(with(half).unwrap_err().to_string().contains("belong together"));
    }
    assert!(
        format!("{:#}", with("ca_file = \"/nowhere\"\n").unwrap_err()).contains("mail.ca_file, /nowhere")
    );
    assert!(read("", &[]).unwrap().mail_server().unwrap().is_none());
}

#[test]
fn every_default_fits_and_every_key_can_be_overridden() {
    for key in KEYS {
        assert_eq!(key.refuses(key.default), None, "{}", key.name);
        let variable = key.variable();
        let settings = read("", &[(&variable, key.default)]).unwrap();
        let origin =
            settings.all().find(|(name, _)| *name == key.name).map(|(_, chosen)| chosen.origin.clone());
        assert_eq!(origin, Some(variable));
    }
}

#[test]
fn the_printed_defaults_are_a_configuration() {
    let file = default_file()
        .lines()
        .map(|line| {
            let shown = line.strip_prefix("# ").filter(|rest| rest.contains(" = ") && !rest.contains(". "));
            shown.unwrap_or(line)
        })
        .collect::<Vec<_>>()
        .join("\n");
    let settings = read(&file, &[]).unwrap();
    assert!(settings.all().filter(|(_, chosen)| chosen.origin != "default").count() > KEYS.len() / 2);
}

#[test]
fn the_documents_are_true() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for (name, text) in
        [("docs/configuration.md", configuration_document()), ("docs/limits.md", limits_document())]
    {
        let written = std::fs::read_to_string(root.join(name)).unwrap_or_default();
        assert!(written == text, "{name} is not up to date: run `tweestap document --write docs`");
    }
}

proptest! {
    #[test]
    fn any_file_is_survived(text in "(\\[[a-z_]{0,8}\\]\n)?[a-z_\\[\\]=\"0-9.\n ]{0,80}") {
        let _ = read(&text, &[]);
    }

    #[test]
    fn a_number_is_read_from_file_and_variable_alike_and_only_in_its_range(which in 0..KEYS.len(), typed in -10_i64..2_000_000) {
        let key = &KEYS[which];
        let Kind::Number(least, most) = key.kind else { return Ok(()) };
        let (section, name) = key.name.split_once('.').unwrap();
        let file = read(&format!("[{section}]\n{name} = {typed}\n"), &[]);
        let variable = read("", &[(&key.variable(), &typed.to_string())]);
        for settings in [file, variable] {
            match settings {
                Ok(settings) => prop_assert!(settings.number(key.name) == typed && (least..=most).contains(&typed)),
                Err(refused) => prop_assert!(!(least..=most).contains(&typed), "{refused}"),
            }
        }
    }
}
