//! Authenticator apps that are paired with an account: their keys, and where they are reached.
//!
//! ```text
//!  ticket ──pair──▶ paired ──the test is approved──▶ set up ──▶ answers requests
//!                     └── the set-up ends ──▶ swept
//! ```
//!
//! An app is a row beside the registration that it proves: when the registration is deleted the app goes with it.

use store::{Row, StoreError, Transaction, values};
use vault::{Place, TokenHash, Vault};
use world::{AccountId, AppId, ChallengeId, Id, Moment, OrganizationId, RegistrationId, Span, Timestamp};

use crate::challenges::{self, Means};
use crate::{Holder, VerificationError, records};

/// What came from an app, as its challenge keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FromApp {
    /// It was paired.
    Paired(AppId),
    /// The person approved, and typed this number.
    Approved(AppId, String),
    /// The person does not want to go on.
    Refused(AppId),
    /// The person did not ask for it.
    Reported(AppId),
}

impl FromApp {
    /// As a challenge keeps it.
    pub fn to_text(&self) -> String {
        match self {
            Self::Paired(app) => format!("paired {app}"),
            Self::Approved(app, number) => format!("approved {app} {number}"),
            Self::Refused(app) => format!("refused {app}"),
            Self::Reported(app) => format!("reported {app}"),
        }
    }

    /// Reads what a challenge keeps.
    pub fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let (what, app, number) = (words.next()?, words.next()?.parse().ok()?, words.next());
        match (what, number) {
            ("paired", None) => Some(Self::Paired(app)),
            ("approved", Some(number)) => Some(Self::Approved(app, number.to_owned())),
            ("refused", None) => Some(Self::Refused(app)),
            ("reported", None) => Some(Self::Reported(app)),
            _ => None,
        }
    }

    /// Which app it came from.
    pub fn app(&self) -> AppId {
        match self {
            Self::Paired(app) | Self::Approved(app, _) | Self::Refused(app) | Self::Reported(app) => *app,
        }
    }
}

/// What an app shows to be paired.
#[derive(Clone, Debug)]
pub struct Pairing<'a> {
    /// The ticket, in the form in which the page showed it.
    pub ticket: &'a str,
    /// The origin at which it is paired.
    pub server: &'a str,
    /// Its public key.
    pub key: &'a [u8],
    /// What it calls itself.
    pub name: &'a str,
    /// Where push messages reach it.
    pub subscription: Option<&'a [u8]>,
}

/// An app that was paired.
#[derive(Clone, Copy, Debug)]
pub struct Paired {
    /// The app.
    pub app: AppId,
    /// Whose it is.
    pub account: AccountId,
    /// The set-up that waits for its test.
    pub challenge: ChallengeId,
}

const KEY: &str = "apps.key";
const SUBSCRIPTION: &str = "apps.subscription";

fn place<'a>(
    organization: OrganizationId,
    (account, app): (&'a AccountId, &'a AppId),
    column: &'static str,
) -> Place<'a> {
    Place { organization, row: vec![account.as_bytes(), app.as_bytes()], column }
}

/// How long a pairing waits for its test.
const WAITS: Span = Span::minutes(15);

