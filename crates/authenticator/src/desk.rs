//! What the steps of this room work with.

use std::sync::Arc;

use accounts::AccountsError;
use device_protocol::{Endpoints, NoChance, NotAKey, Refused};
use notices::NoticeError;
use store::{Store, StoreError};
use vault::Vault;
use verification::challenges::{Limits, Means};
use verification::{Methods, VerificationError};

use crate::Keys;

/// What the steps of this room work with. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct AuthenticatorDesk {
    /// The database.
    pub store: Store,
    /// The keys of columns.
    pub vault: Vault,
    /// The methods that there are.
    pub methods: Methods,
    /// The numbers around challenges.
    pub limits: Limits,
    /// The words of messages.
    pub texts: Arc<web::Texts>,
    /// Rings where a page waits, and where an app is open.
    pub bell: web::Bell,
    /// The keys that sign.
    pub keys: Arc<Keys>,
    /// Which push services an app may name.
    pub endpoints: Endpoints,
    /// In the demo: the script that stands in for the browser's push service.
    pub demo_push: Option<String>,
}

impl AuthenticatorDesk {
    pub(crate) fn means(&self) -> Means<'_> {
        Means { vault: &self.vault, methods: self.methods, limits: self.limits }
    }
}

/// A fault of the machine in this room.
#[derive(Debug, thiserror::Error)]
pub enum AuthenticatorError {
    /// Of the database.
    #[error("the database did not carry out a step for an app")]
    Store(#[from] StoreError),
    /// Of the verification.
    #[error("a step for an app could not be verified")]
    Verification(#[from] VerificationError),
    /// Of the accounts.
    #[error("the account of an app could not be read")]
    Accounts(#[from] AccountsError),
    /// Of a notice.
    #[error("what an app answered could not be told")]
    Notice(#[from] NoticeError),
    /// Of the system's random numbers.
    #[error("a message could not be signed")]
    Chance(#[source] NoChance),
    /// Of a stored key.
    #[error("a stored key is none")]
    Key(#[source] NotAKey),
    /// A value of ours does not fit the protocol.
    #[error("a message to an app could not be made")]
    Message(#[from] Refused),
}

impl From<AuthenticatorError> for web::Problem {
    fn from(error: AuthenticatorError) -> Self {
        Self::caused(StoreError::outage_behind(&error).into(), error)
    }
}
