//! `organization add`, `organization set` and `organization list`.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use accounts::looks::{self, LARGEST_LOGO, Logo};
use accounts::organizations::{
    self, ANY_HOST, Experience, MOST_PASSWORD_DAYS, MOST_REMEMBER_DAYS, NewOrganization, Wishes,
};
use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use store::StoreError;
use verification::{SecondStepRule, remembered};
use world::phone::calling_code;
use world::text::{DisplayName, Domain, HelpContact};
use world::{Language, Span, World};

use super::account::organization_of;
use super::output::say;
use super::resets::{self, Resets};
use super::{banned, passes, switch};
use crate::program::Program;

/// Organizations: schools and companies.
#[derive(Debug, Subcommand)]
pub enum Organization {
    /// Add an organization
    #[command(
        after_help = "Example: tweestap organization add \"Zuiderlyceum\" zuid.example --host login.zuid.example --language nl"
    )]
    Add {
        /// Its name, as people know it
        name: String,
        /// The domain of its user names, as in name@DOMAIN
        domain: String,
        /// A host name of its pages; without any it answers to every host that no other organization has
        #[arg(long = "host", value_name = "HOST")]
        hosts: Vec<String>,
        /// The language of a person who states none: en or nl
        #[arg(long, default_value = "nl")]
        language: String,
        /// Its colour: six hexadecimal digits
        #[arg(long, default_value = "1f5fbf")]
        accent: String,
        /// Ask only those for a second step who have set one up
        #[arg(long)]
        second_step_optional: bool,
    },
    /// Change how people of an organization sign in and set up their methods; what is not named stays
    #[command(
        after_help = "Example: tweestap organization set zuid.example --remember-days 30 --experience two-step-verification"
    )]
    Set(Set),
    /// Change what an organization shows on every page: colour, logo, and where its people ask for help
    #[command(
        after_help = "Another look is there within seconds, also while the server runs.\n\nExample: tweestap organization look zuid.example --logo zuid.svg --contact servicedesk@zuid.example"
    )]
    Look(Look),
    /// The passwords of an organization's people
    #[command(subcommand)]
    Passwords(banned::Passwords),
    /// What administrators may give as temporary access passes, or without an option what they may now; what is not named stays
    #[command(
        after_help = "It holds from now on: a pass that lasts longer than the new most stays as it is. Who signs in with a pass that serves\nonce has 10 minutes to set up a method that lasts.\n\nExamples:\n  tweestap organization passes zuid.example --most 1440 --once on\n  tweestap organization passes zuid.example --serve off"
    )]
    Passes(passes::Passes),
    /// List organizations with their domains, and how their people sign in
    List,
}

/// What changes of an organization.
#[derive(Debug, Args)]
pub struct Set {
    /// The domain of its user names
    domain: String,
    /// A host name of its pages, in the place of those that it has; several are given one by one
    #[arg(long = "host", value_name = "HOST")]
    hosts: Vec<String>,
    /// For how many days a browser can be spared the second step, also those that are spared now: 0 to 365, and 0 never offers it
    #[arg(long, value_name = "DAYS")]
    remember_days: Option<i64>,
    /// How people set up their methods: security-info or two-step-verification
    #[arg(long)]
    experience: Option<String>,
    /// The country of telephone numbers without one, as NL
    #[arg(long)]
    country: Option<String>,
    /// After how many days a new password must be chosen: 0 (never, which is wise) to 3650
    #[arg(long, value_name = "DAYS")]
    password_days: Option<i64>,
    #[command(flatten)]
    resets: Resets,
}

/// What changes of an organization's look.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true)))]
pub struct Look {
    /// The domain of its user names
    domain: String,
    /// Its colour: six hexadecimal digits
    #[arg(long, value_name = "HEX", group = "what")]
    accent: Option<String>,
    /// A picture for the head of every page: PNG or SVG, 64 KiB at most; "" for none
    #[arg(long, value_name = "FILE", group = "what")]
    logo: Option<String>,
    /// Where people ask for help: a mail address, a number as +31…, a page as https://…, or words; "" for nothing
    #[arg(long, value_name = "TEXT", group = "what")]
    contact: Option<String>,
}

/// Carries the command out.
pub fn run(command: Organization, program: &Program) -> Result<()> {
    match command {
        Organization::List => {
            for (organization, domain) in program.store.read_now(organizations::list)? {
                say(line(&organization, &domain, program)?);
            }
            Ok(())
        }
        Organization::Set(wanted) => set(&wanted, program),
        Organization::Look(wanted) => look(&wanted, program),
        Organization::Passwords(command) => banned::run(&command, program),
        Organization::Passes(wanted) => passes::run(&wanted, program),
        Organization::Add { name, domain, hosts, language, accent, second_step_optional } => {
            check_accent(&accent)?;
            check_hosts(&hosts)?;
            let new = NewOrganization {
                name: DisplayName::parse(&name).context("the name")?,
                domain: Domain::parse(&domain).context("the domain")?,
                hosts: if hosts.is_empty() { vec![ANY_HOST.to_owned()] } else { hosts },
                language: Language::find(&language).context("--language must be en or nl")?,
                accent,
                second_step: if second_step_optional {
                    SecondStepRule::WhenSetUp
                } else {
                    SecondStepRule::Required
                },
            };
            let moment = World::system().moment();
            match program.store.write_now(move |t| organizations::add(t, &new, &moment)) {
                Ok(id) => say(id),
                Err(StoreError::Unique) => {
                    bail!("another organization has this domain or one of these hosts")
                }
                Err(error) => return Err(error.into()),
            }
            Ok(())
        }
    }
}

