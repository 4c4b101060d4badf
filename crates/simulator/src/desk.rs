//! Whose phones there are, and what somebody can do with a call.

use std::collections::BTreeSet;
use std::sync::Arc;

use call_dialogue::Event;
use delivery::{Carrier, Carriers, Concluded, Handset, Mail, Mailbox, RunningCall, Text};
use otp::Secret;
use tokio::sync::mpsc;
use world::phone::PhoneNumber;
use world::{MessageId, Timestamp};

use crate::PushService;

/// So many keys are pressed at once.
const MOST_KEYS: usize = 32;

/// A phone: of a sample account, or of whoever has a number to which something was sent.
#[derive(Clone, Debug)]
pub struct Phone {
    /// Whose it is; the number where nobody knows.
    pub user_name: String,
    /// The person's name; the number where nobody knows.
    pub owner: String,
    /// The numbers under which it is reached.
    pub numbers: Vec<PhoneNumber>,
    /// The apps on it: a name and a secret each.
    pub apps: Vec<(String, Secret)>,
    /// The recovery codes on the paper beside it.
    pub codes: Vec<String>,
}

impl Phone {
    fn of_stranger(number: &str) -> Option<Self> {
        let number = PhoneNumber::kept(number).ok().filter(|parsed| parsed.e164() == number)?;
        let name = number.e164().to_owned();
        Some(Self {
            user_name: name.clone(),
            owner: name,
            numbers: vec![number],
            apps: Vec::new(),
            codes: Vec::new(),
        })
    }

    pub(crate) fn has(&self, number: &str) -> bool {
        self.numbers.iter().any(|one| one.e164() == number)
    }
}

/// What the pages of this room show.
#[derive(Clone, Debug)]
pub struct SimulatorDesk {
    /// The phones of the sample accounts.
    pub phones: Arc<Vec<Phone>>,
    /// The sample accounts: user name, and the end of the key that says what is special about it.
    pub samples: Arc<Vec<(String, &'static str)>>,
    /// The mailbox of everyone.
    pub mailbox: Mailbox,
    /// The phones, on which texts arrive and calls ring.
    pub handset: Handset,
    /// The push service of the phones' authenticators.
    pub push: PushService,
    /// The password that all of them have.
    pub password: &'static str,
}

impl SimulatorDesk {
    /// What carries the demo's messages.
    pub fn carriers(&self) -> Carriers {
        let phones: Arc<dyn Carrier> = Arc::new(self.handset.clone());
        Carriers {
            mail: Arc::new(self.mailbox.clone()),
            text: Some(Arc::clone(&phones)),
            call: Some(phones),
            push: None,
        }
    }

    /// With a line on which the outcomes of calls are told.
    pub fn with_line(self) -> (Room, mpsc::Receiver<Concluded>) {
        let (line, concluded) = mpsc::channel(64);
        (Room { desk: self, line }, concluded)
    }

    /// The phone of this user name or number.
    pub(crate) fn phone(&self, name: &str) -> Option<Phone> {
        let known = self.phones.iter().find(|phone| phone.user_name == name || phone.has(name));
        known.cloned().or_else(|| Phone::of_stranger(name))
    }

    /// The phones of numbers that are no sample account's and were sent something.
    pub(crate) fn strangers(&self) -> Vec<Phone> {
        let texts = self.handset.texts().into_iter().map(|(_, _, text)| text.to().to_owned());
        let calls = self.handset.calls().into_iter().map(|call| call.call.to().to_owned());
        let numbers: BTreeSet<_> = texts.chain(calls).collect();
        let nobodys = numbers.iter().filter(|number| !self.phones.iter().any(|phone| phone.has(number)));
        nobodys.filter_map(|number| Phone::of_stranger(number)).collect()
    }

    pub(crate) fn texts_to(&self, phone: &Phone) -> Vec<(MessageId, Timestamp, Text)> {
        self.handset.texts().into_iter().filter(|(_, _, text)| phone.has(text.to())).collect()
    }

    pub(crate) fn calls_to(&self, phone: &Phone) -> Vec<RunningCall> {
        self.handset.calls_to(|to| phone.has(to))
    }

    pub(crate) fn mails_to(&self, phone: &Phone) -> Vec<(MessageId, Timestamp, Mail)> {
        self.mailbox.all().into_iter().filter(|(_, _, mail)| mail.to() == phone.user_name).collect()
    }
}

/// The desk, with the line on which the outcomes of calls are told.
#[derive(Clone, Debug)]
pub struct Room {
    pub(crate) desk: SimulatorDesk,
    line: mpsc::Sender<Concluded>,
}

impl Room {
    /// Somebody does something with a call. None if there is no such call.
    pub(crate) async fn act(&self, id: MessageId, action: &Action, now: Timestamp) -> Option<RunningCall> {
        for event in action.events() {
            if let Some(concluded) = self.desk.handset.on(id, event, now)? {
                // Nobody listens any more only when the server stops.
                let _ = self.line.send(concluded).await;
            }
        }
        self.desk.handset.call(id)
    }
}

/// What somebody can do with a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Action {
    Answer,
    Decline,
    Press(String),
    HangUp,
    Busy,
    Voicemail,
}

