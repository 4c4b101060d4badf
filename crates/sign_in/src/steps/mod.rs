//! What a person does to sign in: one function for each, in one transaction.

mod instead;
mod new_password;
mod open;
mod passes;
mod password;
mod second_step;
mod view;

use accounts::confirming::{self, Due};
use accounts::sessions::{self, Opened, Opening};
use accounts::{Account, Organization, SignedIn, familiar, pass_policy, people};
use notices::Reader;
use store::Transaction;
use vault::{Token, TokenHash};
use verification::attempts::{self, Attempt, Origin, Purpose, Start};
use verification::method::AnsweredBy;
use verification::remembered::Shown;
use verification::steps::Outcome;
use verification::{Permitted, holdings, permit};
use world::text::UserName;
use world::{AccountId, Id, Language, Moment, RegistrationId, Timestamp};

pub use instead::{InsteadDone, answer_instead};
pub use new_password::{NewPasswordDone, begin_new_password, settle_new_password};
pub use open::{OpenDone, answer_open, begin_open, look_open};
pub use passes::Soon;
pub use password::{
    PasswordCheck, PasswordDone, PasswordTurn, charge_password, refund_password, settle_password,
};
pub use second_step::{
    AnswerDone, AskDone, answer, answer_and_remember, ask_anew, ask_by, collect, heard, send_again,
};
pub use view::{View, Way, instead, look, ways};

use crate::attempt::{Facts, Next, next};
use crate::desk::{SignInDesk, SignInError};

type Done<T> = Result<T, SignInError>;

/// The page from which a person signs in, as messages speak of it.
#[derive(Clone, Debug)]
pub struct Site {
    /// The host name, without a port.
    pub host: String,
    /// The origin, as `https://sign-in.school.example`.
    pub origin: String,
    /// The language of the page.
    pub language: Language,
    /// Where the person's address is, if it is known.
    pub place: Option<String>,
}

/// Where a person stands.
#[derive(Clone, Debug)]
pub struct Here {
    /// From where they come.
    pub origin: Origin,
    /// The organization whose page it is.
    pub organization: Organization,
    /// The page.
    pub site: Site,
    /// The hash of the attempt cookie's token, if there is one.
    pub attempt: Option<TokenHash>,
    /// The cookie of a remembered browser, if there is one.
    pub remembered: Option<Shown>,
}

/// Begins a sign-in with a user name. Nobody's name takes the same steps as somebody's.
pub fn begin(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, user_name, continue_to): (&Here, &UserName, &str),
    moment: &Moment,
) -> Done<Token> {
    let organization = here.organization.id;
    let account = people::find_by_user_name(t, organization, user_name.as_str())?.map(|account| account.id);
    let known = account.unwrap_or_else(nobody);
    let familiar = familiar::is_familiar(t, (organization, known), here.origin.browser)?;
    let start = Start {
        purpose: Purpose::SignIn,
        account,
        user_name: user_name.as_str().to_owned(),
        evidence: None,
        application: String::new(),
        continue_to: continue_to.to_owned(),
        familiar,
    };
    Ok(attempts::begin(t, &desk.vault, (&here.origin, &start), desk.limits.attempts, moment)?.1)
}

/// The id that no account has.
fn nobody() -> AccountId {
    AccountId::from_array([0; 16])
}

/// Begins to ask someone who is signed in for a fresh second step. None if theirs is fresh enough. `by` is the phone on which it is to be
/// taken, if that matters: then what was proved in another way is asked for anew.
pub fn begin_step_up(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, person): (&Here, &SignedIn),
    (continue_to, by): (&str, Option<RegistrationId>),
    moment: &Moment,
) -> Done<Option<Token>> {
    let evidence = &person.session.evidence;
    let lacks = by.is_some_and(|phone| !evidence.proved_lately_by(phone, moment.now));
    let anew = lacks.then(|| evidence.first_step_alone()).flatten();
    let app = anew
        .as_ref()
        .and_then(|_| desk.methods.all().find(|method| method.about().answered == AnsweredBy::App));
    if anew.is_none()
        && let Permitted::Yes(_) = permit(t, evidence, moment.now)?
    {
        return Ok(None);
    }
    let start = Start {
        purpose: Purpose::StepUp(person.session.id),
        account: Some(person.account.id),
        user_name: person.account.user_name.clone(),
        evidence: Some(anew.unwrap_or_else(|| evidence.clone())),
        application: String::new(),
        continue_to: continue_to.to_owned(),
        familiar: true,
    };
    let (_, token) = attempts::begin(t, &desk.vault, (&here.origin, &start), desk.limits.attempts, moment)?;
    let here = Here { attempt: Some(token.hash()), ..here.clone() };
    let asked = match app {
        Some(method) => second_step::ask_by(t, desk, &here, (method, None), moment)?,
        None => AskDone::Stale,
    };
    // A phone that rests is not waited for: the page offers other ways as always.
    if asked != AskDone::Asked
        && let Some(attempt) = find(t, desk, &here, moment.now)?
    {
        second_step::ask(t, desk, &here, &attempt, moment)?;
    }
    Ok(Some(token))
}

