//! Looking where a person stands. Nothing is written.

use accounts::{Demand, pass_policy};
use store::Transaction;
use verification::challenges::{self, Binding, Purpose, Waiting};
use verification::method::{AnsweredBy, Heard};
use verification::steps::Outcome;
use verification::{Method, Registration, attempts, defaults, registrations};
use world::{ChallengeId, Timestamp};

use super::passes::Soon;
use super::{Done, Here, facts, find, passes};
use crate::attempt::{Facts, Next, next};
use crate::desk::SignInDesk;

/// A way to take the second step.
#[derive(Clone, Debug)]
pub struct Way {
    /// The method's name.
    pub method: String,
    /// The account's registrations of its kind.
    pub registrations: Vec<Registration>,
    /// When it can be used again, if it rests.
    pub resting_until: Option<Timestamp>,
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
        /// The method whose answer can be typed instead, if that is offered.
        instead: Option<&'static str>,
    },
    /// A method asks for its answer.
    Ask {
        /// The user name that was typed.
        user_name: String,
        /// The challenge.
        challenge: ChallengeId,
        /// What it waits for.
        waiting: Box<Waiting>,
        /// What may answer it.
        registrations: Vec<Registration>,
        /// When the method's rest ends, if it rests.
        resting_until: Option<Timestamp>,
        /// What came of it elsewhere.
        heard: Option<Heard>,
        /// Whether there are other ways.
        others: bool,
    },
    /// A second step is needed, and the person chooses how: the last way has ended, and it is not begun again by itself.
    Choose {
        /// The user name that was typed.
        user_name: String,
        /// The ways, the one that comes first in front.
        ways: Vec<Way>,
        /// The method of a request that nobody has answered.
        lapsed: Option<String>,
        /// The method by which another browser asks them now.
        pending: Option<String>,
    },
    /// A second step is needed, and its challenge has ended: it must be begun anew.
    AskAnew,
    /// A method must be set up first.
    MoreInformation {
        /// Until when, if the sign-in ends soon.
        soon: Option<Soon>,
    },
    /// A new password must be chosen first.
    NewPassword {
        /// The user name that was typed.
        user_name: String,
        /// Why.
        why: Demand,
    },
    /// The person must look at their security info first.
    Review,
    /// Everything that could be a second step is suspended.
    NoWay {
        /// The user name that was typed.
        user_name: String,
    },
    /// All is proved; only the question is left whether to stay signed in.
    Stay,
    /// The person said elsewhere that they had not asked for this sign-in.
    Reported,
}

/// Looks where the person stands.
pub fn look(t: &mut Transaction<'_>, desk: &SignInDesk, here: &Here, now: Timestamp) -> Done<View> {
    let Some(attempt) = find(t, desk, here, now)? else { return ended(t, here, now) };
    let facts = facts(t, desk, (here, &attempt), now)?;
    let user_name = attempt.user_name.clone();
    match (next(&attempt, facts.as_ref(), desk.methods, now), attempt.binding(), facts) {
        (Next::MoreInformation, _, facts) => {
            Ok(View::MoreInformation { soon: passes::ends_soon(desk, &attempt, facts.as_ref()) })
        }
        (Next::NewPassword(why), ..) => Ok(View::NewPassword { user_name, why }),
        (Next::Review, ..) => Ok(View::Review),
        (Next::NoWay, ..) => Ok(View::NoWay { user_name }),
        (Next::Enough(_), ..) => Ok(View::Stay),
        (Next::SecondStep, Some(binding), Some(facts)) => {
            let waiting = challenges::waiting(t, &desk.vault, &binding, Purpose::SignIn, now)?;
            match waiting.filter(|waiting| passes::can_answer(desk.methods, &facts, waiting)) {
                Some(waiting) => asked(t, desk, (here, user_name, waiting), (&binding, &facts), now),
                None => not_asked(t, desk, (here, user_name), (&binding, &facts), now),
            }
        }
        _ => Ok(View::Password { user_name, instead: instead(t, desk, here, now)? }),
    }
}

/// The method whose answer can be typed in the place of a password. It is offered to everybody of an organization while anybody in it
/// has what it takes, so that it tells nothing of the name that was typed.
pub fn instead(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    now: Timestamp,
) -> Done<Option<&'static str>> {
    let Some(method) = desk.methods.instead() else { return Ok(None) };
    let organization = here.organization.id;
    let offered = registrations::any_ending(t, organization, now)? && pass_policy::serve(t, organization)?;
    Ok(offered.then(|| method.about().name.as_str()))
}

