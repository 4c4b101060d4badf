//! The contract of a verification method: what it is, how it is set up, how it is asked and how an answer is checked.
//!
//! A method is pure: it makes and reads records and never touches the database, the clock or another method. Tries, expiry,
//! single use, resting and sealing are done around it, in [`crate::challenges`] and [`crate::registrations`].

use world::{Chance, Markup, RegistrationId, Span, Timestamp, Words};

use crate::{Factor, MethodName, Registration, VerificationError};

/// What a method is: the same for all its registrations.
#[derive(Debug)]
pub struct About {
    /// Its name in rows and in the keys of its texts: `method-<name>-…`.
    pub name: MethodName,
    /// What an answer shows.
    pub factor: Factor,
    /// Registrations of methods with the same pool share one limit.
    pub pool: &'static str,
    /// How many registrations an account may have in the pool; 1 to 20.
    pub most: i64,
    /// How long a challenge waits for its answer.
    pub challenge_lasts: Span,
    /// How many answers one challenge takes.
    pub tries: i64,
    /// Strongest first: the order in which methods are offered.
    pub rank: u8,
}

/// A typed answer in the one form that [`Method::check`] reads.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer(String);

impl Answer {
    /// Takes what a method's `read` made of the typed text.
    pub fn new(answer: String) -> Self {
        Self(answer)
    }

    /// The answer.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Answer(…)")
    }
}

/// What a method says of an answer to a sign-in challenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Checked {
    /// Right, for this registration. `counter` is above every value that was accepted before.
    Right {
        /// The registration that the answer belongs to.
        registration: RegistrationId,
        /// What must not be accepted again: stored if it is higher than what is stored.
        counter: i64,
    },
    /// It was right once, and has been used.
    Used,
    /// Wrong.
    Wrong,
}

/// A registration that was proved during set-up and may be stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proven {
    /// The method's record; it is sealed before it is stored.
    pub record: Vec<u8>,
    /// The first value of the registration's counter: the answer that proved it is not accepted again.
    pub counter: i64,
}

/// For whom something is set up, as an authenticator shows it.
#[derive(Clone, Debug)]
pub struct Invitation {
    /// The user name, `name@domain`.
    pub user_name: String,
    /// The organization's name.
    pub organization: String,
}

/// A verification method.
pub trait Method: Send + Sync {
    /// What it is.
    fn about(&self) -> &'static About;

    /// What to say beside a registration's name in a list: never a secret, a number only masked.
    fn describe(&self, words: &dyn Words, registration: &Registration) -> String;

    /// A typed text in the form that is checked; none if it cannot be an answer at all, which costs no try.
    fn read(&self, typed: &str) -> Option<Answer>;

    /// The record of a new sign-in challenge.
    fn begin(&self, registrations: &[Registration], chance: &mut Chance) -> Vec<u8>;

    /// The fields with which a sign-in challenge is answered, inside the door's form.
    fn ask(&self, words: &dyn Words, registrations: &[Registration], problem: Option<&str>) -> Markup;

    /// Holds an answer against a challenge.
    fn check(
        &self,
        record: &[u8],
        registrations: &[Registration],
        answer: &Answer,
        now: Timestamp,
    ) -> Checked;

    /// The record of a new set-up.
    fn offer(&self, chance: &mut Chance) -> Vec<u8>;

    /// What a person does to set it up, and the fields that prove it, inside the door's form.
    fn add(
        &self,
        words: &dyn Words,
        invitation: &Invitation,
        offer: &[u8],
        problem: Option<&str>,
    ) -> Result<Markup, VerificationError>;

    /// What is stored if the answer proves the offer.
    fn prove(&self, offer: &[u8], answer: &Answer, now: Timestamp) -> Option<Proven>;

    /// The name that a new registration gets if the person gives none.
    fn default_name(&self, words: &dyn Words) -> String;
}

/// The list of methods that this server has, strongest first.
#[derive(Clone, Copy)]
pub struct Methods(&'static [&'static dyn Method]);

impl Methods {
    /// Takes the list.
    pub const fn new(list: &'static [&'static dyn Method]) -> Self {
        Self(list)
    }

    /// All of them.
    pub fn all(self) -> impl Iterator<Item = &'static dyn Method> {
        self.0.iter().copied()
    }

    /// The method of this name.
    pub fn find(self, name: &str) -> Option<&'static dyn Method> {
        self.all().find(|method| method.about().name.as_str() == name)
    }

    /// The method of a stored row.
    pub fn stored(self, name: &str) -> Result<&'static dyn Method, VerificationError> {
        self.find(name).ok_or_else(|| VerificationError::UnknownMethod(name.to_owned()))
    }

    /// The strongest method among these registrations.
    pub fn strongest(self, registrations: &[Registration]) -> Option<&'static dyn Method> {
        let registered = |method: &&'static dyn Method| {
            registrations.iter().any(|registration| registration.method == method.about().name)
        };
        self.all().filter(registered).min_by_key(|method| method.about().rank)
    }
}

impl std::fmt::Debug for Methods {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.all().map(|method| method.about().name.as_str())).finish()
    }
}
