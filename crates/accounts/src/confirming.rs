//! Whether a person should look at their security info when they have signed in: because it is long since they said that it is right,
//! or because they could not get a new password with it.

use store::{StoreError, Transaction, values};
use vault::Vault;
use verification::reset::{are_enough, reached};
use verification::{Methods, Registration};
use world::{AccountId, OrganizationId, Span, Timestamp};

use crate::{Account, AccountsError, Contact, Organization, people, records};

/// What a person should look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Due {
    /// Whether what they have set up is still right.
    pub confirm: bool,
    /// That they lack what a reset of the password takes.
    pub for_reset: bool,
}

impl Due {
    /// Whether there is anything.
    pub fn is_any(self) -> bool {
        self.confirm || self.for_reset
    }
}

/// What this person should look at now. `methods` are those that there are for a sign-in.
///
/// # Errors
/// [`AccountsError`] of the database and of sealed columns.
pub fn due(
    t: &mut Transaction<'_>,
    (vault, methods): (&Vault, Methods),
    (organization, account): (&Organization, &Account),
    registrations: &[Registration],
    now: Timestamp,
) -> Result<Due, AccountsError> {
    let asks = organization.info;
    if !asks.for_reset && asks.confirm_after <= Span::ZERO {
        return Ok(Due::default());
    }
    let contact = people::contact(t, vault, organization.id, account.id)?;
    let for_reset = asks.for_reset && lacks(t, methods, (organization, account), (registrations, &contact))?;
    let is_something = !registrations.is_empty() || contact != Contact::default();
    let confirm = is_something && asks.confirm_after > Span::ZERO && {
        let said = said_at(t, (organization.id, account.id))?;
        let set_up = registrations.iter().map(|one| one.created_at).max();
        said.max(set_up).is_none_or(|at| now - at >= asks.confirm_after)
    };
    Ok(Due { confirm, for_reset })
}

/// Whether the person may get a new password and has too little to show that it is them.
fn lacks(
    t: &mut Transaction<'_>,
    methods: Methods,
    (organization, account): (&Organization, &Account),
    (registrations, contact): (&[Registration], &Contact),
) -> Result<bool, AccountsError> {
    let rules = &organization.resets;
    let may = rules.let_reset(t, (account.id, Some(account)), organization.id)?;
    let Some(gates) = rules.gates_for(account).filter(|_| may) else { return Ok(false) };
    let on_file = contact.clone().into();
    let all = rules.ways(methods, Some(account));
    let has: Vec<_> = all.filter(|way| reached(*way, registrations, &on_file).is_some()).collect();
    Ok(!are_enough(gates, &has))
}

/// When the person said last that it is right, or else when the account was made.
fn said_at(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
) -> Result<Option<Timestamp>, StoreError> {
    let Some(row) = t.first(records::CONFIRMED_AT, &values![organization, account])? else { return Ok(None) };
    let said: Option<Timestamp> = row.get(0)?;
    Ok(Some(said.unwrap_or(row.get(1)?)))
}

/// The person says that it is right.
///
/// # Errors
/// [`StoreError`] of the database.
pub fn confirm(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    now: Timestamp,
) -> Result<(), StoreError> {
    t.run(records::CONFIRM_INFO, &values![organization, account, now]).map(drop)
}
