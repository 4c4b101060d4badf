//! What the server does by itself: delivering messages, sweeping what has ended, and sealing anew after a rotation of keys.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use accounts::AccountsError;
use delivery::outbox::{self, Postman};
use delivery::{Carrier, Channel, Concluded, DeliveryError, Handset};
use sign_in::{SignInDesk, SignInError, steps};
use store::{Lasts, Store, StoreError, Sweep, Transaction};
use tokio::sync::{mpsc, watch};
use vault::Vault;
use verification::{Standing, VerificationError, challenges};
use web::Bell;
use world::{ChallengeId, Span, Timestamp, World};

/// How often there is tidying up.
const EVERY: Duration = Duration::from_secs(60);
/// Values that one transaction seals anew.
const BATCH: i64 = 100;

/// What is posted is delivered at once; the outbox is looked at this often for what was put off, and what another process posted.
const DELIVER_EVERY: Duration = Duration::from_millis(500);
/// How often it is looked whether another server has heard what a page of this one waits for.
const LISTEN_EVERY: Duration = Duration::from_millis(500);
/// How often time goes by on the demo's phones.
const TICK_EVERY: Duration = Duration::from_millis(200);
/// What is being delivered when the server stops has so long to arrive.
const LAST_DELIVERY: Duration = Duration::from_secs(10);

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
        let sweeps: Vec<Sweep> = [
            verification::SWEEPS,
            accounts::SWEEPS,
            delivery::SWEEPS,
            notices::SWEEPS,
            password_reset::SWEEPS,
        ]
        .concat();
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

    /// Delivers what waits in the outbox for a channel until the server stops, and once more then. Each channel by itself: slow mail holds
    /// up no text.
    pub async fn delivers(
        self,
        (carrier, channel): (Arc<dyn Carrier>, Channel),
        mut stop: watch::Receiver<bool>,
    ) {
        let mut postman = Postman::new(&self.store, &self.vault, (&carrier, channel), &self.world);
        let mut last = false;
        loop {
            let delivered = tokio::select! {
                delivered = postman.delivers() => delivered,
                // What is left stays in the outbox.
                () = long_after(&mut stop) => return,
            };
            if let Err(error) = delivered {
                tracing::warn!(error = &error as &dyn std::error::Error, "delivering was put off");
                // The database may be away; it is asked again after a while, also when there is more to deliver.
                last |= rests(DELIVER_EVERY, &mut stop).await;
            }
            if last {
                return;
            }
            last = tokio::select! {
                () = postman.waits(DELIVER_EVERY) => false,
                _ = stop.wait_for(|stop| *stop) => true,
            };
        }
    }
}

impl Background {
    /// Rings for pages that wait for what another server has heard, until the server stops; then for all that still wait.
    pub async fn listens(self, bell: Bell, mut stop: watch::Receiver<bool>) {
        let mut since = self.world.now();
        // Looking back a little finds the same again: who was told is not told twice.
        let mut told = HashSet::new();
        while !rests(LISTEN_EVERY, &mut stop).await {
            if bell.waiting() == 0 {
                since = self.world.now();
                continue;
            }
            // Clocks of two servers differ by a little.
            let from = since - Span::seconds(5);
            let now = self.world.now();
            match self.store.read(move |t| since_then(t, from)).await {
                Ok(news) => {
                    let new = news.difference(&told).map(|(id, _, _)| id);
                    new.for_each(|id| bell.ring(id));
                    told = news;
                    since = now;
                }
                Err(error) => {
                    tracing::warn!(
                        error = &error as &dyn std::error::Error,
                        "what was heard could not be read"
                    );
                }
            }
        }
        bell.close();
    }

    /// Lets time go by on the demo's phones, and keeps what their calls come to, until the server stops.
    pub async fn rings(
        self,
        handset: Handset,
        mut concluded: mpsc::Receiver<Concluded>,
        desk: SignInDesk,
        mut stop: watch::Receiver<bool>,
    ) {
        loop {
            let heard = tokio::select! {
                () = tokio::time::sleep(TICK_EVERY) => handset.tick(self.world.now()),
                Some(one) = concluded.recv() => vec![one],
                _ = stop.wait_for(|stop| *stop) => return,
            };
            for one in heard {
                if let Err(error) = keep(&desk, one, &self.world).await {
                    tracing::error!(
                        error = &error as &dyn std::error::Error,
                        "the outcome of a call was lost"
                    );
                }
            }
        }
    }
}

/// What pages and open apps wait for and has happened since then: whom to tell, of which challenge, and how much of it.
fn since_then(
    t: &mut Transaction<'_>,
    from: Timestamp,
) -> Result<HashSet<([u8; 16], ChallengeId, i64)>, VerificationError> {
    let heard = challenges::heard_since(t, from)?.into_iter().flat_map(|(id, stage)| {
        let end = (stage == 2).then_some((*id.as_bytes(), id, stage));
        std::iter::once((challenges::first_news(id), id, stage)).chain(end)
    });
    let begun =
        challenges::begun_since(t, from)?.into_iter().map(|(account, id)| (*account.as_bytes(), id, 0));
    Ok(heard.chain(begun).collect())
}

/// Keeps the outcome of a call with its challenge, and tells the page that waits.
async fn keep(desk: &SignInDesk, concluded: Concluded, world: &World) -> Result<(), SignInError> {
    // A call that is lost is taken again, but a report is made once.
    let lasts = if concluded.is_report() { Lasts::AtOnce } else { Lasts::Soon };
    let Concluded { organization, challenge, outcome } = concluded;
    let (with, moment) = (desk.clone(), world.moment());
    let of = (organization, challenge);
    let heard = desk
        .store
        .write_lasting(lasts, move |t| steps::heard(t, &with, of, outcome.as_str(), &moment))
        .await?;
    if Standing::is_news(heard) {
        desk.bell.ring(challenge.as_bytes());
    }
    desk.bell.ring(&challenges::first_news(challenge));
    Ok(())
}

/// Waits until the server stops, and a while longer.
async fn long_after(stop: &mut watch::Receiver<bool>) {
    drop(stop.wait_for(|stop| *stop).await);
    tokio::time::sleep(LAST_DELIVERY).await;
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
                let apps = verification::apps::reseal(t, &vault, BATCH)?;
                let keys = verification::signing_keys::reseal(t, &vault, BATCH)?;
                let messages = outbox::reseal(t, &vault, BATCH)?;
                Ok::<_, ResealError>(accounts + registrations + apps + keys + messages)
            })
            .await?;
        all += batch;
        if batch == 0 {
            return Ok(all);
        }
    }
}
