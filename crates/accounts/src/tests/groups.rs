//! Groups, and rules that are for one of them.

use std::collections::BTreeSet;

use proptest::prelude::*;
use store::testing::each_engine;
use verification::reset::{Gates, Serving};
use world::GroupId;

use super::*;
use crate::groups::{self, Removed};
use crate::{InfoRules, ResetRules};

fn added(office: &Office, name: &str, seed: u8) -> Result<Option<GroupId>, store::StoreError> {
    let (organization, name) = (office.organization, DisplayName::parse(name).unwrap());
    office.store.write_now(move |t| groups::add(t, organization, &name, &moment(seed, START)))
}

#[test]
fn a_name_is_taken_once_in_whatever_case() {
    each_engine(|store| {
        let office = Office::new(&store, Vault::for_tests());
        let organization = office.organization;
        let teachers = added(&office, "Teachers", 10).unwrap().unwrap();
        assert!(matches!(added(&office, "TEACHERS", 11), Err(store::StoreError::Unique)));
        let find = |name: &'static str| office.write(move |t| Ok(groups::find(t, organization, name)?));
        assert_eq!(find("teachers"), Some(teachers));
        assert_eq!(find("pupils"), None);
    });
}

#[test]
fn who_joins_belongs_until_they_leave_or_the_group_or_the_account_goes() {
    each_engine(|store| {
        let office = Office::new(&store, Vault::for_tests());
        let (organization, anna, bram) = (office.organization, office.anna, office.bram);
        let [one, other] = [("One", 10), ("Other", 11)]
            .map(|(name, seed)| (organization, added(&office, name, seed).unwrap().unwrap()));
        let join = |group, account| office.write(move |t| Ok(groups::join(t, group, account)?));
        assert!(join(one, anna) && join(one, bram) && join(other, bram) && !join(one, anna));
        let has = |group, account| office.write(move |t| Ok(groups::has(t, group, account)?));
        assert!(has(one, anna) && !has(other, anna) && has(other, bram));
        let members =
            |after: &'static str, limit| office.write(move |t| Ok(groups::members(t, one, (after, limit))?));
        assert_eq!(members("", 10), ["anna@office.example", "bram@office.example"]);
        assert_eq!(members("anna@office.example", 10), ["bram@office.example"]);
        assert_eq!(members("", 1), ["anna@office.example"]);
        assert_eq!(office.write(move |t| Ok(groups::of(t, (organization, bram))?)), ["One", "Other"]);
        assert!(office.write(move |t| Ok(groups::leave(t, one, anna)?)) && !has(one, anna));
        assert!(office.write(move |t| Ok(people::delete(t, organization, bram)?)));
        let counts = office.write(move |t| Ok(groups::list(t, organization)?));
        assert_eq!(counts.iter().map(|group| group.members).collect::<Vec<_>>(), [0, 0]);
        assert_eq!(office.write(move |t| Ok(groups::remove(t, other)?)), Removed::Gone);
        assert_eq!(office.write(move |t| Ok(groups::list(t, organization)?)).len(), 1);
    });
}

#[test]
fn a_group_that_a_rule_names_is_not_removed() {
    each_engine(|store| {
        let office = Office::new(&store, Vault::for_tests());
        let organization = office.organization;
        let group = added(&office, "Teachers", 10).unwrap();
        let names = move |group| {
            move |t: &mut Transaction<'_>| {
                let mut wishes = organizations::find(t, organization)?.unwrap().wishes();
                wishes.resets.group = group;
                organizations::set(t, organization, &wishes)?;
                Ok(())
            }
        };
        office.write(names(group));
        let remove = || office.write(move |t| Ok(groups::remove(t, (organization, group.unwrap()))?));
        assert_eq!(remove(), Removed::InUse);
        office.write(names(None));
        assert_eq!(remove(), Removed::Gone);
    });
}

fn rules() -> impl Strategy<Value = (ResetRules, InfoRules)> {
    let gates = prop_oneof![Just(None), Just(Some(Gates::One)), Just(Some(Gates::Two))];
    let serving = proptest::collection::btree_set("[a-z_]{1,8}(:[a-z]{1,6})?", 0..4);
    let switches = proptest::array::uniform4(any::<bool>());
    (gates, serving, switches, 0_i64..=730).prop_map(|(gates, names, [a, b, c, d], days)| {
        let names: BTreeSet<String> = names;
        let serving =
            if names.is_empty() { Serving::All } else { Serving::Only(names.into_iter().collect()) };
        let resets = ResetRules { gates, group: None, serving, questions: a, administrators: b, told: c };
        (resets, InfoRules { confirm_after: Span::days(days), for_reset: d })
    })
}

#[test]
fn rules_are_read_as_they_were_stored() {
    each_engine(|store| {
        let office = Office::new(&store, Vault::for_tests());
        let organization = office.organization;
        let found = office.write(move |t| organizations::find(t, organization)).unwrap();
        assert_eq!((found.resets, found.info), (ResetRules::default(), InfoRules::default()));
        let config = ProptestConfig { cases: 24, ..ProptestConfig::default() };
        proptest!(config, |((resets, info) in rules())| {
            let wanted = (resets.clone(), info);
            office.write(move |t| {
                let mut wishes = organizations::find(t, organization)?.unwrap().wishes();
                (wishes.resets, wishes.info) = wanted.clone();
                organizations::set(t, organization, &wishes)?;
                Ok(())
            });
            let found = office.write(move |t| organizations::find(t, organization)).unwrap();
            prop_assert_eq!((found.resets, found.info), (resets, info));
        });
    });
}
