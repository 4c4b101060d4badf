//! Looking where the person stands. Nothing is written.

use store::Transaction;
use verification::challenges::{self, Purpose};
use verification::method::Heard;
use verification::reset::Way;
use verification::{Method, Registration};
use world::{ChallengeId, Span, Timestamp};

use super::prove::again_in;
use super::{Done, Here, Standing, find};
use crate::desk::PasswordResetDesk;
use crate::gate::{Next, hint, way_of};
use crate::progress::{Aim, Asks};
use crate::tries;

/// A challenge that is shown, whether or not anybody can answer it.
#[derive(Clone)]
pub struct Asked {
    /// The method.
    pub method: &'static dyn Method,
    /// What the page calls it.
    pub challenge: ChallengeId,
    /// The method's record of it.
    pub record: Vec<u8>,
    /// What may answer it.
    pub registrations: Vec<Registration>,
    /// What came of it elsewhere, as far as it is told.
    pub heard: Option<Heard>,
    /// When it ends.
    pub ends_at: Timestamp,
    /// How long until its message may be sent again; none if nothing of it is.
    pub again_in: Option<Span>,
}

impl std::fmt::Debug for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Asked").field("challenge", &self.challenge).finish_non_exhaustive()
    }
}

/// What the person sees now.
#[derive(Debug)]
pub enum View {
    /// No reset is under way.
    Start,
    /// What it is for is asked.
    Aim,
    /// The ways are shown.
    Choose {
        /// What the proofs so far showed.
        used: Vec<String>,
        /// Whether the last challenge has ended without an answer.
        lapsed: bool,
    },
    /// The whole number of a telephone is asked for.
    Number {
        /// Its last two digits.
        hint: String,
    },
    /// A method asks.
    Ask(Box<Asked>),
    /// Nothing more is proved for this user name until then.
    Resting(Timestamp),
    /// A new password is asked for.
    Password,
    /// All is proved: the lockout can be lifted.
    Unlock,
}

/// Looks where the person stands; and the user name that was typed.
pub fn look(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    here: &Here,
    now: Timestamp,
) -> Done<(String, View)> {
    let Some(standing) = find(t, desk, here, now)? else { return Ok((String::new(), View::Start)) };
    let user_name = standing.attempt.user_name.clone();
    let view = match standing.next(here, now) {
        Next::Aim => View::Aim,
        Next::Enough(Aim::Forgotten, _) => View::Password,
        Next::Enough(Aim::Locked, _) => View::Unlock,
        Next::Proof => match tries::resting_until(t, &desk.vault, standing.who(here), now)? {
            Some(until) => View::Resting(until),
            None => proof(t, desk, (here, standing), now)?,
        },
    };
    Ok((user_name, view))
}

fn proof(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, standing): (&Here, Standing),
    now: Timestamp,
) -> Done<View> {
    let used = standing.progress.used.clone();
    let asks = standing.progress.asks.clone();
    let way = asks.as_ref().and_then(|asks| way_of(desk.ways(&here.organization), (asks, &used)));
    let (Some((method, way)), Some(asks)) = (way, asks) else {
        return Ok(View::Choose { used, lapsed: false });
    };
    match asks.challenge {
        None => {
            let reached = standing.reached((method, way));
            let hint = hint(&desk.vault, (&standing.attempt.user_name, way), reached.as_ref());
            Ok(View::Number { hint })
        }
        Some((_, ends_at)) if ends_at <= now => Ok(View::Choose { used, lapsed: true }),
        Some(_) => asked(t, desk, (here, &standing), (&asks, method, way), now),
    }
}

fn asked(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    (here, standing): (&Here, &Standing),
    (asks, method, way): (&Asks, &'static dyn Method, &Way),
    now: Timestamp,
) -> Done<View> {
    let Some((challenge, ends_at)) = asks.challenge else {
        return Ok(View::Choose { used: Vec::new(), lapsed: false });
    };
    let words = desk.texts.wording(standing.language(here));
    let situation = standing.situation(here, &words, ends_at);
    let pretended = challenges::pretend(&desk.means(&here.organization), method, (&situation, challenge));
    let waiting = challenges::waiting(t, &desk.vault, &standing.binding(), Purpose::Reset, now)?;
    let waiting = waiting.filter(|waiting| waiting.id == challenge);
    let heard = waiting
        .as_ref()
        .and_then(|waiting| waiting.heard.as_deref().map(|heard| method.hears(&waiting.record, heard)));
    // What somebody answered tells that there is somebody: it is told only to who has shown something before.
    let told = way.asks_number || !standing.progress.used.is_empty();
    let record = match waiting {
        Some(waiting) => waiting.record,
        None => pretended.unwrap_or_default(),
    };
    Ok(View::Ask(Box::new(Asked {
        method,
        challenge,
        record,
        registrations: standing.registrations.clone(),
        heard: heard.filter(|heard| told || *heard == Heard::Right),
        ends_at,
        again_in: again_in(desk, method, ends_at, now),
    })))
}
