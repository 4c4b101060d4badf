use proptest::prelude::*;
use vault::TokenHash;
use world::{AccountId, Id, OrganizationId};

use super::*;
use crate::{Factor, Holder, MethodName};

fn holder(account: u8) -> Holder {
    Holder {
        organization: OrganizationId::from_array([1; 16]),
        account: AccountId::from_array([account; 16]),
        browser: TokenHash::from_bytes([3; 32]),
    }
}

fn proof(role: Role, factor: Factor, minutes: i64) -> Proof {
    let at = Timestamp::EPOCH + Span::minutes(minutes);
    Proof::new(holder(1), MethodName::new("test"), (role, factor), at, None)
}

fn evidence(proofs: impl IntoIterator<Item = Proof>) -> Evidence {
    let mut evidence = Evidence::none(holder(1));
    proofs.into_iter().for_each(|proof| evidence.add(proof));
    evidence
}

fn missing(policy: Policy, evidence: &Evidence, minutes: i64) -> Option<Missing> {
    match judge(policy, evidence, Timestamp::EPOCH + Span::minutes(minutes)) {
        Judgement::Satisfied(_) => None,
        Judgement::Missing(missing) => Some(missing),
    }
}

fn password(minutes: i64) -> Proof {
    proof(Role::First, Factor::Knowledge, minutes)
}

fn code(minutes: i64) -> Proof {
    proof(Role::Second, Factor::Possession, minutes)
}

const BOTH: Missing = Missing { first: true, second: true };
const SECOND: Missing = Missing { first: false, second: true };

#[test]
fn a_required_second_step_is_not_satisfied_by_the_password_alone() {
    let policy = Policy::sign_in(SecondStepRule::Required, false);
    assert_eq!(missing(policy, &evidence([]), 0), Some(BOTH));
    assert_eq!(missing(policy, &evidence([password(0)]), 1), Some(SECOND));
    assert_eq!(missing(policy, &evidence([password(0), code(1)]), 1), None);
}

#[test]
fn a_code_without_the_password_is_nothing() {
    let policy = Policy::sign_in(SecondStepRule::Required, true);
    assert_eq!(missing(policy, &evidence([code(0)]), 0), Some(BOTH));
}

#[test]
fn two_of_one_factor_are_one() {
    let policy = Policy::sign_in(SecondStepRule::Required, true);
    let questions = proof(Role::Second, Factor::Knowledge, 0);
    assert_eq!(missing(policy, &evidence([password(0), questions]), 0), Some(SECOND));
}

#[test]
fn proofs_age_and_none_comes_from_the_future() {
    let policy = Policy::sign_in(SecondStepRule::WhenSetUp, false);
    assert_eq!(missing(policy, &evidence([password(0)]), 15), None);
    assert!(missing(policy, &evidence([password(0)]), 16).is_some());
    assert!(missing(policy, &evidence([password(30)]), 0).is_some());
}

#[test]
fn changes_ask_for_a_fresh_second_step_beside_any_first() {
    let policy = Policy::change_security_info(true);
    let old = evidence([password(0), code(1)]);
    assert_eq!(missing(policy, &old, 100), Some(SECOND));
    assert_eq!(missing(policy, &evidence([password(0), code(1), code(100)]), 110), None);
    assert!(missing(Policy::change_security_info(false), &evidence([password(0)]), 16).is_some());
}

proptest! {
    #[test]
    fn more_proofs_never_satisfy_less(minutes in 0_i64..30, kinds: Vec<(bool, bool, u8)>) {
        let proofs: Vec<_> = kinds.iter().take(10).map(|(first, knows, at)| proof(
            if *first { Role::First } else { Role::Second },
            if *knows { Factor::Knowledge } else { Factor::Possession },
            i64::from(at % 30),
        )).collect();
        let policy = Policy::sign_in(SecondStepRule::Required, true);
        let fewer = missing(policy, &evidence(proofs.iter().take(proofs.len() / 2).cloned()), minutes);
        let all = missing(policy, &evidence(proofs), minutes);
        if let Some(all) = all {
            let fewer = fewer.unwrap_or(Missing { first: false, second: false });
            prop_assert!((fewer.first || !all.first) && (fewer.second || !all.second));
        }
    }

    #[test]
    fn without_a_first_step_nothing_is_satisfied(ages: Vec<u8>, second: bool) {
        let policy = Policy::sign_in(SecondStepRule::WhenSetUp, second);
        let codes = evidence(ages.iter().map(|age| code(i64::from(*age))));
        prop_assert!(missing(policy, &codes, 20).is_some_and(|missing| missing.first));
    }
}
