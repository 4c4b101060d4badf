//! Why a password is refused, and what helps: keys of texts, for the language of whoever reads them.

/// Why a password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// It has fewer characters than this.
    TooShort(usize),
    /// It has more characters than this.
    TooLong(usize),
    /// It contains a control character, which cannot be typed everywhere.
    ControlCharacter,
    /// It contains a name of the person, or that of the organization.
    Name,
    /// It is built of words that are tried first.
    BannedWords,
    /// It was found in a breach.
    Breached,
    /// It would soon be guessed.
    Guessable,
}

impl Why {
    /// One of each, for whoever must have a text for all.
    pub const ALL: [Self; 7] = [
        Self::TooShort(0),
        Self::TooLong(0),
        Self::ControlCharacter,
        Self::Name,
        Self::BannedWords,
        Self::Breached,
        Self::Guessable,
    ];

    /// The key of its text. Those of lengths have the value `count`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::TooShort(_) => "password-refused-too-short",
            Self::TooLong(_) => "password-refused-too-long",
            Self::ControlCharacter => "password-refused-control-character",
            Self::Name => "password-refused-name",
            Self::BannedWords => "password-refused-banned-words",
            Self::Breached => "password-refused-breached",
            Self::Guessable => "password-refused-guessable",
        }
    }

    /// The value `count` of its text.
    pub const fn count(self) -> Option<usize> {
        match self {
            Self::TooShort(count) | Self::TooLong(count) => Some(count),
            _ => None,
        }
    }
}

/// What makes a password better.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Advice {
    /// A few words that do not belong together.
    SeveralWords,
    /// One word more, or two.
    AnotherWord,
    /// Words that are no names.
    NoNames,
    /// No rows of keys.
    NoKeyboardRows,
    /// No repetition.
    NoRepetition,
    /// No sequences such as abc.
    NoSequences,
    /// No years or dates.
    NoDates,
    /// Capitals change little.
    CapitalsHelpLittle,
    /// Digits in the place of letters change little.
    SubstitutionsHelpLittle,
    /// A word backwards is little better.
    BackwardsHelpsLittle,
    /// A password that is used nowhere else.
    UsedNowhereElse,
}

impl Advice {
    /// All of it, for whoever must have a text for all.
    pub const ALL: [Self; 11] = [
        Self::SeveralWords,
        Self::AnotherWord,
        Self::NoNames,
        Self::NoKeyboardRows,
        Self::NoRepetition,
        Self::NoSequences,
        Self::NoDates,
        Self::CapitalsHelpLittle,
        Self::SubstitutionsHelpLittle,
        Self::BackwardsHelpsLittle,
        Self::UsedNowhereElse,
    ];

    /// The key of its text.
    pub const fn key(self) -> &'static str {
        match self {
            Self::SeveralWords => "password-advice-several-words",
            Self::AnotherWord => "password-advice-another-word",
            Self::NoNames => "password-advice-no-names",
            Self::NoKeyboardRows => "password-advice-no-keyboard-rows",
            Self::NoRepetition => "password-advice-no-repetition",
            Self::NoSequences => "password-advice-no-sequences",
            Self::NoDates => "password-advice-no-dates",
            Self::CapitalsHelpLittle => "password-advice-capitals-help-little",
            Self::SubstitutionsHelpLittle => "password-advice-substitutions-help-little",
            Self::BackwardsHelpsLittle => "password-advice-backwards-helps-little",
            Self::UsedNowhereElse => "password-advice-used-nowhere-else",
        }
    }
}

/// A password that may not be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why.
    pub why: Why,
    /// What helps, the most helpful first; three at most. Nothing where the reason says it all.
    pub helps: Vec<Advice>,
}

impl Refusal {
    pub(crate) fn new(why: Why, helps: &[Advice]) -> Self {
        Self { why, helps: helps.to_vec() }
    }
}
