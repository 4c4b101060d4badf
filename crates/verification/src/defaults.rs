//! The method by which an account is asked first.

use store::{StoreError, Transaction, values};
use world::{AccountId, OrganizationId, RegistrationId};

use crate::{Method, Methods, Permit, Registration, VerificationError, records};

/// A way to ask: a method, and which of its registrations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The method's name.
    pub method: String,
    /// The registration; none: all of the method's kind.
    pub registration: Option<RegistrationId>,
}

/// What the person chose, whether or not it is still there.
pub fn chosen(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    account: AccountId,
) -> Result<Option<Way>, VerificationError> {
    let row = t.first(records::DEFAULT_METHOD, &values![organization, account])?;
    row.map(|row| Ok(Way { method: row.get(0)?, registration: row.get(1)? })).transpose()
}

/// Chooses the method by which an account is asked first, on an administrator's word.
pub fn import(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    way: &Way,
) -> Result<(), StoreError> {
    choose(t, &Permit::of_administrator(organization, account), way)
}

/// Chooses the method by which the account is asked first.
pub fn choose(t: &mut Transaction<'_>, permit: &Permit, way: &Way) -> Result<(), StoreError> {
    let holder = permit.holder();
    t.run(
        records::SET_DEFAULT,
        &values![holder.organization, holder.account, way.method.as_str(), way.registration],
    )?;
    Ok(())
}

/// Every way in which someone can be asked who has these registrations.
pub fn ways(
    methods: Methods,
    registrations: &[Registration],
) -> impl Iterator<Item = (&'static dyn Method, Option<RegistrationId>)> {
    methods.all().flat_map(move |method| {
        let kind = method.about().kind;
        let of_kind: Vec<_> = registrations.iter().filter(|one| one.kind == kind).cloned().collect();
        let choices = if of_kind.is_empty() { Vec::new() } else { method.choices(&NoWords, &of_kind) };
        choices.into_iter().map(move |choice| (method, choice.registration))
    })
}

/// The method to ask by first: what was chosen if it is still there, else the strongest that can ask at all.
pub fn first(
    methods: Methods,
    chosen: Option<&Way>,
    registrations: &[Registration],
) -> Option<(&'static dyn Method, Option<RegistrationId>)> {
    let is_chosen = |(method, registration): &(&'static dyn Method, Option<RegistrationId>)| {
        chosen.is_some_and(|way| {
            method.about().name.as_str() == way.method && *registration == way.registration
        })
    };
    let strongest = || ways(methods, registrations).min_by_key(|(method, _)| method.about().rank);
    ways(methods, registrations).find(is_chosen).or_else(strongest)
}

/// For looking at what there is to choose, and not at what it is called.
struct NoWords;

impl world::Words for NoWords {
    fn say_with(&self, _: &str, _: &[(&str, world::words::Word)]) -> String {
        String::new()
    }

    fn language(&self) -> world::Language {
        world::Language::ENGLISH
    }
}
