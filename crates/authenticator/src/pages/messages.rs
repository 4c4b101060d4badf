//! Messages of apps: bounded, believed only when signed, in time and in their order, and answered signed.

use std::sync::Arc;

use accounts::Organization;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use device_protocol::{
    self as protocol, Claim, Decision, Envelope, ErrorAnswer, ErrorWord, FromDevice, FromServer, Id, Left,
    Paired, PublicKey, Sender, Sequence, Server, Signer,
};
use store::{Lasts, Transaction};
use verification::apps::App;
use verification::challenges;
use web::{Problem, Visit};
use world::{ChallengeId, Span};

use crate::desk::{AuthenticatorDesk, AuthenticatorError};
use crate::messages::{head, millis, outcome, requests};
use crate::steps::{self, Came, Claimed, Wish};

type Where = Extension<Arc<Organization>>;
type Answer = Result<Response, Refusal>;

/// An app's clock may be this far from the server's.
const CLOCK_OFF: Span = Span::minutes(2);
/// How long an app hears of what begins to wait without asking again.
const WATCHES: Span = Span::minutes(5);

/// Why a message is not carried out.
pub(super) enum Refusal {
    /// In a word of the protocol; with the last sequence if that is why.
    Word(Visit, ErrorWord, Option<i64>),
    /// The machine is at fault.
    Fault(Visit, AuthenticatorError),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let (visit, word, last) = match self {
            Self::Word(visit, word, last) => (visit, word, last),
            Self::Fault(visit, error) => {
                if store::StoreError::outage_behind(&error).is_none() {
                    return Problem::from(error).into_response();
                }
                tracing::warn!(request = %visit.request_id(), cause = &error as &dyn std::error::Error, "an app was told to come back");
                (visit, ErrorWord::Busy, None)
            }
        };
        let Ok(time) = millis(visit.moment().now) else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        let answer = ErrorAnswer {
            error: word,
            time,
            request_id: visit.request_id().to_string(),
            sequence: last.and_then(|last| Sequence::new(last).ok()),
        };
        let status = StatusCode::from_u16(word.status()).unwrap_or(StatusCode::BAD_REQUEST);
        let mut response =
            (status, [(header::CONTENT_TYPE, "application/json")], answer.to_json()).into_response();
        if word == ErrorWord::Busy {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

/// One message on its way: where it came in, and what it was believed by.
struct Message {
    desk: AuthenticatorDesk,
    visit: Visit,
    organization: Arc<Organization>,
}

impl Message {
    fn refuse(&self, word: ErrorWord) -> Refusal {
        Refusal::Word(self.visit.clone(), word, None)
    }

    fn fault(&self, error: impl Into<AuthenticatorError>) -> Refusal {
        Refusal::Fault(self.visit.clone(), error.into())
    }

    /// Reads a message that is for this server.
    fn claim(&self, body: &Bytes) -> Result<Claim, Refusal> {
        let envelope = Envelope::parse(body).map_err(|word| self.refuse(word))?;
        let claim = envelope.claim(self.desk.endpoints).map_err(|word| self.refuse(word))?;
        if claim.server().as_str() != self.visit.origin() {
            return Err(self.refuse(ErrorWord::Server));
        }
        Ok(claim)
    }

    fn verified(&self, claim: Claim, key: &PublicKey) -> Result<FromDevice, Refusal> {
        let message = claim.verify(key).map_err(|word| self.refuse(word))?;
        let off = message.time().get() - self.visit.moment().now.micros() / 1000;
        if off.abs() > CLOCK_OFF.micros() / 1000 {
            return Err(self.refuse(ErrorWord::Clock));
        }
        Ok(message)
    }

    /// The app that signed a message, and the message.
    async fn of_app(&self, body: &Bytes) -> Result<(App, Sender, protocol::Wish), Refusal> {
        let claim = self.claim(body)?;
        let Signer::Device { account, device } = claim.signer() else {
            return Err(self.refuse(ErrorWord::Unreadable));
        };
        let says = Claimed { account: account.as_str().to_owned(), device: device.as_str().to_owned() };
        let (desk, of, now) = (self.desk.clone(), Arc::clone(&self.organization), self.visit.moment().now);
        let found = self.desk.store.glance(move |t| steps::find(t, &desk, (&of, &says), now)).await;
        let app = found.map_err(|error| self.fault(error))?;
        let app = app.ok_or_else(|| self.refuse(ErrorWord::UnknownDevice))?;
        let key =
            PublicKey::from_bytes(&app.key).map_err(|error| self.fault(AuthenticatorError::Key(error)))?;
        match self.verified(claim, &key)? {
            FromDevice::Message(sender, wish) => Ok((app, sender, wish)),
            FromDevice::Pair(_) => Err(self.refuse(ErrorWord::Unreadable)),
        }
    }

    async fn fulfil(&self, app: &App, sender: &Sender, wish: Wish) -> Result<Came, Refusal> {
        let (desk, app, sender) = (self.desk.clone(), app.clone(), sender.clone());
        let moment = self.visit.moment().clone();
        let lasts = lasts(&wish);
        let fulfils = move |t: &mut Transaction<'_>| steps::fulfil(t, &desk, (&app, &sender, &wish), &moment);
        let came = self.desk.store.write_lasting(lasts, fulfils).await;
        match came.map_err(|error| self.fault(error))? {
            Came::Replayed(last) => Err(Refusal::Word(self.visit.clone(), ErrorWord::Replayed, Some(last))),
            came => Ok(came),
        }
    }

    fn signed(&self, message: &FromServer) -> Answer {
        let envelope = Envelope::of_server(message, &self.desk.keys.requests)
            .map_err(|error| self.fault(AuthenticatorError::Chance(error)))?;
        Ok(([(header::CONTENT_TYPE, "application/json")], envelope.to_json()).into_response())
    }

    fn head(&self, app: &App, sender: &Sender) -> Result<protocol::Head, Refusal> {
        head(app, sender.sequence, self.visit.moment().now).map_err(|error| self.fault(error))
    }

    /// What waits, after a wish whose answer that is.
    async fn listed(&self, (app, sender): (&App, &Sender), wish: Wish) -> Answer {
        let Came::Requests(app, waiting) = self.fulfil(app, sender, wish).await? else {
            return Err(self.refuse(ErrorWord::Unreadable));
        };
        let head = self.head(&app, sender)?;
        let message = requests(head, (&app, &waiting), &self.organization.name);
        self.signed(&message.map_err(|error| self.fault(error))?)
    }
}

/// What was approved counts with the sign-in that it is for, which is written afterwards; what was refused must stay so.
fn lasts(wish: &Wish) -> Lasts {
    match wish {
        Wish::List | Wish::Watch | Wish::Answer(_, Decision::Approve(_)) => Lasts::Soon,
        Wish::Answer(..) | Wish::Subscribe(..) | Wish::Leave => Lasts::AtOnce,
    }
}

fn message(desk: AuthenticatorDesk, visit: Visit, Extension(organization): Where) -> Message {
    Message { desk, visit, organization }
}

pub(super) async fn pair(
    State(desk): State<AuthenticatorDesk>,
    visit: Visit,
    organization: Where,
    body: Bytes,
) -> Answer {
    let message = message(desk, visit, organization);
    let claim = message.claim(&body)?;
    let Signer::New(key) = claim.signer() else { return Err(message.refuse(ErrorWord::Unreadable)) };
    let FromDevice::Pair(pair) = message.verified(claim, &key)? else {
        return Err(message.refuse(ErrorWord::Unreadable));
    };
    let (with, of) = (message.desk.clone(), Arc::clone(&message.organization));
    let moment = message.visit.moment().clone();
    let paired = message.desk.store.write(move |t| steps::pair(t, &with, (&of, &pair), &moment)).await;
    let paired = paired.map_err(|error| message.fault(error))?;
    let (paired, account) = paired.ok_or_else(|| message.refuse(ErrorWord::Ticket))?;
    message.desk.bell.ring(&challenges::first_news(paired.challenge));
    let answer = || {
        Ok(Paired {
            server: Server::parse(&message.visit.origin())?,
            device: Id::parse(&paired.app.to_string())?,
            account: Id::parse(&paired.account.to_string())?,
            user_name: account.user_name,
            display_name: account.display_name,
            organization: message.organization.name.clone(),
            accent: message.visit.brand().accent.to_hex(),
            key: message.desk.keys.requests.public(),
            push_key: message.desk.keys.push.public(),
            time: millis(message.visit.moment().now)?,
        })
    };
    let answer = answer().map_err(|error: protocol::Refused| message.fault(error))?;
    message.signed(&FromServer::Paired(answer))
}

pub(super) async fn list(
    State(desk): State<AuthenticatorDesk>,
    visit: Visit,
    organization: Where,
    body: Bytes,
) -> Answer {
    let message = message(desk, visit, organization);
    match message.of_app(&body).await? {
        (app, sender, protocol::Wish::List) => message.listed((&app, &sender), Wish::List).await,
        _ => Err(message.refuse(ErrorWord::Unreadable)),
    }
}

pub(super) async fn subscribe(
    State(desk): State<AuthenticatorDesk>,
    visit: Visit,
    organization: Where,
    body: Bytes,
) -> Answer {
    let message = message(desk, visit, organization);
    match message.of_app(&body).await? {
        (app, sender, protocol::Wish::Subscribe { subscription, notifications }) => {
            let wish = Wish::Subscribe(subscription, notifications.as_str());
            message.listed((&app, &sender), wish).await
        }
        _ => Err(message.refuse(ErrorWord::Unreadable)),
    }
}

pub(super) async fn answer(
    State(desk): State<AuthenticatorDesk>,
    visit: Visit,
    organization: Where,
    body: Bytes,
) -> Answer {
    let message = message(desk, visit, organization);
    let (app, sender, wish) = message.of_app(&body).await?;
    let protocol::Wish::Answer { challenge, decision } = wish else {
        return Err(message.refuse(ErrorWord::Unreadable));
    };
    let id = challenge.as_str().parse::<ChallengeId>();
    let id = id.map_err(|_| message.refuse(ErrorWord::Unreadable))?;
    let Came::Answered(heard) = message.fulfil(&app, &sender, Wish::Answer(id, decision)).await? else {
        return Err(message.refuse(ErrorWord::Unreadable));
    };
    if heard.is_some() {
        message.desk.bell.ring(id.as_bytes());
        message.desk.bell.ring(&challenges::first_news(id));
    }
    message.signed(&outcome(message.head(&app, &sender)?, challenge, heard))
}

pub(super) async fn leave(
    State(desk): State<AuthenticatorDesk>,
    visit: Visit,
    organization: Where,
    body: Bytes,
) -> Answer {
    let message = message(desk, visit, organization);
    match message.of_app(&body).await? {
        (app, sender, protocol::Wish::Leave) => {
            message.fulfil(&app, &sender, Wish::Leave).await?;
            message.signed(&FromServer::Left(Left { head: message.head(&app, &sender)? }))
        }
        _ => Err(message.refuse(ErrorWord::Unreadable)),
    }
}

/// A stream that says when to list; what there is to see is told in the answer to that.
pub(super) async fn watch(
    State(desk): State<AuthenticatorDesk>,
    visit: Visit,
    organization: Where,
    body: Bytes,
) -> Answer {
    let message = message(desk, visit, organization);
    match message.of_app(&body).await? {
        (app, sender, protocol::Wish::Watch) => {
            let listener = message.desk.bell.listen(*app.account.as_bytes());
            message.fulfil(&app, &sender, Wish::Watch).await?;
            Ok(listener.looks(WATCHES))
        }
        _ => Err(message.refuse(ErrorWord::Unreadable)),
    }
}
