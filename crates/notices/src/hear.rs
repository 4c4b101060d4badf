//! What a person answers elsewhere than on the page that asked: kept with its challenge, noted in the record of the sign-in, and told by
//! mail if they had not asked for it.

use std::sync::Arc;

use accounts::{organizations, people, sessions};
use store::Transaction;
use verification::challenges::{self, HeardOf, Means, Purpose};
use verification::method::Heard;
use verification::steps::StepResult;
use verification::{attempts, blocked};
use web::Texts;
use world::{AttemptId, ChallengeId, Id, Moment, OrganizationId, Timestamp};

use crate::administrators::{Doubtful, tell_administrators};
use crate::{Change, NoticeError, Reader, tell};

/// Keeps what came from outside of a challenge, whoever asked. What was reported ends the sign-in at once, blocks the browser that asked at
/// its address for a while, and is told to the person; the account itself stays usable. None if the challenge does not wait any more.
pub fn hear(
    t: &mut Transaction<'_>,
    (means, texts): (&Means<'_>, &Arc<Texts>),
    (organization, challenge): (OrganizationId, ChallengeId),
    heard: &str,
    moment: &Moment,
) -> Result<Option<Heard>, NoticeError> {
    let now = moment.now;
    let Some(of) = challenges::hear(t, means, (organization, challenge), heard, now)? else {
        return Ok(None);
    };
    if of.purpose == Purpose::SetUp {
        return Ok(Some(of.heard));
    }
    let attempt = AttemptId::from_array(of.bound_to);
    match of.heard {
        Heard::Right | Heard::OnTheWay => {}
        Heard::Ended(reason) => {
            attempts::note_by_id(t, (organization, attempt), (&of.method, StepResult::ended(reason)), now)?;
        }
        Heard::Reported => {
            attempts::report(t, (organization, attempt), &of.method, now)?;
            reported(t, (means, texts), (organization, &of), moment)?;
        }
    }
    Ok(Some(of.heard))
}

/// Somebody knows the person's password, or wanted a new one: the browser is blocked and, if it was signed in,
/// signed out, and the person and the administrators are told.
fn reported(
    t: &mut Transaction<'_>,
    (means, texts): (&Means<'_>, &Arc<Texts>),
    (organization, of): (OrganizationId, &HeardOf),
    moment: &Moment,
) -> Result<(), NoticeError> {
    let attempt = AttemptId::from_array(of.bound_to);
    if let Some(past) = attempts::find_past(t, (organization, of.account), attempt)? {
        let caller = blocked::Caller { browser: &of.browser, address: &past.address };
        let until = moment.now + means.limits.blocked;
        blocked::block(t, means.vault, (organization, of.account), caller, until)?;
    }
    let session = attempts::stepped_up(t, (organization, attempt))?;
    if let Some(session) = session {
        sessions::end(t, (organization, of.account), session)?;
    }
    let Some(organization) = organizations::find(t, organization)? else { return Ok(()) };
    let Some(account) = people::find(t, organization.id, of.account)? else { return Ok(()) };
    let with = (means.vault, texts);
    let doubtful =
        if of.purpose == Purpose::Reset { Doubtful::ResetOnThePhone } else { Doubtful::OnThePhone };
    tell_administrators(t, with, (&organization, &account), &doubtful, moment)?;
    let origin = attempts::site(t, organization.id, attempt)?.unwrap_or_default();
    // Nothing was set up by a sign-in that was stopped.
    let since = Timestamp::from_micros(i64::MAX);
    let reader = Reader {
        organization: &organization,
        account: &account,
        language: organization.language,
        origin: &origin,
    };
    let kind = match of.purpose {
        Purpose::Reset => "notice-reset-reported",
        _ if session.is_some() => "notice-step-up-reported",
        _ => "notice-reported",
    };
    let change = Change { kind, name: "", registration: None, since };
    tell(t, with, reader, change, moment)
}
