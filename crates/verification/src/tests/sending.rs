//! Challenges whose words are sent to a phone: what is sent, how often, and what is answered elsewhere.

use std::sync::Barrier;

use challenges::{Collected, HeardOf, Resent};
use store::testing::each_engine;
use world::ChallengeId;

use super::simple::RING;
use super::*;

const NUMBER: &str = "+31612345678";
const OTHER_NUMBER: &str = "+31687654321";

/// A room where person 1 has a phone.
fn room(store: &Store) -> Room {
    let room = Room::new(store);
    room.registers(1, NUMBER, 1);
    room
}

impl Room {
    fn is_sent(&self, binding: Binding, (seed, now): (u8, Timestamp)) -> (ChallengeId, String) {
        let Started::Waiting(challenge) = self.starts((&WHISPER, None), binding, (seed, now)) else {
            panic!("it rests")
        };
        let sent = self.sent(now);
        let [(to, word)] = sent.as_slice() else { panic!("{sent:?}") };
        assert_eq!(to, NUMBER);
        (challenge, word.clone())
    }

    fn again(&self, binding: Binding, challenge: ChallengeId, (seed, now): (u8, Timestamp)) -> Resent {
        let vault = self.vault.clone();
        self.write(move |t| {
            let (what, which) = ((&binding, Purpose::SignIn), (challenge, &situation(now)));
            challenges::again(t, &means(&vault), what, which, &moment(seed, now))
        })
        .unwrap()
    }

    pub fn rings(&self, binding: Binding, (seed, now): (u8, Timestamp)) -> ChallengeId {
        match self.starts((&RING, None), binding, (seed, now)) {
            Started::Waiting(id) => id,
            other => panic!("{other:?}"),
        }
    }

    pub fn hears(&self, challenge: ChallengeId, heard: &'static str, now: Timestamp) -> Option<HeardOf> {
        let vault = self.vault.clone();
        self.write(move |t| challenges::hear(t, &means(&vault), (organization(), challenge), heard, now))
            .unwrap()
    }

    fn collects(&self, binding: Binding, challenge: ChallengeId, now: Timestamp) -> Collected {
        let vault = self.vault.clone();
        self.write(move |t| challenges::collect(t, &means(&vault), &binding, challenge, now)).unwrap()
    }
}

#[test]
fn what_is_sent_opens_its_own_challenge_once() {
    each_engine(|store| {
        let room = room(&store);
        let (challenge, word) = room.is_sent(binding(1), (2, START));
        assert!(matches!(room.answers(binding(1), challenge, "word 0", START), Answered::Wrong { left: 4 }));
        assert!(matches!(room.answers(binding(1), challenge, &word, START), Answered::Accepted(_)));
        assert!(matches!(room.answers(binding(1), challenge, &word, START), Answered::Over));
        let (next, other) = room.is_sent(binding(1), (3, START));
        assert_ne!(word, other);
        assert!(matches!(room.answers(binding(1), next, &word, START), Answered::Wrong { .. }));
        assert!(matches!(room.answers(binding(1), next, &other, START), Answered::Accepted(_)));
    });
}

#[test]
fn the_same_words_are_sent_again_after_a_while_and_three_times_in_all() {
    each_engine(|store| {
        let room = room(&store);
        let (challenge, word) = room.is_sent(binding(1), (2, START));
        let soon = START + Span::seconds(29);
        let from = START + Span::seconds(30);
        assert_eq!(room.again(binding(1), challenge, (3, soon)), Resent::TooSoon(from));
        assert_eq!(room.again(binding(2), challenge, (3, from)), Resent::Over, "of another");
        assert_eq!(room.again(binding(1), challenge, (3, from)), Resent::Sent);
        assert_eq!(room.sent(from), [(NUMBER.to_owned(), word.clone())]);
        let then = from + Span::seconds(30);
        assert_eq!(room.again(binding(1), challenge, (4, then)), Resent::Sent);
        assert_eq!(room.again(binding(1), challenge, (5, then + Span::minutes(1))), Resent::Enough);
        assert_eq!(room.sent(then), [(NUMBER.to_owned(), word.clone())]);
        assert!(matches!(room.answers(binding(1), challenge, &word, then), Answered::Accepted(_)));
        assert_eq!(room.again(binding(1), challenge, (6, then)), Resent::Over, "it is answered");
    });
}

