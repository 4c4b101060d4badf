//! A school with its people on a real database, and what they do in their browsers.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use accounts::organizations::{self, NewOrganization};
use accounts::people::{self, NewAccount};
use accounts::sessions::{self, Durations};
use accounts::{Contact, Role, Session, SignedIn};
use methods::authenticator_app;
use otp::{Secret, totp};
use store::Store;
use vault::{Argon2Parameters, HashingPool, Password, PoolSettings, TokenHash, Vault};
use verification::attempts::Lifetime;
use verification::remembered::{self, Cookie};
use verification::throttle::Allowance;
use verification::{SecondStepRule, registrations};
use world::text::{DisplayName, Domain, UserName};
use world::{Clock, Language, Span, TestClock};

use super::*;

pub const START: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
pub const CHEAP: Argon2Parameters = Argon2Parameters { memory_kib: 8, passes: 1, lanes: 1 };

const LIMITS: Limits = Limits {
    passwords: Allowance {
        tries: 10,
        within: Span::hours(24),
        rest: Span::seconds(60),
        longest_rest: Span::minutes(15),
        lasts: Span::ZERO,
    },
    challenges: challenges::Limits::new(
        allowance(5, Span::minutes(10), Span::minutes(15)),
        allowance(10, Span::minutes(60), Span::minutes(60)),
        allowance(20, Span::minutes(60), Span::minutes(60)),
    ),
    attempts: Lifetime { lasts: Span::minutes(30), kept: Span::days(30) },
    sessions: Durations { stays: Span::days(180), otherwise: Span::hours(24) },
};

const fn allowance(tries: i64, within: Span, rest: Span) -> Allowance {
    Allowance { tries, within, rest, longest_rest: rest, lasts: Span::ZERO }
}

static TEXTS: LazyLock<Arc<web::Texts>> =
    LazyLock::new(|| Arc::new(web::Texts::read(&[web::TEXTS, methods::TEXTS, notices::TEXTS, crate::TEXTS])));
static POOL: LazyLock<HashingPool> = LazyLock::new(|| pool(CHEAP));
static SCHOOLS: AtomicU64 = AtomicU64::new(1);

pub fn pool(parameters: Argon2Parameters) -> HashingPool {
    HashingPool::start(PoolSettings { parameters, threads: 1, queue: 64 }).unwrap()
}

/// One organization with its own clock. Several stand on one database without meeting.
pub struct School {
    pub desk: SignInDesk,
    pub clock: Arc<TestClock>,
    pub organization: Organization,
    domain: String,
    number: u64,
    moments: AtomicU64,
}

/// What a person typed as a password came to.
#[derive(Debug)]
pub enum Typed {
    Stale,
    Resting(Timestamp),
    Wrong,
    Disabled,
    Blocked,
    Right(Token),
    Remembered(Token, Cookie),
    Raised(Finished),
}

impl School {
    pub fn new(store: &Store, rule: SecondStepRule) -> Self {
        let vault = Vault::for_tests();
        let desk = SignInDesk {
            store: store.clone(),
            vault,
            pool: POOL.clone(),
            judge: new_password::Judge::default(),
            methods: methods::METHODS,
            limits: LIMITS,
            texts: Arc::clone(&TEXTS),
            bell: web::Bell::default(),
        };
        Self::of_desk(desk, TestClock::at(START), rule)
    }

    /// Another organization with the same desk and clock.
    pub fn neighbour(&self, rule: SecondStepRule) -> Self {
        Self::of_desk(self.desk.clone(), Arc::clone(&self.clock), rule)
    }

