//! Browsers that are signed in.

use store::{Row, StoreError, Transaction, values};
use vault::{Token, TokenHash, Vault};
use verification::{Evidence, EvidencePlace, Holder, Satisfied};
use world::{AccountId, Moment, OrganizationId, SessionId, Span, Timestamp};

use crate::{AccountsError, familiar, records};

/// A signed-in browser.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// The proofs that it was opened with, and those added since.
    pub evidence: Evidence,
    /// Whether it lasts beyond the closing of the browser.
    pub stays: bool,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was last used, to about five minutes.
    pub seen_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl Session {
    /// Whose session it is, in which browser.
    pub fn holder(&self) -> &Holder {
        self.evidence.holder()
    }
}

/// How long sessions last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Durations {
    /// After "stay signed in: yes".
    pub stays: Span,
    /// Otherwise, if the browser is not closed before.
    pub otherwise: Span,
}

/// What a new session is opened with besides its proofs.
#[derive(Clone, Debug)]
pub struct Opening {
    /// "Stay signed in" was answered with yes.
    pub stays: bool,
    /// How long that is.
    pub durations: Durations,
    /// The network address.
    pub address: String,
    /// Browser and system.
    pub agent: String,
}

/// A session that was just opened or raised, with the token for its cookie.
#[derive(Debug)]
pub struct Opened {
    /// Its id.
    pub id: SessionId,
    /// For the cookie, and stored nowhere.
    pub token: Token,
    /// Whether the cookie lasts beyond the closing of the browser.
    pub stays: bool,
    /// When it ends.
    pub expires_at: Timestamp,
}

const COLUMN: &str = "sessions.evidence";
/// A session's use is noted this often at most.
const NOTED_EVERY: Span = Span::minutes(5);

fn place(session: &SessionId) -> EvidencePlace<'_> {
    EvidencePlace { column: COLUMN, row: session.as_bytes() }
}

/// Opens a session from the judge's word: the only way to make one. None if the account was disabled or deleted meanwhile.
pub fn open(
    t: &mut Transaction<'_>,
    vault: &Vault,
    satisfied: Satisfied,
    opening: &Opening,
    moment: &Moment,
) -> Result<Option<Opened>, StoreError> {
    let evidence = satisfied.into_evidence();
    let holder = *evidence.holder();
    let mut chance = moment.chance("session");
    let id: SessionId = chance.id(moment.now);
    let token = Token::new(&mut chance);
    let lasts = if opening.stays { opening.durations.stays } else { opening.durations.otherwise };
    let expires_at = moment.now + lasts;
    let opened = t.run(
        records::OPEN_SESSION,
        &values![
            holder.organization,
            holder.account,
            id,
            token.hash().as_bytes().as_slice(),
            holder.browser.as_bytes().as_slice(),
            evidence.seal(vault, place(&id)),
            opening.stays,
            opening.address.as_str(),
            opening.agent.as_str(),
            moment.now,
            expires_at,
        ],
    )?;
    if opened == 0 {
        return Ok(None);
    }
    familiar::remember(t, (holder.organization, holder.account), holder.browser, moment.now)?;
    Ok(Some(Opened { id, token, stays: opening.stays, expires_at }))
}

/// Gives a session fresh evidence and a new token. None if it ended meanwhile.
pub fn raise(
    t: &mut Transaction<'_>,
    vault: &Vault,
    satisfied: Satisfied,
    session: SessionId,
    moment: &Moment,
) -> Result<Option<Opened>, StoreError> {
    let evidence = satisfied.into_evidence();
    let holder = *evidence.holder();
    let token = Token::new(&mut moment.chance("session token"));
    let row = t.first(
        records::RAISE_SESSION,
        &values![
            holder.organization,
            session,
            holder.account,
            holder.browser.as_bytes().as_slice(),
            token.hash().as_bytes().as_slice(),
            evidence.seal(vault, place(&session)),
            moment.now,
        ],
    )?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Opened { id: session, token, stays: row.get(0)?, expires_at: row.get(1)? }))
}

/// The session of this cookie in this browser, if it has not ended and its account is neither disabled nor deleted.
pub fn find(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, browser): (OrganizationId, TokenHash),
    token: TokenHash,
    now: Timestamp,
) -> Result<Option<Session>, AccountsError> {
    let row = t.first(
        records::FIND_SESSION,
        &values![organization, token.as_bytes().as_slice(), browser.as_bytes().as_slice(), now],
    )?;
    row.map(|row| read(&row, vault, (organization, browser))).transpose()
}

fn read(
    row: &Row,
    vault: &Vault,
    (organization, browser): (OrganizationId, TokenHash),
) -> Result<Session, AccountsError> {
    let id: SessionId = row.get(0)?;
    let holder = Holder { organization, account: row.get(1)?, browser };
    Ok(Session {
        id,
        evidence: Evidence::restore(vault, holder, place(&id), &row.get::<Vec<u8>>(2)?)?,
        stays: row.get(3)?,
        opened_at: row.get(4)?,
        seen_at: row.get(5)?,
        expires_at: row.get(6)?,
    })
}

/// Whether the use of a session is due to be noted with [`seen`].
pub fn is_due(session: &Session, now: Timestamp) -> bool {
    now - session.seen_at >= NOTED_EVERY
}

/// Notes that a session was used.
pub fn seen(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    session: SessionId,
    now: Timestamp,
) -> Result<(), StoreError> {
    t.run(records::SEEN_SESSION, &values![organization, session, now])?;
    Ok(())
}

/// A session as its owner sees it in a list.
#[derive(Clone, Debug)]
pub struct Listed {
    /// Its id.
    pub id: SessionId,
    /// The network address from which it was opened.
    pub address: String,
    /// Browser and system.
    pub agent: String,
    /// Whether it lasts beyond the closing of the browser.
    pub stays: bool,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it was last used, to about five minutes.
    pub seen_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

/// The sessions of an account that have not ended, the last used first; 100 at most.
pub fn list(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    now: Timestamp,
) -> Result<Vec<Listed>, StoreError> {
    let rows = t.all(records::SESSIONS, &values![organization, account, now])?;
    let read = |row: &Row| {
        Ok(Listed {
            id: row.get(0)?,
            address: row.get(1)?,
            agent: row.get(2)?,
            stays: row.get(3)?,
            opened_at: row.get(4)?,
            seen_at: row.get(5)?,
            expires_at: row.get(6)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Keeps a session as it is until the transaction ends, so that nobody ends it meanwhile. False if it has ended since the request
/// found it.
pub fn hold(t: &mut Transaction<'_>, session: &Session, now: Timestamp) -> Result<bool, StoreError> {
    let holder = session.holder();
    Ok(t.run(records::HOLD_SESSION, &values![holder.organization, holder.account, session.id, now])? == 1)
}

/// Ends one session of an account. False if it has none of this id.
pub fn end(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    session: SessionId,
) -> Result<bool, StoreError> {
    Ok(t.run(records::END_SESSION, &values![organization, account, session])? == 1)
}

/// Ends all sessions of an account but this one. Returns how many there were.
pub fn end_others(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    session: SessionId,
) -> Result<u64, StoreError> {
    t.run(records::END_OTHER_SESSIONS, &values![organization, account, session])
}

/// Ends all sessions of an account. Returns how many there were.
pub fn end_all(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
) -> Result<u64, StoreError> {
    t.run(records::END_SESSIONS, &values![organization, account])
}
