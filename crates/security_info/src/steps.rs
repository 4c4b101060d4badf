//! What a person does with security info: one function for each, in one transaction.

mod begin;
mod kept;

use accounts::pass_policy::FINISHED_WITHIN;
use accounts::{Account, Organization, people};
use store::Transaction;
use vault::Token;
use verification::apps::{self, FromApp};
use verification::challenges::{self, Purpose, Resent, SetUp, Waiting};
use verification::method::{Aim, Asker, Situation};
use verification::steps::StepResult;
use verification::{
    Method, Permit, Permitted, Proof, Registration, Role, attempts, permit, registrations, remembered,
};
use world::{ChallengeId, Moment, OrganizationId, Timestamp, Words};

pub use begin::{Began, Wanted, approves_first, begin};
pub use kept::{Chose, Deleted, Have, choose_default, delete, list};

use self::begin::offered;
use crate::authority::{Asking, Authority};
use crate::desk::{SecurityInfoDesk, SecurityInfoError};
use crate::told::{self, Change};

pub(crate) type Done<T> = Result<T, SecurityInfoError>;

/// Who may change what, or what is missing.
pub(crate) enum May {
    Yes(Box<Authority>, Permit),
    /// Nobody is signed in and no sign-in is under way, or the account was disabled or deleted meanwhile.
    Nobody,
    /// A fresh second step, or a fresh password, is missing.
    StepUp,
}

pub(crate) fn may(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    asking: &Asking,
    now: Timestamp,
) -> Done<May> {
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

/// [`may`] for what changes something: what it rests on is held until the change is done.
pub(crate) fn may_change(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    asking: &Asking,
    now: Timestamp,
) -> Done<May> {
    match Authority::find(t, desk, asking, now)? {
        Some(authority) if authority.hold(t, now)? => may(t, desk, asking, now),
        _ => Ok(May::Nobody),
    }
}

fn situation<'a>(
    (asking, organization): (&'a Asking, &'a Organization),
    (account, has): (&'a Account, &'a [Registration]),
    words: &'a dyn Words,
    ends_at: Timestamp,
) -> Situation<'a> {
    Situation {
        words,
        organization: &organization.name,
        user_name: &account.user_name,
        account: account.id,
        has,
        host: &asking.host,
        origin: &asking.origin,
        ends_at,
        asker: Asker {
            aim: Aim::SetUp,
            application: String::new(),
            address: asking.address.clone(),
            place: asking.place.clone(),
            agent: asking.agent.clone(),
            familiar: true,
        },
    }
}