/// Pairs an app by a ticket, which works once. None if the ticket was used, has ended, or never was.
pub fn pair(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (organization, pairing): (OrganizationId, &Pairing<'_>),
    moment: &Moment,
) -> Result<Option<Paired>, VerificationError> {
    let (vault, now) = (means.vault, moment.now);
    let ticket = (organization, pairing.ticket);
    let Some((challenge, account)) = challenges::by_ticket(t, vault, ticket, now)? else { return Ok(None) };
    let app: AppId = moment.chance("app").id(now);
    let heard = FromApp::Paired(app).to_text();
    if challenges::hear(t, means, (organization, challenge), &heard, now)?.is_none() {
        return Ok(None);
    }
    put(t, vault, (organization, account, challenge), (app, pairing), (now, now + WAITS))?;
    Ok(Some(Paired { app, account, challenge }))
}

fn put(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, account, challenge): (OrganizationId, AccountId, ChallengeId),
    (app, pairing): (AppId, &Pairing<'_>),
    (now, ends_at): (Timestamp, Timestamp),
) -> Result<(), StoreError> {
    let seal = |column, value| vault.seal(&place(organization, (&account, &app), column), value);
    let push = if pairing.subscription.is_some() { Push::Live } else { Push::None };
    t.run(
        records::PAIR_APP,
        &values![
            organization,
            app,
            account,
            challenge,
            seal(KEY, pairing.key),
            pairing.name,
            pairing.subscription.map(|subscription| seal(SUBSCRIPTION, subscription)),
            push.as_str(),
            "later",
            now,
            ends_at,
            pairing.server,
        ],
    )?;
    Ok(())
}

/// Notes the registration that a paired app has proved. False if it is not the app of this set-up.
pub(crate) fn prove(
    t: &mut Transaction<'_>,
    holder: &Holder,
    (app, challenge): (AppId, ChallengeId),
    registration: RegistrationId,
) -> Result<bool, StoreError> {
    let never = i64::MAX;
    let values = values![holder.organization, holder.account, app, registration, never, challenge];
    Ok(t.run(records::PROVE_APP, &values)? == 1)
}

/// Pairs an app without a ticket, for a registration that an import brings along.
pub fn import(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, account, registration): (OrganizationId, AccountId, RegistrationId),
    (app, pairing): (AppId, &Pairing<'_>),
    now: Timestamp,
) -> Result<(), StoreError> {
    let nothing = ChallengeId::from_array([0; 16]);
    put(t, vault, (organization, account, nothing), (app, pairing), (now, Timestamp::from_micros(i64::MAX)))?;
    let holder = Holder { organization, account, browser: TokenHash::from_bytes([0; 32]) };
    prove(t, &holder, (app, nothing), registration)?;
    Ok(())
}

/// Whether push messages reach an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Push {
    /// It named no place for them.
    None,
    /// They were not refused so far.
    Live,
    /// The push service says that the place does not exist any more.
    Gone,
}

impl Push {
    /// As stored, and in messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Live => "live",
            Self::Gone => "gone",
        }
    }

    fn stored(text: &str) -> Self {
        [Self::Live, Self::Gone].into_iter().find(|push| push.as_str() == text).unwrap_or(Self::None)
    }
}

/// A paired app.
#[derive(Clone, Debug)]
pub struct App {
    /// Its organization.
    pub organization: OrganizationId,
    /// Its id.
    pub id: AppId,
    /// Whose it is.
    pub account: AccountId,
    /// What it proved; none while its test waits.
    pub registration: Option<RegistrationId>,
    /// The set-up by which it was paired.
    pub challenge: ChallengeId,
    /// Its public key.
    pub key: Vec<u8>,
    /// What it calls itself.
    pub name: String,
    /// The origin at which it was paired.
    pub server: String,
    /// Where push messages reach it.
    pub subscription: Option<Vec<u8>>,
    /// Whether they do.
    pub push: Push,
    /// Whether its owner doubts it: it answers nothing until it was kept.
    pub is_suspended: bool,
}

/// A paired app. None if it was deleted, or never set up in time.
pub fn find(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, id): (OrganizationId, AppId),
    now: Timestamp,
) -> Result<Option<App>, VerificationError> {
    let row = t.first(records::FIND_APP, &values![organization, id, now])?;
    row.map(|row| read(&row, vault, (organization, id))).transpose()
}

fn read(
    row: &Row,
    vault: &Vault,
    (organization, id): (OrganizationId, AppId),
) -> Result<App, VerificationError> {
    let account: AccountId = row.get(0)?;
    let unseal = |column: &'static str, sealed: Vec<u8>| {
        let opened = vault.unseal(&place(organization, (&account, &id), column), &sealed);
        opened.map(|plain| plain.to_vec()).map_err(|source| VerificationError::Sealed { column, source })
    };
    let subscription: Option<Vec<u8>> = row.get(5)?;
    Ok(App {
        organization,
        id,
        account,
        registration: row.get(1)?,
        challenge: row.get(2)?,
        key: unseal(KEY, row.get(3)?)?,
        name: row.get(4)?,
        server: row.get(10)?,
        subscription: subscription.map(|sealed| unseal(SUBSCRIPTION, sealed)).transpose()?,
        push: Push::stored(&row.get::<String>(6)?),
        is_suspended: row.get::<Option<Timestamp>>(9)?.is_some(),
    })
}

