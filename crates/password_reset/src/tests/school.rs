//! A school with its people, what they have on their phones, and what they do in their browsers.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

use accounts::organizations::{self, NewOrganization};
use accounts::people::{self, NewAccount};
use accounts::sessions::{self, Durations, Opening};
use accounts::{Contact, Organization, Role, passwords};
use delivery::{DeliveryError, Message, outbox};
use methods::phone::{self, Phone, Place};
use methods::{authenticator_app, recovery_codes, security_questions};
use otp::{Secret, totp};
use store::Store;
use vault::{Argon2Parameters, HashingPool, Password, PasswordHash, PoolSettings, Vault};
use verification::attempts::{Lifetime, Origin};
use verification::throttle::{Allowance, Charge};
use verification::{
    Evidence, Holder, Judgement, Method, Policy, SecondStepRule, challenges, judge, password, registrations,
};
use world::phone::PhoneNumber;
use world::text::{DisplayName, Domain, MailAddress, UserName};
use world::{Clock, Language, TestClock};

use super::*;

pub const START: Timestamp = Timestamp::from_unix_seconds(1_800_000_000);
pub const OLD: &str = "the old password";
pub const NEW: &str = "an entirely new password";
const CHEAP: Argon2Parameters = Argon2Parameters { memory_kib: 8, passes: 1, lanes: 1 };

pub const fn allowance(tries: i64, within: Span, rest: Span) -> Allowance {
    Allowance { tries, within, rest, longest_rest: rest, lasts: Span::ZERO }
}

pub const fn day(tries: i64, within: Span) -> Allowance {
    allowance(tries, within, Span::hours(24))
}

pub const LIMITS: Limits = Limits {
    work_bits: 0,
    questions: allowance(20, Span::hours(1), Span::hours(1)),
    proofs: day(5, Span::hours(24)),
    proofs_from_address: allowance(100, Span::hours(24), Span::hours(1)),
    of_method: day(5, Span::hours(1)),
    resets: day(5, Span::hours(1)),
    mails: day(10, Span::minutes(10)),
    code_lasts: Span::minutes(5),
    attempts: Lifetime { lasts: Span::minutes(15), kept: Span::days(30) },
    challenges: challenges::Limits::new(
        allowance(5, Span::minutes(10), Span::minutes(15)),
        allowance(1000, Span::minutes(10), Span::minutes(10)),
        allowance(1000, Span::minutes(60), Span::minutes(60)),
    ),
};

/// Limits that no test reaches.
pub fn boundless() -> Limits {
    let many = allowance(100_000, Span::hours(1), Span::hours(1));
    Limits {
        questions: many,
        proofs: many,
        proofs_from_address: many,
        of_method: many,
        resets: many,
        mails: many,
        ..LIMITS
    }
}

static TEXTS: LazyLock<Arc<web::Texts>> =
    LazyLock::new(|| Arc::new(web::Texts::read(&[web::TEXTS, methods::TEXTS, notices::TEXTS, crate::TEXTS])));
static POOL: LazyLock<HashingPool> =
    LazyLock::new(|| HashingPool::start(PoolSettings { parameters: CHEAP, threads: 1, queue: 64 }).unwrap());
static SCHOOLS: AtomicU64 = AtomicU64::new(1);

/// One organization with its own clock. Several stand on one database without meeting.
pub struct School {
    pub desk: PasswordResetDesk,
    pub clock: Arc<TestClock>,
    pub organization: Organization,
    domain: String,
    number: u64,
    moments: AtomicU64,
}