fn ended(t: &mut Transaction<'_>, here: &Here, now: Timestamp) -> Done<View> {
    let Some(token) = here.attempt else { return Ok(View::UserName) };
    let place = (here.organization.id, here.origin.browser);
    Ok(match attempts::ended_lately(t, place, token, now)? {
        Some(Outcome::Reported) => View::Reported,
        _ => View::UserName,
    })
}

fn asked(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, user_name, waiting): (&Here, String, Waiting),
    (binding, facts): (&Binding, &Facts),
    now: Timestamp,
) -> Done<View> {
    let method = desk.methods.stored(&waiting.method)?;
    let about = method.about();
    let registrations = facts.registrations.iter().filter(|one| waiting.asks(about, one)).cloned().collect();
    let counted = challenges::counted(&desk.vault, &binding.holder, &waiting.method);
    // What is answered elsewhere is not typed, and does not rest after wrong codes.
    let resting_until = match about.answered {
        AnsweredBy::Typing => verification::throttle::resting_until(t, counted, now)?,
        AnsweredBy::Outside | AnsweredBy::App => None,
    };
    Ok(View::Ask {
        user_name,
        challenge: waiting.id,
        heard: waiting.heard.as_deref().map(|heard| method.hears(&waiting.record, heard)),
        resting_until,
        registrations,
        others: defaults::ways(desk.methods_on(&here.site), &facts.registrations).nth(1).is_some(),
        waiting: Box::new(waiting),
    })
}

/// A method that sends nothing is begun again by itself; a message is sent only when somebody asks for it.
fn not_asked(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, user_name): (&Here, String),
    (binding, facts): (&Binding, &Facts),
    now: Timestamp,
) -> Done<View> {
    let first = defaults::first(desk.methods_on(&here.site), facts.chosen.as_ref(), &facts.registrations);
    match first {
        Some((method, _)) if method.about().channel.is_none() => Ok(View::AskAnew),
        _ => Ok(View::Choose {
            user_name,
            ways: all_ways(t, desk, (here, binding, facts), now)?,
            lapsed: challenges::lapsed(t, binding, now)?,
            pending: pending(t, binding, first.map(|(method, _)| method), now)?,
        }),
    }
}

/// Whoever is asked in their apps first is told why they are not, when another browser's request waits there.
fn pending(
    t: &mut Transaction<'_>,
    binding: &Binding,
    first: Option<&dyn Method>,
    now: Timestamp,
) -> Done<Option<String>> {
    match first {
        Some(method) if method.about().answered == AnsweredBy::App => {
            Ok(challenges::pending(t, &binding.holder, now)?)
        }
        _ => Ok(None),
    }
}

fn ways_of<'a>(
    desk: &SignInDesk,
    here: &Here,
    facts: &'a Facts,
) -> impl Iterator<Item = (String, Vec<Registration>)> + use<'a> {
    let methods = desk.methods_on(&here.site);
    methods.all().filter_map(|method| {
        let about = method.about();
        let of_kind = facts.registrations.iter().filter(|one| one.kind == about.kind).cloned();
        let of_kind: Vec<_> = of_kind.collect();
        (!of_kind.is_empty()).then(|| (about.name.as_str().to_owned(), of_kind))
    })
}

fn all_ways(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, binding, facts): (&Here, &Binding, &Facts),
    now: Timestamp,
) -> Done<Vec<Way>> {
    let mut ways = Vec::new();
    for (method, registrations) in ways_of(desk, here, facts) {
        let resting_until =
            challenges::resting_until(t, &desk.means(), &binding.holder, desk.methods.stored(&method)?, now)?;
        ways.push(Way { method, registrations, resting_until });
    }
    let first = defaults::first(desk.methods_on(&here.site), facts.chosen.as_ref(), &facts.registrations);
    if let Some((first, _)) = first {
        ways.sort_by_key(|way| way.method != first.about().name.as_str());
    }
    Ok(ways)
}

/// The ways in which the person can take the second step that is needed now. None if none is.
pub fn ways(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    here: &Here,
    now: Timestamp,
) -> Done<Option<(String, Vec<Way>)>> {
    let Some(attempt) = find(t, desk, here, now)? else { return Ok(None) };
    let facts = facts(t, desk, (here, &attempt), now)?;
    match (next(&attempt, facts.as_ref(), desk.methods, now), attempt.binding(), facts) {
        (Next::SecondStep, Some(binding), Some(facts)) => {
            let ways = all_ways(t, desk, (here, &binding, &facts), now)?;
            Ok(Some((attempt.user_name, ways)))
        }
        _ => Ok(None),
    }
}
