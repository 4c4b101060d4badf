//! The statements of this crate.

use store::Sweep;
use world::Span;

// In CLAIM_MESSAGES the outer condition is read again on a row that another server has just taken.
store::statements! {
    POST_MESSAGE = "INSERT INTO outbox
        (organization, message, channel, content, created_at, due_at, leased_until, deliveries)
        VALUES ($1, $2, $3, $4, $5, $5, 0, 0)";
    ANY_DUE = "SELECT due_at FROM outbox WHERE due_at <= $1 AND leased_until <= $1 AND channel = $2 LIMIT 1";
    CLAIM_MESSAGES = "UPDATE outbox SET leased_until = $2, deliveries = deliveries + 1
        WHERE leased_until <= $1 AND (organization, message) IN
        (SELECT organization, message FROM outbox WHERE due_at <= $1 AND leased_until <= $1 AND channel = $4
         ORDER BY due_at LIMIT $3)
        RETURNING organization, message, content, deliveries";
    TAKE_BACK = "UPDATE outbox SET leased_until = 0 WHERE leased_until > $1";
    MESSAGE_DELIVERED = "DELETE FROM outbox WHERE organization = $1 AND message = $2";
    MESSAGE_FAILED = "UPDATE outbox SET due_at = $3, leased_until = 0, failure = $4
        WHERE organization = $1 AND message = $2";
    WAITING_MESSAGES = "SELECT count(*) FROM outbox";

    OLD_MESSAGES = "SELECT organization, message, content FROM outbox WHERE substr(content, 1, 5) <> $1 LIMIT $2";
    RESEAL_MESSAGE = "UPDATE outbox SET content = $4 WHERE organization = $1 AND message = $2 AND content = $3";

    SWEEP_MESSAGES = "DELETE FROM outbox WHERE (organization, message) IN
        (SELECT organization, message FROM outbox WHERE created_at < $1 - 259200000000 ORDER BY created_at LIMIT $2)";
}

/// A message that cannot be delivered is given up after so long, as the statement above says.
pub const GIVEN_UP_AFTER: Span = Span::days(3);
const _: () = assert!(GIVEN_UP_AFTER.micros() == 259_200_000_000);

/// The tables whose rows end: a message that could not be delivered for three days is given up.
pub const SWEEPS: &[Sweep] = &[Sweep { table: "outbox", statement: SWEEP_MESSAGES }];
