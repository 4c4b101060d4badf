//! Challenges, registrations and attempts on real databases, with a method that is as simple as one can be.

use store::{Store, Transaction};
use vault::{TokenHash, Vault};
use world::{AccountId, Chance, Id, Markup, Moment, OrganizationId, Span, Timestamp, Words};

use crate::challenges::{self, Answered, Binding, Purpose};
use crate::throttle::Allowance;
use crate::{
    About, Answer, Checked, Evidence, Factor, Holder, Invitation, Method, MethodName, Methods, Permit,
    Permitted, Proof, Proven, Registration, Role, VerificationError, permit, registrations,
};

mod attempts;
mod challenges_and_answers;
mod registering;
mod sealed;

pub const START: Timestamp = Timestamp::from_unix_seconds(1_000_000);
pub const CODES: Allowance = Allowance {
    tries: 5,
    within: Span::minutes(10),
    rest: Span::minutes(15),
    longest_rest: Span::minutes(15),
};

/// A method whose answer is the words of its record, each number once.
struct Watchword;

static ABOUT: About = About {
    name: MethodName::new("watchword"),
    factor: Factor::Possession,
    pool: "watchwords",
    most: 3,
    challenge_lasts: Span::minutes(5),
    tries: 4,
    rank: 1,
};

/// `word 7` is right for a registration of `word` whose counter is below 7.
fn counter_of(record: &[u8], answer: &Answer) -> Option<i64> {
    let number = answer.as_str().strip_prefix(std::str::from_utf8(record).ok()?)?;
    number.trim().parse().ok()
}

impl Method for Watchword {
    fn about(&self) -> &'static About {
        &ABOUT
    }
    fn describe(&self, _: &dyn Words, _: &Registration) -> String {
        String::new()
    }
    fn read(&self, typed: &str) -> Option<Answer> {
        typed.contains(' ').then(|| Answer::new(typed.to_owned()))
    }
    fn begin(&self, _: &[Registration], _: &mut Chance) -> Vec<u8> {
        b"begun".to_vec()
    }
    fn ask(&self, _: &dyn Words, _: &[Registration], _: Option<&str>) -> Markup {
        Markup::default()
    }
    fn check(&self, record: &[u8], all: &[Registration], answer: &Answer, _: Timestamp) -> Checked {
        assert_eq!(record, b"begun", "the record comes back as it was");
        let right = |one: &Registration| Some((one.id, one.counter, counter_of(&one.record, answer)?));
        match all.iter().find_map(right) {
            Some((registration, before, counter)) if counter > before => {
                Checked::Right { registration, counter }
            }
            Some(_) => Checked::Used,
            None => Checked::Wrong,
        }
    }
    fn offer(&self, _: &mut Chance) -> Vec<u8> {
        b"offered".to_vec()
    }
    fn add(
        &self,
        _: &dyn Words,
        _: &Invitation,
        _: &[u8],
        _: Option<&str>,
    ) -> Result<Markup, VerificationError> {
        Ok(Markup::default())
    }
    fn prove(&self, offer: &[u8], answer: &Answer, _: Timestamp) -> Option<Proven> {
        Some(Proven { record: offer.to_vec(), counter: counter_of(offer, answer)? })
    }
    fn default_name(&self, _: &dyn Words) -> String {
        String::new()
    }
}

pub const METHODS: Methods = Methods::new(&[&Watchword]);

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

    /// Registers this word for an account.
    pub fn registers(&self, n: u8, word: &'static str, seed: u8) -> registrations::Added {
        let vault = self.vault.clone();
        let proven = Proven { record: word.as_bytes().to_vec(), counter: 0 };
        let whose = (organization(), account(n));
        self.write(move |t| {
            registrations::import(t, &vault, whose, &ABOUT, (word, &proven), &moment(seed, START))
        })
        .unwrap()
    }

    pub fn begins(&self, purpose: Purpose, binding: Binding, seed: u8) -> world::ChallengeId {
        let vault = self.vault.clone();
        let record: &[u8] = if purpose == Purpose::SignIn { b"begun" } else { b"offered" };
        self.write(move |t| {
            let what = (&Watchword as &dyn Method, purpose);
            Ok(challenges::begin(t, &vault, what, &binding, record, &moment(seed, START))?)
        })
        .unwrap()
    }

    pub fn answers(
        &self,
        binding: Binding,
        challenge: world::ChallengeId,
        typed: &str,
        now: Timestamp,
    ) -> Answered {
        let (vault, typed) = (self.vault.clone(), typed.to_owned());
        self.write(move |t| {
            challenges::answer(t, (&vault, METHODS, CODES), &binding, (challenge, &typed), now)
        })
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
