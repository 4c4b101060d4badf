//! Which new password is good enough: its length, what it is built of, how soon it would be guessed, and whether it was breached.
//!
//! What counts is that nobody guesses it. There is no rule of digits and capitals, a sentence with spaces is welcome, and every
//! refusal says why and what helps, as keys of texts (NIST SP 800-63B-4 §3.1.1.2).
//!
//! ```text
//!  typed ─▶ NFKC ─▶ length ─▶ names ─▶ banned words: at least 5 points ─▶ breached? ─▶ strength ─▶ good
//! ```
//!
//! What is judged is the form that is hashed: two spellings of the same characters are one password. An input of any length takes
//! bounded time, as what is too long is refused before it is looked at.

mod banned;
mod folded;
mod names;
mod policy;
mod refusal;
mod strength;

pub use banned::{LONGEST_WORD, MOST_WORDS, OrganizationWords, SHORTEST_WORD, WordsError};
pub use names::Names;
pub use policy::{LONGEST, Policy, Rules, SHORTEST_ALLOWED};
pub use refusal::{Advice, Refusal, Why};
pub use strength::Strength;

#[cfg(test)]
mod tests;
