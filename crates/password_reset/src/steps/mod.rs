//! What a person does to get a new password: one function for each, in one transaction.

mod begin;
mod finish;
mod prove;
mod view;

use accounts::{Account, Organization, Role, people};
use store::Transaction;
use vault::TokenHash;
use verification::attempts::{self, Attempt, Origin};
use verification::challenges::Binding;
use verification::method::{Aim as AnsweredFor, Asker, Situation};
use verification::reset::{self, AsksIn, OnFile, Reached, Target};
use verification::{Holder, Registration, registrations};
use world::{AccountId, Id, Language, Timestamp, Words};

pub use begin::{BeginDone, Beginning, begin, choose_aim};
pub use finish::{around, set_password, unlock};
pub use prove::{
    AgainDone, AskDone, NumberDone, ProofDone, another, answer, ask, collect, number, send_again,
};
pub use view::{Asked, View, look};

use crate::desk::{PasswordResetDesk, PasswordResetError};
use crate::gate::{Next, next};
use crate::progress::{self, Progress};
use crate::tries::Who;

type Done<T> = Result<T, PasswordResetError>;

/// The page on which a person stands, as messages speak of it.
#[derive(Clone, Debug)]
pub struct Site {
    /// The host name, without a port.
    pub host: String,
    /// The origin, as `https://sign-in.school.example`.
    pub origin: String,
    /// The language of the page.
    pub language: Language,
    /// Where the person's address is, if it is known.
    pub place: Option<String>,
}

/// Where a person stands.
#[derive(Clone, Debug)]
pub struct Here {
    /// From where they come.
    pub origin: Origin,
    /// The organization whose page it is.
    pub organization: Organization,
    /// The page.
    pub site: Site,
    /// The hash of the cookie's token, if there is one.
    pub attempt: Option<TokenHash>,
}

/// The id that no account has.
fn nobody() -> AccountId {
    AccountId::from_array([0; 16])
}

/// A reset that is under way, and what is known of whose it is.
struct Standing {
    attempt: Attempt,
    progress: Progress,
    /// Whose it is; none if nobody may get a new password by it.
    person: Option<Account>,
    /// What they have set up.
    registrations: Vec<Registration>,
    /// What the organization has on file.
    on_file: OnFile,
}

/// Finds it. The same is looked for whether or not there is an account.
fn find(
    t: &mut Transaction<'_>,
    desk: &PasswordResetDesk,
    here: &Here,
    now: Timestamp,
) -> Done<Option<Standing>> {
    let Some(token) = here.attempt else { return Ok(None) };
    let organization = here.organization.id;
    let place = (organization, here.origin.browser);
    let Some(attempt) = attempts::find_reset(t, &desk.vault, place, token, now)? else { return Ok(None) };
    let Some(progress) = progress::find(t, (organization, attempt.id))? else { return Ok(None) };
    let account = attempt.holder.map_or_else(nobody, |holder| holder.account);
    let person = people::find(t, organization, account)?;
    let may = here.organization.resets.let_reset(t, (account, person.as_ref()), organization)?;
    let person = person.filter(|_| may);
    let mut registrations = registrations::list(t, &desk.vault, organization, account)?;
    let mut on_file = people::contact(t, &desk.vault, organization, account)?.into();
    if person.is_none() {
        registrations.clear();
        on_file = OnFile::default();
    }
    Ok(Some(Standing { attempt, progress, person, registrations, on_file }))
}

impl Standing {
    fn key(&self) -> (world::OrganizationId, world::AttemptId) {
        (self.attempt.organization, self.attempt.id)
    }

    fn next(&self, here: &Here, now: Timestamp) -> Next {
        next((&self.attempt, &self.progress), (self.person.as_ref(), &here.organization.resets), now)
    }

    /// What its challenges are bound to. Nobody's are bound to nobody, and never begun.
    fn binding(&self) -> Binding {
        let account = self.person.as_ref().map_or_else(nobody, |person| person.id);
        let holder =
            Holder { organization: self.attempt.organization, account, browser: self.attempt.browser };
        Binding { holder, to: *self.attempt.id.as_bytes() }
    }

    fn who<'a>(&'a self, here: &'a Here) -> Who<'a> {
        Who {
            organization: self.attempt.organization,
            user_name: &self.attempt.user_name,
            familiar: self.attempt.familiar,
            address: &here.origin.address,
        }
    }

    /// What the person has for a way, if anything.
    fn reached(&self, way: AsksIn) -> Option<Reached> {
        reset::reached(way, &self.registrations, &self.on_file)
    }

    /// What a challenge asks. None: there is nobody to be asked so. Administrators have nothing of what an organization turns on.
    fn target(&self, (method, way): AsksIn) -> Option<Target> {
        let administers = self.person.as_ref().is_some_and(|person| person.role == Role::Administrator);
        if administers && method.must_be_turned_on() {
            return None;
        }
        self.reached((method, way)).map(|reached| reached.target)
    }

    fn situation<'a>(&'a self, here: &'a Here, words: &'a dyn Words, ends_at: Timestamp) -> Situation<'a> {
        Situation {
            words,
            organization: &here.organization.name,
            user_name: &self.attempt.user_name,
            account: self.binding().holder.account,
            has: &self.registrations,
            host: &here.site.host,
            origin: &here.site.origin,
            ends_at,
            asker: Asker {
                aim: AnsweredFor::Reset,
                application: String::new(),
                address: here.origin.address.clone(),
                place: here.site.place.clone(),
                agent: here.origin.agent.clone(),
                familiar: self.attempt.familiar,
            },
        }
    }

    /// The language of messages to the person.
    fn language(&self, here: &Here) -> Language {
        self.person.as_ref().and_then(|person| person.language).unwrap_or(here.site.language)
    }
}
