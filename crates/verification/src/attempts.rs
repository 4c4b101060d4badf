//! One sign-in, from user name to passed or refused: while it runs the place where its evidence is kept, afterwards its record.
//!
//! The next page is never stored: a door derives it from the evidence and the policy. The attempt's token changes with every
//! proof, so an old page, or a copy of the cookie from before, cannot go on with it.

mod change;
mod lifetime;
mod past;

use store::{Row, StoreError, Transaction, values};
use vault::{Place, Token, TokenHash, Vault};
use world::{AccountId, AttemptId, Id, Moment, OrganizationId, SessionId, Span, Timestamp};

pub use change::{Changing, note_change};
pub use lifetime::{Lifetime, lengthen, shorten};
pub use past::{Past, Sought, find_past, recent, recognize};

use crate::challenges::Binding;
use crate::evidence::EvidencePlace;
use crate::steps::{Outcome, StepResult, Steps};
use crate::{Evidence, Holder, Proof, VerificationError, records};

/// Why an attempt was begun.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To open a session.
    SignIn,
    /// To prove a second step anew in a session that is open.
    StepUp(SessionId),
    /// To get a new password, or to lift a lockout.
    Reset,
    /// To choose another password in a session that is open.
    Change(SessionId),
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::StepUp(_) => "step_up",
            Self::Reset => RESET,
            Self::Change(_) => CHANGE,
        }
    }
}

const RESET: &str = "reset";
const CHANGE: &str = "change";

/// From where an attempt is made.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The organization whose page it is.
    pub organization: OrganizationId,
    /// The hash of the browser's lasting token.
    pub browser: TokenHash,
    /// The network address, as text.
    pub address: String,
    /// Browser and system, as `Firefox on Windows`.
    pub agent: String,
}

/// What a new attempt starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// Why it is begun.
    pub purpose: Purpose,
    /// Whose it is; none if nobody has the user name.
    pub account: Option<AccountId>,
    /// The user name as typed, folded; 113 characters at most.
    pub user_name: String,
    /// The proofs that a step-up brings along from its session.
    pub evidence: Option<Evidence>,
    /// The application to which the person signs in; empty for Tweestap's own pages.
    pub application: String,
    /// Where to go on afterwards: a path on this server.
    pub continue_to: String,
    /// Whether this browser has signed in to this account before.
    pub familiar: bool,
}

/// An attempt that is under way.
#[derive(Debug)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// From where it was begun.
    pub organization: OrganizationId,
    /// The hash of the browser's lasting token.
    pub browser: TokenHash,
    /// Whose it is, in this browser; none if nobody has the user name.
    pub holder: Option<Holder>,
    /// The user name as typed, folded.
    pub user_name: String,
    /// Why it was begun.
    pub purpose: Purpose,
    /// The proofs so far; none if nobody has the user name.
    pub evidence: Option<Evidence>,
    /// Where to go on afterwards.
    pub continue_to: String,
    /// Whether this browser had signed in to this account before.
    pub familiar: bool,
    /// What was tried so far.
    pub steps: Steps,
    /// When it began.
    pub started_at: Timestamp,
    token: TokenHash,
}

impl Attempt {
    /// What a challenge of this attempt is bound to; none if nobody has the user name.
    pub fn binding(&self) -> Option<Binding> {
        self.holder.map(|holder| Binding { holder, to: *self.id.as_bytes() })
    }
}

const EVIDENCE: &str = "attempts.evidence";
const USER_NAME: &str = "attempts.user_name";

fn user_name_place(organization: OrganizationId, attempt: &AttemptId) -> Place<'_> {
    Place { organization, row: vec![attempt.as_bytes()], column: USER_NAME }
}

/// Begins an attempt and returns the token for its cookie.
pub fn begin(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (origin, start): (&Origin, &Start),
    lifetime: Lifetime,
    moment: &Moment,
) -> Result<(AttemptId, Token), StoreError> {
    let mut chance = moment.chance("attempt");
    let now = moment.now;
    let id: AttemptId = chance.id(now);
    let token = Token::new(&mut chance);
    let holder = start.account.map(|account| origin.holder(account));
    let evidence = start.evidence.clone().or_else(|| holder.map(Evidence::none));
    // Nobody's attempt is sealed as well, so that it takes the same work as somebody's.
    let evidence = evidence.unwrap_or_else(|| Evidence::none(origin.holder(AccountId::from_array([0; 16]))));
    let session = match start.purpose {
        Purpose::SignIn | Purpose::Reset => None,
        Purpose::StepUp(session) | Purpose::Change(session) => Some(session),
    };
    t.run(
        records::BEGIN_ATTEMPT,
        &values![
            origin.organization,
            id,
            token.hash().as_bytes().as_slice(),
            origin.browser.as_bytes().as_slice(),
            start.account,
            vault.seal(&user_name_place(origin.organization, &id), start.user_name.as_bytes()),
            start.purpose.as_str(),
            session,
            evidence.seal(vault, EvidencePlace { column: EVIDENCE, row: id.as_bytes() }),
            start.application.as_str(),
            start.continue_to.as_str(),
            origin.address.as_str(),
            origin.agent.as_str(),
            start.familiar,
            Steps::default().to_text(),
            now,
            now + lifetime.lasts,
            now + lifetime.kept,
        ],
    )?;
    Ok((id, token))
}

