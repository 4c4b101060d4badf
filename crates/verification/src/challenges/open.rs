//! Challenges that are bound to a browser and to no account: the answer says whose it is. Each takes one answer, right or wrong.

use store::{Transaction, values};
use vault::{Place, TokenHash, Vault};
use world::{AccountId, ChallengeId, Moment, OrganizationId, Timestamp};

use super::answer::proof;
use super::{Means, asked, chance_of};
use crate::method::Checked;
use crate::{Holder, Method, Proof, VerificationError, records, registrations};

const RECORD: &str = "open_challenges.record";

/// In which browser, on whose page.
type Browser = (OrganizationId, TokenHash);

/// A challenge that waits for whoever answers it.
#[derive(Clone, Debug)]
pub struct Open {
    /// Its method's name.
    pub method: String,
    /// The method's record.
    pub record: Vec<u8>,
    /// When it ends.
    pub expires_at: Timestamp,
}

fn place<'a>((organization, browser): &'a Browser, challenge: &'a ChallengeId) -> Place<'a> {
    Place { organization: *organization, row: vec![browser.as_bytes(), challenge.as_bytes()], column: RECORD }
}

/// Begins one, asked from a page with this host name and origin.
pub fn begin_open(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (method, page): (&dyn Method, (&str, &str)),
    browser: Browser,
    moment: &Moment,
) -> Result<ChallengeId, VerificationError> {
    let about = method.about();
    let id: ChallengeId = moment.chance("open challenge").id(moment.now);
    let record = method.begin_open(page, &mut chance_of(means.vault, id))?;
    t.run(
        records::BEGIN_OPEN,
        &values![
            browser.0,
            id,
            browser.1.as_bytes().as_slice(),
            about.name.as_str(),
            means.vault.seal(&place(&browser, &id), &record),
            moment.now + about.challenge_lasts,
        ],
    )?;
    Ok(id)
}

/// The challenge of this id, if it waits in this browser.
pub fn open(
    t: &mut Transaction<'_>,
    vault: &Vault,
    browser: Browser,
    challenge: ChallengeId,
    now: Timestamp,
) -> Result<Option<Open>, VerificationError> {
    let values = values![browser.0, challenge, browser.1.as_bytes().as_slice(), now];
    let Some(row) = t.first(records::OPEN_CHALLENGE, &values)? else { return Ok(None) };
    let record = vault
        .unseal(&place(&browser, &challenge), &row.get::<Vec<u8>>(1)?)
        .map_err(|source| VerificationError::Sealed { column: RECORD, source })?;
    Ok(Some(Open { method: row.get(0)?, record: record.to_vec(), expires_at: row.get(2)? }))
}

/// What the answer to such a challenge came to.
#[derive(Debug)]
pub enum OpenAnswered {
    /// It was right, and says whose it is.
    Accepted(AccountId, Proof),
    /// It was not. Why is not told: nobody learns here who has set up what.
    Refused,
    /// What was sent cannot be an answer; the challenge still waits.
    Unreadable,
    /// No such challenge waits in this browser.
    Over,
}

/// Answers it.
pub fn answer_open(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    (organization, browser): Browser,
    (challenge, typed): (ChallengeId, &str),
    now: Timestamp,
) -> Result<OpenAnswered, VerificationError> {
    let Some(waiting) = open(t, means.vault, (organization, browser), challenge, now)? else {
        return Ok(OpenAnswered::Over);
    };
    let method = means.methods.stored(&waiting.method)?;
    let Some(answer) = method.read(typed) else { return Ok(OpenAnswered::Unreadable) };
    let values = values![organization, challenge, browser.as_bytes().as_slice(), now];
    if t.run(records::USE_OPEN, &values)? == 0 {
        return Ok(OpenAnswered::Over);
    }
    let Some(account) = method.names(&answer) else { return Ok(OpenAnswered::Refused) };
    let holder = Holder { organization, account, browser };
    let registrations = asked(t, means.vault, &holder, (method.about(), None))?;
    let Checked::Right(right) = method.check(&waiting.record, &registrations, &answer, now) else {
        return Ok(OpenAnswered::Refused);
    };
    if !registrations::used(t, means.vault, &holder, &right, now)? {
        return Ok(OpenAnswered::Refused);
    }
    Ok(OpenAnswered::Accepted(account, proof(&holder, method, &right, now)))
}
