//! Which new password is taken: a judge from outside, behind one small type.

use std::sync::Arc;

use web::Visit;

/// The fewest characters of a password (NIST SP 800-63B-4 §3.1.1.2 asks for more where it stands alone).
const SHORTEST: usize = 12;
/// The most.
const LONGEST: usize = 256;

/// A new password, and the names that must not stand in it.
#[derive(Clone, Copy)]
pub struct NewPassword<'a> {
    /// As typed.
    pub typed: &'a str,
    /// The person's name.
    pub person: &'a str,
    /// `name@domain`.
    pub user_name: &'a str,
    /// The organization's name.
    pub organization: &'a str,
}

impl std::fmt::Debug for NewPassword<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("NewPassword(…)")
    }
}

type Judging = dyn Fn(&Visit, &NewPassword<'_>) -> Result<(), Vec<String>> + Send + Sync;

/// Judges new passwords. Cloning is cheap.
#[derive(Clone)]
pub struct Judge(Arc<Judging>);

impl Judge {
    /// One that says why a password is refused, and what helps, in the words of the visit.
    pub fn new(
        judge: impl Fn(&Visit, &NewPassword<'_>) -> Result<(), Vec<String>> + Send + Sync + 'static,
    ) -> Self {
        Self(Arc::new(judge))
    }

    /// One that asks for 12 to 256 characters and nothing else.
    pub fn of_length() -> Self {
        Self::new(|visit, password| {
            let length = password.typed.chars().count();
            let says = |key, count: usize| Err(vec![visit.words().say_with(key, &[("count", count.into())])]);
            match length {
                0..SHORTEST => says("reset-password-short", SHORTEST),
                SHORTEST..=LONGEST => Ok(()),
                _ => says("reset-password-long", LONGEST),
            }
        })
    }

    pub(crate) fn judge(&self, visit: &Visit, password: &NewPassword<'_>) -> Result<(), Vec<String>> {
        (self.0)(visit, password)
    }
}

impl std::fmt::Debug for Judge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Judge(…)")
    }
}
