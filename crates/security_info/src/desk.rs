//! What the steps of this room work with.

use std::sync::Arc;

use accounts::{Account, AccountsError, Organization};
use notices::NoticeError;
use store::{Store, StoreError};
use vault::Vault;
use verification::challenges::{Limits, Means};
use verification::{Methods, VerificationError};

/// What the steps of this room work with. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct SecurityInfoDesk {
    /// The database.
    pub store: Store,
    /// The keys.
    pub vault: Vault,
    /// The methods that there are.
    pub methods: Methods,
    /// The numbers around challenges.
    pub limits: Limits,
    /// The words of messages.
    pub texts: Arc<web::Texts>,
    /// Rings where a page waits.
    pub bell: web::Bell,
}

impl SecurityInfoDesk {
    /// What can be set up: in the middle of a sign-in what serves one, and otherwise also what the organization has turned on for this
    /// person.
    pub(crate) fn offers(&self, organization: &Organization, signed_in: Option<&Account>) -> Methods {
        signed_in.map_or(self.methods, |account| {
            let mut ways = organization.resets.ways(self.methods, Some(account));
            let serve = ways.any(|(method, _)| method.must_be_turned_on());
            self.methods.for_set_up().with_turned_on(serve)
        })
    }

    /// What may have been set up, whether or not it is offered now.
    pub(crate) fn known(&self) -> Methods {
        self.methods.for_set_up().with_turned_on(true)
    }

    pub(crate) fn means(&self, methods: Methods) -> Means<'_> {
        Means { vault: &self.vault, methods, limits: self.limits }
    }
}

/// A fault of the machine in this room.
#[derive(Debug, thiserror::Error)]
pub enum SecurityInfoError {
    /// Of the database.
    #[error("the database did not carry out a step on security info")]
    Store(#[from] StoreError),
    /// Of the verification.
    #[error("a step on security info could not be verified")]
    Verification(#[from] VerificationError),
    /// Of the accounts.
    #[error("the account of security info could not be read")]
    Accounts(#[from] AccountsError),
    /// Of the notice.
    #[error("a change of security info could not be told")]
    Notice(#[from] NoticeError),
}

impl From<SecurityInfoError> for web::Problem {
    fn from(error: SecurityInfoError) -> Self {
        Self::caused(StoreError::outage_behind(&error).into(), error)
    }
}
