//! `account add`, `list`, `show`, `reset`, `disable` and `enable`; the others have files of their own.

use std::io::{IsTerminal, Read};
use std::path::PathBuf;
use std::sync::Arc;

use accounts::people::{self, Contact, NewAccount, Role};
use accounts::{Account as Person, AccountsError, Demand, groups, organizations, passwords, sessions};
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use notices::NoticeError;
use store::StoreError;
use vault::{Password, PasswordHash};
use verification::{attempts, registrations, remembered, review};
use web::Texts;
use world::phone::PhoneNumber;
use world::text::{DisplayName, MailAddress, UserName};
use world::{Chance, Language, Moment, OrganizationId, World};

use super::output::{say, say_aside};
use super::told::{self, Done};
use super::{contact, import, pass};
use crate::program::Program;

/// Accounts of people.
#[derive(Debug, Subcommand)]
pub enum Account {
    /// Add an account; its password is read from standard input, or made and shown once
    #[command(
        after_help = "Examples:\n  tweestap account add anna@zuid.example --name \"Anna Bos\"\n  echo 'a long password' | tweestap account add bas@zuid.example --administrator"
    )]
    Add(Add),
    /// List accounts in the order of their user names
    List {
        /// The domain of the organization
        domain: String,
    },
    /// Show one account, with its methods and sessions
    Show {
        /// The user name, name@domain
        user_name: String,
    },
    /// Import accounts from a CSV file
    #[command(
        after_help = "The first line names the columns, in any order: user_name and any of display_name, mail, mobile_phone,\noffice_phone, language, role, second_step, password. Commas or semicolons. Bad lines are refused and reported;\nthe others are imported."
    )]
    Import {
        /// The domain of the organization
        domain: String,
        /// The file; - for standard input
        file: PathBuf,
        /// Where refused lines are reported [default: standard error]
        #[arg(long, value_name = "FILE")]
        report: Option<PathBuf>,
    },
    /// Give an account a new password, which is shown once, and end its sessions; methods that are suspended are removed
    Reset {
        /// The user name, name@domain
        user_name: String,
        /// Also remove all its methods, for someone who has lost everything: the next sign-in leads through setting one up
        #[arg(long)]
        methods: bool,
        /// The password is only for getting in: the next sign-in asks for a new one, after the second step
        #[arg(long)]
        temporary: bool,
    },
    /// Give an account a temporary access pass, which is shown once: it is typed instead of the password and is both steps
    #[command(
        after_help = "It takes the place of the pass that the account had. What may be given, and what is if nothing is said, is a matter of\nthe organization: `tweestap organization passes`. Who signs in with it sets up a method that lasts, if the organization\nasks for one; with a pass that serves once that is done within 10 minutes.\n\nExample: tweestap account pass anna@zuid.example --minutes 480 --once"
    )]
    Pass(pass::Wanted),
    /// Change how a person is reached, for notices and for getting a new password; what is not named stays
    #[command(
        after_help = "The owner is told by mail: of another mail address at the old one and at the new one. What they have set up themselves\nstays as it is.\n\nExamples:\n  tweestap account contact anna@zuid.example --mail anna.bos@mail.example\n  tweestap account contact anna@zuid.example --mobile-phone \"+31 6 12345678\" --office-phone \"\""
    )]
    Contact(contact::Wanted),
    /// Disable an account: it cannot sign in any more, and its sessions end
    Disable {
        /// The user name, name@domain
        user_name: String,
    },
    /// Enable a disabled account
    Enable {
        /// The user name, name@domain
        user_name: String,
    },
}

/// A new account.
#[derive(Debug, Args)]
pub struct Add {
    /// The user name, name@domain
    user_name: String,
    /// The person's name [default: the user name]
    #[arg(long)]
    name: Option<String>,
    /// A mail address, for notices
    #[arg(long)]
    mail: Option<String>,
    /// A mobile phone, as +31 6 12345678
    #[arg(long)]
    mobile_phone: Option<String>,
    /// The person's language: en or nl [default: the browser's]
    #[arg(long)]
    language: Option<String>,
    /// An administrator, who must have a second step
    #[arg(long)]
    administrator: bool,
}

