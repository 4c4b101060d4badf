//! Schools and companies, and how a request finds its own.

use store::{Row, StoreError, Transaction, values};
use verification::SecondStepRule;
use world::text::{DisplayName, Domain};
use world::{Language, Moment, OrganizationId, Span};

use crate::reset_rules::{self, InfoRules, ResetRules};
use crate::{AccountsError, records};

/// A school or company.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organization {
    /// Its id.
    pub id: OrganizationId,
    /// Its name, as people know it.
    pub name: String,
    /// The language of a person who states none.
    pub language: Language,
    /// Its colour: six hexadecimal digits.
    pub accent: String,
    /// Whether its people must have a second step.
    pub second_step: SecondStepRule,
    /// For how long a browser can be spared the second step; none at all: it is never offered.
    pub remember: Span,
    /// How its people set up their methods.
    pub experience: Experience,
    /// The country (ISO 3166-1) of telephone numbers without one.
    pub country: String,
    /// Who gets a new password by themselves, and how.
    pub resets: ResetRules,
    /// What is asked of people so that their security info stays right.
    pub info: InfoRules,
    /// How long a password serves until a new one must be chosen; none at all: it never ends.
    pub password_lasts: Span,
}

/// How people set up their methods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Experience {
    /// One page on which methods are added one by one.
    SecurityInfo,
    /// The "additional security verification" in three steps: how to be reached, a trial, and done.
    TwoStepVerification,
}

impl Organization {
    /// What can be changed of it, as it is now.
    pub fn wishes(&self) -> Wishes {
        Wishes {
            remember_days: self.remember.as_days(),
            experience: self.experience,
            country: self.country.clone(),
            resets: self.resets.clone(),
            info: self.info,
            password_days: self.password_lasts.as_days(),
        }
    }
}

impl Experience {
    /// As stored and as written on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SecurityInfo => "security_info",
            Self::TwoStepVerification => "two_step_verification",
        }
    }

    /// From what is stored or written on the command line.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::SecurityInfo, Self::TwoStepVerification].into_iter().find(|one| one.as_str() == text)
    }
}

/// Longer than this no browser is spared the second step.
pub const MOST_REMEMBER_DAYS: i64 = 365;
/// No password that ends serves for longer than this.
pub const MOST_PASSWORD_DAYS: i64 = 3650;

/// What can be changed of an organization.
#[derive(Clone, Debug)]
pub struct Wishes {
    /// For how many days a browser can be spared the second step: 0 to 365.
    pub remember_days: i64,
    /// How its people set up their methods.
    pub experience: Experience,
    /// The country (ISO 3166-1) of telephone numbers without one.
    pub country: String,
    /// Who gets a new password by themselves, and how.
    pub resets: ResetRules,
    /// What is asked of people so that their security info stays right.
    pub info: InfoRules,
    /// After how many days a new password must be chosen: 0 (never) to 3650.
    pub password_days: i64,
}

/// Changes an organization. False if there is none of this id.
pub fn set(t: &mut Transaction<'_>, id: OrganizationId, wishes: &Wishes) -> Result<bool, StoreError> {
    let days = wishes.remember_days.clamp(0, MOST_REMEMBER_DAYS);
    let password_days = wishes.password_days.clamp(0, MOST_PASSWORD_DAYS);
    let values = values![id, days, wishes.experience.as_str(), wishes.country.as_str(), password_days];
    let there = t.run(records::SET_ORGANIZATION, &values)? == 1;
    reset_rules::set(t, id, (&wishes.resets, &wishes.info))?;
    Ok(there)
}

/// The host that stands for all hosts that no organization has.
pub const ANY_HOST: &str = "*";

/// A new organization.
#[derive(Clone, Debug)]
pub struct NewOrganization {
    /// Its name.
    pub name: DisplayName,
    /// The domain of its user names.
    pub domain: Domain,
    /// The host names of its pages; [`ANY_HOST`] for one that answers to every other.
    pub hosts: Vec<String>,
    /// Its language.
    pub language: Language,
    /// Its colour: six hexadecimal digits.
    pub accent: String,
    /// Whether its people must have a second step.
    pub second_step: SecondStepRule,
}

