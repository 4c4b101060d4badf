//! By what right someone changes security info: a session, or a sign-in that lacks a second step.

use accounts::{SignedIn, pass_policy, sessions};
use store::Transaction;
use vault::TokenHash;
use verification::attempts::{self, Attempt};
use verification::challenges::Binding;
use verification::{Evidence, Holder};
use world::{Language, OrganizationId, Timestamp};

use crate::desk::{SecurityInfoDesk, SecurityInfoError};

/// Who asks, as the request shows it.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The organization whose page it is.
    pub organization: OrganizationId,
    /// The hash of the browser's lasting token.
    pub browser: TokenHash,
    /// The hash of the attempt cookie's token, if there is one.
    pub attempt: Option<TokenHash>,
    /// Who is signed in, if anyone is.
    pub person: Option<SignedIn>,
    /// The language of the page.
    pub language: Language,
    /// The host name of the page, without a port.
    pub host: String,
    /// The origin of the page, as `https://sign-in.school.example`.
    pub origin: String,
    /// The network address that asks.
    pub address: String,
    /// Where that is, if it is known.
    pub place: Option<String>,
    /// Its browser and system.
    pub agent: String,
}

/// By what right someone changes security info.
#[derive(Debug)]
pub enum Authority {
    /// A sign-in that is under way.
    Attempt(Box<Attempt>),
    /// A session.
    Session(Box<SignedIn>),
}

impl Authority {
    /// What the request shows. A sign-in that is under way comes first: it is what the person does now.
    pub fn find(
        t: &mut Transaction<'_>,
        desk: &SecurityInfoDesk,
        asking: &Asking,
        now: Timestamp,
    ) -> Result<Option<Self>, SecurityInfoError> {
        if let Some(token) = asking.attempt {
            let place = (asking.organization, asking.browser);
            let mut attempt = attempts::find(t, &desk.vault, place, token, now)?;
            if let Some(attempt) = &mut attempt {
                pass_policy::leave_out(t, desk.methods, attempt)?;
            }
            let unfinished = attempt.filter(|attempt| {
                attempt.purpose == attempts::Purpose::SignIn
                    && attempt.evidence.as_ref().is_some_and(|evidence| !evidence.proofs().is_empty())
            });
            if let Some(attempt) = unfinished {
                return Ok(Some(Self::Attempt(Box::new(attempt))));
            }
        }
        Ok(asking.person.clone().map(|person| Self::Session(Box::new(person))))
    }

    /// What was proved.
    pub fn evidence(&self) -> Option<&Evidence> {
        match self {
            Self::Attempt(attempt) => attempt.evidence.as_ref(),
            Self::Session(person) => Some(&person.session.evidence),
        }
    }

    /// When the sign-in began that is, or opened, this authority.
    pub fn since(&self) -> Timestamp {
        match self {
            Self::Attempt(attempt) => attempt.started_at,
            Self::Session(person) => person.session.opened_at,
        }
    }

    /// Keeps it as it is until the transaction ends, so that nobody stops it while it changes something. False if somebody has.
    pub fn hold(&self, t: &mut Transaction<'_>, now: Timestamp) -> Result<bool, SecurityInfoError> {
        Ok(match self {
            Self::Attempt(attempt) => attempts::hold(t, attempt)?,
            Self::Session(person) => sessions::hold(t, &person.session, now)?,
        })
    }

    /// What a challenge of this authority is bound to.
    pub fn binding(&self) -> Option<Binding> {
        let holder: Holder = *self.evidence()?.holder();
        let to = match self {
            Self::Attempt(attempt) => *attempt.id.as_bytes(),
            Self::Session(person) => *person.session.id.as_bytes(),
        };
        Some(Binding { holder, to })
    }
}
