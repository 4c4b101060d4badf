//! What a person does with what they have set up: looking at it, choosing what is asked first, and deleting.

use accounts::Organization;
use store::Transaction;
use verification::apps::{self, AppState};
use verification::defaults::{self, Way};
use verification::method::SetUpBy;
use verification::{Method, Permit, Registration, SecondStepRule, registrations, remembered};
use world::{Moment, RegistrationId};

use super::{Done, May, may_change};
use crate::authority::Asking;
use crate::desk::SecurityInfoDesk;
use crate::told::{self, Change};

/// What choosing the default method came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chose {
    /// It is chosen.
    Done,
    /// The account has no such method.
    No,
    /// A fresh second step is missing.
    StepUp,
    /// Nobody is signed in.
    Nobody,
}

/// Chooses the method by which the person is asked first.
pub fn choose_default(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (asking, organization): (&Asking, &Organization),
    way: &Way,
    moment: &Moment,
) -> Done<Chose> {
    let Some(person) = &asking.person else { return Ok(Chose::Nobody) };
    let session_only = Asking { attempt: None, ..asking.clone() };
    let (authority, permit) = match may_change(t, desk, &session_only, moment.now)? {
        May::Yes(authority, permit) => (authority, permit),
        May::StepUp => return Ok(Chose::StepUp),
        May::Nobody => return Ok(Chose::Nobody),
    };
    let holder = permit.holder();
    let all = registrations::list(t, &desk.vault, holder.organization, holder.account)?;
    let there = defaults::first(desk.methods, Some(way), &all);
    let is_it = |(method, registration): &(&'static dyn Method, _)| {
        method.about().name.as_str() == way.method && *registration == way.registration
    };
    let Some((method, _)) = there.filter(|it| is_it(it) && it.0.about().set_up.stands_alone()) else {
        return Ok(Chose::No);
    };
    let was = defaults::chosen(t, holder.organization, holder.account)?;
    if defaults::first(desk.methods, was.as_ref(), &all).is_some_and(|it| is_it(&it)) {
        return Ok(Chose::Done);
    }
    defaults::choose(t, &permit, way)?;
    let words = desk.texts.wording(person.account.language.unwrap_or(asking.language));
    let of_kind: Vec<_> = all.iter().filter(|one| one.kind == method.about().kind).cloned().collect();
    let choices = method.choices(&words, &of_kind);
    let says = choices.iter().find(|choice| choice.registration == way.registration);
    let change = Change::AskedFirst(says.map_or("", |choice| &choice.says));
    told::of(t, desk, (organization, &person.account, asking), (change, authority.since()), moment)?;
    Ok(Chose::Done)
}

/// What someone has set up.
#[derive(Debug, Default)]
pub struct Have {
    /// What they have set up.
    pub registrations: Vec<Registration>,
    /// By what they are asked first.
    pub first: Option<Way>,
    /// How their paired apps stand.
    pub apps: Vec<AppState>,
}

/// What someone has set up, and by what they are asked first.
pub fn list(t: &mut Transaction<'_>, desk: &SecurityInfoDesk, asking: &Asking) -> Done<Have> {
    let Some(person) = &asking.person else { return Ok(Have::default()) };
    let (organization, account) = (asking.organization, person.account.id);
    let all = registrations::list(t, &desk.vault, organization, account)?;
    let chosen = defaults::chosen(t, organization, account)?;
    let first = defaults::first(desk.methods, chosen.as_ref(), &all)
        .map(|(method, registration)| Way { method: method.about().name.as_str().to_owned(), registration });
    let apps = apps::of_account(t, organization, account)?;
    Ok(Have { registrations: all, first, apps })
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
    let (authority, permit) = match may_change(t, desk, &session_only, moment.now)? {
        May::Yes(authority, permit) => (authority, permit),
        May::StepUp => return Ok(Deleted::StepUp),
        May::Nobody => return Ok(Deleted::Nobody),
    };
    let must_have = person.account.second_step_rule(organization.second_step) == SecondStepRule::Required;
    registrations::hold(t, &permit)?;
    let all = registrations::list(t, &desk.vault, asking.organization, person.account.id)?;
    let stays = |one: &&Registration| one.id != registration && desk.methods.stands_alone(one);
    let goes = all.iter().any(|one| one.id == registration && desk.methods.stands_alone(one));
    if must_have && goes && !all.iter().any(|one| stays(&one)) {
        return Ok(Deleted::Last);
    }
    let removed = registrations::remove(t, &permit, registration)?;
    if let Some(gone) = all.iter().find(|one| removed && one.id == registration) {
        remembered::forget_all(t, (organization.id, person.account.id))?;
        let whose = (organization, &person.account, asking);
        told::of(t, desk, whose, (Change::Deleted(&gone.name), authority.since()), moment)?;
    }
    Ok(Deleted::Done)
}

/// Who has one registration is asked first in the way in which it was set up: whoever chose a call is not sent a text.
pub(super) fn ask_first_by(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    permit: &Permit,
    (method, registration): (&str, RegistrationId),
) -> Done<()> {
    let whose = (permit.holder().organization, permit.holder().account);
    let all = registrations::list(t, &desk.vault, whose.0, whose.1)?;
    let alone = all.iter().filter(|one| desk.methods.stands_alone(one)).count() == 1;
    let asked = defaults::first(desk.methods, None, &all);
    let by_itself = asked.is_none_or(|(asked, _)| asked.about().name.as_str() == method);
    let stands_in = desk.methods.stored(method)?.about().set_up == SetUpBy::Beside;
    if alone && !by_itself && !stands_in && defaults::chosen(t, whose.0, whose.1)?.is_none() {
        let way = Way { method: method.to_owned(), registration: Some(registration) };
        defaults::choose(t, permit, &way)?;
    }
    Ok(())
}
