//! The project's own tree, as the tests of walls and sizes read it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the whole project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every file of the project's own code with this ending, by its path from the root.
pub fn files(folders: &[&str], ending: &str) -> BTreeMap<String, String> {
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

/// Visits every file below a folder, apart from what is built or installed.
pub fn walk(path: &Path, visit: &mut dyn FnMut(&Path)) {
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

/// Every file of Rust, by its path from the root.
pub fn sources() -> BTreeMap<String, String> {
    files(&["crates", "load"], ".rs")
}

/// Whether a file holds nothing but tests.
pub fn is_test(name: &str) -> bool {
    name.contains("/tests/") || name.ends_with("/tests.rs") || name.ends_with("/testing.rs")
}

/// The lines of a file that are code: no comments, and no `mod tests` at its end.
pub fn code(text: &str) -> String {
    let own = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let lines = own.lines().map(|line| line.split("//").next().unwrap_or_default());
    lines.collect::<Vec<_>>().join("\n")
}
