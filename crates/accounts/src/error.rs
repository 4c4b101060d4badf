//! What can go wrong with accounts that is not the person's doing.

use store::StoreError;
use vault::UnsealError;
use verification::VerificationError;

/// A fault of the machine.
#[derive(Debug, thiserror::Error)]
pub enum AccountsError {
    /// The database did not answer or did not take what must be written.
    #[error("the database did not carry out a step on accounts")]
    Store(#[from] StoreError),
    /// Evidence could not be restored.
    #[error("the evidence of a session could not be restored")]
    Verification(#[from] VerificationError),
    /// A sealed column could not be opened.
    #[error("a sealed {column} could not be opened")]
    Sealed {
        /// The column, as `accounts.mail`.
        column: &'static str,
        /// Why.
        #[source]
        source: UnsealError,
    },
    /// A row holds what this version does not know.
    #[error("a stored {0} has an unknown form")]
    Form(&'static str),
}
