//! Telling who looks after the organization that one of its people says: this was not me.

use std::sync::Arc;

use accounts::{Account, Organization, people};
use delivery::{Mail, outbox};
use store::Transaction;
use vault::Vault;
use web::{Texts, date_and_time};
use world::words::Word;
use world::{AccountId, Moment, OrganizationId, Timestamp, Words};

use crate::NoticeError;

/// How many administrators are told.
pub const MOST: usize = 10;

/// What was said not to be the person.
#[derive(Clone, Debug)]
pub(crate) enum Doubtful {
    /// What a mail had told, by the beginning of its keys and its time.
    Mail(String, Timestamp),
    /// A sign-in in the list of recent activity, by its time.
    SignIn(Timestamp),
    /// What was asked on the phone just now, for a sign-in.
    OnThePhone,
    /// The same for a new password.
    ResetOnThePhone,
}

impl Doubtful {
    fn key(&self) -> &'static str {
        match self {
            Self::Mail(..) => "notice-told-mail-text",
            Self::SignIn(_) => "notice-told-sign-in-text",
            Self::OnThePhone => "notice-told-reported-text",
            Self::ResetOnThePhone => "notice-told-reset-reported-text",
        }
    }
}

/// The administrators who are told of what somebody denies. A person is not told of their own answer.
pub fn administrators(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
) -> Result<Vec<Account>, NoticeError> {
    let most = i64::try_from(MOST).unwrap_or(i64::MAX).saturating_add(1);
    let all = people::administrators_with_mail(t, organization, most)?;
    Ok(all.into_iter().filter(|one| one.id != account).take(MOST).collect())
}

/// Posts the mails, in the transaction of the answer.
pub(crate) fn tell_administrators(
    t: &mut Transaction<'_>,
    (vault, texts): (&Vault, &Arc<Texts>),
    (organization, account): (&Organization, &Account),
    doubtful: &Doubtful,
    moment: &Moment,
) -> Result<(), NoticeError> {
    let says = |words: &dyn Words, reader: &Account| {
        says(words, (organization, reader), (account, doubtful), moment.now)
    };
    post_each(t, (vault, texts), (organization, account), &says, moment)
}

/// What an administrator did to their own account, without being signed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByThemselves {
    /// They chose a new password.
    Reset,
    /// They lifted a lockout.
    Unlocked,
}

/// Tells the other administrators of it. Posted in the transaction of what was done.
///
/// # Errors
/// [`NoticeError`] of the database and of sealed addresses.
pub fn tell_of_reset(
    t: &mut Transaction<'_>,
    (vault, texts): (&Vault, &Arc<Texts>),
    (organization, account, done): (&Organization, &Account, ByThemselves),
    moment: &Moment,
) -> Result<(), NoticeError> {
    let says = |words: &dyn Words, reader: &Account| {
        let values = values((organization, reader), account, ("", moment.now));
        let text = match done {
            ByThemselves::Reset => "notice-administrator-reset-text",
            ByThemselves::Unlocked => "notice-administrator-unlocked-text",
        };
        (words.say_with("notice-administrator-subject", &values), words.say_with(text, &values))
    };
    post_each(t, (vault, texts), (organization, account), &says, moment)
}

/// Posts what is said to each of the administrators, but not to the account itself.
fn post_each(
    t: &mut Transaction<'_>,
    (vault, texts): (&Vault, &Arc<Texts>),
    (organization, account): (&Organization, &Account),
    says: &dyn Fn(&dyn Words, &Account) -> (String, String),
    moment: &Moment,
) -> Result<(), NoticeError> {
    let mut mails = Vec::new();
    for reader in administrators(t, (organization.id, account.id))? {
        let Some(to) = people::contact(t, vault, organization.id, reader.id)?.mail else { continue };
        let language = reader.language.unwrap_or(organization.language);
        let (subject, text) = says(&texts.wording(language), &reader);
        let mail = Mail::new(&to, &subject, text).in_language(language).in_the_name_of(&organization.name);
        mails.push(mail.into());
    }
    outbox::post_each(t, vault, (organization.id, &mails), (moment, "administrators"))?;
    Ok(())
}

/// Who is told of whom, of what, and when it was.
fn values(
    (organization, reader): (&Organization, &Account),
    account: &Account,
    (what, at): (&str, Timestamp),
) -> [(&'static str, Word); 6] {
    [
        ("person", reader.display_name.as_str().into()),
        ("user", account.user_name.as_str().into()),
        ("name", account.display_name.as_str().into()),
        ("organization", organization.name.as_str().into()),
        ("what", what.into()),
        ("time", date_and_time(at).into()),
    ]
}

/// Subject and text.
fn says(
    words: &dyn Words,
    (organization, reader): (&Organization, &Account),
    (account, doubtful): (&Account, &Doubtful),
    now: Timestamp,
) -> (String, String) {
    let (what, at) = match doubtful {
        Doubtful::Mail(kind, at) => (words.say(&format!("{kind}-subject")), *at),
        Doubtful::SignIn(at) => (String::new(), *at),
        Doubtful::OnThePhone | Doubtful::ResetOnThePhone => (String::new(), now),
    };
    let values = values((organization, reader), account, (&what, at));
    (words.say_with("notice-told-subject", &values), words.say_with(doubtful.key(), &values))
}
