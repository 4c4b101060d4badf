//! The walls of the house: who may know whom, and how large things may grow. The tests read the tree.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use web::Texts;
use world::language::LANGUAGES;
use world::{Language, Words};

/// Which rooms a room may know. The program knows all.
const ARROWS: &[(&str, &[&str])] = &[
    ("account_home", DOOR),
    ("security_info", DOOR),
    ("sign_in", DOOR),
    // The demo's phone makes codes, and reads the mailbox.
    ("simulator", &["accounts", "delivery", "otp", "store", "vault", "verification", "web", "world"]),
    ("methods", &["delivery", "otp", "vault", "verification", "web", "world"]),
    ("verification", &["delivery", "store", "vault", "world"]),
    // Sessions are opened from the judge's word only.
    ("accounts", &["store", "vault", "verification", "world"]),
    ("delivery", &["store", "vault", "world"]),
    ("web", &["vault", "world"]),
    ("store", &["world"]),
    ("vault", &["world"]),
    ("world", &[]),
    ("otp", &[]),
];
const DOOR: &[&str] = &["accounts", "delivery", "store", "vault", "verification", "web", "world"];

/// Files of more than 400 lines. The list may only shrink, and so may each of them.
const LONG_FILES: &[(&str, usize)] = &[("crates/sign_in/src/steps.rs", 426)];
/// Functions of more than 60 lines, likewise.
const LONG_FUNCTIONS: &[(&str, &str, usize)] = &[];
/// Functions of more than 5 parameters, likewise.
const WIDE_FUNCTIONS: &[(&str, &str, usize)] = &[
    // What a handler takes are the parts of a request.
    ("crates/security_info/src/pages.rs", "delete", 6),
    ("crates/security_info/src/pages.rs", "prove", 6),
    ("crates/sign_in/src/pages.rs", "show", 6),
    ("crates/verification/src/challenges.rs", "begin", 6),
    ("crates/verification/src/challenges.rs", "store_proven", 6),
    ("crates/verification/src/registrations.rs", "add", 6),
    ("crates/verification/src/registrations.rs", "import", 6),
];

/// Where a method's name may stand outside its folder, the list and its texts.
const METHOD_NAMES: &[&str] = &[
    // The demo's accounts have apps that are set up from the start, and so have those of the load program.
    "crates/tweestap/src/demo/mod.rs",
    "load/src/people.rs",
];

/// Room names that say nothing of what is inside.
const EMPTY_NAMES: &[&str] = &["util", "utils", "common", "helper", "helpers", "misc", "manager", "managers"];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file of the project's own code with this ending, by its path from the root.
fn files(folders: &[&str], ending: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for folder in folders {
        walk(&root().join(folder), &mut |path| {
            let name = path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned();
            if name.ends_with(ending) {
                found.insert(name, fs::read_to_string(path).unwrap());
            }
        });
    }
    assert!(!found.is_empty(), "{ending} files in {folders:?}");
    found
}

fn walk(path: &Path, visit: &mut dyn FnMut(&Path)) {
    let name = path.file_name().unwrap_or_default();
    if name == "target" || name == "node_modules" {
        return;
    }
    if path.is_file() {
        return visit(path);
    }
    for entry in fs::read_dir(path).unwrap() {
        walk(&entry.unwrap().path(), visit);
    }
}

fn sources() -> BTreeMap<String, String> {
    files(&["crates", "load"], ".rs")
}

/// Whether a file holds nothing but tests.
fn is_test(name: &str) -> bool {
    name.contains("/tests/") || name.ends_with("/tests.rs") || name.ends_with("/testing.rs")
}

/// The lines of a file that are code: no comments, and no `mod tests` at its end.
fn code(text: &str) -> String {
    let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = own.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}

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
    let known: BTreeSet<_> = ARROWS.iter().map(|(room, _)| *room).chain(["tweestap"]).collect();
    assert_eq!(rooms, known, "every room has its arrows in the table");
    for (room, may) in ARROWS {
        let has = dependencies(&manifests[&format!("crates/{room}/Cargo.toml")]);
        let wrong: Vec<_> = has
            .iter()
            .filter(|name| rooms.contains(name.as_str()) && !may.contains(&name.as_str()))
            .collect();
        assert!(wrong.is_empty(), "{room} may not know {wrong:?}");
    }
}

#[test]
fn the_web_framework_is_named_at_the_edge_only() {
    only("axum", |name| {
        name.ends_with("/pages.rs")
            || ["web", "tweestap"].contains(&room_of(name))
            || name.starts_with("load/")
    });
}

#[test]
fn the_database_is_named_in_the_store_only() {
    // The load program measures the bare driver beside the store.
    only("rusqlite", |name| room_of(name) == "store" || name == "load/src/store_writes.rs");
    only("postgres::", |name| room_of(name) == "store");
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
    for (room, manifest) in files(&["crates"], "/Cargo.toml") {
        let has = dependencies(&manifest);
        let client = ["lettre", "reqwest", "ureq", "isahc", "curl"].iter().any(|name| has.contains(*name));
        assert!(!client || room == "crates/delivery/Cargo.toml", "{room}");
    }
}

