//! What a server says. A device passes over fields that it does not know.

use serde::{Deserialize, Serialize};

use crate::{ErrorWord, Id, Millis, PublicKey, Sequence, Server};

/// A message of a server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum FromServer {
    /// The device is paired, but for the test.
    Paired(Paired),
    /// What waits for an answer.
    Requests(Requests),
    /// What came of an answer.
    Outcome(OutcomeOf),
    /// The device is forgotten.
    Left(Left),
    /// A request, pushed to a device that sleeps.
    Request(Push),
}

impl FromServer {
    /// The message as it is signed.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ErrorWord> {
        serde_json::from_slice(bytes).map_err(|_| ErrorWord::Unreadable)
    }
}

/// The answer to a pairing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paired {
    /// The server that it comes from.
    pub server: Server,
    /// The device's id from now on.
    pub device: Id,
    /// The account that it is paired with.
    pub account: Id,
    /// The account's user name.
    pub user_name: String,
    /// The person's name.
    pub display_name: String,
    /// The organization's name.
    pub organization: String,
    /// The organization's colour, as `1f5fbf`.
    pub accent: String,
    /// The server's key.
    pub key: PublicKey,
    /// The key of the server for Web Push (RFC 8292).
    pub push_key: PublicKey,
    /// The server's clock.
    pub time: Millis,
}

/// What every answer to a paired device begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The server that it comes from.
    pub server: Server,
    /// The device that it is for.
    pub device: Id,
    /// That of the message that it answers.
    pub sequence: Sequence,
    /// The server's clock.
    pub time: Millis,
}

/// What waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requests {
    /// To whom and when.
    #[serde(flatten)]
    pub head: Head,
    /// Whether the device can be woken.
    pub subscription: Subscribed,
    /// What waits.
    pub requests: Vec<Request>,
}

/// Whether the device can be woken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subscribed {
    /// It has not said where.
    None,
    /// It can.
    Live,
    /// The push service said that the subscription has ended.
    Gone,
}

impl Subscribed {
    /// As sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Live => "live",
            Self::Gone => "gone",
        }
    }
}

/// Something that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// Its id.
    pub challenge: Id,
    /// What it is asked for.
    pub purpose: Purpose,
    /// The organization's name.
    pub organization: String,
    /// The application; empty: the organization's own pages.
    pub application: String,
    /// The address that it was asked from.
    pub address: String,
    /// Where that is, if it is known.
    pub place: Option<String>,
    /// The browser, as `Firefox`.
    pub browser: String,
    /// What the browser runs on, as `Windows`.
    pub system: String,
    /// Whether that browser has signed in to this account before.
    pub familiar: bool,
    /// Whether it may draw attention.
    pub rings: bool,
    /// When it was asked.
    pub asked_at: Millis,
    /// When it ends.
    pub ends_at: Millis,
}

/// What a request is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// Signing in.
    SignIn,
    /// Something that needs a proof that is fresh.
    StepUp,
    /// Setting the password anew.
    Reset,
    /// The test that ends the pairing.
    SetUp,
}

impl Purpose {
    /// As sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::StepUp => "step_up",
            Self::Reset => "reset",
            Self::SetUp => "set_up",
        }
    }
}

/// What came of an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeOf {
    /// To whom and when.
    #[serde(flatten)]
    pub head: Head,
    /// Which request.
    pub challenge: Id,
    /// What came of it.
    pub outcome: Outcome,
}

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// It was approved with the right number.
    Approved,
    /// The number was wrong, and the request has ended.
    WrongNumber,
    /// It was refused.
    Refused,
    /// It was reported.
    Reported,
    /// It had ended, was answered before, or is not this device's.
    Over,
}

impl Outcome {
    /// As sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::WrongNumber => "wrong_number",
            Self::Refused => "refused",
            Self::Reported => "reported",
            Self::Over => "over",
        }
    }
}

/// The device is forgotten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// To whom and when.
    #[serde(flatten)]
    pub head: Head,
}

/// A request that is pushed to a device that sleeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Push {
    /// The server that it comes from.
    pub server: Server,
    /// The device that it is for.
    pub device: Id,
    /// The request.
    pub request: Request,
}

/// What a server tells a client that does not know it yet. It is not signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The server's origin.
    pub server: Server,
    /// The organization's name.
    pub organization: String,
    /// The organization's colour, as `1f5fbf`.
    pub accent: String,
    /// The language that its pages have, if nothing else is asked for.
    pub language: String,
    /// The key of the server for Web Push (RFC 8292).
    pub push_key: PublicKey,
    /// In the demo: the address of a script that stands in for the browser's push service.
    pub demo_push: Option<String>,
    /// The server's clock.
    pub time: Millis,
}

impl About {
    /// As sent.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads an answer.
    ///
    /// # Errors
    /// `TooLarge` and `Unreadable`.
    pub fn parse(bytes: &[u8]) -> Result<Self, ErrorWord> {
        if bytes.len() > crate::LONGEST_ENVELOPE {
            return Err(ErrorWord::TooLarge);
        }
        serde_json::from_slice(bytes).map_err(|_| ErrorWord::Unreadable)
    }
}
