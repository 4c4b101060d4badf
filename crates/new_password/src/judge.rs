//! The one judgement of new passwords: the policy, the organization's words, and the filter of breached passwords.

use std::sync::Arc;

use breach_filter::{Filter, FilterError, Sha1};
use password_policy::{Policy, Refusal, Rules, Why};
use store::StoreError;
use vault::{Busy, HashingPool, Password, PasswordHash, Vault, Verdict};
use world::{Moment, Words};
use zeroize::Zeroizing;

use crate::Around;

/// Why a password could not be judged or hashed.
#[derive(Debug, thiserror::Error)]
pub enum JudgeError {
    /// Too many passwords wait to be hashed.
    #[error(transparent)]
    Busy(#[from] Busy),
    /// The filter of breached passwords cannot be read. Nothing is accepted then that was not looked up.
    #[error("a new password could not be held against those that were breached")]
    Filter(#[from] FilterError),
    /// The program is about to stop.
    #[error("the judgement of a new password was given up")]
    Stopped,
}

impl From<JudgeError> for web::Problem {
    fn from(error: JudgeError) -> Self {
        match error {
            JudgeError::Busy(busy) => Self::busy(busy.retry_after),
            other => Self::caused(StoreError::outage_behind(&other).into(), other),
        }
    }
}

/// A new password as it was typed, twice. Wiped from memory when it is dropped.
#[derive(Clone)]
pub struct Typed {
    once: Zeroizing<String>,
    again: Zeroizing<String>,
}

impl Typed {
    /// What stood in the two fields.
    pub fn new(once: &str, again: &str) -> Self {
        Self { once: Zeroizing::new(once.to_owned()), again: Zeroizing::new(again.to_owned()) }
    }

    /// Whether both fields hold the same password. A letter and its mark may be one character in one field and two in the other, as
    /// where one was typed and the other was pasted.
    fn agrees(&self) -> bool {
        match (Password::new(&self.once), Password::new(&self.again)) {
            (Ok(once), Ok(again)) => once.is(&again),
            _ => self.once == self.again,
        }
    }
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(…)")
    }
}

/// Why what was typed does not become the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing was typed.
    Empty,
    /// The two fields do not hold the same.
    Differ,
    /// It is the password that the account has.
    Same,
    /// It is not good enough.
    Refused(Refusal),
}

impl Unfit {
    /// Why, and then what helps, in the words of a language.
    pub fn says(&self, words: &dyn Words) -> Vec<String> {
        match self {
            Self::Empty => vec![words.say("new-password-none")],
            Self::Differ => vec![words.say("new-password-differ")],
            Self::Same => vec![words.say("new-password-same")],
            Self::Refused(Refusal { why, helps }) => {
                let count = i64::try_from(why.count().unwrap_or_default()).unwrap_or_default();
                let why = words.say_with(why.key(), &[("count", count.into())]);
                std::iter::once(why).chain(helps.iter().map(|advice| words.say(advice.key()))).collect()
            }
        }
    }
}

/// What became of a new password.
#[derive(Debug)]
pub enum Chosen {
    /// It may be stored.
    Fit(PasswordHash),
    /// It may not.
    Unfit(Unfit),
}

/// The one judgement of new passwords. Cloning is cheap.
#[derive(Clone, Debug, Default)]
pub struct Judge {
    rules: Rules,
    breached: Option<Arc<Filter>>,
}

impl Judge {
    /// A judge with these rules and this filter; without a filter nothing is looked up.
    pub fn new(rules: Rules, breached: Option<Filter>) -> Self {
        Self { rules, breached: breached.map(Arc::new) }
    }

    /// The fewest characters of a password.
    pub fn shortest(&self) -> usize {
        Policy::new(self.rules, password_policy::OrganizationWords::default()).shortest()
    }

    /// Whether the password that was typed twice may become the account's, and its hash if so. The cheap questions come first.
    ///
    /// # Errors
    /// [`JudgeError`].
    pub async fn choose(
        &self,
        (pool, vault): (&HashingPool, &Vault),
        typed: &Typed,
        around: &Around,
        moment: &Moment,
    ) -> Result<Chosen, JudgeError> {
        pool.has_room()?;
        if typed.once.is_empty() {
            return Ok(Chosen::Unfit(Unfit::Empty));
        }
        if !typed.agrees() {
            return Ok(Chosen::Unfit(Unfit::Differ));
        }
        // A contrived password takes a tenth of a second: on a thread that serves no pages.
        let (judge, candidate, about) = (self.clone(), typed.once.clone(), around.clone());
        let judged = tokio::task::spawn_blocking(move || judge.judge(&candidate, &about));
        if let Err(refusal) = judged.await.map_err(|_| JudgeError::Stopped)?? {
            return Ok(Chosen::Unfit(Unfit::Refused(refusal)));
        }
        let Ok(password) = Password::new(&typed.once) else {
            return Ok(Chosen::Unfit(Unfit::Refused(too_long())));
        };
        if around.stored.is_some() {
            let subject = (Some(around.whose()), around.stored.clone());
            let again = Password::new(&typed.once).map_err(|_| JudgeError::Stopped)?;
            let salt = moment.chance("upgrade salt").bytes();
            if let Verdict::Right(_) = pool.verify(vault, subject, again, salt).await? {
                return Ok(Chosen::Unfit(Unfit::Same));
            }
        }
        Ok(Chosen::Fit(pool.hash(password, moment.chance("salt").bytes()).await?))
    }

    /// Holds a password against the policy, the words around it, and the filter. It may take a tenth of a second: not inside a
    /// transaction, and not on a thread that serves pages.
    ///
    /// # Errors
    /// [`FilterError`] if the filter cannot be read.
    pub fn judge(&self, typed: &str, around: &Around) -> Result<Result<(), Refusal>, FilterError> {
        let policy = Policy::new(self.rules, around.words());
        let mut fault = None;
        let judged = policy.judge(typed, around.names(), |password| {
            let found =
                self.breached.as_ref().map_or(Ok(false), |filter| filter.contains(Sha1::of(password)));
            found.unwrap_or_else(|error| {
                fault = Some(error);
                false
            })
        });
        fault.map_or(Ok(judged), Err)
    }
}

fn too_long() -> Refusal {
    Refusal { why: Why::TooLong(password_policy::LONGEST), helps: Vec::new() }
}
