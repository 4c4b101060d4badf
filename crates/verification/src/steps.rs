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
        }
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
}

impl Outcome {
    /// As stored, and the end of its text's key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Passed => "passed",
            Self::Disabled => "disabled",
            Self::Gone => "gone",
        }
    }

    pub(crate) fn stored(text: &str) -> Self {
        [Self::Passed, Self::Disabled, Self::Gone]
            .into_iter()
            .find(|outcome| outcome.key() == text)
            .unwrap_or(Self::Open)
    }
}
