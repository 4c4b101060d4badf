//! Telling the owner of an account what an administrator did to it by a command.
//!
//! A command knows no page: where the organization's pages are is known only if it has a host name of its own. Without one the mail has no
//! way to say "this was not me", and says whom to ask.

use std::sync::Arc;

use accounts::{Account, Organization, looks, organizations};
use delivery::{Mail, outbox};
use store::Transaction;
use vault::Vault;
use web::{Texts, date_and_time};
use world::text::{HelpContact, MailAddress};
use world::{Moment, Timestamp, Words};

use crate::tell::tell_at;
use crate::{Change, NoticeError, Reader};

/// Whose account it is.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// Their organization.
    pub organization: &'a Organization,
    /// Their account.
    pub account: &'a Account,
}

/// Whether the owner can say by the mail "this was not me".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// The mail leads to a page of ours.
    Link,
    /// It says whom to ask.
    Ask,
}

/// Posts the mail of this kind to an address, in the transaction of what was done: with a link if the organization has a host name of its
/// own. `kind` is the beginning of its keys, `<kind>-subject`, `<kind>-text` and, without a link, `<kind>-unlinked`.
pub fn tell_by_command(
    t: &mut Transaction<'_>,
    (vault, texts): (&Vault, &Arc<Texts>),
    owner: Owner<'_>,
    (kind, to): (&'static str, &MailAddress),
    moment: &Moment,
) -> Result<Answer, NoticeError> {
    let Owner { organization, account } = owner;
    let Some(host) = organizations::own_host(t, organization.id)? else {
        tell_unlinked(t, (vault, texts), owner, (kind, to), moment)?;
        return Ok(Answer::Ask);
    };
    let (language, origin) = (organization.language, format!("https://{host}"));
    let reader = Reader { organization, account, language, origin: &origin };
    // What is set up from now on, with what was given, is doubted if the owner did not want it.
    let change = Change { kind, name: "", registration: None, since: moment.now };
    tell_at(t, (vault, texts), reader, (to, change), moment)?;
    Ok(Answer::Link)
}

/// Posts the mail without a link, also where there could be one: as to an address that may be another person's.
pub fn tell_unlinked(
    t: &mut Transaction<'_>,
    (vault, texts): (&Vault, &Arc<Texts>),
    owner: Owner<'_>,
    (kind, to): (&'static str, &MailAddress),
    moment: &Moment,
) -> Result<(), NoticeError> {
    let Owner { organization, account } = owner;
    let contact = looks::find(t, organization.id)?.contact;
    let language = account.language.unwrap_or(organization.language);
    let (subject, text) = says(&texts.wording(language), owner, (kind, contact.as_ref()), moment.now);
    let mut mail = Mail::new(to, &subject, text).in_language(language).in_the_name_of(&organization.name);
    if let Some(page) = contact.as_ref().and_then(HelpContact::link) {
        mail = mail.with_link(page.to_owned());
    }
    outbox::post(t, vault, (organization.id, &mail.into()), (moment, kind))?;
    Ok(())
}

/// Subject and text.
fn says(
    words: &dyn Words,
    Owner { organization, account }: Owner<'_>,
    (kind, contact): (&str, Option<&HelpContact>),
    now: Timestamp,
) -> (String, String) {
    let mut values = vec![
        ("person", account.display_name.as_str().into()),
        ("user", account.user_name.as_str().into()),
        ("organization", organization.name.as_str().into()),
        ("time", date_and_time(now).into()),
    ];
    let ask = match contact {
        Some(contact) => {
            values.push(("contact", contact.as_str().into()));
            words.say_with("notice-ask-contact", &values)
        }
        None => words.say_with("notice-ask", &values),
    };
    values.push(("ask", ask.into()));
    let say = |end: &str| words.say_with(&format!("{kind}-{end}"), &values);
    (say("subject"), say("unlinked"))
}
