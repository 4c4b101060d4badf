//! What a person does to sign in: one function for each, in one transaction.

use accounts::sessions::{self, Opened, Opening};
use accounts::{AccountsError, Organization, SignedIn, familiar, passwords, people};
use store::Transaction;
use vault::{PasswordHash, Token, TokenHash, Verdict};
use verification::attempts::{self, Attempt, Origin, Purpose, Start};
use verification::challenges::{self, Answered, Binding};
use verification::steps::{Outcome, StepResult};
use verification::throttle::{Charge, Try};
use verification::{Permitted, Registration, password, permit, registrations, throttle};
use world::text::UserName;
use world::{AccountId, ChallengeId, Id, Moment, OrganizationId, Timestamp};

use crate::attempt::{Facts, Next, next};
use crate::desk::{SignInDesk, SignInError};

type Done<T> = Result<T, SignInError>;

/// Where a person stands.
#[derive(Clone, Debug)]
pub struct Here {
    /// From where they come.
    pub origin: Origin,
    /// The organization whose page it is.
    pub organization: Organization,
    /// The hash of the attempt cookie's token, if there is one.
    pub attempt: Option<TokenHash>,
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

/// Begins to ask someone who is signed in for a fresh second step. None if theirs is fresh enough.
pub fn begin_step_up(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, person, continue_to): (&Here, &SignedIn, &str),
    moment: &Moment,
) -> Done<Option<Token>> {
    if let Permitted::Yes(_) = permit(t, &person.session.evidence, moment.now)? {
        return Ok(None);
    }
    let start = Start {
        purpose: Purpose::StepUp(person.session.id),
        account: Some(person.account.id),
        user_name: person.account.user_name.clone(),
        evidence: Some(person.session.evidence.clone()),
        application: String::new(),
        continue_to: continue_to.to_owned(),
        familiar: true,
    };
    let (_, token) = attempts::begin(t, &desk.vault, (&here.origin, &start), desk.limits.attempts, moment)?;
    let here = Here { attempt: Some(token.hash()), ..here.clone() };
    if let Some(attempt) = find(t, desk, &here, moment.now)? {
        ask(t, desk, &here, &attempt, moment)?;
    }
    Ok(Some(token))
}

fn find(t: &mut Transaction<'_>, desk: &SignInDesk, here: &Here, now: Timestamp) -> Done<Option<Attempt>> {
    let Some(token) = here.attempt else { return Ok(None) };
    let place = (here.organization.id, here.origin.browser);
    Ok(attempts::find(t, &desk.vault, place, token, now)?)
}

fn facts(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, attempt): (&Here, &Attempt),
) -> Done<Option<Facts>> {
    // Nobody's facts are looked for as well, so that it takes the same work as somebody's.
    let account = attempt.holder.map_or_else(nobody, |holder| holder.account);
    let found = people::find(t, here.organization.id, account)?;
    let registrations = registrations::list(t, &desk.vault, here.organization.id, account)?;
    let rule = found.map(|account| account.second_step_rule(here.organization.second_step));
    Ok(rule.map(|rule| Facts { rule, registrations }))
}

/// What the person sees now.
#[derive(Debug)]
pub enum View {
    /// No sign-in is under way.
    UserName,
    /// The password is asked for.
    Password {
        /// The user name that was typed.
        user_name: String,
    },
    /// A method asks for its answer.
    Ask {
        /// The user name that was typed.
        user_name: String,
        /// The method.
        method: String,
        /// The challenge.
        challenge: ChallengeId,
        /// What the account has set up.
        registrations: Vec<Registration>,
        /// When the method's rest ends, if it rests.
        resting_until: Option<Timestamp>,
    },
    /// A second step is needed, and its challenge has ended: it must be begun anew.
    AskAnew,
    /// A method must be set up first.
    MoreInformation,
    /// All is proved; only the question is left whether to stay signed in.
    Stay,
}

