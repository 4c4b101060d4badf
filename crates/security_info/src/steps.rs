//! What a person does with security info: one function for each, in one transaction.

use accounts::{Organization, people};
use store::Transaction;
use vault::Token;
use verification::challenges::{self, Purpose, Waiting};
use verification::steps::StepResult;
use verification::{
    Invitation, Method, Permit, Permitted, Registration, SecondStepRule, attempts, permit, registrations,
};
use world::{ChallengeId, Moment, RegistrationId, Timestamp};

use crate::authority::{Asking, Authority};
use crate::desk::{SecurityInfoDesk, SecurityInfoError};
use crate::notices::{self, Change};

type Done<T> = Result<T, SecurityInfoError>;

/// Who may change what, or what is missing.
enum May {
    Yes(Box<Authority>, Permit),
    /// Nobody is signed in and no sign-in is under way, or the account was disabled or deleted meanwhile.
    Nobody,
    /// A fresh second step, or a fresh password, is missing.
    StepUp,
}

fn may(t: &mut Transaction<'_>, desk: &SecurityInfoDesk, asking: &Asking, now: Timestamp) -> Done<May> {
    let Some(authority) = Authority::find(t, desk, asking, now)? else { return Ok(May::Nobody) };
    let Some(evidence) = authority.evidence() else { return Ok(May::Nobody) };
    let holder = evidence.holder();
    let account = people::find(t, holder.organization, holder.account)?;
    if account.is_none_or(|account| account.disabled_at.is_some()) {
        return Ok(May::Nobody);
    }
    Ok(match (permit(t, evidence, now)?, &authority) {
        (Permitted::Yes(permit), _) => May::Yes(Box::new(authority), permit),
        (Permitted::No(_), Authority::Session(_)) => May::StepUp,
        // The sign-in goes on by itself to what it lacks.
        (Permitted::No(_), Authority::Attempt(_)) => May::Nobody,
    })
}

/// What someone has set up.
pub fn list(t: &mut Transaction<'_>, desk: &SecurityInfoDesk, asking: &Asking) -> Done<Vec<Registration>> {
    let Some(person) = &asking.person else { return Ok(Vec::new()) };
    Ok(registrations::list(t, &desk.vault, asking.organization, person.account.id)?)
}

/// What the beginning of a set-up came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Began {
    /// It waits for its proof.
    Waiting,
    /// The account has as many as it may have.
    Full {
        /// How many that is.
        most: i64,
    },
    /// A fresh second step is missing.
    StepUp,
    /// Nobody is signed in and no sign-in is under way.
    Nobody,
}

