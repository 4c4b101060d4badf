//! A stored hash: the PHC string of argon2id.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use data_encoding::BASE64_NOPAD;

/// What one hash costs. The defaults are OWASP's least recommended cost of 2023.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Argon2Parameters {
    /// Memory in KiB; 8 × lanes to 4,194,304.
    pub memory_kib: u32,
    /// Passes over the memory; 1 to 64.
    pub passes: u32,
    /// Lanes; 1 to 16.
    pub lanes: u32,
}

impl Default for Argon2Parameters {
    fn default() -> Self {
        Self { memory_kib: 19_456, passes: 2, lanes: 1 }
    }
}

impl Argon2Parameters {
    /// The same, if they are within their ranges.
    pub fn checked(self) -> Option<Self> {
        let memory = self.memory_kib >= 8 * self.lanes && self.memory_kib <= 4 * 1024 * 1024;
        (memory && (1..=64).contains(&self.passes) && (1..=16).contains(&self.lanes)).then_some(self)
    }

    fn argon2(self) -> Option<Argon2<'static>> {
        let params = Params::new(self.memory_kib, self.passes, self.lanes, Some(OUTPUT)).ok()?;
        Some(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
    }

    /// How many blocks of 1 KiB a hash works on.
    pub(crate) fn blocks(self) -> usize {
        self.memory_kib as usize
    }
}

const SALT: usize = 16;
pub(crate) const OUTPUT: usize = 32;

/// An argon2id hash with its salt and cost.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash {
    parameters: Argon2Parameters,
    salt: [u8; SALT],
    output: [u8; OUTPUT],
}

impl std::fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PasswordHash({:?})", self.parameters)
    }
}

impl PasswordHash {
    /// Reads `$argon2id$v=19$m=…,t=…,p=…$salt$hash` (the PHC string format), with a salt of 16 and a hash of 32 bytes.
    pub fn parse(text: &str) -> Option<Self> {
        let parts: Vec<_> = (text.len() <= 200).then(|| text.split('$').collect())?;
        let ["", "argon2id", "v=19", cost, salt, output] = parts.as_slice() else { return None };
        let mut cost = cost.split(',');
        let mut number = |name: &str| -> Option<u32> {
            let digits = cost.next()?.strip_prefix(name)?;
            if digits.starts_with('+') { None } else { digits.parse().ok() }
        };
        let parameters =
            Argon2Parameters { memory_kib: number("m=")?, passes: number("t=")?, lanes: number("p=")? }
                .checked()?;
        if cost.next().is_some() {
            return None;
        }
        let bytes = |text: &str| BASE64_NOPAD.decode(text.as_bytes()).ok();
        Some(Self {
            parameters,
            salt: bytes(salt)?.try_into().ok()?,
            output: bytes(output)?.try_into().ok()?,
        })
    }

    /// The PHC string.
    pub fn to_text(&self) -> String {
        let Argon2Parameters { memory_kib, passes, lanes } = self.parameters;
        let (salt, output) = (BASE64_NOPAD.encode(&self.salt), BASE64_NOPAD.encode(&self.output));
        format!("$argon2id$v=19$m={memory_kib},t={passes},p={lanes}${salt}${output}")
    }

    /// What it cost.
    pub fn parameters(&self) -> Argon2Parameters {
        self.parameters
    }

    pub(crate) fn salt(&self) -> [u8; SALT] {
        self.salt
    }

    pub(crate) fn output(&self) -> &[u8; OUTPUT] {
        &self.output
    }

    /// Hashes a password with this salt in this memory, which has room for the parameters.
    pub(crate) fn compute(
        password: &[u8],
        salt: [u8; SALT],
        parameters: Argon2Parameters,
        memory: &mut [Block],
    ) -> Option<Self> {
        let mut output = [0; OUTPUT];
        let argon2 = parameters.argon2()?;
        argon2.hash_password_into_with_memory(password, &salt, &mut output, memory).ok()?;
        Some(Self { parameters, salt, output })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_known_answer_of_the_reference_program() {
        // echo -n password | argon2 somesaltsomesalt -id -t 2 -k 64 -p 1 -l 32 (the reference C program's argon2id, version 19)
        let parameters = Argon2Parameters { memory_kib: 64, passes: 2, lanes: 1 };
        let mut memory = vec![Block::default(); parameters.blocks()];
        let hash = PasswordHash::compute(b"password", *b"somesaltsomesalt", parameters, &mut memory).unwrap();
        let mut fresh = [0; OUTPUT];
        let library =
            Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(64, 2, 1, Some(32)).unwrap());
        library.hash_password_into(b"password", b"somesaltsomesalt", &mut fresh).unwrap();
        assert_eq!(hash.output(), &fresh, "reused memory gives what fresh memory gives");
        let again =
            PasswordHash::compute(b"password", *b"somesaltsomesalt", parameters, &mut memory).unwrap();
        assert_eq!(hash, again, "what an earlier hash left in the memory does not matter");
    }

    proptest! {
        #[test]
        fn any_text_is_survived(text in "\\$argon2id\\$v=19\\$m=[0-9+]{0,11},t=[0-9]{0,3},p=[0-9]{0,3}\\$[A-Za-z0-9+/=$]{0,80}") {
            if let Some(hash) = PasswordHash::parse(&text) {
                prop_assert_eq!(PasswordHash::parse(&hash.to_text()), Some(hash));
            }
        }

        #[test]
        fn hashes_parse_back(salt: [u8; SALT], output: [u8; OUTPUT], passes in 1_u32..=64) {
            let hash = PasswordHash { parameters: Argon2Parameters { passes, ..Default::default() }, salt, output };
            prop_assert_eq!(PasswordHash::parse(&hash.to_text()), Some(hash));
        }
    }
}
