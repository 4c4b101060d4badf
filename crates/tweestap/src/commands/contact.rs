//! `account contact`: how a person is reached.

use std::sync::Arc;

use accounts::people::{self, Contact};
use accounts::{Account as Person, organizations};
use anyhow::{Context, Result};
use clap::Args;
use notices::{NoticeError, Owner};
use store::Transaction;
use vault::Vault;
use web::Texts;
use world::phone::PhoneNumber;
use world::text::MailAddress;
use world::{Language, Moment, World};

use super::output::say;
use super::told::{self, Told};
use crate::program::Program;

/// What changes of how a person is reached.
#[derive(Debug, Args)]
#[command(group(clap::ArgGroup::new("what").required(true).multiple(true)))]
pub struct Wanted {
    /// The user name, name@domain
    pub user_name: String,
    /// The mail address, for notices and for codes that reset a password; "" for none
    #[arg(long, value_name = "ADDRESS", group = "what")]
    mail: Option<String>,
    /// The mobile phone, as +31 6 12345678; "" for none
    #[arg(long, value_name = "NUMBER", group = "what")]
    mobile_phone: Option<String>,
    /// The phone at work, perhaps with an extension, as +31 20 1234567 x89; "" for none
    #[arg(long, value_name = "NUMBER", group = "what")]
    office_phone: Option<String>,
    /// The person's language: en or nl; "" for the browser's
    #[arg(long, value_name = "en|nl", group = "what")]
    language: Option<String>,
}

/// The beginnings of the keys of the mails: to the address that is left, to the one that is new, and of other phone numbers.
const MOVED: &str = "notice-contact-moved";
const HERE: &str = "notice-contact-here";
const PHONES: &str = "notice-contact-phones";

/// What was said of one of them, read: none if nothing was said, and none inside if it is taken away.
type Said<T> = Option<Option<T>>;

/// What was said, read as a whole before anything is changed.
#[derive(Clone)]
struct Change {
    mail: Said<MailAddress>,
    mobile_phone: Said<PhoneNumber>,
    office_phone: Said<PhoneNumber>,
    language: Said<Language>,
}

/// An empty text takes away what there was.
fn said<T>(text: Option<&str>, read: impl FnOnce(&str) -> Result<T>) -> Result<Said<T>> {
    match text {
        None => Ok(None),
        Some("") => Ok(Some(None)),
        Some(text) => read(text).map(|read| Some(Some(read))),
    }
}

impl Wanted {
    /// What was said; telephone numbers without a country are of this one.
    fn read(&self, country: &str) -> Result<Change> {
        let phone = |text: &str| PhoneNumber::parse(text, Some(country));
        let language = |text: &str| Language::find(text).context("--language must be en or nl");
        Ok(Change {
            mail: said(self.mail.as_deref(), |text| MailAddress::parse(text).context("--mail"))?,
            mobile_phone: said(self.mobile_phone.as_deref(), |text| phone(text).context("--mobile-phone"))?,
            office_phone: said(self.office_phone.as_deref(), |text| phone(text).context("--office-phone"))?,
            language: said(self.language.as_deref(), language)?,
        })
    }
}

impl Change {
    /// What there was with this in its place.
    fn over(self, known: &Contact) -> Contact {
        Contact {
            mail: self.mail.unwrap_or_else(|| known.mail.clone()),
            mobile_phone: self.mobile_phone.unwrap_or_else(|| known.mobile_phone.clone()),
            office_phone: self.office_phone.unwrap_or_else(|| known.office_phone.clone()),
        }
    }
}

/// Changes how a person is reached, tells them, and shows how they are reached now.
pub fn run(wanted: &Wanted, account: &Person, program: &Program) -> Result<()> {
    let organization = account.organization;
    let country = program.store.read_now(move |t| organizations::find(t, organization))?;
    let change = wanted.read(&country.map(|organization| organization.country).unwrap_or_default())?;
    let language = change.language.unwrap_or(account.language);
    let moment = World::system().moment();
    let (vault, texts) = (program.vault.clone(), Arc::new(Texts::read(crate::server::TEXTS)));
    let owner = Person { language, ..account.clone() };
    let (contact, told) = program.store.write_now(move |t| {
        let whose = (owner.organization, owner.id);
        let known = people::contact(t, &vault, whose.0, whose.1)?;
        let contact = change.clone().over(&known);
        people::change_contact(t, &vault, whose, (&contact, language))?;
        let told = tell(t, (&vault, &texts), &owner, (&known, &contact), &moment)?;
        Ok::<_, NoticeError>((contact, told))
    })?;
    show(&contact);
    say(format!("language       {}", language.map_or("the browser's", Language::code)));
    told.into_iter().for_each(told::say_if_not);
    Ok(())
}

/// Tells a person of what changed of how they are reached; none if there is nothing to be told.
fn tell(
    t: &mut Transaction<'_>,
    with: (&Vault, &Arc<Texts>),
    account: &Person,
    (known, contact): (&Contact, &Contact),
    moment: &Moment,
) -> Result<Option<Told>, NoticeError> {
    let Some(organization) = organizations::find(t, account.organization)? else { return Ok(None) };
    let owner = Owner { organization: &organization, account };
    let mut told = None;
    if known.mail != contact.mail {
        // The old address alone can answer: who reads the new one may be anybody, if it was mistyped.
        if let Some(old) = &known.mail {
            told = Some(notices::tell_by_command(t, with, owner, (MOVED, old), moment)?.into());
        }
        if let Some(new) = &contact.mail {
            notices::tell_unlinked(t, with, owner, (HERE, new), moment)?;
        }
    }
    let phones = |contact: &Contact| (contact.mobile_phone.clone(), contact.office_phone.clone());
    if phones(known) != phones(contact) {
        told = Some(match known.mail.as_ref().or(contact.mail.as_ref()) {
            Some(to) => notices::tell_by_command(t, with, owner, (PHONES, to), moment)?.into(),
            None => Told::No,
        });
    }
    Ok(told)
}

/// How a person is reached, a line each; of a number only its last digits.
pub fn show(contact: &Contact) {
    say(format!("mail           {}", contact.mail.as_ref().map_or("none", MailAddress::as_str)));
    for (label, phone) in [("mobile phone", &contact.mobile_phone), ("office phone", &contact.office_phone)] {
        say(format!("{label:<14} {}", phone.as_ref().map_or("none".to_owned(), PhoneNumber::masked)));
    }
}