/// Where a set-up stands.
#[derive(Debug)]
pub enum SettingUp {
    /// It waits for its proof.
    Waiting {
        /// The challenge.
        waiting: Box<Waiting>,
        /// For whom it is.
        account: Box<Account>,
        /// What the account has.
        registrations: Vec<Registration>,
        /// Whether it is part of a sign-in.
        signing_in: bool,
        /// What an app calls itself that was paired for it.
        app: Option<String>,
    },
    /// None was begun.
    NotBegun {
        /// Whether it is part of a sign-in.
        signing_in: bool,
        /// What the account has.
        registrations: Vec<Registration>,
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
    asking: &Asking,
    now: Timestamp,
) -> Done<SettingUp> {
    let authority = match may(t, desk, asking, now)? {
        May::Yes(authority, _) => authority,
        May::StepUp => return Ok(SettingUp::StepUp),
        May::Nobody => return Ok(SettingUp::Nobody),
    };
    let signing_in = matches!(*authority, Authority::Attempt(_));
    let Some(binding) = authority.binding() else { return Ok(SettingUp::Nobody) };
    let (organization, account) = (binding.holder.organization, binding.holder.account);
    let Some(account) = people::find(t, organization, account)? else { return Ok(SettingUp::Nobody) };
    let registrations = registrations::list(t, &desk.vault, organization, account.id)?;
    Ok(match challenges::waiting(t, &desk.vault, &binding, Purpose::SetUp, now)? {
        Some(waiting) => SettingUp::Waiting {
            app: paired_app(t, desk, (organization, &waiting), now)?,
            waiting: Box::new(waiting),
            account: Box::new(account),
            registrations,
            signing_in,
        },
        None => SettingUp::NotBegun { signing_in, registrations },
    })
}

/// What an app calls itself that was paired for this set-up.
fn paired_app(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (organization, waiting): (OrganizationId, &Waiting),
    now: Timestamp,
) -> Done<Option<String>> {
    let Some(from) = waiting.heard.as_deref().and_then(FromApp::parse) else { return Ok(None) };
    Ok(apps::find(t, &desk.vault, (organization, from.app()), now)?.map(|app| app.name))
}

/// Sends the message of a set-up again.
pub fn send_again(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (asking, organization): (&Asking, &Organization),
    challenge: ChallengeId,
    moment: &Moment,
) -> Done<Resent> {
    let May::Yes(authority, _) = may(t, desk, asking, moment.now)? else { return Ok(Resent::Over) };
    let Some(binding) = authority.binding() else { return Ok(Resent::Over) };
    let waiting = challenges::waiting(t, &desk.vault, &binding, Purpose::SetUp, moment.now)?;
    let Some(waiting) = waiting else { return Ok(Resent::Over) };
    let account = people::find(t, organization.id, binding.holder.account)?;
    let Some(account) = account else { return Ok(Resent::Over) };
    let words = desk.texts.wording(account.language.unwrap_or(asking.language));
    let has = registrations::list(t, &desk.vault, organization.id, account.id)?;
    let situation = situation((asking, organization), (&account, &has), &words, waiting.expires_at);
    let what = (&binding, Purpose::SetUp);
    let means = desk.means(offered(desk, organization, (&authority, &account)));
    Ok(challenges::again(t, &means, what, (challenge, &situation), moment)?)
}

/// How a set-up is proved.
#[derive(Clone, Debug)]
pub enum Proving {
    /// By typing this.
    Typed(String),
    /// By what was answered elsewhere.
    Elsewhere,
}

/// What the proof of a set-up came to.
#[derive(Debug)]
pub enum Proved {
    /// It is set up.
    Done(Finished),
    /// The answer was wrong.
    Wrong,
    /// The answer cannot be one.
    Unreadable,
    /// Nothing was answered elsewhere yet, or it came to nothing.
    Waiting,
    /// The account has as many as it may have.
    Full,
    /// The set-up has ended, was finished in another window, or never was.
    Over,
}

/// A set-up that is done.
#[derive(Debug)]
pub struct Finished {
    /// During a sign-in the attempt has a new token.
    pub token: Option<Token>,
    /// Whether recovery codes are worth offering now: the account has none.
    pub lacks_recovery: bool,
    /// Whether it serves a password reset and nothing else.
    pub only_resets: bool,
    /// Whether it took the place of another.
    pub changed: bool,
}

/// Proves a set-up, and stores it. Without a name the method gives one.
pub fn prove(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (asking, organization): (&Asking, &Organization),
    (challenge, proving, name): (ChallengeId, &Proving, Option<&str>),
    moment: &Moment,
) -> Done<Proved> {
    let May::Yes(authority, permit) = may_change(t, desk, asking, moment.now)? else {
        return Ok(Proved::Over);
    };
    let Some(binding) = authority.binding() else { return Ok(Proved::Over) };
    let words = desk.texts.wording(asking.language);
    let name = |method: &dyn Method, offer: &[u8]| {
        name.map_or_else(|| method.default_name(&words, offer), str::to_owned)
    };
    let Some(account) = people::find(t, organization.id, binding.holder.account)? else {
        return Ok(Proved::Over);
    };
    let means = desk.means(offered(desk, organization, (&authority, &account)));
    let who = (&permit, &binding);
    let set_up = match proving {
        Proving::Typed(typed) => challenges::set_up(t, &means, who, (challenge, typed, &name), moment)?,
        Proving::Elsewhere => challenges::collect_set_up(t, &means, who, (challenge, &name), moment)?,
    };
    match set_up {
        SetUp::Stored { name, proof, replaced, registration } => {
            let change = if replaced {
                Change::Changed(&name, registration)
            } else {
                Change::Added(&name, registration)
            };
            if proof.role() != Role::Reset {
                kept::ask_first_by(t, desk, &permit, (proof.method().as_str(), registration))?;
            }
            stored(t, desk, (asking, organization), (*authority, proof, change), moment)
        }
        SetUp::Wrong => Ok(Proved::Wrong),
        SetUp::Unreadable => Ok(Proved::Unreadable),
        SetUp::Waiting | SetUp::Ended(_) => Ok(Proved::Waiting),
        SetUp::Full => Ok(Proved::Full),
        SetUp::Over => Ok(Proved::Over),
    }
}

fn stored(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (asking, organization): (&Asking, &Organization),
    (authority, proof, change): (Authority, Proof, Change<'_>),
    moment: &Moment,
) -> Done<Proved> {
    let Some(binding) = authority.binding() else { return Ok(Proved::Over) };
    let whose = (organization.id, binding.holder.account);
    if let Some(account) = people::find(t, whose.0, whose.1)? {
        told::of(t, desk, (organization, &account, asking), (change, authority.since()), moment)?;
    }
    let changed = matches!(change, Change::Changed(..));
    if changed {
        remembered::forget_all(t, whose)?;
    }
    let all = registrations::list(t, &desk.vault, whose.0, whose.1)?;
    let only_resets = proof.role() == Role::Reset;
    let mut signing_in = all.iter().filter(|one| desk.methods.serve(one));
    let lacks_recovery = !only_resets && signing_in.all(|one| desk.methods.stands_alone(one));
    let token = match authority {
        Authority::Session(_) => None,
        Authority::Attempt(mut attempt) => {
            attempt.steps.note(proof.method().as_str(), StepResult::SetUp, moment.now);
            let by_pass = |proof: &Proof| desk.methods.is_instead(proof);
            let passed =
                attempt.evidence.as_ref().is_some_and(|evidence| evidence.proofs().iter().any(by_pass));
            let Some(token) = attempts::advance(t, &desk.vault, &mut attempt, proof, moment)? else {
                return Ok(Proved::Over);
            };
            // Who came in by a pass that is good once and now has what lasts is not sent away before the last questions.
            if passed && all.iter().any(|one| desk.methods.stands_alone(one)) {
                attempts::lengthen(t, &attempt, moment.now + FINISHED_WITHIN)?;
            }
            Some(token)
        }
    };
    Ok(Proved::Done(Finished { token, lacks_recovery, only_resets, changed }))
}
