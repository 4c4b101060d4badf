//! What can go wrong with notices that is not the person's doing.

use accounts::AccountsError;
use delivery::DeliveryError;
use store::StoreError;
use verification::VerificationError;

/// A fault of the machine.
#[derive(Debug, thiserror::Error)]
pub enum NoticeError {
    /// Of the database.
    #[error("the database did not carry out a step on notices")]
    Store(#[from] StoreError),
    /// Of the accounts.
    #[error("the account of a notice could not be read")]
    Accounts(#[from] AccountsError),
    /// Of the verification.
    #[error("what a notice is about could not be read")]
    Verification(#[from] VerificationError),
    /// Of the outbox.
    #[error("a notice could not be posted")]
    Delivery(#[from] DeliveryError),
}

impl NoticeError {
    /// The fault of the database, if it is one.
    pub fn store(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error)
            | Self::Accounts(AccountsError::Store(error))
            | Self::Verification(VerificationError::Store(error))
            | Self::Delivery(DeliveryError::Store(error)) => Some(error),
            _ => None,
        }
    }
}