fn find(t: &mut Transaction<'_>, desk: &SignInDesk, here: &Here, now: Timestamp) -> Done<Option<Attempt>> {
    let Some(token) = here.attempt else { return Ok(None) };
    let place = (here.organization.id, here.origin.browser);
    let mut attempt = attempts::find(t, &desk.vault, place, token, now)?;
    if let Some(attempt) = &mut attempt {
        pass_policy::leave_out(t, desk.methods, attempt)?;
    }
    Ok(attempt)
}

fn facts(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, attempt): (&Here, &Attempt),
    now: Timestamp,
) -> Done<Option<Facts>> {
    // Nobody's facts are looked for as well, so that it takes the same work as somebody's.
    let account = attempt.holder.map_or_else(nobody, |holder| holder.account);
    let found = people::find(t, here.organization.id, account)?;
    let mut has = holdings::find(t, &desk.vault, here.organization.id, account)?;
    has.registrations.retain(|one| one.serves_at(now));
    let whose = (here.organization.id, account);
    passes::leave_out(t, (desk.methods, whose), &mut has.registrations)?;
    Ok(found.map(|account| Facts {
        rule: account.second_step_rule(here.organization.second_step),
        password_lasts: here.organization.password_lasts,
        account,
        registrations: has.registrations,
        suspended: has.suspended,
        review: has.review_since.is_some(),
        chosen: has.chosen,
    }))
}

/// Who reads what is told of this account.
fn reader<'a>(here: &'a Here, account: &'a Account) -> Reader<'a> {
    Reader {
        organization: &here.organization,
        account,
        language: here.site.language,
        origin: &here.site.origin,
    }
}

/// A session that was opened or raised, and where to go on.
#[derive(Debug)]
pub struct Finished {
    /// The session.
    pub opened: Opened,
    /// A path on this server; empty for the person's account.
    pub continue_to: String,
    /// What the person should look at first.
    pub due: Due,
}

/// Raises the session of a step-up, if nothing is missing any more.
pub(super) fn finish_step_up(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    attempt: &Attempt,
    moment: &Moment,
) -> Done<Option<Finished>> {
    let Purpose::StepUp(session) = attempt.purpose else { return Ok(None) };
    let facts = facts(t, desk, (here, attempt), moment.now)?;
    let Next::Enough(satisfied) = next(attempt, facts.as_ref(), desk.methods, moment.now) else {
        return Ok(None);
    };
    if !attempts::end(t, attempt, Outcome::Passed, moment.now)? {
        return Ok(None);
    }
    let raised = sessions::raise(t, &desk.vault, satisfied, session, moment)?;
    Ok(raised.map(|opened| Finished {
        opened,
        continue_to: attempt.continue_to.clone(),
        due: Due::default(),
    }))
}

/// Answers "stay signed in?", which opens the session. None if the sign-in is not under way any more, something is missing, or
/// the account was disabled or deleted meanwhile. A step-up that came to lack nothing raises its session instead.
pub fn finish(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, stays): (&Here, bool),
    moment: &Moment,
) -> Done<Option<Finished>> {
    let Some(attempt) = find(t, desk, here, moment.now)? else { return Ok(None) };
    let facts = facts(t, desk, (here, &attempt), moment.now)?;
    let Next::Enough(satisfied) = next(&attempt, facts.as_ref(), desk.methods, moment.now) else {
        return Ok(None);
    };
    if attempt.purpose != Purpose::SignIn {
        return finish_step_up(t, desk, here, &attempt, moment);
    }
    let outcome = password::fate(t, &attempt)?.unwrap_or(Outcome::Passed);
    if !attempts::end(t, &attempt, outcome, moment.now)? || outcome != Outcome::Passed {
        return Ok(None);
    }
    let opening = Opening {
        stays,
        durations: passes::durations(desk, facts.as_ref(), satisfied.evidence(), moment.now),
        address: here.origin.address.clone(),
        agent: here.origin.agent.clone(),
    };
    let Some(opened) = sessions::open(t, &desk.vault, satisfied, &opening, moment)? else { return Ok(None) };
    let due = match &facts {
        Some(facts) => {
            let whose = (&here.organization, &facts.account);
            confirming::due(t, (&desk.vault, desk.methods), whose, &facts.registrations, moment.now)?
        }
        None => Due::default(),
    };
    Ok(Some(Finished { opened, continue_to: attempt.continue_to, due }))
}