/// Somebody with everything that a reset can ask: an app, a phone, recovery codes, security questions and a mail address.
pub struct Person {
    pub name: UserName,
    pub account: AccountId,
    pub secret: Secret,
    pub number: String,
    pub codes: Vec<String>,
    pub answers: [(&'static str, String); 3],
    pub mail: String,
}

impl Person {
    /// The answers to these questions, as they are typed.
    pub fn tells(&self, asked: &[u8]) -> String {
        let asked = std::str::from_utf8(asked).unwrap();
        let told =
            |key| self.answers.iter().find(|(known, _)| *known == key).map_or("none", |(_, told)| told);
        asked.split(' ').map(told).collect::<Vec<_>>().join("\n")
    }
}

impl School {
    pub fn new(store: &Store, limits: &Limits) -> Self {
        let desk = PasswordResetDesk {
            store: store.clone(),
            vault: Vault::for_tests(),
            pool: POOL.clone(),
            methods: methods::METHODS,
            judge: Judge::default(),
            limits: *limits,
            texts: Arc::clone(&TEXTS),
            bell: web::Bell::default(),
        };
        let clock = TestClock::at(START);
        let number = SCHOOLS.fetch_add(1, Ordering::Relaxed);
        let domain = format!("school-{number}.example");
        let new = NewOrganization {
            name: DisplayName::parse("Test School").unwrap(),
            domain: Domain::parse(&domain).unwrap(),
            hosts: Vec::new(),
            language: Language::ENGLISH,
            accent: "336699".to_owned(),
            second_step: SecondStepRule::Required,
        };
        let moment = Moment::with_seed(clock.now(), seed(number, 0));
        let found = move |t: &mut Transaction<'_>| {
            organizations::add(t, &new, &moment)?;
            organizations::find_by_domain(t, new.domain.as_str())
        };
        let organization = desk.store.write_now(found).unwrap().unwrap();
        Self { desk, clock, organization, domain, number, moments: AtomicU64::new(1) }
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
        step: impl FnMut(&mut Transaction<'_>) -> Result<T, PasswordResetError> + Send + 'static,
    ) -> T {
        self.desk.store.write_now(step).unwrap()
    }

    pub fn user_name(&self, name: &str) -> UserName {
        UserName::parse(&format!("{name}@{}", self.domain)).unwrap()
    }

    /// Adds an account that has set up nothing.
    pub fn account(&self, name: &str, role: Role) -> AccountId {
        self.account_with(name, role, (None, None))
    }

    /// An account of which the organization has a mail address on file, and these mobile and office phones.
    pub fn account_with(
        &self,
        name: &str,
        role: Role,
        (mobile, office): (Option<&str>, Option<&str>),
    ) -> AccountId {
        let phone = |text: Option<&str>| text.map(|text| PhoneNumber::parse(text, None).unwrap());
        let new = NewAccount {
            user_name: self.user_name(name),
            display_name: DisplayName::parse(name).unwrap(),
            language: None,
            role,
            second_step_required: false,
            contact: Contact {
                mail: Some(MailAddress::parse(&format!("{name}@home.example")).unwrap()),
                mobile_phone: phone(mobile),
                office_phone: phone(office),
            },
            password: Some(self.desk.pool.hash_now(Password::new(OLD).unwrap(), [3; 16]).unwrap()),
        };
        let (organization, vault, moment) = (self.organization.id, self.desk.vault.clone(), self.moment());
        self.write(move |t| Ok(people::add(t, &vault, organization, &new, &moment)?))
    }

    /// Adds somebody with everything; `n` tells people apart.
    pub fn person(&self, name: &str, role: Role, n: u8) -> Person {
        let account = self.account(name, role);
        let number = format!("+316111111{n:02}");
        let secret = Secret::from_bytes(&[n; 20]).unwrap();
        let codes: Vec<_> = (0..10).map(|code| format!("{n:05}-{code:05}")).collect();
        let phone = Phone { place: Place::Mobile, number: PhoneNumber::parse(&number, None).unwrap() };
        let answers = ["first-pet", "child-dream", "lost-thing"].map(|key| (key, format!("{key} of {n}")));
        let chosen = answers.each_ref().map(|(key, told)| (*key, told.as_str()));
        for new in [
            authenticator_app::registration_of(&secret),
            phone::registration_of(&phone),
            recovery_codes::registration_of(&codes).unwrap(),
            security_questions::registration_of(chosen, &mut self.moment().chance("questions")).unwrap(),
        ] {
            let (whose, vault, moment) =
                ((self.organization.id, account), self.desk.vault.clone(), self.moment());
            self.write(move |t| {
                let (kind, pool, proven) = new.clone();
                Ok(registrations::import(t, &vault, whose, (kind, pool, "mine"), &proven, &moment)?)
            });
        }
        let mail = format!("{name}@home.example");
        Person { name: self.user_name(name), account, secret, number, codes, answers, mail }
    }

    pub fn disable(&self, account: AccountId) {
        let (organization, at) = (self.organization.id, Some(self.now()));
        self.write(move |t| Ok(people::set_disabled(t, organization, account, at)?));
    }

    /// Signs somebody in with their password alone, in this browser.
    pub fn signs_in(&self, person: &Person, browser: u8) {
        let browser = TokenHash::from_bytes([browser; 32]);
        let holder = Holder { organization: self.organization.id, account: person.account, browser };
        let subject = (Some((holder.organization, holder.account)), self.stored(person.account));
        let (vault, moment) = (self.desk.vault.clone(), self.moment());
        let typed = Password::new(OLD).unwrap();
        let verdict = self.desk.pool.verify_now(&vault, subject, typed, [4; 16]).unwrap();
        self.write(move |t| {
            let whose = (holder.organization, "somebody", false);
            let many = allowance(100_000, Span::hours(1), Span::hours(1));
            let Charge::Allowed(one) = password::charge(t, &vault, whose, many, moment.now)? else {
                panic!("a try is left")
            };
            let settled = password::settle(t, Some(holder), (&one, &verdict), moment.now)?;
            let password::Settled::Right(proof) = settled else { panic!("it is right") };
            let mut evidence = Evidence::none(holder);
            evidence.add(proof);
            let policy = Policy::sign_in(SecondStepRule::WhenSetUp, false);
            let Judgement::Satisfied(satisfied) = judge(policy, &evidence, moment.now) else {
                panic!("the password is enough")
            };
            let durations = Durations { stays: Span::days(1), otherwise: Span::days(1) };
            let opening = Opening { stays: true, durations, address: String::new(), agent: String::new() };
            sessions::open(t, &vault, satisfied, &opening, &moment)?.unwrap();
            Ok(())
        });
    }

    /// How many browsers somebody is signed in with.
    pub fn sessions(&self, person: &Person) -> usize {
        let (whose, now) = ((self.organization.id, person.account), self.now());
        self.desk.store.read_now(move |t| sessions::list(t, whose, now)).unwrap().len()
    }

    pub fn stored(&self, account: AccountId) -> Option<PasswordHash> {
        let organization = self.organization.id;
        self.desk.store.read_now(move |t| passwords::stored(t, organization, account)).unwrap()
    }

    /// A place in front of this browser.
    pub fn at(&self, browser: u8, attempt: Option<TokenHash>) -> Here {
        Here {
            origin: Origin {
                organization: self.organization.id,
                browser: TokenHash::from_bytes([browser; 32]),
                address: format!("192.0.2.{browser}"),
                agent: "Firefox on Linux".to_owned(),
            },
            organization: self.organization.clone(),
            site: steps::Site {
                host: "school.example".to_owned(),
                origin: "https://school.example".to_owned(),
                language: Language::ENGLISH,
                place: None,
            },
            attempt,
        }
    }

    /// The messages since the last look: to whom, and the code in it.
    pub fn sent(&self) -> Vec<(String, String)> {
        let (vault, now) = (self.desk.vault.clone(), self.now());
        let organization = self.organization.id;
        let claimed = self.desk.store.write_now(move |t| {
            let mut claimed = outbox::claim(t, &vault, now)?;
            claimed.retain(|message| message.organization == organization);
            for message in &claimed {
                outbox::delivered(t, message.organization, message.id)?;
            }
            Ok::<_, DeliveryError>(claimed)
        });
        let said = |message: Message| match message {
            Message::Text(text) => (text.to().to_owned(), text.text().rsplit('#').next().unwrap().to_owned()),
            Message::Mail(mail) => {
                let code = mail.subject().split(' ').next().unwrap_or_default().to_owned();
                (mail.to().to_owned(), code)
            }
            Message::Call(call) => (call.to().to_owned(), "call".to_owned()),
            Message::Push(_) => (String::new(), "push".to_owned()),
        };
        claimed.unwrap().into_iter().map(|claimed| said(claimed.message)).collect()
    }

    pub fn code(&self, secret: &Secret) -> String {
        totp(secret, self.now().unix_seconds()).as_str().to_owned()
    }

    pub fn begins(&self, here: &Here, name: &UserName) -> BeginDone {
        let work = self.moment().chance("work").bytes();
        self.begins_with(here, Beginning { user_name: name.clone(), work, answered: false })
    }

    pub fn begins_with(&self, here: &Here, beginning: Beginning) -> BeginDone {
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.write(move |t| steps::begin(t, &desk, (&here, &beginning), &moment))
    }

    pub fn aims(&self, here: &Here, aim: Aim) {
        let (desk, here, now) = (self.desk.clone(), here.clone(), self.now());
        self.write(move |t| steps::choose_aim(t, &desk, (&here, aim), now));
    }

    pub fn asks(&self, here: &Here, (method, way): (&dyn Method, &str)) -> AskDone {
        let name = method.about().name.as_str().to_owned();
        let asks = Asks { method: name, way: way.to_owned(), challenge: None };
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.write(move |t| steps::ask(t, &desk, (&here, &asks), &moment))
    }

    pub fn types_number(&self, here: &Here, number: &str) -> NumberDone {
        let (desk, here, number, moment) =
            (self.desk.clone(), here.clone(), number.to_owned(), self.moment());
        self.write(move |t| steps::number(t, &desk, (&here, &number), &moment))
    }

    pub fn sends_again(&self, here: &Here, challenge: ChallengeId) -> AgainDone {
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.write(move |t| steps::send_again(t, &desk, (&here, challenge), &moment))
    }

    pub fn answers(&self, here: &Here, challenge: ChallengeId, typed: &str) -> ProofDone {
        let (desk, here, typed, moment) = (self.desk.clone(), here.clone(), typed.to_owned(), self.moment());
        self.write(move |t| steps::answer(t, &desk, (&here, challenge, &typed), &moment))
    }

    pub fn collects(&self, here: &Here, challenge: ChallengeId) -> ProofDone {
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.write(move |t| steps::collect(t, &desk, (&here, challenge), &moment))
    }

    pub fn sets(&self, here: &Here) -> bool {
        let hash = self.desk.pool.hash_now(Password::new(NEW).unwrap(), [5; 16]).unwrap();
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.write(move |t| steps::set_password(t, &desk, (&here, &hash), &moment))
    }

    pub fn unlocks(&self, here: &Here) -> bool {
        let (desk, here, moment) = (self.desk.clone(), here.clone(), self.moment());
        self.write(move |t| steps::unlock(t, &desk, &here, &moment))
    }

    pub fn look(&self, here: &Here) -> View {
        let (desk, here, now) = (self.desk.clone(), here.clone(), self.now());
        self.desk.store.read_now(move |t| steps::look(t, &desk, &here, now)).unwrap().1
    }

    /// The challenge that the page shows.
    pub fn asked(&self, here: &Here) -> Option<ChallengeId> {
        if let View::Ask(asked) = self.look(here) { Some(asked.challenge) } else { None }
    }

    /// Begins a reset in this browser, and says what for.
    pub fn begun(&self, browser: u8, name: &UserName, aim: Aim) -> Here {
        let BeginDone::Begun(token) = self.begins(&self.at(browser, None), name) else {
            panic!("a reset begins")
        };
        let here = self.at(browser, Some(token.hash()));
        self.aims(&here, aim);
        here
    }

    /// Proves by a way that sends nothing or is answered by this.
    pub fn proves(&self, here: &Here, way: (&dyn Method, &str), answer: &str) -> Here {
        assert_eq!(self.asks(here, way), AskDone::Asked);
        let challenge = self.asked(here).unwrap();
        let done = self.answers(here, challenge, answer);
        let ProofDone::Right(token) = done else { panic!("{done:?}") };
        Here { attempt: Some(token.hash()), ..here.clone() }
    }
}

fn seed(number: u64, count: u64) -> [u8; 32] {
    let mut seed = [0; 32];
    seed[..8].copy_from_slice(&number.to_be_bytes());
    seed[8..16].copy_from_slice(&count.to_be_bytes());
    seed
}
