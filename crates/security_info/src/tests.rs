//! Setting up and deleting on real databases, from a session and in the middle of a sign-in.

use std::sync::{Arc, LazyLock};

use accounts::organizations::{self, NewOrganization};
use accounts::people::{self, NewAccount};
use accounts::sessions::{self, Durations, Opening};
use accounts::{Contact, Organization, Role, SignedIn, passwords};
use delivery::{Message, outbox};
use methods::authenticator_app::{self, AppCode};
use methods::phone::{self, Phone, Place};
use otp::{Secret, totp};
use store::{Store, Transaction};
use vault::{Argon2Parameters, HashingPool, Password, PoolSettings, Token, TokenHash, Vault, Verdict};
use verification::attempts::{self, Lifetime, Origin, Start};
use verification::challenges::{self, Answered, Binding, Limits, Started};
use verification::throttle::{Allowance, Charge};
use verification::{
    Evidence, Given, Holder, Judgement, Method, Policy, Pool, Proof, Proven, Registration, SecondStepRule,
    Situation, judge, password, registrations,
};
use world::phone::PhoneNumber;
use world::text::{DisplayName, Domain, MailAddress, UserName};
use world::{AccountId, ChallengeId, Id, Language, Moment, RegistrationId, Span, Timestamp};

use crate::authority::Asking;
use crate::desk::{SecurityInfoDesk, SecurityInfoError};
use crate::steps::{self, Began, Deleted, Finished, Proved, Proving, SettingUp, Wanted};

mod changing;
mod denied;
mod questions;
mod signing_in;

const HOST: &str = "school.example";
const ORIGIN: &str = "https://school.example";
pub const START: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
const LIMITS: Limits = Limits::new(
    allowance(5, Span::minutes(10)),
    allowance(10, Span::minutes(60)),
    allowance(20, Span::minutes(60)),
);

const fn allowance(tries: i64, within: Span) -> Allowance {
    Allowance { tries, within, rest: within, longest_rest: within, lasts: Span::ZERO }
}

static POOL: LazyLock<HashingPool> = LazyLock::new(|| {
    let parameters = Argon2Parameters { memory_kib: 8, passes: 1, lanes: 1 };
    HashingPool::start(PoolSettings { parameters, threads: 1, queue: 16 }).unwrap()
});

/// An organization with Anna, who has a mail address, on a real database.
pub struct Room {
    pub desk: SecurityInfoDesk,
    pub organization: Organization,
    pub anna: AccountId,
}

pub fn moment(seed: u8, now: Timestamp) -> Moment {
    Moment::with_seed(now, [seed; 32])
}

pub fn browser(n: u8) -> TokenHash {
    TokenHash::from_bytes([n; 32])
}

/// The app with this seed.
pub fn secret(seed: u8) -> Secret {
    Secret::from_bytes(&[seed; 20]).unwrap()
}

pub fn code(secret: &Secret, now: Timestamp) -> String {
    totp(secret, now.unix_seconds()).as_str().to_owned()
}

fn typed() -> Password {
    Password::new("correct horse").unwrap()
}

impl Room {
    pub fn new(store: &Store, rule: SecondStepRule) -> Self {
        Self::of(store, rule, Role::Person)
    }

    /// One whose Anna has this role.
    pub fn of(store: &Store, rule: SecondStepRule, is: Role) -> Self {
        let desk = SecurityInfoDesk {
            store: store.clone(),
            vault: Vault::for_tests(),
            methods: methods::METHODS,
            limits: LIMITS,
            bell: web::Bell::default(),
            texts: Arc::new(web::Texts::read(&[web::TEXTS, methods::TEXTS, crate::TEXTS])),
        };
        let vault = desk.vault.clone();
        let (organization, anna) = store
            .write_now(move |t| {
                let id = organizations::add(t, &school(rule), &moment(1, START))?;
                let anna = people::add(t, &vault, id, &NewAccount { role: is, ..anna() }, &moment(2, START))?;
                Ok::<_, SecurityInfoError>((organizations::find_by_domain(t, "school.example")?, anna))
            })
            .unwrap();
        Self { desk, organization: organization.unwrap(), anna }
    }

