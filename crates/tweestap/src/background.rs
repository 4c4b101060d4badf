//! What the server does by itself: sweeping what has ended, and sealing anew after a rotation of keys.

use std::time::Duration;

use accounts::AccountsError;
use store::{Store, StoreError, Sweep};
use tokio::sync::watch;
use vault::Vault;
use verification::VerificationError;
use world::World;

/// How often.
const EVERY: Duration = Duration::from_secs(60);
/// Values that one transaction seals anew.
const BATCH: i64 = 100;

/// Works until the server stops.
pub async fn work(store: Store, vault: Vault, world: World, mut stop: watch::Receiver<bool>) {
    let sweeps: Vec<Sweep> = [verification::SWEEPS, accounts::SWEEPS].concat();
    loop {
        if let Err(error) = store::sweep::sweep(&store, &sweeps, world.now()).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "sweeping was put off");
        }
        if let Err(error) = reseal(&store, &vault).await {
            tracing::warn!(error = &error as &dyn std::error::Error, "sealing anew was put off");
        }
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            _ = stop.wait_for(|stop| *stop) => return,
        }
    }
}

/// Why sealing anew failed.
#[derive(Debug, thiserror::Error)]
pub enum ResealError {
    /// In the database.
    #[error("the database did not carry out a step of sealing anew")]
    Store(#[from] StoreError),
    /// Of an account or session.
    #[error("an account could not be sealed anew")]
    Accounts(#[from] AccountsError),
    /// Of a registration.
    #[error("a registration could not be sealed anew")]
    Verification(#[from] VerificationError),
}

/// Seals everything anew that an older key sealed. Returns how many values there were.
pub async fn reseal(store: &Store, vault: &Vault) -> Result<usize, ResealError> {
    let mut all = 0;
    loop {
        let vault = vault.clone();
        let batch = store
            .write(move |t| {
                let accounts = accounts::reseal::reseal(t, &vault, BATCH)?;
                Ok::<_, ResealError>(accounts + verification::registrations::reseal(t, &vault, BATCH)?)
            })
            .await?;
        all += batch;
        if batch == 0 {
            return Ok(all);
        }
    }
}
