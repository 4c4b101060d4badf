//! The people of an organization, made without going through anybody's hands.

use std::path::Path;

use accounts::organizations::{self, ANY_HOST, NewOrganization};
use accounts::people::{self, Contact, NewAccount, Role};
use anyhow::Result;
use methods::app_code::registration_of;
use otp::Secret;
use store::{Database, Store, StoreError};
use vault::{Argon2Parameters, HashingPool, Password, PoolSettings, Vault};
use verification::{SecondStepRule, VerificationError, registrations};
use world::text::{DisplayName, Domain, TextError, UserName};
use world::{Language, World};

/// Everybody's password.
pub const PASSWORD: &str = "a password of the load program";
/// What a hash costs: the defaults of the configuration.
pub const PARAMETERS: Argon2Parameters = Argon2Parameters { memory_kib: 19456, passes: 2, lanes: 1 };

/// The secret of everybody's app.
pub fn secret() -> Result<Secret> {
    Ok(Secret::from_bytes(&[7; 20])?)
}

/// A person's user name.
pub fn user_name(n: usize) -> String {
    format!("person{n}@load.example")
}

#[derive(Debug, thiserror::Error)]
enum PeopleError {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Verification(#[from] VerificationError),
    #[error(transparent)]
    Text(#[from] TextError),
}

/// Makes an organization of so many people in a data folder. All have the same password and the same app.
pub fn make(data: &Path, count: usize) -> Result<()> {
    let vault = Vault::open(&data.join("keys"))?;
    let store = Store::open(&Database::Sqlite { path: data.join("tweestap.db") })?;
    let world = World::system();
    let pool = HashingPool::start(PoolSettings { parameters: PARAMETERS, threads: 1, queue: 1 })?;
    let hash = pool.hash_now(Password::new(PASSWORD)?, [3; 16])?;
    let moment = world.moment();
    let new = NewOrganization {
        name: DisplayName::parse("Load")?,
        domain: Domain::parse("load.example")?,
        hosts: vec![ANY_HOST.to_owned()],
        language: Language::ENGLISH,
        accent: "1f5fbf".to_owned(),
        second_step: SecondStepRule::Required,
    };
    let organization = store.write_now(move |t| organizations::add(t, &new, &moment))?;
    let secret = secret()?;
    for first in (0..count).step_by(1000) {
        let (vault, world, hash, secret) = (vault.clone(), world.clone(), hash.clone(), secret.clone());
        store.write_now(move |t| {
            for n in first..count.min(first + 1000) {
                let moment = world.moment();
                let account = NewAccount {
                    user_name: UserName::parse(&user_name(n))?,
                    display_name: DisplayName::parse("Person")?,
                    language: None,
                    role: Role::Person,
                    second_step_required: false,
                    contact: Contact::default(),
                    password: Some(hash.clone()),
                };
                let account = people::add(t, &vault, organization, &account, &moment)?;
                let (kind, pool, proven) = registration_of(&secret);
                let whose = (organization, account);
                registrations::import(t, &vault, whose, (kind, pool, "App"), &proven, &moment)?;
            }
            Ok::<_, PeopleError>(())
        })?;
    }
    Ok(())
}
