//! The demo: an organization of make-believe with a dozen accounts, in a folder that is thrown away.

use std::sync::Arc;

use accounts::organizations::{self, ANY_HOST, Experience, NewOrganization, Wishes};
use accounts::people::{self, Contact, NewAccount, Role};
use anyhow::{Context, Result};
use delivery::{Handset, Mailbox};
use methods::app_code;
use otp::Secret;
use simulator::{Phone, SimulatorDesk};
use store::{StoreError, Transaction};
use vault::{Password, PasswordHash, Vault};
use verification::{SecondStepRule, VerificationError, password, registrations};
use world::text::{DisplayName, Domain, MailAddress, UserName};
use world::{AccountId, Language, Moment, OrganizationId, World};

use crate::program::Program;

/// The password of every sample account.
pub const PASSWORD: &str = "correct fiets batterij nietje";

/// A sample account.
struct Sample {
    name: &'static str,
    person: &'static str,
    kind: &'static str,
    apps: usize,
    language: Option<Language>,
}

const fn sample(name: &'static str, person: &'static str, kind: &'static str, apps: usize) -> Sample {
    Sample { name, person, kind, apps, language: None }
}

const SAMPLES: &[Sample] = &[
    sample("anna", "Anna Bos", "app", 1),
    sample("bas", "Bas de Wit", "app", 1),
    sample("cees", "Cees Mulder", "apps", 2),
    Sample { language: Some(Language::DUTCH), ..sample("daan", "Daan Visser", "dutch", 1) },
    sample("eva", "Eva Jansen", "new", 0),
    sample("fatima", "Fatima El Amrani", "new", 0),
    Sample { language: Some(Language::DUTCH), ..sample("gijs", "Gijs van Dam", "new", 0) },
    sample("hanna", "Hanna Smit", "new", 0),
    sample("ivo", "Ivo Kramer", "full", 5),
    sample("lotte", "Lotte Peters", "locked", 1),
    sample("mark", "Mark Dekker", "disabled", 1),
    sample("noor", "Noor Bakker", "administrator", 1),
];

/// The secrets of the sample apps: the same at every start, so that a phone that scanned one in an earlier demo still fits.
fn secret_of(sample: &Sample, app: usize) -> Option<Secret> {
    let mut bytes = [0; 20];
    let text = format!("demo {} {app}", sample.name);
    bytes
        .iter_mut()
        .zip(text.bytes().cycle().zip(1_u8..))
        .for_each(|(byte, (letter, n))| *byte = letter.wrapping_mul(n));
    Secret::from_bytes(&bytes).ok()
}

fn user_name(sample: &Sample) -> String {
    format!("{}@demo.example", sample.name)
}

/// The simulator's phones and accounts.
pub fn simulator() -> SimulatorDesk {
    let phones = SAMPLES.iter().filter(|sample| sample.apps > 0).map(|sample| Phone {
        user_name: user_name(sample),
        owner: sample.person.to_owned(),
        apps: (0..sample.apps).filter_map(|n| Some((app_name(n), secret_of(sample, n)?))).collect(),
    });
    SimulatorDesk {
        phones: Arc::new(phones.collect()),
        samples: Arc::new(SAMPLES.iter().map(|sample| (user_name(sample), sample.kind)).collect()),
        mailbox: Mailbox::default(),
        handset: Handset::default(),
        password: PASSWORD,
    }
}

fn app_name(n: usize) -> String {
    if n == 0 { "Authenticator".to_owned() } else { format!("Authenticator {}", n + 1) }
}

/// Makes organization and accounts, unless they are there from an earlier start.
pub fn seed(program: &Program, world: &World) -> Result<()> {
    let exists = program.store.read_now(|t| organizations::find_by_domain(t, "demo.example"))?;
    if exists.is_some() {
        return Ok(());
    }
    let pool = program.pool()?;
    let moment = world.moment();
    let hash = pool
        .hash_now(Password::new(PASSWORD)?, moment.chance("salt").bytes())
        .context("the sample password")?;
    let vault = program.vault.clone();
    let limits = program.settings.limits();
    let new = NewOrganization {
        name: DisplayName::parse("Demo School")?,
        domain: Domain::parse("demo.example")?,
        hosts: vec![ANY_HOST.to_owned()],
        language: Language::ENGLISH,
        accent: "1f5fbf".to_owned(),
        second_step: SecondStepRule::Required,
    };
    // Each account gets a moment of its own, and with it ids of its own.
    let moments: Vec<Moment> = SAMPLES.iter().map(|_| world.moment()).collect();
    program.store.write_now(move |t| {
        let organization = organizations::add(t, &new, &moment)?;
        for (sample, moment) in SAMPLES.iter().zip(&moments) {
            add(t, &vault, (organization, sample), &hash, moment)?;
            if sample.kind == "locked" {
                for _ in 0..limits.passwords.tries {
                    let name = user_name(sample);
                    let whose = (organization, name.as_str(), false);
                    password::charge(t, &vault, whose, limits.passwords, moment.now)?;
                }
            }
        }
        Ok::<_, SeedError>(())
    })?;
    Ok(())
}

