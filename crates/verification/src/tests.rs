//! Challenges, registrations and attempts on real databases, with methods that are as simple as they can be.

use delivery::{Message, outbox};
use store::{Store, Transaction};
use vault::{TokenHash, Vault};
use world::{AccountId, Id, Moment, OrganizationId, RegistrationId, Span, Timestamp, Words};

use crate::challenges::{self, Answered, Binding, Limits, Means, Purpose, Started};
use crate::throttle::Allowance;
use crate::{
    Evidence, Factor, Given, Holder, Method, MethodName, Permit, Permitted, Proof, Proven, Role, Situation,
    VerificationError, permit, registrations,
};
use simple::{METHODS, Simple, WATCHWORD, WHISPER};

mod attempts;
mod challenges_and_answers;
mod choosing;
mod holdings;
mod in_app;
mod registering;
mod remembering;
mod sealed;
mod sending;
mod simple;

pub const START: Timestamp = Timestamp::from_unix_seconds(1_000_000);
pub const LIMITS: Limits = Limits::new(
    allowance(5, Span::minutes(10), Span::minutes(15)),
    allowance(4, Span::minutes(10), Span::minutes(10)),
    allowance(6, Span::minutes(60), Span::minutes(60)),
);

const fn allowance(tries: i64, within: Span, rest: Span) -> Allowance {
    Allowance { tries, within, rest, longest_rest: rest, lasts: Span::ZERO }
}

/// What is said is looked at by nobody here.
pub struct NoWords;

impl Words for NoWords {
    fn say_with(&self, key: &str, _: &[(&str, world::words::Word)]) -> String {
        key.to_owned()
    }
    fn language(&self) -> world::Language {
        world::Language::ENGLISH
    }
}

pub fn situation(now: Timestamp) -> Situation<'static> {
    Situation {
        words: &NoWords,
        organization: "Test School",
        user_name: "person",
        account: account(1),
        has: &[],
        host: "school.example",
        origin: "https://school.example",
        ends_at: now + Span::minutes(5),
        asker: crate::method::Asker::default(),
    }
}

store::statements! {
    ADD_ORGANIZATION = "INSERT INTO organizations (organization, name, language, accent, second_step, created_at)
        VALUES ($1, 'Test School', 'en', '336699', 'required', 0)";
    ADD_ACCOUNT = "INSERT INTO accounts (organization, account, user_name, display_name, role, second_step, created_at)
        VALUES ($1, $2, $3, 'A person', 'person', 'as_organization', 0)";
    MOVE_RECORD = "UPDATE registrations SET record = (SELECT record FROM registrations r
        WHERE r.organization = $1 AND r.account = $2) WHERE organization = $1 AND account = $3";
    MOVE_CHALLENGE = "UPDATE challenges SET record = (SELECT record FROM challenges c
        WHERE c.organization = $1 AND c.challenge = $2) WHERE organization = $1 AND challenge = $3";
    MOVE_EVIDENCE = "UPDATE attempts SET evidence = (SELECT evidence FROM attempts a
        WHERE a.organization = $1 AND a.attempt = $2) WHERE organization = $1 AND attempt = $3";
    MOVE_ATTEMPT = "UPDATE attempts SET account = $3 WHERE organization = $1 AND attempt = $2";
}

/// Two accounts, 1 and 2, of one organization on a real database.
pub struct Room {
    pub store: Store,
    pub vault: Vault,
}

impl Room {
    pub fn new(store: &Store) -> Self {
        let room = Self { store: store.clone(), vault: Vault::for_tests() };
        room.write(|t| {
            t.run(ADD_ORGANIZATION, &store::values![organization()])?;
            for n in [1, 2] {
                t.run(ADD_ACCOUNT, &store::values![organization(), account(n), format!("person {n}")])?;
            }
            Ok(())
        })
        .unwrap();
        room
    }

    pub fn write<T: Send + 'static>(
        &self,
        step: impl FnMut(&mut Transaction<'_>) -> Result<T, VerificationError> + Send + 'static,
    ) -> Result<T, VerificationError> {
        self.store.write_now(step)
    }

    /// Registers this word, or the phone of this number, for an account.
    pub fn registers(&self, n: u8, record: &'static str, seed: u8) -> registrations::Added {
        let vault = self.vault.clone();
        let proven = Proven::of(record.as_bytes().to_vec());
        let whose = (organization(), account(n));
        let of = if record.starts_with('+') { &WHISPER } else { &WATCHWORD };
        let new = (of.about().kind, of.pool(record.as_bytes()), record);
        self.write(move |t| registrations::import(t, &vault, whose, new, &proven, &moment(seed, START)))
            .unwrap()
    }

