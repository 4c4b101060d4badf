//! The second step: asking, answering, sending again, and taking what was answered elsewhere.

use accounts::people;
use notices::Change;
use store::Transaction;
use vault::Token;
use verification::attempts::{self, Attempt, Purpose};
use verification::challenges::{
    self, Answered, Binding, Collected, Purpose as ChallengePurpose, Resent, Started,
};
use verification::method::{Aim, Asker, Heard, Situation};
use verification::remembered::{self, Cookie};
use verification::steps::StepResult;
use verification::{Method, Proof, defaults};
use world::{ChallengeId, Moment, OrganizationId, RegistrationId, Timestamp, Words};

use super::{Done, Finished, Here, facts, find, finish_step_up, passes, reader};
use crate::attempt::{Facts, Next, next};
use crate::desk::SignInDesk;

/// Begins the first method's challenge if a second step is what comes next.
pub fn ask_anew(t: &mut Transaction<'_>, desk: &SignInDesk, here: &Here, moment: &Moment) -> Done<()> {
    match find(t, desk, here, moment.now)? {
        Some(attempt) => ask(t, desk, here, &attempt, moment),
        None => Ok(()),
    }
}

pub(super) fn ask(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    attempt: &Attempt,
    moment: &Moment,
) -> Done<()> {
    let Some(facts) = facts(t, desk, (here, attempt), moment.now)? else { return Ok(()) };
    let (Next::SecondStep, Some(binding)) =
        (next(attempt, Some(&facts), desk.methods, moment.now), attempt.binding())
    else {
        return Ok(());
    };
    let first = defaults::first(desk.methods_on(&here.site), facts.chosen.as_ref(), &facts.registrations);
    if let Some(way) = first {
        begin(t, desk, (here, attempt, &facts), (way, &binding), moment)?;
    }
    Ok(())
}

fn begin(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, attempt, facts): (&Here, &Attempt, &Facts),
    (way, binding): ((&'static dyn Method, Option<RegistrationId>), &Binding),
    moment: &Moment,
) -> Done<Started> {
    // Whoever takes a call can report it, and the mail of that needs an address of ours.
    if way.0.about().channel.is_some() {
        attempts::note_site(t, attempt, &here.site.origin)?;
    }
    let words = desk.texts.wording(facts.language().unwrap_or(here.site.language));
    let ends_at = moment.now + way.0.about().challenge_lasts;
    let situation = situation((here, attempt, facts), (binding, ends_at), &words);
    Ok(challenges::begin(t, &desk.means(), way, (binding, &situation), moment)?)
}

fn situation<'a>(
    (here, attempt, facts): (&'a Here, &'a Attempt, &'a Facts),
    (binding, ends_at): (&Binding, Timestamp),
    words: &'a dyn Words,
) -> Situation<'a> {
    Situation {
        words,
        organization: &here.organization.name,
        user_name: &attempt.user_name,
        account: binding.holder.account,
        has: &facts.registrations,
        host: &here.site.host,
        origin: &here.site.origin,
        ends_at,
        asker: asker(here, attempt),
    }
}

/// Who asks, as a paired app shows it.
fn asker(here: &Here, attempt: &Attempt) -> Asker {
    Asker {
        aim: if attempt.purpose == Purpose::SignIn { Aim::SignIn } else { Aim::StepUp },
        application: String::new(),
        address: here.origin.address.clone(),
        place: here.site.place.clone(),
        agent: here.origin.agent.clone(),
        familiar: attempt.familiar,
    }
}

/// What asking in a chosen way came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskDone {
    /// It is asked.
    Asked,
    /// It rests until then.
    Resting(Timestamp),
    /// Another browser's request waits in the account's apps.
    Pending,
    /// The sign-in is not under way any more, or there is no such way.
    Stale,
}

