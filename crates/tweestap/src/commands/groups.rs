//! `group add`, `list`, `remove`, `members`, `join` and `leave`.

use std::io::Read;

use accounts::groups::{self, MOST, Removed};
use accounts::people;
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use store::StoreError;
use world::text::{DisplayName, UserName};
use world::{AccountId, GroupId, OrganizationId, World};

use super::account::organization_of;
use super::output::{say, say_aside};
use crate::program::Program;

/// The longest list of user names that is read, in bytes.
const LONGEST_LIST: u64 = 16 * 1024 * 1024;
/// User names that are read, or accounts that join, in one transaction.
const BATCH: usize = 500;

/// Groups of people, for rules that are not for everybody.
#[derive(Debug, Subcommand)]
pub enum Group {
    /// Add an empty group
    Add {
        /// The domain of the organization
        domain: String,
        /// Its name; capitals make no difference
        name: String,
    },
    /// List the groups of an organization, with how many people belong to each
    List {
        /// The domain of the organization
        domain: String,
    },
    /// Remove a group; its people stay
    Remove {
        /// The domain of the organization
        domain: String,
        /// Its name
        name: String,
    },
    /// List the people of a group
    Members {
        /// The domain of the organization
        domain: String,
        /// Its name
        name: String,
    },
    /// Let people belong to a group
    #[command(
        after_help = "Example: tweestap group join zuid.example teachers anna@zuid.example bas@zuid.example\n         tweestap group join zuid.example teachers - < teachers.txt"
    )]
    Join(Change),
    /// Let people belong to a group no more
    Leave(Change),
}

/// Who joins or leaves what.
#[derive(Debug, Args)]
pub struct Change {
    /// The domain of the organization
    domain: String,
    /// The group
    name: String,
    /// User names; - reads them from standard input, one on each line
    #[arg(required = true, value_name = "USER_NAME")]
    people: Vec<String>,
}

/// Carries the command out.
pub fn run(command: Group, program: &Program) -> Result<()> {
    match command {
        Group::Add { domain, name } => add(&domain, &name, program),
        Group::List { domain } => {
            let organization = organization_of(&domain, program)?;
            for group in program.store.read_now(move |t| groups::list(t, organization))? {
                say(format!("{}\t{}", group.name, group.members));
            }
            Ok(())
        }
        Group::Remove { domain, name } => {
            let group = find((&domain, &name), program)?;
            match program.store.write_now(move |t| groups::remove(t, group))? {
                Removed::Gone => Ok(()),
                Removed::InUse => {
                    bail!(
                        "a rule is for this group: first `organization set --reset-for` or `organization passes --for`"
                    )
                }
            }
        }
        Group::Members { domain, name } => members(find((&domain, &name), program)?, program),
        Group::Join(change) => {
            let count = each(&change, program, groups::join)?;
            say_aside(format!("{count} joined"));
            Ok(())
        }
        Group::Leave(change) => {
            let count = each(&change, program, groups::leave)?;
            say_aside(format!("{count} left"));
            Ok(())
        }
    }
}

fn add(domain: &str, name: &str, program: &Program) -> Result<()> {
    let organization = organization_of(domain, program)?;
    let name = DisplayName::parse(name).context("the name of the group")?;
    if name.as_str().eq_ignore_ascii_case("all") {
        bail!("a group cannot be called all, which stands for everybody");
    }
    let moment = World::system().moment();
    match program.store.write_now(move |t| groups::add(t, organization, &name, &moment)) {
        Ok(Some(_)) => Ok(()),
        Ok(None) => bail!("the organization has {MOST} groups, and may not have more"),
        Err(StoreError::Unique) => bail!("there is a group of this name"),
        Err(error) => Err(error.into()),
    }
}

fn find((domain, name): (&str, &str), program: &Program) -> Result<(OrganizationId, GroupId)> {
    let organization = organization_of(domain, program)?;
    let wanted = name.to_owned();
    let found = program.store.read_now(move |t| groups::find(t, organization, &wanted))?;
    let group = found.with_context(|| {
        format!("{domain} has no group {name}; see `tweestap group list` and `tweestap group add`")
    })?;
    Ok((organization, group))
}

fn members(group: (OrganizationId, GroupId), program: &Program) -> Result<()> {
    let mut after = String::new();
    loop {
        let from = after.clone();
        let limit = i64::try_from(BATCH).unwrap_or(i64::MAX);
        let names = program.store.read_now(move |t| groups::members(t, group, (&from, limit)))?;
        names.iter().for_each(say);
        match names.last() {
            Some(last) if names.len() == BATCH => after.clone_from(last),
            _ => return Ok(()),
        }
    }
}

type Do = fn(&mut store::Transaction<'_>, (OrganizationId, GroupId), AccountId) -> Result<bool, StoreError>;

/// Does it for each of the people, all of whom must be there; the count of those for whom it changed something.
fn each(change: &Change, program: &Program, act: Do) -> Result<usize> {
    let group = find((&change.domain, &change.name), program)?;
    let mut accounts = Vec::new();
    for batch in names(&change.people)?.chunks(BATCH) {
        let batch = batch.to_vec();
        let found = program.store.read_now(move |t| {
            let mut found = Vec::with_capacity(batch.len());
            for name in &batch {
                found.push((people::find_by_user_name(t, group.0, name.as_str())?, name.clone()));
            }
            Ok::<_, accounts::AccountsError>(found)
        })?;
        for (account, name) in found {
            accounts.push(
                account.with_context(|| format!("there is no account {name} in {}", change.domain))?.id,
            );
        }
    }
    let mut changed = 0;
    for batch in accounts.chunks(BATCH) {
        let batch = batch.to_vec();
        changed += program.store.write_now(move |t| {
            let done = batch.iter().map(|account| act(t, group, *account)).collect::<Result<Vec<_>, _>>()?;
            Ok::<_, StoreError>(done.into_iter().filter(|done| *done).count())
        })?;
    }
    Ok(changed)
}

/// The user names that were given, or stand on standard input.
fn names(given: &[String]) -> Result<Vec<UserName>> {
    let mut text = String::new();
    if given.iter().any(|name| name == "-") {
        std::io::stdin().take(LONGEST_LIST + 1).read_to_string(&mut text)?;
        if text.len() as u64 > LONGEST_LIST {
            bail!("the list is longer than {LONGEST_LIST} bytes");
        }
    }
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let all = given.iter().map(String::as_str).filter(|name| *name != "-").chain(lines);
    all.map(|name| UserName::parse(name).with_context(|| format!("the user name {name}"))).collect()
}
