//! What is told by mail of a change of security info.

use accounts::{Account, Organization};
use notices::{Reader, tell};
use store::Transaction;
use world::{Moment, RegistrationId, Timestamp};

use crate::authority::Asking;
use crate::desk::{SecurityInfoDesk, SecurityInfoError};

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change<'a> {
    /// A method with this name was added.
    Added(&'a str, RegistrationId),
    /// The method with this name was changed, as a phone's number.
    Changed(&'a str, RegistrationId),
    /// The method with this name was deleted.
    Deleted(&'a str),
    /// The method with this name was put aside, and serves again.
    Kept(&'a str, RegistrationId),
    /// The person is now asked first in the way that these words name.
    AskedFirst(&'a str),
}

/// Posts the mail, in the transaction of the change. `since` is when the sign-in began by which it was changed.
pub(crate) fn of(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (organization, account, asking): (&Organization, &Account, &Asking),
    (change, since): (Change<'_>, Timestamp),
    moment: &Moment,
) -> Result<(), SecurityInfoError> {
    let reader = Reader { organization, account, language: asking.language, origin: &asking.origin };
    let (kind, name, registration) = match change {
        Change::Added(name, id) => ("security-info-mail-added", name, Some(id)),
        Change::Changed(name, id) => ("security-info-mail-changed", name, Some(id)),
        Change::Deleted(name) => ("security-info-mail-deleted", name, None),
        Change::Kept(name, id) => ("security-info-mail-kept", name, Some(id)),
        Change::AskedFirst(says) => ("security-info-mail-default", says, None),
    };
    let change = notices::Change { kind, name, registration, since };
    Ok(tell(t, (&desk.vault, &desk.texts), reader, change, moment)?)
}
