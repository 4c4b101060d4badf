//! Showing that it is the person: asking by a method, and taking its answer. Who has nothing to be asked by goes the same way.

use delivery::Channel;
use store::Transaction;
use vault::{Token, Vault, same};
use verification::attempts;
use verification::challenges::{self, ResetAnswered};
use verification::method::{AnsweredBy, SetUpBy};
use verification::reset::Way;
use verification::steps::StepResult;
use verification::throttle::Try;
use verification::{Method, Proof, blocked};
use world::phone::PhoneNumber;
use world::{ChallengeId, Moment, Span, Timestamp};

use super::{Done, Here, Standing, find};
use crate::desk::PasswordResetDesk;
use crate::gate::{Next, way_of};
use crate::progress::{self, Asks};
use crate::tries::{self, May};

/// So long after a call another one may be asked for: the first has ended by then, and nobody is told whether it was answered.
const CALLED_AGAIN_AFTER: Span = Span::minutes(1);

/// What asking came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AskDone {
    /// It is asked, or the number is asked for first.
    Asked,
    /// Nothing more is proved or sent until then.
    Resting(Timestamp),
    /// The reset is not under way any more, or there is no such way.
    Stale,
}

/// A reset to which one more method must show that it is the person.
struct Wanted {
    standing: Standing,
    asks: Asks,
    method: &'static dyn Method,
    way: &'static Way,
}

/// The reset, with the way that is named or asks now.
fn wanted(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, asks): (&Here, Option<&Asks>),
    now: Timestamp,
) -> Done<Option<Wanted>> {
    let Some(standing) = find(t, desk, here, now)? else { return Ok(None) };
    let Some(asks) = asks.or(standing.progress.asks.as_ref()).cloned() else { return Ok(None) };
    if !matches!(standing.next(here, now), Next::Proof) {
        return Ok(None);
    }
    let way = way_of(desk.ways(&here.organization), (&asks, &standing.progress.used));
    Ok(way.map(|(method, way)| Wanted { standing, asks, method, way }))
}

/// Asks in the way that the person chose; where a telephone is reached, its number is asked for first.
pub fn ask(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, asks): (&Here, &Asks),
    moment: &Moment,
) -> Done<AskDone> {
    let Some(found) = wanted(t, desk, (here, Some(asks)), moment.now)? else {
        return Ok(AskDone::Stale);
    };
    let Wanted { standing, asks, method, way } = found;
    if let Some(until) = tries::resting_until(t, &desk.vault, standing.who(here), moment.now)? {
        return Ok(AskDone::Resting(until));
    }
    if way.asks_number {
        progress::ask(t, standing.key(), Some(&Asks { challenge: None, ..asks }))?;
        return Ok(AskDone::Asked);
    }
    start(t, desk, (here, &standing), (method, way), moment)
}

/// Begins a challenge, and what stands for one where nobody can be asked.
fn start(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, standing): (&Here, &Standing),
    (method, way): (&'static dyn Method, &'static Way),
    moment: &Moment,
) -> Done<AskDone> {
    let about = method.about();
    let (name, now) = (about.name.as_str(), moment.now);
    if about.channel.is_some() {
        let mails = about.set_up == SetUpBy::OnFile;
        let with = (&desk.vault, &desk.limits);
        if let May::Rest(until) = tries::ask(t, with, standing.who(here), (name, mails), now)? {
            return Ok(AskDone::Resting(until));
        }
        // Whoever is asked can report it, and the mail of that needs an address of ours.
        attempts::note_site(t, &standing.attempt, &here.site.origin)?;
    }
    let id: ChallengeId = moment.chance("reset challenge").id(now);
    let ends_at = now + about.challenge_lasts.min(desk.limits.code_lasts);
    let asks = Asks { method: name.to_owned(), way: way.name.to_owned(), challenge: Some((id, ends_at)) };
    progress::ask(t, standing.key(), Some(&asks))?;
    // A browser that was reported asks nobody any more. It is not told: it could be told by that who has an account.
    let blocked = is_blocked(t, desk, (here, standing), now)?;
    if let Some(target) = standing.target((method, way)).filter(|_| !blocked) {
        let words = desk.texts.wording(standing.language(here));
        let situation = standing.situation(here, &words, ends_at);
        let what = (&standing.binding(), &situation, id);
        // What rests or waits elsewhere is not told: the page waits, and nothing comes.
        challenges::begin_reset(t, &desk.means(&here.organization), (method, &target), what, moment)?;
    }
    Ok(AskDone::Asked)
}

