use std::sync::Barrier;

use challenges::SetUp;
use registrations::Added;
use store::testing::each_engine;

use super::simple::{PAPER, RING};
use super::*;

fn sets_up(room: &Room, (binding, permit): (Binding, Permit), typed: &'static str, seed: u8) -> SetUp {
    let vault = room.vault.clone();
    room.write(move |t| {
        let waiting = challenges::waiting(t, &vault, &binding, Purpose::SetUp, START)?;
        let Some(waiting) = waiting else { return Ok(SetUp::Over) };
        let name = |method: &dyn Method, offer: &[u8]| method.default_name(&NoWords, offer);
        let answer = (waiting.id, typed, &name as &dyn Fn(&dyn Method, &[u8]) -> String);
        challenges::set_up(t, &means(&vault), (&permit, &binding), answer, &moment(seed, START))
    })
    .unwrap()
}

#[test]
fn what_is_set_up_is_stored_after_its_proof_and_once() {
    each_engine(|store| {
        let room = Room::new(&store);
        room.begins(Purpose::SetUp, binding(1), 1);
        let permit = || room.permit(1, &[Role::First]).unwrap();
        assert!(matches!(sets_up(&room, (binding(1), permit()), "wrong 1", 2), SetUp::Wrong));
        assert!(matches!(sets_up(&room, (binding(1), permit()), "wrong", 2), SetUp::Unreadable));
        let done = sets_up(&room, (binding(1), permit()), "offered 7", 2);
        let SetUp::Stored { registration, name, proof, replaced: false } = done else { panic!("{done:?}") };
        assert_eq!(name, "watchword");
        assert_eq!((proof.role(), proof.registration()), (Role::Second, Some(registration)));
        let fresh = room.permit(1, &[Role::First, Role::Second]).unwrap();
        assert!(matches!(sets_up(&room, (binding(1), fresh), "offered 8", 3), SetUp::Over));
        let challenge = room.begins(Purpose::SignIn, binding(1), 4);
        let said = room.answers(binding(1), challenge, "offered 7", START);
        assert!(matches!(said, Answered::AlreadyUsed), "the answer that proved it was used");
    });
}

#[test]
fn a_permit_of_another_account_stores_nothing() {
    each_engine(|store| {
        let room = Room::new(&store);
        room.begins(Purpose::SetUp, binding(1), 1);
        let other = room.permit(2, &[Role::First]).unwrap();
        assert!(matches!(sets_up(&room, (binding(1), other), "offered 7", 2), SetUp::Over));
        let any = room.write(|t| Ok(registrations::any(t, organization(), account(1))?)).unwrap();
        assert!(!any);
    });
}

#[test]
fn who_has_a_second_step_needs_it_fresh_and_who_has_none_the_first() {
    each_engine(|store| {
        let room = Room::new(&store);
        assert!(room.permit(1, &[]).is_none());
        assert!(room.permit(1, &[Role::First]).is_some());
        room.registers(1, "open", 1);
        assert!(room.permit(1, &[Role::First]).is_none());
        assert!(room.permit(1, &[Role::Second]).is_none());
        assert!(room.permit(1, &[Role::First, Role::Second]).is_some());
    });
}

#[test]
fn a_pool_holds_no_more_than_it_may_even_when_two_add_at_once() {
    each_engine(|store| {
        let room = Room::new(&store);
        let start = Barrier::new(6);
        let added: Vec<Added> = std::thread::scope(|scope| {
            let racing = (0..6_u8).map(|n| {
                let (room, start) = (&room, &start);
                scope.spawn(move || {
                    start.wait();
                    room.registers(1, "open", n + 1)
                })
            });
            racing.collect::<Vec<_>>().into_iter().map(|one| one.join().unwrap()).collect()
        });
        let stored = added.iter().filter(|added| matches!(added, Added::Stored(_))).count();
        let pool = WATCHWORD.pool(&[]);
        let count = room.write(|t| Ok(registrations::count(t, organization(), account(1), pool.name)?));
        assert_eq!((i64::try_from(stored).unwrap(), count.unwrap()), (pool.most, pool.most));
        assert_eq!(room.registers(1, "open", 9), Added::Full);
        assert!(matches!(room.registers(2, "open", 10), Added::Stored(_)), "another account's pool");
    });
}

#[test]
fn a_deleted_registration_gives_its_place_free() {
    each_engine(|store| {
        let room = Room::new(&store);
        let ids: Vec<_> = (1..=3).map(|seed| room.has(1, "open", seed)).collect();
        let removes = |n: u8, proofs: &[Role]| {
            let (permit, id) = (room.permit(n, proofs).unwrap(), ids[1]);
            room.write(move |t| Ok(registrations::remove(t, &permit, id)?)).unwrap()
        };
        assert!(!removes(2, &[Role::First]), "of another account");
        assert!(removes(1, &[Role::First, Role::Second]));
        assert!(!removes(1, &[Role::First, Role::Second]), "it is gone");
        assert!(matches!(room.registers(1, "shut", 9), Added::Stored(_)));
    });
}

#[test]
fn only_its_like_is_replaced() {
    each_engine(|store| {
        let room = Room::new(&store);
        let word = room.has(1, "open", 1);
        let began = room.offers((&PAPER, Some(word)), binding(1), &[], (2, START));
        assert!(matches!(began, challenges::Began::Waiting(_)), "{began:?}");
        let permit = room.permit(1, &[Role::First, Role::Second]).unwrap();
        let done = sets_up(&room, (binding(1), permit), "offered 1", 3);
        assert!(matches!(done, SetUp::Stored { replaced: false, .. }), "{done:?}");
        assert!(matches!(room.starts((&WATCHWORD, Some(word)), binding(1), (4, START)), Started::Waiting(_)));
    });
}

#[test]
fn what_is_to_be_replaced_stays_if_the_new_one_does_not_fit() {
    each_engine(|store| {
        let room = Room::new(&store);
        let old = room.has(1, "+31612345678", 1);
        let given = [("number", "+32470123456")];
        let began = room.offers((&RING, Some(old)), binding(1), &given, (2, START));
        let challenges::Began::Waiting(challenge) = began else { panic!("{began:?}") };
        room.hears(challenge, "yes", START);
        // Another page is quicker and takes the last place abroad.
        room.registers(1, "+32470999999", 3);
        let permit = room.permit(1, &[Role::First, Role::Second]).unwrap();
        let vault = room.vault.clone();
        let done = room.write(move |t| {
            let name = |_: &dyn Method, _: &[u8]| String::new();
            let who = (&permit, &binding(1));
            challenges::collect_set_up(t, &means(&vault), who, (challenge, &name), &moment(4, START))
        });
        assert!(matches!(done.unwrap(), SetUp::Full));
        assert!(matches!(room.starts((&RING, Some(old)), binding(1), (5, START)), Started::Waiting(_)));
    });
}