    pub fn write<T: Send + 'static>(
        &self,
        step: impl FnMut(&mut Transaction<'_>) -> Result<T, SecurityInfoError> + Send + 'static,
    ) -> T {
        self.desk.store.write_now(step).unwrap()
    }

    /// Gives Anna an app, as an administrator does.
    pub fn has_app(&self, seed: u8) -> RegistrationId {
        self.has(authenticator_app::registration_of(&secret(seed)), seed)
    }

    /// Gives Anna a phone, as an administrator does.
    pub fn has_phone(&self, seed: u8) -> RegistrationId {
        let phone = Phone { place: Place::Mobile, number: PhoneNumber::parse("+31612345678", None).unwrap() };
        self.has(phone::registration_of(&phone), seed)
    }

    fn has(&self, (kind, pool, proven): (&'static str, Pool, Proven), seed: u8) -> RegistrationId {
        let (vault, whose) = (self.desk.vault.clone(), (self.organization.id, self.anna));
        let added = self.write(move |t| {
            Ok(registrations::import(t, &vault, whose, (kind, pool, kind), &proven, &moment(seed, START))?)
        });
        match added {
            registrations::Added::Stored(id) => id,
            registrations::Added::Full => panic!("there is room"),
        }
    }

    pub fn apps(&self) -> Vec<Registration> {
        let (vault, organization, anna) = (self.desk.vault.clone(), self.organization.id, self.anna);
        self.write(move |t| Ok(registrations::list(t, &vault, organization, anna)?))
    }

    fn holder(&self, in_browser: u8) -> Holder {
        Holder { organization: self.organization.id, account: self.anna, browser: browser(in_browser) }
    }

    fn right_password(&self, in_browser: u8, now: Timestamp) -> Proof {
        let (organization, anna, vault) = (self.organization.id, self.anna, self.desk.vault.clone());
        let stored = self.write(move |t| Ok(passwords::stored(t, organization, anna)?));
        let subject = (Some((organization, anna)), stored);
        let verdict = POOL.verify_now(&vault, subject, typed(), [4; 16]).unwrap();
        let holder = self.holder(in_browser);
        self.write(move |t| settled(t, &vault, holder, &verdict, now))
    }

    fn right_code(&self, in_browser: u8, app: u8, now: Timestamp) -> Proof {
        let (desk, holder, name) =
            (self.desk.clone(), self.holder(in_browser), self.organization.name.clone());
        self.write(move |t| {
            let binding = Binding { holder, to: [in_browser; 16] };
            let moment = moment(in_browser, now + Span::from_micros(i64::from(app)));
            let words = desk.texts.wording(Language::ENGLISH);
            let situation = Situation {
                words: &words,
                organization: &name,
                user_name: "anna@school.example",
                account: holder.account,
                has: &[],
                host: HOST,
                origin: ORIGIN,
                ends_at: now + Span::minutes(15),
                asker: verification::method::Asker::default(),
            };
            let (way, around) = ((&AppCode as &dyn Method, None), (&binding, &situation));
            let started = challenges::begin(t, &desk.means(desk.methods), way, around, &moment)?;
            let Started::Waiting(challenge) = started else { panic!("{started:?}") };
            let typed = code(&secret(app), now);
            match challenges::answer(t, &desk.means(desk.methods), &binding, (challenge, &typed), moment.now)?
            {
                Answered::Accepted(proof) => Ok(proof),
                other => panic!("{other:?}"),
            }
        })
    }

    /// Anna's request in a browser where she signed in now, with the code of this app if she has one.
    pub fn signed_in(&self, in_browser: u8, app: Option<u8>, now: Timestamp) -> Asking {
        let mut evidence = Evidence::none(self.holder(in_browser));
        evidence.add(self.right_password(in_browser, now));
        if let Some(app) = app {
            evidence.add(self.right_code(in_browser, app, now));
        }
        let (vault, organization, anna) = (self.desk.vault.clone(), self.organization.id, self.anna);
        let person = self.write(move |t| {
            let Judgement::Satisfied(satisfied) =
                judge(Policy::sign_in(SecondStepRule::WhenSetUp, app.is_some()), &evidence, now)
            else {
                panic!("something lacks")
            };
            let (opening, moment) = (opening(), moment(in_browser + 100, now));
            let opened = sessions::open(t, &vault, satisfied, &opening, &moment)?.unwrap();
            let place = (organization, browser(in_browser));
            let session = sessions::find(t, &vault, place, opened.token.hash(), now)?.unwrap();
            Ok(SignedIn { session, account: people::find(t, organization, anna)?.unwrap() })
        });
        Asking { person: Some(person), ..self.nobody(in_browser) }
    }

    /// A request in this browser without any cookie.
    pub fn nobody(&self, in_browser: u8) -> Asking {
        Asking {
            organization: self.organization.id,
            browser: browser(in_browser),
            attempt: None,
            person: None,
            language: Language::ENGLISH,
            host: HOST.to_owned(),
            origin: ORIGIN.to_owned(),
            address: "192.0.2.1".to_owned(),
            place: None,
            agent: "Firefox on Windows".to_owned(),
        }
    }

    /// A request in the middle of a sign-in whose password was right.
    pub fn signing_in(&self, in_browser: u8, now: Timestamp) -> Asking {
        let (vault, holder, proof) =
            (self.desk.vault.clone(), self.holder(in_browser), self.right_password(in_browser, now));
        let token = self.write(move |t| advanced(t, &vault, holder, &proof, &moment(in_browser, now)));
        Asking { attempt: Some(token.hash()), ..self.nobody(in_browser) }
    }

    pub fn begins(&self, asking: &Asking, (seed, now): (u8, Timestamp)) -> Began {
        self.wants(
            asking,
            Wanted { method: &AppCode, replaces: None, given: Given::default(), lost: false },
            (seed, now),
        )
    }

    /// Begins to set something up.
    pub fn wants(&self, asking: &Asking, wanted: Wanted, (seed, now): (u8, Timestamp)) -> Began {
        let (desk, asking, organization) = (self.desk.clone(), asking.clone(), self.organization.clone());
        self.write(move |t| steps::begin(t, &desk, (&asking, &organization, &wanted), &moment(seed, now)))
    }

    pub fn looks(&self, asking: &Asking, now: Timestamp) -> SettingUp {
        let (desk, asking) = (self.desk.clone(), asking.clone());
        self.write(move |t| steps::look(t, &desk, &asking, now))
    }

    /// Types the code of the app that is offered, or another.
    pub fn proves(&self, asking: &Asking, right: bool, (seed, now): (u8, Timestamp)) -> Proved {
        let SettingUp::Waiting { waiting, .. } = self.looks(asking, now) else { return Proved::Over };
        let offered = Secret::from_bytes(&waiting.record).unwrap();
        let typed = if right { code(&offered, now) } else { "123456".to_owned() };
        self.answers(asking, (waiting.id, Proving::Typed(typed)), (seed, now))
    }

    /// Proves what is being set up.
    pub fn answers(
        &self,
        asking: &Asking,
        (challenge, proving): (ChallengeId, Proving),
        (seed, now): (u8, Timestamp),
    ) -> Proved {
        let (desk, asking, organization) = (self.desk.clone(), asking.clone(), self.organization.clone());
        self.write(move |t| {
            let (who, answer) = ((&asking, &organization), (challenge, &proving, Some("Anna's phone")));
            steps::prove(t, &desk, who, answer, &moment(seed, now))
        })
    }

    pub fn deletes(&self, asking: &Asking, id: RegistrationId, (seed, now): (u8, Timestamp)) -> Deleted {
        let (desk, asking, organization) = (self.desk.clone(), asking.clone(), self.organization.clone());
        self.write(move |t| steps::delete(t, &desk, (&asking, &organization), id, &moment(seed, now)))
    }

    /// What was posted and not taken yet: to whom, and about what.
    pub fn notices(&self, now: Timestamp) -> Vec<(String, String, String)> {
        let vault = self.desk.vault.clone();
        let claimed =
            self.write(move |t| Ok(outbox::claim(t, &vault, now).map_err(notices::NoticeError::from)?));
        let said = |message: Message| match message {
            Message::Mail(mail) => {
                Some((mail.to().to_owned(), mail.subject().to_owned(), mail.text().to_owned()))
            }
            Message::Text(_) | Message::Call(_) | Message::Push(_) => None,
        };
        claimed.into_iter().filter_map(|claimed| said(claimed.message)).collect()
    }
}

fn school(rule: SecondStepRule) -> NewOrganization {
    NewOrganization {
        name: DisplayName::parse("Test School").unwrap(),
        domain: Domain::parse("school.example").unwrap(),
        hosts: Vec::new(),
        language: Language::ENGLISH,
        accent: "336699".to_owned(),
        second_step: rule,
    }
}

fn anna() -> NewAccount {
    let mail = Some(MailAddress::parse("anna@mail.example").unwrap());
    NewAccount {
        user_name: UserName::parse("anna@school.example").unwrap(),
        display_name: DisplayName::parse("Anna").unwrap(),
        language: Some(Language::DUTCH),
        role: Role::Person,
        second_step_required: false,
        contact: Contact { mail, ..Contact::default() },
        password: Some(POOL.hash_now(typed(), [3; 16]).unwrap()),
    }
}

fn opening() -> Opening {
    Opening {
        stays: true,
        durations: Durations { stays: Span::days(180), otherwise: Span::hours(24) },
        address: "192.0.2.1".to_owned(),
        agent: "Firefox on Linux".to_owned(),
    }
}

fn settled(
    t: &mut Transaction<'_>,
    vault: &Vault,
    holder: Holder,
    verdict: &Verdict,
    now: Timestamp,
) -> Result<Proof, SecurityInfoError> {
    let subject = (holder.organization, "anna@school.example", false);
    let Charge::Allowed(counted) = password::charge(t, vault, subject, LIMITS.codes, now)? else {
        panic!("it rests")
    };
    match password::settle(t, Some(holder), (&counted, verdict), now)? {
        password::Settled::Right(proof) => Ok(proof),
        password::Settled::Wrong => panic!("the password was right"),
    }
}

fn advanced(
    t: &mut Transaction<'_>,
    vault: &Vault,
    holder: Holder,
    proof: &Proof,
    moment: &Moment,
) -> Result<Token, SecurityInfoError> {
    let origin = Origin {
        organization: holder.organization,
        browser: holder.browser,
        address: "192.0.2.1".to_owned(),
        agent: "Firefox on Linux".to_owned(),
    };
    let start = Start {
        purpose: attempts::Purpose::SignIn,
        account: Some(holder.account),
        user_name: "anna@school.example".to_owned(),
        evidence: None,
        application: String::new(),
        continue_to: String::new(),
        familiar: false,
    };
    let lifetime = Lifetime { lasts: Span::minutes(60), kept: Span::days(90) };
    let (_, token) = attempts::begin(t, vault, (&origin, &start), lifetime, moment)?;
    let place = (holder.organization, holder.browser);
    let mut attempt = attempts::find(t, vault, place, token.hash(), moment.now)?.unwrap();
    Ok(attempts::advance(t, vault, &mut attempt, proof.clone(), moment)?.unwrap())
}
