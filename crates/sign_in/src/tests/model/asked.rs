//! What a person can be asked for as the second step, and what of it waits for an answer.

use methods::authenticator_app::AppCode;
use methods::phone_call::{PhoneCall, SpokenCode};
use methods::recovery_codes::RecoveryCodes;
use methods::text_message::TextMessage;
use verification::Method;
use world::{ChallengeId, RegistrationId, Span, Timestamp};

use super::{Model, Person};

/// A way to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    App,
    Text,
    Call,
    Spoken,
    Paper,
}

impl By {
    pub const ALL: [Self; 5] = [Self::App, Self::Text, Self::Call, Self::Spoken, Self::Paper];

    pub fn method(self) -> &'static dyn Method {
        match self {
            Self::App => &AppCode,
            Self::Text => &TextMessage,
            Self::Call => &PhoneCall,
            Self::Spoken => &SpokenCode,
            Self::Paper => &RecoveryCodes,
        }
    }

    /// Whether it sends something, and to a phone.
    pub fn sends(self) -> bool {
        matches!(self, Self::Text | Self::Call | Self::Spoken)
    }

    pub fn lasts(self) -> Span {
        match self {
            Self::App | Self::Paper => Span::minutes(15),
            Self::Text | Self::Spoken => Span::minutes(5),
            Self::Call => Span::minutes(4),
        }
    }

    pub fn tries(self) -> usize {
        match self {
            Self::App | Self::Paper => 10,
            Self::Text | Self::Spoken => 5,
            Self::Call => 1,
        }
    }
}

/// What was asked in one attempt.
pub struct Challenge {
    pub id: ChallengeId,
    pub attempt: usize,
    pub by: By,
    /// The phone to which it went.
    pub phone: Option<RegistrationId>,
    /// The code that went there.
    pub code: Option<String>,
    pub begun: Timestamp,
    pub tries: usize,
    pub sends: usize,
    pub sent_at: Timestamp,
    /// What came from outside.
    pub heard: Option<&'static str>,
    /// Answered, or replaced by another.
    pub over: bool,
}

impl Challenge {
    pub fn ends(&self) -> Timestamp {
        self.begun + self.by.lasts()
    }
}

impl Model {
    /// The challenge of this attempt that can be answered.
    pub fn waiting(&self, attempt: usize, now: Timestamp) -> Option<usize> {
        let waits = |one: &Challenge| {
            one.attempt == attempt && !one.over && one.begun <= now && now < one.ends() && one.tries > 0
        };
        self.challenges.iter().position(waits)
    }
}

impl Person {
    pub fn can(&self, by: By) -> bool {
        match by {
            By::App => !self.apps.is_empty(),
            By::Text | By::Call | By::Spoken => self.phone.is_some(),
            By::Paper => self.papers.is_some(),
        }
    }

    pub fn has_anything(&self) -> bool {
        By::ALL.into_iter().any(|by| self.can(by))
    }

    /// Recovery codes only stand in for something.
    pub fn has_more_than_paper(&self) -> bool {
        self.can(By::App) || self.can(By::Text)
    }

    /// What a way works with, if it is one thing.
    pub fn asked_of(&self, by: By) -> Option<RegistrationId> {
        self.phone.as_ref().filter(|_| by.sends()).map(|phone| phone.id)
    }

    /// The way by which they are asked first.
    pub fn first(&self) -> Option<By> {
        let preferred = self.prefers.filter(|(by, what)| self.can(*by) && *what == self.asked_of(*by));
        let strongest = || [By::App, By::Text, By::Paper].into_iter().find(|by| self.can(*by));
        preferred.map(|(by, _)| by).or_else(strongest)
    }

    pub fn wrong(&mut self, by: By, now: Timestamp) {
        self.wrong_codes.entry(by).or_default().push(now);
    }

    /// Whether there were so many wrong codes that this way may rest.
    pub fn may_rest(&self, by: By) -> bool {
        self.wrong_codes.get(&by).is_some_and(|wrong| wrong.len() >= 5)
    }

    /// Whether there were so many wrong codes, or so many messages, that this way may not be begun.
    pub fn may_be_refused(&self, by: By) -> bool {
        self.may_rest(by) || (by.sends() && self.sends >= 10)
    }

    /// Whether five wrong codes in a row within ten minutes let this way rest now, on a clock that was not set back.
    pub fn must_rest(&self, by: By, now: Timestamp) -> bool {
        let wrong = self.wrong_codes.get(&by).map_or(&[][..], Vec::as_slice);
        let [first, .., fifth] = wrong.get(..5).unwrap_or_default() else { return false };
        wrong.is_sorted()
            && *fifth - *first < Span::minutes(10)
            && *fifth <= now
            && now < *fifth + Span::minutes(15)
    }

    pub fn loses_everything(&mut self) {
        self.apps.clear();
        (self.phone, self.papers) = (None, None);
    }
}
