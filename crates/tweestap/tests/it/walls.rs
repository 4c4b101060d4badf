//! The walls of the house: who may know whom. The tests read the tree.

use std::collections::BTreeSet;
use std::fs;

use web::Texts;
use world::language::LANGUAGES;
use world::{Language, Words};

use crate::tree::{code, files, is_test, root, sources, walk};

/// Which rooms a room may know. The program knows all.
const ARROWS: &[(&str, &[&str])] = &[
    ("account_home", DOOR),
    ("authenticator", DOOR),
    // Help asks for nothing that could fail.
    ("help", &["web", "world"]),
    ("password_reset", DOOR),
    ("security_info", DOOR),
    ("sign_in", DOOR),
    // The demo's phone makes codes, takes calls, and reads the mailbox.
    ("simulator", DOOR),
    // Beside the doors: choosing a new password, wherever that is.
    ("new_password", &["accounts", "password_policy", "store", "vault", "web", "world"]),
    // And mails of changes, and what "this was not me" stops.
    ("notices", &["accounts", "delivery", "store", "vault", "verification", "web", "world"]),
    ("methods", &["delivery", "vault", "verification", "web", "world"]),
    ("verification", &["delivery", "store", "vault", "world"]),
    // Sessions are opened from the judge's word only.
    ("accounts", &["store", "vault", "verification", "world"]),
    ("delivery", &["store", "vault", "world"]),
    ("web", &["vault", "world"]),
    ("password_policy", &["world"]),
    ("store", &["world"]),
    ("vault", &["world"]),
    ("world", &[]),
];
/// Protocols, which know nothing of ours; these may know them.
const LEAVES: &[&str] =
    &["breach_filter", "call_dialogue", "device_protocol", "jose", "otp", "web_push", "webauthn"];
const KNOW_LEAVES: &[&str] = &["authenticator", "delivery", "methods", "new_password", "simulator"];
const DOOR: &[&str] =
    &["accounts", "delivery", "new_password", "notices", "store", "vault", "verification", "web", "world"];

/// Where a method's name may stand outside its folder, the list and its texts.
const METHOD_NAMES: &[&str] = &[
    // The demo's accounts have apps that are set up from the start, and so have those of the load program.
    "crates/tweestap/src/demo/mod.rs",
    "crates/tweestap/src/demo/samples.rs",
    "load/src/kills/town.rs",
    "load/src/resets.rs",
    // The library of the protocol calls its own functions so.
    "crates/webauthn/src/lib.rs",
    // The protocol of authenticators calls the secret of their codes so.
    "crates/device_protocol/src/ticket.rs",
    "crates/tweestap/src/commands/authenticator/book.rs",
    // Help has a page for each method.
    "crates/help/src/lib.rs",
    // Only an administrator gives one, and the command and the table of limits have to know which.
    "crates/tweestap/src/commands/pass.rs",
    "crates/tweestap/src/settings/limits.rs",
];

/// Methods that share a folder: those of one app, and a call that is answered by key with one that speaks a code.
const GUESTS: &[(&str, &str)] = &[
    ("app_code", "authenticator_app"),
    ("app_notification", "authenticator_app"),
    ("spoken_code", "phone_call"),
];

/// Room names that say nothing of what is inside.
const EMPTY_NAMES: &[&str] = &["util", "utils", "common", "helper", "helpers", "misc", "manager", "managers"];

/// Whether a word stands there as a word of its own.
fn names(code: &str, word: &str) -> bool {
    let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || c == '_');
    code.match_indices(word).any(|(at, _)| {
        !inside(code[..at].chars().next_back()) && !inside(code[at + word.len()..].chars().next())
    })
}

