//! Telling a person what changed, in their own language.

use std::sync::Arc;

use accounts::{Account, Organization, people};
use delivery::{Mail, outbox};
use store::{Transaction, values};
use vault::Vault;
use web::{Texts, date_and_time, links};
use world::text::MailAddress;
use world::{Language, MessageId, Moment, RegistrationId, Span, Timestamp, Words};

use crate::{Code, NoticeError, records};

/// How long a person can say that it was not them.
pub const LASTS: Span = Span::days(7);
/// What was set up longer before a change than this is not doubted with it.
const DOUBTED_BEFORE: Span = Span::days(1);

/// What changed.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// The beginning of the keys of its mail, `<kind>-subject` and `<kind>-text`.
    pub kind: &'static str,
    /// The name of what changed; empty if it has none.
    pub name: &'a str,
    /// The registration that was added or changed.
    pub registration: Option<RegistrationId>,
    /// When the sign-in began by which it was changed: what was set up since is doubted with it.
    pub since: Timestamp,
}

/// Who is told.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// Their organization.
    pub organization: &'a Organization,
    /// Their account.
    pub account: &'a Account,
    /// The language of who chose none.
    pub language: Language,
    /// The origin of our pages, for the link.
    pub origin: &'a str,
}

/// Posts the mail, in the transaction of the change. Who has no mail address is not told.
pub fn tell(
    t: &mut Transaction<'_>,
    (vault, texts): (&Vault, &Arc<Texts>),
    reader: Reader<'_>,
    change: Change<'_>,
    moment: &Moment,
) -> Result<(), NoticeError> {
    match people::contact(t, vault, reader.organization.id, reader.account.id)?.mail {
        Some(to) => tell_at(t, (vault, texts), reader, (&to, change), moment),
        None => Ok(()),
    }
}

/// [`tell`] at this address, whether or not it is the account's.
pub(crate) fn tell_at(
    t: &mut Transaction<'_>,
    (vault, texts): (&Vault, &Arc<Texts>),
    reader: Reader<'_>,
    (to, change): (&MailAddress, Change<'_>),
    moment: &Moment,
) -> Result<(), NoticeError> {
    let Reader { organization, account, .. } = reader;
    let mut numbers = moment.chance(change.kind);
    let (id, code): (MessageId, _) = (numbers.id(moment.now), Code::new(&mut numbers));
    t.run(
        records::ADD_NOTICE,
        &values![
            organization.id,
            id,
            account.id,
            code.hash(vault, organization.id).as_slice(),
            change.kind,
            change.registration,
            change.since.max(moment.now - DOUBTED_BEFORE),
            moment.now,
            moment.now + LASTS,
        ],
    )?;
    let language = account.language.unwrap_or(reader.language);
    let words = texts.wording(language);
    let page = format!("{}{}", reader.origin, links::NotMe);
    let link = format!("{page}#{}", code.to_text());
    let values = [
        ("person", account.display_name.as_str().into()),
        ("user", account.user_name.as_str().into()),
        ("organization", organization.name.as_str().into()),
        ("name", change.name.into()),
        ("time", date_and_time(moment.now).into()),
        ("link", link.as_str().into()),
        ("page", page.as_str().into()),
        ("code", code.to_text().into()),
    ];
    let say = |end: &str| words.say_with(&format!("{}-{end}", change.kind), &values);
    let mail = Mail::new(to, &say("subject"), say("text"))
        .in_language(language)
        .in_the_name_of(&organization.name)
        .with_link(link.clone())
        .with_link(page.clone());
    outbox::post(t, vault, (organization.id, &mail.into()), (moment, change.kind))?;
    Ok(())
}
