//! What is said and heard in a verification call, as a machine without a telephone: a transport tells it what happens on the line,
//! and it says what to do.
//!
//! ```text
//!  Ringing ──answered──▶ [Extension ──#──▶] Greeting ──#──▶ approved
//!     │                                        │  └──0#──▶ Confirm ──1──▶ reported
//!     ├─ busy, declined, no answer             └──other──▶ Greeting again, three times at most
//!     └─ voicemail                          (a call that speaks a code:  Greeting ──#──▶ Code ──▶ spoken)
//! ```
//!
//! Keys count from the moment the call is answered, also while a prompt is still being spoken. They are read up to a `#`, so that
//! someone who leans on the keypad approves nothing.

use std::time::Duration;

use serde::{Deserialize, Serialize};

/// How long it rings.
pub const RINGS: Duration = Duration::from_secs(30);
/// How long a key is waited for after a prompt has ended.
pub const WAITS_FOR_KEY: Duration = Duration::from_secs(20);
/// How often the greeting is spoken.
pub const MOST_GREETINGS: u8 = 3;
/// More keys than this before a `#` are no answer.
const MOST_KEYS: usize = 16;

/// What a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Aim {
    /// The person approves by pressing `#`.
    Approval,
    /// The call speaks a code, which the person types on the page: for those who cannot press keys in time.
    SpokenCode,
}

/// What is asked of a call before it is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    /// What it is for.
    pub aim: Aim,
    /// Whoever answers is asked first to put the call through to an extension.
    pub extension: bool,
    /// A call that nobody asked for can be reported with `0#`.
    pub reporting: bool,
}

/// What can be spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Prompt {
    /// Asks to be put through to an extension.
    Extension,
    /// Says who calls and what to press.
    Greeting,
    /// Asks whether the call is really to be reported.
    Confirm,
    /// Says that it was reported. The call ends.
    Reported,
    /// Says that the sign-in is approved. The call ends.
    Approved,
    /// Speaks the code, twice. The call ends.
    Code,
    /// Says that nothing was approved. The call ends.
    Goodbye,
}

/// What happens on the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Somebody, or something, picked up.
    Answered,
    /// The line is busy.
    Busy,
    /// The call was declined.
    Declined,
    /// A machine answered.
    Voicemail,
    /// A key: `0` to `9`, `*` or `#`. Others are passed over.
    Key(char),
    /// The prompt was spoken to its end.
    PromptEnded,
    /// The other side hung up.
    HungUp,
    /// The line failed.
    Failed,
    /// Time went by.
    Tick,
}

/// What a transport is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Speak this, and stop what is being spoken.
    Say(Prompt),
    /// The call has come to this. It is said once, and may be before the last prompt ends.
    Conclude(Outcome),
    /// Hang up.
    HangUp,
}

/// What a call has come to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// `#` was pressed.
    Approved,
    /// The call was reported as not asked for.
    Reported,
    /// The code was spoken.
    Spoken,
    /// Nobody picked up.
    NoAnswer,
    /// The line was busy.
    Busy,
    /// The call was declined.
    Declined,
    /// A machine answered.
    Voicemail,
    /// Somebody picked up and pressed nothing that was asked for.
    NoKey,
    /// Somebody picked up and hung up.
    HungUp,
    /// The call could not be placed or broke off.
    Failed,
}

impl Outcome {
    /// Every outcome.
    pub const ALL: [Self; 10] = [
        Self::Approved,
        Self::Reported,
        Self::Spoken,
        Self::NoAnswer,
        Self::Busy,
        Self::Declined,
        Self::Voicemail,
        Self::NoKey,
        Self::HungUp,
        Self::Failed,
    ];

    /// Its name in rows and in the keys of texts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Reported => "reported",
            Self::Spoken => "spoken",
            Self::NoAnswer => "no-answer",
            Self::Busy => "busy",
            Self::Declined => "declined",
            Self::Voicemail => "voicemail",
            Self::NoKey => "no-key",
            Self::HungUp => "hung-up",
            Self::Failed => "failed",
        }
    }

    /// From its name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == name)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Ringing,
    Extension,
    Greeting,
    Confirm,
    /// The last prompt is being spoken.
    Closing,
    Over,
}

/// One call. Times are counted from the moment it was placed.
#[derive(Clone, Debug)]
pub struct Dialogue {
    plan: Plan,
    state: State,
    keys: String,
    greetings: u8,
    /// When waiting ends; none while a prompt is being spoken.
    deadline: Option<Duration>,
    concluded: bool,
}