fn is_blocked(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, standing): (&Here, &Standing),
    now: Timestamp,
) -> Done<bool> {
    let holder = standing.binding().holder;
    let caller = blocked::Caller { browser: &holder.browser, address: &here.origin.address };
    let until = blocked::until(t, &desk.vault, (holder.organization, holder.account), caller, now)?;
    Ok(until.is_some())
}

/// What sending again came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AgainDone {
    /// A new code or request is on its way, as far as there is anybody to be asked.
    Sent,
    /// The last one was sent a moment ago.
    TooSoon,
    /// Nothing more is sent until then.
    Resting(Timestamp),
    /// Nothing that is sent is asked for.
    Stale,
}

/// How long until the message of a challenge that ends then may be sent again; none if it sends nothing of the kind. Counted from the
/// challenge's own beginning, which is there for whoever nobody can be asked for as well.
pub(super) fn again_in(
    desk: &PasswordResetDesk,
    method: &dyn Method,
    ends_at: Timestamp,
    now: Timestamp,
) -> Option<Span> {
    let about = method.about();
    let calls = about.channel.filter(|channel| *channel == Channel::Call);
    let after = about.again.map(|rule| rule.after).or(calls.map(|_| CALLED_AGAIN_AFTER))?;
    let sent_at = ends_at - about.challenge_lasts.min(desk.limits.code_lasts);
    // A clock that was set back must not keep the person waiting for longer than the rule says.
    Some((sent_at + after - now).clamp(Span::ZERO, after))
}

/// Asks once more in the way that asks now: a new challenge, counted as the first one was. A number that was given is not asked for again.
pub fn send_again(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, challenge): (&Here, ChallengeId),
    moment: &Moment,
) -> Done<AgainDone> {
    let now = moment.now;
    let found = wanted(t, desk, (here, None), now)?;
    let Some(Wanted { standing, asks, method, way }) = found else { return Ok(AgainDone::Stale) };
    let Some((_, ends_at)) = asks.challenge.filter(|_| is_asked(&asks, challenge, now)) else {
        return Ok(AgainDone::Stale);
    };
    match again_in(desk, method, ends_at, now) {
        None => return Ok(AgainDone::Stale),
        Some(left) if left > Span::ZERO => return Ok(AgainDone::TooSoon),
        Some(_) => {}
    }
    if let Some(until) = tries::resting_until(t, &desk.vault, standing.who(here), now)? {
        return Ok(AgainDone::Resting(until));
    }
    Ok(match start(t, desk, (here, &standing), (method, way), moment)? {
        AskDone::Asked => AgainDone::Sent,
        AskDone::Resting(until) => AgainDone::Resting(until),
        AskDone::Stale => AgainDone::Stale,
    })
}

/// Leaves the way that asks now, to choose another one.
pub fn another(t: &mut Transaction<'_>, desk: &PasswordResetDesk, here: &Here, now: Timestamp) -> Done<()> {
    if let Some(standing) = find(t, desk, here, now)? {
        progress::ask(t, standing.key(), None)?;
    }
    Ok(())
}

/// What a typed number came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NumberDone {
    /// It is the one that we have, and it is asked now.
    Asked,
    /// It is not.
    Wrong,
    /// It cannot be a number; nothing was counted.
    Unreadable,
    /// Nothing more is proved or sent until then.
    Resting(Timestamp),
    /// No number is asked for.
    Stale,
}

/// Takes the whole number of a telephone before anything is sent to it.
pub fn number(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, typed): (&Here, &str),
    moment: &Moment,
) -> Done<NumberDone> {
    let now = moment.now;
    let Some(Wanted { mut standing, asks, method, way }) = wanted(t, desk, (here, None), now)? else {
        return Ok(NumberDone::Stale);
    };
    if !way.asks_number || asks.challenge.is_some() {
        return Ok(NumberDone::Stale);
    }
    let country = Some(here.organization.country.as_str()).filter(|country| !country.is_empty());
    let Ok(typed) = PhoneNumber::parse(typed, country) else { return Ok(NumberDone::Unreadable) };
    let counted = match charge(t, desk, (here, &standing), (method, Some(typed.e164())), now)? {
        May::Rest(until) => return Ok(NumberDone::Resting(until)),
        May::Do(counted) => counted,
    };
    let known = standing.reached((method, way)).and_then(|reached| reached.number);
    if !is_number(&desk.vault, known.as_ref(), &typed) {
        note(t, &mut standing, (method, StepResult::Wrong), now)?;
        return Ok(NumberDone::Wrong);
    }
    tries::refund(t, &counted)?;
    Ok(match start(t, desk, (here, &standing), (method, way), moment)? {
        AskDone::Asked => NumberDone::Asked,
        AskDone::Resting(until) => NumberDone::Resting(until),
        AskDone::Stale => NumberDone::Stale,
    })
}

