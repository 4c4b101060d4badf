//! Showing requests as they come.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::Result;
use device_protocol::Id;
use http_body_util::BodyExt;
use tokio::task::JoinSet;

use super::super::output::{harmless, say, say_aside};
use super::answer;
use super::book::Account;
use super::events::Events;
use super::talk::{Talk, Trouble};
use super::words;

/// A server ends its stream after five minutes; one that is still silent then has been lost.
const LONGEST: Duration = Duration::from_secs(330);
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// Watches these accounts; with `once` until a request has been shown.
pub async fn watch(talk: &Talk, accounts: Vec<Account>, once: bool) -> Result<()> {
    let mut watchers = JoinSet::new();
    for account in accounts {
        watchers.spawn(Watcher { talk: talk.clone(), account, once, shown: BTreeSet::new() }.watches());
    }
    say_aside("Watching. Ctrl-C ends it.");
    let mut failed = Vec::new();
    while let Some(ended) = watchers.join_next().await {
        match ended? {
            Ok(()) => return Ok(()),
            Err(error) => failed.push(error),
        }
    }
    answer::say_all_but_last(failed)
}

struct Watcher {
    talk: Talk,
    account: Account,
    once: bool,
    shown: BTreeSet<Id>,
}

impl Watcher {
    /// Watches until there is no use in it, or once.
    async fn watches(mut self) -> Result<()> {
        let mut wait = FIRST_WAIT;
        loop {
            match self.watches_one_stream().await {
                Ok(true) => return Ok(()),
                Ok(false) => wait = FIRST_WAIT,
                // What the network does, passes.
                Err(error) if matches!(error.downcast_ref(), Some(Trouble::Unreachable(..))) => {
                    say_aside(format!("{}. Trying again.", harmless(format!("{error:#}"))));
                    tokio::time::sleep(wait).await;
                    wait = (wait * 2).min(LONGEST_WAIT);
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// True if a request was shown and one was wanted.
    async fn watches_one_stream(&mut self) -> Result<bool> {
        let mut stream = self.talk.watches(&self.account).await?;
        // What came before the stream began.
        if self.looks().await? {
            return Ok(true);
        }
        let mut events = Events::default();
        let ends = tokio::time::Instant::now() + LONGEST;
        while let Ok(Some(Ok(frame))) = tokio::time::timeout_at(ends, stream.frame()).await {
            let looks = frame.data_ref().map_or(0, |data| events.take(data));
            if looks > 0 && self.looks().await? {
                return Ok(true);
            }
        }
        // A stream that ends at once is not asked for without a pause.
        tokio::time::sleep(FIRST_WAIT).await;
        Ok(false)
    }

    async fn looks(&mut self) -> Result<bool> {
        let requests = answer::requests(&self.talk, &self.account).await?;
        let mut new = false;
        for request in requests {
            if !self.shown.insert(request.challenge.clone()) {
                continue;
            }
            let bell = if request.rings { "\u{7}" } else { "" };
            let now = self.account.time(self.talk.world.now())?;
            let shown = words::request(&self.account.user_name, &request, now);
            say(format!(
                "{bell}{shown}\n  answer   tweestap authenticator approve NUMBER, refuse, or report"
            ));
            new = true;
        }
        Ok(new && self.once)
    }
}
