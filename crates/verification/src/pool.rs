//! How many of a kind an account may have.

/// Registrations of one pool share a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pool {
    /// Its name.
    pub name: &'static str,
    /// How many an account may have; 1 to 20.
    pub most: i64,
}