/// Chooses how the demo's people set up their methods.
pub fn set_experience(program: &Program, experience: Experience) -> Result<()> {
    let found = program.store.read_now(|t| organizations::find_by_domain(t, "demo.example"))?;
    let Some(known) = found else { return Ok(()) };
    let wishes = Wishes { remember_days: known.remember.as_days(), experience, country: known.country };
    program.store.write_now(move |t| organizations::set(t, known.id, &wishes))?;
    Ok(())
}

/// Why the samples could not be made.
#[derive(Debug, thiserror::Error)]
enum SeedError {
    #[error("the database did not take the samples")]
    Store(#[from] StoreError),
    #[error("a sample could not be set up")]
    Verification(#[from] VerificationError),
    #[error("a sample's name cannot be read")]
    Name(#[from] world::text::TextError),
}

fn add(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, sample): (OrganizationId, &Sample),
    hash: &PasswordHash,
    moment: &Moment,
) -> Result<AccountId, SeedError> {
    let new = NewAccount {
        user_name: UserName::parse(&user_name(sample))?,
        display_name: DisplayName::parse(sample.person)?,
        language: sample.language,
        role: if sample.kind == "administrator" { Role::Administrator } else { Role::Person },
        second_step_required: false,
        contact: Contact { mail: Some(MailAddress::parse(&user_name(sample))?), ..Contact::default() },
        password: Some(hash.clone()),
    };
    let account = people::add(t, vault, organization, &new, moment)?;
    if sample.kind == "disabled" {
        people::set_disabled(t, organization, account, Some(moment.now))?;
    }
    let mut chance = moment.chance("apps");
    for n in 0..sample.apps {
        let Some(secret) = secret_of(sample, n) else { continue };
        let at = Moment::with_seed(moment.now, chance.bytes());
        let (kind, pool, proven) = app_code::registration_of(&secret);
        let new = (kind, pool, app_name(n));
        registrations::import(t, vault, (organization, account), (new.0, new.1, &new.2), &proven, &at)?;
    }
    Ok(account)
}

/// What is said at the start, in 20 lines or fewer.
pub fn greeting(address: &str) -> String {
    let list = |kind: &str| {
        let names: Vec<_> =
            SAMPLES.iter().filter(|sample| sample.kind == kind).map(|sample| sample.name).collect();
        names.join(", ")
    };
    format!(
        "\nTweestap demo: Demo School, at {address}\n\n\
         Accounts: NAME@demo.example, password: {PASSWORD}\n\n\
         \x20 no second step yet    {}\n\
         \x20 app code              {}\n\
         \x20 two apps / five apps  {} / {}\n\
         \x20 Dutch                 {}\n\
         \x20 administrator         {}\n\
         \x20 locked / disabled     {} / {}\n\n\
         Try: sign in as anna; her code is on {address}/simulator\n\
         Try: sign in as eva, and set up an authenticator app of your own\n\
         Stop with Ctrl-C. All data is thrown away then, unless --data was given.\n",
        list("new"),
        list("app"),
        list("apps"),
        list("full"),
        list("dutch"),
        list("administrator"),
        list("locked"),
        list("disabled"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greeting_fits_on_a_small_terminal() {
        let greeting = greeting("http://127.0.0.1:8080");
        assert!(greeting.trim_matches('\n').lines().count() <= 20);
        assert!(greeting.lines().all(|line| line.chars().count() <= 80));
    }

    #[test]
    fn there_are_a_dozen_accounts_of_different_kinds_and_no_secret_twice() {
        assert_eq!(SAMPLES.len(), 12);
        let secrets: std::collections::HashSet<_> = SAMPLES
            .iter()
            .flat_map(|sample| (0..5).filter_map(move |n| secret_of(sample, n)))
            .map(|secret| secret.to_base32())
            .collect();
        assert_eq!(secrets.len(), 60);
    }
}
