//! What must reach a person, whichever way it takes.

use call_dialogue::{Plan, Prompt};
use serde::{Deserialize, Serialize};
use world::phone::PhoneNumber;
use world::{ChallengeId, Language, OrganizationId, Timestamp};

use crate::{Mail, Push};

/// A way to a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Channel {
    /// Mail.
    Mail,
    /// Text messages.
    Text,
    /// Phone calls.
    Call,
    /// Push messages to paired apps.
    Push,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Mail, Self::Text, Self::Call, Self::Push];

    /// As stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Text => "text",
            Self::Call => "call",
            Self::Push => "push",
        }
    }

    /// What steps tell of that post one.
    pub(crate) const fn topic(self) -> &'static str {
        match self {
            Self::Mail => "outbox.mail",
            Self::Text => "outbox.text",
            Self::Call => "outbox.call",
            Self::Push => "outbox.push",
        }
    }
}

/// A message to one person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Message {
    /// A mail.
    Mail(Mail),
    /// A text message.
    Text(Text),
    /// A phone call.
    Call(Call),
    /// A push message to a paired app.
    Push(Push),
}

impl Message {
    /// The way it takes.
    pub fn channel(&self) -> Channel {
        match self {
            Self::Mail(_) => Channel::Mail,
            Self::Text(_) => Channel::Text,
            Self::Call(_) => Channel::Call,
            Self::Push(_) => Channel::Push,
        }
    }

    /// After this it would only confuse, and is not delivered any more; none: it is worth delivering late.
    pub fn worthless_after(&self) -> Option<Timestamp> {
        match self {
            Self::Mail(_) => None,
            Self::Text(text) => Some(Timestamp::from_micros(text.worthless_after)),
            Self::Call(call) => Some(Timestamp::from_micros(call.worthless_after)),
            Self::Push(push) => Some(push.worthless_after()),
        }
    }

    /// The number that it goes to (E.164), if it goes to one.
    pub fn number(&self) -> Option<&str> {
        match self {
            Self::Mail(_) | Self::Push(_) => None,
            Self::Text(text) => Some(&text.to),
            Self::Call(call) => Some(&call.to),
        }
    }
}

impl From<Mail> for Message {
    fn from(mail: Mail) -> Self {
        Self::Mail(mail)
    }
}

impl From<Text> for Message {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<Push> for Message {
    fn from(push: Push) -> Self {
        Self::Push(push)
    }
}

/// A text message.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    to: String,
    text: String,
    worthless_after: i64,
}

impl Text {
    /// A text message that is worth delivering until then.
    pub fn new(to: &PhoneNumber, text: String, worthless_after: Timestamp) -> Self {
        Self { to: to.e164().to_owned(), text, worthless_after: worthless_after.micros() }
    }

    /// The number (E.164).
    pub fn to(&self) -> &str {
        &self.to
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

impl std::fmt::Debug for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Text(…)")
    }
}

/// A phone call.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Call {
    to: String,
    extension: Option<String>,
    language: String,
    plan: Plan,
    spoken: Vec<(Prompt, String)>,
    /// The challenge that waits for the outcome, as text: organization and challenge.
    challenge: Option<(String, String)>,
    worthless_after: i64,
}

impl Call {
    /// A call that is worth placing until then. `spoken` is what each prompt says, in this language.
    pub fn new(
        to: &PhoneNumber,
        plan: Plan,
        (language, spoken): (Language, Vec<(Prompt, String)>),
        worthless_after: Timestamp,
    ) -> Self {
        Self {
            to: to.e164().to_owned(),
            extension: to.extension().map(str::to_owned),
            language: language.code().to_owned(),
            plan,
            spoken,
            challenge: None,
            worthless_after: worthless_after.micros(),
        }
    }

    /// The same for this challenge, which waits for its outcome.
    #[must_use]
    pub fn for_challenge(self, organization: OrganizationId, challenge: ChallengeId) -> Self {
        Self { challenge: Some((organization.to_string(), challenge.to_string())), ..self }
    }

    /// The number (E.164).
    pub fn to(&self) -> &str {
        &self.to
    }

    /// The extension that whoever answers puts the call through to.
    pub fn extension(&self) -> Option<&str> {
        self.extension.as_deref()
    }

    /// The language of the prompts, as `nl`.
    pub fn language(&self) -> &str {
        &self.language
    }

    /// How it runs.
    pub fn plan(&self) -> Plan {
        self.plan
    }

    /// What a prompt says.
    pub fn says(&self, prompt: Prompt) -> &str {
        self.spoken.iter().find(|(known, _)| *known == prompt).map_or("", |(_, text)| text)
    }

    /// The challenge that waits for the outcome.
    pub fn challenge(&self) -> Option<(OrganizationId, ChallengeId)> {
        let (organization, challenge) = self.challenge.as_ref()?;
        Some((organization.parse().ok()?, challenge.parse().ok()?))
    }
}

impl std::fmt::Debug for Call {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Call(…)")
    }
}
