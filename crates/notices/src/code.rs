//! The code of a notice: 16 letters, easy to type, with 80 bits of chance.

use vault::Vault;
use world::{Chance, OrganizationId};

/// Letters and digits without those that are mistaken for each other: 32, so that each stands for five bits.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";
const LENGTH: usize = 16;
/// Longer than this no typed code is read.
const LONGEST: usize = 64;

/// What a mail knows and nobody else.
#[derive(Clone, PartialEq, Eq)]
pub struct Code([u8; LENGTH]);

impl Code {
    /// A new one.
    pub fn new(chance: &mut Chance) -> Self {
        Self(chance.bytes::<LENGTH>().map(|byte| LETTERS[usize::from(byte) % LETTERS.len()]))
    }

    /// Reads what was typed or stands in a link: capitals, spaces and hyphens do not matter.
    pub fn parse(typed: &str) -> Option<Self> {
        if typed.len() > LONGEST {
            return None;
        }
        let letters = typed.bytes().filter(|byte| !matches!(byte, b' ' | b'-'));
        let letters: Vec<_> = letters.map(|byte| byte.to_ascii_lowercase()).collect();
        let known = letters.iter().all(|letter| LETTERS.contains(letter));
        <[u8; LENGTH]>::try_from(letters).ok().filter(|_| known).map(Self)
    }

    /// As it is mailed: four groups of four.
    pub fn to_text(&self) -> String {
        let groups = self.0.chunks(4).map(|group| group.iter().copied().map(char::from).collect::<String>());
        groups.collect::<Vec<_>>().join("-")
    }

    /// What is stored: it cannot be turned back without the server's key.
    pub(crate) fn hash(&self, vault: &Vault, organization: OrganizationId) -> [u8; 32] {
        vault.tag("notice", &[organization.as_bytes(), &self.0])
    }
}

impl std::fmt::Debug for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Code(…)")
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use world::{Id, Moment, Timestamp};

    use super::*;

    fn code(seed: [u8; 32]) -> Code {
        Code::new(&mut Moment::with_seed(Timestamp::EPOCH, seed).chance("code"))
    }

    proptest! {
        #[test]
        fn a_code_is_read_as_it_is_mailed_and_as_people_type(seed: [u8; 32]) {
            let code = code(seed);
            let text = code.to_text();
            prop_assert_eq!(Code::parse(&text), Some(code.clone()));
            let typed = format!(" {} ", text.to_uppercase().replace('-', " "));
            prop_assert_eq!(Code::parse(&typed), Some(code));
        }

        #[test]
        fn anything_is_survived(text in ".{0,90}") {
            if let Some(code) = Code::parse(&text) {
                prop_assert_eq!(Code::parse(&code.to_text()), Some(code));
            }
        }
    }

    #[test]
    fn a_code_does_not_show_itself_and_is_stored_as_a_hash_of_its_organization() {
        let (code, vault) = (code([7; 32]), Vault::for_tests());
        assert_eq!(format!("{code:?}"), "Code(…)");
        let hash = |n| code.hash(&vault, OrganizationId::from_array([n; 16]));
        assert_ne!(hash(1), hash(2));
    }
}