impl Dialogue {
    /// A call that is being placed.
    pub fn new(plan: Plan) -> Self {
        Self {
            plan,
            state: State::Ringing,
            keys: String::new(),
            greetings: 0,
            deadline: Some(RINGS),
            concluded: false,
        }
    }

    /// When the machine wants to hear [`Event::Tick`]; none while a prompt is being spoken.
    pub fn deadline(&self) -> Option<Duration> {
        self.deadline
    }

    /// Whether it rings and nobody has picked up.
    pub fn is_ringing(&self) -> bool {
        self.state == State::Ringing
    }

    /// Whether the call is over.
    pub fn is_over(&self) -> bool {
        self.state == State::Over
    }

    /// Takes what happened on the line at this time, and says what to do, in this order.
    pub fn on(&mut self, event: Event, at: Duration) -> Vec<Effect> {
        match (self.state, event) {
            (State::Over, _) => Vec::new(),
            (State::Ringing, Event::Answered) => self.answered(),
            (State::Ringing, Event::Busy) => self.ends(Outcome::Busy),
            (State::Ringing, Event::Declined) => self.ends(Outcome::Declined),
            (_, Event::Voicemail) => self.ends(Outcome::Voicemail),
            (_, Event::Failed) => self.ends(Outcome::Failed),
            (State::Ringing, Event::HungUp) => self.ends(Outcome::Declined),
            (_, Event::HungUp) => self.ends(Outcome::HungUp),
            (State::Closing, Event::PromptEnded) => self.ends(Outcome::Spoken),
            (_, Event::PromptEnded) => {
                self.deadline = Some(at + WAITS_FOR_KEY);
                Vec::new()
            }
            (_, Event::Tick) if self.deadline.is_some_and(|deadline| at >= deadline) => self.too_late(),
            (State::Extension | State::Greeting | State::Confirm, Event::Key(key)) => self.key(key),
            _ => Vec::new(),
        }
    }

    fn answered(&mut self) -> Vec<Effect> {
        if self.plan.extension { self.says(State::Extension, Prompt::Extension) } else { self.greets() }
    }

    fn greets(&mut self) -> Vec<Effect> {
        if self.greetings == MOST_GREETINGS {
            return self.closes(Outcome::NoKey, Prompt::Goodbye);
        }
        self.greetings += 1;
        self.says(State::Greeting, Prompt::Greeting)
    }

    fn key(&mut self, key: char) -> Vec<Effect> {
        match key {
            // The question is a plain one, so its answer needs no `#`.
            '1' if self.state == State::Confirm && self.keys.is_empty() => {
                self.closes(Outcome::Reported, Prompt::Reported)
            }
            '#' => {
                let keys = std::mem::take(&mut self.keys);
                self.entered(&keys)
            }
            '*' => {
                self.keys.clear();
                Vec::new()
            }
            '0'..='9' => {
                if self.keys.len() < MOST_KEYS {
                    self.keys.push(key);
                }
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    fn entered(&mut self, keys: &str) -> Vec<Effect> {
        match (self.state, keys, self.plan.aim) {
            (State::Greeting, "", Aim::Approval) => self.closes(Outcome::Approved, Prompt::Approved),
            (State::Greeting, "", Aim::SpokenCode) => self.closes(Outcome::Spoken, Prompt::Code),
            (State::Greeting, "0", _) if self.plan.reporting => self.says(State::Confirm, Prompt::Confirm),
            _ => self.greets(),
        }
    }

    fn says(&mut self, state: State, prompt: Prompt) -> Vec<Effect> {
        self.state = state;
        self.keys.clear();
        self.deadline = None;
        vec![Effect::Say(prompt)]
    }

    /// Concludes now and speaks the last prompt; whoever waits for the outcome need not wait for the words.
    fn closes(&mut self, outcome: Outcome, prompt: Prompt) -> Vec<Effect> {
        let mut effects = self.concludes(outcome);
        effects.extend(self.says(State::Closing, prompt));
        effects
    }

    fn too_late(&mut self) -> Vec<Effect> {
        match self.state {
            State::Ringing => self.ends(Outcome::NoAnswer),
            _ => self.closes(Outcome::NoKey, Prompt::Goodbye),
        }
    }

    fn ends(&mut self, outcome: Outcome) -> Vec<Effect> {
        self.state = State::Over;
        self.deadline = None;
        let mut effects = self.concludes(outcome);
        effects.push(Effect::HangUp);
        effects
    }

    fn concludes(&mut self, outcome: Outcome) -> Vec<Effect> {
        let first = !std::mem::replace(&mut self.concluded, true);
        if first { vec![Effect::Conclude(outcome)] } else { Vec::new() }
    }
}

#[cfg(test)]
mod tests;
