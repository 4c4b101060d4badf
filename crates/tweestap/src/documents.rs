//! The documents for people, held against the program: what they link to, command and name is there.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::commands;
use crate::settings::Settings;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every document with its name.
fn documents() -> Vec<(PathBuf, String)> {
    let folders = [root(), root().join("docs")];
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).unwrap());
    let paths = files.map(|file| file.unwrap().path()).filter(|path| path.extension() == Some("md".as_ref()));
    paths.map(|path| (path.clone(), fs::read_to_string(path).unwrap())).collect()
}

/// The lines of all blocks of one language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let parts = text.split("```").skip(1).step_by(2);
    parts.filter_map(|block| block.strip_prefix(&format!("{language}\n"))).map(str::to_owned).collect()
}

/// The words of a command line, as a shell would part them.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for letter in line.split(" #").next().unwrap_or_default().chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words.into_iter().filter(|word| !word.is_empty()).take_while(|word| word != ">").collect()
}

#[test]
fn every_link_leads_to_a_file() {
    for (path, text) in documents() {
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = target.split('#').next().unwrap_or_default();
            let outside = target.starts_with("https://");
            let found = path.parent().unwrap().join(file).exists();
            assert!(outside || found, "{}: {target}", path.display());
        }
    }
}

#[test]
fn every_command_is_one() {
    let mut tried = 0;
    for (path, text) in documents() {
        for line in blocks(&text, "sh").iter().flat_map(|block| block.lines()) {
            let line = line.replacen("cargo run --release -- ", "tweestap ", 1);
            let line = line.replacen("cargo run -- ", "tweestap ", 1);
            if line.starts_with("tweestap ") {
                let read = commands::reads(words(&line));
                assert!(read.is_ok(), "{}: {line}: {}", path.display(), read.unwrap_err());
                tried += 1;
            }
        }
    }
    assert!(tried >= 8, "only {tried} commands were found");
}

#[test]
fn every_configuration_is_one() {
    let mut read = 0;
    for (path, text) in documents() {
        for block in blocks(&text, "toml") {
            let file = Some((path.as_path(), block.as_str()));
            let settings = Settings::read(file, std::iter::empty());
            assert!(settings.is_ok(), "{}: {}", path.display(), settings.unwrap_err());
            read += 1;
        }
    }
    assert!(read >= 2, "only {read} configurations were found");
}

#[test]
fn the_architecture_names_every_room_and_no_other() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let drawing = blocks(&text, "").concat();
    let named: BTreeSet<_> =
        drawing.lines().filter_map(|line| line.split_whitespace().next().map(str::to_owned)).collect();
    let files = fs::read_dir(root().join("crates")).unwrap();
    let rooms: BTreeSet<_> =
        files.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
    let missing: Vec<_> = rooms.iter().filter(|room| !drawing.contains(room.as_str())).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md draws no {missing:?}");
    let unknown: Vec<_> = named
        .iter()
        .filter(|word| word.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_'))
        .filter(|word| !rooms.contains(*word) && !["doors", "what", "the", "knows"].contains(&word.as_str()))
        .collect();
    assert!(unknown.is_empty(), "ARCHITECTURE.md draws {unknown:?}, which is no room");
}

#[test]
fn the_changelog_and_the_readme_know_this_version() {
    let changelog = fs::read_to_string(root().join("CHANGELOG.md")).unwrap();
    assert!(changelog.contains(&format!("## {}", env!("CARGO_PKG_VERSION"))));
    let workspace = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let (_, after) = workspace.split_once("rust-version = \"").unwrap();
    let rust = after.split('"').next().unwrap();
    for name in ["README.md", "README.nl.md"] {
        let readme = fs::read_to_string(root().join(name)).unwrap();
        assert!(readme.contains(&format!("(https://rustup.rs) {rust} ")), "{name}: Rust {rust}");
    }
}
