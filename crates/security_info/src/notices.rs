//! Mails that tell a person of a change of their security info, in their own language.

use accounts::{Account, Organization, people};
use delivery::{Mail, outbox};
use store::Transaction;
use web::date_and_time;
use world::{Language, Moment, Words};

use crate::desk::{SecurityInfoDesk, SecurityInfoError};

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change<'a> {
    /// A method with this name was added.
    Added(&'a str),
    /// The method with this name was changed, as a phone's number.
    Changed(&'a str),
    /// The method with this name was deleted.
    Deleted(&'a str),
}

impl<'a> Change<'a> {
    const fn key(self) -> (&'static str, &'a str) {
        match self {
            Self::Added(name) => ("added", name),
            Self::Changed(name) => ("changed", name),
            Self::Deleted(name) => ("deleted", name),
        }
    }
}

/// Posts the mail, in the transaction of the change. It is written in the language that the person chose, or else in this one.
/// Who has no mail address is not told.
pub(crate) fn tell(
    t: &mut Transaction<'_>,
    desk: &SecurityInfoDesk,
    (organization, account, language): (&Organization, &Account, Language),
    change: Change<'_>,
    moment: &Moment,
) -> Result<(), SecurityInfoError> {
    let contact = people::contact(t, &desk.vault, organization.id, account.id)?;
    let Some(to) = contact.mail else { return Ok(()) };
    let words = desk.texts.wording(account.language.unwrap_or(language));
    let (key, name) = change.key();
    let values = [
        ("person", account.display_name.as_str().into()),
        ("user", account.user_name.as_str().into()),
        ("organization", organization.name.as_str().into()),
        ("name", name.into()),
        ("time", date_and_time(moment.now).into()),
    ];
    let subject = words.say_with(&format!("security-info-mail-{key}-subject"), &values);
    let text = words.say_with(&format!("security-info-mail-{key}-text"), &values);
    let mail = Mail::new(&to, &subject, text);
    outbox::post(t, &desk.vault, (organization.id, &mail.into()), (moment, "security info notice"))?;
    Ok(())
}
