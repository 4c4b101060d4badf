//! Browsers that are not asked for a second step for some days.
//!
//! The browser keeps the id of the device and a token. The token changes at every use; when one comes that is not the newest, two
//! browsers hold copies of one cookie, and neither is believed any more: the device is forgotten.

use store::{Row, StoreError, Transaction, values};
use vault::{Place, Token, TokenHash, Vault, same};
use world::{AccountId, DeviceId, Moment, OrganizationId, Span, Timestamp};

use crate::{Factor, Holder, MethodName, Proof, Role, Satisfied, VerificationError, records};

/// The method name of the proof that a remembered browser gives.
pub const REMEMBERED: MethodName = MethodName::new("remembered");

const MARK: &str = "remembered_devices.mark";

fn place<'a>(holder: &'a Holder, device: &'a DeviceId) -> Place<'a> {
    Place {
        organization: holder.organization,
        row: vec![holder.account.as_bytes(), device.as_bytes(), holder.browser.as_bytes()],
        column: MARK,
    }
}

/// What a browser keeps in its cookie from now on.
#[derive(Debug)]
pub struct Cookie {
    /// The device.
    pub device: DeviceId,
    /// Its newest token.
    pub token: Token,
}

impl Cookie {
    /// The value of the cookie.
    pub fn to_text(&self) -> String {
        format!("{}.{}", self.device, self.token.to_text())
    }
}

/// A cookie that a browser shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The device.
    pub device: DeviceId,
    /// The hash of the token.
    pub token: TokenHash,
}

impl Shown {
    /// From the value of a cookie.
    pub fn parse(text: &str) -> Option<Self> {
        let (device, token) = text.split_once('.')?;
        Some(Self { device: device.parse().ok()?, token: Token::parse(token)?.hash() })
    }
}

/// Remembers the browser of someone who has just taken a fresh second step, for so long. It was remembered anew, if it was before.
pub fn remember(
    t: &mut Transaction<'_>,
    vault: &Vault,
    satisfied: &Satisfied,
    (lasts, address, agent): (Span, &str, &str),
    moment: &Moment,
) -> Result<Option<Cookie>, StoreError> {
    let evidence = satisfied.evidence();
    let fresh = evidence.proofs().iter().any(|proof| matches!(proof.role(), Role::Second | Role::Both));
    if !fresh || lasts <= Span::ZERO {
        return Ok(None);
    }
    let holder = evidence.holder();
    forget_browser(t, holder)?;
    let mut chance = moment.chance("remembered device");
    let cookie = Cookie { device: chance.id(moment.now), token: Token::new(&mut chance) };
    t.run(
        records::REMEMBER_DEVICE,
        &values![
            holder.organization,
            cookie.device,
            holder.account,
            holder.browser.as_bytes().as_slice(),
            cookie.token.hash().as_bytes().as_slice(),
            vault.seal(&place(holder, &cookie.device), &moment.now.micros().to_be_bytes()),
            address,
            agent,
            moment.now,
            moment.now + lasts,
        ],
    )?;
    Ok(Some(cookie))
}

/// What a cookie came to.
#[derive(Debug)]
pub enum Recognised {
    /// It is the browser: here is the proof, and what its cookie holds from now on.
    Yes(Proof, Cookie),
    /// It is not remembered, or not any more.
    No,
    /// The token had been used: the device is forgotten, as its cookie was copied.
    Copied,
}

/// Recognises a browser by its cookie, once for each token.
pub fn recognise(
    t: &mut Transaction<'_>,
    vault: &Vault,
    holder: Holder,
    shown: Shown,
    moment: &Moment,
) -> Result<Recognised, VerificationError> {
    let now = moment.now;
    let browser = holder.browser;
    let row = t.first(
        records::FIND_DEVICE,
        &values![holder.organization, shown.device, holder.account, browser.as_bytes().as_slice()],
    )?;
    let Some(row) = row else { return Ok(Recognised::No) };
    let (stored, mark, expires_at): (Vec<u8>, Vec<u8>, Timestamp) = (row.get(0)?, row.get(1)?, row.get(2)?);
    vault
        .unseal(&place(&holder, &shown.device), &mark)
        .map_err(|source| VerificationError::Sealed { column: MARK, source })?;
    if !same(&stored, shown.token.as_bytes()) {
        forget(t, (holder.organization, holder.account), shown.device)?;
        return Ok(Recognised::Copied);
    }
    if expires_at <= now {
        return Ok(Recognised::No);
    }
    let next = Cookie { device: shown.device, token: Token::new(&mut moment.chance("remembered token")) };
    let used = t.run(
        records::USE_DEVICE,
        &values![
            holder.organization,
            shown.device,
            shown.token.as_bytes().as_slice(),
            next.token.hash().as_bytes().as_slice(),
            now
        ],
    )?;
    if used == 0 {
        return Ok(Recognised::No);
    }
    let kind = (Role::Remembered, Factor::Possession);
    Ok(Recognised::Yes(Proof::new(holder, REMEMBERED, kind, now, None), next))
}

/// A remembered browser as its owner sees it in a list.
#[derive(Clone, Debug)]
pub struct Device {
    /// Its id.
    pub id: DeviceId,
    /// The network address from which it was remembered.
    pub address: String,
    /// Browser and system.
    pub agent: String,
    /// When it was remembered.
    pub remembered_at: Timestamp,
    /// When it was last recognised.
    pub used_at: Timestamp,
    /// When it is asked again.
    pub expires_at: Timestamp,
}

/// The remembered browsers of an account, the last used first; 100 at most.
pub fn list(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    now: Timestamp,
) -> Result<Vec<Device>, StoreError> {
    let read = |row: &Row| {
        Ok(Device {
            id: row.get(0)?,
            address: row.get(1)?,
            agent: row.get(2)?,
            remembered_at: row.get(3)?,
            used_at: row.get(4)?,
            expires_at: row.get(5)?,
        })
    };
    t.all(records::DEVICES, &values![organization, account, now])?.iter().map(read).collect()
}

/// Forgets one. False if the account has none of this id.
pub fn forget(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    device: DeviceId,
) -> Result<bool, StoreError> {
    Ok(t.run(records::FORGET_DEVICE, &values![organization, account, device])? == 1)
}

/// Has every browser of an organization asked again so long after it was remembered, if that is sooner than it was to be.
pub fn shorten(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    lasts: Span,
) -> Result<u64, StoreError> {
    t.run(records::SHORTEN_DEVICES, &values![organization, lasts.micros()])
}

fn forget_browser(t: &mut Transaction<'_>, holder: &Holder) -> Result<(), StoreError> {
    let browser = holder.browser;
    t.run(
        records::FORGET_BROWSER,
        &values![holder.organization, holder.account, browser.as_bytes().as_slice()],
    )?;
    Ok(())
}

/// Forgets all of an account's: after a method was removed, the password was changed, or something was reported. Returns how many there were.
pub fn forget_all(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
) -> Result<u64, StoreError> {
    t.run(records::FORGET_DEVICES, &values![organization, account])
}