impl Origin {
    fn holder(&self, account: AccountId) -> Holder {
        Holder { organization: self.organization, account, browser: self.browser }
    }
}

/// The attempt to sign in or to step up of this cookie in this browser, if it is under way.
pub fn find(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, browser): (OrganizationId, TokenHash),
    token: TokenHash,
    now: Timestamp,
) -> Result<Option<Attempt>, VerificationError> {
    let row = t.first(
        records::FIND_ATTEMPT,
        &values![organization, token.as_bytes().as_slice(), browser.as_bytes().as_slice(), now],
    )?;
    row.map(|row| read(&row, vault, (organization, browser), token)).transpose()
}

/// The attempt to get a new password of this cookie in this browser, if its time is not over. One that was stopped comes back as
/// nobody's: whoever stands before the page does not learn that somebody stopped it.
pub fn find_reset(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, browser): (OrganizationId, TokenHash),
    token: TokenHash,
    now: Timestamp,
) -> Result<Option<Attempt>, VerificationError> {
    let row = t.first(
        records::FIND_RESET,
        &values![organization, token.as_bytes().as_slice(), browser.as_bytes().as_slice(), now],
    )?;
    row.map(|row| read(&row, vault, (organization, browser), token)).transpose()
}

fn read(
    row: &Row,
    vault: &Vault,
    (organization, browser): (OrganizationId, TokenHash),
    token: TokenHash,
) -> Result<Attempt, VerificationError> {
    let id: AttemptId = row.get(0)?;
    let account: Option<AccountId> = row.get(1)?;
    let session: Option<SessionId> = row.get(3)?;
    let name: Vec<u8> = row.get(2)?;
    let name = vault
        .unseal(&user_name_place(organization, &id), &name)
        .map_err(|source| VerificationError::Sealed { column: USER_NAME, source })?;
    let holder = account.map(|account| Holder { organization, account, browser });
    let sealed: Vec<u8> = row.get(4)?;
    let evidence = holder
        .map(|holder| {
            Evidence::restore(vault, holder, EvidencePlace { column: EVIDENCE, row: id.as_bytes() }, &sealed)
        })
        .transpose()?;
    Ok(Attempt {
        id,
        organization,
        browser,
        holder,
        user_name: String::from_utf8_lossy(&name).into_owned(),
        purpose: match session {
            Some(session) => Purpose::StepUp(session),
            None if row.get::<String>(9)? == RESET => Purpose::Reset,
            None => Purpose::SignIn,
        },
        evidence,
        continue_to: row.get(5)?,
        familiar: row.get(6)?,
        steps: Steps::from_text(&row.get::<String>(7)?),
        started_at: row.get(8)?,
        token,
    })
}

/// Adds a proof. The attempt gets a new token; none if another page was quicker with it.
pub fn advance(
    t: &mut Transaction<'_>,
    vault: &Vault,
    attempt: &mut Attempt,
    proof: Proof,
    moment: &Moment,
) -> Result<Option<Token>, StoreError> {
    let Some(evidence) = &mut attempt.evidence else { return Ok(None) };
    evidence.add(proof);
    let sealed = evidence.seal(vault, EvidencePlace { column: EVIDENCE, row: attempt.id.as_bytes() });
    let token = Token::new(&mut moment.chance("attempt token"));
    let changed = t.run(
        records::ADVANCE_ATTEMPT,
        &values![
            attempt.organization,
            attempt.id,
            attempt.token.as_bytes().as_slice(),
            token.hash().as_bytes().as_slice(),
            sealed,
            attempt.steps.to_text(),
        ],
    )?;
    attempt.token = token.hash();
    Ok((changed == 1).then_some(token))
}

/// Writes the steps taken so far into the record.
pub fn note(t: &mut Transaction<'_>, attempt: &Attempt) -> Result<(), StoreError> {
    t.run(records::NOTE_STEPS, &values![attempt.organization, attempt.id, attempt.steps.to_text()])?;
    Ok(())
}

