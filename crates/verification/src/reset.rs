//! What a password reset demands: proofs that were given for it and for nothing else.
//!
//! ```text
//!  challenge of a reset ──answered──▶ Proof (Role::Reset) ──▶ Evidence ──▶ judge ──▶ MaySetPassword ──▶ accounts stores the hash
//! ```
//!
//! No proof of a sign-in counts here, and none of these counts at a sign-in. [`MaySetPassword`] has no public constructor, so a door that
//! forgets a gate does not compile.

mod ways;

use world::phone::PhoneNumber;
use world::text::MailAddress;
use world::{RegistrationId, Span, Timestamp};

pub use ways::{AsksIn, Serving, TooFew, are_enough, reached};

use crate::{Evidence, Factor, Holder, Proof, Role};

/// How far a proof may lie ahead of this server's clock.
const CLOCK_SKEW: Span = Span::seconds(5);

/// How long a proof counts within one reset.
pub const COUNTS: Span = Span::minutes(15);

/// How many different methods must show that it is the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gates {
    /// One.
    One,
    /// Two (NIST SP 800-63B-4 §4.2.2).
    Two,
}

impl Gates {
    /// As stored, and as written on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Two => "two",
        }
    }

    /// From what is stored or written on the command line.
    pub fn parse(text: &str) -> Option<Self> {
        [Self::One, Self::Two].into_iter().find(|gates| gates.as_str() == text)
    }
}

/// The right to set a new password, or to lift a lockout, once. Only the judge makes one, and it cannot be copied.
#[derive(Debug)]
pub struct MaySetPassword {
    holder: Holder,
}

impl MaySetPassword {
    /// Whose password it is, in which browser.
    pub fn holder(&self) -> &Holder {
        &self.holder
    }
}

/// What the judge says of a reset.
#[derive(Debug)]
pub enum ResetJudgement {
    /// Enough was proved.
    Proved(MaySetPassword),
    /// One more method must show that it is the person.
    Missing,
}

/// Holds the evidence of a reset against what it demands. Two proofs are two if another method gave them, by another registration,
/// and one of them shows that the person has something.
pub fn judge(gates: Gates, evidence: &Evidence, now: Timestamp) -> ResetJudgement {
    let counts = |proof: &&Proof| {
        let age = now - proof.at();
        proof.role() == Role::Reset
            && proof.holder() == evidence.holder()
            && age >= Span::ZERO - CLOCK_SKEW
            && age <= COUNTS
    };
    let proofs: Vec<_> = evidence.proofs().iter().filter(counts).collect();
    let differ = |one: &Proof, other: &Proof| {
        one.method() != other.method()
            && one.registration() != other.registration()
            && (one.factor() != Factor::Knowledge || other.factor() != Factor::Knowledge)
    };
    let enough = match gates {
        Gates::One => !proofs.is_empty(),
        Gates::Two => proofs.iter().any(|one| proofs.iter().any(|other| differ(one, other))),
    };
    if enough {
        ResetJudgement::Proved(MaySetPassword { holder: *evidence.holder() })
    } else {
        ResetJudgement::Missing
    }
}

/// One way in which a reset can ask. Everybody is shown the same ways, so that nobody learns what an account has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Way {
    /// Its name in fields, unique among a method's ways.
    pub name: &'static str,
    /// The key of what its button says.
    pub says: &'static str,
    /// What it shows that a person has: a second method must show something else.
    pub shows: &'static str,
    /// Whether a telephone number must be typed in full before anything is sent.
    pub asks_number: bool,
}

/// What an organization has on file of a person, whether or not they have set it up themselves.
#[derive(Clone, Debug, Default)]
pub struct OnFile {
    /// A mail address.
    pub mail: Option<MailAddress>,
    /// A mobile phone.
    pub mobile_phone: Option<PhoneNumber>,
    /// A phone at work, perhaps with an extension.
    pub office_phone: Option<PhoneNumber>,
}

/// What an account has for a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reached {
    /// What is asked.
    pub target: Target,
    /// The number that must be typed.
    pub number: Option<PhoneNumber>,
}

