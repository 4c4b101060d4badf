//! The keys of the installation: one signs what apps believe, the other names the server to push services (VAPID, RFC 8292).

use device_protocol::KeyPair;
use store::Store;
use vault::Vault;
use verification::signing_keys;
use world::Timestamp;

use crate::AuthenticatorError;

/// The two keys, made at the first start and the same on every server of one database.
#[derive(Clone, Debug)]
pub struct Keys {
    /// Signs what apps believe.
    pub requests: KeyPair,
    /// Names the server to push services.
    pub push: KeyPair,
}

impl Keys {
    /// New keys that are kept nowhere.
    ///
    /// # Errors
    /// When the system gives no random numbers.
    pub fn make() -> Result<Self, AuthenticatorError> {
        let make = || KeyPair::make().map_err(AuthenticatorError::Chance);
        Ok(Self { requests: make()?, push: make()? })
    }

    /// Reads the keys, and makes them if there are none yet.
    ///
    /// # Errors
    /// When the database does not answer, or the system gives no random numbers.
    pub async fn open(store: &Store, vault: &Vault, now: Timestamp) -> Result<Self, AuthenticatorError> {
        let requests = one(store, vault, "requests", now).await?;
        Ok(Self { requests, push: one(store, vault, "push", now).await? })
    }
}

async fn one(
    store: &Store,
    vault: &Vault,
    purpose: &'static str,
    now: Timestamp,
) -> Result<KeyPair, AuthenticatorError> {
    let new =
        KeyPair::make().map_err(AuthenticatorError::Chance)?.to_pkcs8().map_err(AuthenticatorError::Key)?;
    let vault = vault.clone();
    let kept = store.write(move |t| signing_keys::keep_or_find(t, &vault, (purpose, &new), now)).await?;
    KeyPair::from_pkcs8(&kept).map_err(AuthenticatorError::Key)
}
