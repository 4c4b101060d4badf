//! What was tried during an attempt, in the words that its record keeps.

use serde::{Deserialize, Serialize};
use world::Timestamp;

/// What came of one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepResult {
    /// Accepted.
    Right,
    /// A wrong password or code.
    Wrong,
    /// A code that had been used.
    AlreadyUsed,
    /// Too many wrong tries: it was not looked at.
    Resting,
    /// A new method was set up.
    SetUp,
    /// A new password was chosen.
    Chosen,
    /// The browser was remembered, so that no second step was asked for.
    Remembered,
    /// The cookie of a remembered browser had been copied.
    Copied,
    /// The person said that they had not asked for this.
    Reported,
    /// Nobody picked up.
    NoAnswer,
    /// The line was busy.
    Busy,
    /// The call was declined.
    Declined,
    /// A machine answered.
    Voicemail,
    /// Nothing was pressed that was asked for.
    NoKey,
    /// Somebody picked up and hung up.
    HungUp,
    /// It could not be carried out.
    Failed,
    /// Another number was typed in the app than the page showed.
    WrongNumber,
    /// It was refused in the app.
    Refused,
}

impl StepResult {
    /// The end of its text's key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::AlreadyUsed => "already-used",
            Self::Resting => "resting",
            Self::SetUp => "set-up",
            Self::Chosen => "chosen",
            Self::Remembered => "remembered",
            Self::Copied => "copied",
            Self::Reported => "reported",
            Self::NoAnswer => "no-answer",
            Self::Busy => "busy",
            Self::Declined => "declined",
            Self::Voicemail => "voicemail",
            Self::NoKey => "no-key",
            Self::HungUp => "hung-up",
            Self::Failed => "failed",
            Self::WrongNumber => "wrong-number",
            Self::Refused => "refused",
        }
    }

    /// Every result, for the test of their texts.
    pub const ALL: [Self; 18] = [
        Self::Right,
        Self::Wrong,
        Self::AlreadyUsed,
        Self::Resting,
        Self::SetUp,
        Self::Chosen,
        Self::Remembered,
        Self::Copied,
        Self::Reported,
        Self::NoAnswer,
        Self::Busy,
        Self::Declined,
        Self::Voicemail,
        Self::NoKey,
        Self::HungUp,
        Self::Failed,
        Self::WrongNumber,
        Self::Refused,
    ];

    /// The result of a challenge that ended elsewhere for this reason.
    pub fn ended(reason: &str) -> Self {
        Self::ALL.into_iter().find(|result| result.key() == reason).unwrap_or(Self::Failed)
    }
}

/// One step of an attempt, as its record keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepTaken {
    /// The name of the method; `password` for the password.
    #[serde(rename = "m")]
    pub method: String,
    /// What came of it.
    #[serde(rename = "r")]
    pub result: StepResult,
    /// When, in microseconds since the epoch.
    #[serde(rename = "t")]
    pub at_micros: i64,
}

/// An attempt keeps this many steps; later ones replace the last.
const MOST_STEPS: usize = 30;

/// The steps of one attempt, oldest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Steps(Vec<StepTaken>);

impl Steps {
    /// Notes one.
    pub fn note(&mut self, method: &str, result: StepResult, at: Timestamp) {
        self.0.truncate(MOST_STEPS - 1);
        self.0.push(StepTaken { method: method.to_owned(), result, at_micros: at.micros() });
    }

    /// All of them, oldest first.
    pub fn all(&self) -> &[StepTaken] {
        &self.0
    }

    pub(crate) fn to_text(&self) -> String {
        serde_json::to_string(&self.0).unwrap_or_default()
    }

    pub(crate) fn from_text(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap_or_default())
    }
}

/// How an attempt ended, or that it has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is under way, or was left.
    Open,
    /// Signed in.
    Passed,
    /// The password was right, but an administrator has disabled the account.
    Disabled,
    /// The account vanished while it ran.
    Gone,
    /// The person said that they had not asked for it.
    Reported,
    /// The person said of something else that it was not them, and everything under way was stopped.
    Stopped,
    /// The person had reported this browser at its address a while ago.
    Blocked,
}

impl Outcome {
    /// Every outcome, for the test of their texts.
    pub const ALL: [Self; 7] =
        [Self::Open, Self::Passed, Self::Disabled, Self::Gone, Self::Reported, Self::Stopped, Self::Blocked];

    /// As stored, and the end of its text's key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Passed => "passed",
            Self::Disabled => "disabled",
            Self::Gone => "gone",
            Self::Reported => "reported",
            Self::Stopped => "stopped",
            Self::Blocked => "blocked",
        }
    }

    pub(crate) fn stored(text: &str) -> Self {
        Self::ALL.into_iter().find(|outcome| outcome.key() == text).unwrap_or(Self::Open)
    }
}
