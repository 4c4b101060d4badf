//! What the steps of a sign-in work with.

use std::sync::Arc;

use accounts::AccountsError;
use accounts::sessions::Durations;
use new_password::Judge;
use notices::NoticeError;
use store::{Store, StoreError};
use vault::{HashingPool, Vault};
use verification::attempts::Lifetime;
use verification::challenges::Means;
use verification::throttle::Allowance;
use verification::{Methods, VerificationError};

use crate::steps::Site;

/// The numbers of signing in; `docs/limits.md` lists them.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Wrong passwords.
    pub passwords: Allowance,
    /// Wrong codes, texts and calls.
    pub challenges: verification::challenges::Limits,
    /// How long a sign-in may take and its record is kept.
    pub attempts: Lifetime,
    /// How long sessions last.
    pub sessions: Durations,
}

/// What the steps of a sign-in work with. Cloning is cheap.
#[derive(Clone, Debug)]
pub struct SignInDesk {
    /// The database.
    pub store: Store,
    /// The keys.
    pub vault: Vault,
    /// The threads that hash.
    pub pool: HashingPool,
    /// What judges new passwords.
    pub judge: Judge,
    /// The methods that there are.
    pub methods: Methods,
    /// The numbers.
    pub limits: Limits,
    /// The words of messages.
    pub texts: Arc<web::Texts>,
    /// Rings where a page waits.
    pub bell: web::Bell,
}

impl SignInDesk {
    /// The methods that serve on a page.
    pub(crate) fn methods_on(&self, site: &Site) -> Methods {
        self.methods.on_host(&site.host)
    }

    /// What challenges are begun and answered with.
    pub(crate) fn means(&self) -> Means<'_> {
        Means { vault: &self.vault, methods: self.methods, limits: self.limits.challenges }
    }
}

/// A fault of the machine during a sign-in.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// Of the database.
    #[error("the database did not carry out a step of a sign-in")]
    Store(#[from] StoreError),
    /// Of the verification.
    #[error("a step of a sign-in could not be verified")]
    Verification(#[from] VerificationError),
    /// Of a notice.
    #[error("what happened at a sign-in could not be told")]
    Notice(#[from] NoticeError),
    /// Of the accounts.
    #[error("the account of a sign-in could not be read")]
    Accounts(#[from] AccountsError),
}

impl From<SignInError> for web::Problem {
    fn from(error: SignInError) -> Self {
        Self::caused(StoreError::outage_behind(&error).into(), error)
    }
}
