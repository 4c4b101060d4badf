//! The schema comes up from every released version with all that was in it, and what was released never changes.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use aws_lc_rs::digest::{SHA256, digest};
use data_encoding::HEXLOWER;
use store::testing::{each_database, load, schema};
use store::{Database, MIGRATIONS, Store};
use tweestap::demo;

use crate::browser::{Answer, Browser};
use crate::school::School;

/// A released version, by the demo that it left behind; `crates/store/migrations/released` tells how one is made.
struct Release {
    version: &'static str,
    sqlite: &'static str,
    postgres: &'static str,
    keys: &'static str,
}

macro_rules! release {
    ($version:literal) => {
        Release {
            version: $version,
            sqlite: include_str!(concat!("../../../store/migrations/released/", $version, "/sqlite.sql")),
            postgres: include_str!(concat!("../../../store/migrations/released/", $version, "/postgres.sql")),
            keys: include_str!(concat!("../../../store/migrations/released/", $version, "/keys")),
        }
    };
}

const RELEASES: &[Release] = &[release!("0.1.0")];

/// Every migration that was released with the SHA-256 of its text. A release adds lines, and never changes one.
const HASHES: &[(&str, &str)] = &[
    ("accounts", "2c84826128bf9f209973ff6b54b48bb46052651dae4a0e7b78eda97687d2aa5c"),
    ("verification", "79cd1035791fcd6ac193bb5b1fc836f74c194c713edf367d9ad14270d7b03cb6"),
    ("sessions", "3cb9adc0e53cfb44215a18a94b1b4b0de70683f691d27a41fd2f1cbeab8e6df1"),
    ("outbox", "75544e3d156d806c7d1b7af43125a390721c612b57955a22b3da85e676f42213"),
    ("second_steps", "911952c07419d7cd900ad0c7a70aecfd8df5d60b92bba6837eb8b84de7032255"),
];

#[test]
fn released_migrations_never_change() {
    let hash = |text: &str| HEXLOWER.encode(digest(&SHA256, text.as_bytes()).as_ref());
    let found: Vec<_> = MIGRATIONS.iter().map(|migration| (migration.name, hash(migration.text))).collect();
    let found: Vec<_> = found.iter().map(|(name, hash)| (*name, hash.as_str())).collect();
    assert_eq!(&found[..HASHES.len()], HASHES);
    let released = RELEASES.last().unwrap().sqlite.rsplit("user_version = ").next().unwrap();
    assert_eq!(
        released.trim().trim_end_matches(';').parse(),
        Ok(HASHES.len()),
        "the last release's are on the list"
    );
}

#[test]
fn running_twice_changes_nothing() {
    each_database(MIGRATIONS, |database, list| {
        let first = schema(&Store::open_with(database, list).unwrap());
        let second = schema(&Store::open_with(database, list).unwrap());
        assert!(first.len() > 80, "{first:?}");
        assert_eq!(first, second);
    });
}

#[test]
fn no_release_is_forgotten() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../store/migrations/released");
    let mut found: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().into_string().unwrap())
        .collect();
    found.sort();
    assert_eq!(found, RELEASES.iter().map(|release| release.version).collect::<Vec<_>>());
}

#[test]
fn every_release_comes_up_to_the_schema_of_today() {
    for release in RELEASES {
        each_database(MIGRATIONS, |old, _| {
            load(old, release.sqlite, release.postgres);
            let upgraded = schema(&Store::open(old).unwrap());
            each_database(MIGRATIONS, |new, _| {
                if std::mem::discriminant(new) == std::mem::discriminant(old) {
                    assert_eq!(upgraded, schema(&Store::open(new).unwrap()), "{}", release.version);
                }
            });
        });
    }
}

/// The code that an app of the demo shows now.
fn code(browser: &mut Browser, app: &str) -> String {
    let answer = browser.get("/simulator/codes");
    let (_, rest) = answer.body.split_once(&format!("\"{app}\":\"")).unwrap();
    rest.split('"').next().unwrap().replace(' ', "")
}

fn signs_in_at_the_demo(browser: &mut Browser, name: &str) -> Answer {
    let user_name = format!("{name}@demo.example");
    let page = browser.begins(&user_name);
    let answer = browser.submits(&page, "/sign-in/password", &[("password", demo::PASSWORD)]);
    let page = browser.follows(&answer);
    let (challenge, code) = (page.field("challenge"), code(browser, &format!("{user_name}-0")));
    let fields = [("challenge", challenge.as_str()), ("answer", code.as_str())];
    let answer = browser.submits(&page, "/sign-in/answer", &fields);
    let page = browser.follows(&answer);
    let answer = browser.submits(&page, "/sign-in/stay", &[("stay", "no")]);
    browser.follows(&answer)
}

#[test]
fn people_of_every_release_sign_in_with_what_they_had() {
    for release in RELEASES {
        each_database(MIGRATIONS, |database, _| {
            let folder = tempfile::tempdir().unwrap();
            let keys = folder.path().join("keys");
            fs::write(&keys, release.keys).unwrap();
            fs::set_permissions(&keys, fs::Permissions::from_mode(0o600)).unwrap();
            load(database, release.sqlite, release.postgres);
            let school = School::open(folder.path(), database, &[]);
            let sqlite = matches!(database, Database::Sqlite { .. });
            let serving = school.serve_with(Some(demo::simulator()));
            let mut browser = Browser::new(&serving.address, "demo.example");
            for (name, person) in [("anna", "Anna Bos"), ("cees", "Cees Mulder")] {
                browser.cookies.clear();
                let page = signs_in_at_the_demo(&mut browser, name);
                assert!(page.body.contains(person), "{} {sqlite}: {}", release.version, page.body);
            }
            browser.cookies.clear();
            signs_in_at_the_demo(&mut browser, "ivo");
            let page = browser.get("/security-info");
            assert_eq!(page.body.matches("/security-info/delete?").count(), 5, "{}", release.version);
        });
    }
}
