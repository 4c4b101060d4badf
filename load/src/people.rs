//! The people of an organization, made without going through anybody's hands.

use std::path::{Path, PathBuf};

use accounts::organizations::{self, ANY_HOST, NewOrganization};
use accounts::people::{self, Contact, NewAccount, Role};
use anyhow::Result;
use methods::authenticator_app;
use methods::phone::{self, Phone, Place};
use otp::{Secret, SecretError};
use store::{Database, Store, StoreError, Transaction};
use vault::{Argon2Parameters, HashingPool, Password, PasswordHash, PoolSettings, Vault};
use verification::{SecondStepRule, VerificationError, registrations};
use world::phone::{PhoneError, PhoneNumber};
use world::text::{DisplayName, Domain, MailAddress, TextError, UserName};
use world::{AccountId, Language, OrganizationId, World};

use crate::app;

/// Everybody's password.
pub const PASSWORD: &str = "a password of the load program";
/// The domain of everybody's user name: the demo's, so that it finds its school made already.
const DOMAIN: &str = "demo.example";
/// What a hash costs: the defaults of the configuration.
pub const PARAMETERS: Argon2Parameters = Argon2Parameters { memory_kib: 19456, passes: 2, lanes: 1 };

/// The secret of everybody's app.
pub fn secret() -> Result<Secret, SecretError> {
    Secret::from_bytes(&[7; 20])
}

/// A person's user name.
pub fn user_name(n: usize) -> String {
    format!("person{n}@{DOMAIN}")
}

#[derive(Debug, thiserror::Error)]
enum PeopleError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Verification(#[from] VerificationError),
    #[error(transparent)]
    Text(#[from] TextError),
    #[error(transparent)]
    Phone(#[from] PhoneError),
    #[error(transparent)]
    Secret(#[from] SecretError),
    #[error("an app could not be paired")]
    App(#[source] anyhow::Error),
}

/// What everybody has set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Has {
    /// The same app.
    App,
    /// A mobile phone of their own, by which they are texted.
    Texts,
    /// A mobile phone of their own, by which they are called.
    Calls,
    /// The same app, and a mobile phone of their own.
    AppAndTexts,
    /// A paired app of their own; all apps have one key, and one subscription if there is one.
    Approves,
}

/// A person's phone number.
pub fn number(n: usize) -> String {
    format!("+316{:08}", 10_000_000 + n)
}

/// The number of a person from the number of their phone.
pub fn of_number(number: &str) -> Option<usize> {
    let digits: usize = number.trim_start_matches('+').strip_prefix("316")?.parse().ok()?;
    digits.checked_sub(10_000_000)
}

/// The number of a person from their mail address, which is their user name.
pub fn of_address(address: &str) -> Option<usize> {
    address.strip_suffix(DOMAIN)?.strip_suffix('@')?.strip_prefix("person")?.parse().ok()
}

/// Where a server keeps its things.
pub struct Home {
    /// The data folder.
    pub folder: PathBuf,
    /// The database.
    pub database: Database,
}

impl Home {
    /// A folder with everything in it.
    pub fn in_folder(folder: &Path) -> Self {
        let database = Database::Sqlite { path: folder.join("tweestap.db") };
        Self { folder: folder.to_owned(), database }
    }
}

/// What everybody is like.
#[derive(Clone, Copy)]
pub struct Everybody {
    /// What they have set up.
    pub has: Has,
    /// What their hash costs.
    pub parameters: Argon2Parameters,
    /// Whether they have an address for mail.
    pub mail: bool,
}

/// Makes an organization of so many people in a data folder. All have the same password and the same app.
pub fn make(data: &Path, count: usize) -> Result<()> {
    make_with(data, count, (Has::App, PARAMETERS))?;
    Ok(())
}

/// The same with something else set up, and hashes that cost something else. The demo takes it for its own school.
pub fn make_with(
    data: &Path,
    count: usize,
    (has, parameters): (Has, Argon2Parameters),
) -> Result<Vec<AccountId>> {
    make_at(&Home::in_folder(data), count, Everybody { has, parameters, mail: false })
}

/// The same wherever a server keeps its things, and perhaps with addresses for mail.
pub fn make_at(home: &Home, count: usize, everybody: Everybody) -> Result<Vec<AccountId>> {
    let vault = Vault::open(&home.folder.join("keys"))?;
    let store = Store::open(&home.database)?;
    let parameters = everybody.parameters;
    let world = World::system();
    let pool = HashingPool::start(PoolSettings { parameters, threads: 1, queue: 1 })?;
    let hash = pool.hash_now(Password::new(PASSWORD)?, [3; 16])?;
    let moment = world.moment();
    let new = NewOrganization {
        name: DisplayName::parse("Load")?,
        domain: Domain::parse(DOMAIN)?,
        hosts: vec![ANY_HOST.to_owned()],
        language: Language::ENGLISH,
        accent: "1f5fbf".to_owned(),
        second_step: SecondStepRule::Required,
    };
    let organization = store.write_now(move |t| organizations::add(t, &new, &moment))?;
    let mut accounts = Vec::with_capacity(count);
    for first in (0..count).step_by(1000) {
        let (vault, world, hash) = (vault.clone(), world.clone(), hash.clone());
        accounts.extend(store.write_now(move |t| {
            let some = first..count.min(first + 1000);
            some.map(|n| add(t, &vault, (organization, n), (&hash, everybody), &world))
                .collect::<Result<Vec<_>, _>>()
        })?);
    }
    Ok(accounts)
}

fn add(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, n): (OrganizationId, usize),
    (hash, Everybody { has, mail, .. }): (&PasswordHash, Everybody),
    world: &World,
) -> Result<AccountId, PeopleError> {
    let moment = world.moment();
    let mail = mail.then(|| MailAddress::parse(&user_name(n))).transpose()?;
    let account = NewAccount {
        user_name: UserName::parse(&user_name(n))?,
        display_name: DisplayName::parse("Person")?,
        language: None,
        role: Role::Person,
        second_step_required: false,
        contact: Contact { mail, ..Contact::default() },
        password: Some(hash.clone()),
    };
    let account = people::add(t, vault, organization, &account, &moment)?;
    if has == Has::Approves {
        app::pair(t, vault, (organization, account, n), &moment).map_err(PeopleError::App)?;
        return Ok(account);
    }
    let app = matches!(has, Has::App | Has::AppAndTexts).then(secret).transpose()?;
    let app = app.map(|secret| authenticator_app::registration_of(&secret));
    // A call reaches every phone; a text is what a mobile phone is asked by first.
    let place = if has == Has::Calls { Place::Alternate } else { Place::Mobile };
    let phone = match has {
        Has::App => None,
        _ => Some(phone::registration_of(&Phone { place, number: PhoneNumber::parse(&number(n), None)? })),
    };
    for (kind, pool, proven) in [app, phone].into_iter().flatten() {
        let (what, moment) = ((kind, pool, "Mine"), world.moment());
        registrations::import(t, vault, (organization, account), what, &proven, &moment)?;
    }
    Ok(account)
}