/// Looks where the person stands. Writes nothing.
pub fn look(t: &mut Transaction<'_>, desk: &SignInDesk, here: &Here, now: Timestamp) -> Done<View> {
    let Some(attempt) = find(t, desk, here, now)? else { return Ok(View::UserName) };
    let facts = facts(t, desk, (here, &attempt))?;
    match (next(&attempt, facts.as_ref(), now), binding(&attempt), facts) {
        (Next::MoreInformation, ..) => Ok(View::MoreInformation),
        (Next::Enough(_), ..) => Ok(View::Stay),
        (Next::SecondStep, Some(binding), Some(facts)) => {
            let waiting = challenges::waiting(t, &desk.vault, &binding, challenges::Purpose::SignIn, now)?;
            let Some(waiting) = waiting else { return Ok(View::AskAnew) };
            let counted = challenges::counted(&desk.vault, &binding.holder, &waiting.method);
            Ok(View::Ask {
                user_name: attempt.user_name,
                resting_until: throttle::resting_until(t, counted, now)?,
                method: waiting.method,
                challenge: waiting.id,
                registrations: facts.registrations,
            })
        }
        _ => Ok(View::Password { user_name: attempt.user_name }),
    }
}

fn binding(attempt: &Attempt) -> Option<Binding> {
    attempt.holder.map(|holder| Binding { holder, to: *attempt.id.as_bytes() })
}

/// Begins the strongest method's challenge if a second step is what comes next.
pub fn ask_anew(t: &mut Transaction<'_>, desk: &SignInDesk, here: &Here, moment: &Moment) -> Done<()> {
    match find(t, desk, here, moment.now)? {
        Some(attempt) => ask(t, desk, here, &attempt, moment),
        None => Ok(()),
    }
}

fn ask(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    attempt: &Attempt,
    moment: &Moment,
) -> Done<()> {
    let Some(facts) = facts(t, desk, (here, attempt))? else { return Ok(()) };
    let (Next::SecondStep, Some(binding)) = (next(attempt, Some(&facts), moment.now), binding(attempt))
    else {
        return Ok(());
    };
    if let Some(method) = desk.methods.strongest(&facts.registrations) {
        let record = method.begin(&facts.registrations, &mut moment.chance("record"));
        let what = (method, challenges::Purpose::SignIn);
        challenges::begin(t, &desk.vault, what, &binding, &record, moment)?;
    }
    Ok(())
}

/// Whether a password may be tried.
#[derive(Debug)]
pub enum PasswordTurn {
    /// The sign-in is not under way any more, or a password is not what comes next.
    Stale,
    /// Too many wrong passwords: not before then.
    Resting {
        /// The user name that was typed.
        user_name: String,
        /// When the rest ends.
        until: Timestamp,
    },
    /// It is counted and may be hashed.
    Check(Box<PasswordCheck>),
}

/// A counted password try on its way to the hashing pool.
#[derive(Clone, Debug)]
pub struct PasswordCheck {
    counted_try: Try,
    /// Whose password it would be; none if nobody has the user name.
    pub subject: Option<(OrganizationId, AccountId)>,
    /// What is stored.
    pub stored: Option<PasswordHash>,
}

/// Counts a password try before anything is hashed.
pub fn charge_password(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    now: Timestamp,
) -> Done<PasswordTurn> {
    let Some(mut attempt) = find(t, desk, here, now)? else { return Ok(PasswordTurn::Stale) };
    let facts = facts(t, desk, (here, &attempt))?;
    if !matches!(next(&attempt, facts.as_ref(), now), Next::Password) {
        return Ok(PasswordTurn::Stale);
    }
    let organization = here.organization.id;
    let subject = (organization, attempt.user_name.as_str(), attempt.familiar);
    match password::charge(t, &desk.vault, subject, desk.limits.passwords, now)? {
        Charge::Resting(until) => {
            attempt.steps.note(password::PASSWORD.as_str(), StepResult::Resting, now);
            attempts::note(t, &attempt)?;
            Ok(PasswordTurn::Resting { user_name: attempt.user_name, until })
        }
        Charge::Allowed(counted_try) => {
            let account = attempt.holder.map_or_else(nobody, |holder| holder.account);
            let stored = passwords::stored(t, organization, account)?;
            let subject = attempt.holder.map(|holder| (holder.organization, holder.account));
            Ok(PasswordTurn::Check(Box::new(PasswordCheck { counted_try, subject, stored })))
        }
    }
}

