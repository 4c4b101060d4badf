//! What can go wrong around a proof that is not the person's doing.

use delivery::DeliveryError;
use store::StoreError;
use vault::UnsealError;

/// A fault of the machine: nothing was proved, and nothing may pass.
#[derive(Debug, thiserror::Error)]
pub enum VerificationError {
    /// The database did not answer or did not take what must be written.
    #[error("the database did not carry out a verification step")]
    Store(#[from] StoreError),
    /// A challenge's message could not be posted.
    #[error("the message of a challenge could not be posted")]
    Delivery(#[from] DeliveryError),
    /// A sealed column could not be opened: it was changed, moved to another row, or its key is gone.
    #[error("a sealed {column} could not be opened")]
    Sealed {
        /// The column, as `table.column`.
        column: &'static str,
        /// Why.
        #[source]
        source: UnsealError,
    },
    /// A record that this version does not know.
    #[error("a stored {0} has an unknown form")]
    Form(&'static str),
    /// A stored row names a method that this server does not have.
    #[error("no method is called {0}")]
    UnknownMethod(String),
    /// A verified password was brought to the attempt of another account.
    #[error("the verified password belongs to another account than the attempt")]
    OtherAccount,
}
