//! What the steps of this room work with.

use std::sync::Arc;

use accounts::AccountsError;
use notices::NoticeError;
use store::{Store, StoreError};
use vault::Vault;
use verification::Methods;

/// What the steps of this room work with. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct AccountHomeDesk {
    /// The database.
    pub store: Store,
    /// The keys.
    pub vault: Vault,
    /// The methods that there are.
    pub methods: Methods,
    /// The words of messages.
    pub texts: Arc<web::Texts>,
}

/// A fault of the machine in this room.
#[derive(Debug, thiserror::Error)]
pub enum AccountHomeError {
    /// Of the database.
    #[error("the database did not carry out a step on a person's account")]
    Store(#[from] StoreError),
    /// Of the accounts.
    #[error("an account could not be read")]
    Accounts(#[from] AccountsError),
    /// Of a notice.
    #[error("what was told, or is to be told, could not be worked with")]
    Notice(#[from] NoticeError),
}

impl From<AccountHomeError> for web::Problem {
    fn from(error: AccountHomeError) -> Self {
        Self::caused(StoreError::outage_behind(&error).into(), error)
    }
}
