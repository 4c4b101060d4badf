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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_busy_database_is_known_through_every_room() {
        let error = NoticeError::from(VerificationError::from(DeliveryError::from(StoreError::Busy)));
        assert_eq!(StoreError::outage_behind(&error), Some(world::Outage::Busy));
    }
}
