//! What carries messages: one file each.

mod handset;
mod letter;
mod mailbox;
mod maildir;
mod push;
mod smtp;
mod text_folder;

use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;

pub use handset::{Concluded, Handset, RunningCall};
pub use letter::{Sender, SenderError};
pub use mailbox::Mailbox;
pub use maildir::{Maildir, MaildirError};
pub use push::{Asked, Subscriptions, Wake, WebPush};
pub use smtp::{Security, Smtp, SmtpError, SmtpServer};
pub use text_folder::{TextFolder, TextFolderError};
use world::{MessageId, Span, Timestamp};

use crate::{Channel, Message};

/// What a carrier says of a message that has arrived.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Delivered {
    /// It was carried now.
    Now,
    /// It had been carried before, and was not carried again.
    Before,
    /// There is nobody any more to carry it to.
    Nowhere,
}

/// Why a message was not carried.
#[derive(Debug, thiserror::Error)]
pub enum CarrierError {
    /// The carrier will not take this message.
    #[error("the carrier refused a message")]
    Refused(#[source] Box<dyn Error + Send + Sync>),
    /// This server has no carrier for the channel.
    #[error("there is no carrier for the channel {0:?}")]
    NoWay(Channel),
    /// The carrier cannot be reached now.
    #[error("the carrier cannot be reached")]
    Unreachable(#[source] Box<dyn Error + Send + Sync>),
    /// The carrier asks not to be tried again for so long.
    #[error("the carrier asks to wait")]
    Busy(Span, #[source] Box<dyn Error + Send + Sync>),
}

/// The end of one delivery, when it comes.
pub type Carried<'a> = Pin<Box<dyn Future<Output = Result<Delivered, CarrierError>> + Send + 'a>>;

/// What a carrier answers to a message that is not for its channel.
fn no_way<'a>(message: &Message) -> Carried<'a> {
    Box::pin(std::future::ready(Err(CarrierError::NoWay(message.channel()))))
}

/// Puts something into a folder, on a thread of its own: pages do not wait for a slow disk.
fn on_disk<'a>(puts: impl FnOnce() -> Result<Delivered, CarrierError> + Send + 'static) -> Carried<'a> {
    Box::pin(async move {
        let put = tokio::task::spawn_blocking(puts).await;
        put.unwrap_or_else(|error| Err(CarrierError::Unreachable(error.into())))
    })
}

/// A way to a person.
pub trait Carrier: Send + Sync {
    /// Carries a message. A carrier that is given the same id again must not bring the message twice.
    fn carry<'a>(&'a self, id: MessageId, message: &'a Message, now: Timestamp) -> Carried<'a>;
}

/// What carries each channel.
#[derive(Clone)]
pub struct Carriers {
    /// Mail.
    pub mail: Arc<dyn Carrier>,
    /// Text messages, if this server can send any.
    pub text: Option<Arc<dyn Carrier>>,
    /// Phone calls, if this server can place any.
    pub call: Option<Arc<dyn Carrier>>,
    /// Push messages; without it paired apps hear of requests only while they are open.
    pub push: Option<Arc<dyn Carrier>>,
}

impl Carriers {
    /// Mail only.
    pub fn mail_only(mail: Arc<dyn Carrier>) -> Self {
        Self { mail, text: None, call: None, push: None }
    }

    /// The channels that have a carrier.
    pub fn channels(&self) -> Vec<Channel> {
        let others = [(Channel::Text, &self.text), (Channel::Call, &self.call), (Channel::Push, &self.push)];
        let there = others
            .map(|(channel, carrier)| (channel, carrier.is_some()))
            .into_iter()
            .filter(|(_, there)| *there)
            .map(|(channel, _)| channel);
        std::iter::once(Channel::Mail).chain(there).collect()
    }
}

impl std::fmt::Debug for Carriers {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.channels()).finish()
    }
}

impl Carrier for Carriers {
    fn carry<'a>(&'a self, id: MessageId, message: &'a Message, now: Timestamp) -> Carried<'a> {
        let channel = message.channel();
        let carrier = match channel {
            Channel::Mail => Some(&self.mail),
            Channel::Text => self.text.as_ref(),
            Channel::Call => self.call.as_ref(),
            Channel::Push => self.push.as_ref(),
        };
        match carrier {
            Some(carrier) => carrier.carry(id, message, now),
            None => no_way(message),
        }
    }
}
