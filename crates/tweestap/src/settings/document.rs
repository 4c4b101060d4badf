//! The file and the document that are made from the table of keys.

use std::fmt::Write;

use super::keys::{KEYS, Kind};

/// A configuration file with every key at its default, commented out.
pub fn default_file() -> String {
    let mut text =
        String::from("# Every key of Tweestap at its default. Remove the # before those that you change.\n");
    let mut section = "";
    for key in KEYS {
        let (own, name) = key.name.split_once('.').unwrap_or_default();
        if own != section {
            section = own;
            let _ = write!(text, "\n[{section}]\n");
        }
        let value = if matches!(key.kind, Kind::Number(..)) {
            key.default.to_owned()
        } else {
            format!("{:?}", key.default)
        };
        let _ = write!(text, "# {}\n# {name} = {value}\n", key.about);
    }
    text
}

/// `docs/configuration.md`.
pub fn configuration_document() -> String {
    let mut text = String::from(
        "# Configuration\n\n\
         `tweestap` reads `tweestap.toml` in the data folder, or the file that `--config` or `TWEESTAP_CONFIG` names. Every key can be\n\
         overridden by an environment variable. A key or a variable that does not exist is refused, with its line and the nearest right one.\n\
         `tweestap check` shows what is used and where it comes from; `tweestap check --print-defaults` prints a file to begin with.\n\n\
         | key | variable | default | what it is for |\n|---|---|---|---|\n",
    );
    for key in KEYS {
        let default = if key.default.is_empty() { "empty".to_owned() } else { format!("`{}`", key.default) };
        let _ = writeln!(text, "| `{}` | `{}` | {default} | {} |", key.name, key.variable(), key.about);
    }
    text
}
