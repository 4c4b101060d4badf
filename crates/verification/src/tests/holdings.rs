//! What an account has, by one query: the same as every part of it tells by itself.

use store::testing::each_engine;

use super::*;
use crate::defaults::{self, Way};
use crate::review::{self, Doubt};
use crate::{holdings, registrations};

impl Room {
    /// Asks both ways and returns how much is set up, whether something is suspended, and whether a review is due.
    fn agrees(&self, n: u8) -> (usize, bool, bool) {
        let vault = self.vault.clone();
        self.write(move |t| {
            let (organization, account) = (organization(), account(n));
            let all = holdings::find(t, &vault, organization, account)?;
            let apart = registrations::list(t, &vault, organization, account)?;
            let named = |list: &[crate::Registration]| {
                list.iter().map(|one| (one.id, one.name.clone(), one.record.clone())).collect::<Vec<_>>()
            };
            assert_eq!(named(&all.registrations), named(&apart));
            let suspended = registrations::suspended(t, &vault, organization, account)?;
            assert_eq!(all.suspended, !suspended.is_empty());
            assert_eq!(all.review_since, review::due_since(t, (organization, account))?);
            assert_eq!(all.chosen, defaults::chosen(t, organization, account)?);
            Ok((all.registrations.len(), all.suspended, all.review_since.is_some()))
        })
        .unwrap()
    }
}

#[test]
fn one_query_tells_what_each_part_tells() {
    each_engine(|store| {
        let room = Room::new(&store);
        room.registers(2, "another's", 9);
        assert_eq!(room.agrees(1), (0, false, false));
        let doubted = room.has(1, "+31612345678", 1);
        room.registers(1, "open", 2);
        assert_eq!(room.agrees(1), (2, false, false));
        let whose = (organization(), account(1));
        let way = Way { method: "ring".to_owned(), registration: Some(doubted) };
        room.write(move |t| Ok(defaults::import(t, whose, &way)?)).unwrap();
        assert_eq!(room.agrees(1), (2, false, false));
        let doubt = Doubt { registration: Some(doubted), since: Timestamp::from_micros(i64::MAX) };
        room.write(move |t| Ok(review::put_aside(t, whose, doubt, START)?)).unwrap();
        assert_eq!(room.agrees(1), (1, true, true));
        // Whoever has nothing set up may have been told to look all the same.
        let whose = (organization(), account(2));
        room.write(move |t| Ok(registrations::remove_all(t, whose.0, whose.1)?)).unwrap();
        let doubt = Doubt { registration: None, since: START };
        room.write(move |t| Ok(review::put_aside(t, whose, doubt, START)?)).unwrap();
        assert_eq!(room.agrees(2), (0, false, true));
        assert_eq!(room.agrees(3), (0, false, false));
    });
}
