//! Browsers at an address that the owner of an account reported: they are refused for a while, and nobody else is.

use store::{StoreError, Transaction, values};
use vault::{TokenHash, Vault};
use world::{AccountId, OrganizationId, Timestamp};

use crate::records;

/// A browser at an address, as its requests show it.
#[derive(Clone, Copy, Debug)]
pub struct Caller<'a> {
    /// The hash of the browser's lasting token.
    pub browser: &'a TokenHash,
    /// The network address, as text.
    pub address: &'a str,
}

impl Caller<'_> {
    fn hash(&self, vault: &Vault) -> [u8; 32] {
        vault.tag("asker", &[self.browser.as_bytes().as_slice(), self.address.as_bytes()])
    }
}

/// Blocks a browser at an address for an account until then.
pub fn block(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, account): (OrganizationId, AccountId),
    from: Caller<'_>,
    until: Timestamp,
) -> Result<(), StoreError> {
    let hash = from.hash(vault);
    t.run(records::BLOCK_ASKER, &values![organization, account, hash.as_slice(), until])?;
    Ok(())
}

/// Until when a browser at an address is blocked for an account, if it is.
pub fn until(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, account): (OrganizationId, AccountId),
    from: Caller<'_>,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let hash = from.hash(vault);
    let row = t.first(records::BLOCKED_ASKER, &values![organization, account, hash.as_slice(), now])?;
    row.map(|row| row.get(0)).transpose()
}
