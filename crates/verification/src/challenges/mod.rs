//! One run of a method that waits for its answer, around which every rule is kept: bound to its attempt and browser, ended by
//! time, answered once, with few tries, few messages, and resting when codes were wrong too often.
//!
//! ```text
//!  begin ──▶ waiting ──answer──▶ proof                     typed on the page
//!              │  └──hear──▶ heard ──collect──▶ proof      approved elsewhere, taken by the browser that asked
//!              └──again──▶ the same message once more
//! ```

mod answer;
mod begin;
mod in_app;
mod instead;
mod open;
mod outside;
mod reset;
mod set_up;

use delivery::Channel;
use store::{Row, StoreError, Transaction, values};
use vault::{Place, Vault};
use world::{ChallengeId, Chance, Moment, RegistrationId, Span, Timestamp};

pub use answer::{Answered, answer};
pub use begin::{Resent, Started, again, begin};
pub use in_app::{Request, begun_since, lapsed, pending, requests};
pub use instead::{Named, answer_instead, forgive_instead};
pub use open::{Open, OpenAnswered, answer_open, begin_open, open};
pub use outside::{Collected, HeardOf, by_ticket, collect, first_news, hear, heard_since};
pub use reset::{ResetAnswered, answer_reset, begin_reset, collect_reset, pretend};
pub use set_up::{Began, SetUp, begin_set_up, collect_set_up, set_up};

use crate::method::{About, Again, AnsweredBy};
use crate::throttle::{self, Allowance, Counted};
use crate::{Holder, Method, Methods, Registration, VerificationError, records, registrations};

/// The numbers around a challenge.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Wrong codes of one method.
    pub codes: Allowance,
    /// Texts and calls for one account.
    pub sends: Allowance,
    /// Texts and calls to one number, whoever asks for them.
    pub number_sends: Allowance,
    /// Requests in paired apps that were refused or not answered.
    pub requests: Allowance,
    /// So long after a refusal a request from an unfamiliar browser is listed in the app and does not ring.
    pub quiet: Span,
    /// How long a browser at an address is blocked that was reported.
    pub blocked: Span,
}

impl Limits {
    /// These for what is typed and sent, and for requests in apps the numbers that the configuration begins with.
    pub const fn new(codes: Allowance, sends: Allowance, number_sends: Allowance) -> Self {
        let requests = Allowance {
            tries: 3,
            within: Span::minutes(10),
            rest: Span::minutes(1),
            longest_rest: Span::hours(1),
            lasts: Span::minutes(1),
        };
        Self { codes, sends, number_sends, requests, quiet: Span::minutes(10), blocked: Span::hours(1) }
    }
}

/// What challenges are begun and answered with.
#[derive(Clone, Copy, Debug)]
pub struct Means<'a> {
    /// The keys.
    pub vault: &'a Vault,
    /// The methods that there are.
    pub methods: Methods,
    /// The numbers.
    pub limits: Limits,
}

/// What an answer is for. An answer for one purpose never serves another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To sign in, or to step up.
    SignIn,
    /// To prove what is being set up.
    SetUp,
    /// To show that it is the person who wants a new password.
    Reset,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::SetUp => "set_up",
            Self::Reset => "reset",
        }
    }

    fn stored(text: &str) -> Option<Self> {
        [Self::SignIn, Self::SetUp, Self::Reset].into_iter().find(|one| one.as_str() == text)
    }
}

/// Who may answer: a person in a browser, within one attempt or session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Binding {
    /// The person and the browser.
    pub holder: Holder,
    /// The id of the attempt or session.
    pub to: [u8; 16],
}

/// A challenge that waits for its answer.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its id.
    pub id: ChallengeId,
    /// The method's name.
    pub method: String,
    /// The method's record, unsealed.
    pub record: Vec<u8>,
    /// What is asked, or what a set-up replaces; none: all of the kind.
    pub registration: Option<RegistrationId>,
    /// When it ends.
    pub expires_at: Timestamp,
    /// How often its message was sent.
    pub sends: i64,
    /// When it was sent last.
    pub sent_at: Timestamp,
    /// What came from outside, if anything has.
    pub heard: Option<String>,
}

impl Waiting {
    /// Whether a challenge of this method asks for this registration.
    pub fn asks(&self, about: &About, registration: &Registration) -> bool {
        is_asked(about, self.registration, registration)
    }

    /// How long it is until the message can be sent again, zero if it can be now; none if it was sent as often as the rule allows.
    pub fn again_in(&self, rule: Again, now: Timestamp) -> Option<Span> {
        let left = self.sent_at + rule.after - now;
        // A clock that was set back must not keep the person waiting for longer than the rule says.
        let left = if left > rule.after { Span::ZERO } else { left.max(Span::ZERO) };
        (self.sends <= rule.most).then_some(left)
    }
}

const RECORD: &str = "challenges.record";
const HEARD: &str = "challenges.heard";
const ASKER: &str = "challenges.asker";

fn place<'a>(holder: &'a Holder, challenge: &'a ChallengeId, column: &'static str) -> Place<'a> {
    Place {
        organization: holder.organization,
        row: vec![holder.account.as_bytes(), challenge.as_bytes()],
        column,
    }
}

