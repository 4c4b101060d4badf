//! Setting up a method: what was offered is stored only when it has been proved.

use store::{StoreError, Transaction, values};
use world::{ChallengeId, Moment, RegistrationId, Timestamp};

use super::begin::{Started, put};
use super::{Binding, Means, Purpose, asked, chance_of, consume, take, this_waiting};
use crate::method::{Given, Heard, Pool, Situation};
use crate::{Holder, Method, Permit, Proof, Proven, Role, VerificationError, apps, records, registrations};

/// What the beginning of a set-up came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Began {
    /// It waits for its proof.
    Waiting(ChallengeId),
    /// What was given is not right: the end of the key that says why.
    Refused(&'static str),
    /// The account has as many as it may have.
    Full(Pool),
    /// So many messages were sent that no more are until then.
    Resting(Timestamp),
}

/// Begins a set-up and ends the one that the attempt or session had. `replaces` is the registration in whose place the new one comes.
pub fn begin_set_up(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (method, replaces): (&dyn Method, Option<RegistrationId>),
    (binding, situation, given): (&Binding, &Situation<'_>, &Given),
    moment: &Moment,
) -> Result<Began, VerificationError> {
    let holder = &binding.holder;
    let id: ChallengeId = moment.chance("challenge").id(moment.now);
    let begun = match method.offer(situation, given, &mut chance_of(means.vault, id)) {
        Ok(begun) => begun,
        Err(problem) => return Ok(Began::Refused(problem)),
    };
    // Only its like is replaced: what lets a person in does not go for what merely stands in for it.
    let replaces = match replaces {
        Some(old) => asked(t, means.vault, holder, (method.about(), Some(old)))?.first().map(|one| one.id),
        None => None,
    };
    let pool = method.pool(&begun.record);
    if !has_room(t, holder, pool, replaces)? {
        return Ok(Began::Full(pool));
    }
    let what = (method, Purpose::SetUp, replaces);
    Ok(match put(t, means, (what, binding, situation), (id, begun), moment)? {
        Started::Waiting(id) => Began::Waiting(id),
        Started::Resting(until) | Started::Pending(until) => Began::Resting(until),
        Started::Nothing => Began::Refused("unreadable"),
    })
}

/// Makes the name of a new registration from its method and offer.
pub type Naming<'a> = &'a dyn Fn(&dyn Method, &[u8]) -> String;

/// Whether one more fits into a pool, after this one has left.
fn has_room(
    t: &mut Transaction<'_>,
    holder: &Holder,
    pool: Pool,
    leaves: Option<RegistrationId>,
) -> Result<bool, StoreError> {
    let have = registrations::count(t, holder.organization, holder.account, pool.name)?;
    let leaves = match leaves {
        Some(id) => registrations::is_in_pool(t, holder.organization, holder.account, id, pool.name)?,
        None => false,
    };
    Ok(have - i64::from(leaves) < pool.most)
}

/// What an answer to a set-up came to.
#[derive(Debug)]
pub enum SetUp {
    /// It was right, and the registration is stored.
    Stored {
        /// The new registration.
        registration: RegistrationId,
        /// Its name.
        name: String,
        /// The proof that the set-up gave.
        proof: Proof,
        /// Whether it came in the place of another.
        replaced: bool,
    },
    /// It was wrong.
    Wrong,
    /// What was typed cannot be an answer.
    Unreadable,
    /// Nothing has been heard yet.
    Waiting,
    /// It came to nothing, for this reason.
    Ended(&'static str),
    /// The account has as many as it may have.
    Full,
    /// No such set-up waits.
    Over,
}

/// Answers a set-up: stores the registration if the answer proves it. `name` makes the name that it gets from its offer.
pub fn set_up(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (permit, binding): (&Permit, &Binding),
    (challenge, typed, name): (ChallengeId, &str, Naming<'_>),
    moment: &Moment,
) -> Result<SetUp, VerificationError> {
    let (now, purpose) = (moment.now, Purpose::SetUp);
    let Some(waiting) = this_waiting(t, means.vault, (binding, purpose), challenge, now)? else {
        return Ok(SetUp::Over);
    };
    // What is not offered any more, as after it was turned off, is over.
    let Some(method) = means.methods.find(&waiting.method) else { return Ok(SetUp::Over) };
    let Some(answer) = method.read(typed) else { return Ok(SetUp::Unreadable) };
    if !take(t, (binding, purpose), challenge, now)? {
        return Ok(SetUp::Over);
    }
    let Some(proven) = method.prove(&waiting.record, &answer, now) else { return Ok(SetUp::Wrong) };
    let offer = (method, &waiting, proven, name(method, &waiting.record));
    store_proven(t, means, (permit, binding), offer, moment)
}

/// Takes what was heard of a set-up: stores the registration if it was approved.
pub fn collect_set_up(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (permit, binding): (&Permit, &Binding),
    (challenge, name): (ChallengeId, Naming<'_>),
    moment: &Moment,
) -> Result<SetUp, VerificationError> {
    let purpose = Purpose::SetUp;
    let Some(waiting) = this_waiting(t, means.vault, (binding, purpose), challenge, moment.now)? else {
        return Ok(SetUp::Over);
    };
    // What is not offered any more, as after it was turned off, is over.
    let Some(method) = means.methods.find(&waiting.method) else { return Ok(SetUp::Over) };
    let Some(heard) = &waiting.heard else { return Ok(SetUp::Waiting) };
    match method.hears(&waiting.record, heard) {
        Heard::OnTheWay => Ok(SetUp::Waiting),
        Heard::Ended(reason) => Ok(SetUp::Ended(reason)),
        Heard::Reported => Ok(SetUp::Ended("reported")),
        Heard::Right => {
            let Some(proven) = method.prove_heard(&waiting.record, heard) else { return Ok(SetUp::Over) };
            let offer = (method, &waiting, proven, name(method, &waiting.record));
            store_proven(t, means, (permit, binding), offer, moment)
        }
    }
}

fn store_proven(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (permit, binding): (&Permit, &Binding),
    (method, waiting, proven, name): (&dyn Method, &super::Waiting, Proven, String),
    moment: &Moment,
) -> Result<SetUp, VerificationError> {
    let (about, holder) = (method.about(), &binding.holder);
    let proven = Proven { only_resets: about.role == Role::Reset, ..proven };
    if permit.holder() != holder || !consume(t, holder, waiting.id, moment.now)? {
        return Ok(SetUp::Over);
    }
    let pool = method.pool(&waiting.record);
    registrations::hold(t, permit)?;
    // What is to be replaced goes only if the new one fits.
    if !has_room(t, holder, pool, waiting.registration)? {
        return Ok(SetUp::Full);
    }
    let replaced = match waiting.registration {
        Some(old) => registrations::remove(t, permit, old)?,
        None => false,
    };
    let new = (about.kind, pool, name.as_str());
    Ok(match registrations::add(t, means.vault, permit, new, &proven, moment)? {
        registrations::Added::Full => SetUp::Full,
        registrations::Added::Stored(registration) => {
            if let Some(app) = proven.app
                && !apps::prove(t, holder, (app, waiting.id), registration)?
            {
                registrations::remove(t, permit, registration)?;
                return Ok(SetUp::Over);
            }
            if replaced && let Some(old) = waiting.registration {
                t.run(
                    records::MOVE_DEFAULT,
                    &values![holder.organization, holder.account, old, registration],
                )?;
            }
            let kind = (about.role, about.factor);
            let proof = Proof::new(*holder, about.name.clone(), kind, moment.now, Some(registration));
            SetUp::Stored { registration, name, proof, replaced }
        }
    })
}
