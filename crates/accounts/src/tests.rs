//! Sessions, familiar browsers and sealed columns on real databases.

use std::sync::LazyLock;

use store::{Store, Transaction};
use vault::{Argon2Parameters, HashingPool, Password, PoolSettings, TokenHash, Vault, Verdict};
use verification::throttle::{Allowance, Charge};
use verification::{Evidence, Holder, Judgement, Policy, Satisfied, SecondStepRule, judge, password};
use world::phone::PhoneNumber;
use world::text::{DisplayName, Domain, MailAddress, UserName};
use world::{AccountId, Language, Moment, OrganizationId, Span, Timestamp};

use crate::organizations::{self, NewOrganization};
use crate::people::{self, NewAccount};
use crate::sessions::{self, Durations, Opened, Opening};
use crate::{AccountsError, Contact, Role, Session, familiar, passwords};

mod choosing;
mod confirming;
mod contacts;
mod groups;
mod opening;
mod passes;
mod resealing;

pub const START: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
pub const DURATIONS: Durations = Durations { stays: Span::days(180), otherwise: Span::hours(24) };

static POOL: LazyLock<HashingPool> = LazyLock::new(|| {
    let parameters = Argon2Parameters { memory_kib: 8, passes: 1, lanes: 1 };
    HashingPool::start(PoolSettings { parameters, threads: 1, queue: 16 }).unwrap()
});

/// An organization with Anna and Bram on a real database. Both have the same password.
pub struct Office {
    pub store: Store,
    pub vault: Vault,
    pub organization: OrganizationId,
    pub anna: AccountId,
    pub bram: AccountId,
}

pub fn moment(seed: u8, now: Timestamp) -> Moment {
    Moment::with_seed(now, [seed; 32])
}

pub fn browser(n: u8) -> TokenHash {
    TokenHash::from_bytes([n; 32])
}

fn typed() -> Password {
    Password::new("correct horse").unwrap()
}

impl Office {
    pub fn new(store: &Store, vault: Vault) -> Self {
        let new = NewOrganization {
            name: DisplayName::parse("Office").unwrap(),
            domain: Domain::parse("office.example").unwrap(),
            hosts: Vec::new(),
            language: Language::DUTCH,
            accent: "336699".to_owned(),
            second_step: SecondStepRule::WhenSetUp,
        };
        let organization = store.write_now(move |t| organizations::add(t, &new, &moment(1, START))).unwrap();
        let [anna, bram] = [("anna", 2), ("bram", 3)].map(|(name, seed)| {
            let (new, vault) = (account(name), vault.clone());
            store
                .write_now(move |t| people::add(t, &vault, organization, &new, &moment(seed, START)))
                .unwrap()
        });
        Self { store: store.clone(), vault, organization, anna, bram }
    }

    pub fn write<T: Send + 'static>(
        &self,
        step: impl FnMut(&mut Transaction<'_>) -> Result<T, AccountsError> + Send + 'static,
    ) -> T {
        self.store.write_now(step).unwrap()
    }

    /// What the right password shows, in this browser.
    pub fn proves(&self, account: AccountId, in_browser: u8, now: Timestamp) -> Evidence {
        let (organization, vault) = (self.organization, self.vault.clone());
        let stored = self.write(move |t| passwords::stored(t, organization, account));
        let subject = (Some((organization, account)), stored);
        let verdict = POOL.verify_now(&vault, subject, typed(), [4; 16]).unwrap();
        self.write(move |t| evidence(t, &vault, (organization, account, in_browser), &verdict, now))
    }

    pub fn opens(&self, account: AccountId, in_browser: u8, (seed, now): (u8, Timestamp)) -> Option<Opened> {
        let (vault, evidence) = (self.vault.clone(), self.proves(account, in_browser, now));
        let opening = Opening {
            stays: false,
            durations: DURATIONS,
            address: "192.0.2.1".to_owned(),
            agent: "Firefox on Linux".to_owned(),
        };
        self.write(move |t| {
            Ok(sessions::open(t, &vault, satisfied(&evidence, now), &opening, &moment(seed, now))?)
        })
    }

    pub fn finds(&self, opened: &Opened, in_browser: u8, now: Timestamp) -> Option<Session> {
        let (vault, token) = (self.vault.clone(), opened.token.hash());
        let place = (self.organization, browser(in_browser));
        self.write(move |t| sessions::find(t, &vault, place, token, now))
    }
}

fn account(name: &str) -> NewAccount {
    NewAccount {
        user_name: UserName::parse(&format!("{name}@office.example")).unwrap(),
        display_name: DisplayName::parse(name).unwrap(),
        language: None,
        role: Role::Person,
        second_step_required: false,
        contact: Contact {
            mail: Some(MailAddress::parse(&format!("{name}@mail.example")).unwrap()),
            mobile_phone: PhoneNumber::parse("+31612345678", None).ok(),
            office_phone: PhoneNumber::parse("+31201234567", None).ok(),
        },
        password: Some(POOL.hash_now(typed(), [3; 16]).unwrap()),
    }
}

fn evidence(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, account, in_browser): (OrganizationId, AccountId, u8),
    verdict: &Verdict,
    now: Timestamp,
) -> Result<Evidence, AccountsError> {
    let holder = Holder { organization, account, browser: browser(in_browser) };
    let allowance = Allowance {
        tries: 10,
        within: Span::hours(24),
        rest: Span::seconds(60),
        longest_rest: Span::minutes(15),
        lasts: Span::ZERO,
    };
    let mut evidence = Evidence::none(holder);
    let Charge::Allowed(counted) = password::charge(t, vault, (organization, "anna", false), allowance, now)?
    else {
        panic!("it rests")
    };
    match password::settle(t, Some(holder), (&counted, verdict), now)? {
        password::Settled::Right(proof) => evidence.add(proof),
        password::Settled::Wrong => panic!("the password was right"),
    }
    Ok(evidence)
}

pub fn satisfied(evidence: &Evidence, now: Timestamp) -> Satisfied {
    match judge(Policy::sign_in(SecondStepRule::WhenSetUp, false), evidence, now) {
        Judgement::Satisfied(satisfied) => satisfied,
        Judgement::Missing(missing) => panic!("{missing:?}"),
    }
}
