//! How a method comes to be set up.

/// How a method comes to be set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SetUpBy {
    /// By itself, and it is enough to sign in with.
    Itself,
    /// By itself, beside another one that it stands in for when that is lost.
    Beside,
    /// With another method of its kind.
    Another,
    /// By nobody: the organization has on file what it reaches.
    OnFile,
    /// By an administrator, for a while: it gets somebody in who then sets up what lasts.
    Administrator,
}

impl SetUpBy {
    /// Whether a person can begin to set it up.
    pub fn can_begin(self) -> bool {
        matches!(self, Self::Itself | Self::Beside)
    }

    /// Whether what is set up so is enough to sign in with for good.
    pub fn stands_alone(self) -> bool {
        matches!(self, Self::Itself | Self::Another)
    }
}