/// Ends an attempt; false if another page was quicker. A passed one must be ended before its session is opened.
pub fn end(
    t: &mut Transaction<'_>,
    attempt: &Attempt,
    outcome: Outcome,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let ended = t.run(
        records::END_ATTEMPT,
        &values![
            attempt.organization,
            attempt.id,
            attempt.token.as_bytes().as_slice(),
            outcome.key(),
            attempt.steps.to_text(),
            now,
        ],
    )?;
    Ok(ended == 1)
}

/// Writes one more step into the record of an attempt that is under way, from elsewhere than its own browser.
pub fn note_by_id(
    t: &mut Transaction<'_>,
    (organization, attempt): (OrganizationId, AttemptId),
    (method, result): (&str, StepResult),
    now: Timestamp,
) -> Result<(), StoreError> {
    let Some(row) = t.first(records::OPEN_STEPS, &values![organization, attempt])? else { return Ok(()) };
    let mut steps = Steps::from_text(&row.get::<String>(0)?);
    steps.note(method, result, now);
    t.run(records::NOTE_STEPS, &values![organization, attempt, steps.to_text()])?;
    Ok(())
}

/// Ends an attempt because the person said elsewhere that they had not asked for it. False if it is not under way.
pub fn report(
    t: &mut Transaction<'_>,
    (organization, attempt): (OrganizationId, AttemptId),
    method: &str,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let Some(row) = t.first(records::OPEN_STEPS, &values![organization, attempt])? else { return Ok(false) };
    let mut steps = Steps::from_text(&row.get::<String>(0)?);
    steps.note(method, StepResult::Reported, now);
    let values = values![organization, attempt, Outcome::Reported.key(), steps.to_text(), now];
    Ok(t.run(records::REPORT_ATTEMPT, &values)? == 1)
}

/// The session in which an attempt was to prove a second step anew, if it was that.
pub fn stepped_up(
    t: &mut Transaction<'_>,
    (organization, attempt): (OrganizationId, AttemptId),
) -> Result<Option<SessionId>, StoreError> {
    let row = t.first(records::STEPPED_UP, &values![organization, attempt])?;
    Ok(row.map(|row| row.get::<Option<SessionId>>(0)).transpose()?.flatten())
}

/// How the attempt of this cookie ended, if that was in the last minutes: for a page that still shows it.
pub fn ended_lately(
    t: &mut Transaction<'_>,
    (organization, browser): (OrganizationId, TokenHash),
    token: TokenHash,
    now: Timestamp,
) -> Result<Option<Outcome>, StoreError> {
    let row = t.first(
        records::ENDED_ATTEMPT,
        &values![
            organization,
            token.as_bytes().as_slice(),
            browser.as_bytes().as_slice(),
            now - Span::minutes(15)
        ],
    )?;
    row.map(|row| Ok(Outcome::stored(&row.get::<String>(0)?))).transpose()
}

/// Keeps an attempt as it is until the transaction ends, so that nobody stops it meanwhile. False if it is not under way.
pub fn hold(t: &mut Transaction<'_>, attempt: &Attempt) -> Result<bool, StoreError> {
    Ok(t.run(records::HOLD_ATTEMPT, &values![attempt.organization, attempt.id])? == 1)
}

/// Stops all attempts of an account that are under way: their proofs count no more. Returns how many there were.
pub fn stop_all(
    t: &mut Transaction<'_>,
    (organization, account): (OrganizationId, AccountId),
    now: Timestamp,
) -> Result<u64, StoreError> {
    t.run(records::STOP_ATTEMPTS, &values![organization, account, Outcome::Stopped.key(), now])
}

/// Stops all other attempts of its account that are under way, as what they proved has changed.
pub fn stop_others(t: &mut Transaction<'_>, attempt: &Attempt, now: Timestamp) -> Result<(), StoreError> {
    if let Some(holder) = attempt.holder {
        let stopped = Outcome::Stopped.key();
        t.run(
            records::STOP_OTHER_ATTEMPTS,
            &values![holder.organization, holder.account, stopped, now, attempt.id],
        )?;
    }
    Ok(())
}

/// Keeps the origin of an attempt's page, for the mail of what is reported elsewhere than in its browser.
pub fn note_site(t: &mut Transaction<'_>, attempt: &Attempt, origin: &str) -> Result<(), StoreError> {
    t.run(records::NOTE_SITE, &values![attempt.organization, attempt.id, origin])?;
    Ok(())
}

/// The origin of an attempt's page, if it was kept.
pub fn site(
    t: &mut Transaction<'_>,
    organization: OrganizationId,
    attempt: AttemptId,
) -> Result<Option<String>, StoreError> {
    let Some(row) = t.first(records::SITE, &values![organization, attempt])? else { return Ok(None) };
    row.get(0)
}
