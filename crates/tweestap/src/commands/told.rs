//! What an administrator does to an account by a command is told to its owner, as the owner's own changes are.

use std::sync::Arc;

use accounts::{Account, organizations};
use notices::{Change, NoticeError, Reader};
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

/// Posts the mail, in the transaction of what was done. False if the organization has no host name of its own: where its pages are is known
/// only from what browsers asked for, and a stranger's browser asks for what it likes.
pub fn tell(
    t: &mut Transaction<'_>,
    (vault, texts): (&Vault, &Arc<Texts>),
    account: &Account,
    done: Done,
    moment: &Moment,
) -> Result<bool, NoticeError> {
    let Some(organization) = organizations::find(t, account.organization)? else { return Ok(false) };
    let Some(host) = organizations::own_host(t, organization.id)? else { return Ok(false) };
    let (language, origin) = (organization.language, format!("https://{host}"));
    let reader = Reader { organization: &organization, account, language, origin: &origin };
    // What is set up from now on, with what was given, is doubted if the owner did not want it.
    let change = Change { kind: done.kind(), name: "", registration: None, since: moment.now };
    notices::tell(t, (vault, texts), reader, change, moment)?;
    Ok(true)
}

/// Tells the administrator when the owner is not told.
pub fn say_if_not(told: bool) {
    if !told {
        say_aside(
            "the owner is not told by mail: add a host to the organization, so that a mail can lead to its pages",
        );
    }
}
