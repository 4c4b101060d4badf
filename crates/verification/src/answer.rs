//! What was typed, in the form that is checked.

/// The fields in which an answer is typed, in their order: one, or more where several things are asked at once.
pub const ANSWER_FIELDS: [&str; 3] = ["answer", "answer-2", "answer-3"];

/// What was typed in [`ANSWER_FIELDS`], as [`Method::read`] takes it: each on a line of its own.
pub fn typed<'a>(field: impl Fn(&str) -> &'a str) -> String {
    ANSWER_FIELDS.map(field).join("\n").trim_end_matches('\n').to_owned()
}

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
