//! How a challenge stands, for the page that shows it.

use crate::method::{About, AnsweredBy, Heard};

/// How a challenge stands, for the page that shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// An answer can be typed.
    Typing,
    /// Nothing has come from outside yet.
    Waiting,
    /// It was approved outside, and is to be taken.
    Approved,
    /// It came to nothing outside.
    Ended,
}

impl Standing {
    /// That of a method's challenge of which this was heard.
    pub fn of(about: &About, heard: Option<Heard>) -> Self {
        match (about.answered, heard) {
            (AnsweredBy::Typing, _) => Self::Typing,
            (_, None | Some(Heard::OnTheWay)) => Self::Waiting,
            (_, Some(Heard::Right)) => Self::Approved,
            (_, Some(Heard::Ended(_) | Heard::Reported)) => Self::Ended,
        }
    }

    /// Whether something may still be heard that changes the page, as that a call came to nothing whose code is typed.
    pub fn listens(about: &About, heard: Option<Heard>) -> bool {
        Self::of(about, heard).waits() || (heard.is_none() && !about.endings.is_empty())
    }

    /// Whether a page that listens is to look again: what is on the way changes nothing there that may be typed into.
    pub fn is_news(heard: Option<Heard>) -> bool {
        !matches!(heard, None | Some(Heard::OnTheWay))
    }

    /// Whether the page waits for what happens elsewhere.
    pub fn waits(self) -> bool {
        self == Self::Waiting
    }

    /// Whether it was approved elsewhere.
    pub fn is_approved(self) -> bool {
        self == Self::Approved
    }

    /// Whether it is answered elsewhere.
    pub fn is_outside(self) -> bool {
        self != Self::Typing
    }
}
