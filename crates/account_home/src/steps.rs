//! What a person does with their account: one function for each, in one transaction.

mod password;

use accounts::{Account, Organization, SignedIn, people, sessions};
use notices::{Change, Code, Denied, Doubted, Reader};
use store::Transaction;
use verification::attempts::{self, Past, Sought};
use verification::password::PASSWORD;
use verification::remembered;
use verification::steps::{Outcome, StepResult};
use world::{AttemptId, DeviceId, Language, Moment, OrganizationId, Timestamp};

pub use password::{
    Changed, MayChange, NewPassword, OldCheck, OldTurn, change_password, charge_old_password,
    may_change_password, refund_old_password,
};

use crate::desk::{AccountHomeDesk, AccountHomeError};

type Done<T> = Result<T, AccountHomeError>;

/// A page of ours, as mails speak of it.
#[derive(Clone, Debug)]
pub struct Site {
    /// The organization whose page it is.
    pub organization: Organization,
    /// The language of the page.
    pub language: Language,
    /// The origin, as `https://sign-in.school.example`.
    pub origin: String,
    /// The network address that asks for it.
    pub address: String,
    /// Its browser and system.
    pub agent: String,
}

/// Signs an account out everywhere, and has every browser asked for the second step again.
pub fn sign_out_everywhere(
    t: &mut Transaction<'_>,
    desk: &AccountHomeDesk,
    (site, person): (&Site, &SignedIn),
    moment: &Moment,
) -> Done<()> {
    let whose = (site.organization.id, person.account.id);
    sessions::end_all(t, whose)?;
    if remembered::forget_all(t, whose)? > 0 {
        let since = person.session.opened_at;
        let change = Change { kind: "notice-forgotten", name: "", registration: None, since };
        notices::tell(t, (&desk.vault, &desk.texts), reader(site, &person.account), change, moment)?;
    }
    Ok(())
}

/// Has one remembered browser asked for the second step again. Nothing changes if the account has none of this id.
pub fn forget(
    t: &mut Transaction<'_>,
    desk: &AccountHomeDesk,
    (site, person): (&Site, &SignedIn),
    device: DeviceId,
    moment: &Moment,
) -> Done<()> {
    let whose = (site.organization.id, person.account.id);
    let listed = remembered::list(t, whose, moment.now)?;
    if !remembered::forget(t, whose, device)? {
        return Ok(());
    }
    let Some(gone) = listed.into_iter().find(|one| one.id == device) else { return Ok(()) };
    let since = person.session.opened_at;
    let change = Change { kind: "notice-browser-forgotten", name: &gone.agent, registration: None, since };
    Ok(notices::tell(t, (&desk.vault, &desk.texts), reader(site, &person.account), change, moment)?)
}

/// Who reads what is told of this account.
fn reader<'a>(site: &'a Site, account: &'a Account) -> Reader<'a> {
    Reader { organization: &site.organization, account, language: site.language, origin: &site.origin }
}

/// What a mail of this code told, and what denying it does. None if its link has ended or was used.
#[derive(Debug)]
pub struct Question {
    /// Whose account it is.
    pub account: Account,
    /// The beginning of the keys of the mail; none: it is about a sign-in.
    pub kind: Option<String>,
    /// When it happened.
    pub at: Timestamp,
    /// What it does to the account's methods.
    pub doubted: Doubted,
    /// Whether an administrator is told.
    pub tells: bool,
}

/// What the person is asked to confirm who came with the code of a mail.
pub fn question_of_mail(
    t: &mut Transaction<'_>,
    desk: &AccountHomeDesk,
    (organization, code): (OrganizationId, &Code),
    now: Timestamp,
) -> Done<Option<Question>> {
    let Some(told) = notices::find(t, &desk.vault, (organization, code), now)? else { return Ok(None) };
    let Some(account) = people::find(t, organization, told.account)? else { return Ok(None) };
    let doubted = notices::doubted(t, &desk.vault, (organization, account.id), told.doubt)?;
    let tells = !notices::administrators(t, (organization, account.id))?.is_empty();
    Ok(Some(Question { account, kind: Some(told.kind), at: told.made_at, doubted, tells }))
}

/// Carries out what the code of a mail is good for, once.
pub fn deny_mail(
    t: &mut Transaction<'_>,
    desk: &AccountHomeDesk,
    (organization, code): (OrganizationId, &Code),
    moment: &Moment,
) -> Done<Option<Denied>> {
    Ok(notices::deny(t, (&desk.vault, &desk.texts), (organization, code), moment)?)
}

/// What the person is asked to confirm who says of one of their own sign-ins that it was not them.
pub fn question_of_sign_in(
    t: &mut Transaction<'_>,
    desk: &AccountHomeDesk,
    (person, attempt): (&SignedIn, AttemptId),
) -> Done<Option<Question>> {
    let whose = (person.account.organization, person.account.id);
    let Some(past) = attempts::find_past(t, whose, attempt)? else { return Ok(None) };
    let doubted = notices::doubted(t, &desk.vault, whose, past.doubt())?;
    let account = person.account.clone();
    let tells = !notices::administrators(t, whose)?.is_empty();
    Ok(Some(Question { account, kind: None, at: past.started_at, doubted, tells }))
}

/// What a person says of one of their sign-ins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// It was them.
    Me,
    /// It was not.
    NotMe,
}

