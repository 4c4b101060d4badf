//! Temporary access passes by command: what an organization allows, and what is made.

use crate::commands::Data;

/// What a command that works says: its answer, and what it says aside.
fn says(data: &Data, arguments: &[&str]) -> (String, String) {
    let output = data.run(arguments, "");
    let (answer, aside) =
        (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {aside}");
    (answer, aside)
}

const PASSES: [&str; 3] = ["organization", "passes", "zuid.example"];

fn passes<'a>(options: &[&'a str]) -> Vec<&'a str> {
    [&PASSES[..], options].concat()
}

#[test]
fn what_an_organization_allows_of_passes_is_shown_changed_and_what_is_not_named_stays() {
    let data = Data::new();
    let shown = || says(&data, &PASSES).0;
    let lines = [
        "serve          on",
        "for            all",
        "least          60 minutes",
        "most           480 minutes",
        "lifetime       60 minutes, if nothing else is said",
        "once           off",
        "length         8 letters and digits, or more",
    ];
    assert_eq!(shown().lines().collect::<Vec<_>>(), lines);
    for (options, words) in [
        (&["--least", "9"][..], "--least must be 10 to 43200"),
        (&["--most", "9223372036854775807"], "--most must be 10 to 43200"),
        (&["--lifetime", "0"], "--lifetime must be 10 to 43200"),
        (&["--length", "7"], "8 to 48 letters and digits"),
        (&["--length", "49"], "8 to 48 letters and digits"),
        (&["--least", "481"], "the least lifetime (481 minutes)"),
        (&["--least", "120"], "must lie within the least and the most (120 to 480 minutes)"),
        (&["--once", "maybe"], "--once must be on or off"),
        (&["--serve", "\u{1b}[2J"], "--serve must be on or off"),
    ] {
        data.refuses(&passes(options), "", 1, &[words]);
    }
    data.refuses(&["organization", "passes", "west.example", "--once", "on"], "", 1, &["organization list"]);
    data.refuses(&passes(&["--least", "soon"]), "", 2, &["--least"]);
    assert_eq!(shown().lines().collect::<Vec<_>>(), lines, "nothing of what is refused is kept");

    says(&data, &passes(&["--least", "10", "--lifetime", "30", "--length", "12"]));
    says(&data, &passes(&["--once", "on", "--most", "43200"]));
    let changed = [
        "serve          on",
        "for            all",
        "least          10 minutes",
        "most           43200 minutes",
        "lifetime       30 minutes, if nothing else is said",
        "once           on",
        "length         12 letters and digits, or more",
    ];
    assert_eq!(shown().lines().collect::<Vec<_>>(), changed);
    let aside = says(&data, &passes(&["--serve", "off"])).1;
    assert!(aside.contains("nobody signs in with a pass any more"), "{aside}");
    assert!(shown().starts_with("serve          off\nfor            all\nleast          10 minutes\n"));
}

#[test]
fn a_pass_is_made_as_the_organization_allows_and_a_refusal_says_what_that_is() {
    let data = Data::new();
    says(&data, &["account", "add", "anna@zuid.example"]);
    let pass = |options: &[&'static str]| [&["account", "pass", "anna@zuid.example"][..], options].concat();
    let see = "see `tweestap organization passes zuid.example`";
    for (options, words) in [
        (&["--minutes", "59"][..], "a pass lasts 60 to 480 minutes here"),
        (&["--minutes", "481"], "a pass lasts 60 to 480 minutes here"),
        (&["--minutes=-9223372036854775808"], "a pass lasts 60 to 480 minutes here"),
        (&["--length", "7"], "a pass has 8 to 48 letters and digits here"),
        (&["--length", "49"], "a pass has 8 to 48 letters and digits here"),
    ] {
        data.refuses(&pass(options), "", 1, &[words, see]);
    }
    let letters = |answer: &str| answer.trim().split('\t').nth(1).unwrap().replace('-', "").len();
    let (answer, aside) = says(&data, &pass(&[]));
    assert_eq!(letters(&answer), 8);
    assert!(aside.contains("as often as is wanted") && !aside.contains("10 minutes"), "{aside}");

    says(&data, &passes(&["--once", "on", "--length", "12", "--most", "1440", "--lifetime", "1440"]));
    data.refuses(&pass(&["--length", "11"]), "", 1, &["a pass has 12 to 48 letters and digits here", see]);
    let (answer, aside) = says(&data, &pass(&[]));
    assert_eq!(letters(&answer), 12);
    let (from, until) = aside.split_once(" until ").unwrap();
    let (from, until) = (from.split_once("serves once, from ").unwrap().1, until.split_once(';').unwrap().0);
    assert!(from != until && from[10..] == until[10..], "the same time of another day: {aside}");
    assert!(aside.contains("has 10 minutes to set up a method that lasts"), "{aside}");

    says(&data, &passes(&["--serve", "off"]));
    data.refuses(&pass(&[]), "", 1, &["temporary access passes are turned off here", see]);
}

#[test]
fn what_can_be_allowed_is_what_a_pass_can_be() {
    assert_eq!(accounts::pass_policy::LENGTHS, methods::access_pass::LENGTHS);
}

#[test]
fn passes_are_for_a_group_until_they_are_for_all_again() {
    let data = Data::new();
    data.refuses(&passes(&["--for", "nieuw"]), "", 1, &["tweestap group list"]);
    says(&data, &["group", "add", "zuid.example", "Nieuw"]);
    says(&data, &passes(&["--for", "nieuw"]));
    assert!(says(&data, &PASSES).0.contains("for            Nieuw\n"));
    data.refuses(&["group", "remove", "zuid.example", "nieuw"], "", 1, &["--for"]);
    says(&data, &["account", "add", "anna@zuid.example"]);
    let (_, aside) = says(&data, &["account", "pass", "anna@zuid.example"]);
    assert!(aside.contains("tweestap group join"), "{aside}");
    says(&data, &["group", "join", "zuid.example", "nieuw", "anna@zuid.example"]);
    let (_, aside) = says(&data, &["account", "pass", "anna@zuid.example"]);
    assert!(!aside.contains("tweestap group join"), "{aside}");
    says(&data, &passes(&["--for", "all"]));
    says(&data, &["group", "remove", "zuid.example", "nieuw"]);
}
