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

/// The method to ask by first: what was chosen if it is still there, else the strongest.
pub fn first(
    methods: Methods,
    chosen: Option<&Way>,
    registrations: &[Registration],
) -> Option<(&'static dyn Method, Option<RegistrationId>)> {
    let there = |way: &Way| {
        let method = methods.find(&way.method)?;
        let fits = |one: &Registration| {
            one.kind == method.about().kind && way.registration.is_none_or(|id| id == one.id)
        };
        registrations.iter().any(fits).then_some((method, way.registration))
    };
    chosen.and_then(there).or_else(|| {
        // A method may reach none of the registrations of its kind, as a text no office phone.
        let reaches = methods.all().filter_map(|method| {
            let kind = method.about().kind;
            let of_kind: Vec<_> = registrations.iter().filter(|one| one.kind == kind).cloned().collect();
            let choice = method.choices(&NoWords, &of_kind).into_iter().next();
            choice.filter(|_| !of_kind.is_empty()).map(|choice| (method, choice.registration))
        });
        reaches.min_by_key(|(method, _)| method.about().rank)
    })
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