/// An organization in a list.
fn line(organization: &accounts::Organization, domain: &str, program: &Program) -> Result<String> {
    let id = organization.id;
    let group = switch::name_of(organization.resets.group, id, program)?;
    Ok(format!(
        "{id}\t{domain}\t{}\t{}\t{} days\t{}\t{}\t{}",
        organization.name,
        written(organization.experience),
        organization.remember.as_days(),
        organization.country,
        resets::shown(organization, &group),
        password_end(organization.password_lasts),
    ))
}

/// After what time a password ends, for a list.
fn password_end(lasts: Span) -> String {
    if lasts > Span::ZERO {
        format!("passwords {} days", lasts.as_days())
    } else {
        "passwords stay".to_owned()
    }
}

/// An experience as it is written on the command line.
fn written(experience: Experience) -> String {
    experience.as_str().replace('_', "-")
}

/// Reads an experience as it is written on the command line.
pub fn read_experience(text: &str) -> Result<Experience> {
    Experience::parse(&text.replace('-', "_"))
        .context("--experience must be security-info or two-step-verification")
}

fn set(wanted: &Set, program: &Program) -> Result<()> {
    check_hosts(&wanted.hosts)?;
    let domain = wanted.domain.to_lowercase();
    let found = program.store.read_now(move |t| organizations::find_by_domain(t, &domain))?;
    let known = found.with_context(|| {
        format!("no organization has the domain {}; see `tweestap organization list`", wanted.domain)
    })?;
    let remember_days = wanted.remember_days.unwrap_or_else(|| known.remember.as_days());
    if !(0..=MOST_REMEMBER_DAYS).contains(&remember_days) {
        bail!("--remember-days must be 0 to {MOST_REMEMBER_DAYS}");
    }
    let country =
        wanted.country.as_ref().map_or_else(|| known.country.clone(), |country| country.to_uppercase());
    if calling_code(&country).is_none() {
        bail!("--country must be the two letters of a country, such as NL");
    }
    let experience = wanted.experience.as_deref().map(read_experience).transpose()?;
    let password_days = wanted.password_days.unwrap_or_else(|| known.password_lasts.as_days());
    if !(0..=MOST_PASSWORD_DAYS).contains(&password_days) {
        bail!("--password-days must be 0 to {MOST_PASSWORD_DAYS}");
    }
    let (resets, info) = resets::rules(&wanted.resets, &known, program)?;
    let experience = experience.unwrap_or(known.experience);
    let wishes = Wishes { remember_days, experience, country, resets, info, password_days };
    let hosts = wanted.hosts.clone();
    let done = program.store.write_now(move |t| {
        if !hosts.is_empty() {
            organizations::set_hosts(t, known.id, &hosts)?;
        }
        // What was promised for longer ends with the new wish.
        remembered::shorten(t, known.id, Span::days(wishes.remember_days))?;
        organizations::set(t, known.id, &wishes)
    });
    match done {
        Err(StoreError::Unique) => bail!("another organization has one of these hosts"),
        done => done.map(drop).map_err(Into::into),
    }
}

fn look(wanted: &Look, program: &Program) -> Result<()> {
    let organization = organization_of(&wanted.domain, program)?;
    // Everything is read before anything is changed. An empty text takes away what there was.
    let accent = wanted.accent.clone();
    accent.as_deref().map_or(Ok(()), check_accent)?;
    let logo = wanted.logo.as_deref().map(|file| unless_empty(file, |file| read_logo(Path::new(file))));
    let logo = logo.transpose()?;
    let contact = wanted.contact.as_deref();
    let contact =
        contact.map(|text| unless_empty(text, |text| HelpContact::parse(text).context("--contact")));
    let contact = contact.transpose()?;
    let moment = World::system().moment();
    program.store.write_now(move |t| {
        if let Some(accent) = &accent {
            looks::set_accent(t, organization, accent)?;
        }
        if let Some(logo) = &logo {
            looks::set_logo(t, organization, logo.as_ref(), &moment)?;
        }
        if let Some(contact) = &contact {
            looks::set_contact(t, organization, contact.as_ref())?;
        }
        Ok::<_, StoreError>(())
    })?;
    Ok(())
}

fn unless_empty<T>(text: &str, read: impl FnOnce(&str) -> Result<T>) -> Result<Option<T>> {
    if text.is_empty() { Ok(None) } else { read(text).map(Some) }
}

fn check_accent(accent: &str) -> Result<()> {
    if web::Colour::parse(accent).is_none() {
        bail!("--accent must be six hexadecimal digits, such as 1f5fbf");
    }
    Ok(())
}

fn read_logo(file: &Path) -> Result<Logo> {
    let mut bytes = Vec::new();
    let most = u64::try_from(LARGEST_LOGO).unwrap_or(u64::MAX).saturating_add(1);
    let opened = File::open(file).with_context(|| format!("the logo {}", file.display()))?;
    opened.take(most).read_to_end(&mut bytes)?;
    Logo::parse(bytes).with_context(|| format!("the logo {}", file.display()))
}

fn check_hosts(hosts: &[String]) -> Result<()> {
    if let Some(host) = hosts.iter().find(|host| !is_host(host)) {
        bail!("--host {host} must be a host name without https:// and port, such as login.zuid.example");
    }
    Ok(())
}

/// Whether a browser can ask for this host; an address of IPv6 stands in brackets, as browsers write it.
fn is_host(text: &str) -> bool {
    let bracketed = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    bracketed.map_or_else(
        || text == ANY_HOST || Domain::parse(text).is_ok(),
        |address| address.parse::<std::net::Ipv6Addr>().is_ok(),
    )
}
