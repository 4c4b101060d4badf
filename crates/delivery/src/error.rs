//! What can go wrong between a step and a carrier.

use store::StoreError;
use vault::UnsealError;

/// Why the outbox could not be written or read.
#[derive(Debug, thiserror::Error)]
pub enum DeliveryError {
    /// The database.
    #[error("the outbox could not be reached")]
    Store(#[from] StoreError),
    /// A stored message was changed, moved, or sealed by a key that is gone.
    #[error("a message in the outbox cannot be unsealed")]
    Sealed(#[source] UnsealError),
    /// A stored message has a form that this version does not know.
    #[error("a message in the outbox cannot be read")]
    Form(#[source] serde_json::Error),
}
