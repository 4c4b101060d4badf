//! The password as a proof, and smart lockout around it.
//!
//! [`charge`] counts the try before anything is hashed; [`settle`] takes the counted try and the pool's verdict and makes the
//! proof. There is no other way from a right password to a proof, so no door can forget to count.
//!
//! A browser that has signed in to the account before counts apart from all others: a stranger who tries passwords locks the
//! strangers out, and not the owner. What is counted is the user name, whether or not an account has it.

use store::{StoreError, Transaction};
use vault::{Vault, Verdict};
use world::{OrganizationId, Timestamp};

use crate::reset::MaySetPassword;
use crate::throttle::{self, Allowance, Charge, Counted, Try};
use crate::{Factor, Holder, MethodName, Proof, Role, VerificationError};

/// The method name of password proofs.
pub const PASSWORD: MethodName = MethodName::new("password");

/// Counts a password try for this user name (folded), if there is one left.
pub fn charge(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (organization, user_name, familiar): (OrganizationId, &str, bool),
    allowance: Allowance,
    now: Timestamp,
) -> Result<Charge, StoreError> {
    throttle::charge(t, counted(vault, organization, user_name, familiar), allowance, now)
}

/// The counter of wrong passwords for a user name (folded), from familiar or from other browsers.
pub fn counted(vault: &Vault, organization: OrganizationId, user_name: &str, familiar: bool) -> Counted {
    let from: &[u8] = if familiar { b"familiar" } else { b"unfamiliar" };
    Counted::new(vault, organization, &[b"password", user_name.as_bytes(), from])
}

/// Lifts the lockout of a user name (folded), from familiar and from other browsers.
pub fn lift(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (may, user_name): (&MaySetPassword, &str),
) -> Result<(), StoreError> {
    for familiar in [true, false] {
        throttle::clear(t, counted(vault, may.holder().organization, user_name, familiar))?;
    }
    Ok(())
}

/// What a password try came to.
#[derive(Debug)]
pub enum Settled {
    /// It was right.
    Right(Proof),
    /// It was wrong, or nobody has this user name.
    Wrong,
}

/// Settles a counted try with the verdict of the hash pool.
///
/// # Errors
/// [`VerificationError::OtherAccount`] if the verdict is about another account than the holder's.
pub fn settle(
    t: &mut Transaction<'_>,
    holder: Option<Holder>,
    (counted_try, verdict): (&Try, &Verdict),
    now: Timestamp,
) -> Result<Settled, VerificationError> {
    match (verdict, holder) {
        (Verdict::Right(right), Some(holder)) => {
            if right.subject() != (holder.organization, holder.account) {
                return Err(VerificationError::OtherAccount);
            }
            counted_try.right(t)?;
            let proof = Proof::new(holder, PASSWORD, (Role::First, Factor::Knowledge), now, None);
            Ok(Settled::Right(proof))
        }
        (Verdict::Right(_), None) => Err(VerificationError::OtherAccount),
        (Verdict::Wrong(wrong), _) => {
            counted_try.wrong_password(t, wrong.tag())?;
            Ok(Settled::Wrong)
        }
    }
}
