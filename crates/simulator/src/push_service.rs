//! A push service (RFC 8030) as small as one can be: it keeps what it is sent for as long as it is to be kept, and hands it to the one page
//! that subscribed. It reads nothing of it: messages are encrypted for the page.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::broadcast;
use world::{Chance, MessageId, Span, Timestamp};

/// So many pages may subscribe; the oldest ones go first.
const MOST_SUBSCRIPTIONS: usize = 200;
/// So many messages wait for a page that does not listen.
const MOST_WAITING: usize = 10;
/// A message has this many bytes at most (RFC 8030 §7.2 asks for 4096).
pub(crate) const LONGEST_MESSAGE: usize = 4096;

struct Subscription {
    id: MessageId,
    /// The server that may send, as base64url (RFC 8292 §4).
    key: String,
    waiting: VecDeque<(Timestamp, String)>,
    live: broadcast::Sender<String>,
}

/// The service. Cloning gives another handle.
#[derive(Clone, Default)]
pub struct PushService(Arc<Mutex<HashMap<String, Subscription>>>);

impl std::fmt::Debug for PushService {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PushService").field("subscriptions", &self.lock().len()).finish()
    }
}

/// What came of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is kept, or was handed over.
    Kept,
    /// There is no such subscription.
    Gone,
    /// The sender is not the one for whom the page subscribed.
    Foreign,
}

impl PushService {
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Subscription>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Subscribes a page for the server of this key, and returns the subscription's name.
    pub(crate) fn subscribe(&self, key: &str, chance: &mut Chance, now: Timestamp) -> String {
        let mut all = self.lock();
        if all.len() >= MOST_SUBSCRIPTIONS {
            let oldest = all.iter().min_by_key(|(_, one)| one.id).map(|(name, _)| name.clone());
            oldest.into_iter().for_each(|name| drop(all.remove(&name)));
        }
        let id: MessageId = chance.id(now);
        let live = broadcast::channel(MOST_WAITING).0;
        all.insert(id.to_string(), Subscription { id, key: key.to_owned(), waiting: VecDeque::new(), live });
        id.to_string()
    }

    /// Takes a message, base64url, from a server with this key.
    pub(crate) fn take(
        &self,
        name: &str,
        (key, message): (&str, String),
        ttl: Span,
        now: Timestamp,
    ) -> Taken {
        let mut all = self.lock();
        let Some(subscription) = all.get_mut(name) else { return Taken::Gone };
        if subscription.key != key {
            return Taken::Foreign;
        }
        // Nobody listens: it waits.
        if let Err(unheard) = subscription.live.send(message) {
            subscription.waiting.truncate(MOST_WAITING - 1);
            subscription.waiting.push_front((now + ttl, unheard.0));
        }
        Taken::Kept
    }

    /// What waited for a page, oldest first, and what comes from now on. None if it is not subscribed.
    pub(crate) fn listen(
        &self,
        name: &str,
        now: Timestamp,
    ) -> Option<(Vec<String>, broadcast::Receiver<String>)> {
        let mut all = self.lock();
        let subscription = all.get_mut(name)?;
        let waited = subscription.waiting.drain(..).rev();
        let waited = waited.filter(|(until, _)| *until > now).map(|(_, message)| message).collect();
        Some((waited, subscription.live.subscribe()))
    }
}

#[cfg(test)]
mod tests {
    use world::Moment;

    use super::*;

    const NOW: Timestamp = Timestamp::EPOCH;

    fn subscribed(service: &PushService, seed: u8) -> String {
        service.subscribe("key", &mut Moment::with_seed(NOW, [seed; 32]).chance("test"), NOW)
    }

    fn takes(service: &PushService, name: &str, message: &str, seconds: i64) -> Taken {
        service.take(name, ("key", message.to_owned()), Span::seconds(seconds), NOW)
    }

    #[test]
    fn what_waits_is_handed_over_in_its_order_while_it_is_worth_it() {
        let service = PushService::default();
        let name = subscribed(&service, 1);
        for (message, seconds) in [("one", 60), ("two", 5), ("three", 60)] {
            assert_eq!(takes(&service, &name, message, seconds), Taken::Kept);
        }
        let (waited, mut live) = service.listen(&name, NOW + Span::seconds(10)).unwrap();
        assert_eq!(waited, ["one", "three"]);
        takes(&service, &name, "four", 60);
        assert_eq!(live.try_recv().unwrap(), "four");
        drop(live);
        assert!(service.listen(&name, NOW).unwrap().0.is_empty(), "nothing is handed over twice");
    }

    #[test]
    fn only_the_server_that_was_subscribed_to_sends() {
        let service = PushService::default();
        let name = subscribed(&service, 1);
        let sent = service.take(&name, ("other", "x".to_owned()), Span::seconds(60), NOW);
        assert_eq!(sent, Taken::Foreign);
        assert_eq!(takes(&service, "nobody", "x", 60), Taken::Gone);
        assert!(service.listen("nobody", NOW).is_none());
    }

    #[test]
    fn it_stays_small() {
        let service = PushService::default();
        let first = subscribed(&service, 0);
        for n in 0..30 {
            takes(&service, &first, &n.to_string(), 60);
        }
        assert_eq!(service.listen(&first, NOW).unwrap().0.len(), MOST_WAITING);
        for seed in 1..=200 {
            subscribed(&service, seed);
        }
        assert_eq!(service.lock().len(), MOST_SUBSCRIPTIONS);
    }
}
