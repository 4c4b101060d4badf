//! Measures Tweestap against what bounds it: the bare hash, the bare database. Prints the machine, the parameters and the ratios of
//! one run as the tables of `docs/performance.md`.
//!
//! ```text
//! cargo build --release -p tweestap -p load && target/release/load all
//! ```
//!
//! The server runs as a process of its own, and this program is its people. CPU time is the server's alone.

mod app;
mod approvals;
mod breached;
mod browser;
mod by_phone;
mod idle;
mod kills;
mod machine;
mod mail_office;
mod many_accounts;
mod overload;
mod people;
mod post_office;
mod push_service;
mod resets;
mod sign_ins;
mod store_writes;
mod table;
mod waiting;
mod workplace;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};

use crate::table::Table;
use crate::workplace::Workplace;

/// Measures Tweestap against what bounds it, and prints the tables of docs/performance.md.
#[derive(Parser)]
#[command(after_help = "\
Build server and measure first: cargo build --release -p tweestap -p load
Then:                           target/release/load all

How to read a table: every figure stands beside one that was measured in the same run, and their ratio is what counts. CPU
time hardly depends on what else the machine does; figures by the clock and overload need a quiet machine. Folders and
servers are removed at the end and after Ctrl-C.")]
struct Arguments {
    /// A folder on the disk to measure; never one in memory, where a durable commit costs nothing [default: that of temporary files]
    #[arg(long, global = true, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// A tenth of everything, to see whether it works: the figures are too coarse to publish
    #[arg(long, global = true)]
    quick: bool,
    /// A PostgreSQL server on which `kills` makes databases of its own, as postgres://postgres@127.0.0.1:5432/postgres
    /// [default: none, and SQLite alone is tried]
    #[arg(long, global = true, value_name = "URL")]
    postgres: Option<String>,
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Clone, Copy)]
enum What {
    /// Everything below, one after the other: about twenty minutes
    All,
    /// Making and asking the filter of breached passwords: half a minute
    BreachFilter {
        /// How many hashes the list has; each takes 44 bytes of disk and 10 more while the filter is made
        #[arg(long, default_value_t = 10_000_000)]
        entries: usize,
    },
    /// Small durable transactions against the same statements run directly: half a minute
    Store,
    /// Whole sign-ins against the bare hash: half a minute
    SignIns,
    /// Four times the load that can be served: a minute
    Overload,
    /// Memory and start: two minutes, of which one is rest
    Idle,
    /// Sign-ins by text and by call against the bare hash: a minute
    ByPhone,
    /// Resets of a password against the bare hash: half a minute
    Resets,
    /// Sign-ins by approval in an app against the bare hash: a minute
    Approvals,
    /// Many pages that wait for an approval at once: a minute
    WaitingForApproval {
        /// How many pages wait
        #[arg(long, default_value_t = 10_000)]
        pages: usize,
    },
    /// Many pages that wait for a call at once: some minutes
    Waiting {
        /// How many pages wait
        #[arg(long, default_value_t = 5000)]
        pages: usize,
    },
    /// The server is killed at random moments while people sign in by text, and in the app: some minutes on each database
    Kills {
        /// How often it is killed
        #[arg(long, default_value_t = 200)]
        times: usize,
    },
    /// A thousand accounts against many: some minutes, most of them to make the accounts
    Accounts {
        /// How many accounts the large organization has
        #[arg(long, default_value_t = 1_000_000)]
        many: usize,
    },
}

/// How much is measured.
#[derive(Clone, Copy)]
pub struct Effort {
    quick: bool,
}

impl Effort {
    /// So many, or a tenth of it.
    pub fn of(self, count: usize) -> usize {
        if self.quick { count / 10 } else { count }
    }
}

fn main() -> Result<()> {
    let Arguments { folder, quick, postgres, what } = Arguments::parse();
    let workplace = Workplace::new(folder.as_deref(), postgres)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    runtime.spawn(workplace.clone().clears_when_stopped());
    machine::print();
    let done = measure(&workplace, Effort { quick }, what);
    workplace.clear();
    done
}

fn measure(workplace: &Workplace, effort: Effort, what: What) -> Result<()> {
    let all = [
        What::Store,
        What::SignIns,
        What::ByPhone,
        What::Resets,
        What::Overload,
        What::Idle,
        What::Accounts { many: 1_000_000 },
        What::Waiting { pages: 5000 },
        What::Approvals,
        What::WaitingForApproval { pages: 10_000 },
        What::Kills { times: 200 },
        What::BreachFilter { entries: 10_000_000 },
    ];
    let table = match what {
        What::All => return all.into_iter().try_for_each(|part| measure(workplace, effort, part)),
        What::Store => store_writes::measure(workplace, effort).context("the store")?,
        What::SignIns => sign_ins::measure(workplace, effort).context("sign-ins")?,
        What::Overload => overload::measure(workplace, effort).context("overload")?,
        What::Idle => idle::measure(workplace, effort).context("memory and start")?,
        What::ByPhone => by_phone::measure(workplace, effort).context("sign-ins by phone")?,
        What::Resets => resets::measure(workplace, effort).context("resets of passwords")?,
        What::Approvals => approvals::measure(workplace, effort).context("approvals")?,
        What::WaitingForApproval { pages } => {
            approvals::waiting(workplace, effort.of(pages)).context("pages that wait for approvals")?
        }
        What::Waiting { pages } => {
            waiting::measure(workplace, effort.of(pages)).context("pages that wait")?
        }
        What::Kills { times } => {
            let tables = kills::measure(workplace, effort.of(times)).context("kills")?;
            tables.iter().for_each(Table::print);
            return Ok(());
        }
        What::BreachFilter { entries } => {
            breached::measure(&workplace.folder("breach-filter")?, effort, entries)
                .context("the filter of breached passwords")?
        }
        What::Accounts { many } => {
            many_accounts::measure(workplace, effort, effort.of(many)).context("many accounts")?
        }
    };
    table.print();
    Ok(())
}