    fn of_desk(desk: SignInDesk, clock: Arc<TestClock>, rule: SecondStepRule) -> Self {
        let number = SCHOOLS.fetch_add(1, Ordering::Relaxed);
        let domain = format!("school-{number}.example");
        let new = NewOrganization {
            name: DisplayName::parse("Test School").unwrap(),
            domain: Domain::parse(&domain).unwrap(),
            hosts: Vec::new(),
            language: Language::ENGLISH,
            accent: "336699".to_owned(),
            second_step: rule,
        };
        let moment = Moment::with_seed(clock.now(), seed(number, 0));
        let found = move |t: &mut Transaction<'_>| {
            organizations::add(t, &new, &moment)?;
            organizations::find_by_domain(t, new.domain.as_str())
        };
        let organization = desk.store.write_now(found).unwrap().unwrap();
        Self { desk, clock, organization, domain, number, moments: AtomicU64::new(1) }
    }

    /// The same school as seen by another server on the same database.
    pub fn served_by(&self, store: &Store) -> Self {
        Self {
            desk: SignInDesk { store: store.clone(), ..self.desk.clone() },
            clock: Arc::clone(&self.clock),
            organization: self.organization.clone(),
            domain: self.domain.clone(),
            number: SCHOOLS.fetch_add(1, Ordering::Relaxed),
            moments: AtomicU64::new(1),
        }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn moment(&self) -> Moment {
        let count = self.moments.fetch_add(1, Ordering::Relaxed);
        Moment::with_seed(self.now(), seed(self.number, count))
    }

    pub fn write<T: Send + 'static>(
        &self,
        step: impl FnMut(&mut Transaction<'_>) -> Result<T, SignInError> + Send + 'static,
    ) -> T {
        self.desk.store.write_now(step).unwrap()
    }

    /// Somebody's user name in this school.
    pub fn user_name(&self, name: &str) -> UserName {
        UserName::parse(&format!("{name}@{}", self.domain)).unwrap()
    }

    /// Adds an account whose password is `<name>'s password`.
    pub fn add(&self, name: &str, role: Role) -> AccountId {
        let password = Password::new(&password_of(name)).unwrap();
        let new = NewAccount {
            user_name: self.user_name(name),
            display_name: DisplayName::parse(name).unwrap(),
            language: None,
            role,
            second_step_required: false,
            contact: Contact::default(),
            password: Some(self.desk.pool.hash_now(password, [3; 16]).unwrap()),
        };
        let (organization, vault, moment) = (self.organization.id, self.desk.vault.clone(), self.moment());
        self.write(move |t| Ok(people::add(t, &vault, organization, &new, &moment)?))
    }

    /// Gives an account an app with this secret, as an administrator does.
    pub fn give_app(&self, account: AccountId, secret: &Secret) {
        let (holder, vault, moment) =
            ((self.organization.id, account), self.desk.vault.clone(), self.moment());
        let (kind, pool, proven) = authenticator_app::registration_of(secret);
        self.write(move |t| {
            Ok(registrations::import(t, &vault, holder, (kind, pool, "app"), &proven, &moment)?)
        });
    }

    pub fn take_apps(&self, account: AccountId) {
        let organization = self.organization.id;
        self.write(move |t| Ok(registrations::remove_all(t, organization, account)?));
    }

    pub fn disable(&self, account: AccountId, disabled: bool) {
        let (organization, at) = (self.organization.id, disabled.then_some(self.now()));
        self.write(move |t| Ok(people::set_disabled(t, organization, account, at)?));
    }

    /// Takes everything away that a second step needs, as an administrator does.
    pub fn take_all(&self, account: AccountId) {
        self.take_apps(account);
        self.forget_browsers(account);
    }

    pub fn forget_browsers(&self, account: AccountId) {
        let organization = self.organization.id;
        self.write(move |t| Ok(remembered::forget_all(t, (organization, account))?));
    }

    pub fn delete(&self, account: AccountId) {
        let organization = self.organization.id;
        self.write(move |t| Ok(people::delete(t, organization, account)?));
    }

    /// A place in front of this browser, at this school's pages.
    pub fn at(&self, browser: u8, attempt: Option<TokenHash>) -> Here {
        let origin = Origin {
            organization: self.organization.id,
            browser: TokenHash::from_bytes([browser; 32]),
            address: "192.0.2.1".to_owned(),
            agent: "Firefox on Linux".to_owned(),
        };
        let site = Site {
            host: "school.example".to_owned(),
            origin: "https://school.example".to_owned(),
            language: Language::ENGLISH,
            place: None,
        };
        Here { origin, organization: self.organization.clone(), site, attempt, remembered: None }
    }

    pub fn begin(&self, here: &Here, name: &UserName) -> Token {
        let (desk, here, name, moment) = (self.desk.clone(), here.clone(), name.clone(), self.moment());
        self.write(move |t| begin(t, &desk, (&here, &name, "/account"), &moment))
    }

    pub fn step_up(&self, here: &Here, person: SignedIn) -> Option<Token> {
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.write(move |t| begin_step_up(t, &desk, (&here, &person), ("/security-info", None), &moment))
    }

    pub fn password(&self, here: &Here, typed: &str) -> Typed {
        let (desk, at, now) = (self.desk.clone(), here.clone(), self.now());
        let check = match self.write(move |t| charge_password(t, &desk, &at, now)) {
            PasswordTurn::Stale => return Typed::Stale,
            PasswordTurn::Resting { until, .. } => return Typed::Resting(until),
            PasswordTurn::Check(check) => check,
        };
        let (subject, typed) = ((check.subject, check.stored.clone()), Password::new(typed).unwrap());
        let verdict = self.desk.pool.verify_now(&self.desk.vault, subject, typed, [4; 16]).unwrap();
        let (desk, at, moment) = (self.desk.clone(), here.clone(), self.moment());
        match self.write(move |t| settle_password(t, &desk, &at, (&check, &verdict), &moment)) {
            PasswordDone::Stale => Typed::Stale,
            PasswordDone::Wrong { .. } => Typed::Wrong,
            PasswordDone::Disabled => Typed::Disabled,
            PasswordDone::Right(token) => Typed::Right(token),
            PasswordDone::Remembered(token, cookie) => Typed::Remembered(token, cookie),
            PasswordDone::Blocked => Typed::Blocked,
            PasswordDone::Raised(finished) => Typed::Raised(finished),
        }
    }

    /// What is seen, after a challenge that has ended was begun anew.
    pub fn look(&self, here: &Here) -> View {
        let once = || {
            let (desk, here, now) = (self.desk.clone(), here.clone(), self.now());
            self.desk.store.read_now(move |t| look(t, &desk, &here, now)).unwrap()
        };
        match once() {
            View::AskAnew => {
                let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
                self.write(move |t| ask_anew(t, &desk, &here, &moment));
                once()
            }
            view => view,
        }
    }

    /// The challenge that is asked for now.
    pub fn asked(&self, here: &Here) -> Option<ChallengeId> {
        if let View::Ask { challenge, .. } = self.look(here) { Some(challenge) } else { None }
    }

    pub fn answer(&self, here: &Here, challenge: ChallengeId, typed: &str) -> AnswerDone {
        let (desk, here, typed, moment) = (self.desk.clone(), here.clone(), typed.to_owned(), self.moment());
        self.write(move |t| answer(t, &desk, &here, (challenge, &typed), &moment))
    }

    pub fn answer_and_remember(&self, here: &Here, what: (ChallengeId, &str, bool)) -> AnswerDone {
        let (challenge, typed, remember) = (what.0, what.1.to_owned(), what.2);
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.write(move |t| answer_and_remember(t, &desk, &here, (challenge, &typed, remember), &moment))
    }

    pub fn finish(&self, here: &Here, stays: bool) -> Option<Finished> {
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.write(move |t| finish(t, &desk, (&here, stays), &moment))
    }

    pub fn session(&self, browser: u8, token: TokenHash) -> Option<Session> {
        let place = (self.organization.id, TokenHash::from_bytes([browser; 32]));
        let (vault, now) = (self.desk.vault.clone(), self.now());
        self.desk.store.read_now(move |t| sessions::find(t, &vault, place, token, now)).unwrap()
    }

    /// The code that this secret shows so many seconds from now.
    pub fn code(&self, secret: &Secret, seconds: i64) -> String {
        totp(secret, self.now().unix_seconds() + seconds).as_str().to_owned()
    }
}

fn seed(number: u64, count: u64) -> [u8; 32] {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number.to_be_bytes());
    seed[8..16].copy_from_slice(&count.to_be_bytes());
    seed
}

pub fn password_of(name: &str) -> String {
    format!("{name}'s password")
}

pub fn secret(seed: u8) -> Secret {
    Secret::from_bytes(&[seed; 20]).unwrap()
}
