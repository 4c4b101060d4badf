//! A message that wakes a paired app, before any carrier has seen it.

use serde::{Deserialize, Serialize};
pub use web_push::Topic;
use world::{AppId, ChallengeId, OrganizationId, Timestamp};

/// A message that wakes a paired app. Where it goes and what it says is asked when it is carried, so that it is the app's subscription and the
/// request of that moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Push {
    app: String,
    /// The challenge that it is about, as text: organization and challenge.
    challenge: Option<(String, String)>,
    worthless_after: i64,
}

/// Which app a message wakes, and for which challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wakes {
    /// The organization of both.
    pub organization: OrganizationId,
    /// The app.
    pub app: AppId,
    /// The challenge that waits for its answer.
    pub challenge: ChallengeId,
}

impl Wakes {
    /// What it is about: a later message of the same takes the place of this one.
    pub(crate) fn topic(&self) -> Option<Topic> {
        Topic::parse(&self.challenge.to_string()).ok()
    }
}

impl Push {
    /// One that is worth delivering until then.
    pub fn new(to: AppId, worthless_after: Timestamp) -> Self {
        Self { app: to.to_string(), challenge: None, worthless_after: worthless_after.micros() }
    }

    /// The same for this challenge.
    #[must_use]
    pub fn for_challenge(self, organization: OrganizationId, challenge: ChallengeId) -> Self {
        Self { challenge: Some((organization.to_string(), challenge.to_string())), ..self }
    }

    /// What it wakes, and what for; none: a stored message was not one of this version.
    pub fn wakes(&self) -> Option<Wakes> {
        let (organization, challenge) = self.challenge.as_ref()?;
        Some(Wakes {
            organization: organization.parse().ok()?,
            app: self.app.parse().ok()?,
            challenge: challenge.parse().ok()?,
        })
    }

    /// Until when it is worth delivering.
    pub fn worthless_after(&self) -> Timestamp {
        Timestamp::from_micros(self.worthless_after)
    }
}
