//! What an app does: one function for each, in one transaction.

use accounts::{Account, Organization, people};
use device_protocol::{Decision, Pair, Sender, Subscription};
use notices::hear;
use store::Transaction;
use verification::apps::{self, App, FromApp, Paired, Pairing};
use verification::challenges;
use verification::method::Heard;
use world::{AppId, ChallengeId, Moment, Timestamp};

use crate::{AuthenticatorDesk, AuthenticatorError};

type Done<T> = Result<T, AuthenticatorError>;

/// A subscription as it is stored.
fn stored(subscription: Option<&Subscription>) -> Option<Vec<u8>> {
    subscription.map(|subscription| serde_json::to_vec(subscription).unwrap_or_default())
}

/// Pairs an app by its ticket. None if the ticket was used, has ended, or never was.
pub fn pair(
    t: &mut Transaction<'_>,
    desk: &AuthenticatorDesk,
    (organization, pair): (&Organization, &Pair),
    moment: &Moment,
) -> Done<Option<(Paired, Account)>> {
    let (ticket, subscription) = (pair.ticket.to_text(), stored(pair.subscription.as_ref()));
    let pairing = Pairing {
        ticket: &ticket,
        server: pair.server.as_str(),
        key: pair.key.as_bytes(),
        name: pair.name.as_str(),
        subscription: subscription.as_deref(),
    };
    let Some(paired) = apps::pair(t, &desk.means(), (organization.id, &pairing), moment)? else {
        return Ok(None);
    };
    let account = people::find(t, organization.id, paired.account)?;
    Ok(account.filter(|account| account.disabled_at.is_none()).map(|account| (paired, account)))
}

/// The app that a message says it is from, if it is one of ours. Writes nothing.
pub fn find(
    t: &mut Transaction<'_>,
    desk: &AuthenticatorDesk,
    (organization, sender): (&Organization, &Claimed),
    now: Timestamp,
) -> Done<Option<App>> {
    let Ok(id) = sender.device.parse::<AppId>() else { return Ok(None) };
    let app = apps::find(t, &desk.vault, (organization.id, id), now)?;
    Ok(app.filter(|app| app.account.to_string() == sender.account))
}

/// Who a message says it is from.
#[derive(Clone, Debug)]
pub struct Claimed {
    /// The account.
    pub account: String,
    /// The app.
    pub device: String,
}

/// What an app that was found and verified wishes.
#[derive(Clone, Debug)]
pub enum Wish {
    /// To know what waits.
    List,
    /// To answer a request.
    Answer(ChallengeId, Decision),
    /// To be woken there from now on.
    Subscribe(Option<Subscription>, &'static str),
    /// To be forgotten.
    Leave,
    /// To hear when something begins to wait.
    Watch,
}

/// What came of it.
#[derive(Debug)]
pub enum Came {
    /// What waits, and how the app stands now.
    Requests(Box<App>, Vec<challenges::Request>),
    /// What its answer means; none if the request does not wait any more, or is not this app's.
    Answered(Option<Heard>),
    /// It is forgotten, or it may watch.
    Done,
    /// Its sequence is not above this one.
    Replayed(i64),
}

/// Does what an app wishes, once: its sequence is taken first.
pub fn fulfil(
    t: &mut Transaction<'_>,
    desk: &AuthenticatorDesk,
    (app, sender, wish): (&App, &Sender, &Wish),
    moment: &Moment,
) -> Done<Came> {
    let now = moment.now;
    if let Err(last) = apps::take_sequence(t, app, sender.sequence.get(), now)? {
        return Ok(Came::Replayed(last));
    }
    match wish {
        Wish::List => listed(t, desk, app, now),
        Wish::Watch => Ok(Came::Done),
        Wish::Leave => {
            apps::subscribe(t, &desk.vault, app, (None, "left"))?;
            Ok(Came::Done)
        }
        Wish::Subscribe(subscription, notifications) => {
            let subscription = stored(subscription.as_ref());
            apps::subscribe(t, &desk.vault, app, (subscription.as_deref(), notifications))?;
            listed(t, desk, app, now)
        }
        Wish::Answer(challenge, decision) => answer(t, desk, (app, *challenge, *decision), moment),
    }
}

fn listed(t: &mut Transaction<'_>, desk: &AuthenticatorDesk, app: &App, now: Timestamp) -> Done<Came> {
    let app = apps::find(t, &desk.vault, (app.organization, app.id), now)?.unwrap_or_else(|| app.clone());
    let requests = challenges::requests(t, &desk.vault, &app, now)?;
    Ok(Came::Requests(Box::new(app), requests))
}

/// Answers a request that waits in this app, once, whichever server it reaches.
fn answer(
    t: &mut Transaction<'_>,
    desk: &AuthenticatorDesk,
    (app, challenge, decision): (&App, ChallengeId, Decision),
    moment: &Moment,
) -> Done<Came> {
    let account = people::find(t, app.organization, app.account)?;
    let waits = challenges::requests(t, &desk.vault, app, moment.now)?;
    let is_there = waits.iter().any(|request| request.challenge == challenge);
    if !is_there || account.is_none_or(|account| account.disabled_at.is_some()) {
        return Ok(Came::Answered(None));
    }
    let says = match decision {
        Decision::Approve(number) => FromApp::Approved(app.id, number.as_str().to_owned()),
        Decision::Refuse => FromApp::Refused(app.id),
        Decision::Report => FromApp::Reported(app.id),
    };
    let of = (app.organization, challenge);
    Ok(Came::Answered(hear(t, (&desk.means(), &desk.texts), of, &says.to_text(), moment)?))
}
