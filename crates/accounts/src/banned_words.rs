//! The words that an organization bans from the passwords of its people, beside those that are banned for all.
//!
//! Which words can be banned, and how many, is the rule of whoever judges passwords; here they are only kept.

use store::{StoreError, Transaction, values};
use world::OrganizationId;

use crate::records;

/// The words of an organization, in the order in which they were given; 1000 at most.
pub fn list(t: &mut Transaction<'_>, organization: OrganizationId) -> Result<Vec<String>, StoreError> {
    let rows = t.all(records::BANNED_WORDS, &values![organization])?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// Puts these words in the place of those that were banned before.
pub fn set(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    words: &[String],
) -> Result<(), StoreError> {
    t.run(records::ALLOW_WORDS, &values![organization])?;
    for (place, word) in (0_i64..).zip(words) {
        t.run(records::BAN_WORD, &values![organization, place, word.as_str()])?;
    }
    Ok(())
}