/// What a challenge of a reset asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// What the account has set up of the method's kind, or this one of it.
    SetUp(Option<RegistrationId>),
    /// What the organization has on file, in the form that the method reads.
    OnFile(Vec<u8>),
}

impl Reached {
    /// Everything of the method's kind that the account has set up.
    pub fn all() -> Self {
        Self { target: Target::SetUp(None), number: None }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use vault::TokenHash;
    use world::{AccountId, Id, OrganizationId};

    use super::*;
    use crate::{Judgement, MethodName, Policy, SecondStepRule};

    const NOW: Timestamp = Timestamp::from_unix_seconds(1_000_000);
    const METHODS: [&str; 3] = ["one", "two", "three"];
    const ROLES: [Role; 5] = [Role::First, Role::Second, Role::Both, Role::Remembered, Role::Reset];

    fn holder(n: u8) -> Holder {
        Holder {
            organization: OrganizationId::from_array([1; 16]),
            account: AccountId::from_array([n; 16]),
            browser: TokenHash::from_bytes([n; 32]),
        }
    }

    fn proof(of: (usize, usize, i64, u8)) -> Proof {
        proof_of(Factor::Possession, of)
    }

    fn proof_of(factor: Factor, (method, role, age, registration): (usize, usize, i64, u8)) -> Proof {
        let registration = (registration > 0).then(|| RegistrationId::from_array([registration; 16]));
        let kind = (ROLES[role], factor);
        Proof::new(holder(1), MethodName::new(METHODS[method]), kind, NOW - Span::minutes(age), registration)
    }

    proptest! {
        #[test]
        fn only_fresh_proofs_of_a_reset_by_different_methods_grant_it(
            given in proptest::collection::vec((0..3_usize, 0..5_usize, -2..40_i64, 0..4_u8), 0..6),
        ) {
            let mut evidence = Evidence::none(holder(1));
            given.iter().for_each(|one| evidence.add(proof(*one)));
            let good: Vec<_> =
                given.iter().filter(|(_, role, age, _)| *role == 4 && (0..=15).contains(age)).collect();
            let two = good.iter().any(|one| good.iter().any(|other| one.0 != other.0 && one.3 != other.3));
            let proved = |gates| matches!(judge(gates, &evidence, NOW), ResetJudgement::Proved(_));
            prop_assert_eq!(proved(Gates::One), !good.is_empty());
            prop_assert_eq!(proved(Gates::Two), two);
        }

        #[test]
        fn what_is_only_known_is_one_of_two_and_never_both(
            given in proptest::collection::vec((0..3_usize, any::<bool>(), 0..4_u8), 0..6),
        ) {
            let mut evidence = Evidence::none(holder(1));
            for (method, known, registration) in &given {
                let factor = if *known { Factor::Knowledge } else { Factor::Possession };
                evidence.add(proof_of(factor, (*method, 4, 0, *registration)));
            }
            let two = given.iter().any(|one| {
                given.iter().any(|other| one.0 != other.0 && one.2 != other.2 && !(one.1 && other.1))
            });
            let proved = |gates| matches!(judge(gates, &evidence, NOW), ResetJudgement::Proved(_));
            prop_assert_eq!(proved(Gates::Two), two);
            prop_assert_eq!(proved(Gates::One), !given.is_empty());
        }

        #[test]
        fn no_proof_of_a_reset_signs_in(given in proptest::collection::vec((0..3_usize, 0..15_i64, 0..4_u8), 0..6)) {
            let mut evidence = Evidence::none(holder(1));
            given.iter().for_each(|(method, age, of)| evidence.add(proof((*method, 4, *age, *of))));
            let policies = [
                Policy::sign_in(SecondStepRule::WhenSetUp, false),
                Policy::sign_in(SecondStepRule::Required, true),
                Policy::change_security_info(true),
                Policy::change_security_info(false),
            ];
            for policy in policies {
                prop_assert!(matches!(crate::judge(policy, &evidence, NOW), Judgement::Missing(_)));
            }
        }
    }
}
