//! From the outbox to the carrier: one after another, or several at once where the other end is anybody's.
//!
//! That a message is taken lasts before it is carried, and with it all that led to it. That it was carried lasts soon: a loss of power in
//! that moment leaves it in the outbox, as one a moment earlier would have.

use std::sync::Arc;
use std::time::Duration;

use store::{Store, values};
use tokio::task::JoinSet;
use vault::Vault;
use world::{Span, World};

use super::{BATCH, Claimed, LONGEST_WAIT, claim_some, delivered, put_off, wait};
use crate::{Carrier, CarrierError, Channel, Delivered, DeliveryError, records};

/// A carrier takes no longer; what there is no time left for within the lease is not begun.
const CARRYING: Span = Span::seconds(10);
/// Push messages that are under way at once: each goes to an address that a browser named, and any of them may hang.
const PUSHES: usize = 32;
/// While some are under way it is looked so often for more.
const LOOK_EVERY: Duration = Duration::from_millis(100);

/// What carrying needs.
#[derive(Clone)]
struct Office {
    store: Store,
    vault: Vault,
    carrier: Arc<dyn Carrier>,
    channel: Channel,
    world: World,
}

/// Delivers what is due now by a channel, and returns how much was carried. A carrier runs outside of every transaction. Push
/// messages are carried 32 at once, and one that hangs holds up no other.
///
/// # Errors
/// When the database does not answer. What a carrier fails at is noted and tried again.
pub async fn deliver_due(
    store: &Store,
    vault: &Vault,
    (carrier, channel): (&Arc<dyn Carrier>, Channel),
    world: &World,
) -> Result<usize, DeliveryError> {
    let office = Office {
        store: store.clone(),
        vault: vault.clone(),
        carrier: Arc::clone(carrier),
        channel,
        world: world.clone(),
    };
    match channel {
        Channel::Push => at_once(&office).await,
        Channel::Mail | Channel::Text | Channel::Call => in_turn(&office).await,
    }
}

async fn in_turn(office: &Office) -> Result<usize, DeliveryError> {
    let mut done = 0;
    loop {
        let taken = office.takes(BATCH).await?;
        if taken.is_empty() {
            return Ok(done);
        }
        for message in taken {
            done += usize::from(office.delivers(message).await?);
        }
    }
}

async fn at_once(office: &Office) -> Result<usize, DeliveryError> {
    let (mut done, mut trouble) = (0, None);
    let mut under_way = JoinSet::new();
    loop {
        let free = PUSHES - under_way.len().min(PUSHES);
        if free > 0 && trouble.is_none() {
            match office.takes(i64::try_from(free).unwrap_or(BATCH)).await {
                Ok(taken) => taken.into_iter().for_each(|message| {
                    let office = office.clone();
                    under_way.spawn(async move { office.delivers(message).await });
                }),
                Err(error) => trouble = Some(error),
            }
        }
        // What is under way comes to its end also when the database did not answer for another.
        let ended = tokio::select! {
            ended = under_way.join_next() => ended,
            () = tokio::time::sleep(LOOK_EVERY), if trouble.is_none() && free > 0 => continue,
        };
        match ended {
            None => return trouble.map_or(Ok(done), Err),
            Some(Ok(Ok(carried))) => done += usize::from(carried),
            Some(Ok(Err(error))) => trouble = Some(error),
            Some(Err(error)) => {
                tracing::error!(cause = &error as &dyn std::error::Error, "carrying a message broke off");
            }
        }
    }
}

impl Office {
    async fn takes(&self, most: i64) -> Result<Vec<Claimed>, DeliveryError> {
        let (now, channel, vault) = (self.world.now(), self.channel, self.vault.clone());
        // Asking first is cheap; taking writes.
        let due =
            self.store.glance(move |t| t.first(records::ANY_DUE, &values![now, channel.as_str()])).await?;
        if due.is_none() {
            return Ok(Vec::new());
        }
        self.store.write(move |t| claim_some(t, &vault, (channel, most), now)).await
    }

    /// True if it was carried.
    async fn delivers(&self, message: Claimed) -> Result<bool, DeliveryError> {
        let Claimed { organization, id, deliveries, until, message } = message;
        let (now, channel) = (self.world.now(), self.channel);
        if now + CARRYING > until {
            // Others took too long: it is free again soon, for whichever server comes first.
            return Ok(false);
        }
        if message.worthless_after().is_some_and(|end| now > end) {
            tracing::warn!(message = %id, channel = channel.as_str(), "a message was given up: it came too late");
            self.store.write_soon(move |t| delivered(t, organization, id)).await?;
            return Ok(false);
        }
        match self.carrier.carry(id, &message, now).await {
            Ok(how) => {
                match how {
                    Delivered::Now => {}
                    Delivered::Before => tracing::info!(message = %id, "a message had been delivered before"),
                    Delivered::Nowhere => {
                        tracing::info!(message = %id, "a message had nowhere to go any more");
                    }
                }
                self.store.write_soon(move |t| delivered(t, organization, id)).await?;
                Ok(how != Delivered::Nowhere)
            }
            Err(error) => {
                let why = match &error {
                    CarrierError::Refused(_) => "refused",
                    CarrierError::NoWay(_) => "no way",
                    CarrierError::Unreachable(_) => "unreachable",
                    CarrierError::Busy(..) => "busy",
                };
                let asked = if let CarrierError::Busy(after, _) = &error { *after } else { Span::ZERO };
                tracing::warn!(message = %id, cause = &error as &dyn std::error::Error, "a message was put off");
                let later = self.world.now() + wait(channel, deliveries).max(asked.min(LONGEST_WAIT));
                self.store.write_soon(move |t| put_off(t, (organization, id), later, why)).await?;
                Ok(false)
            }
        }
    }
}
