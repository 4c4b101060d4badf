//! `account import`: streaming, in batches, with a report of what was refused.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use accounts::import::{Line, Lines, Reason, RefusedLine};
use accounts::people::{self, NewAccount};
use anyhow::{Context, Result, bail};
use store::StoreError;
use vault::{HashingPool, Password, PasswordHash, Vault};
use world::{Moment, OrganizationId, World};

use super::account::organization_of;
use super::output::say;
use super::progress::Progress;
use crate::program::Program;

/// Lines that one transaction takes.
const BATCH: usize = 500;

struct Import<'a> {
    program: &'a Program,
    organization: OrganizationId,
    domain: String,
    pool: HashingPool,
    world: World,
    report: Box<dyn Write>,
    added: u64,
    refused: u64,
}

/// Imports a file. The exit code is 1 if any line was refused.
pub fn run(program: &Program, domain: &str, file: &Path, report: Option<&Path>) -> Result<()> {
    let (input, progress) = Progress::open(file)?;
    let mut lines = Lines::new(input, Some(program.settings.text("imports.country")))?;
    let report: Box<dyn Write> = match report {
        Some(path) => Box::new(BufWriter::new(
            File::create(path).with_context(|| format!("the report {}", path.display()))?,
        )),
        None => Box::new(io::stderr()),
    };
    let organization = organization_of(domain, program)?;
    let (pool, world) = (program.pool()?, World::system());
    let mut import = Import {
        program,
        organization,
        domain: domain.to_lowercase(),
        pool,
        world,
        report,
        added: 0,
        refused: 0,
    };
    let mut batch = Vec::with_capacity(BATCH);
    while let Some(line) = lines.next_line() {
        match line {
            Ok(line) => batch.push(line),
            Err(refused) => import.refuse(&refused)?,
        }
        if batch.len() == BATCH {
            import.store(std::mem::take(&mut batch))?;
            progress.show();
        }
    }
    import.store(batch)?;
    progress.end();
    import.report.flush()?;
    say(format!("{} accounts added, {} lines refused", import.added, import.refused));
    if import.refused > 0 {
        bail!("{} lines were refused", import.refused);
    }
    Ok(())
}

impl Import<'_> {
    fn refuse(&mut self, refused: &RefusedLine) -> Result<()> {
        self.refused += 1;
        writeln!(self.report, "{refused}").context("the report")
    }

    fn store(&mut self, batch: Vec<Line>) -> Result<()> {
        let mut accounts = Vec::with_capacity(batch.len());
        for line in batch {
            if line.user_name.domain() != self.domain {
                self.refuse(&RefusedLine {
                    line: line.line,
                    column: "user_name",
                    reason: Reason::OtherDomain,
                })?;
                continue;
            }
            let moment = self.world.moment();
            let password = match &line.password {
                Some(text) => Some(self.hash(text, &moment)?),
                None => None,
            };
            accounts.push((line.line, account(line, password), moment));
        }
        let (vault, organization): (Vault, _) = (self.program.vault.clone(), self.organization);
        let existing = self.program.store.write_now(move |t| {
            let mut existing = Vec::new();
            for (line, account, moment) in &accounts {
                let name = account.user_name.as_str();
                if people::find_by_user_name(t, organization, name)?.is_some() {
                    existing.push(*line);
                } else {
                    people::add(t, &vault, organization, account, moment)?;
                }
            }
            Ok::<_, accounts::AccountsError>((accounts.len() - existing.len(), existing))
        });
        let (added, existing) = existing.map_err(|error| match error {
            accounts::AccountsError::Store(StoreError::Unique) => {
                anyhow::anyhow!("an account was added by another command meanwhile; run the import again")
            }
            error => error.into(),
        })?;
        self.added += added as u64;
        for line in existing {
            self.refuse(&RefusedLine { line, column: "user_name", reason: Reason::Exists })?;
        }
        Ok(())
    }

    fn hash(&self, password: &str, moment: &Moment) -> Result<PasswordHash> {
        Ok(self.pool.hash_now(Password::new(password)?, moment.chance("salt").bytes())?)
    }
}

fn account(line: Line, password: Option<PasswordHash>) -> NewAccount {
    NewAccount {
        user_name: line.user_name,
        display_name: line.display_name,
        language: line.language,
        role: line.role,
        second_step_required: line.second_step_required,
        contact: line.contact,
        password,
    }
}