/// Fails with the files outside these places that name a word.
fn only(word: &str, may: impl Fn(&str) -> bool) {
    let sources = sources();
    let naming = |(name, text): &(&String, &String)| !is_test(name) && names(&code(text), word);
    let naming: Vec<_> = sources.iter().filter(naming).map(|(name, _)| name.as_str()).collect();
    assert!(naming.iter().any(|name| may(name)), "nobody names {word}: the wall stands in the wrong place");
    let trespassers: Vec<_> = naming.into_iter().filter(|name| !may(name)).collect();
    assert!(trespassers.is_empty(), "{word} is named in {trespassers:?}");
}

fn room_of(name: &str) -> &str {
    name.strip_prefix("crates/").and_then(|rest| rest.split('/').next()).unwrap_or_default()
}

fn dependencies(manifest: &str) -> BTreeSet<String> {
    let manifest: toml::Table = manifest.parse().unwrap();
    let list = manifest.get("dependencies").and_then(toml::Value::as_table).cloned().unwrap_or_default();
    list.keys().cloned().collect()
}

#[test]
fn crates_depend_along_the_arrows() {
    let manifests = files(&["crates"], "/Cargo.toml");
    let rooms: BTreeSet<_> = manifests.keys().map(|name| room_of(name)).collect();
    let known: BTreeSet<_> =
        ARROWS.iter().map(|(room, _)| *room).chain(LEAVES.iter().copied()).chain(["tweestap"]).collect();
    let unknown: Vec<_> = rooms.difference(&known).collect();
    assert!(unknown.is_empty(), "{unknown:?} have no arrows in the table");
    let leaves = LEAVES.iter().filter(|leaf| rooms.contains(*leaf)).map(|leaf| (*leaf, &[][..]));
    for (room, may) in ARROWS.iter().copied().chain(leaves) {
        let has = dependencies(&manifests[&format!("crates/{room}/Cargo.toml")]);
        let wrong: Vec<_> = has
            .iter()
            .filter(|name| rooms.contains(name.as_str()) && !may.contains(&name.as_str()))
            .filter(|name| !(KNOW_LEAVES.contains(&room) && LEAVES.contains(&name.as_str())))
            .collect();
        assert!(wrong.is_empty(), "{room} may not know {wrong:?}");
    }
}

#[test]
fn the_web_framework_is_named_at_the_edge_only() {
    only("axum", |name| {
        name.ends_with("/pages.rs")
            || name.contains("/pages/")
            || ["web", "tweestap"].contains(&room_of(name))
            || name.starts_with("load/")
    });
}

#[test]
fn the_database_is_named_in_the_store_only() {
    // The load program measures the bare driver beside the store.
    only("rusqlite", |name| room_of(name) == "store" || name == "load/src/store_writes.rs");
    // And makes databases of its own for a measurement.
    only("postgres::", |name| room_of(name) == "store" || name == "load/src/workplace.rs");
    for (room, manifest) in files(&["crates"], "/Cargo.toml") {
        let has = dependencies(&manifest);
        let drivers = ["rusqlite", "postgres", "sqlx"].iter().any(|name| has.contains(*name));
        assert!(!drivers || room == "crates/store/Cargo.toml", "{room}");
    }
}

#[test]
fn sql_stands_in_records_only() {
    only("statements!", |name| name.ends_with("/records.rs") || name == "load/src/store_writes.rs");
    let words = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "];
    for (name, text) in sources() {
        let code = code(&text);
        let sql = words.iter().any(|word| code.contains(&format!("\"{word}")));
        let may = name.ends_with("/records.rs")
            || room_of(&name) == "store"
            || name == "load/src/store_writes.rs"
            || is_test(&name);
        assert!(!sql || may, "{name} holds SQL");
    }
}

#[test]
fn mail_and_http_clients_are_named_by_carriers_only() {
    only("lettre", |name| name.starts_with("crates/delivery/src/carriers/"));
    // The one client, which carriers and the program that stands in for a phone use through `delivery::Client`.
    only("hyper_rustls", |name| name == "crates/delivery/src/client/mod.rs");
    for (room, manifest) in files(&["crates"], "/Cargo.toml") {
        let has = dependencies(&manifest);
        let client = ["lettre", "hyper-rustls", "reqwest", "ureq", "isahc", "curl"]
            .iter()
            .any(|name| has.contains(*name));
        assert!(!client || room == "crates/delivery/Cargo.toml", "{room}");
    }
}

