//! Signing in without a user name: the answer says whose it is, and is both steps.

use accounts::{familiar, people};
use store::Transaction;
use vault::Token;
use verification::attempts::{self, Purpose, Start};
use verification::challenges::{self, Open, OpenAnswered};
use verification::steps::StepResult;
use verification::{Method, Proof};
use world::{AccountId, ChallengeId, Moment, Timestamp};

use super::{Done, Here, find, password};
use crate::desk::SignInDesk;

/// Begins a challenge that waits for whoever answers it in this browser.
pub fn begin_open(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, method): (&Here, &'static dyn Method),
    moment: &Moment,
) -> Done<ChallengeId> {
    let page = (here.site.host.as_str(), here.site.origin.as_str());
    let browser = (here.organization.id, here.origin.browser);
    Ok(challenges::begin_open(t, &desk.means(), (method, page), browser, moment)?)
}

/// The challenge that waits in this browser. Writes nothing.
pub fn look_open(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, challenge): (&Here, ChallengeId),
    now: Timestamp,
) -> Done<Option<Open>> {
    let browser = (here.organization.id, here.origin.browser);
    Ok(challenges::open(t, &desk.vault, browser, challenge, now)?)
}

/// What the answer came to.
#[derive(Debug)]
pub enum OpenDone {
    /// It was right: this is the token of the attempt.
    Right(Token),
    /// It was not, or its account cannot sign in.
    Refused,
    /// It cannot be an answer; the challenge still waits.
    Unreadable,
    /// The challenge has ended.
    Over,
}

/// Answers it. A right answer begins the attempt of the account that it names, as far along as after a second step.
pub fn answer_open(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, continue_to): (&Here, &str),
    (challenge, typed): (ChallengeId, &str),
    moment: &Moment,
) -> Done<OpenDone> {
    let browser = (here.organization.id, here.origin.browser);
    match challenges::answer_open(t, &desk.means(), browser, (challenge, typed), moment.now)? {
        OpenAnswered::Refused => Ok(OpenDone::Refused),
        OpenAnswered::Unreadable => Ok(OpenDone::Unreadable),
        OpenAnswered::Over => Ok(OpenDone::Over),
        OpenAnswered::Accepted(account, proof) => {
            accepted(t, desk, (here, continue_to), (account, proof), moment)
        }
    }
}

fn accepted(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, continue_to): (&Here, &str),
    (account, proof): (AccountId, Proof),
    moment: &Moment,
) -> Done<OpenDone> {
    let organization = here.organization.id;
    let Some(person) = people::find(t, organization, account)? else { return Ok(OpenDone::Refused) };
    let start = Start {
        purpose: Purpose::SignIn,
        account: Some(account),
        user_name: person.user_name,
        evidence: None,
        application: String::new(),
        continue_to: continue_to.to_owned(),
        familiar: familiar::is_familiar(t, (organization, account), here.origin.browser)?,
    };
    let (_, token) = attempts::begin(t, &desk.vault, (&here.origin, &start), desk.limits.attempts, moment)?;
    let begun = Here { attempt: Some(token.hash()), ..here.clone() };
    let Some(mut attempt) = find(t, desk, &begun, moment.now)? else { return Ok(OpenDone::Over) };
    attempt.steps.note(proof.method().as_str(), StepResult::Right, moment.now);
    if let Some(outcome) = password::fate(t, &attempt)? {
        attempts::end(t, &attempt, outcome, moment.now)?;
        return Ok(OpenDone::Refused);
    }
    let token = attempts::advance(t, &desk.vault, &mut attempt, proof, moment)?;
    Ok(token.map_or(OpenDone::Over, OpenDone::Right))
}