/// Whether it is the number that is known, in the same time for every number and for none.
fn is_number(vault: &Vault, known: Option<&PhoneNumber>, typed: &PhoneNumber) -> bool {
    let tag = |number: &str| vault.tag("reset number", &[number.as_bytes()]);
    same(&tag(known.map_or("", PhoneNumber::e164)), &tag(typed.e164()))
}

fn charge(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, standing): (&Here, &Standing),
    (method, number): (&dyn Method, Option<&str>),
    now: Timestamp,
) -> Done<May> {
    let of = (method.about().name.as_str(), number);
    Ok(tries::prove(t, (&desk.vault, &desk.limits), standing.who(here), of, now)?)
}

fn note(
    t: &mut Transaction<'_>,
    standing: &mut Standing,
    (method, result): (&dyn Method, StepResult),
    now: Timestamp,
) -> Done<()> {
    standing.attempt.steps.note(method.about().name.as_str(), result, now);
    Ok(attempts::note(t, &standing.attempt)?)
}

/// What an answer came to.
#[derive(Debug)]
pub enum ProofDone {
    /// It was right. The reset has a new token.
    Right(Token),
    /// It was wrong.
    Wrong,
    /// It was right once.
    AlreadyUsed,
    /// It cannot be an answer; nothing was counted.
    Unreadable,
    /// Nothing more is proved until then.
    Resting(Timestamp),
    /// It waits for what is answered elsewhere.
    Waiting,
    /// The challenge has ended, or does not belong here.
    Stale,
}

/// The challenge of the page, if it is this one and has not ended.
fn is_asked(asks: &Asks, challenge: ChallengeId, now: Timestamp) -> bool {
    asks.challenge.is_some_and(|(id, ends_at)| id == challenge && now < ends_at)
}

/// Takes a typed answer.
pub fn answer(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, challenge, typed): (&Here, ChallengeId, &str),
    moment: &Moment,
) -> Done<ProofDone> {
    let now = moment.now;
    let found = wanted(t, desk, (here, None), now)?;
    let found = found.filter(|found| is_asked(&found.asks, challenge, now));
    let Some(Wanted { mut standing, method, way, .. }) = found else {
        return Ok(ProofDone::Stale);
    };
    if method.about().answered != AnsweredBy::Typing {
        return Ok(ProofDone::Stale);
    }
    if method.read(typed).is_none() {
        return Ok(ProofDone::Unreadable);
    }
    let counted = match charge(t, desk, (here, &standing), (method, None), now)? {
        May::Rest(until) => return Ok(ProofDone::Resting(until)),
        May::Do(counted) => counted,
    };
    let (binding, target) = (standing.binding(), standing.target((method, way)));
    let means = desk.means(&here.organization);
    let whose = (&binding, method, target.as_ref());
    let (result, done) = match challenges::answer_reset(t, &means, whose, (challenge, typed), now)? {
        ResetAnswered::Wrong => (StepResult::Wrong, ProofDone::Wrong),
        ResetAnswered::AlreadyUsed => (StepResult::AlreadyUsed, ProofDone::AlreadyUsed),
        ResetAnswered::Accepted(proof) => {
            return accepted(t, desk, (standing, way), (proof, &counted), moment);
        }
    };
    note(t, &mut standing, (method, result), now)?;
    Ok(done)
}

/// Takes what was approved elsewhere.
pub fn collect(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, challenge): (&Here, ChallengeId),
    moment: &Moment,
) -> Done<ProofDone> {
    let now = moment.now;
    let found = wanted(t, desk, (here, None), now)?;
    let found = found.filter(|found| is_asked(&found.asks, challenge, now));
    let Some(Wanted { standing, method, way, .. }) = found else {
        return Ok(ProofDone::Stale);
    };
    let (binding, target) = (standing.binding(), standing.target((method, way)));
    let whose = (&binding, method, target.as_ref());
    match challenges::collect_reset(t, &desk.means(&here.organization), whose, challenge, now)? {
        Some(proof) => accepted(t, desk, (standing, way), (proof, &[]), moment),
        None => Ok(ProofDone::Waiting),
    }
}

fn accepted(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (mut standing, way): (Standing, &Way),
    (proof, counted): (Proof, &[Try]),
    moment: &Moment,
) -> Done<ProofDone> {
    tries::refund(t, counted)?;
    standing.attempt.steps.note(proof.method().as_str(), StepResult::Right, moment.now);
    let key = standing.key();
    let Some(token) = attempts::advance(t, &desk.vault, &mut standing.attempt, proof, moment)? else {
        return Ok(ProofDone::Stale);
    };
    progress::proved(t, key, (&standing.progress, way.shows))?;
    Ok(ProofDone::Right(token))
}
