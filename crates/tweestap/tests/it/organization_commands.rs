//! Organizations by command: what cannot be is refused, and what is not named stays.

use crate::commands::Data;

#[test]
fn organizations_that_cannot_be_are_refused() {
    let data = Data::new();
    for (arguments, words) in [
        (["Noord", "zuid.example", "--language", "nl"], "another organization"),
        (["Noord", "noord.example", "--language", "fr"], "en or nl"),
        (["Noord", "noord.example", "--accent", "blue"], "six hexadecimal digits"),
        (["Noord", "no ord.example", "--language", "nl"], "the domain"),
        (["No\u{1b}ord", "noord.example", "--language", "nl"], "the name"),
        (["Noord", "noord.example", "--host", "https://noord.example/"], "--host"),
        (["Noord", "noord.example", "--host", "noord.example:443"], "--host"),
    ] {
        data.refuses(&[&["organization", "add"][..], &arguments].concat(), "", 1, &[words]);
    }
    let listed = data.run(&["organization", "list"], "");
    assert_eq!(String::from_utf8(listed.stdout).unwrap().lines().count(), 1);
}

#[test]
fn an_organization_is_given_other_host_names() {
    let data = Data::new();
    data.run(&["organization", "add", "Noord", "noord.example", "--host", "login.noord.example"], "");
    let set = |hosts: &[&'static str]| [&["organization", "set", "zuid.example"][..], hosts].concat();
    let taken = ["--host", "login.zuid.example", "--host", "login.noord.example"];
    data.refuses(&set(&taken), "", 1, &["another organization"]);
    data.refuses(&set(&["--host", "https://login.zuid.example"]), "", 1, &["--host"]);
    let given = ["--host", "Login.Zuid.example", "--host", "aanmelden.zuid.example"];
    assert_eq!(data.run(&set(&given), "").status.code(), Some(0));
    let store =
        store::Store::open(&store::Database::Sqlite { path: data.path().join("tweestap.db") }).unwrap();
    let name_at = |host: &'static str| {
        let found = store.read_now(move |t| accounts::organizations::find_by_host(t, host)).unwrap();
        found.map(|organization| organization.name)
    };
    assert!(name_at("login.zuid.example").is_some() && name_at("aanmelden.zuid.example").is_some());
    assert_eq!(name_at("login.noord.example").as_deref(), Some("Noord"));
    assert_eq!(name_at("elsewhere.example"), None, "it answers to every host no more");
}

#[test]
fn what_changes_of_an_organization_is_named_and_the_rest_stays() {
    let data = Data::new();
    let listed = || String::from_utf8(data.run(&["organization", "list"], "").stdout).unwrap();
    assert!(
        listed().contains("\tsecurity-info\t14 days\tNL\treset: two\tfor: all\tmethods: all\t")
            && listed().ends_with("\tquestions: off\tasked for: off\tconfirm: never\tpasswords stay\n"),
        "{}",
        listed()
    );
    let set = ["organization", "set", "zuid.example"];
    for (option, value, words) in [
        ("--remember-days", "366", "0 to 365"),
        ("--experience", "three-step", "security-info or two-step-verification"),
        ("--country", "XX", "--country"),
        ("--reset", "three", "--reset"),
        ("--questions", "maybe", "--questions"),
        ("--password-days", "3651", "0 to 3650"),
        ("--country", "\u{1b}[2J", "--country"),
    ] {
        data.refuses(&[&set[..], &[option, value]].concat(), "", 1, &[words]);
    }
    data.refuses(&["organization", "set", "west.example"], "", 1, &["organization list"]);
    let set_to = |options: &[&str]| {
        assert_eq!(data.run(&[&set[..], options].concat(), "").status.code(), Some(0), "{options:?}");
    };
    set_to(&["--experience", "two-step-verification", "--country", "be"]);
    assert!(listed().contains("\ttwo-step-verification\t14 days\tBE\treset: two\t"), "{}", listed());
    set_to(&["--questions", "on"]);
    assert!(listed().contains("\tquestions: on\t"), "{}", listed());
    set_to(&["--questions", "off"]);
    set_to(&["--remember-days", "0", "--password-days", "90"]);
    assert!(
        listed().contains("\ttwo-step-verification\t0 days\tBE\treset: two\t")
            && listed().ends_with("\tquestions: off\tasked for: off\tconfirm: never\tpasswords 90 days\n"),
        "{}",
        listed()
    );
}

#[test]
fn a_look_that_cannot_be_is_refused_and_one_that_can_is_taken() {
    let data = Data::new();
    let look = ["organization", "look", "zuid.example"];
    let file = data.path().join("logo.svg");
    std::fs::write(&file, "<svg xmlns='http://www.w3.org/2000/svg'/>").unwrap();
    let (logo, large) = (file.to_str().unwrap(), data.path().join("large.png"));
    std::fs::write(&large, vec![0_u8; 100_000]).unwrap();
    for (arguments, code, words) in [
        (&[][..], 2, "--logo"),
        (&["--accent", "blue"][..], 1, "hexadecimal"),
        (&["--logo", "nowhere.png"][..], 1, "nowhere.png"),
        (&["--logo", large.to_str().unwrap()][..], 1, "64 KiB"),
        (&["--logo", logo, "--contact", "\u{1b}[2J"][..], 1, "character"),
    ] {
        data.refuses(&[&look[..], arguments].concat(), "", code, &[words]);
    }
    let database = store::Database::Sqlite { path: data.path().join("tweestap.db") };
    let shown = || {
        let store = store::Store::open(&database).unwrap();
        let find = |t: &mut store::Transaction<'_>| {
            let known = accounts::organizations::find_by_domain(t, "zuid.example")?.unwrap();
            Ok::<_, accounts::AccountsError>((accounts::looks::find(t, known.id)?, known.accent))
        };
        store.read_now(find).unwrap()
    };
    assert_eq!(shown().0, accounts::looks::Look::default(), "nothing of a line that is refused is taken");
    data.refuses(&["organization", "look", "west.example", "--contact", "x"], "", 1, &["organization list"]);
    for (arguments, has) in [
        (&["--accent", "336699", "--logo", logo, "--contact", "+31 20 555 01 00"][..], true),
        (&["--logo", "", "--contact", ""][..], false),
    ] {
        let output = data.run(&[&look[..], arguments].concat(), "");
        assert_eq!(output.status.code(), Some(0), "{output:?}");
        let (look, accent) = shown();
        assert_eq!((look.logo.is_some(), look.contact.is_some(), accent.as_str()), (has, has, "336699"));
    }
}