/// Asks in the way that the person chose.
pub fn ask_by(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    (method, registration): (&'static dyn Method, Option<RegistrationId>),
    moment: &Moment,
) -> Done<AskDone> {
    let Some(attempt) = find(t, desk, here, moment.now)? else { return Ok(AskDone::Stale) };
    let Some(facts) = facts(t, desk, (here, &attempt), moment.now)? else { return Ok(AskDone::Stale) };
    let (Next::SecondStep, Some(binding)) =
        (next(&attempt, Some(&facts), desk.methods, moment.now), attempt.binding())
    else {
        return Ok(AskDone::Stale);
    };
    let asked = method.about().name.as_str();
    // Not every phone can be asked in every way, nor every method at every address.
    let way = defaults::ways(desk.methods_on(&here.site), &facts.registrations)
        .find(|way| way.0.about().name.as_str() == asked && way.1 == registration);
    let Some(way) = way else { return Ok(AskDone::Stale) };
    Ok(match begin(t, desk, (here, &attempt, &facts), (way, &binding), moment)? {
        Started::Waiting(_) => AskDone::Asked,
        Started::Resting(until) => AskDone::Resting(until),
        Started::Pending(_) => AskDone::Pending,
        Started::Nothing => AskDone::Stale,
    })
}

/// Sends the message of a challenge again.
pub fn send_again(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    challenge: ChallengeId,
    moment: &Moment,
) -> Done<Resent> {
    let Some((attempt, binding, facts)) = asked_for(t, desk, here, moment.now)? else {
        return Ok(Resent::Over);
    };
    let waiting = challenges::waiting(t, &desk.vault, &binding, ChallengePurpose::SignIn, moment.now)?;
    let Some(waiting) = waiting else { return Ok(Resent::Over) };
    let words = desk.texts.wording(facts.language().unwrap_or(here.site.language));
    let situation = situation((here, &attempt, &facts), (&binding, waiting.expires_at), &words);
    let what = (&binding, ChallengePurpose::SignIn);
    Ok(challenges::again(t, &desk.means(), what, (challenge, &situation), moment)?)
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
    /// It waits for what is answered elsewhere.
    Waiting,
    /// What was answered elsewhere came to nothing.
    Ended,
    /// It was right. The attempt has a new token.
    Right(Token),
    /// It was right, and the browser is remembered from now on.
    Remembered(Token, Cookie),
    /// It was right, and that was all that a step-up needed.
    Raised(Finished),
}

/// An attempt whose second step is asked for, and what is known of its account.
fn asked_for(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    now: Timestamp,
) -> Done<Option<(Attempt, Binding, Facts)>> {
    let Some(attempt) = find(t, desk, here, now)? else { return Ok(None) };
    let facts = facts(t, desk, (here, &attempt), now)?;
    Ok(match (next(&attempt, facts.as_ref(), desk.methods, now), attempt.binding(), facts) {
        (Next::SecondStep, Some(binding), Some(facts)) => Some((attempt, binding, facts)),
        _ => None,
    })
}

/// Answers a second step by typing.
pub fn answer(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    (challenge, typed): (ChallengeId, &str),
    moment: &Moment,
) -> Done<AnswerDone> {
    answer_and_remember(t, desk, here, (challenge, typed, false), moment)
}

/// [`answer`], and whether the browser is not to be asked again for some days.
pub fn answer_and_remember(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    (challenge, typed, remember): (ChallengeId, &str, bool),
    moment: &Moment,
) -> Done<AnswerDone> {
    let now = moment.now;
    let Some((mut attempt, binding, facts)) = asked_for(t, desk, here, now)? else {
        return Ok(AnswerDone::Stale);
    };
    let waiting = challenges::waiting(t, &desk.vault, &binding, ChallengePurpose::SignIn, now)?;
    if waiting.as_ref().is_some_and(|waiting| !passes::can_answer(desk.methods, &facts, waiting)) {
        return Ok(AnswerDone::Stale);
    }
    let method = waiting.map(|waiting| waiting.method).unwrap_or_default();
    let (result, done) = match challenges::answer(t, &desk.means(), &binding, (challenge, typed), now)? {
        Answered::Over => return Ok(AnswerDone::Stale),
        Answered::Unreadable => return Ok(AnswerDone::Unreadable),
        Answered::Resting(until) => (StepResult::Resting, AnswerDone::Resting(until)),
        Answered::AlreadyUsed => (StepResult::AlreadyUsed, AnswerDone::AlreadyUsed),
        Answered::Wrong { .. } => (StepResult::Wrong, AnswerDone::Wrong),
        Answered::Accepted(proof) => {
            return accepted(t, desk, here, (&mut attempt, proof, remember), moment);
        }
    };
    attempt.steps.note(&method, result, now);
    attempts::note(t, &attempt)?;
    Ok(done)
}

/// Takes what was answered elsewhere.
pub fn collect(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    (challenge, remember): (ChallengeId, bool),
    moment: &Moment,
) -> Done<AnswerDone> {
    let Some((mut attempt, binding, _)) = asked_for(t, desk, here, moment.now)? else {
        return Ok(AnswerDone::Stale);
    };
    match challenges::collect(t, &desk.means(), &binding, challenge, moment.now)? {
        Collected::Over => Ok(AnswerDone::Stale),
        Collected::Waiting => Ok(AnswerDone::Waiting),
        Collected::Ended(_) | Collected::Reported => Ok(AnswerDone::Ended),
        Collected::Accepted(proof) => accepted(t, desk, here, (&mut attempt, proof, remember), moment),
    }
}

fn accepted(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    (attempt, proof, remember): (&mut Attempt, Proof, bool),
    moment: &Moment,
) -> Done<AnswerDone> {
    attempt.steps.note(proof.method().as_str(), StepResult::Right, moment.now);
    let passing = desk.methods.is_instead(&proof);
    let Some(token) = attempts::advance(t, &desk.vault, attempt, proof, moment)? else {
        return Ok(AnswerDone::Stale);
    };
    if let Some(finished) = finish_step_up(t, desk, here, attempt, moment)? {
        return Ok(AnswerDone::Raised(finished));
    }
    passes::end_soon(t, desk, (here, attempt), moment.now)?;
    // A step-up that raised nothing, as its session has ended, leaves nothing behind; and what is given for a while is not remembered.
    if !remember || passing || attempt.purpose != attempts::Purpose::SignIn {
        return Ok(AnswerDone::Right(token));
    }
    let facts = facts(t, desk, (here, attempt), moment.now)?;
    let Next::Enough(satisfied) = next(attempt, facts.as_ref(), desk.methods, moment.now) else {
        return Ok(AnswerDone::Right(token));
    };
    let of = (here.organization.remember, here.origin.address.as_str(), here.origin.agent.as_str());
    Ok(match remembered::remember(t, &desk.vault, &satisfied, of, moment)? {
        Some(cookie) => {
            tell_of_browser(t, desk, (here, attempt, "notice-remembered"), moment)?;
            AnswerDone::Remembered(token, cookie)
        }
        None => AnswerDone::Right(token),
    })
}

/// Keeps what came from outside of a challenge, whoever asked. None if the challenge does not wait any more.
pub fn heard(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    of: (OrganizationId, ChallengeId),
    heard: &str,
    moment: &Moment,
) -> Done<Option<Heard>> {
    Ok(notices::hear(t, (&desk.means(), &desk.texts), of, heard, moment)?)
}

/// Tells a person by mail what became of a browser that is not asked for the second step.
pub(super) fn tell_of_browser(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, attempt, kind): (&Here, &Attempt, &'static str),
    moment: &Moment,
) -> Done<()> {
    let Some(holder) = attempt.holder else { return Ok(()) };
    let Some(account) = people::find(t, holder.organization, holder.account)? else { return Ok(()) };
    let reader = reader(here, &account);
    let (name, since) = (here.origin.agent.as_str(), attempt.started_at);
    let change = Change { kind, name, registration: None, since };
    Ok(notices::tell(t, (&desk.vault, &desk.texts), reader, change, moment)?)
}
