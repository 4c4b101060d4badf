//! The beginning of a set-up.

use accounts::{Account, Organization, people};
use store::Transaction;
use verification::challenges::{self, Binding};
use verification::method::{AnsweredBy, Given, SetUpBy};
use verification::{Method, Methods, apps, registrations};
use world::{Moment, RegistrationId, Timestamp};

use super::{Done, May, may_change, situation};
use crate::authority::{Asking, Authority};
use crate::desk::SecurityInfoDesk;

/// What the beginning of a set-up came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Began {
    /// It waits for its proof.
    Waiting,
    /// What was given is not right: the end of the key that says why.
    Refused(&'static str),
    /// The account has as many as it may have.
    Full {
        /// How many that is.
        most: i64,
    },
    /// So many messages were sent that no more are until then.
    Resting(Timestamp),
    /// It cannot be set up here, or not by this person.
    NotOffered,
    /// A fresh second step is missing.
    StepUp,
    /// The phone that is to be replaced has not approved.
    OldPhone(RegistrationId),
    /// Nobody is signed in and no sign-in is under way.
    Nobody,
}

/// What a person wants to set up.
#[derive(Clone)]
pub struct Wanted {
    /// The method.
    pub method: &'static dyn Method,
    /// The registration in whose place it comes.
    pub replaces: Option<RegistrationId>,
    /// What the person gave beforehand.
    pub given: Given,
    /// The person no longer has the phone in whose place the new one comes.
    pub lost: bool,
}

/// Begins to set up a method.
pub fn begin(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (asking, organization, wanted): (&Asking, &Organization, &Wanted),
    moment: &Moment,
) -> Done<Began> {
    let authority = match may_change(t, desk, asking, moment.now)? {
        May::Yes(authority, _) => authority,
        May::StepUp => return Ok(Began::StepUp),
        May::Nobody => return Ok(Began::Nobody),
    };
    let Some(binding) = authority.binding() else { return Ok(Began::Nobody) };
    if let Some(old) = wanted.replaces.filter(|_| !wanted.lost)
        && approves_first(t, &authority, (wanted.method, old), moment.now)?
    {
        return Ok(Began::OldPhone(old));
    }
    let Some(account) = people::find(t, organization.id, binding.holder.account)? else {
        return Ok(Began::Nobody);
    };
    let offered = offered(desk, organization, (&authority, &account));
    if offered.find(wanted.method.about().name.as_str()).is_none() {
        return Ok(Began::NotOffered);
    }
    let words = desk.texts.wording(account.language.unwrap_or(asking.language));
    let ends_at = moment.now + wanted.method.about().set_up_lasts;
    let has = registrations::list(t, &desk.vault, organization.id, account.id)?;
    let situation = situation((asking, organization), (&account, &has), &words, ends_at);
    let replaces = match wanted.replaces {
        Some(old) => Some(old),
        None => stands_in_for(t, desk, (&binding, wanted.method))?,
    };
    let (what, around) = ((wanted.method, replaces), (&binding, &situation, &wanted.given));
    let began = challenges::begin_set_up(t, &desk.means(offered), what, around, moment)?;
    Ok(match began {
        challenges::Began::Waiting(_) => Began::Waiting,
        challenges::Began::Refused(problem) => Began::Refused(problem),
        challenges::Began::Full(pool) => Began::Full { most: pool.most },
        challenges::Began::Resting(until) => Began::Resting(until),
    })
}

/// What this person can set up by this right.
pub(super) fn offered(
    desk: &SecurityInfoDesk,
    organization: &Organization,
    (authority, account): (&Authority, &Account),
) -> Methods {
    let signed_in = matches!(authority, Authority::Session(_)).then_some(account);
    desk.offers(organization, signed_in)
}

/// New recovery codes come in the place of the old ones.
fn stands_in_for(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (binding, method): (&Binding, &dyn Method),
) -> Done<Option<RegistrationId>> {
    let about = method.about();
    if about.set_up != SetUpBy::Beside {
        return Ok(None);
    }
    let have = challenges::asked(t, &desk.vault, &binding.holder, (about, None))?;
    Ok(have.first().map(|one| one.id))
}

/// Whether the phone that a new one is to replace must approve first: it is a paired one, and has approved nothing in the last minutes.
/// Who signed in without a password has shown more than that phone could.
pub fn approves_first(
    t: &mut Transaction<'_>,
    authority: &Authority,
    (method, old): (&dyn Method, RegistrationId),
    now: Timestamp,
) -> Done<bool> {
    let Authority::Session(person) = authority else { return Ok(false) };
    let evidence = &person.session.evidence;
    let asks = method.about().answered == AnsweredBy::App
        && !evidence.proved_lately_by(old, now)
        && evidence.first_step_alone().is_some();
    if !asks {
        return Ok(false);
    }
    let paired = apps::of_account(t, person.account.organization, person.account.id)?;
    Ok(paired.iter().any(|app| app.registration == old))
}
