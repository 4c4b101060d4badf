//! What steps tell the rest of this process when they are committed: that there is something to do.

use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

/// Who waits for which topic.
#[derive(Default)]
pub struct Signals(Mutex<Vec<(&'static str, watch::Sender<()>)>>);

impl Signals {
    /// Waits for a topic from now on.
    pub fn hear(&self, topic: &'static str) -> Signal {
        let mut topics = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, sender)) = topics.iter().find(|(known, _)| *known == topic) {
            return Signal(sender.subscribe());
        }
        let (sender, signal) = watch::channel(());
        topics.push((topic, sender));
        Signal(signal)
    }

    /// Wakes whoever waits for these topics.
    pub fn tell(&self, told: &[&'static str]) {
        if told.is_empty() {
            return;
        }
        let topics = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        for (_, sender) in topics.iter().filter(|(topic, _)| told.contains(topic)) {
            sender.send_replace(());
        }
    }
}

/// Hears of a topic: see [`Store::hear`](crate::Store::hear).
#[derive(Clone, Debug)]
pub struct Signal(watch::Receiver<()>);

impl Signal {
    /// Returns when a step has been committed that told of the topic, also if that was since the last time. When the store is closed, never.
    pub async fn told(&mut self) {
        if self.0.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