impl Action {
    /// Reads what a form or a script asks for; an error says what is wrong with it.
    pub(crate) fn parse(what: &str, keys: &str) -> Result<Self, &'static str> {
        let keys_are_keys = keys.chars().all(|key| key.is_ascii_digit() || key == '*' || key == '#');
        match what {
            "press" if (1..=MOST_KEYS).contains(&keys.len()) && keys_are_keys => {
                Ok(Self::Press(keys.to_owned()))
            }
            "press" => Err("keys: 1 to 32 of 0-9, * and #"),
            "answer" => Ok(Self::Answer),
            "decline" => Ok(Self::Decline),
            "hang_up" => Ok(Self::HangUp),
            "busy" => Ok(Self::Busy),
            "voicemail" => Ok(Self::Voicemail),
            _ => Err("do: answer, decline, press, hang_up, busy or voicemail"),
        }
    }

    fn events(&self) -> Vec<Event> {
        match self {
            Self::Answer => vec![Event::Answered],
            Self::Decline => vec![Event::Declined],
            Self::Press(keys) => keys.chars().map(Event::Key).collect(),
            Self::HangUp => vec![Event::HungUp],
            Self::Busy => vec![Event::Busy],
            Self::Voicemail => vec![Event::Voicemail],
        }
    }
}

#[cfg(test)]
mod tests {
    use call_dialogue::{Aim, Outcome, Plan, Prompt};
    use delivery::{Call, Message};
    use world::{ChallengeId, Id, Language, OrganizationId, Span};

    use super::*;

    const NOW: Timestamp = Timestamp::EPOCH;

    fn id() -> MessageId {
        MessageId::from_array([3; 16])
    }

    fn number(text: &str) -> PhoneNumber {
        PhoneNumber::parse(text, None).unwrap()
    }

    fn desk() -> SimulatorDesk {
        let anna = Phone {
            user_name: "anna@demo.example".to_owned(),
            owner: "Anna Bos".to_owned(),
            numbers: vec![number("+31611111101")],
            apps: Vec::new(),
            codes: Vec::new(),
        };
        SimulatorDesk {
            phones: Arc::new(vec![anna]),
            samples: Arc::default(),
            mailbox: Mailbox::default(),
            handset: Handset::default(),
            push: PushService::default(),
            password: "",
        }
    }

    fn rings(desk: &SimulatorDesk, to: &str, id: MessageId) {
        let plan = Plan { aim: Aim::Approval, extension: false, reporting: true };
        let spoken = vec![(Prompt::Greeting, "hello".to_owned()), (Prompt::Confirm, "really?".to_owned())];
        let call = Call::new(&number(to), plan, (Language::ENGLISH, spoken), NOW + Span::minutes(2))
            .for_challenge(OrganizationId::from_array([1; 16]), ChallengeId::from_array([2; 16]));
        let message = Message::Call(call);
        let carried = desk.handset.carry(id, &message, NOW);
        tokio::runtime::Builder::new_current_thread().build().unwrap().block_on(carried).unwrap();
    }

    fn acts(room: &Room, what: &str, keys: &str) -> Option<RunningCall> {
        let action = Action::parse(what, keys).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(room.act(id(), &action, NOW))
    }

    #[test]
    fn keys_that_are_pressed_at_once_count_one_after_the_other_and_the_outcome_is_told_once() {
        let desk = desk();
        rings(&desk, "+31611111101", id());
        let (room, mut line) = desk.with_line();
        assert_eq!(acts(&room, "answer", "").unwrap().prompt, Some(Prompt::Greeting));
        assert_eq!(acts(&room, "press", "0").unwrap().pressed, "0");
        assert_eq!(acts(&room, "press", "#").unwrap().prompt, Some(Prompt::Confirm));
        assert_eq!(line.try_recv().ok(), None);
        assert_eq!(acts(&room, "press", "1#").unwrap().outcome, Some(Outcome::Reported));
        assert_eq!(line.try_recv().unwrap().outcome, Outcome::Reported);
        acts(&room, "hang_up", "");
        assert_eq!(line.try_recv().ok(), None);
    }

    #[test]
    fn a_call_that_does_not_ring_is_nobodys() {
        let (room, _line) = desk().with_line();
        assert!(acts(&room, "answer", "").is_none());
    }

    #[test]
    fn only_keys_are_pressed_and_only_what_there_is_is_done() {
        let many = "1".repeat(33);
        for (what, keys) in [("press", ""), ("press", "12a"), ("press", &many), ("", ""), ("shout", "")] {
            assert!(Action::parse(what, keys).is_err(), "{what} {keys}");
        }
        assert_eq!(Action::parse("press", "0#"), Ok(Action::Press("0#".to_owned())));
    }

    #[test]
    fn a_number_that_is_nobodys_has_a_phone_of_its_own_as_soon_as_something_is_sent_to_it() {
        let desk = desk();
        assert!(desk.strangers().is_empty());
        rings(&desk, "+31611111101", id());
        rings(&desk, "+31612345678", MessageId::from_array([4; 16]));
        let strangers: Vec<_> = desk.strangers().into_iter().map(|phone| phone.owner).collect();
        assert_eq!(strangers, ["+31612345678"]);
        assert_eq!(desk.phone("+31611111101").unwrap().owner, "Anna Bos");
        assert_eq!(desk.calls_to(&desk.phone("anna@demo.example").unwrap()).len(), 1);
        for nobody in ["", "bob@demo.example", "31612345678", "+3161234567x", "../etc"] {
            assert!(desk.phone(nobody).is_none(), "{nobody}");
        }
    }
}
