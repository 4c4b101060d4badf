//! Telephones in memory: the demo's phones. Texts arrive on them, and calls ring until somebody, a person or a script, does something.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use call_dialogue::{Dialogue, Effect, Event, Outcome, Prompt};
use world::{ChallengeId, MessageId, OrganizationId, Timestamp};

use super::{Carried, Carrier, CarrierError, Delivered};
use crate::{Call, Message, Text};

/// So many texts and calls are kept; the oldest go first.
const MOST: usize = 500;
/// So many pressed keys are shown.
const MOST_PRESSED: usize = 32;
/// How fast a prompt is spoken, in characters a second.
const SPEAKS: u64 = 15;

/// What a call has come to, for the challenge that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Concluded {
    /// The organization of the challenge.
    pub organization: OrganizationId,
    /// The challenge.
    pub challenge: ChallengeId,
    /// The outcome.
    pub outcome: Outcome,
}

impl Concluded {
    /// Whether the person said that they had not asked for the call.
    pub fn is_report(&self) -> bool {
        self.outcome == Outcome::Reported
    }
}

/// A call as a phone shows it.
#[derive(Clone, Debug)]
pub struct RunningCall {
    /// Its id.
    pub id: MessageId,
    /// When it was placed.
    pub placed_at: Timestamp,
    /// The call.
    pub call: Call,
    /// What is or was spoken last.
    pub prompt: Option<Prompt>,
    /// How many prompts were spoken, so that the same one twice is seen to be two.
    pub said: u32,
    /// The keys that were pressed since then.
    pub pressed: String,
    /// What it has come to, if it has.
    pub outcome: Option<Outcome>,
    /// How it stands.
    pub dialogue: Dialogue,
    prompt_ends: Option<Timestamp>,
}

impl RunningCall {
    fn since(&self, now: Timestamp) -> Duration {
        Duration::from_micros(u64::try_from((now - self.placed_at).micros()).unwrap_or_default())
    }

    fn on(&mut self, event: Event, now: Timestamp) -> Option<Concluded> {
        let mut concluded = None;
        if let Event::Key(key) = event
            && self.pressed.len() < MOST_PRESSED
        {
            self.pressed.push(key);
        }
        for effect in self.dialogue.on(event, self.since(now)) {
            match effect {
                Effect::Say(prompt) => {
                    let letters = u64::try_from(self.call.says(prompt).chars().count()).unwrap_or_default();
                    let takes = i64::try_from(letters * 1_000_000 / SPEAKS).unwrap_or(i64::MAX);
                    self.prompt = Some(prompt);
                    self.said += 1;
                    self.pressed.clear();
                    self.prompt_ends = Some(Timestamp::from_micros(now.micros().saturating_add(takes)));
                }
                Effect::Conclude(outcome) => {
                    self.outcome = Some(outcome);
                    concluded = self.call.challenge().map(|(organization, challenge)| Concluded {
                        organization,
                        challenge,
                        outcome,
                    });
                }
                Effect::HangUp => self.prompt_ends = None,
            }
        }
        concluded
    }

    fn tick(&mut self, now: Timestamp) -> Option<Concluded> {
        if self.prompt_ends.is_some_and(|ends| now >= ends) {
            self.prompt_ends = None;
            return self.on(Event::PromptEnded, now);
        }
        self.on(Event::Tick, now)
    }
}

#[derive(Debug, Default)]
struct Lines {
    texts: VecDeque<(MessageId, Timestamp, Text)>,
    calls: VecDeque<RunningCall>,
}

/// The phones of everyone in the demo. Cloning gives another handle.
#[derive(Clone, Debug, Default)]
pub struct Handset(Arc<Mutex<Lines>>);

impl Handset {
    fn lines(&self) -> MutexGuard<'_, Lines> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The texts that arrived, newest first.
    pub fn texts(&self) -> Vec<(MessageId, Timestamp, Text)> {
        self.lines().texts.iter().rev().cloned().collect()
    }

    /// The calls that were placed, newest first.
    pub fn calls(&self) -> Vec<RunningCall> {
        self.lines().calls.iter().rev().cloned().collect()
    }

    /// The calls to these numbers, newest first.
    pub fn calls_to(&self, wanted: impl Fn(&str) -> bool) -> Vec<RunningCall> {
        self.lines().calls.iter().rev().filter(|call| wanted(call.call.to())).cloned().collect()
    }

    /// One call.
    pub fn call(&self, id: MessageId) -> Option<RunningCall> {
        self.lines().calls.iter().find(|call| call.id == id).cloned()
    }

    /// Somebody does something with a call. None if there is no such call; else what it has come to by that, if it has.
    pub fn on(&self, id: MessageId, event: Event, now: Timestamp) -> Option<Option<Concluded>> {
        let mut lines = self.lines();
        let call = lines.calls.iter_mut().find(|call| call.id == id)?;
        Some(call.on(event, now))
    }

