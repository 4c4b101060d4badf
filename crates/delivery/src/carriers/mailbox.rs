//! A mailbox in memory, which the demo shows beside its phones.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use world::{MessageId, Timestamp};

use super::{Carried, Carrier, CarrierError, Delivered};
use crate::{Mail, Message};

/// So many mails are kept; the oldest go first.
const MOST: usize = 500;

/// One mail that arrived.
type Arrived = (MessageId, Timestamp, Mail);

/// The mailbox of everyone in the demo. Cloning gives another handle.
#[derive(Clone, Debug, Default)]
pub struct Mailbox(Arc<Mutex<VecDeque<Arrived>>>);

impl Mailbox {
    /// What arrived, newest first.
    pub fn all(&self) -> Vec<(MessageId, Timestamp, Mail)> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().rev().cloned().collect()
    }
}

impl Carrier for Mailbox {
    fn carry<'a>(&'a self, id: MessageId, message: &'a Message, now: Timestamp) -> Carried<'a> {
        let Message::Mail(mail) = message else {
            return Box::pin(std::future::ready(Err(CarrierError::NoWay(message.channel()))));
        };
        let mut mails = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let delivered = if mails.iter().any(|(known, ..)| *known == id) {
            Delivered::Before
        } else {
            mails.push_back((id, now, mail.clone()));
            if mails.len() > MOST {
                mails.pop_front();
            }
            Delivered::Now
        };
        Box::pin(std::future::ready(Ok(delivered)))
    }
}
