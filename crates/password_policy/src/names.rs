//! The names around a person, which whoever wants in knows as well.

use crate::banned::{SHORTEST_WORD, Terms};
use crate::folded::Folded;

/// Names longer than this are compared by their beginning.
const LONGEST: usize = 256;

/// The names of a person and of where they are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Names<'a> {
    /// As it is shown; empty if it is not known.
    pub person: &'a str,
    /// `name@domain`.
    pub user_name: &'a str,
    /// The name of their organization.
    pub organization: &'a str,
}

/// The parts of a text that are joined by spaces and signs.
fn parts(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty())
}

fn bounded(text: &str) -> &str {
    text.char_indices().nth(LONGEST).map_or(text, |(end, _)| &text[..end])
}

/// Folded, whole and without what joins its parts.
fn whole(text: &str) -> Vec<char> {
    Folded::new(&parts(bounded(text)).collect::<String>()).chars().to_vec()
}

fn each_part(text: &str) -> impl Iterator<Item = Vec<char>> {
    parts(bounded(text)).map(|part| Folded::new(part).chars().to_vec())
}

impl Names<'_> {
    fn local_part(&self) -> &str {
        self.user_name.split('@').next().unwrap_or_default()
    }

    fn domain(&self) -> &str {
        self.user_name.split_once('@').map_or("", |(_, domain)| domain)
    }

    /// Whether a password contains the name of the person, their user name, a part of either, or the name of the organization, of
    /// four characters or more.
    pub(crate) fn stand_in(&self, password: &[char]) -> bool {
        let joined: Vec<char> = password.iter().copied().filter(|c| c.is_alphanumeric()).collect();
        let names = [whole(self.person), whole(self.local_part()), whole(self.organization)];
        let names = names.into_iter().chain(each_part(self.person)).chain(each_part(self.local_part()));
        let mut long = names.filter(|name| name.len() >= SHORTEST_WORD);
        long.any(|name| joined.windows(name.len()).any(|part| part == name))
    }

    /// The words of the organization's name and domain: a password may hold them, but they are not worth much in it.
    pub(crate) fn words(&self) -> Terms {
        Terms::new(each_part(self.organization).chain(each_part(self.domain())).collect())
    }

    /// All of them, for the estimate of strength.
    pub(crate) fn all(&self) -> impl Iterator<Item = &str> {
        [self.person, self.user_name, self.organization].into_iter().flat_map(|text| parts(bounded(text)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANNA: Names<'static> = Names {
        person: "Anna-Lies de Bóer",
        user_name: "al.deboer@zuid.example",
        organization: "Zuid Lyceum",
    };

    #[test]
    fn names_are_found_in_any_writing_and_short_ones_are_not_looked_for() {
        let found = |password: &str| ANNA.stand_in(Folded::new(password).chars());
        for password in
            ["mijn naam is anna", "XxB0€rxX", "ALIES en lies", "zuidlyceum!", "Zuid-Lyceum", "a n n a"]
        {
            assert!(found(password), "{password}");
        }
        for password in ["de al de al de al", "lyceum", "zuidwest", ""] {
            assert!(!found(password), "{password}");
        }
        assert!(!Names::default().stand_in(Folded::new("whatever it is").chars()));
    }
}
