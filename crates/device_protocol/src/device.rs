//! What a device says.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::bytes::{Text, there};
use crate::envelope::Endpoints;
use crate::{DeviceName, Endpoint, ErrorWord, Id, Millis, Number, PublicKey, Sequence, Server, Ticket};

/// A message of a device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FromDevice {
    /// A device that is new asks to be paired.
    Pair(Pair),
    /// A device that is paired wishes something.
    Message(Sender, Wish),
}

/// A device that asks to be paired. It is signed with the key that it names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// Which server it is for.
    pub server: Server,
    /// The ticket that the server showed.
    pub ticket: Ticket,
    /// The device's key.
    pub key: PublicKey,
    /// What the person may recognize it by.
    pub name: DeviceName,
    /// Where it can be woken.
    #[serde(deserialize_with = "there")]
    pub subscription: Option<Subscription>,
    /// The device's clock.
    pub time: Millis,
}

/// Who a message is from, and when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    /// Which server it is for.
    pub server: Server,
    /// The account that the device is paired with.
    pub account: Id,
    /// The device.
    pub device: Id,
    /// Above that of every earlier message of this device.
    pub sequence: Sequence,
    /// The device's clock.
    pub time: Millis,
}

/// What a paired device wishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wish {
    /// To know what waits for an answer.
    List,
    /// To answer a request.
    Answer {
        /// Which one.
        challenge: Id,
        /// What the person decided.
        decision: Decision,
    },
    /// To be woken there from now on, or nowhere.
    Subscribe {
        /// Where.
        subscription: Option<Subscription>,
        /// What became of the question for notifications.
        notifications: Notifications,
    },
    /// To hear when there is something new.
    Watch,
    /// To be forgotten.
    Leave,
}

impl Wish {
    /// Its kind, which is the last part of its address too.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Answer { .. } => "answer",
            Self::Subscribe { .. } => "subscribe",
            Self::Watch => "watch",
            Self::Leave => "leave",
        }
    }
}

/// What a person decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// To approve, with the number as typed.
    Approve(Number),
    /// Not to go on with what they asked for themselves.
    Refuse,
    /// That they did not ask.
    Report,
}

/// What became of the question whether the device may show notifications.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notifications {
    /// It may.
    Granted,
    /// The person forbade it.
    Blocked,
    /// It cannot.
    Unsupported,
    /// The person was not asked yet.
    Later,
}

impl Notifications {
    /// As sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Granted => "granted",
            Self::Blocked => "blocked",
            Self::Unsupported => "unsupported",
            Self::Later => "later",
        }
    }
}

/// Where and under which keys a device is woken (RFC 8291).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Subscription {
    /// Where the push service takes messages.
    pub endpoint: Endpoint,
    /// The key that they are encrypted for.
    pub p256dh: PublicKey,
    /// What the push service must not know.
    auth: Text<16>,
}

impl Subscription {
    /// A subscription. `auth` is the authentication secret (RFC 8291 §3.2).
    pub fn new(endpoint: Endpoint, p256dh: PublicKey, auth: [u8; 16]) -> Self {
        Self { endpoint, p256dh, auth: Text(auth) }
    }

    /// The authentication secret.
    pub fn auth(&self) -> &[u8; 16] {
        &self.auth.0
    }
}

impl fmt::Debug for Subscription {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Subscription(…)")
    }
}

impl FromDevice {
    /// Which server it is for.
    pub fn server(&self) -> &Server {
        match self {
            Self::Pair(pair) => &pair.server,
            Self::Message(sender, _) => &sender.server,
        }
    }

    /// The device's clock.
    pub fn time(&self) -> Millis {
        match self {
            Self::Pair(pair) => pair.time,
            Self::Message(sender, _) => sender.time,
        }
    }

    /// Its kind, which is the last part of its address too.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Pair(_) => "pair",
            Self::Message(_, wish) => wish.kind(),
        }
    }

    fn subscription(&self) -> Option<&Subscription> {
        match self {
            Self::Pair(pair) => pair.subscription.as_ref(),
            Self::Message(_, Wish::Subscribe { subscription, .. }) => subscription.as_ref(),
            Self::Message(..) => None,
        }
    }

    /// The message as it is signed.
    pub fn to_json(&self) -> String {
        serde_json::to_string(&Wire::from(self.clone())).unwrap_or_default()
    }

    /// Reads a message that is not longer than an envelope.
    pub(crate) fn read(bytes: &[u8], endpoints: Endpoints) -> Result<Self, ErrorWord> {
        let wire: Wire = serde_json::from_slice(bytes).map_err(|_| ErrorWord::Unreadable)?;
        let message = Self::try_from(wire)?;
        let secure = message.subscription().is_none_or(|subscription| subscription.endpoint.is_secure());
        let may = secure || endpoints == Endpoints::AlsoHttp;
        may.then_some(message).ok_or(ErrorWord::Unreadable)
    }
}

