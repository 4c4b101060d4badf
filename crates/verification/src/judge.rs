//! The judge: what is demanded, held against what was proved.

use world::{Span, Timestamp};

use crate::{Evidence, Proof, Role};

/// How far a proof may lie ahead of this server's clock: two servers do not agree to the second.
const CLOCK_SKEW: Span = Span::seconds(5);

/// How long proof of the first step counts within one sign-in.
pub const FIRST_STEP_COUNTS: Span = Span::minutes(15);

/// How fresh a second step must be for a change of security info.
pub const FRESH_FOR_CHANGES: Span = Span::minutes(15);

/// Whether an organization or account must have a second step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondStepRule {
    /// Everyone must have one; who has none is led through setting one up.
    Required,
    /// It is asked of those who have set one up.
    WhenSetUp,
}

/// What is demanded of one person for one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    first_within: Option<Span>,
    second_within: Option<Span>,
    remembered: bool,
}

impl Policy {
    /// To sign in: a first step, and a second one where the rule or the person's own registrations demand it.
    pub fn sign_in(rule: SecondStepRule, has_second_step: bool) -> Self {
        let second = has_second_step || rule == SecondStepRule::Required;
        Self {
            first_within: Some(FIRST_STEP_COUNTS),
            second_within: second.then_some(FIRST_STEP_COUNTS),
            remembered: true,
        }
    }

    /// To change security info: the second step of the last 15 minutes from someone who has one, the first step of the last
    /// 15 minutes from someone who has none.
    pub fn change_security_info(has_second_step: bool) -> Self {
        if has_second_step {
            Self { first_within: None, second_within: Some(FRESH_FOR_CHANGES), remembered: false }
        } else {
            Self { first_within: Some(FRESH_FOR_CHANGES), second_within: None, remembered: false }
        }
    }

    /// Whether it asks for a second step.
    pub fn demands_second_step(&self) -> bool {
        self.second_within.is_some()
    }
}

/// What the evidence lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// A first step must be taken (again).
    pub first: bool,
    /// A second step must be taken (again).
    pub second: bool,
}

/// The evidence is enough. Only the judge makes one, and it cannot be copied: it is used up where a session is opened.
#[derive(Debug)]
pub struct Satisfied {
    evidence: Evidence,
}

impl Satisfied {
    /// The evidence that satisfied.
    pub fn evidence(&self) -> &Evidence {
        &self.evidence
    }

    /// The evidence, for the session that is opened from it.
    pub fn into_evidence(self) -> Evidence {
        self.evidence
    }
}

/// What the judge says.
#[derive(Debug)]
pub enum Judgement {
    /// Enough was proved.
    Satisfied(Satisfied),
    /// Something lacks.
    Missing(Missing),
}

/// Holds the evidence against the policy.
///
/// A proof counts from its time on for as long as the policy says; one from the future, as after a clock was set back, does
/// not count. A second step counts only with a first step of another factor beside it, however old that one is; a proof of both
/// needs nothing beside it. A remembered second step counts only where the policy takes one.
pub fn judge(policy: Policy, evidence: &Evidence, now: Timestamp) -> Judgement {
    let counts = |proof: &Proof, within: Option<Span>| {
        let age = now - proof.at();
        proof.holder() == evidence.holder()
            && age >= Span::ZERO - CLOCK_SKEW
            && within.is_none_or(|span| age <= span)
    };
    let is = |role: Role, wanted: Role| {
        role == wanted
            || role == Role::Both
            || (role == Role::Remembered && wanted == Role::Second && policy.remembered)
    };
    let steps = |role, within| {
        evidence.proofs().iter().filter(move |proof| is(proof.role(), role) && counts(proof, within))
    };
    let first = || steps(Role::First, policy.first_within);
    let second = || {
        steps(Role::Second, policy.second_within).any(|second| {
            second.role() == Role::Both || first().any(|first| first.factor() != second.factor())
        })
    };
    let missing =
        Missing { first: first().next().is_none(), second: policy.second_within.is_some() && !second() };
    if missing.first || missing.second {
        Judgement::Missing(missing)
    } else {
        Judgement::Satisfied(Satisfied { evidence: evidence.clone() })
    }
}

#[cfg(test)]
mod tests;
