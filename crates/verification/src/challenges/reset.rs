//! Challenges of a password reset. The same statements run for whoever has nothing to be asked by, so that a page tells nobody by its
//! time or its words whether it asks somebody; a rest or another request that waits is not told either.

use store::Transaction;
use world::{ChallengeId, Id, Moment, RegistrationId, Timestamp};

use super::begin::{Started, put};
use super::{Binding, Means, Purpose, asked, chance_of, consume, in_app, take, this_waiting};
use crate::method::{AnsweredBy, Checked, Heard, Right, SetUpBy, Situation};
use crate::{Holder, Method, Proof, Registration, Role, VerificationError, registrations};

/// What is asked.
#[derive(Clone, Debug)]
pub enum Target {
    /// What the account has set up of the method's kind, or this one of it.
    SetUp(Option<RegistrationId>),
    /// An address that the organization has on file, in the form that the method reads.
    OnFile(Vec<u8>),
}

/// What stands for an address on file, which nobody has set up.
fn on_file(method: &dyn Method, record: Vec<u8>) -> Registration {
    Registration {
        id: RegistrationId::from_array([0; 16]),
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
        Target::OnFile(record) => (None, vec![on_file(method, record.clone())]),
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

/// Holds a typed answer against a challenge. Whoever calls it has counted the try.
pub fn answer_reset(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (binding, method): (&Binding, &dyn Method),
    (challenge, typed): (ChallengeId, &str),
    now: Timestamp,
) -> Result<ResetAnswered, VerificationError> {
    let (holder, about) = (&binding.holder, method.about());
    let waiting = this_waiting(t, means.vault, (binding, Purpose::Reset), challenge, now)?;
    let taken = take(t, (binding, Purpose::Reset), challenge, now)?;
    let registration = waiting.as_ref().and_then(|waiting| waiting.registration);
    let mut registrations = asked(t, means.vault, holder, (about, registration))?;
    let Some(waiting) = waiting.filter(|waiting| taken && waiting.method == about.name.as_str()) else {
        return Ok(ResetAnswered::Wrong);
    };
    let Some(answer) = method.read(typed).filter(|_| about.answered == AnsweredBy::Typing) else {
        return Ok(ResetAnswered::Wrong);
    };
    if about.set_up == SetUpBy::OnFile {
        registrations = vec![on_file(method, Vec::new())];
    }
    match method.check(&waiting.record, &registrations, &answer, now) {
        Checked::Wrong => Ok(ResetAnswered::Wrong),
        Checked::Used => Ok(ResetAnswered::AlreadyUsed),
        Checked::Right(right) => {
            // What is on file is not set up, and its challenge's end is enough.
            if about.set_up != SetUpBy::OnFile && !registrations::used(t, means.vault, holder, &right, now)? {
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
    (binding, method): (&Binding, &dyn Method),
    challenge: ChallengeId,
    now: Timestamp,
) -> Result<Option<Proof>, VerificationError> {
    let (holder, about) = (&binding.holder, method.about());
    let waiting = this_waiting(t, means.vault, (binding, Purpose::Reset), challenge, now)?;
    let registration = waiting.as_ref().and_then(|waiting| waiting.registration);
    let asked = asked(t, means.vault, holder, (about, registration))?;
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
    if !registrations::used(t, means.vault, holder, &right, now)? || !consume(t, holder, challenge, now)? {
        return Ok(None);
    }
    if about.answered == AnsweredBy::App {
        in_app::approved(t, means, holder)?;
    }
    Ok(Some(proof(holder, method, &right, now)))
}

fn proof(holder: &Holder, method: &dyn Method, right: &Right, now: Timestamp) -> Proof {
    let about = method.about();
    let registration = Some(right.registration).filter(|id| id.as_bytes() != &[0; 16]);
    Proof::new(*holder, about.name.clone(), (Role::Reset, about.factor), now, registration)
}
