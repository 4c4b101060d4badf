//! Browsers that are remembered: their cookies change at every use, and a copy ends them.

use store::testing::each_engine;

use super::*;
use crate::remembered::{self, Cookie, Device, Recognised, Shown};
use crate::{Judgement, Policy, SecondStepRule, judge};

const LASTS: Span = Span::days(14);

fn shown(cookie: &Cookie) -> Shown {
    Shown::parse(&cookie.to_text()).unwrap()
}

impl Room {
    /// Remembers browser n of person n after these proofs.
    fn remembers(&self, n: u8, proofs: &[Role], (lasts, seed): (Span, u8)) -> Option<Cookie> {
        let mut evidence = Evidence::none(holder(n));
        proofs.iter().for_each(|role| evidence.add(proof(n, *role)));
        let vault = self.vault.clone();
        self.write(move |t| {
            let policy = Policy::sign_in(SecondStepRule::WhenSetUp, false);
            let Judgement::Satisfied(satisfied) = judge(policy, &evidence, START) else { panic!("it lacks") };
            let with = (lasts, "192.0.2.1", "Firefox on Linux");
            Ok(remembered::remember(t, &vault, &satisfied, with, &moment(seed, START))?)
        })
        .unwrap()
    }

    fn recognises(&self, holder: Holder, shown: Shown, (seed, now): (u8, Timestamp)) -> Recognised {
        let vault = self.vault.clone();
        self.write(move |t| remembered::recognise(t, &vault, holder, shown, &moment(seed, now))).unwrap()
    }

    fn devices(&self, n: u8, now: Timestamp) -> Vec<Device> {
        self.write(move |t| Ok(remembered::list(t, (organization(), account(n)), now)?)).unwrap()
    }
}

/// The cookie of browser 1, which is remembered.
fn remembered_in(room: &Room) -> Cookie {
    room.remembers(1, &[Role::First, Role::Second], (LASTS, 1)).unwrap()
}

#[test]
fn a_browser_is_recognised_with_a_new_cookie_each_time_until_its_end() {
    each_engine(|store| {
        let room = Room::new(&store);
        let mut cookie = remembered_in(&room);
        for day in 0..14_u8 {
            let now = START + Span::days(i64::from(day));
            let said = room.recognises(holder(1), shown(&cookie), (day + 10, now));
            let Recognised::Yes(proof, next) = said else { panic!("day {day}: {said:?}") };
            assert_eq!((proof.role(), proof.at(), next.device), (Role::Remembered, now, cookie.device));
            assert_ne!(shown(&next).token, shown(&cookie).token);
            cookie = next;
        }
        let end = START + LASTS;
        assert_eq!(room.devices(1, end - Span::from_micros(1)).len(), 1);
        assert!(matches!(room.recognises(holder(1), shown(&cookie), (40, end)), Recognised::No));
        assert!(room.devices(1, end).is_empty());
    });
}

#[test]
fn a_copy_of_a_cookie_ends_the_original_as_well() {
    each_engine(|store| {
        let room = Room::new(&store);
        let old = remembered_in(&room);
        let said = room.recognises(holder(1), shown(&old), (2, START));
        let Recognised::Yes(_, newest) = said else { panic!("{said:?}") };
        assert!(matches!(room.recognises(holder(1), shown(&old), (3, START)), Recognised::Copied));
        assert!(matches!(room.recognises(holder(1), shown(&newest), (4, START)), Recognised::No));
        assert!(room.devices(1, START).is_empty());
    });
}

#[test]
fn another_browser_or_account_is_not_recognised_and_does_not_end_it() {
    each_engine(|store| {
        let room = Room::new(&store);
        let cookie = remembered_in(&room);
        let mine = holder(1);
        let others = [
            holder(2),
            Holder { account: account(2), ..mine },
            Holder { browser: TokenHash::from_bytes([9; 32]), ..mine },
            Holder { organization: OrganizationId::from_array([9; 16]), ..mine },
        ];
        for other in others {
            assert!(matches!(room.recognises(other, shown(&cookie), (2, START)), Recognised::No));
        }
        assert!(matches!(room.recognises(mine, shown(&cookie), (3, START)), Recognised::Yes(..)));
    });
}

