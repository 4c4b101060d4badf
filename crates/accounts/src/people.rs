//! The accounts of people, and how they can be reached.

use store::{Row, StoreError, Transaction, values};
use vault::{PasswordHash, Place, Vault};
use verification::SecondStepRule;
use verification::reset::OnFile;
use world::phone::PhoneNumber;
use world::text::{DisplayName, MailAddress, UserName};
use world::{AccountId, Language, Moment, OrganizationId, Span, Timestamp};

use crate::passwords::Demand;
use crate::{AccountsError, records};

/// What an account may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Sign in.
    Person,
    /// Sign in, and look after the organization.
    Administrator,
}

impl Role {
    /// As stored and as written in an import.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Administrator => "administrator",
        }
    }

    /// From what is stored or written in an import.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Person, Self::Administrator].into_iter().find(|role| role.as_str() == text)
    }
}

/// A person's work or school account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Its organization.
    pub organization: OrganizationId,
    /// Its id.
    pub id: AccountId,
    /// Its user name, folded.
    pub user_name: String,
    /// The person's name.
    pub display_name: String,
    /// The language that the person chose; none: the browser's.
    pub language: Option<Language>,
    /// What it may do.
    pub role: Role,
    /// Whether it must have a second step even if its organization does not ask for one.
    pub second_step_required: bool,
    /// When an administrator disabled it.
    pub disabled_at: Option<Timestamp>,
    /// Whether it has a password.
    pub has_password: bool,
    /// When the password was set; none: not known, or it has none.
    pub password_at: Option<Timestamp>,
    /// Why the next sign-in asks for a new password, if somebody wanted that.
    pub password_demand: Option<Demand>,
}

impl Account {
    /// Whether it must have a second step. An administrator always must.
    pub fn second_step_rule(&self, organization: SecondStepRule) -> SecondStepRule {
        if self.second_step_required || self.role == Role::Administrator {
            SecondStepRule::Required
        } else {
            organization
        }
    }

    /// Why it must choose a new password now, where passwords last for so long; none at all: they do not end.
    pub fn must_choose_password(&self, lasts: Span, now: Timestamp) -> Option<Demand> {
        let ended = lasts > Span::ZERO && self.password_at.is_some_and(|set| now - set >= lasts);
        self.password_demand.or(ended.then_some(Demand::Expired)).filter(|_| self.has_password)
    }
}

/// How a person can be reached.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// A mail address.
    pub mail: Option<MailAddress>,
    /// A mobile phone.
    pub mobile_phone: Option<PhoneNumber>,
    /// A phone at work, perhaps with an extension.
    pub office_phone: Option<PhoneNumber>,
}

impl From<Contact> for OnFile {
    fn from(contact: Contact) -> Self {
        Self { mail: contact.mail, mobile_phone: contact.mobile_phone, office_phone: contact.office_phone }
    }
}

/// A new account.
#[derive(Clone, Debug)]
pub struct NewAccount {
    /// Its user name; the domain must be the organization's.
    pub user_name: UserName,
    /// The person's name.
    pub display_name: DisplayName,
    /// The person's language, if known.
    pub language: Option<Language>,
    /// What it may do.
    pub role: Role,
    /// Whether it must have a second step in any case.
    pub second_step_required: bool,
    /// How the person can be reached.
    pub contact: Contact,
    /// Its password; none: it cannot sign in with one yet.
    pub password: Option<PasswordHash>,
}

pub(crate) const MAIL: &str = "accounts.mail";
pub(crate) const MOBILE: &str = "accounts.mobile_phone";
pub(crate) const OFFICE: &str = "accounts.office_phone";

pub(crate) fn place<'a>(
    organization: OrganizationId,
    account: &'a AccountId,
    column: &'static str,
) -> Place<'a> {
    Place { organization, row: vec![account.as_bytes()], column }
}

/// Adds an account.
///
/// # Errors
/// [`StoreError::Unique`] if the organization has the user name already.
pub fn add(
    t: &mut Transaction<'_>,
    vault: &Vault,
    organization: OrganizationId,
    new: &NewAccount,
    moment: &Moment,
) -> Result<AccountId, StoreError> {
    let id: AccountId = moment.chance("account").id(moment.now);
    let [mail, mobile_phone, office_phone] = sealed(vault, (organization, &id), &new.contact);
    t.run(
        records::ADD_ACCOUNT,
        &values![
            organization,
            id,
            new.user_name.as_str(),
            new.display_name.as_str(),
            new.language.map(Language::code),
            new.role.as_str(),
            if new.second_step_required { "required" } else { "as_organization" },
            new.password.as_ref().map(PasswordHash::to_text),
            new.password.as_ref().map(|_| moment.now),
            mail,
            mobile_phone,
            office_phone,
            moment.now,
        ],
    )?;
    Ok(id)
}

