//! What the server says to apps, made of what it knows.

use device_protocol::{
    Envelope, FromServer, Head, Id, Millis, Outcome, OutcomeOf, Purpose, Push, Refused, Request, Requests,
    Sequence, Server, Subscribed,
};
use verification::apps::{self, App};
use verification::challenges;
use verification::method::{Aim, Heard};
use world::Timestamp;

use crate::{AuthenticatorError, Keys};

/// A time in the protocol's milliseconds.
pub(crate) fn millis(at: Timestamp) -> Result<Millis, Refused> {
    Millis::new(at.micros() / 1000)
}

/// A request as an app shows it.
pub(crate) fn request(of: &challenges::Request, organization: &str) -> Result<Request, Refused> {
    let asker = &of.asker;
    let (browser, system) = asker.agent.split_once(", ").unwrap_or((asker.agent.as_str(), ""));
    Ok(Request {
        challenge: Id::parse(&of.challenge.to_string())?,
        purpose: match asker.aim {
            Aim::SignIn => Purpose::SignIn,
            Aim::StepUp => Purpose::StepUp,
            Aim::SetUp => Purpose::SetUp,
            Aim::Reset => Purpose::Reset,
        },
        organization: organization.to_owned(),
        application: asker.application.clone(),
        address: asker.address.clone(),
        place: asker.place.clone(),
        browser: browser.to_owned(),
        system: system.to_owned(),
        familiar: asker.familiar,
        rings: of.rings,
        asked_at: millis(of.asked_at)?,
        ends_at: millis(of.ends_at)?,
    })
}

/// The head of an answer to a message of this app.
pub(crate) fn head(app: &App, sequence: Sequence, now: Timestamp) -> Result<Head, Refused> {
    Ok(Head {
        server: Server::parse(&app.server)?,
        device: Id::parse(&app.id.to_string())?,
        sequence,
        time: millis(now)?,
    })
}

/// What waits in an app.
pub(crate) fn requests(
    head: Head,
    (app, waiting): (&App, &[challenges::Request]),
    organization: &str,
) -> Result<FromServer, Refused> {
    let subscription = match app.push {
        apps::Push::None => Subscribed::None,
        apps::Push::Live => Subscribed::Live,
        apps::Push::Gone => Subscribed::Gone,
    };
    let requests = waiting.iter().map(|one| request(one, organization)).collect::<Result<_, _>>()?;
    Ok(FromServer::Requests(Requests { head, subscription, requests }))
}

/// What came of an answer.
pub(crate) fn outcome(head: Head, challenge: Id, came: Option<Heard>) -> FromServer {
    let outcome = match came {
        Some(Heard::Right) => Outcome::Approved,
        Some(Heard::Ended("wrong-number")) => Outcome::WrongNumber,
        Some(Heard::Ended(_)) => Outcome::Refused,
        Some(Heard::Reported) => Outcome::Reported,
        Some(Heard::OnTheWay) | None => Outcome::Over,
    };
    FromServer::Outcome(OutcomeOf { head, challenge, outcome })
}

/// The content of a push message: the request, signed.
///
/// # Errors
/// When the system gives no random numbers.
pub fn push_content(
    keys: &Keys,
    app: &App,
    (of, organization): (&challenges::Request, &str),
) -> Result<String, AuthenticatorError> {
    let message = FromServer::Request(Push {
        server: Server::parse(&app.server)?,
        device: Id::parse(&app.id.to_string())?,
        request: request(of, organization)?,
    });
    let envelope = Envelope::of_server(&message, &keys.requests).map_err(AuthenticatorError::Chance)?;
    Ok(envelope.to_json())
}