/// Carries the command out.
pub fn run(command: Account, program: &Program) -> Result<()> {
    match command {
        Account::Add(add) => add_account(add, program),
        Account::List { domain } => list(&domain, program),
        Account::Show { user_name } => show(&user_name, program),
        Account::Import { domain, file, report } => import::run(program, &domain, &file, report.as_deref()),
        Account::Reset { user_name, methods, temporary } => reset(&user_name, (methods, temporary), program),
        Account::Pass(wanted) => pass::run(&wanted, &find(&wanted.user_name, program)?, program),
        Account::Contact(wanted) => contact::run(&wanted, &find(&wanted.user_name, program)?, program),
        Account::Disable { user_name } => set_disabled(&user_name, true, program),
        Account::Enable { user_name } => set_disabled(&user_name, false, program),
    }
}

/// The organization of a domain.
pub fn organization_of(domain: &str, program: &Program) -> Result<OrganizationId> {
    let wanted = domain.to_lowercase();
    let found = program.store.read_now(move |t| organizations::find_by_domain(t, &wanted))?;
    Ok(found
        .with_context(|| {
            format!("no organization has the domain {domain}; see `tweestap organization list`")
        })?
        .id)
}

fn find(user_name: &str, program: &Program) -> Result<Person> {
    let name = UserName::parse(user_name).with_context(|| format!("the user name {user_name}"))?;
    let organization = organization_of(name.domain(), program)?;
    let found = program.store.read_now(move |t| people::find_by_user_name(t, organization, name.as_str()))?;
    found.with_context(|| format!("there is no account {user_name}"))
}

