//! Groups, and who gets a new password by which ways, by command.

use crate::commands::Data;

fn with_people() -> Data {
    let data = Data::new();
    for name in ["anna@zuid.example", "bas@zuid.example"] {
        let added = data.run(&["account", "add", name], "een heel lang wachtwoord");
        assert_eq!(added.status.code(), Some(0), "{added:?}");
    }
    data
}

fn says(data: &Data, arguments: &[&str], input: &str) -> String {
    let output = data.run(arguments, input);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn people_join_a_group_and_leave_it() {
    let data = with_people();
    let group =
        |what: &'static str, others: &[&'static str]| [&["group", what, "zuid.example"][..], others].concat();
    says(&data, &group("add", &["Docenten"]), "");
    let joined = data.run(&group("join", &["docenten", "-"]), "anna@zuid.example\n\n BAS@zuid.example \n");
    assert!(String::from_utf8(joined.stderr).unwrap().contains("2 joined"));
    assert_eq!(says(&data, &group("members", &["docenten"]), ""), "anna@zuid.example\nbas@zuid.example\n");
    assert!(says(&data, &["account", "show", "bas@zuid.example"], "").contains("group          Docenten\n"));
    says(&data, &group("leave", &["Docenten", "bas@zuid.example"]), "");
    assert_eq!(says(&data, &group("list", &[]), ""), "Docenten\t1\n");
    for (arguments, words) in [
        (group("add", &["DOCENTEN"]), "of this name"),
        (group("add", &["All"]), "cannot be called all"),
        (group("add", &["\u{1b}[2J"]), "the name of the group"),
        (group("join", &["leerlingen", "anna@zuid.example"]), "group add"),
        (group("join", &["docenten", "nobody@zuid.example"]), "no account nobody@zuid.example"),
        (group("join", &["docenten", "no one"]), "the user name"),
    ] {
        data.refuses(&arguments, "", 1, &[words]);
    }
    assert_eq!(
        says(&data, &group("list", &[]), ""),
        "Docenten\t1\n",
        "nobody joins by a line that is refused"
    );
}

#[test]
fn only_a_group_may_reset_its_passwords_by_the_ways_that_serve() {
    let data = with_people();
    says(&data, &["group", "add", "zuid.example", "Docenten"], "");
    let set = ["organization", "set", "zuid.example"];
    for (option, value, words) in [
        ("--reset-for", "leerlingen", "tweestap group list"),
        ("--reset-methods", "mail-code", "only one thing"),
        ("--reset-methods", "app-code,app-notification", "loses the phone"),
        ("--reset-methods", "", "--reset off"),
        ("--reset-methods", "mail-code,pigeon", "there are"),
        ("--reset-administrators", "perhaps", "on or off"),
        ("--tell-administrators", "perhaps", "on or off"),
        ("--ask-for-reset", "perhaps", "on or off"),
        ("--confirm-days", "731", "0 to 730"),
    ] {
        data.refuses(&[&set[..], &[option, value]].concat(), "", 1, &[words]);
    }
    let wanted = [
        ["--reset-for", "docenten"],
        ["--reset-methods", "mail-code,app-code,phone-call:office"],
        ["--reset-administrators", "off"],
        ["--tell-administrators", "off"],
        ["--ask-for-reset", "on"],
        ["--confirm-days", "180"],
    ]
    .concat();
    says(&data, &[&set[..], &wanted].concat(), "");
    let listed = || says(&data, &["organization", "list"], "");
    let shown = "\treset: two\tfor: Docenten\tmethods: ";
    let listed_first = listed();
    let (_, rest) = listed_first.split_once(shown).unwrap_or_else(|| panic!("{listed_first}"));
    let (ways, rest) = rest.split_once('\t').unwrap();
    let mut ways: Vec<_> = ways.split(',').collect();
    ways.sort_unstable();
    assert_eq!(ways, ["app-code", "mail-code", "phone-call:office"]);
    assert!(
        rest.starts_with(
            "administrators: off\ttold: off\tquestions: off\tasked for: on\tconfirm: 180 days\t"
        )
    );
    data.refuses(&["group", "remove", "zuid.example", "docenten"], "", 1, &["--reset-for"]);
    says(&data, &[&set[..], &["--reset-for", "all", "--reset-methods", "all"]].concat(), "");
    assert!(listed().contains("\tfor: all\tmethods: all\t"));
    says(&data, &["group", "remove", "zuid.example", "docenten"], "");
}
