//! What the steps of a reset work with.

use std::sync::Arc;

use accounts::{AccountsError, Organization};
use new_password::Judge;
use notices::NoticeError;
use store::{Store, StoreError};
use vault::{HashingPool, Vault};
use verification::attempts::Lifetime;
use verification::challenges::Means;
use verification::reset::AsksIn;
use verification::throttle::Allowance;
use verification::{Methods, VerificationError};
use world::Span;

/// The numbers of a reset; `docs/limits.md` lists them.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many leading bits of a hash must be zero to show that a browser worked; 0 to 40. One more takes twice as long.
    pub work_bits: u8,
    /// Questions in words that were answered from one address instead.
    pub questions: Allowance,
    /// Wrong codes and numbers of one user name, and from one address.
    pub proofs: Allowance,
    /// The same from one address, which many people may share.
    pub proofs_from_address: Allowance,
    /// Wrong codes of one method, and what was sent by it.
    pub of_method: Allowance,
    /// Resets that were begun for one user name.
    pub resets: Allowance,
    /// Mails with codes.
    pub mails: Allowance,
    /// How long a code may be answered.
    pub code_lasts: Span,
    /// How long a reset may take, and how long its record is kept.
    pub attempts: Lifetime,
    /// Of what is sent, as at a sign-in.
    pub challenges: verification::challenges::Limits,
}

/// What the steps of a reset work with. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct PasswordResetDesk {
    /// The database.
    pub store: Store,
    /// The keys.
    pub vault: Vault,
    /// The threads that hash.
    pub pool: HashingPool,
    /// The methods that there are.
    pub methods: Methods,
    /// What judges new passwords.
    pub judge: Judge,
    /// The numbers.
    pub limits: Limits,
    /// The words of messages.
    pub texts: Arc<web::Texts>,
    /// Rings where a page waits.
    pub bell: web::Bell,
}

impl PasswordResetDesk {
    /// The methods that can show at this organization that it is the person: the same for all its people.
    pub(crate) fn methods(&self, organization: &Organization) -> Methods {
        self.methods.for_reset().with_turned_on(organization.resets.questions)
    }

    /// The ways in which one can be asked there.
    pub(crate) fn ways<'a>(&self, organization: &'a Organization) -> impl Iterator<Item = AsksIn> + use<'a> {
        organization.resets.ways(self.methods, None)
    }

    /// What challenges are begun and answered with.
    pub(crate) fn means(&self, organization: &Organization) -> Means<'_> {
        Means { vault: &self.vault, methods: self.methods(organization), limits: self.limits.challenges }
    }
}

/// A fault of the machine during a reset.
#[derive(Debug, thiserror::Error)]
pub enum PasswordResetError {
    /// Of the database.
    #[error("the database did not carry out a step of a reset")]
    Store(#[from] StoreError),
    /// Of the verification.
    #[error("a step of a reset could not be verified")]
    Verification(#[from] VerificationError),
    /// Of a notice.
    #[error("a reset could not be told")]
    Notice(#[from] NoticeError),
    /// Of the accounts.
    #[error("the account of a reset could not be read")]
    Accounts(#[from] AccountsError),
}

impl From<PasswordResetError> for web::Problem {
    fn from(error: PasswordResetError) -> Self {
        Self::caused(StoreError::outage_behind(&error).into(), error)
    }
}