/// A password that is easy to read out: 20 letters without those that are mistaken for each other, 100 bits of chance.
fn invented(chance: &mut Chance) -> String {
    const LETTERS: &[u8] = b"abcdefghijkmnpqrstuvwxyz23456789";
    let letters = chance.bytes::<20>().map(|byte| char::from(LETTERS[usize::from(byte) % LETTERS.len()]));
    letters.chunks(5).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

fn hash(password: &str, program: &Program, moment: &Moment) -> Result<PasswordHash> {
    Ok(program.pool()?.hash_now(Password::new(password)?, moment.chance("salt").bytes())?)
}

fn add_account(add: Add, program: &Program) -> Result<()> {
    let user_name =
        UserName::parse(&add.user_name).with_context(|| format!("the user name {}", add.user_name))?;
    let organization = organization_of(user_name.domain(), program)?;
    let moment = World::system().moment();
    let given = if std::io::stdin().is_terminal() { String::new() } else { read_password()? };
    let made = given.is_empty().then(|| invented(&mut moment.chance("password")));
    let password = hash(made.as_deref().unwrap_or(&given), program, &moment)?;
    let new = NewAccount {
        display_name: DisplayName::parse(add.name.as_deref().unwrap_or(user_name.as_str()))
            .context("--name")?,
        user_name,
        language: add
            .language
            .map(|text| Language::find(&text).context("--language must be en or nl"))
            .transpose()?,
        role: if add.administrator { Role::Administrator } else { Role::Person },
        second_step_required: false,
        contact: Contact {
            mail: add.mail.as_deref().map(MailAddress::parse).transpose().context("--mail")?,
            mobile_phone: add
                .mobile_phone
                .map(|text| PhoneNumber::parse(&text, Some(program.settings.text("imports.country"))))
                .transpose()
                .context("--mobile-phone")?,
            office_phone: None,
        },
        password: Some(password),
    };
    let vault = program.vault.clone();
    match program.store.write_now(move |t| people::add(t, &vault, organization, &new, &moment)) {
        Ok(_) => {}
        Err(StoreError::Unique) => bail!("the account {} exists", add.user_name),
        Err(error) => return Err(error.into()),
    }
    match made {
        Some(password) => say(format!("{}\t{password}", add.user_name)),
        None => say(add.user_name),
    }
    Ok(())
}

/// The first line of standard input, of 1024 bytes at most.
fn read_password() -> Result<String> {
    let mut text = String::new();
    std::io::stdin().take(1026).read_to_string(&mut text).context("the password on standard input")?;
    Ok(text.lines().next().unwrap_or_default().to_owned())
}

fn list(domain: &str, program: &Program) -> Result<()> {
    let organization = organization_of(domain, program)?;
    let mut after = String::new();
    loop {
        let from = after.clone();
        let page = program.store.read_now(move |t| people::list(t, organization, &from, 500))?;
        let Some(last) = page.last() else { return Ok(()) };
        last.user_name.clone_into(&mut after);
        for account in &page {
            let state = if account.disabled_at.is_some() { "disabled" } else { "enabled" };
            say(format!(
                "{}\t{}\t{}\t{state}",
                account.user_name,
                account.display_name,
                account.role.as_str()
            ));
        }
    }
}

fn show(user_name: &str, program: &Program) -> Result<()> {
    let account = find(user_name, program)?;
    let (vault, key, now) =
        (program.vault.clone(), (account.organization, account.id), World::system().now());
    let (contact, methods, sessions) = program.store.read_now(move |t| {
        let contact = people::contact(t, &vault, key.0, key.1)?;
        let methods = registrations::list(t, &vault, key.0, key.1)?;
        Ok::<_, AccountsError>((contact, methods, sessions::list(t, key, now)?))
    })?;
    let vault = program.vault.clone();
    let (review, suspended, groups) = program.store.read_now(move |t| {
        let suspended = registrations::suspended(t, &vault, key.0, key.1)?;
        Ok::<_, AccountsError>((review::due_since(t, key)?, suspended, groups::of(t, key)?))
    })?;
    say(format!("user name      {}", account.user_name));
    say(format!("name           {}", account.display_name));
    say(format!("role           {}", account.role.as_str()));
    say(format!("language       {}", account.language.map_or("the browser's", Language::code)));
    say(format!("state          {}", if account.disabled_at.is_some() { "disabled" } else { "enabled" }));
    let demand = account.password_demand.map_or("", |_| ", the next sign-in asks for a new one");
    say(format!("password       {}{demand}", if account.has_password { "set" } else { "none" }));
    contact::show(&contact);
    for group in groups {
        say(format!("group          {group}"));
    }
    for method in methods {
        let used = method.used_at.map_or("never".to_owned(), web::date_and_time);
        say(format!("method         {} “{}”, last used {used}", method.kind, method.name));
    }
    for method in suspended {
        say(format!("suspended      {} “{}”", method.kind, method.name));
    }
    if let Some(since) = review {
        say(format!(
            "review         due: the person said on {} “this was not me”; see `tweestap account reset`",
            web::date_and_time(since)
        ));
    }
    for session in sessions {
        say(format!(
            "session        {}, {}, until {}",
            session.agent,
            session.address,
            web::date_and_time(session.expires_at)
        ));
    }
    Ok(())
}

fn reset(user_name: &str, (methods, temporary): (bool, bool), program: &Program) -> Result<()> {
    let account = find(user_name, program)?;
    let name = account.user_name.clone();
    let moment = World::system().moment();
    let password = invented(&mut moment.chance("password"));
    let hash = hash(&password, program, &moment)?;
    let key = (account.organization, account.id);
    let (vault, texts) = (program.vault.clone(), Arc::new(Texts::read(crate::server::TEXTS)));
    let (removed, ended, told) = program.store.write_now(move |t| {
        passwords::set(t, key, &hash, moment.now)?;
        if temporary {
            passwords::demand_new(t, key, Demand::Temporary)?;
        }
        attempts::stop_all(t, key, moment.now)?;
        remembered::forget_all(t, key)?;
        let doubted = review::end_by_administrator(t, key)?;
        let removed = doubted + if methods { registrations::remove_all(t, key.0, key.1)? } else { 0 };
        let ended = sessions::end_all(t, key)?;
        let done = if methods { Done::PasswordAndMethods } else { Done::Password };
        let told = told::tell(t, (&vault, &texts), &account, done, &moment)?;
        Ok::<_, NoticeError>((removed, ended, told))
    })?;
    say(format!("{name}\t{password}"));
    say_aside(format!("{removed} methods removed, {ended} sessions ended"));
    told::say_if_not(told);
    Ok(())
}

fn set_disabled(user_name: &str, disabled: bool, program: &Program) -> Result<()> {
    let account = find(user_name, program)?;
    let at = disabled.then(|| World::system().now());
    let key = (account.organization, account.id);
    program.store.write_now(move |t| {
        people::set_disabled(t, key.0, key.1, at)?;
        if disabled { sessions::end_all(t, key) } else { Ok(0) }
    })?;
    say(account.user_name);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invented_passwords_differ_and_are_easy_to_read_out() {
        let world = World::system();
        let one = invented(&mut world.moment().chance("password"));
        assert_ne!(one, invented(&mut world.moment().chance("password")));
        assert_eq!(one.len(), 23);
        assert!(!one.contains(['l', 'o', '0', '1']));
    }
}