    /// [`Room::registers`], and its id.
    pub fn has(&self, n: u8, record: &'static str, seed: u8) -> RegistrationId {
        match self.registers(n, record, seed) {
            registrations::Added::Stored(id) => id,
            registrations::Added::Full => panic!("there is room"),
        }
    }

    /// Begins a challenge for a watchword, or the set-up of one.
    pub fn begins(&self, purpose: Purpose, binding: Binding, seed: u8) -> world::ChallengeId {
        if purpose == Purpose::SetUp {
            return match self.offers((&WATCHWORD, None), binding, &[], (seed, START)) {
                challenges::Began::Waiting(id) => id,
                other => panic!("{other:?}"),
            };
        }
        match self.starts((&WATCHWORD, None), binding, (seed, START)) {
            Started::Waiting(id) => id,
            other => panic!("{other:?}"),
        }
    }

    /// Begins a challenge.
    pub fn starts(
        &self,
        way: (&'static Simple, Option<RegistrationId>),
        binding: Binding,
        (seed, now): (u8, Timestamp),
    ) -> Started {
        let vault = self.vault.clone();
        self.write(move |t| {
            let way = (way.0 as &dyn Method, way.1);
            let around = (&binding, &situation(now));
            challenges::begin(t, &means(&vault), way, around, &moment(seed, now))
        })
        .unwrap()
    }

    /// Begins a set-up.
    pub fn offers(
        &self,
        what: (&'static Simple, Option<RegistrationId>),
        binding: Binding,
        given: &[(&str, &str)],
        (seed, now): (u8, Timestamp),
    ) -> challenges::Began {
        let vault = self.vault.clone();
        let fields = given.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let given = Given { fields, country: "NL".to_owned() };
        self.write(move |t| {
            let what = (what.0 as &dyn Method, what.1);
            let around = (&binding, &situation(now), &given);
            challenges::begin_set_up(t, &means(&vault), what, around, &moment(seed, now))
        })
        .unwrap()
    }

    /// What was sent since the last look: to which number and which words.
    pub fn sent(&self, now: Timestamp) -> Vec<(String, String)> {
        let vault = self.vault.clone();
        let claimed = self.write(move |t| {
            let claimed = outbox::claim(t, &vault, now)?;
            for message in &claimed {
                outbox::delivered(t, message.organization, message.id)?;
            }
            Ok(claimed)
        });
        let said = |message: Message| match message {
            Message::Text(text) => (text.to().to_owned(), text.text().to_owned()),
            Message::Call(call) => {
                (call.to().to_owned(), call.challenge().map(|(_, id)| id.to_string()).unwrap_or_default())
            }
            Message::Push(push) => {
                let wakes = push.wakes().unwrap();
                (wakes.app.to_string(), wakes.challenge.to_string())
            }
            Message::Mail(mail) => panic!("a mail to {}", mail.to()),
        };
        claimed.unwrap().into_iter().map(|claimed| said(claimed.message)).collect()
    }

    pub fn answers(
        &self,
        binding: Binding,
        challenge: world::ChallengeId,
        typed: &str,
        now: Timestamp,
    ) -> Answered {
        let (vault, typed) = (self.vault.clone(), typed.to_owned());
        self.write(move |t| challenges::answer(t, &means(&vault), &binding, (challenge, &typed), now))
            .unwrap()
    }

    /// The right of this account to change its security info.
    pub fn permit(&self, n: u8, proofs: &[Role]) -> Option<Permit> {
        let mut evidence = Evidence::none(holder(n));
        proofs.iter().for_each(|role| evidence.add(proof(n, *role)));
        let permitted = self.write(move |t| Ok(permit(t, &evidence, START)?)).unwrap();
        if let Permitted::Yes(permit) = permitted { Some(permit) } else { None }
    }
}

pub fn means(vault: &Vault) -> Means<'_> {
    Means { vault, methods: METHODS, limits: LIMITS }
}

pub fn organization() -> OrganizationId {
    OrganizationId::from_array([1; 16])
}

pub fn account(n: u8) -> AccountId {
    AccountId::from_array([n; 16])
}

pub fn holder(n: u8) -> Holder {
    Holder { organization: organization(), account: account(n), browser: TokenHash::from_bytes([n; 32]) }
}

/// What is bound to attempt n of person n in browser n.
pub fn binding(n: u8) -> Binding {
    Binding { holder: holder(n), to: [n; 16] }
}

pub fn moment(seed: u8, now: Timestamp) -> Moment {
    Moment::with_seed(now, [seed; 32])
}

pub fn proof(n: u8, role: Role) -> Proof {
    let factor = if role == Role::First { Factor::Knowledge } else { Factor::Possession };
    Proof::new(holder(n), MethodName::new("test"), (role, factor), START, None)
}