pub(crate) const fn rule_text(rule: SecondStepRule) -> &'static str {
    match rule {
        SecondStepRule::Required => "required",
        SecondStepRule::WhenSetUp => "when_set_up",
    }
}

/// Adds one.
///
/// # Errors
/// [`StoreError::Unique`] if another organization has the domain or one of the hosts.
pub fn add(
    t: &mut Transaction<'_>,
    new: &NewOrganization,
    moment: &Moment,
) -> Result<OrganizationId, StoreError> {
    let id: OrganizationId = moment.chance("organization").id(moment.now);
    t.run(
        records::ADD_ORGANIZATION,
        &values![
            id,
            new.name.as_str(),
            new.language.code(),
            new.accent.as_str(),
            rule_text(new.second_step),
            moment.now,
        ],
    )?;
    t.run(records::ADD_DOMAIN, &values![new.domain.as_str(), id])?;
    for host in &new.hosts {
        t.run(records::ADD_HOST, &values![host.to_ascii_lowercase(), id])?;
    }
    Ok(id)
}

/// Gives an organization these host names, in the place of those that it had.
///
/// # Errors
/// [`StoreError::Unique`] if another organization has one of them.
pub fn set_hosts(t: &mut Transaction<'_>, id: OrganizationId, hosts: &[String]) -> Result<(), StoreError> {
    t.run(records::DROP_HOSTS, &values![id])?;
    for host in hosts {
        t.run(records::ADD_HOST, &values![host.to_ascii_lowercase(), id])?;
    }
    Ok(())
}

/// The organization of this host name, or else the one that answers to any host.
pub fn find_by_host(t: &mut Transaction<'_>, host: &str) -> Result<Option<Organization>, AccountsError> {
    let row = t.first(records::ORGANIZATION_OF_HOST, &values![host.to_ascii_lowercase()])?;
    row.as_ref().map(read).transpose()
}

/// A host name of its pages, the first by the alphabet; none if it answers to any.
pub fn own_host(t: &mut Transaction<'_>, id: OrganizationId) -> Result<Option<String>, StoreError> {
    t.first(records::OWN_HOST, &values![id])?.map(|row| row.get(0)).transpose()
}

/// The organization of this id.
pub fn find(t: &mut Transaction<'_>, id: OrganizationId) -> Result<Option<Organization>, AccountsError> {
    let row = t.first(records::ORGANIZATION, &values![id])?;
    row.as_ref().map(read).transpose()
}

/// The organization of a user name's domain.
pub fn find_by_domain(t: &mut Transaction<'_>, domain: &str) -> Result<Option<Organization>, AccountsError> {
    let row = t.first(records::ORGANIZATION_OF_DOMAIN, &values![domain])?;
    row.as_ref().map(read).transpose()
}

/// All of them with their domains, 1000 at most, in the order in which they were added.
pub fn list(t: &mut Transaction<'_>) -> Result<Vec<(Organization, String)>, AccountsError> {
    let rows = t.all(records::ORGANIZATIONS, &[])?;
    rows.iter().map(|row| Ok((read(row)?, row.get(17)?))).collect()
}

fn read(row: &Row) -> Result<Organization, AccountsError> {
    let language: String = row.get(2)?;
    let rule: String = row.get(4)?;
    let (resets, info) = reset_rules::read(row, 9)?;
    Ok(Organization {
        id: row.get(0)?,
        name: row.get(1)?,
        language: Language::find(&language).ok_or(AccountsError::Form("language"))?,
        accent: row.get(3)?,
        second_step: match rule.as_str() {
            "required" => SecondStepRule::Required,
            "when_set_up" => SecondStepRule::WhenSetUp,
            _ => return Err(AccountsError::Form("second-step rule")),
        },
        remember: Span::days(row.get(5)?),
        experience: Experience::parse(&row.get::<String>(6)?).ok_or(AccountsError::Form("experience"))?,
        country: row.get(7)?,
        password_lasts: Span::days(row.get(8)?),
        resets,
        info,
    })
}
