//! Passwords that must be replaced, and the words that an organization bans.

use proptest::prelude::*;
use store::testing::each_engine;

use super::*;
use crate::{Demand, banned_words};

#[test]
fn a_new_password_ends_the_demand_for_one() {
    each_engine(|store| {
        let office = Office::new(&store, Vault::for_tests());
        let whose = (office.organization, office.anna);
        let stored = office.write(move |t| passwords::stored(t, whose.0, whose.1)).unwrap();
        let [new, other] = [[5; 16], [6; 16]].map(|salt| POOL.hash_now(typed(), salt).unwrap());
        let demanded = move |t: &mut Transaction<'_>| {
            let account = people::find(t, whose.0, whose.1)?.unwrap();
            Ok(account.must_choose_password(Span::ZERO, START))
        };
        office.write(move |t| Ok(passwords::demand_new(t, whose, Demand::NotMe)?));
        assert_eq!(office.write(demanded), Some(Demand::NotMe));
        let (old, to) = (stored.clone(), new.clone());
        assert!(office.write(move |t| Ok(passwords::replace(t, whose, (&old, &to), START)?)));
        assert_eq!(office.write(demanded), None);
        let (old, to) = (stored.clone(), other.clone());
        let twice = office.write(move |t| Ok(passwords::replace(t, whose, (&old, &to), START)?));
        assert!(!twice, "it is not the old one any more");
        assert_eq!(office.write(move |t| passwords::stored(t, whose.0, whose.1)), Some(new));
    });
}

#[test]
fn banned_words_are_kept_in_their_order_and_replaced_as_a_whole() {
    each_engine(|store| {
        let office = Office::new(&store, Vault::for_tests());
        let organization = office.organization;
        for words in [&["Zuiderzee", "olifant", "Aap noot"][..], &["mies"], &[]] {
            let given: Vec<_> = words.iter().map(|&word| word.to_owned()).collect();
            let set = given.clone();
            office.write(move |t| Ok(banned_words::set(t, organization, &set)?));
            assert_eq!(office.write(move |t| Ok(banned_words::list(t, organization)?)), given);
        }
    });
}

#[test]
fn the_session_that_changes_something_stays_when_the_others_end() {
    each_engine(|store| {
        let office = Office::new(&store, Vault::for_tests());
        let whose = (office.organization, office.anna);
        let opened = [1, 2, 3].map(|n| office.opens(office.anna, n, (n + 9, START)).unwrap());
        office.opens(office.bram, 4, (20, START)).unwrap();
        let stays = opened[1].id;
        assert_eq!(office.write(move |t| Ok(sessions::end_others(t, whose, stays)?)), 2);
        let left = office.write(move |t| Ok(sessions::list(t, whose, START)?));
        assert_eq!(left.iter().map(|one| one.id).collect::<Vec<_>>(), [stays]);
    });
}

fn account(password_at: Option<i64>, demand: Option<Demand>) -> crate::Account {
    crate::Account {
        organization: world::Id::from_array([1; 16]),
        id: world::Id::from_array([1; 16]),
        user_name: String::new(),
        display_name: String::new(),
        language: None,
        role: Role::Person,
        second_step_required: false,
        disabled_at: None,
        has_password: true,
        password_at: password_at.map(Timestamp::from_micros),
        password_demand: demand,
    }
}

proptest! {
    #[test]
    fn a_password_ends_only_where_passwords_end(set in 0_i64..1 << 40, age in 0_i64..1 << 40, days in 0_i64..4) {
        let lasts = Span::days(days);
        let now = Timestamp::from_micros(set + age);
        let ended = days > 0 && Span::from_micros(age) >= lasts;
        let must = account(Some(set), None).must_choose_password(lasts, now);
        prop_assert_eq!(must, ended.then_some(Demand::Expired));
        prop_assert_eq!(account(None, None).must_choose_password(lasts, now), None);
        for demand in [Demand::Temporary, Demand::NotMe] {
            let must = account(Some(set), Some(demand)).must_choose_password(lasts, now);
            prop_assert_eq!(must, Some(demand));
            let without = crate::Account { has_password: false, ..account(Some(set), Some(demand)) };
            prop_assert_eq!(without.must_choose_password(lasts, now), None);
        }
    }
}