#[test]
fn a_methods_name_stands_in_its_folder_only() {
    let everything =
        [".rs", ".html", ".js", ".css", ".ftl", ".sql"].map(|ending| files(&["crates", "load"], ending));
    for method in methods::METHODS.all() {
        let method = method.about().name.as_str();
        let folder = format!("crates/methods/src/{method}/");
        for (name, text) in everything.iter().flatten() {
            let home = name.starts_with(&folder)
                || name == "crates/methods/src/lib.rs"
                || name.starts_with("crates/methods/texts/");
            let said = if name.ends_with(".rs") { code(text) } else { text.clone() };
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

#[test]
fn files_stay_short() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(name, text)| (name, text.lines().count()))
        .filter(|(_, n)| *n > 400)
        .collect();
    for (name, lines) in &long {
        let most = LONG_FILES.iter().find(|(known, _)| known == name).map_or(400, |(_, most)| *most);
        assert!(*lines <= most, "{name} has {lines} lines, and may have {most}");
    }
    assert!(long.len() == LONG_FILES.len(), "a file is short again: take it off the list");
}

/// A function as rustfmt lays it out: name, lines, parameters.
fn functions(text: &str) -> Vec<(String, usize, usize)> {
    let lines: Vec<_> = text.lines().collect();
    let mut found = Vec::new();
    for (first, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let words = bare.split("fn ").next().unwrap_or_default();
        let opens = bare.contains("fn ")
            && words.split_whitespace().all(|word| {
                word.starts_with("pub") || ["const", "async", "in", "crate)", "super)"].contains(&word)
            });
        if !opens {
            continue;
        }
        let indent = &line[..line.len() - bare.len()];
        let rest = &lines[first..];
        let end = format!("{indent}}}");
        let one_line = bare.ends_with('}') || bare.ends_with(';');
        let length =
            if one_line { 1 } else { rest.iter().position(|line| *line == end).map_or(1, |n| n + 1) };
        let name = bare.split("fn ").nth(1).unwrap_or_default();
        let name = name.split(['(', '<']).next().unwrap_or_default().to_owned();
        found.push((name, length, parameters(&rest.join("\n"))));
    }
    found
}

/// How many parameters a signature has, its own person among them.
fn parameters(signature: &str) -> usize {
    let after = signature.split("fn ").nth(1).unwrap_or_default();
    let (mut depth, mut commas, mut last, mut opened) = (0_i32, 0, ' ', false);
    let (mut angles, mut before) = (0_i32, ' ');
    for c in after.chars() {
        match c {
            '<' if !opened => angles += 1,
            '>' if !opened && before != '-' => angles -= 1,
            '(' if !opened && angles > 0 => {}
            '(' | '[' | '{' => {
                opened = true;
                depth += 1;
            }
            ')' | ']' | '}' if opened => {
                depth -= 1;
                if depth == 0 {
                    return commas + usize::from(last != ',' && last != '(');
                }
            }
            '<' => depth += 1,
            '>' if before != '-' && before != '=' => depth -= 1,
            ',' if depth == 1 => commas += 1,
            _ => {}
        }
        before = c;
        if !c.is_whitespace() {
            last = c;
        }
    }
    commas
}

#[test]
fn functions_are_read_as_they_stand() {
    let text = "fn a() {}\n\npub(crate) fn b<F: Fn(u8, u8) -> u8>(\n    x: Map<u8, u8>,\n    (y, z): (u8, u8),\n) -> u8 {\n    1\n}\n\
                impl A {\n    async fn c(&self, x: u8) {\n        x\n    }\n}\n";
    let found = functions(text);
    assert_eq!(found, [("a".to_owned(), 1, 0), ("b".to_owned(), 6, 2), ("c".to_owned(), 3, 2)]);
}

/// Fails unless the functions above a bound are those of the list.
fn bounded(list: &[(&str, &str, usize)], most: usize, size: impl Fn(&(String, usize, usize)) -> usize) {
    let (mut over, mut wrong) = (0, Vec::new());
    for (file, text) in sources() {
        for function in functions(&text).iter().filter(|function| size(function) > most) {
            over += 1;
            let listed = list.iter().find(|(known, name, _)| *known == file && *name == function.0);
            if size(function) > listed.map_or(most, |(_, _, most)| *most) {
                wrong.push(format!("{file}: {} has {}", function.0, size(function)));
            }
        }
    }
    assert!(wrong.is_empty(), "more than {most}: {wrong:#?}");
    assert_eq!(over, list.len(), "a function is small again: take it off the list");
}

#[test]
fn functions_fit_a_screen() {
    bounded(LONG_FUNCTIONS, 60, |(_, lines, _)| *lines);
}

#[test]
fn functions_take_few_parameters() {
    bounded(WIDE_FUNCTIONS, 5, |(_, _, parameters)| *parameters);
}

/// The ends of the keys of texts that tell a person of a failure.
const FAILURES: &[&str] =
    &["-wrong", "-used", "-unreadable", "-empty", "-stale", "-full", "-form", "-disabled-text"];
/// What a person can do next, in the words of each language.
const ADVICE: &[(Language, &[&str])] = &[
    (
        Language::ENGLISH,
        &[
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
