//! Secrets: password hashes made on a bounded pool, columns sealed under a key ring, tokens stored only as hashes.

pub mod hashing;
mod key_ring;
mod seal;
mod tag;
mod token;

pub use hashing::{
    Argon2Parameters, Busy, HashingPool, Password, PasswordError, PasswordHash, PoolSettings, RightPassword,
    Verdict, WrongPassword,
};
pub use key_ring::{KeyId, KeyRing, KeyRingError};
pub use seal::{Place, UnsealError, Vault, sealed_under};
pub use tag::{salted_hash, same};
pub use token::{Token, TokenHash};
