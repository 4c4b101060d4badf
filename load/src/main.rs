//! Measures Tweestap against what bounds it: the bare hash, the bare database. Prints the machine, the parameters and the ratios of
//! one run as the tables of `docs/performance.md`.
//!
//! ```text
//! cargo build --release --workspace && target/release/load all
//! ```
//!
//! The server runs as a process of its own, and this program is its people. CPU time is the server's alone.

mod browser;
mod idle;
mod machine;
mod many_accounts;
mod overload;
mod people;
mod server;
mod sign_ins;
mod store_writes;
mod table;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::table::Table;

/// Measures Tweestap.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Clone, Copy)]
enum What {
    /// Everything
    All,
    /// Small durable transactions against the same statements run directly
    Store,
    /// Whole sign-ins against the bare hash
    SignIns,
    /// Four times the load that can be served
    Overload,
    /// Memory and start
    Idle,
    /// A thousand accounts against many
    Accounts {
        /// How many accounts the large organization has
        #[arg(long, default_value_t = 1_000_000)]
        many: usize,
    },
}

fn main() -> Result<()> {
    let measure = |what: What| -> Result<Vec<Table>> {
        Ok(vec![match what {
            What::Store => store_writes::measure()?,
            What::SignIns => sign_ins::measure()?,
            What::Overload => overload::measure()?,
            What::Idle => idle::measure()?,
            What::All => return Ok(Vec::new()),
            What::Accounts { many } => many_accounts::measure(many)?,
        }])
    };
    let all = [What::Store, What::SignIns, What::Overload, What::Idle, What::Accounts { many: 1_000_000 }];
    let one = Arguments::parse().what;
    machine::print();
    for what in if matches!(one, What::All) { all.to_vec() } else { vec![one] } {
        for table in measure(what)? {
            table.print();
        }
    }
    Ok(())
}
