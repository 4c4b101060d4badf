//! What is typed in the place of a password and serves for a while: whether it does here, and how long what rests on it lasts.

use accounts::pass_policy::{self, FINISHED_WITHIN};
use accounts::sessions::Durations;
use store::Transaction;
use verification::attempts::{self, Attempt, Purpose};
use verification::challenges::Waiting;
use verification::{Evidence, Methods, Proof, Registration, Role};
use world::{AccountId, OrganizationId, Timestamp};

use super::{Done, Here, facts};
use crate::attempt::Facts;
use crate::desk::SignInDesk;

/// The registration of what is typed in the place of a password, if there is one among these.
fn pass_among(methods: Methods, all: &[Registration]) -> Option<&Registration> {
    let method = methods.instead()?;
    all.iter().find(|one| one.kind == method.about().kind)
}

/// Leaves out what does not serve as the organization does not let it, or not for this person. Nothing is asked of the database for an account that has none.
pub(super) fn leave_out(
    t: &mut Transaction<'_>,
    (methods, whose): (Methods, (OrganizationId, AccountId)),
    registrations: &mut Vec<Registration>,
) -> Done<()> {
    let Some(kind) = pass_among(methods, registrations).map(|one| one.kind.clone()) else { return Ok(()) };
    if !pass_policy::serve_for(t, whose)? {
        registrations.retain(|one| one.kind != kind);
    }
    Ok(())
}

/// Whether a challenge can still be answered: what was turned off while it was asked is not asked any more.
pub(super) fn can_answer(methods: Methods, facts: &Facts, waiting: &Waiting) -> bool {
    let is_pass = methods.instead().is_some_and(|method| method.about().name.as_str() == waiting.method);
    !is_pass || pass_among(methods, &facts.registrations).is_some()
}

/// That a sign-in ends soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Soon {
    /// The method that was answered and is good once.
    pub method: &'static str,
    /// When it ends.
    pub until: Timestamp,
}

/// Until when what lasts must be set up in this sign-in, if a pass was typed that is good once.
pub(super) fn ends_soon(desk: &SignInDesk, attempt: &Attempt, facts: Option<&Facts>) -> Option<Soon> {
    let pass = attempt.evidence.as_ref()?.proofs().iter().rfind(|proof| desk.methods.is_instead(proof))?;
    let method = desk.methods.find(pass.method().as_str())?.about().name.as_str();
    let soon = Soon { method, until: pass.at() + FINISHED_WITHIN };
    is_good_once(desk.methods, facts, pass).then_some(soon)
}

/// Has a sign-in end soon in which a pass was typed that is good once: until then something that lasts is set up. It is noted after the
/// proof was taken.
pub(super) fn end_soon(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, attempt): (&Here, &Attempt),
    now: Timestamp,
) -> Done<()> {
    let last = attempt.evidence.as_ref().and_then(|evidence| evidence.proofs().last());
    let pass = last.filter(|proof| attempt.purpose == Purpose::SignIn && desk.methods.is_instead(proof));
    let Some(pass) = pass else { return Ok(()) };
    let facts = facts(t, desk, (here, attempt), now)?;
    if is_good_once(desk.methods, facts.as_ref(), pass) {
        attempts::shorten(t, attempt, now + FINISHED_WITHIN)?;
    }
    Ok(())
}

fn of<'a>(facts: Option<&'a Facts>, pass: &Proof) -> Option<&'a Registration> {
    let registration = pass.registration();
    facts?.registrations.iter().find(|one| Some(one.id) == registration)
}

fn is_good_once(methods: Methods, facts: Option<&Facts>, pass: &Proof) -> bool {
    let method = methods.find(pass.method().as_str());
    method.zip(of(facts, pass)).is_some_and(|(method, one)| method.is_good_once(one))
}

/// How long the session lasts: one that rests on what ends by itself, and on nothing else, ends with it; and if that is good once, soon
/// after it was typed.
pub(super) fn durations(
    desk: &SignInDesk,
    facts: Option<&Facts>,
    evidence: &Evidence,
    now: Timestamp,
) -> Durations {
    let Durations { stays, otherwise } = desk.limits.sessions;
    let passes = |proof: &&Proof| desk.methods.is_instead(proof);
    let rests_on_more = evidence
        .proofs()
        .iter()
        .any(|proof| matches!(proof.role(), Role::Second | Role::Both) && !passes(&proof));
    let Some(pass) = evidence.proofs().iter().rfind(passes).filter(|_| !rests_on_more) else {
        return Durations { stays, otherwise };
    };
    let mut end = of(facts, pass).and_then(|one| one.ends_at).unwrap_or(now);
    if is_good_once(desk.methods, facts, pass) {
        end = end.min(pass.at() + FINISHED_WITHIN);
    }
    let left = end - now;
    Durations { stays: stays.min(left), otherwise: otherwise.min(left) }
}