/// The form of a message: the fields of each kind, all of them there and no others.
#[derive(Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum Wire {
    Pair(Pair),
    List(Plain),
    Answer(Answer),
    Subscribe(Subscribe),
    Watch(Plain),
    Leave(Plain),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plain {
    server: Server,
    account: Id,
    device: Id,
    sequence: Sequence,
    time: Millis,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Answer {
    server: Server,
    account: Id,
    device: Id,
    sequence: Sequence,
    time: Millis,
    challenge: Id,
    decision: Word,
    number: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Subscribe {
    server: Server,
    account: Id,
    device: Id,
    sequence: Sequence,
    time: Millis,
    #[serde(deserialize_with = "there")]
    subscription: Option<Subscription>,
    notifications: Notifications,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Word {
    Approve,
    Refuse,
    Report,
}

impl From<Sender> for Plain {
    fn from(Sender { server, account, device, sequence, time }: Sender) -> Self {
        Self { server, account, device, sequence, time }
    }
}

impl From<Plain> for Sender {
    fn from(Plain { server, account, device, sequence, time }: Plain) -> Self {
        Self { server, account, device, sequence, time }
    }
}

impl From<FromDevice> for Wire {
    fn from(message: FromDevice) -> Self {
        let (sender, wish) = match message {
            FromDevice::Pair(pair) => return Self::Pair(pair),
            FromDevice::Message(sender, wish) => (sender, wish),
        };
        match wish {
            Wish::List => Self::List(sender.into()),
            Wish::Watch => Self::Watch(sender.into()),
            Wish::Leave => Self::Leave(sender.into()),
            Wish::Answer { challenge, decision } => {
                let Sender { server, account, device, sequence, time } = sender;
                let (decision, number) = match decision {
                    Decision::Approve(number) => (Word::Approve, number.as_str().to_owned()),
                    Decision::Refuse => (Word::Refuse, String::new()),
                    Decision::Report => (Word::Report, String::new()),
                };
                Self::Answer(Answer { server, account, device, sequence, time, challenge, decision, number })
            }
            Wish::Subscribe { subscription, notifications } => {
                let Sender { server, account, device, sequence, time } = sender;
                Self::Subscribe(Subscribe {
                    server,
                    account,
                    device,
                    sequence,
                    time,
                    subscription,
                    notifications,
                })
            }
        }
    }
}

impl TryFrom<Wire> for FromDevice {
    type Error = ErrorWord;
    fn try_from(wire: Wire) -> Result<Self, ErrorWord> {
        Ok(match wire {
            Wire::Pair(pair) => Self::Pair(pair),
            Wire::List(plain) => Self::Message(plain.into(), Wish::List),
            Wire::Watch(plain) => Self::Message(plain.into(), Wish::Watch),
            Wire::Leave(plain) => Self::Message(plain.into(), Wish::Leave),
            Wire::Answer(Answer { server, account, device, sequence, time, challenge, decision, number }) => {
                let decision = match (decision, number.as_str()) {
                    (Word::Approve, number) => {
                        Decision::Approve(Number::parse(number).map_err(|_| ErrorWord::Unreadable)?)
                    }
                    (Word::Refuse, "") => Decision::Refuse,
                    (Word::Report, "") => Decision::Report,
                    (Word::Refuse | Word::Report, _) => return Err(ErrorWord::Unreadable),
                };
                let sender = Sender { server, account, device, sequence, time };
                Self::Message(sender, Wish::Answer { challenge, decision })
            }
            Wire::Subscribe(Subscribe {
                server,
                account,
                device,
                sequence,
                time,
                subscription,
                notifications,
            }) => {
                let sender = Sender { server, account, device, sequence, time };
                Self::Message(sender, Wish::Subscribe { subscription, notifications })
            }
        })
    }
}