#[test]
fn a_methods_name_stands_in_its_folder_only() {
    let everything =
        [".rs", ".html", ".js", ".css", ".ftl", ".sql"].map(|ending| files(&["crates", "load"], ending));
    let sources = sources();
    for method in methods::METHODS.all() {
        let method = method.about().name.as_str();
        let host = GUESTS.iter().find(|(guest, _)| *guest == method).map_or(method, |(_, host)| *host);
        let folder = format!("crates/methods/src/{host}/");
        for (name, text) in everything.iter().flatten() {
            let home = name.starts_with(&folder)
                || name == "crates/methods/src/lib.rs"
                || name.starts_with("crates/methods/texts/");
            let said = if sources.contains_key(name) { code(text) } else { text.clone() };
            let data = name.starts_with("crates/store/migrations/released/");
            let may = home || data || is_test(name) || METHOD_NAMES.contains(&name.as_str());
            assert!(may || !said.contains(method), "{name} names {method}");
        }
    }
    for name in METHOD_NAMES {
        let text = fs::read_to_string(root().join(name)).unwrap();
        let named = methods::METHODS.all().any(|method| text.contains(method.about().name.as_str()));
        assert!(named, "{name} names no method any more: take it off the list");
    }
}

#[test]
fn no_room_has_an_empty_name() {
    for folder in ["crates", "load", "e2e"] {
        walk(&root().join(folder), &mut |path| {
            let own = path.strip_prefix(root()).unwrap();
            let parts = own.iter().map(|part| part.to_str().unwrap());
            let empty: Vec<_> =
                parts.filter(|part| EMPTY_NAMES.contains(&part.split('.').next().unwrap())).collect();
            assert!(empty.is_empty(), "{}", own.display());
        });
    }
}

/// The ends of the keys of texts that tell a person of a failure.
const FAILURES: &[&str] =
    &["-wrong", "-used", "-unreadable", "-empty", "-stale", "-full", "-form", "-disabled-text"];
/// What a person can do next, in the words of each language.
const ADVICE: &[(Language, &[&str])] = &[
    (
        Language::ENGLISH,
        &[
            "ask for",
            "try",
            "tries again",
            "type",
            "check",
            "begin",
            "go back",
            "tell your",
            "contact",
            "wait",
            "delete",
            "choose",
        ],
    ),
    (
        Language::DUTCH,
        &[
            "vraag",
            "laat u",
            "probeer",
            "typ",
            "controleer",
            "begin",
            "ga terug",
            "laat het",
            "neem contact",
            "wacht",
            "verwijder",
            "kies",
            "voer",
        ],
    ),
];

#[test]
fn what_tells_of_a_failure_says_what_to_do_next() {
    let texts = std::sync::Arc::new(Texts::read(tweestap::server::TEXTS));
    assert_eq!(texts.lacks(), []);
    let keys: BTreeSet<String> = files(&["crates"], "texts/en.ftl")
        .values()
        .flat_map(|text| text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned()))
        .filter(|key| {
            FAILURES.iter().any(|end| key.ends_with(end))
                || (key.starts_with("problem-") && key.ends_with("-text"))
        })
        // What lists tell of the past, and what is special about a sample account.
        .filter(|key| !key.starts_with("activity-") && !key.starts_with("demo-kind-"))
        .collect();
    assert!(keys.len() > 10);
    for language in LANGUAGES {
        let (_, advice) = ADVICE.iter().find(|(known, _)| known == language).unwrap();
        for key in &keys {
            let said = texts.wording(*language).say_with(key, &[("most", 5_i64.into())]).to_lowercase();
            assert!(advice.iter().any(|word| said.contains(word)), "{}: {key} = {said}", language.code());
        }
    }
}
