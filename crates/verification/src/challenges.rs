//! One run of a method that waits for its answer, around which every rule is kept: bound to its attempt and browser, ended by
//! time, answered once, with few tries, and resting when codes were wrong too often.

use store::{StoreError, Transaction, values};
use vault::{Place, Vault};
use world::{ChallengeId, Moment, RegistrationId, Timestamp};

use crate::throttle::{self, Allowance, Charge, Counted};
use crate::{
    Checked, Holder, Method, Methods, Permit, Proof, Proven, Role, VerificationError, records, registrations,
};

/// What an answer is for. An answer for one purpose never serves another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To sign in, or to step up.
    SignIn,
    /// To prove what is being set up.
    SetUp,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::SetUp => "set_up",
        }
    }
}

/// Who may answer: a person in a browser, within one attempt or session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The person and the browser.
    pub holder: Holder,
    /// The id of the attempt or session.
    pub to: [u8; 16],
}

/// A challenge that waits for its answer.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its id.
    pub id: ChallengeId,
    /// The method's name.
    pub method: String,
    /// The method's record, unsealed.
    pub record: Vec<u8>,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// What an answer to a sign-in challenge came to.
#[derive(Debug)]
pub enum Answered {
    /// It was right: here is the proof.
    Accepted(Proof),
    /// It was wrong; so many tries are left before the method rests.
    Wrong {
        /// Tries left.
        left: i64,
    },
    /// It was right once, and was used then.
    AlreadyUsed,
    /// The method rests until then.
    Resting(Timestamp),
    /// What was typed cannot be an answer; nothing was counted.
    Unreadable,
    /// No such challenge waits: it ended, was answered, or belongs elsewhere.
    Over,
}

/// What an answer to a set-up came to.
#[derive(Debug)]
pub enum SetUp {
    /// It was right, and the registration is stored.
    Stored {
        /// The new registration.
        registration: RegistrationId,
        /// The proof that the set-up gave.
        proof: Proof,
    },
    /// It was wrong.
    Wrong,
    /// What was typed cannot be an answer.
    Unreadable,
    /// The account has as many as it may have.
    Full,
    /// No such set-up waits.
    Over,
}

const COLUMN: &str = "challenges.record";

fn place<'a>(holder: &'a Holder, challenge: &'a ChallengeId) -> Place<'a> {
    Place {
        organization: holder.organization,
        row: vec![holder.account.as_bytes(), challenge.as_bytes()],
        column: COLUMN,
    }
}

/// Begins a challenge with this record and ends those of the same purpose that the attempt or session had.
pub fn begin(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (method, purpose): (&dyn Method, Purpose),
    binding: &Binding,
    record: &[u8],
    moment: &Moment,
) -> Result<ChallengeId, StoreError> {
    let about = method.about();
    let holder = &binding.holder;
    let id: ChallengeId = moment.chance("challenge").id(moment.now);
    t.run(
        records::END_CHALLENGES,
        &values![holder.organization, binding.to.as_slice(), purpose.as_str(), moment.now],
    )?;
    t.run(
        records::BEGIN_CHALLENGE,
        &values![
            holder.organization,
            id,
            holder.account,
            about.name.as_str(),
            purpose.as_str(),
            binding.to.as_slice(),
            holder.browser.as_bytes().as_slice(),
            vault.seal(&place(holder, &id), record),
            about.tries,
            moment.now,
            moment.now + about.challenge_lasts,
        ],
    )?;
    Ok(id)
}

/// The challenge of this purpose that waits, if one does.
pub fn waiting(
    t: &mut Transaction<'_>,
    vault: &Vault,
    binding: &Binding,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<Waiting>, VerificationError> {
    let holder = &binding.holder;
    let row = t.first(
        records::WAITING_CHALLENGE,
        &values![
            holder.organization,
            binding.to.as_slice(),
            purpose.as_str(),
            holder.account,
            holder.browser.as_bytes().as_slice(),
            now,
        ],
    )?;
    let Some(row) = row else { return Ok(None) };
    let id: ChallengeId = row.get(0)?;
    let record = unseal(vault, holder, &id, &row.get::<Vec<u8>>(2)?)?;
    Ok(Some(Waiting { id, method: row.get(1)?, record, expires_at: row.get(3)? }))
}

fn unseal(
    vault: &Vault,
    holder: &Holder,
    id: &ChallengeId,
    sealed: &[u8],
) -> Result<Vec<u8>, VerificationError> {
    let opened = vault.unseal(&place(holder, id), sealed);
    Ok(opened.map_err(|source| VerificationError::Sealed { column: COLUMN, source })?.to_vec())
}

/// Takes one of the challenge's tries and reads it, in one statement; none if it cannot be answered any more.
fn take(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (binding, purpose): (&Binding, Purpose),
    challenge: ChallengeId,
    now: Timestamp,
) -> Result<Option<(String, Vec<u8>)>, VerificationError> {
    let holder = &binding.holder;
    let row = t.first(
        records::TAKE_CHALLENGE,
        &values![
            holder.organization,
            challenge,
            binding.to.as_slice(),
            purpose.as_str(),
            holder.account,
            holder.browser.as_bytes().as_slice(),
            now,
        ],
    )?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some((row.get(0)?, unseal(vault, holder, &challenge, &row.get::<Vec<u8>>(1)?)?)))
}

