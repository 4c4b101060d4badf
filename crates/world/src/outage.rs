//! What keeps the database from its work.

/// Why the database carries out no step for now. It passes by itself or by the operator's hand, and nothing of the person's is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outage {
    /// Too many steps wait.
    Busy,
    /// It cannot be reached.
    Unreachable,
    /// It has no room left.
    Full,
}