fn unseal(
    vault: &Vault,
    holder: &Holder,
    (id, column): (&ChallengeId, &'static str),
    sealed: &[u8],
) -> Result<Vec<u8>, VerificationError> {
    let opened = vault.unseal(&place(holder, id, column), sealed);
    Ok(opened.map_err(|source| VerificationError::Sealed { column, source })?.to_vec())
}

/// The challenge of this purpose that waits, if one does.
pub fn waiting(
    t: &mut Transaction<'_>,
    vault: &Vault,
    binding: &Binding,
    purpose: Purpose,
    now: Timestamp,
) -> Result<Option<Waiting>, VerificationError> {
    let holder = &binding.holder;
    let row = t.first(
        records::WAITING_CHALLENGE,
        &values![
            holder.organization,
            binding.to.as_slice(),
            purpose.as_str(),
            holder.account,
            holder.browser.as_bytes().as_slice(),
            now,
        ],
    )?;
    row.map(|row| read(&row, vault, holder)).transpose()
}

fn read(row: &Row, vault: &Vault, holder: &Holder) -> Result<Waiting, VerificationError> {
    let id: ChallengeId = row.get(0)?;
    let heard: Option<Vec<u8>> = row.get(7)?;
    let heard = heard.map(|sealed| unseal(vault, holder, (&id, HEARD), &sealed)).transpose()?;
    Ok(Waiting {
        method: row.get(1)?,
        record: unseal(vault, holder, (&id, RECORD), &row.get::<Vec<u8>>(2)?)?,
        expires_at: row.get(3)?,
        registration: row.get(4)?,
        sends: row.get(5)?,
        sent_at: row.get(6)?,
        heard: heard.map(|heard| String::from_utf8_lossy(&heard).into_owned()),
        id,
    })
}

/// [`waiting`], if it is this one.
fn this_waiting(
    t: &mut Transaction<'_>,
    vault: &Vault,
    (binding, purpose): (&Binding, Purpose),
    challenge: ChallengeId,
    now: Timestamp,
) -> Result<Option<Waiting>, VerificationError> {
    Ok(waiting(t, vault, binding, purpose, now)?.filter(|waiting| waiting.id == challenge))
}

/// What an account has of a method's kind, or this one of them.
pub fn asked(
    t: &mut Transaction<'_>,
    vault: &Vault,
    holder: &Holder,
    (about, registration): (&About, Option<RegistrationId>),
) -> Result<Vec<Registration>, VerificationError> {
    let mut asked = registrations::list(t, vault, holder.organization, holder.account)?;
    asked.retain(|one| is_asked(about, registration, one));
    Ok(asked)
}

fn is_asked(about: &About, registration: Option<RegistrationId>, one: &Registration) -> bool {
    one.kind == about.kind && registration.is_none_or(|id| id == one.id)
}

/// Takes one of the challenge's tries, in one statement; false if it cannot be answered any more.
fn take(
    t: &mut Transaction<'_>,
    (binding, purpose): (&Binding, Purpose),
    challenge: ChallengeId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    let holder = &binding.holder;
    let taken = t.run(
        records::TAKE_CHALLENGE,
        &values![
            holder.organization,
            challenge,
            binding.to.as_slice(),
            purpose.as_str(),
            holder.account,
            holder.browser.as_bytes().as_slice(),
            now,
        ],
    )?;
    Ok(taken == 1)
}

fn consume(
    t: &mut Transaction<'_>,
    holder: &Holder,
    challenge: ChallengeId,
    now: Timestamp,
) -> Result<bool, StoreError> {
    Ok(t.run(records::CONSUME_CHALLENGE, &values![holder.organization, challenge, now])? == 1)
}

/// The counter of one account's wrong codes for one method.
pub fn counted(vault: &Vault, holder: &Holder, method: &str) -> Counted {
    Counted::new(vault, holder.organization, &[b"codes", holder.account.as_bytes(), method.as_bytes()])
}

/// The counter of texts and calls for one account.
fn counted_sends(vault: &Vault, holder: &Holder) -> Counted {
    Counted::new(vault, holder.organization, &[b"sends", holder.account.as_bytes()])
}

/// When a method can be used again, if wrong codes or too many messages let it rest.
pub fn resting_until(
    t: &mut Transaction<'_>,
    means: &Means<'_>,
    holder: &Holder,
    method: &dyn Method,
    now: Timestamp,
) -> Result<Option<Timestamp>, StoreError> {
    let about = method.about();
    let codes = counted(means.vault, holder, about.name.as_str());
    let codes = throttle::resting_until(t, codes, now)?;
    if about.answered == AnsweredBy::App {
        return in_app::resting_until(t, means, holder, now);
    }
    if !matches!(about.channel, Some(Channel::Text | Channel::Call)) {
        return Ok(codes);
    }
    let sends = throttle::resting_until(t, counted_sends(means.vault, holder), now)?;
    Ok(codes.max(sends))
}

/// The chance of a challenge: the same whenever its message is made, so that it can be sent again without its code being stored.
pub(crate) fn chance_of(vault: &Vault, challenge: ChallengeId) -> Chance {
    let seed = vault.tag("challenge", &[challenge.as_bytes()]);
    Moment::with_seed(Timestamp::EPOCH, seed).chance("challenge")
}
