//! What an administrator does to an account by a command is told to its owner, as the owner's own changes are.

use std::sync::Arc;

use accounts::{Account, organizations, people};
use notices::{Answer, NoticeError, Owner};
use store::Transaction;
use vault::Vault;
use web::Texts;
use world::Moment;

use super::output::say_aside;

/// What was done.
#[derive(Clone, Copy, Debug)]
pub enum Done {
    /// A new password was given.
    Password,
    /// So it was, and every method was removed.
    PasswordAndMethods,
    /// A temporary access pass was given.
    Pass,
}

impl Done {
    fn kind(self) -> &'static str {
        match self {
            Self::Password => "notice-given-password",
            Self::PasswordAndMethods => "notice-given-anew",
            Self::Pass => "notice-given-pass",
        }
    }
}

/// Whether the owner was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// By a mail in which they can say "this was not me".
    Yes,
    /// By a mail that says whom to ask: where the organization's pages are is known only from what browsers asked for, and a stranger's
    /// browser asks for what it likes.
    WithoutLink,
    /// Not at all: no mail address is known.
    No,
}

impl From<Answer> for Told {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Link => Self::Yes,
            Answer::Ask => Self::WithoutLink,
        }
    }
}

/// Posts the mail, in the transaction of what was done.
pub fn tell(
    t: &mut Transaction<'_>,
    (vault, texts): (&Vault, &Arc<Texts>),
    account: &Account,
    done: Done,
    moment: &Moment,
) -> Result<Told, NoticeError> {
    let Some(organization) = organizations::find(t, account.organization)? else { return Ok(Told::No) };
    let contact = people::contact(t, vault, organization.id, account.id)?;
    let Some(to) = contact.mail else { return Ok(Told::No) };
    let owner = Owner { organization: &organization, account };
    Ok(notices::tell_by_command(t, (vault, texts), owner, (done.kind(), &to), moment)?.into())
}

/// Tells the administrator when the owner is not told, or cannot answer.
pub fn say_if_not(told: Told) {
    match told {
        Told::Yes => {}
        Told::WithoutLink => say_aside(
            "the owner is told by mail, but cannot answer it by a link: add a host to the organization, so that a mail can lead to its pages",
        ),
        Told::No => say_aside("the owner is not told by mail: no mail address is known of this account"),
    }
}