#[test]
fn a_clock_that_is_set_back_keeps_nobody_waiting() {
    each_engine(|store| {
        let room = room(&store);
        // What begins later is not there yet on a clock that shows an earlier time; what was sent again later is.
        let (challenge, _) = room.is_sent(binding(1), (2, START));
        let later = START + Span::minutes(4);
        assert_eq!(room.again(binding(1), challenge, (3, later)), Resent::Sent);
        let back = START + Span::seconds(10);
        assert_eq!(room.again(binding(1), challenge, (4, back)), Resent::Sent);
    });
}

#[test]
fn two_pages_that_send_again_at_once_send_one() {
    each_engine(|store| {
        let room = room(&store);
        let (challenge, _) = room.is_sent(binding(1), (2, START));
        let (now, start) = (START + Span::seconds(30), Barrier::new(2));
        let said: Vec<Resent> = std::thread::scope(|scope| {
            let racing = [3, 4].map(|seed| {
                let (room, start) = (&room, &start);
                scope.spawn(move || {
                    start.wait();
                    room.again(binding(1), challenge, (seed, now))
                })
            });
            racing.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let sent = said.iter().filter(|said| **said == Resent::Sent).count();
        assert_eq!((sent, room.sent(now).len()), (1, 1), "{said:?}");
    });
}

#[test]
fn an_account_is_sent_only_so_much_and_its_other_methods_do_not_rest() {
    each_engine(|store| {
        let room = room(&store);
        room.registers(1, "open", 2);
        room.registers(2, OTHER_NUMBER, 3);
        for seed in 10..14 {
            room.is_sent(binding(1), (seed, START));
        }
        let until = START + LIMITS.sends.rest;
        for way in [&WHISPER, &RING] {
            assert_eq!(room.starts((way, None), binding(1), (20, START)), Started::Resting(until));
        }
        let offered = room.offers((&WHISPER, None), binding(1), &[("number", OTHER_NUMBER)], (21, START));
        assert_eq!(offered, challenges::Began::Resting(until), "nor for a set-up");
        assert!(room.sent(START).is_empty());
        let challenge = room.begins(Purpose::SignIn, binding(1), 22);
        assert!(matches!(room.answers(binding(1), challenge, "open 1", START), Answered::Accepted(_)));
        assert!(matches!(room.starts((&WHISPER, None), binding(2), (23, START)), Started::Waiting(_)));
        room.sent(START);
        room.is_sent(binding(1), (24, until));
    });
}

#[test]
fn a_number_is_sent_only_so_much_whoever_asks() {
    each_engine(|store| {
        let room = room(&store);
        room.registers(2, NUMBER, 2);
        for (n, seed) in [1, 1, 1, 2, 2, 2].into_iter().zip(10..) {
            room.is_sent(binding(n), (seed, START));
        }
        let until = START + LIMITS.number_sends.rest;
        for n in [1, 2] {
            assert_eq!(room.starts((&WHISPER, None), binding(n), (20, START)), Started::Resting(until));
        }
        assert!(room.sent(START).is_empty());
    });
}

#[test]
fn what_rests_leaves_the_challenge_that_waits_as_it_is() {
    each_engine(|store| {
        let room = room(&store);
        let mut last = None;
        for seed in 10..14 {
            last = Some(room.is_sent(binding(1), (seed, START)));
        }
        let (challenge, word) = last.unwrap();
        assert!(matches!(room.starts((&WHISPER, None), binding(1), (20, START)), Started::Resting(_)));
        assert!(matches!(room.answers(binding(1), challenge, &word, START), Answered::Accepted(_)));
    });
}

#[test]
fn who_has_nothing_of_a_methods_kind_is_not_asked_and_nothing_is_sent() {
    each_engine(|store| {
        let room = room(&store);
        let other = room.has(2, OTHER_NUMBER, 2);
        assert_eq!(room.starts((&WATCHWORD, None), binding(1), (3, START)), Started::Nothing);
        let foreign = room.starts((&WHISPER, Some(other)), binding(1), (4, START));
        assert_eq!(foreign, Started::Nothing, "a phone of another's");
        assert!(room.sent(START).is_empty());
    });
}

#[test]
fn a_call_is_approved_elsewhere_and_taken_once_by_the_browser_that_asked() {
    each_engine(|store| {
        let room = room(&store);
        let challenge = room.rings(binding(1), (2, START));
        assert_eq!(room.sent(START), [(NUMBER.to_owned(), challenge.to_string())], "the call names it");
        assert!(matches!(room.answers(binding(1), challenge, "yes 1", START), Answered::Over), "typed");
        assert!(matches!(room.collects(binding(1), challenge, START), Collected::Waiting));
        let of = room.hears(challenge, "yes", START).unwrap();
        assert_eq!((of.account, of.bound_to, of.purpose), (account(1), [1; 16], Purpose::SignIn));
        assert!(room.hears(challenge, "no answer", START).is_none(), "it is heard once");
        let mine = binding(1);
        let foreign = [
            binding(2),
            Binding { to: [9; 16], ..mine },
            Binding { holder: Holder { browser: TokenHash::from_bytes([9; 32]), ..mine.holder }, ..mine },
        ];
        for binding in foreign {
            assert!(matches!(room.collects(binding, challenge, START), Collected::Over));
        }
        assert!(matches!(room.collects(mine, challenge, START), Collected::Accepted(_)));
        assert!(matches!(room.collects(mine, challenge, START), Collected::Over));
    });
}

#[test]
fn what_was_heard_too_late_or_of_nothing_is_not_kept() {
    each_engine(|store| {
        let room = room(&store);
        let first = room.rings(binding(1), (2, START));
        let second = room.rings(binding(1), (3, START));
        assert!(room.hears(first, "yes", START).is_none(), "another came in its place");
        let end = START + RING.about().challenge_lasts;
        assert!(room.hears(second, "yes", end).is_none(), "it has ended");
        assert!(room.hears(ChallengeId::from_array([7; 16]), "yes", START).is_none());
        let last = end - Span::from_micros(1);
        assert!(room.hears(second, "yes", last).is_some());
        assert!(matches!(room.collects(binding(1), second, end), Collected::Over));
        assert!(matches!(room.collects(binding(1), second, last), Collected::Accepted(_)));
    });
}

#[test]
fn what_came_to_nothing_proves_nothing() {
    each_engine(|store| {
        let room = room(&store);
        let refused = room.rings(binding(1), (2, START));
        room.hears(refused, "busy", START);
        assert!(matches!(room.collects(binding(1), refused, START), Collected::Ended("no-answer")));
        let reported = room.rings(binding(1), (3, START));
        room.hears(reported, "not me", START);
        assert!(matches!(room.collects(binding(1), reported, START), Collected::Reported));
    });
}

#[test]
fn a_phone_that_was_deleted_meanwhile_proves_nothing() {
    each_engine(|store| {
        let room = Room::new(&store);
        let phone = room.has(1, NUMBER, 1);
        let challenge = room.rings(binding(1), (2, START));
        room.hears(challenge, "yes", START);
        let permit = room.permit(1, &[Role::First, Role::Second]).unwrap();
        assert!(room.write(move |t| Ok(registrations::remove(t, &permit, phone)?)).unwrap());
        assert!(matches!(room.collects(binding(1), challenge, START), Collected::Over));
    });
}

#[test]
fn what_was_heard_is_found_by_servers_that_wait_for_it() {
    each_engine(|store| {
        let room = room(&store);
        let challenge = room.rings(binding(1), (2, START));
        let heard = |since| room.write(move |t| challenges::heard_since(t, since)).unwrap();
        assert!(heard(START).is_empty());
        let then = START + Span::seconds(9);
        room.hears(challenge, "yes", then);
        assert_eq!(heard(START), [(challenge, 2)]);
        assert!(heard(then + Span::from_micros(1)).is_empty());
    });
}

#[test]
fn of_racing_collects_one_wins() {
    each_engine(|store| {
        let room = room(&store);
        let challenge = room.rings(binding(1), (2, START));
        room.hears(challenge, "yes", START);
        let start = Barrier::new(4);
        let said: Vec<Collected> = std::thread::scope(|scope| {
            let racing = [(); 4].map(|()| {
                scope.spawn(|| {
                    start.wait();
                    room.collects(binding(1), challenge, START)
                })
            });
            racing.into_iter().map(|one| one.join().unwrap()).collect()
        });
        let accepted = said.iter().filter(|said| matches!(said, Collected::Accepted(_))).count();
        assert_eq!(accepted, 1, "{said:?}");
    });
}
