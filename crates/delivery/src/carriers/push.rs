//! Web Push: a message that wakes a paired device, over the push service that its browser chose.
//!
//! A push service takes the same message twice without harm: the topic lets the later one take the place of the first.

use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;

use device_protocol::Subscription;
use http_body_util::Full;
use hyper::body::Bytes;
use hyper::{Method, header};
use web_push::{Authority, Headers, PushError, Recipient, Sender, Urgency};
use world::{MessageId, Timestamp};

use super::{Carried, Carrier, CarrierError, Delivered, no_way};
use crate::client::{Client, ClientError, Request};
use crate::{Message, Push, Wakes};

/// Lengths are hidden in steps of so many bytes.
const STEP: usize = 512;
/// The most bytes that are read of what a push service answers.
const LONGEST_ANSWER: usize = 4 * 1024;
/// The longest that a push service is to keep a message, in seconds.
const LONGEST_KEPT: i64 = 60;

/// An answer of the store, when it comes.
pub type Asked<'a, T> = Pin<Box<dyn Future<Output = Result<T, Box<dyn Error + Send + Sync>>> + Send + 'a>>;

/// Where an app is woken, and what it is to read.
#[derive(Clone, Debug)]
pub struct Wake {
    /// The newest subscription of the app.
    pub subscription: Subscription,
    /// What it is to read, signed already; it is encrypted on its way.
    pub content: String,
}

/// Where apps can be woken, and what for. The program keeps it in the store.
pub trait Subscriptions: Send + Sync {
    /// How to wake an app now; none: it has no subscription, is gone, or what it would be woken for waits no more.
    fn of(&self, wakes: Wakes, now: Timestamp) -> Asked<'_, Option<Wake>>;

    /// The push service said that a subscription has ended. The app may have another by now, which stays.
    fn gone(&self, wakes: Wakes, subscription: Subscription, now: Timestamp) -> Asked<'_, ()>;
}

/// The carrier of push messages.
pub struct WebPush {
    subscriptions: Arc<dyn Subscriptions>,
    authority: Authority,
    client: Client,
}

/// A push service did not take a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the push service answered with status {0}")]
struct Answered(u16);

/// A stored message is not whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a push message that wakes no app")]
struct NotWhole;

impl WebPush {
    /// A carrier of messages from this authority. How far the client reaches is the caller's choice; endpoints come from browsers.
    pub fn new(subscriptions: Arc<dyn Subscriptions>, authority: Authority, client: Client) -> Self {
        Self { subscriptions, authority, client }
    }

    async fn push(&self, push: &Push, now: Timestamp) -> Result<Delivered, CarrierError> {
        let wakes = push.wakes().ok_or_else(|| CarrierError::Refused(NotWhole.into()))?;
        let wake = self.subscriptions.of(wakes, now).await;
        let Some(wake) = wake.map_err(CarrierError::Unreachable)? else { return Ok(Delivered::Nowhere) };
        let request = self.request((push, wakes), &wake, now)?;
        let head = self.client.head(request, LONGEST_ANSWER).await.map_err(|error| match error {
            ClientError::Forbidden => CarrierError::Refused(error.into()),
            _ => CarrierError::Unreachable(error.into()),
        })?;
        let answered = Answered(head.status);
        match head.status {
            200..=202 | 204 => Ok(Delivered::Now),
            404 | 410 => {
                let told = self.subscriptions.gone(wakes, wake.subscription, now).await;
                told.map_err(CarrierError::Unreachable)?;
                Ok(Delivered::Nowhere)
            }
            // A push service that has too much to do says when to come back (RFC 8030 §8.4).
            408 | 429 | 500.. => Err(match head.retry_after {
                Some(after) => CarrierError::Busy(after, answered.into()),
                None => CarrierError::Unreachable(answered.into()),
            }),
            _ => Err(CarrierError::Refused(answered.into())),
        }
    }

    /// The request for one message: encrypted anew at every try.
    fn request(
        &self,
        (push, wakes): (&Push, Wakes),
        Wake { subscription, content }: &Wake,
        now: Timestamp,
    ) -> Result<Request, CarrierError> {
        let refused = |error: PushError| CarrierError::Refused(error.into());
        let topic = wakes.topic().ok_or_else(|| CarrierError::Refused(NotWhole.into()))?;
        let left = push.worthless_after().unix_seconds().saturating_sub(now.unix_seconds());
        let ttl = u32::try_from(left.clamp(1, LONGEST_KEPT)).unwrap_or(1);
        let recipient = Recipient { key: *subscription.p256dh.as_bytes(), auth: *subscription.auth() };
        let body = Sender::make()
            .and_then(|sender| sender.encrypt(&recipient, content.as_bytes(), STEP))
            .map_err(refused)?;
        let endpoint = subscription.endpoint.as_str();
        let authorization = self.authority.authorization(endpoint, now.unix_seconds());
        let mut request = hyper::Request::builder().method(Method::POST).uri(endpoint);
        request = request.header(header::AUTHORIZATION, authorization.map_err(refused)?);
        for (name, value) in (Headers { ttl, urgency: Urgency::High, topic: Some(topic) }).all() {
            request = request.header(name, value);
        }
        request.body(Full::new(Bytes::from(body))).map_err(|error| CarrierError::Refused(error.into()))
    }
}

impl std::fmt::Debug for WebPush {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WebPush").field("authority", &self.authority).finish_non_exhaustive()
    }
}

impl Carrier for WebPush {
    fn carry<'a>(&'a self, _: MessageId, message: &'a Message, now: Timestamp) -> Carried<'a> {
        match message {
            Message::Push(push) => Box::pin(self.push(push, now)),
            other => no_way(other),
        }
    }
}

#[cfg(test)]
mod tests;
