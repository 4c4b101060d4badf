//! Challenges of a password reset. The same statements run for whoever has nothing to be asked by, so that a page tells nobody by its
//! time or its words whether it asks somebody; a rest or another request that waits is not told either.

use store::Transaction;
use vault::Vault;
use world::{ChallengeId, Id, Moment, RegistrationId, Timestamp};

use super::begin::{Started, put};
use super::{Binding, Means, Purpose, asked, chance_of, consume, in_app, take, this_waiting};
use crate::method::{AnsweredBy, Checked, Heard, Right, Situation};
use crate::reset::Target;
use crate::{Holder, Method, Proof, Registration, Role, VerificationError, registrations};

/// What stands for an address or a number on file, which nobody has set up. The same has the same id, whichever method reaches it.
fn on_file(vault: &Vault, method: &dyn Method, record: Vec<u8>) -> Registration {
    let tag = vault.tag("on file", &[method.about().kind.as_bytes(), &record]);
    let mut id = [0; 16];
    id.copy_from_slice(&tag[..16]);
    Registration {
        id: RegistrationId::from_array(id),
        kind: method.about().kind.to_owned(),
        name: String::new(),
        record,
        counter: 0,
        created_at: Timestamp::EPOCH,
        used_at: None,
        starts_at: None,
        ends_at: None,
    }
}