/// Begins to set up a method.
pub fn begin(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (asking, method): (&Asking, &'static dyn Method),
    moment: &Moment,
) -> Done<Began> {
    let (authority, permit) = match may(t, desk, asking, moment.now)? {
        May::Yes(authority, permit) => (authority, permit),
        May::StepUp => return Ok(Began::StepUp),
        May::Nobody => return Ok(Began::Nobody),
    };
    let (holder, about) = (permit.holder(), method.about());
    if registrations::count(t, holder.organization, holder.account, about.pool)? >= about.most {
        return Ok(Began::Full { most: about.most });
    }
    let Some(binding) = authority.binding() else { return Ok(Began::Nobody) };
    let offer = method.offer(&mut moment.chance("offer"));
    challenges::begin(t, &desk.vault, (method, Purpose::SetUp), &binding, &offer, moment)?;
    Ok(Began::Waiting)
}

/// Where a set-up stands.
#[derive(Debug)]
pub enum SettingUp {
    /// It waits for its proof.
    Waiting {
        /// The challenge.
        waiting: Waiting,
        /// For whom it is.
        invitation: Invitation,
        /// Whether it is part of a sign-in.
        signing_in: bool,
    },
    /// None was begun; whether a sign-in is under way that needs one.
    NotBegun {
        /// Whether it is part of a sign-in.
        signing_in: bool,
    },
    /// A fresh second step is missing.
    StepUp,
    /// Nobody is signed in and no sign-in is under way that needs one.
    Nobody,
}

/// Looks where a set-up stands. Writes nothing.
pub fn look(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (asking, organization): (&Asking, &Organization),
    now: Timestamp,
) -> Done<SettingUp> {
    let authority = match may(t, desk, asking, now)? {
        May::Yes(authority, _) => authority,
        May::StepUp => return Ok(SettingUp::StepUp),
        May::Nobody => return Ok(SettingUp::Nobody),
    };
    let signing_in = matches!(*authority, Authority::Attempt(_));
    let Some(binding) = authority.binding() else { return Ok(SettingUp::Nobody) };
    let Some(waiting) = challenges::waiting(t, &desk.vault, &binding, Purpose::SetUp, now)? else {
        return Ok(SettingUp::NotBegun { signing_in });
    };
    let account = people::find(t, binding.holder.organization, binding.holder.account)?;
    let Some(account) = account else { return Ok(SettingUp::Nobody) };
    let invitation = Invitation { user_name: account.user_name, organization: organization.name.clone() };
    Ok(SettingUp::Waiting { waiting, invitation, signing_in })
}

/// What the proof of a set-up came to.
#[derive(Debug)]
pub enum Proved {
    /// It is set up. During a sign-in the attempt has a new token.
    Done(Option<Token>),
    /// The answer was wrong.
    Wrong,
    /// The answer cannot be one.
    Unreadable,
    /// The account has as many as it may have.
    Full,
    /// The set-up has ended, was finished in another window, or never was.
    Over,
}

/// Proves a set-up with an answer, and stores it.
pub fn prove(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (asking, organization): (&Asking, &Organization),
    (challenge, typed, name): (ChallengeId, &str, &str),
    moment: &Moment,
) -> Done<Proved> {
    let now = moment.now;
    let May::Yes(mut authority, permit) = may(t, desk, asking, now)? else { return Ok(Proved::Over) };
    let Some(binding) = authority.binding() else { return Ok(Proved::Over) };
    let with = (&desk.vault, desk.methods);
    let answer = (challenge, typed, name);
    let proof = match challenges::set_up(t, with, (&permit, &binding), answer, moment)? {
        challenges::SetUp::Stored { proof, .. } => proof,
        challenges::SetUp::Wrong => return Ok(Proved::Wrong),
        challenges::SetUp::Unreadable => return Ok(Proved::Unreadable),
        challenges::SetUp::Full => return Ok(Proved::Full),
        challenges::SetUp::Over => return Ok(Proved::Over),
    };
    if let Some(account) = people::find(t, organization.id, binding.holder.account)? {
        notices::tell(t, desk, (organization, &account, asking.language), Change::Added(name), moment)?;
    }
    match &mut *authority {
        Authority::Session(_) => Ok(Proved::Done(None)),
        Authority::Attempt(attempt) => {
            attempt.steps.note(proof.method().as_str(), StepResult::SetUp, now);
            let token = attempts::advance(t, &desk.vault, attempt, proof, moment)?;
            Ok(token.map_or(Proved::Over, |token| Proved::Done(Some(token))))
        }
    }
}

/// What a deletion came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Deleted {
    /// It is deleted, or was before.
    Done,
    /// It is the last one, and the account must have one.
    Last,
    /// A fresh second step is missing.
    StepUp,
    /// Nobody is signed in.
    Nobody,
}

/// Deletes a registration.
pub fn delete(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (asking, organization): (&Asking, &Organization),
    registration: RegistrationId,
    moment: &Moment,
) -> Done<Deleted> {
    let Some(person) = &asking.person else { return Ok(Deleted::Nobody) };
    let session_only = Asking { attempt: None, ..asking.clone() };
    let permit = match may(t, desk, &session_only, moment.now)? {
        May::Yes(_, permit) => permit,
        May::StepUp => return Ok(Deleted::StepUp),
        May::Nobody => return Ok(Deleted::Nobody),
    };
    let must_have = person.account.second_step_rule(organization.second_step) == SecondStepRule::Required;
    registrations::hold(t, &permit)?;
    let all = registrations::list(t, &desk.vault, asking.organization, person.account.id)?;
    if must_have && all.len() == 1 && all[0].id == registration {
        return Ok(Deleted::Last);
    }
    let removed = registrations::remove(t, &permit, registration)?;
    if let Some(gone) = all.iter().find(|one| removed && one.id == registration) {
        let whose = (organization, &person.account, asking.language);
        notices::tell(t, desk, whose, Change::Deleted(&gone.name), moment)?;
    }
    Ok(Deleted::Done)
}