/// Keeps what a person says of one of their sign-ins; that it was not them stops everything. False if there is no such sign-in,
/// or if their session has ended meanwhile.
pub fn say(
    t: &mut Transaction<'_>,
    desk: &AccountHomeDesk,
    (person, attempt): (&SignedIn, AttemptId),
    said: Said,
    moment: &Moment,
) -> Done<bool> {
    let whose = (person.account.organization, person.account.id);
    if !sessions::hold(t, &person.session, moment.now)? {
        return Ok(false);
    }
    Ok(match said {
        Said::Me => attempts::recognize(t, whose, (attempt, true))?,
        Said::NotMe => {
            notices::deny_sign_in(t, (&desk.vault, &desk.texts), whose, attempt, moment)?.is_some()
        }
    })
}

/// What a past sign-in means for its owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// It was in a browser that they had used before, or they said that it was them.
    Nothing,
    /// Somebody signed in from a browser that had not been used before.
    SignedIn,
    /// Somebody knows the password and got no further.
    PasswordKnown,
    /// Somebody typed a wrong password.
    WrongPassword,
    /// Somebody set a new password.
    Reset,
    /// Somebody wanted a new password and got no further.
    WantedReset,
}

impl Meaning {
    /// What it means.
    pub fn of(past: &Past) -> Self {
        let signed_in = matches!(past.sought, Sought::StepUp | Sought::Change);
        if past.familiar || signed_in || past.recognized.is_some() {
            return Self::Nothing;
        }
        if past.sought == Sought::Reset {
            return if past.outcome == Outcome::Passed { Self::Reset } else { Self::WantedReset };
        }
        let of_password = |result| {
            let name = PASSWORD;
            past.steps.iter().any(|step| step.method == name.as_str() && step.result == result)
        };
        match past.outcome {
            Outcome::Passed => Self::SignedIn,
            _ if past.steps.iter().any(|step| proves(step.result)) => Self::PasswordKnown,
            _ if of_password(StepResult::Wrong) || of_password(StepResult::Resting) => Self::WrongPassword,
            _ => Self::Nothing,
        }
    }

    /// Whether the person is asked if it was them.
    pub fn asks(self) -> bool {
        matches!(self, Self::SignedIn | Self::PasswordKnown | Self::Reset)
    }

    /// The key of what the person is advised to do if it was not them.
    pub fn advice(self) -> Option<&'static str> {
        match self {
            Self::Nothing => None,
            Self::SignedIn => Some("activity-advice-signed-in"),
            Self::PasswordKnown => Some("activity-advice-password-known"),
            Self::WrongPassword => Some("activity-advice-wrong-password"),
            Self::Reset => Some("activity-advice-reset"),
            Self::WantedReset => Some("activity-advice-wanted-reset"),
        }
    }
}

/// Whether a step shows that whoever took it had what was asked for.
fn proves(result: StepResult) -> bool {
    matches!(result, StepResult::Right | StepResult::Remembered | StepResult::SetUp)
}

#[cfg(test)]
mod tests {
    use verification::steps::StepTaken;
    use world::Id;

    use super::*;

    fn past(outcome: Outcome, steps: &[(&str, StepResult)]) -> Past {
        let step = |(method, result): &(&str, StepResult)| StepTaken {
            method: (*method).to_owned(),
            result: *result,
            at_micros: 0,
        };
        Past {
            id: AttemptId::from_array([1; 16]),
            started_at: Timestamp::EPOCH,
            address: String::new(),
            agent: String::new(),
            application: String::new(),
            familiar: false,
            sought: Sought::SignIn,
            steps: steps.iter().map(step).collect(),
            outcome,
            recognized: None,
        }
    }

    #[test]
    fn what_a_sign_in_means_follows_from_how_far_it_came() {
        let (right, wrong) = (("password", StepResult::Right), ("password", StepResult::Wrong));
        let code = ("some_method", StepResult::Wrong);
        for (outcome, steps, meaning) in [
            (Outcome::Passed, &[right, ("some_method", StepResult::Right)][..], Meaning::SignedIn),
            (Outcome::Open, &[wrong], Meaning::WrongPassword),
            (Outcome::Open, &[wrong, right, code], Meaning::PasswordKnown),
            (Outcome::Reported, &[right, ("some_method", StepResult::Reported)], Meaning::PasswordKnown),
            (Outcome::Open, &[("password", StepResult::Resting)], Meaning::WrongPassword),
            (Outcome::Open, &[], Meaning::Nothing),
        ] {
            let past = past(outcome, steps);
            assert_eq!(Meaning::of(&past), meaning, "{past:?}");
            for (familiar, recognized) in [(true, None), (false, Some(true)), (false, Some(false))] {
                let known = Past { familiar, recognized, ..past.clone() };
                assert_eq!(Meaning::of(&known), Meaning::Nothing);
            }
            for sought in [Sought::StepUp, Sought::Change] {
                let known = Past { sought, ..past.clone() };
                assert_eq!(Meaning::of(&known), Meaning::Nothing, "whoever asks is signed in");
            }
        }
    }

    #[test]
    fn every_result_and_every_outcome_has_its_words_in_every_language() {
        let texts = std::sync::Arc::new(web::Texts::read(&[crate::TEXTS]));
        assert_eq!(texts.lacks(), []);
        let results = StepResult::ALL.map(|result| format!("activity-step-{}", result.key()));
        let outcomes = Outcome::ALL.map(|outcome| format!("activity-{}", outcome.key()));
        for language in world::language::LANGUAGES {
            let words = texts.wording(*language);
            let others = ["change", "change-open", "change-passed", "reset", "reset-passed", "step-up"]
                .map(|end| format!("activity-{end}"));
            for key in results.iter().chain(&outcomes).chain(&others) {
                assert_ne!(world::Words::say(&words, key), format!("[{key}]"), "{}", language.code());
            }
        }
    }
}
