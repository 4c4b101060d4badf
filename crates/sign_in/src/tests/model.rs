//! What each browser has really proved, kept beside the product and without it: who must be let in, and who never.

use std::collections::{HashMap, HashSet};

use otp::Secret;
use vault::TokenHash;
use world::{ChallengeId, DeviceId, RegistrationId, Span, Timestamp};

pub use asked::{By, Challenge};

mod asked;

/// What was shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    Password,
    /// A fresh second step of whatever kind.
    Code,
    /// The cookie of a remembered browser.
    Remembered,
}

/// What lacks before a session may be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lacks {
    Password,
    Code,
    SetUp,
    Nothing,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    SignIn,
    StepUp(usize),
}

/// An app that somebody has.
#[derive(Clone)]
pub struct App {
    pub secret: Secret,
    /// The last step whose code was taken.
    pub used: i64,
}

/// A mobile phone that somebody has.
#[derive(Clone, Debug)]
pub struct Phone {
    pub id: RegistrationId,
    pub number: String,
}

#[derive(Default)]
pub struct Person {
    pub exists: bool,
    pub disabled: bool,
    pub must: bool,
    pub apps: Vec<App>,
    pub phone: Option<Phone>,
    /// Recovery codes, and whether each was used.
    pub papers: Option<Vec<(String, bool)>>,
    pub prefers: Option<(By, Option<RegistrationId>)>,
    pub last_code: Option<String>,
    /// The codes that came to the phone.
    pub received: Vec<String>,
    /// Texts and calls so far.
    pub sends: usize,
    pub wrong_passwords: usize,
    /// Wrong codes since the last right one.
    pub wrong_codes: HashMap<By, Vec<Timestamp>>,
}

/// An app that was offered and waits for its code.
#[derive(Clone)]
pub struct Offer {
    pub challenge: ChallengeId,
    pub secret: Secret,
    pub at: Timestamp,
    pub tries: usize,
}

pub struct Attempt {
    pub browser: usize,
    pub organization: usize,
    /// None: nobody has the user name here.
    pub who: Option<usize>,
    pub name: usize,
    pub why: Why,
    pub proofs: Vec<(Shown, Timestamp)>,
    pub open: bool,
    /// When the person said elsewhere that they had not asked for it.
    pub reported: Option<Timestamp>,
    pub ends: Timestamp,
    pub offer: Option<Offer>,
}

/// A browser that is not asked for a second step.
pub struct Device {
    pub who: usize,
    pub browser: usize,
    /// The newest token.
    pub token: TokenHash,
    pub ends: Timestamp,
}

pub struct Session {
    pub browser: usize,
    pub who: usize,
    pub token: TokenHash,
    pub proofs: Vec<(Shown, Timestamp)>,
    pub ends: Timestamp,
}

#[derive(Default)]
pub struct Model {
    pub people: Vec<Person>,
    pub attempts: Vec<Attempt>,
    pub challenges: Vec<Challenge>,
    pub sessions: Vec<Session>,
    pub devices: HashMap<DeviceId, Device>,
    /// Tokens that are good now; one that was replaced is not among them.
    pub tokens: HashMap<TokenHash, usize>,
    /// Session tokens that were good once.
    pub dead: HashSet<TokenHash>,
    /// Until when a browser is kept from someone's account: they had reported it.
    pub blocked: HashMap<(usize, usize), Timestamp>,
}

const COUNTS: Span = Span::minutes(15);

fn fresh(at: Timestamp, now: Timestamp) -> bool {
    passed(at, now) && now - at <= COUNTS
}

/// Not in the future, as far as two clocks agree.
fn passed(at: Timestamp, now: Timestamp) -> bool {
    at <= now + Span::seconds(5)
}

impl Model {
    /// The attempt that this cookie leads to in this browser at this organization.
    pub fn attempt(
        &self,
        (browser, organization): (usize, usize),
        token: Option<TokenHash>,
        now: Timestamp,
    ) -> Option<usize> {
        let index = *self.tokens.get(&token?)?;
        let attempt = &self.attempts[index];
        let here = attempt.browser == browser && attempt.organization == organization;
        (here && attempt.open && attempt.ends > now).then_some(index)
    }

    /// The account of an attempt, while it exists.
    pub fn account(&self, attempt: usize) -> Option<&Person> {
        self.attempts[attempt].who.map(|who| &self.people[who]).filter(|person| person.exists)
    }

    pub fn lacks(&self, attempt: usize, now: Timestamp) -> Lacks {
        let Some(person) = self.account(attempt) else { return Lacks::Password };
        let attempt = &self.attempts[attempt];
        if attempt.why == Why::SignIn {
            Self::lacks_to_sign_in(person, &attempt.proofs, now)
        } else {
            Self::lacks_to_change(person, &attempt.proofs, now)
        }
    }

    fn lacks_to_sign_in(person: &Person, proofs: &[(Shown, Timestamp)], now: Timestamp) -> Lacks {
        let shown = |what| proofs.iter().any(|(shown, at)| *shown == what && fresh(*at, now));
        if !shown(Shown::Password) {
            Lacks::Password
        } else if person.has_anything() && !shown(Shown::Code) && !shown(Shown::Remembered) {
            Lacks::Code
        } else if person.must && !person.has_more_than_paper() {
            // Whoever must have a second step does not get in with what merely stands in for one.
            Lacks::SetUp
        } else {
            Lacks::Nothing
        }
    }

    /// A change asks for a fresh code beside a password of any age, or for a fresh password from who has no second step. That a
    /// browser is remembered counts for nothing.
    pub fn lacks_to_change(person: &Person, proofs: &[(Shown, Timestamp)], now: Timestamp) -> Lacks {
        let shown = |what, counts: fn(Timestamp, Timestamp) -> bool| {
            proofs.iter().any(|(shown, at)| *shown == what && counts(*at, now))
        };
        if !person.has_anything() {
            if shown(Shown::Password, fresh) { Lacks::Nothing } else { Lacks::Password }
        } else if !shown(Shown::Password, passed) {
            Lacks::Password
        } else if shown(Shown::Code, fresh) {
            Lacks::Nothing
        } else {
            Lacks::Code
        }
    }

    /// Gives the attempt another token, as every proof does.
    pub fn replace_token(&mut self, attempt: usize, token: TokenHash) {
        self.tokens.retain(|_, of| *of != attempt);
        self.tokens.insert(token, attempt);
    }

    pub fn session_is_good(&self, session: &Session, now: Timestamp) -> bool {
        let person = &self.people[session.who];
        person.exists && !person.disabled && session.ends > now
    }

    pub fn forget_account(&mut self, who: usize) {
        self.people[who].exists = false;
        self.people[who].loses_everything();
        self.devices.retain(|_, device| device.who != who);
        let gone = self.sessions.iter().filter(|session| session.who == who);
        self.dead.extend(gone.map(|session| session.token));
    }
}
