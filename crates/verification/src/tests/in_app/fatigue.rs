//! Requests that come again and again: one waits at a time, they rest for longer and longer, and ring less after a refusal.

use super::*;

#[test]
fn requests_that_nobody_answers_rest_twice_as_long_each_time_and_an_approval_begins_anew() {
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        let (app, _) = room.has_app(clock);
        let mut now = START;
        for to in 1..=3 {
            waits(room.requests(asks_from(1, to), true, clock.at(now)));
            now = now + Span::seconds(60);
        }
        // From the end of the third, and up to an hour, although the first is long past by then.
        let mut rest = Span::minutes(1);
        for to in 4..=12 {
            let until = now + rest;
            assert_eq!(room.requests(asks_from(1, to), true, clock.at(now)), Started::Resting(until));
            let last = until - Span::from_micros(1);
            assert_eq!(room.requests(asks_from(1, to), true, clock.at(last)), Started::Resting(until));
            waits(room.requests(asks_from(1, to), true, clock.at(until)));
            now = until + Span::seconds(60);
            rest = Span::from_micros(rest.micros() * 2).min(Span::hours(1));
        }
        assert_eq!(rest, Span::hours(1));
        let until = now + rest;
        let challenge = waits(room.requests(asks_from(1, 13), true, clock.at(until)));
        room.hears_of(challenge, FromApp::Approved(app, "42".to_owned()), until).unwrap();
        assert!(matches!(room.collects_in(asks_from(1, 13), challenge, until), Collected::Accepted(_)));
        for to in 14..=16 {
            waits(room.requests(asks_from(1, to), true, clock.at(until)));
        }
    });
}

#[test]
fn after_a_quiet_while_the_first_rest_is_short_again() {
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        room.has_app(clock);
        let three = |from: u8, now: Timestamp, clock: &mut Clock| {
            for n in 0..3 {
                waits(room.requests(asks_from(1, from + n), true, clock.at(now + Span::minutes(n.into()))));
            }
            now + Span::minutes(3)
        };
        let end = three(1, START, clock);
        let rested = end + Span::minutes(1);
        assert_eq!(room.requests(asks_from(1, 4), true, clock.at(end)), Started::Resting(rested));
        // Ten minutes after the rest nothing is counted any more.
        let later = rested + Span::minutes(10);
        let end = three(5, later + Span::from_micros(1), clock);
        let until = end + Span::minutes(1);
        assert_eq!(room.requests(asks_from(1, 8), true, clock.at(end)), Started::Resting(until));
    });
}

#[test]
fn of_requests_that_come_in_one_moment_one_waits() {
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        room.has_app(clock);
        let moments: Vec<_> = (1..=8).map(|_| clock.at(START)).collect();
        let waiting = std::thread::scope(|scope| {
            let room = &room;
            let asking: Vec<_> = (1..=8)
                .zip(moments)
                .map(|(n, at)| scope.spawn(move || room.requests(asks_from(n, n), true, at)))
                .collect();
            let started = asking.into_iter().map(|one| one.join().unwrap());
            started.filter(|started| matches!(started, Started::Waiting(_))).count()
        });
        assert_eq!(waiting, 1);
    });
}

#[test]
fn after_a_refusal_an_unfamiliar_browser_is_listed_and_does_not_ring() {
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        let (app, _) = room.has_app(clock);
        room.sent(START);
        let refused = waits(room.requests(asks_from(1, 1), false, clock.at(START)));
        assert_eq!(room.sent(START).len(), 1);
        assert_eq!(room.hears_of(refused, FromApp::Refused(app), START), Some(Heard::Ended("refused")));
        let quiet = waits(room.requests(asks_from(2, 2), false, clock.at(START)));
        assert!(room.sent(START).is_empty());
        let listed = room.listed(app, START);
        assert_eq!((listed[0].challenge, listed[0].rings), (quiet, false));
        room.hears_of(quiet, FromApp::Refused(app), START).unwrap();
        let later = START + Span::minutes(10);
        waits(room.requests(asks_from(2, 3), false, clock.at(later)));
        assert_eq!(room.sent(later).len(), 1, "some minutes later it rings again");
    });
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        let (app, _) = room.has_app(clock);
        let refused = waits(room.requests(asks_from(1, 1), false, clock.at(START)));
        room.hears_of(refused, FromApp::Refused(app), START).unwrap();
        room.sent(START);
        waits(room.requests(asks_from(1, 2), true, clock.at(START)));
        assert_eq!(room.sent(START).len(), 1, "a familiar browser rings at once");
    });
}
