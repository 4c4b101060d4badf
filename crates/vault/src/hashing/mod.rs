//! Passwords and their argon2id hashes (RFC 9106), made on a pool of threads of its own.

mod password;
mod password_hash;
mod pool;
mod queue;

pub use password::{LONGEST_PASSWORD, Password, PasswordError};
pub use password_hash::{Argon2Parameters, PasswordHash};
pub use pool::{Busy, HashingPool, PoolCounts, PoolSettings, RightPassword, Verdict, WrongPassword};
