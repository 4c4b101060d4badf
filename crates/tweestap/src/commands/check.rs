//! `check`: is the configuration right, and what is used?

use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;

use super::output::say;
use super::passwords::holds;
use crate::program::{Program, read_settings};
use crate::settings;

/// What to show.
#[derive(Debug, Args)]
pub struct Check {
    /// Print a configuration file with every key at its default, and check nothing
    #[arg(long)]
    print_defaults: bool,
}

/// Carries the command out.
pub fn run(check: &Check, config: Option<&Path>, data: &Path) -> Result<()> {
    if check.print_defaults {
        say(settings::default_file().trim_end());
        return Ok(());
    }
    let settings = read_settings(config, data)?;
    for (name, chosen) in settings.all() {
        // An address of a database may hold a password.
        let value =
            if name == "database.postgres" && !chosen.value.is_empty() { "(hidden)" } else { &chosen.value };
        say(format!("{name} = {value}\t{}", chosen.origin));
    }
    let program = Program::open(settings, data).context("what is configured does not work")?;
    if let Some(filter) = program.breach_filter()? {
        say(holds(filter.entries(), filter.bytes()));
    }
    if !program.settings.text("mail.smtp").is_empty() {
        program.mail_carrier()?;
    }
    let organizations = program.store.read_now(accounts::organizations::list)?.len();
    say(format!("keys and database are right; organizations: {organizations}"));
    Ok(())
}
