//! What the server does by itself: delivering messages, sweeping what has ended, and sealing anew after a rotation of keys.

use std::sync::Arc;
use std::time::Duration;

use accounts::AccountsError;
use delivery::{Carrier, DeliveryError, outbox};
use store::{Store, StoreError, Sweep};
use tokio::sync::watch;
use vault::Vault;
use verification::VerificationError;
use world::World;

/// How often there is tidying up.
const EVERY: Duration = Duration::from_secs(60);
/// Values that one transaction seals anew.
const BATCH: i64 = 100;

/// How often the outbox is looked at.
const DELIVER_EVERY: Duration = Duration::from_millis(500);

/// The work in the background.
#[derive(Clone)]
pub struct Background {
    /// The database.
    pub store: Store,
    /// The keys.
    pub vault: Vault,
    /// The clock.
    pub world: World,
}

impl Background {
    /// Sweeps and seals anew until the server stops.
    pub async fn tidies(self, mut stop: watch::Receiver<bool>) {
        let sweeps: Vec<Sweep> = [verification::SWEEPS, accounts::SWEEPS, delivery::SWEEPS].concat();
        loop {
            if let Err(error) = store::sweep::sweep(&self.store, &sweeps, self.world.now()).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "sweeping was put off");
            }
            if let Err(error) = reseal(&self.store, &self.vault).await {
                tracing::warn!(error = &error as &dyn std::error::Error, "sealing anew was put off");
            }
            if rests(EVERY, &mut stop).await {
                return;
            }
        }
    }

    /// Delivers what waits in the outbox until the server stops, and once more then.
    pub async fn delivers(self, carrier: Arc<dyn Carrier>, mut stop: watch::Receiver<bool>) {
        loop {
            let last = rests(DELIVER_EVERY, &mut stop).await;
            let delivered = outbox::deliver_due(&self.store, &self.vault, &carrier, &self.world).await;
            if let Err(error) = delivered {
                tracing::warn!(error = &error as &dyn std::error::Error, "delivering was put off");
            }
            if last {
                return;
            }
        }
    }
}

/// Waits; true if the server stops.
async fn rests(span: Duration, stop: &mut watch::Receiver<bool>) -> bool {
    tokio::select! {
        () = tokio::time::sleep(span) => false,
        _ = stop.wait_for(|stop| *stop) => true,
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
    /// Of a message.
    #[error("a message could not be sealed anew")]
    Delivery(#[from] DeliveryError),
}

/// Seals everything anew that an older key sealed. Returns how many values there were.
pub async fn reseal(store: &Store, vault: &Vault) -> Result<usize, ResealError> {
    let mut all = 0;
    loop {
        let vault = vault.clone();
        let batch = store
            .write(move |t| {
                let accounts = accounts::reseal::reseal(t, &vault, BATCH)?;
                let registrations = verification::registrations::reseal(t, &vault, BATCH)?;
                Ok::<_, ResealError>(accounts + registrations + outbox::reseal(t, &vault, BATCH)?)
            })
            .await?;
        all += batch;
        if batch == 0 {
            return Ok(all);
        }
    }
}
