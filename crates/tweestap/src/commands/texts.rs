//! `texts`: what a language lacks; and the documents that are made from the configuration's table.

use std::path::Path;

use anyhow::{Context, Result, bail};
use web::Texts;

use super::output::say;
use crate::server::TEXTS;
use crate::settings;

/// Shows what the languages lack against English.
pub fn run() -> Result<()> {
    let texts = Texts::read(TEXTS);
    for lack in texts.lacks() {
        say(format!("{}\t{}\t{}", lack.language, lack.room, lack.what));
    }
    if texts.lacks().is_empty() {
        say("every language has every text");
        return Ok(());
    }
    bail!("{} texts are missing or differ", texts.lacks().len())
}

/// Writes `configuration.md` and `limits.md`.
pub fn write_documents(folder: &Path) -> Result<()> {
    for (name, text) in
        [("configuration.md", settings::configuration_document()), ("limits.md", settings::limits_document())]
    {
        std::fs::write(folder.join(name), text).with_context(|| format!("{name} in {}", folder.display()))?;
    }
    Ok(())
}
