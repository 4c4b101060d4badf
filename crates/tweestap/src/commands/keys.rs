//! `keys list` and `keys rotate`.

use anyhow::{Context, Result, bail};
use clap::Subcommand;
use vault::{KeyRing, Vault};

use super::output::say;
use crate::background;
use crate::program::{Program, key_file};

/// The keys that seal secrets in the database.
#[derive(Debug, Subcommand)]
pub enum Keys {
    /// List the numbers of the keys; the last one seals
    List,
    /// Make a new key and seal everything anew with it
    #[command(
        after_help = "A running server reads the keys at its start: restart it after the rotation, then run\n`tweestap keys rotate --forget` to remove the old keys from the file."
    )]
    Rotate {
        /// Only remove old keys, after making sure that nothing is sealed under them
        #[arg(long)]
        forget: bool,
    },
}

/// Carries the command out.
pub fn run(command: &Keys, program: &Program) -> Result<()> {
    let path = key_file(&program.data);
    let mut ring = KeyRing::open_or_make(&path)?;
    if let Keys::Rotate { forget } = command {
        if !forget {
            let id = ring.rotate(&path)?;
            say(format!("key {id} seals from now on"));
        }
        let vault = Vault::from_ring(&ring);
        let runtime = tokio::runtime::Builder::new_current_thread().build().context("the runtime")?;
        let resealed = runtime.block_on(background::reseal(&program.store, &vault))?;
        say(format!("{resealed} values sealed anew"));
        if *forget {
            if runtime.block_on(background::reseal(&program.store, &vault))? > 0 {
                bail!("a running server still seals with an old key; restart it first");
            }
            ring.forget_old(&path)?;
        }
    }
    let ids: Vec<_> = ring.ids().map(|id| id.to_string()).collect();
    say(format!("keys: {}", ids.join(", ")));
    Ok(())
}