/// Begins a challenge that ends with the situation, under this id. False if nothing was sent or waits: the account does not have it, it
/// rests, or another browser's request waits.
pub fn begin_reset(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (method, target): (&dyn Method, &Target),
    (binding, situation, id): (&Binding, &Situation<'_>, ChallengeId),
    moment: &Moment,
) -> Result<bool, VerificationError> {
    let (about, holder) = (method.about(), &binding.holder);
    let (registration, registrations) = match target {
        Target::SetUp(registration) => {
            (*registration, asked(t, means.vault, holder, (about, *registration))?)
        }
        Target::OnFile(record) => {
            let on_file = on_file(means.vault, method, record.clone());
            (Some(on_file.id), vec![on_file])
        }
    };
    if registrations.is_empty() {
        return Ok(false);
    }
    let is_app = about.answered == AnsweredBy::App;
    if is_app {
        match in_app::waits_already(t, method, binding, moment.now)? {
            None => {}
            // The attempt's own makes room for the new one.
            Some(Started::Waiting(own)) => drop(consume(t, holder, own, moment.now)?),
            Some(_) => return Ok(false),
        }
    }
    let mut begun = method.begin(situation, &registrations, &mut chance_of(means.vault, id))?;
    if is_app {
        match in_app::claim(t, means, (holder, id), situation, moment.now)? {
            in_app::Claimed::Rings => {}
            in_app::Claimed::Quietly => begun.messages.clear(),
            in_app::Claimed::Not(_) => return Ok(false),
        }
    }
    let what = (method, Purpose::Reset, registration);
    let started = put(t, means, (what, binding, situation), (id, begun), moment)?;
    Ok(matches!(started, Started::Waiting(_)))
}

/// The record of a challenge that nobody can answer, for the page that shows it: the same whenever it is shown.
pub fn pretend(
    means: &Means<'_>,
    method: &dyn Method,
    (situation, id): (&Situation<'_>, ChallengeId),
) -> Result<Vec<u8>, VerificationError> {
    let own = means.vault.tag("reset for nobody", &[situation.user_name.as_bytes()]);
    let own = &mut Moment::with_seed(Timestamp::EPOCH, own).chance("nobody");
    Ok(method.begin_for_nobody(situation, own, &mut chance_of(means.vault, id))?.record)
}

/// What an answer to a challenge of a reset came to.
#[derive(Debug)]
pub enum ResetAnswered {
    /// It was right: here is the proof.
    Accepted(Proof),
    /// It was right once, and was used then.
    AlreadyUsed,
    /// It was wrong, or nothing waits for it.
    Wrong,
}

/// What a challenge may be answered by: what it was begun for, if the account still has that for the way. The same is looked for whether or
/// not it has anything.
fn answering(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (holder, method, target): (&Holder, &dyn Method, Option<&Target>),
    begun_for: Option<RegistrationId>,
) -> Result<Vec<Registration>, VerificationError> {
    let set_up = asked(t, vault, holder, (method.about(), begun_for))?;
    Ok(match target {
        Some(Target::SetUp(registration)) if *registration == begun_for => set_up,
        Some(Target::OnFile(record)) => {
            let on_file = on_file(vault, method, record.clone());
            if begun_for == Some(on_file.id) { vec![on_file] } else { Vec::new() }
        }
        _ => Vec::new(),
    })
}

/// Holds a typed answer against a challenge of what is reached. Whoever calls it has counted the try.
pub fn answer_reset(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (binding, method, target): (&Binding, &dyn Method, Option<&Target>),
    (challenge, typed): (ChallengeId, &str),
    now: Timestamp,
) -> Result<ResetAnswered, VerificationError> {
    let (holder, about) = (&binding.holder, method.about());
    let waiting = this_waiting(t, means.vault, (binding, Purpose::Reset), challenge, now)?;
    let taken = take(t, (binding, Purpose::Reset), challenge, now)?;
    let begun_for = waiting.as_ref().and_then(|waiting| waiting.registration);
    let registrations = answering(t, means.vault, (holder, method, target), begun_for)?;
    let Some(waiting) = waiting.filter(|waiting| taken && waiting.method == about.name.as_str()) else {
        return Ok(ResetAnswered::Wrong);
    };
    let Some(answer) = method.read(typed).filter(|_| about.answered == AnsweredBy::Typing) else {
        return Ok(ResetAnswered::Wrong);
    };
    match method.check(&waiting.record, &registrations, &answer, now) {
        Checked::Wrong => Ok(ResetAnswered::Wrong),
        Checked::Used => Ok(ResetAnswered::AlreadyUsed),
        Checked::Right(right) => {
            // What is on file is not set up, and its challenge's end is enough.
            let is_set_up = matches!(target, Some(Target::SetUp(_)));
            if is_set_up && !registrations::used(t, means.vault, holder, &right, now)? {
                return Ok(ResetAnswered::AlreadyUsed);
            }
            if !consume(t, holder, challenge, now)? {
                return Ok(ResetAnswered::Wrong);
            }
            Ok(ResetAnswered::Accepted(proof(holder, method, &right, now)))
        }
    }
}

/// Takes what was approved elsewhere, in the browser that asked. None if nothing was.
pub fn collect_reset(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (binding, method, target): (&Binding, &dyn Method, Option<&Target>),
    challenge: ChallengeId,
    now: Timestamp,
) -> Result<Option<Proof>, VerificationError> {
    let (holder, about) = (&binding.holder, method.about());
    let waiting = this_waiting(t, means.vault, (binding, Purpose::Reset), challenge, now)?;
    let begun_for = waiting.as_ref().and_then(|waiting| waiting.registration);
    let asked = answering(t, means.vault, (holder, method, target), begun_for)?;
    let Some(waiting) = waiting.filter(|waiting| waiting.method == about.name.as_str()) else {
        return Ok(None);
    };
    let Some(heard) = waiting.heard.as_deref().filter(|_| about.answered != AnsweredBy::Typing) else {
        return Ok(None);
    };
    if method.hears(&waiting.record, heard) != Heard::Right {
        return Ok(None);
    }
    let Some(registration) = method.answered_with(heard, &asked) else { return Ok(None) };
    let right = Right::of(registration);
    let is_set_up = matches!(target, Some(Target::SetUp(_)));
    if is_set_up && !registrations::used(t, means.vault, holder, &right, now)?
        || !consume(t, holder, challenge, now)?
    {
        return Ok(None);
    }
    if about.answered == AnsweredBy::App {
        in_app::approved(t, means, holder)?;
    }
    Ok(Some(proof(holder, method, &right, now)))
}

fn proof(holder: &Holder, method: &dyn Method, right: &Right, now: Timestamp) -> Proof {
    let about = method.about();
    Proof::new(*holder, about.name.clone(), (Role::Reset, about.factor), now, Some(right.registration))
}
