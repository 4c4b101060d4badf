//! What the steps of this room work with.

use std::sync::Arc;

use accounts::AccountsError;
use new_password::Judge;
use notices::NoticeError;
use store::{Store, StoreError};
use vault::{HashingPool, Vault};
use verification::attempts::Lifetime;
use verification::throttle::Allowance;
use verification::{Methods, VerificationError};

/// What the steps of this room work with. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct AccountHomeDesk {
    /// The database.
    pub store: Store,
    /// The keys.
    pub vault: Vault,
    /// The methods that there are.
    pub methods: Methods,
    /// The threads that hash.
    pub pool: HashingPool,
    /// What judges new passwords.
    pub judge: Judge,
    /// Wrong passwords, counted as at a sign-in.
    pub passwords: Allowance,
    /// How long what somebody tries is one line of recent activity, and how long that is kept.
    pub attempts: Lifetime,
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
    /// Of the verification.
    #[error("a step on a person's account could not be verified")]
    Verification(#[from] VerificationError),
    /// Of a notice.
    #[error("what was told, or is to be told, could not be worked with")]
    Notice(#[from] NoticeError),
}

impl From<AccountHomeError> for web::Problem {
    fn from(error: AccountHomeError) -> Self {
        Self::caused(StoreError::outage_behind(&error).into(), error)
    }
}
