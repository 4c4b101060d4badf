//! `authenticator`: what the app on a phone does, at a terminal, by `docs/authenticator-protocol.md`.

mod answer;
mod book;
mod events;
mod pair;
mod talk;
mod watch;
mod words;

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use device_protocol::{Decision, Number};
use world::World;

use self::book::{Account, Book};
use self::talk::Talk;
use super::output::{harmless, say};

/// An authenticator at a terminal.
#[derive(Debug, Args)]
#[command(
    subcommand_help_heading = "What to do",
    after_help = "It stands in for the app on a phone, for who has none at hand, for scripts and for tests. Begin so:

  1. On the page of your security info, add an authenticator app. The page shows a QR code, and letters for who cannot scan it.
  2. tweestap authenticator pair --server https://sign-in.school.example
     It asks for the letters; the address that the QR code holds will do as well.
  3. The page shows a number: tweestap authenticator approve 42

From then on a sign-in that asks for the app shows a number, and `approve` answers it. `watch` says when there is something.
Whoever reads the file can approve as you: it is yours alone (mode 0600), and you keep it so."
)]
pub struct Authenticator {
    /// Where accounts and keys are kept [default: tweestap/authenticator.json in $XDG_DATA_HOME or ~/.local/share]
    #[arg(long, global = true, value_name = "FILE")]
    file: Option<PathBuf>,
    /// One account only, by its user name
    #[arg(long, global = true, value_name = "USER_NAME")]
    account: Option<String>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Pair this program with an account
    Pair(pair::Pair),
    /// Show the accounts, and what waits for an answer
    List,
    /// Approve what waits, with the number that the asking page shows
    Approve {
        /// The number: two digits
        number: String,
        #[command(flatten)]
        which: answer::Which,
    },
    /// Refuse what waits: you asked for it yourself and do not want to go on
    Refuse(answer::Which),
    /// Report what waits: you did not ask for it
    Report(answer::Which),
    /// Show the code of this moment, for when the server cannot be reached from here
    Code,
    /// Take an account out of this program, and tell its server
    Forget {
        /// Also if the server cannot be told
        #[arg(long)]
        untold: bool,
    },
    /// Show requests as they come, until Ctrl-C
    Watch {
        /// End when a request has been shown
        #[arg(long)]
        once: bool,
    },
}

/// Carries the command out.
pub fn run(wanted: Authenticator) -> Result<()> {
    let book = Book::at(wanted.file)?;
    let (account, world) = (wanted.account.as_deref(), World::system());
    if matches!(wanted.command, Command::Code) {
        return code(&some(&book, account)?, &world);
    }
    let talk = Talk::new(book, world)?;
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().context("the runtime")?;
    runtime.block_on(async {
        match wanted.command {
            Command::Pair(pair) => pair::pair(pair, &talk).await,
            Command::List => answer::list(&talk, &some(&talk.book, account)?).await,
            Command::Approve { number, which } => {
                let number = Number::parse(number.trim())
                    .ok()
                    .context("the number has two digits: it stands on the page that asks")?;
                answer::answer(&talk, &some(&talk.book, account)?, &which, Decision::Approve(number)).await
            }
            Command::Refuse(which) => {
                answer::answer(&talk, &some(&talk.book, account)?, &which, Decision::Refuse).await
            }
            Command::Report(which) => {
                answer::answer(&talk, &some(&talk.book, account)?, &which, Decision::Report).await
            }
            Command::Forget { untold } => {
                answer::forget(&talk, &only(some(&talk.book, account)?)?, untold).await
            }
            Command::Watch { once } => watch::watch(&talk, some(&talk.book, account)?, once).await,
            Command::Code => Ok(()),
        }
    })
}

/// The accounts that are meant; at least one.
fn some(book: &Book, user_name: Option<&str>) -> Result<Vec<Account>> {
    let all = book.accounts()?;
    if all.is_empty() {
        bail!("there is no account here yet: begin with `tweestap authenticator pair`");
    }
    let Some(wanted) = user_name else { return Ok(all) };
    let known: Vec<_> = all.iter().map(|account| harmless(&account.user_name)).collect();
    let meant: Vec<_> =
        all.iter().filter(|account| account.user_name == wanted.to_lowercase()).cloned().collect();
    if meant.is_empty() {
        bail!("there is no account {wanted} here, but {}", known.join(", "));
    }
    Ok(meant)
}

/// The account that is meant, if only one can be.
fn only(mut accounts: Vec<Account>) -> Result<Account> {
    if accounts.len() > 1 {
        let names: Vec<_> = accounts.iter().map(|account| harmless(&account.user_name)).collect();
        bail!("there are several accounts: say which with --account, of {}", names.join(", "));
    }
    accounts.pop().context("there is no account here")
}

fn code(accounts: &[Account], world: &World) -> Result<()> {
    for account in accounts {
        let (code, left) = account.code(world.now())?;
        say(format!("{code}\t{}\tfor {left} s", harmless(&account.user_name)));
    }
    Ok(())
}
