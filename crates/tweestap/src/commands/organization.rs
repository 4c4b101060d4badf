//! `organization add` and `organization list`.

use accounts::organizations::{self, ANY_HOST, NewOrganization};
use anyhow::{Context, Result, bail};
use clap::Subcommand;
use store::StoreError;
use verification::SecondStepRule;
use world::text::{DisplayName, Domain};
use world::{Language, World};

use super::output::say;
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
    /// List organizations with their domains
    List,
}

/// Carries the command out.
pub fn run(command: Organization, program: &Program) -> Result<()> {
    match command {
        Organization::List => {
            for (organization, domain) in program.store.read_now(organizations::list)? {
                say(format!("{}\t{domain}\t{}", organization.id, organization.name));
            }
            Ok(())
        }
        Organization::Add { name, domain, hosts, language, accent, second_step_optional } => {
            if web::Colour::parse(&accent).is_none() {
                bail!("--accent must be six hexadecimal digits, such as 1f5fbf");
            }
            if let Some(host) = hosts.iter().find(|host| !is_host(host)) {
                bail!(
                    "--host {host} must be a host name without https:// and port, such as login.zuid.example"
                );
            }
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

/// Whether a browser can ask for this host; an address of IPv6 stands in brackets, as browsers write it.
fn is_host(text: &str) -> bool {
    let bracketed = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    bracketed.map_or_else(
        || text == ANY_HOST || Domain::parse(text).is_ok(),
        |address| address.parse::<std::net::Ipv6Addr>().is_ok(),
    )
}