/// Takes the sequence of a message, in one statement. The last one that was taken, if this is not above it.
pub fn take_sequence(
    t: &mut Transaction<'_>,
    app: &App,
    sequence: i64,
    now: Timestamp,
) -> Result<Result<(), i64>, StoreError> {
    if t.run(records::TAKE_SEQUENCE, &values![app.organization, app.id, sequence, now])? == 1 {
        return Ok(Ok(()));
    }
    let row = t.first(records::SEQUENCE_OF, &values![app.organization, app.id])?;
    Ok(Err(row.map_or(Ok(0), |row| row.get(0))?))
}

/// Keeps where push messages reach an app from now on, and what it says of showing notifications.
pub fn subscribe(
    t: &mut Transaction<'_>,
    vault: &Vault,
    app: &App,
    (subscription, notifications): (Option<&[u8]>, &str),
) -> Result<(), StoreError> {
    let push = if subscription.is_some() { Push::Live } else { Push::None };
    let place = place(app.organization, (&app.account, &app.id), SUBSCRIPTION);
    let sealed = subscription.map(|subscription| vault.seal(&place, subscription));
    t.run(records::SUBSCRIBE_APP, &values![app.organization, app.id, sealed, push.as_str(), notifications])?;
    Ok(())
}

/// Marks that the push service does not know the app's subscription any more, unless it has a new one.
pub fn gone(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, id): (OrganizationId, AppId),
    subscription: &[u8],
    now: Timestamp,
) -> Result<bool, VerificationError> {
    let Some(app) = find(t, vault, (organization, id), now)? else { return Ok(false) };
    if app.subscription.as_deref() != Some(subscription) {
        return Ok(false);
    }
    t.run(records::PUSH_GONE, &values![organization, id])?;
    Ok(true)
}

/// How an app stands, for its owner.
#[derive(Clone, Debug)]
pub struct AppState {
    /// The registration that it proved.
    pub registration: RegistrationId,
    /// What it calls itself.
    pub name: String,
    /// Whether push messages reach it.
    pub push: Push,
    /// What it says of showing notifications.
    pub notifications: String,
    /// When it was heard of last.
    pub seen_at: Timestamp,
}

/// The apps of an account that are set up.
pub fn of_account(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    account: AccountId,
) -> Result<Vec<AppState>, StoreError> {
    let rows = t.all(records::APPS_OF, &values![organization, account])?;
    let read = |row: &Row| {
        Ok(AppState {
            registration: row.get(0)?,
            name: row.get(1)?,
            push: Push::stored(&row.get::<String>(2)?),
            notifications: row.get(3)?,
            seen_at: row.get(4)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Seals up to `limit` apps anew that an older key sealed. Returns how many there were; 0 means that none is left.
pub fn reseal(t: &mut Transaction<'_>, vault: &Vault, limit: i64) -> Result<usize, VerificationError> {
    let rows = t.all(records::OLD_APPS, &values![vault.current_prefix().as_slice(), limit])?;
    for row in &rows {
        let (organization, account, app): (OrganizationId, AccountId, AppId) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let (key, subscription): (Vec<u8>, Option<Vec<u8>>) = (row.get(3)?, row.get(4)?);
        let anew = |column: &'static str, sealed: &[u8]| {
            let place = place(organization, (&account, &app), column);
            let plain = vault.unseal(&place, sealed);
            plain
                .map(|plain| vault.seal(&place, &plain))
                .map_err(|source| VerificationError::Sealed { column, source })
        };
        let subscription = subscription.map(|sealed| anew(SUBSCRIPTION, &sealed)).transpose()?;
        t.run(
            records::RESEAL_APP,
            &values![organization, account, app, anew(KEY, &key)?, subscription, key],
        )?;
    }
    Ok(rows.len())
}