/// Gives a counted try back that was never held against the password, as too many people wait to have theirs checked.
pub fn refund_password(t: &mut Transaction<'_>, check: &PasswordCheck) -> Done<()> {
    Ok(check.counted_try.refund(t)?)
}

/// What a password came to.
#[derive(Debug)]
pub enum PasswordDone {
    /// The sign-in is not under way any more.
    Stale,
    /// It was wrong, or nobody has the user name.
    Wrong {
        /// The user name that was typed.
        user_name: String,
    },
    /// It was right, but the account is disabled.
    Disabled,
    /// It was right. The attempt has a new token.
    Right(Token),
    /// It was right, and that was all that a step-up needed.
    Raised(Finished),
}

/// Settles a password try with what the hashing pool found.
pub fn settle_password(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    (check, verdict): (&PasswordCheck, &Verdict),
    moment: &Moment,
) -> Done<PasswordDone> {
    let now = moment.now;
    let Some(mut attempt) = find(t, desk, here, now)? else { return Ok(PasswordDone::Stale) };
    let method = password::PASSWORD;
    match password::settle(t, attempt.holder, (&check.counted_try, verdict), now)? {
        password::Settled::Wrong => {
            attempt.steps.note(method.as_str(), StepResult::Wrong, now);
            attempts::note(t, &attempt)?;
            Ok(PasswordDone::Wrong { user_name: attempt.user_name })
        }
        password::Settled::Right(proof) => {
            attempt.steps.note(method.as_str(), StepResult::Right, now);
            if let Verdict::Right(right) = verdict {
                passwords::upgrade(t, right)?;
            }
            match fate(t, &attempt)? {
                Some(outcome) => {
                    attempts::end(t, &attempt, outcome, now)?;
                    Ok(if outcome == Outcome::Disabled {
                        PasswordDone::Disabled
                    } else {
                        PasswordDone::Stale
                    })
                }
                None => {
                    let Some(token) = attempts::advance(t, &desk.vault, &mut attempt, proof, moment)? else {
                        return Ok(PasswordDone::Stale);
                    };
                    if let Some(finished) = finish_step_up(t, desk, here, &attempt, moment)? {
                        return Ok(PasswordDone::Raised(finished));
                    }
                    ask(t, desk, here, &attempt, moment)?;
                    Ok(PasswordDone::Right(token))
                }
            }
        }
    }
}

/// Why an account cannot sign in although its password is right. It is only told to those who know the password.
fn fate(t: &mut Transaction<'_>, attempt: &Attempt) -> Result<Option<Outcome>, AccountsError> {
    let Some(holder) = attempt.holder else { return Ok(Some(Outcome::Gone)) };
    Ok(match people::find(t, holder.organization, holder.account)? {
        None => Some(Outcome::Gone),
        Some(account) if account.disabled_at.is_some() => Some(Outcome::Disabled),
        Some(_) => None,
    })
}

/// What an answer to a second step came to.
#[derive(Debug)]
pub enum AnswerDone {
    /// The sign-in is not under way any more, or the challenge has ended.
    Stale,
    /// It was wrong.
    Wrong,
    /// It had been used.
    AlreadyUsed,
    /// It cannot be an answer.
    Unreadable,
    /// The method rests until then.
    Resting(Timestamp),
    /// It was right. The attempt has a new token.
    Right(Token),
    /// It was right, and that was all that a step-up needed.
    Raised(Finished),
}