fn consume(
    t: &mut Transaction<'_>,
    holder: &Holder,
    challenge: ChallengeId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(t.run(records::CONSUME_CHALLENGE, &values![holder.organization, challenge, now])? == 1)
}

/// The counter of one account's wrong codes for one method.
pub fn counted(vault: &Vault, holder: &Holder, method: &str) -> Counted {
    Counted::new(vault, holder.organization, &[b"codes", holder.account.as_bytes(), method.as_bytes()])
}

/// Answers a sign-in challenge.
pub fn answer(
    t: &mut Transaction<'_>,
    (vault, methods, allowance): (&Vault, Methods, Allowance),
    binding: &Binding,
    (challenge, typed): (ChallengeId, &str),
    now: Timestamp,
) -> Result<Answered, VerificationError> {
    let holder = &binding.holder;
    let Some(waiting) =
        waiting(t, vault, binding, Purpose::SignIn, now)?.filter(|waiting| waiting.id == challenge)
    else {
        return Ok(Answered::Over);
    };
    let method = methods.stored(&waiting.method)?;
    let Some(answer) = method.read(typed) else { return Ok(Answered::Unreadable) };
    let attempted = match throttle::charge(t, counted(vault, holder, &waiting.method), allowance, now)? {
        Charge::Allowed(attempted) => attempted,
        Charge::Resting(until) => return Ok(Answered::Resting(until)),
    };
    let Some((_, record)) = take(t, vault, (binding, Purpose::SignIn), challenge, now)? else {
        attempted.refund(t)?;
        return Ok(Answered::Over);
    };
    let registrations = registrations::list(t, vault, holder.organization, holder.account)?;
    match method.check(&record, &registrations, &answer, now) {
        Checked::Wrong => Ok(Answered::Wrong { left: attempted.left() }),
        Checked::Used => Ok(Answered::AlreadyUsed),
        Checked::Right { registration, counter } => {
            let (organization, account) = (holder.organization, holder.account);
            if !registrations::advance(t, organization, account, (registration, counter), now)? {
                return Ok(Answered::AlreadyUsed);
            }
            if !consume(t, holder, challenge, now)? {
                return Ok(Answered::Over);
            }
            attempted.right(t)?;
            let about = method.about();
            let kind = (Role::Second, about.factor);
            Ok(Answered::Accepted(Proof::new(*holder, about.name.clone(), kind, now, Some(registration))))
        }
    }
}

/// Answers a set-up: stores the registration if the answer proves it. `name` is what the person calls it.
pub fn set_up(
    t: &mut Transaction<'_>,
    (vault, methods): (&Vault, Methods),
    (permit, binding): (&Permit, &Binding),
    (challenge, typed, name): (ChallengeId, &str, &str),
    moment: &Moment,
) -> Result<SetUp, VerificationError> {
    let now = moment.now;
    let Some(waiting) =
        waiting(t, vault, binding, Purpose::SetUp, now)?.filter(|waiting| waiting.id == challenge)
    else {
        return Ok(SetUp::Over);
    };
    let method = methods.stored(&waiting.method)?;
    let Some(answer) = method.read(typed) else { return Ok(SetUp::Unreadable) };
    let Some((_, offer)) = take(t, vault, (binding, Purpose::SetUp), challenge, now)? else {
        return Ok(SetUp::Over);
    };
    let Some(proven) = method.prove(&offer, &answer, now) else { return Ok(SetUp::Wrong) };
    if permit.holder() != &binding.holder || !consume(t, &binding.holder, challenge, now)? {
        return Ok(SetUp::Over);
    }
    store_proven(t, vault, permit, method, (name, &proven), moment)
}

fn store_proven(
    t: &mut Transaction<'_>,
    vault: &Vault,
    permit: &Permit,
    method: &dyn Method,
    named: (&str, &Proven),
    moment: &Moment,
) -> Result<SetUp, VerificationError> {
    let about = method.about();
    Ok(match registrations::add(t, vault, permit, about, named, moment)? {
        registrations::Added::Full => SetUp::Full,
        registrations::Added::Stored(registration) => {
            let kind = (Role::Second, about.factor);
            let proof =
                Proof::new(*permit.holder(), about.name.clone(), kind, moment.now, Some(registration));
            SetUp::Stored { registration, proof }
        }
    })
}
