//! Which page comes next: a function of the attempt, its evidence and what is known of the account.

use accounts::{Account, Demand};
use verification::attempts::{Attempt, Purpose};
use verification::defaults::Way;
use verification::password::PASSWORD;
use verification::{
    Evidence, Judgement, Methods, Policy, Registration, Satisfied, SecondStepRule, defaults, judge,
};
use world::{Language, Span, Timestamp};

/// What is known of the account while it signs in.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The account.
    pub account: Account,
    /// Whether it must have a second step.
    pub rule: SecondStepRule,
    /// How long its password serves; none at all: it does not end.
    pub password_lasts: Span,
    /// What it has set up, can be asked for, and serves now.
    pub registrations: Vec<Registration>,
    /// Whether something that it has set up, and that lasts, is suspended.
    pub suspended: bool,
    /// Whether the person must look at their security info before anything else.
    pub review: bool,
    /// The method by which it wants to be asked first.
    pub chosen: Option<Way>,
}

impl Facts {
    /// The language that the person chose.
    pub fn language(&self) -> Option<Language> {
        self.account.language
    }
}

/// What is still needed.
#[derive(Debug)]
pub enum Next {
    /// The password.
    Password,
    /// A second step.
    SecondStep,
    /// Setting up a second step.
    MoreInformation,
    /// A new password, for this reason: the one that was typed serves for nothing more.
    NewPassword(Demand),
    /// A look at the security info, after the person said of something "this was not me".
    Review,
    /// What nobody can give: everything that could be a second step is suspended, and an administrator must help.
    NoWay,
    /// Nothing: this opens or raises the session.
    Enough(Satisfied),
}

/// What is demanded of this attempt.
pub fn policy(attempt: &Attempt, facts: &Facts) -> Policy {
    // What is suspended, or deleted by whom the person doubts, never lowers what is demanded.
    let has_second_step =
        facts.registrations.iter().any(Registration::lasts) || facts.suspended || facts.review;
    match attempt.purpose {
        Purpose::SignIn => Policy::sign_in(facts.rule, has_second_step),
        Purpose::StepUp(_) => Policy::change_security_info(has_second_step),
        // Those for a new password are never found here; their proofs would count for nothing.
        Purpose::Reset | Purpose::Change(_) => Policy::sign_in(SecondStepRule::Required, true),
    }
}

/// What comes next. Without facts there is no account, and the password is asked for as of anybody.
pub fn next(attempt: &Attempt, facts: Option<&Facts>, methods: Methods, now: Timestamp) -> Next {
    let (Some(evidence), Some(facts)) = (&attempt.evidence, facts) else { return Next::Password };
    match judge(policy(attempt, facts), evidence, now) {
        Judgement::Satisfied(satisfied) => match new_password(attempt, facts, evidence, now) {
            Some(why) => Next::NewPassword(why),
            None if facts.review => Next::Review,
            None if must_set_up(attempt, facts, methods) => Next::MoreInformation,
            None => Next::Enough(satisfied),
        },
        Judgement::Missing(missing) if missing.first => Next::Password,
        Judgement::Missing(_) if has_nothing(facts, methods) => {
            if facts.suspended || facts.review {
                Next::NoWay
            } else {
                Next::MoreInformation
            }
        }
        Judgement::Missing(_) => Next::SecondStep,
    }
}

/// Whether nothing is left that could be asked: what was good once and is used up is as none at all, but what lasts never is.
fn has_nothing(facts: &Facts, methods: Methods) -> bool {
    !facts.registrations.iter().any(Registration::lasts)
        && defaults::ways(methods, &facts.registrations).next().is_none()
}

/// Why a new password must be chosen before a sign-in goes on. One that has ended is of no matter to who has not used it.
fn new_password(attempt: &Attempt, facts: &Facts, evidence: &Evidence, now: Timestamp) -> Option<Demand> {
    let typed = || evidence.proofs().iter().any(|proof| *proof.method() == PASSWORD);
    let why = facts.account.must_choose_password(facts.password_lasts, now);
    why.filter(|why| attempt.purpose == Purpose::SignIn && (*why != Demand::Expired || typed()))
}

/// Who came in with what stands in for a lost method sets up another one before going on.
fn must_set_up(attempt: &Attempt, facts: &Facts, methods: Methods) -> bool {
    attempt.purpose == Purpose::SignIn
        && facts.rule == SecondStepRule::Required
        && !facts.registrations.iter().any(|registration| methods.stands_alone(registration))
}