/// Answers a second step.
pub fn answer(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    (challenge, typed): (ChallengeId, &str),
    moment: &Moment,
) -> Done<AnswerDone> {
    let now = moment.now;
    let Some(mut attempt) = find(t, desk, here, now)? else { return Ok(AnswerDone::Stale) };
    let facts = facts(t, desk, (here, &attempt))?;
    let (Next::SecondStep, Some(binding)) = (next(&attempt, facts.as_ref(), now), binding(&attempt)) else {
        return Ok(AnswerDone::Stale);
    };
    let waiting = challenges::waiting(t, &desk.vault, &binding, challenges::Purpose::SignIn, now)?;
    let method = waiting.map(|waiting| waiting.method).unwrap_or_default();
    let with = (&desk.vault, desk.methods, desk.limits.codes);
    let (result, done) = match challenges::answer(t, with, &binding, (challenge, typed), now)? {
        Answered::Over => return Ok(AnswerDone::Stale),
        Answered::Unreadable => return Ok(AnswerDone::Unreadable),
        Answered::Resting(until) => (StepResult::Resting, AnswerDone::Resting(until)),
        Answered::AlreadyUsed => (StepResult::AlreadyUsed, AnswerDone::AlreadyUsed),
        Answered::Wrong { .. } => (StepResult::Wrong, AnswerDone::Wrong),
        Answered::Accepted(proof) => {
            attempt.steps.note(&method, StepResult::Right, now);
            let Some(token) = attempts::advance(t, &desk.vault, &mut attempt, proof, moment)? else {
                return Ok(AnswerDone::Stale);
            };
            return Ok(match finish_step_up(t, desk, here, &attempt, moment)? {
                Some(finished) => AnswerDone::Raised(finished),
                None => AnswerDone::Right(token),
            });
        }
    };
    attempt.steps.note(&method, result, now);
    attempts::note(t, &attempt)?;
    Ok(done)
}

/// A session that was opened or raised, and where to go on.
#[derive(Debug)]
pub struct Finished {
    /// The session.
    pub opened: Opened,
    /// A path on this server; empty for the person's account.
    pub continue_to: String,
}

/// Raises the session of a step-up, if nothing is missing any more.
fn finish_step_up(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    attempt: &Attempt,
    moment: &Moment,
) -> Done<Option<Finished>> {
    let Purpose::StepUp(session) = attempt.purpose else { return Ok(None) };
    let facts = facts(t, desk, (here, attempt))?;
    let Next::Enough(satisfied) = next(attempt, facts.as_ref(), moment.now) else { return Ok(None) };
    if !attempts::end(t, attempt, Outcome::Passed, moment.now)? {
        return Ok(None);
    }
    let raised = sessions::raise(t, &desk.vault, satisfied, session, moment)?;
    Ok(raised.map(|opened| Finished { opened, continue_to: attempt.continue_to.clone() }))
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
    let facts = facts(t, desk, (here, &attempt))?;
    let Next::Enough(satisfied) = next(&attempt, facts.as_ref(), moment.now) else { return Ok(None) };
    if attempt.purpose != Purpose::SignIn {
        return finish_step_up(t, desk, here, &attempt, moment);
    }
    let outcome = fate(t, &attempt)?.unwrap_or(Outcome::Passed);
    if !attempts::end(t, &attempt, outcome, moment.now)? || outcome != Outcome::Passed {
        return Ok(None);
    }
    let opening = Opening {
        stays,
        durations: desk.limits.sessions,
        address: here.origin.address.clone(),
        agent: here.origin.agent.clone(),
    };
    let opened = sessions::open(t, &desk.vault, satisfied, &opening, moment)?;
    Ok(opened.map(|opened| Finished { opened, continue_to: attempt.continue_to }))
}
