//! What was typed, in the form that is checked.

/// A typed answer in the one form that [`Method::check`] reads.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer(String);

impl Answer {
    /// Takes what a method's `read` made of the typed text.
    pub fn new(answer: String) -> Self {
        Self(answer)
    }

    /// The answer.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answer(…)")
    }
}
