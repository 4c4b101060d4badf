//! The outbox: messages that were written with their cause and wait for a carrier.

mod carry;

pub use carry::Postman;
use store::{Row, StoreError, Transaction, values};
use vault::{Place, Vault};
use world::{MessageId, Moment, OrganizationId, Span, Timestamp};

use crate::{Channel, DeliveryError, Message, records};

/// A server that took a message and died gives it free after so long: a code that comes later than this is asked for again.
const LEASE: Span = Span::seconds(20);
/// The wait after the first failure; it doubles with each further one.
pub const FIRST_WAIT: Span = Span::seconds(30);
/// The same for what wakes a device: its request ends within a minute or so.
pub const FIRST_WAIT_OF_A_PUSH: Span = Span::seconds(2);
/// The wait does not grow beyond this.
pub const LONGEST_WAIT: Span = Span::hours(1);
/// Messages that are taken at once.
const BATCH: usize = 20;

const COLUMN: &str = "outbox.content";

fn place(organization: OrganizationId, message: &MessageId) -> Place<'_> {
    Place { organization, row: vec![message.as_bytes()], column: COLUMN }
}

/// Posts a message in the transaction of its cause. `purpose` tells two messages of one moment apart.
pub fn post(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, message): (OrganizationId, &Message),
    (moment, purpose): (&Moment, &'static str),
) -> Result<MessageId, DeliveryError> {
    let mut ids = moment.chance(purpose);
    post_under(t, vault, (organization, message), (ids.id(moment.now), moment.now))
}

/// Posts several messages of one purpose, as to each of several people or devices.
pub fn post_each(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, messages): (OrganizationId, &[Message]),
    (moment, purpose): (&Moment, &'static str),
) -> Result<(), DeliveryError> {
    let mut ids = moment.chance(purpose);
    for message in messages {
        post_under(t, vault, (organization, message), (ids.id(moment.now), moment.now))?;
    }
    Ok(())
}

fn post_under(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, message): (OrganizationId, &Message),
    (id, now): (MessageId, Timestamp),
) -> Result<MessageId, DeliveryError> {
    let content = serde_json::to_vec(message).map_err(DeliveryError::Form)?;
    let sealed = vault.seal(&place(organization, &id), &content);
    let channel = message.channel();
    t.run(records::POST_MESSAGE, &values![organization, id, channel.as_str(), sealed, now])?;
    t.tells(channel.topic());
    Ok(id)
}

/// A message that this server has taken for a while.
#[derive(Debug)]
pub struct Claimed {
    /// Whose organization it is of.
    pub organization: OrganizationId,
    /// Its id.
    pub id: MessageId,
    /// How often it was taken, this time included.
    pub deliveries: i64,
    /// Until when it is this server's.
    pub until: Timestamp,
    /// What it says.
    pub message: Message,
}

/// Takes messages of every channel that are due.
pub fn claim(t: &mut Transaction<'_>, vault: &Vault, now: Timestamp) -> Result<Vec<Claimed>, DeliveryError> {
    let mut claimed = Vec::new();
    for channel in Channel::ALL {
        claimed.extend(claim_of(t, vault, channel, now)?);
    }
    Ok(claimed)
}

/// Takes messages of a channel that are due, 20 at most, the oldest first. One that cannot be read is put off like one that cannot be carried.
pub fn claim_of(
    t: &mut Transaction<'_>,
    vault: &Vault,
    channel: Channel,
    now: Timestamp,
) -> Result<Vec<Claimed>, DeliveryError> {
    claim_some(t, vault, (channel, BATCH), now)
}

fn claim_some(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (channel, most): (Channel, usize),
    now: Timestamp,
) -> Result<Vec<Claimed>, DeliveryError> {
    let mut claimed = Vec::new();
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    for row in t.all(records::CLAIM_MESSAGES, &values![now, now + LEASE, most, channel.as_str()])? {
        let (organization, id, deliveries) = (row.get(0)?, row.get(1)?, row.get(3)?);
        match read(&row, vault, organization, &id) {
            Ok(message) => {
                claimed.push(Claimed { organization, id, deliveries, until: now + LEASE, message });
            }
            Err(error) => {
                tracing::error!(message = %id, cause = &error as &dyn std::error::Error, "a message cannot be read");
                put_off(t, (organization, id), now + wait(channel, deliveries), "unreadable")?;
            }
        }
    }
    // RETURNING promises no order, and the later of two codes is to come last.
    claimed.sort_by_key(|one| one.id);
    Ok(claimed)
}

fn read(
    row: &Row,
    vault: &Vault,
    organization: OrganizationId,
    id: &MessageId,
) -> Result<Message, DeliveryError> {
    let sealed: Vec<u8> = row.get(2)?;
    let content = vault.unseal(&place(organization, id), &sealed).map_err(DeliveryError::Sealed)?;
    serde_json::from_slice(&content).map_err(DeliveryError::Form)
}

/// Frees what was taken and neither carried nor put off, and returns how many messages that was. It is for a server that knows that no
/// other uses the database: it took them before it died.
pub fn take_back(t: &mut Transaction<'_>, now: Timestamp) -> Result<u64, StoreError> {
    t.run(records::TAKE_BACK, &values![now])
}

/// Forgets a message that was carried.
pub fn delivered(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    message: MessageId,
) -> Result<(), StoreError> {
    t.run(records::MESSAGE_DELIVERED, &values![organization, message])?;
    Ok(())
}

/// Puts a message off until then.
fn put_off(
    t: &mut Transaction<'_>,
    (organization, message): (OrganizationId, MessageId),
    until: Timestamp,
    why: &str,
) -> Result<(), StoreError> {
    t.run(records::MESSAGE_FAILED, &values![organization, message, until, why])?;
    Ok(())
}

/// How long a message is put off after so many tries: longer with each.
fn wait(channel: Channel, deliveries: i64) -> Span {
    let first = if channel == Channel::Push { FIRST_WAIT_OF_A_PUSH } else { FIRST_WAIT };
    let doublings = u32::try_from(deliveries.clamp(1, 20) - 1).unwrap_or(0);
    Span::from_micros((first.micros() << doublings).min(LONGEST_WAIT.micros()))
}

/// How many messages wait.
pub fn waiting(t: &mut Transaction<'_>) -> Result<i64, StoreError> {
    t.one(records::WAITING_MESSAGES, &[])?.get(0)
}

/// Seals up to `limit` messages anew that an older key sealed. Returns how many there were; 0 means that none is left.
pub fn reseal(t: &mut Transaction<'_>, vault: &Vault, limit: i64) -> Result<usize, DeliveryError> {
    let rows = t.all(records::OLD_MESSAGES, &values![vault.current_prefix().as_slice(), limit])?;
    for row in &rows {
        let (organization, id): (OrganizationId, MessageId) = (row.get(0)?, row.get(1)?);
        let sealed: Vec<u8> = row.get(2)?;
        let place = place(organization, &id);
        let content = vault.unseal(&place, &sealed).map_err(DeliveryError::Sealed)?;
        t.run(records::RESEAL_MESSAGE, &values![organization, id, sealed, vault.seal(&place, &content)])?;
    }
    Ok(rows.len())
}

#[cfg(test)]
mod tests;