    /// Lets time go by on all calls. Returns what calls have come to by that.
    pub fn tick(&self, now: Timestamp) -> Vec<Concluded> {
        let mut lines = self.lines();
        lines
            .calls
            .iter_mut()
            .filter(|call| !call.dialogue.is_over())
            .filter_map(|call| call.tick(now))
            .collect()
    }

    fn take_text(&self, id: MessageId, text: &Text, now: Timestamp) -> Delivered {
        let mut lines = self.lines();
        if lines.texts.iter().any(|(known, ..)| *known == id) {
            return Delivered::Before;
        }
        lines.texts.push_back((id, now, text.clone()));
        if lines.texts.len() > MOST {
            lines.texts.pop_front();
        }
        Delivered::Now
    }

    fn take_call(&self, id: MessageId, call: &Call, now: Timestamp) -> Delivered {
        let mut lines = self.lines();
        if lines.calls.iter().any(|known| known.id == id) {
            return Delivered::Before;
        }
        lines.calls.push_back(RunningCall {
            id,
            placed_at: now,
            call: call.clone(),
            prompt: None,
            said: 0,
            pressed: String::new(),
            outcome: None,
            dialogue: Dialogue::new(call.plan()),
            prompt_ends: None,
        });
        if lines.calls.len() > MOST {
            lines.calls.pop_front();
        }
        Delivered::Now
    }
}

impl Carrier for Handset {
    fn carry<'a>(&'a self, id: MessageId, message: &'a Message, now: Timestamp) -> Carried<'a> {
        let carried = match message {
            Message::Text(text) => Ok(self.take_text(id, text, now)),
            Message::Call(call) => Ok(self.take_call(id, call, now)),
            Message::Mail(_) | Message::Push(_) => Err(CarrierError::NoWay(message.channel())),
        };
        Box::pin(std::future::ready(carried))
    }
}

#[cfg(test)]
mod tests {
    use call_dialogue::{Aim, Plan};
    use world::phone::PhoneNumber;
    use world::{Id, Language, Span};

    use super::*;

    const NOW: Timestamp = Timestamp::EPOCH;

    fn ringing() -> (Handset, MessageId) {
        let number = PhoneNumber::parse("+31612345678", None).unwrap();
        let plan = Plan { aim: Aim::Approval, extension: false, reporting: true };
        let spoken = vec![(Prompt::Greeting, "a".repeat(150)), (Prompt::Approved, "b".repeat(15))];
        let call = Call::new(&number, plan, (Language::DUTCH, spoken), NOW + Span::minutes(2))
            .for_challenge(OrganizationId::from_array([1; 16]), ChallengeId::from_array([2; 16]));
        let (handset, id) = (Handset::default(), MessageId::from_array([3; 16]));
        assert_eq!(handset.take_call(id, &call, NOW), Delivered::Now);
        assert_eq!(handset.take_call(id, &call, NOW), Delivered::Before);
        (handset, id)
    }

    #[test]
    fn a_call_is_answered_approved_and_ends_by_itself() {
        let (handset, id) = ringing();
        let after = |seconds| NOW + Span::seconds(seconds);
        assert_eq!(handset.on(id, Event::Answered, after(2)), Some(None));
        let concluded = handset.on(id, Event::Key('#'), after(4)).flatten().unwrap();
        assert_eq!(concluded.outcome, Outcome::Approved);
        assert_eq!(concluded.challenge, ChallengeId::from_array([2; 16]));
        assert_eq!(handset.tick(after(6)), []);
        assert!(handset.calls()[0].dialogue.is_over());
        assert_eq!(handset.calls_to(|to| to == "+31612345678").len(), 1);
        assert!(handset.calls_to(|to| to == "+31612345679").is_empty());
    }

    #[test]
    fn a_call_that_nobody_answers_ends_after_its_ringing() {
        let (handset, _) = ringing();
        assert_eq!(handset.tick(NOW + Span::seconds(29)), []);
        let ended = handset.tick(NOW + Span::seconds(30));
        assert_eq!(ended.iter().map(|ended| ended.outcome).collect::<Vec<_>>(), [Outcome::NoAnswer]);
        assert_eq!(handset.tick(NOW + Span::seconds(31)), []);
    }

    #[test]
    fn the_wait_for_a_key_begins_when_the_prompt_ends() {
        let (handset, id) = ringing();
        handset.on(id, Event::Answered, NOW);
        // The greeting takes ten seconds to speak.
        assert_eq!(handset.tick(NOW + Span::seconds(10)), []);
        assert_eq!(handset.tick(NOW + Span::seconds(29)), []);
        let ended = handset.tick(NOW + Span::seconds(30));
        assert_eq!(ended[0].outcome, Outcome::NoKey);
    }
}
