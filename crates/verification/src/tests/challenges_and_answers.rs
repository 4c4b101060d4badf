use std::sync::Barrier;

use store::testing::each_engine;
use world::ChallengeId;

use super::*;

/// A room where person 1 has the word `open`, and the challenge that waits for it.
fn room(store: &Store) -> (Room, ChallengeId) {
    let room = Room::new(store);
    room.registers(1, "open", 1);
    let challenge = room.begins(Purpose::SignIn, binding(1), 2);
    (room, challenge)
}

#[test]
fn a_right_answer_is_taken_once() {
    each_engine(|store| {
        let (room, challenge) = room(&store);
        let Answered::Accepted(proof) = room.answers(binding(1), challenge, "open 1", START) else {
            panic!("the answer was right")
        };
        assert_eq!((proof.role(), proof.factor(), proof.at()), (Role::Second, Factor::Possession, START));
        assert!(matches!(room.answers(binding(1), challenge, "open 2", START), Answered::Over));
        let again = room.begins(Purpose::SignIn, binding(1), 3);
        assert!(matches!(room.answers(binding(1), again, "open 1", START), Answered::AlreadyUsed));
        assert!(matches!(room.answers(binding(1), again, "open 2", START), Answered::Accepted(_)));
    });
}

#[test]
fn a_challenge_ends_and_does_not_begin_before_its_time() {
    each_engine(|store| {
        let (room, challenge) = room(&store);
        for now in [START + WATCHWORD.about().challenge_lasts, START - Span::from_micros(1)] {
            assert!(matches!(room.answers(binding(1), challenge, "open 1", now), Answered::Over));
        }
        let last = START + WATCHWORD.about().challenge_lasts - Span::from_micros(1);
        assert!(matches!(room.answers(binding(1), challenge, "open 1", last), Answered::Accepted(_)));
    });
}

#[test]
fn nobody_else_answers_it_and_for_nothing_else() {
    each_engine(|store| {
        let (room, challenge) = room(&store);
        room.registers(2, "open", 4);
        let mine = binding(1);
        let foreign = [
            binding(2),
            Binding { to: [9; 16], ..mine },
            Binding { holder: Holder { account: account(2), ..mine.holder }, ..mine },
            Binding { holder: Holder { browser: TokenHash::from_bytes([9; 32]), ..mine.holder }, ..mine },
            Binding {
                holder: Holder { organization: OrganizationId::from_array([9; 16]), ..mine.holder },
                ..mine
            },
        ];
        for binding in foreign {
            assert!(matches!(room.answers(binding, challenge, "open 1", START), Answered::Over));
        }
        let set_up = room.begins(Purpose::SetUp, mine, 5);
        for typed in ["open 1", "offered 1"] {
            assert!(matches!(room.answers(mine, set_up, typed, START), Answered::Over), "another purpose");
        }
        assert!(matches!(room.answers(mine, challenge, "open 1", START), Answered::Accepted(_)));
        let vault = room.vault.clone();
        let waiting = room.write(move |t| challenges::waiting(t, &vault, &mine, Purpose::SignIn, START));
        assert!(waiting.unwrap().is_none(), "what waits for a set-up is not asked for in a sign-in");
    });
}

#[test]
fn a_new_challenge_ends_the_one_before() {
    each_engine(|store| {
        let (room, first) = room(&store);
        let second = room.begins(Purpose::SignIn, binding(1), 3);
        assert!(matches!(room.answers(binding(1), first, "open 1", START), Answered::Over));
        assert!(matches!(room.answers(binding(1), second, "open 1", START), Answered::Accepted(_)));
    });
}

#[test]
fn tries_are_used_up_and_what_cannot_be_an_answer_costs_none() {
    each_engine(|store| {
        let (room, challenge) = room(&store);
        for left in [4, 3, 2, 1] {
            assert!(matches!(room.answers(binding(1), challenge, "open", START), Answered::Unreadable));
            let said = room.answers(binding(1), challenge, "shut 1", START);
            assert!(matches!(said, Answered::Wrong { left: tries } if tries == left), "{said:?}");
        }
        assert!(matches!(room.answers(binding(1), challenge, "open 1", START), Answered::Over));
    });
}

#[test]
fn wrong_answers_in_many_challenges_rest_the_method_of_that_account_alone() {
    each_engine(|store| {
        let room = Room::new(&store);
        room.registers(1, "open", 1);
        room.registers(2, "open", 2);
        for n in 0..5 {
            let elsewhere = Binding { to: [n + 10; 16], ..binding(1) };
            let challenge = room.begins(Purpose::SignIn, elsewhere, n + 10);
            let said = room.answers(elsewhere, challenge, "shut 1", START);
            assert!(matches!(said, Answered::Wrong { .. }), "{said:?}");
        }
        let challenge = room.begins(Purpose::SignIn, binding(1), 20);
        let said = room.answers(binding(1), challenge, "open 1", START);
        assert!(matches!(said, Answered::Resting(until) if until == START + Span::minutes(15)), "{said:?}");
        let other = room.begins(Purpose::SignIn, binding(2), 21);
        assert!(matches!(room.answers(binding(2), other, "open 1", START), Answered::Accepted(_)));
    });
}

#[test]
fn of_racing_answers_one_wins() {
    each_engine(|store| {
        let (room, _) = room(&store);
        for round in 0..10_u8 {
            let challenge = room.begins(Purpose::SignIn, binding(1), round + 10);
            let start = Barrier::new(4);
            // Every one is right and unused: only one may be taken all the same.
            let said: Vec<Answered> = std::thread::scope(|scope| {
                let racing = (1..=4).map(|n| {
                    let (room, start, typed) = (&room, &start, format!("open {}", round * 10 + n));
                    scope.spawn(move || {
                        start.wait();
                        room.answers(binding(1), challenge, &typed, START)
                    })
                });
                racing.collect::<Vec<_>>().into_iter().map(|one| one.join().unwrap()).collect()
            });
            let accepted = said.iter().filter(|said| matches!(said, Answered::Accepted(_))).count();
            assert_eq!(accepted, 1, "round {round}: {said:?}");
        }
    });
}