/// Mail address, mobile phone and office phone as they are stored.
fn sealed(
    vault: &Vault,
    (organization, account): (OrganizationId, &AccountId),
    contact: &Contact,
) -> [Option<Vec<u8>>; 3] {
    let Contact { mail, mobile_phone, office_phone } = contact;
    let texts = [
        (MAIL, mail.as_ref().map(|mail| mail.as_str().to_owned())),
        (MOBILE, mobile_phone.as_ref().map(PhoneNumber::to_string)),
        (OFFICE, office_phone.as_ref().map(PhoneNumber::to_string)),
    ];
    texts.map(|(column, text)| {
        text.map(|text| vault.seal(&place(organization, account, column), text.as_bytes()))
    })
}

/// Puts this in the place of how a person could be reached, and of their language; none: the browser's. False if there is no account of
/// this id.
pub fn change_contact(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, account): (OrganizationId, AccountId),
    (contact, language): (&Contact, Option<Language>),
) -> Result<bool, StoreError> {
    let [mail, mobile_phone, office_phone] = sealed(vault, (organization, &account), contact);
    let language = language.map(Language::code);
    let values = values![organization, account, mail, mobile_phone, office_phone, language];
    Ok(t.run(records::CHANGE_CONTACT, &values)? == 1)
}

/// The account of this user name (folded).
pub fn find_by_user_name(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    user_name: &str,
) -> Result<Option<Account>, AccountsError> {
    let row = t.first(records::ACCOUNT_OF_USER_NAME, &values![organization, user_name])?;
    row.as_ref().map(|row| read(row, organization)).transpose()
}

/// The account of this id.
pub fn find(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    account: AccountId,
) -> Result<Option<Account>, AccountsError> {
    let row = t.first(records::ACCOUNT, &values![organization, account])?;
    row.as_ref().map(|row| read(row, organization)).transpose()
}

/// Accounts in the order of their user names, from after this one on; `limit` at most.
pub fn list(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    after: &str,
    limit: i64,
) -> Result<Vec<Account>, AccountsError> {
    let rows = t.all(records::ACCOUNTS_AFTER, &values![organization, after, limit])?;
    rows.iter().map(|row| read(row, organization)).collect()
}

/// Who looks after an organization and can be told by mail, in the order of their user names, without who is disabled; `limit` at most.
pub fn administrators_with_mail(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    limit: i64,
) -> Result<Vec<Account>, AccountsError> {
    let rows = t.all(records::ADMINISTRATORS, &values![organization, limit])?;
    rows.iter().map(|row| read(row, organization)).collect()
}

fn read(row: &Row, organization: OrganizationId) -> Result<Account, AccountsError> {
    let language: Option<String> = row.get(3)?;
    let role: String = row.get(4)?;
    Ok(Account {
        organization,
        id: row.get(0)?,
        user_name: row.get(1)?,
        display_name: row.get(2)?,
        language: language.as_deref().and_then(Language::find),
        role: Role::parse(&role).ok_or(AccountsError::Form("role"))?,
        second_step_required: row.get::<String>(5)? == "required",
        disabled_at: row.get(6)?,
        has_password: row.get(7)?,
        password_at: row.get(8)?,
        password_demand: row.get::<Option<String>>(9)?.as_deref().map(Demand::stored),
    })
}

/// How the person can be reached.
pub fn contact(
    t: &mut Transaction<'_>,
    vault: &Vault,
    organization: OrganizationId,
    account: AccountId,
) -> Result<Contact, AccountsError> {
    let Some(row) = t.first(records::CONTACT, &values![organization, account])? else {
        return Ok(Contact::default());
    };
    let open = |index: usize, column| -> Result<Option<String>, AccountsError> {
        let Some(sealed) = row.get::<Option<Vec<u8>>>(index)? else { return Ok(None) };
        let plain = vault
            .unseal(&place(organization, &account, column), &sealed)
            .map_err(|source| AccountsError::Sealed { column, source })?;
        Ok(Some(String::from_utf8_lossy(&plain).into_owned()))
    };
    let phone = |text: Option<String>| text.and_then(|text| PhoneNumber::kept(&text).ok());
    Ok(Contact {
        mail: open(0, MAIL)?.and_then(|text| MailAddress::parse(&text).ok()),
        mobile_phone: phone(open(1, MOBILE)?),
        office_phone: phone(open(2, OFFICE)?),
    })
}

/// Disables an account, or enables it again. False if there is none of this id.
pub fn set_disabled(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    account: AccountId,
    disabled_at: Option<Timestamp>,
) -> Result<bool, StoreError> {
    Ok(t.run(records::SET_DISABLED, &values![organization, account, disabled_at])? == 1)
}

/// Deletes an account with all that belongs to it. False if there is none of this id.
pub fn delete(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    account: AccountId,
) -> Result<bool, StoreError> {
    Ok(t.run(records::DELETE_ACCOUNT, &values![organization, account])? == 1)
}

/// Keeps the language that a person chose.
pub fn set_language(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    account: AccountId,
    language: Language,
) -> Result<(), StoreError> {
    t.run(records::SET_LANGUAGE, &values![organization, account, language.code()])?;
    Ok(())
}
