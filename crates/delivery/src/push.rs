//! A message that wakes a device, before any carrier has seen it.

use serde::{Deserialize, Serialize};
pub use web_push::Topic;
use world::{OrganizationId, Timestamp};

/// A message to one device. Where it goes is asked when it is carried, so that it is the device's subscription of that moment.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Push {
    organization: String,
    device: String,
    content: String,
    topic: String,
    worthless_after: i64,
}

impl Push {
    /// A message to a device, by its id, that is worth delivering until then. `content` is what the device is to read, signed
    /// already; it is encrypted on its way. A later message of the same topic takes the place of this one.
    pub fn new(
        (organization, device): (OrganizationId, String),
        content: String,
        topic: Topic,
        worthless_after: Timestamp,
    ) -> Self {
        Self {
            organization: organization.to_string(),
            device,
            content,
            topic: topic.to_string(),
            worthless_after: worthless_after.micros(),
        }
    }

    /// Whose organization it is of; none: a stored message was not one of this version.
    pub fn organization(&self) -> Option<OrganizationId> {
        self.organization.parse().ok()
    }

    /// The device's id.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// What the device is to read.
    pub fn content(&self) -> &str {
        &self.content
    }

    /// What it is about.
    pub fn topic(&self) -> Option<Topic> {
        Topic::parse(&self.topic).ok()
    }

    /// Until when it is worth delivering.
    pub fn worthless_after(&self) -> Timestamp {
        Timestamp::from_micros(self.worthless_after)
    }
}

impl std::fmt::Debug for Push {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Push(…)")
    }
}
