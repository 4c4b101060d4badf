//! From the outbox to the carrier: one after another, or several at once where the other end is anybody's.
//!
//! That a message is taken lasts before it is carried, and with it all that led to it. That it was carried lasts soon: a loss of power in
//! that moment leaves it in the outbox, as one a moment earlier would have. A push message is only a knock, and hurts nobody when it
//! comes for nothing: that it is taken lasts soon.

use std::sync::Arc;
use std::time::Duration;

use store::{Lasts, Signal, Store, values};
use tokio::task::JoinSet;
use vault::Vault;
use world::{Span, World};

use super::{BATCH, Claimed, LONGEST_WAIT, claim_some, delivered, put_off, wait};
use crate::{Carrier, CarrierError, Channel, Delivered, DeliveryError, records};

/// A carrier takes no longer; what there is no time left for within the lease is not begun.
const CARRYING: Span = Span::seconds(10);
/// Push messages that are under way at once: each goes to an address that a browser named, and any of them may hang.
const PUSHES: usize = 32;
/// While some are under way it is looked so often for what was put off.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// So long after the first of them, messages are taken together: the commit costs more than the rest of it.
const GATHER: Duration = Duration::from_millis(20);

/// Carries what waits in the outbox for one channel.
pub struct Postman {
    office: Office,
    posted: Signal,
    /// Whether something has been posted since the last time that it looked.
    told: bool,
}

/// What carrying needs.
#[derive(Clone)]
struct Office {
    store: Store,
    vault: Vault,
    carrier: Arc<dyn Carrier>,
    channel: Channel,
    world: World,
}

impl Postman {
    /// For a channel, by a carrier. A carrier runs outside of every transaction.
    pub fn new(
        store: &Store,
        vault: &Vault,
        (carrier, channel): (&Arc<dyn Carrier>, Channel),
        world: &World,
    ) -> Self {
        let office = Office {
            store: store.clone(),
            vault: vault.clone(),
            carrier: Arc::clone(carrier),
            channel,
            world: world.clone(),
        };
        Self { posted: store.hear(channel.topic()), office, told: true }
    }

    /// Returns soon after something has been posted by this process, or after so long: there may be something that was put off, or that
    /// another process posted.
    pub async fn waits(&mut self, at_most: Duration) {
        self.told = tokio::select! {
            () = self.posted.told() => {
                tokio::time::sleep(GATHER).await;
                true
            }
            () = tokio::time::sleep(at_most) => false,
        };
    }

    /// Delivers what is due now, and returns how much was carried. Push messages are carried 32 at once, and one that hangs holds up no other.
    ///
    /// # Errors
    /// When the database does not answer. What a carrier fails at is noted and tried again.
    pub async fn delivers(&mut self) -> Result<usize, DeliveryError> {
        if !self.told && !self.office.has_something().await? {
            return Ok(0);
        }
        match self.office.channel {
            Channel::Push => self.at_once().await,
            Channel::Mail | Channel::Text | Channel::Call => self.in_turn().await,
        }
    }

    async fn in_turn(&self) -> Result<usize, DeliveryError> {
        let mut done = 0;
        loop {
            let taken = self.office.takes(BATCH).await?;
            let all = taken.len() < BATCH;
            for message in taken {
                done += usize::from(self.office.delivers(message).await?);
            }
            if all {
                return Ok(done);
            }
        }
    }

    async fn at_once(&mut self) -> Result<usize, DeliveryError> {
        let Self { office, posted, .. } = self;
        let (mut done, mut trouble, mut more) = (0, None, true);
        let mut under_way = JoinSet::new();
        loop {
            let free = PUSHES.saturating_sub(under_way.len());
            if more && free > 0 && trouble.is_none() {
                match office.takes(free).await {
                    Ok(taken) => {
                        more = taken.len() == free;
                        for message in taken {
                            let office = office.clone();
                            under_way.spawn(async move { office.delivers(message).await });
                        }
                    }
                    Err(error) => trouble = Some(error),
                }
            }
            // What is under way comes to its end also when the database did not answer for another.
            let ended = tokio::select! {
                ended = under_way.join_next() => ended,
                () = posted.told(), if !more => {
                    more = true;
                    continue;
                }
                () = tokio::time::sleep(LOOK_EVERY), if trouble.is_none() && !more => {
                    more = office.has_something().await.unwrap_or(false);
                    continue;
                }
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
}

impl Office {
    /// Asking is cheap; taking writes.
    async fn has_something(&self) -> Result<bool, DeliveryError> {
        let (now, channel) = (self.world.now(), self.channel);
        let due =
            self.store.glance(move |t| t.first(records::ANY_DUE, &values![now, channel.as_str()])).await?;
        Ok(due.is_some())
    }

    async fn takes(&self, most: usize) -> Result<Vec<Claimed>, DeliveryError> {
        let (now, channel, vault) = (self.world.now(), self.channel, self.vault.clone());
        let lasts = if channel == Channel::Push { Lasts::Soon } else { Lasts::AtOnce };
        self.store.write_lasting(lasts, move |t| claim_some(t, &vault, (channel, most), now)).await
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
