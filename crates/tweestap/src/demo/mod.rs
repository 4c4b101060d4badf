//! The demo: an organization of make-believe with its people, in a folder that is thrown away.

mod samples;

use std::sync::Arc;

use accounts::organizations::{self, ANY_HOST, Experience, NewOrganization, Wishes};
use accounts::people::{self, Contact, NewAccount, Role};
use anyhow::{Context, Result};
use delivery::{Handset, Mailbox};
use methods::{authenticator_app, phone, recovery_codes};
use simulator::{Phone, PushService, SimulatorDesk};
use store::{StoreError, Transaction};
use vault::{Password, PasswordHash, Vault};
use verification::defaults::{self, Way};
use verification::registrations::Added;
use verification::{SecondStepRule, VerificationError, password, registrations};
use world::text::{DisplayName, Domain, MailAddress, UserName};
use world::{AccountId, Language, Moment, OrganizationId, World};

use crate::program::Program;
use samples::{SAMPLES, Sample, SetUp};

/// The password of every sample account.
pub const PASSWORD: &str = "correct fiets batterij nietje";

/// The simulator's phones and accounts.
pub fn simulator() -> SimulatorDesk {
    let phones = SAMPLES.iter().map(|sample| Phone {
        user_name: sample.user_name(),
        owner: sample.person.to_owned(),
        numbers: sample.mobile().into_iter().chain(sample.office()).collect(),
        apps: sample.secrets(),
        codes: sample.recovery_codes(),
    });
    SimulatorDesk {
        phones: Arc::new(phones.collect()),
        samples: Arc::new(SAMPLES.iter().map(|sample| (sample.user_name(), sample.kind)).collect()),
        mailbox: Mailbox::default(),
        handset: Handset::default(),
        push: PushService::default(),
        password: PASSWORD,
    }
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
                    let name = sample.user_name();
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
    let wishes = Wishes { experience, ..known.wishes() };
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
        user_name: UserName::parse(&sample.user_name())?,
        display_name: DisplayName::parse(sample.person)?,
        language: sample.language,
        role: if sample.kind == "administrator" { Role::Administrator } else { Role::Person },
        second_step_required: false,
        contact: Contact {
            mail: Some(MailAddress::parse(&sample.user_name())?),
            mobile_phone: sample.mobile(),
            office_phone: sample.office(),
        },
        password: Some(hash.clone()),
    };
    let account = people::add(t, vault, organization, &new, moment)?;
    if sample.kind == "disabled" {
        people::set_disabled(t, organization, account, Some(moment.now))?;
    }
    register(t, vault, (organization, account, sample), moment)?;
    Ok(account)
}

/// Registers what a sample account has.
fn register(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, account, sample): (OrganizationId, AccountId, &Sample),
    moment: &Moment,
) -> Result<(), SeedError> {
    let mut chance = moment.chance("registrations");
    let mut import = |t: &mut Transaction<'_>, (kind, pool, proven), name: &str| {
        let at = Moment::with_seed(moment.now, chance.bytes());
        registrations::import(t, vault, (organization, account), (kind, pool, name), &proven, &at)
    };
    for (name, secret) in sample.secrets() {
        import(t, authenticator_app::registration_of(&secret), &name)?;
    }
    if let Some(phone) = phone_of(sample) {
        let added = import(t, phone::registration_of(&phone), sample.phone_name())?;
        if let (Added::Stored(registration), Some(method)) = (added, asked_first(sample.phone)) {
            let way = Way { method: method.to_owned(), registration: Some(registration) };
            defaults::import(t, (organization, account), &way)?;
        }
    }
    if let Some(codes) = recovery_codes::registration_of(&sample.recovery_codes()) {
        import(t, codes, sample.codes_name())?;
    }
    Ok(())
}

/// The phone that is set up.
fn phone_of(sample: &Sample) -> Option<phone::Phone> {
    let (place, number) = match sample.phone {
        SetUp::No => return None,
        SetUp::Office => (phone::Place::Office, sample.office()),
        SetUp::Texts | SetUp::Calls | SetUp::Beside => (phone::Place::Mobile, sample.mobile()),
    };
    Some(phone::Phone { place, number: number? })
}

/// The method by which the phone is asked, where it comes first.
const fn asked_first(phone: SetUp) -> Option<&'static str> {
    match phone {
        SetUp::Texts => Some("text_message"),
        SetUp::Calls | SetUp::Office => Some("phone_call"),
        SetUp::No | SetUp::Beside => None,
    }
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
         \x20 text / call / office  {} / {} / {}\n\
         \x20 app, phone and paper  {}\n\
         \x20 Dutch, administrator  {}; {}\n\
         \x20 locked / disabled     {} / {}\n\n\
         Try: sign in as anna, pim or sam, with {address}/simulator\n\
         Try: sign in as eva, and set up an app or a phone\n\
         Stop with Ctrl-C. All data is thrown away then, unless --data was given.\n",
        list("new"),
        list("app"),
        list("apps"),
        list("full"),
        list("text"),
        list("call"),
        list("office"),
        list("both"),
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
}