#[test]
fn only_a_fresh_second_step_is_remembered_and_only_where_it_may_be() {
    each_engine(|store| {
        let room = Room::new(&store);
        for proofs in [&[Role::First][..], &[Role::First, Role::Remembered]] {
            assert!(room.remembers(1, proofs, (LASTS, 1)).is_none(), "{proofs:?}");
        }
        assert!(room.remembers(1, &[Role::First, Role::Second], (Span::ZERO, 1)).is_none());
        assert!(room.devices(1, START).is_empty());
    });
}

#[test]
fn a_browser_is_remembered_once_and_others_beside_it() {
    each_engine(|store| {
        let room = Room::new(&store);
        let first = remembered_in(&room);
        let second = room.remembers(1, &[Role::First, Role::Second], (LASTS, 2)).unwrap();
        room.remembers(2, &[Role::First, Role::Second], (LASTS, 3)).unwrap();
        let devices = room.devices(1, START);
        assert_eq!(devices.iter().map(|device| device.id).collect::<Vec<_>>(), [second.device]);
        assert!(matches!(room.recognises(holder(1), shown(&first), (4, START)), Recognised::No));
        assert!(matches!(room.recognises(holder(1), shown(&second), (5, START)), Recognised::Yes(..)));
        let forgotten = room.write(|t| Ok(remembered::forget_all(t, (organization(), account(1)))?));
        assert_eq!(forgotten.unwrap(), 1);
        assert_eq!((room.devices(1, START).len(), room.devices(2, START).len()), (0, 1));
    });
}

#[test]
fn one_is_forgotten_by_its_owner_alone() {
    each_engine(|store| {
        let room = Room::new(&store);
        let device = remembered_in(&room).device;
        let forgets = |n| {
            room.write(move |t| Ok(remembered::forget(t, (organization(), account(n)), device)?)).unwrap()
        };
        assert_eq!((forgets(2), room.devices(1, START).len()), (false, 1));
        assert_eq!((forgets(1), forgets(1), room.devices(1, START).len()), (true, false, 0));
    });
}

#[test]
fn a_row_that_somebody_wrote_recognises_nobody() {
    store::statements! {
        MOVE_DEVICE = "UPDATE remembered_devices SET account = $3 WHERE organization = $1 AND device = $2";
    }
    assert_eq!(STATEMENTS.len(), 1);
    each_engine(|store| {
        let room = Room::new(&store);
        let cookie = remembered_in(&room);
        let device = cookie.device;
        room.write(move |t| Ok(t.run(MOVE_DEVICE, &store::values![organization(), device, account(2)])?))
            .unwrap();
        let (vault, shown) = (room.vault.clone(), shown(&cookie));
        let holder = Holder { account: account(2), ..holder(1) };
        let said = room.write(move |t| remembered::recognise(t, &vault, holder, shown, &moment(2, START)));
        assert!(matches!(said, Err(VerificationError::Sealed { column: "remembered_devices.mark", .. })));
    });
}

#[test]
fn an_organization_that_remembers_for_fewer_days_has_its_browsers_asked_the_sooner() {
    each_engine(|store| {
        let room = Room::new(&store);
        let cookie = remembered_in(&room);
        let until = |room: &Room| room.devices(1, START).first().map(|device| device.expires_at);
        let shortens =
            |lasts| room.write(move |t| Ok(remembered::shorten(t, organization(), lasts)?)).unwrap();
        assert_eq!(shortens(LASTS + Span::days(1)), 0, "nobody is remembered for longer than was promised");
        assert_eq!(until(&room), Some(START + LASTS));
        assert_eq!(shortens(Span::days(1)), 1);
        assert_eq!(until(&room), Some(START + Span::days(1)));
        assert_eq!(shortens(Span::ZERO), 1);
        assert_eq!(until(&room), None);
        assert!(matches!(room.recognises(holder(1), shown(&cookie), (2, START)), Recognised::No));
    });
}

#[test]
fn what_no_browser_would_show_is_no_cookie() {
    let cookie = Room::new(&Store::open(&store::Database::SqliteInMemory).unwrap());
    let good = remembered_in(&cookie).to_text();
    assert!(Shown::parse(&good).is_some());
    for bad in ["", ".", "x.y", &good[1..], &good[..good.len() - 1], &good.replace('.', "")] {
        assert!(Shown::parse(bad).is_none(), "{bad}");
    }
}
