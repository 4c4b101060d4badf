//! What a person gave before a set-up begins.

/// What a person gave before a set-up begins, as a telephone number.
#[derive(Clone, Default)]
pub struct Given {
    /// The fields of the form.
    pub fields: Vec<(String, String)>,
    /// The country (ISO 3166-1) of a number without one.
    pub country: String,
}

impl Given {
    /// A field; empty if it was not sent.
    pub fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

impl std::fmt::Debug for Given {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Given(…)")
    }
}
