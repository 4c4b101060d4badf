//! What a new password is held against: the names around the person, the words that their organization bans, and the password that
//! they have.

use accounts::{Account, AccountsError, Organization, banned_words, passwords};
use password_policy::{Names, OrganizationWords};
use store::Transaction;
use vault::PasswordHash;
use world::{AccountId, OrganizationId};

/// What a new password of one account is held against.
#[derive(Clone, Debug)]
pub struct Around {
    person: String,
    user_name: String,
    organization: String,
    words: Vec<String>,
    whose: (OrganizationId, AccountId),
    /// The password that the account has; none: any may be chosen.
    pub stored: Option<PasswordHash>,
}

impl Around {
    /// Reads what a new password of this account is held against.
    pub fn load(
        t: &mut Transaction<'_>,
        organization: &Organization,
        account: &Account,
    ) -> Result<Self, AccountsError> {
        Ok(Self {
            person: account.display_name.clone(),
            user_name: account.user_name.clone(),
            organization: organization.name.clone(),
            words: banned_words::list(t, organization.id)?,
            whose: (organization.id, account.id),
            stored: passwords::stored(t, organization.id, account.id)?,
        })
    }

    /// Whose password it will be.
    pub fn whose(&self) -> (OrganizationId, AccountId) {
        self.whose
    }

    pub(crate) fn names(&self) -> Names<'_> {
        Names { person: &self.person, user_name: &self.user_name, organization: &self.organization }
    }

    /// The words that the organization bans. Those that a later version of the rules takes for no words are left out, so that a
    /// stricter rule locks nobody out.
    pub(crate) fn words(&self) -> OrganizationWords {
        let usable =
            self.words.iter().map(String::as_str).filter(|word| OrganizationWords::new([*word]).is_ok());
        OrganizationWords::new(usable).unwrap_or_default()
    }
}
