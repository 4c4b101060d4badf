//! How a method contacts a person, for the set-up that asks for that first.

/// One line of "how should we contact you?", by which a method is set up in the three steps of the additional security verification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Its name in fields and in the keys of texts, `contact-<name>`: methods that share one are told apart afterwards.
    pub name: &'static str,
    /// What is given with it.
    pub given: &'static [(&'static str, &'static str)],
}
