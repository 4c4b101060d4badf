//! Requests that wait in paired apps: one at a time, resting, quiet after a refusal, and answered by the app that was asked.

mod fatigue;
mod nod;

pub use nod::Nod;

use challenges::{Began, Collected, Request, SetUp};
use store::testing::each_engine;
use world::{AppId, ChallengeId};

use super::*;
use crate::apps::{self, App, FromApp, Paired, Pairing};
use crate::blocked;
use crate::method::{Aim, Asker, Heard};

/// Attempt `to` of person 1 in a browser.
fn asks_from(browser: u8, to: u8) -> Binding {
    let holder = Holder { browser: TokenHash::from_bytes([browser; 32]), ..holder(1) };
    Binding { holder, to: [to; 16] }
}

fn around(now: Timestamp, lasts: Span, familiar: bool) -> Situation<'static> {
    let asker = Asker { aim: Aim::SignIn, familiar, ..Asker::default() };
    Situation { ends_at: now + lasts, asker, ..situation(now) }
}

/// When something happens: each moment draws numbers of its own.
struct Clock(u8);

impl Clock {
    fn at(&mut self, now: Timestamp) -> Moment {
        self.0 += 1;
        moment(self.0, now)
    }
}

impl Room {
    /// A ticket of a set-up by person 1 in browser 1.
    fn ticket(&self, at: Moment) -> String {
        let vault = self.vault.clone();
        let now = at.now;
        let began = self.write(move |t| {
            let what = (&Nod as &dyn Method, None);
            let (situation, given) = (around(now, Span::minutes(10), true), Given::default());
            challenges::begin_set_up(t, &means(&vault), what, (&binding(1), &situation, &given), &at)
        });
        let Began::Waiting(id) = began.unwrap() else { panic!("it waits") };
        let mut chance = challenges::chance_of(&self.vault, id);
        chance.digits(9)
    }

    fn pairs(&self, ticket: &str, at: Moment) -> Option<Paired> {
        let (vault, ticket) = (self.vault.clone(), ticket.to_owned());
        self.write(move |t| {
            let pairing = Pairing {
                ticket: &ticket,
                server: "https://school.example",
                key: b"key",
                name: "phone",
                subscription: None,
            };
            apps::pair(t, &means(&vault), (organization(), &pairing), &at)
        })
        .unwrap()
    }

    fn app(&self, id: AppId, now: Timestamp) -> Option<App> {
        let vault = self.vault.clone();
        self.write(move |t| apps::find(t, &vault, (organization(), id), now)).unwrap()
    }

    fn listed(&self, id: AppId, now: Timestamp) -> Vec<Request> {
        let Some(app) = self.app(id, now) else { return Vec::new() };
        let vault = self.vault.clone();
        self.write(move |t| challenges::requests(t, &vault, &app, now)).unwrap()
    }

    fn hears_of(&self, challenge: ChallengeId, from: FromApp, now: Timestamp) -> Option<Heard> {
        let vault = self.vault.clone();
        let of = (organization(), challenge);
        let heard = self.write(move |t| challenges::hear(t, &means(&vault), of, &from.to_text(), now));
        heard.unwrap().map(|of| of.heard)
    }

    fn finishes(&self, at: Moment) -> SetUp {
        let (vault, permit) = (self.vault.clone(), self.permit(1, &[Role::First, Role::Second]).unwrap());
        self.write(move |t| {
            let Some(waiting) = challenges::waiting(t, &vault, &binding(1), Purpose::SetUp, at.now)? else {
                return Ok(SetUp::Over);
            };
            let name = |method: &dyn Method, offer: &[u8]| method.default_name(&NoWords, offer);
            let what = (waiting.id, &name as &dyn Fn(&dyn Method, &[u8]) -> String);
            challenges::collect_set_up(t, &means(&vault), (&permit, &binding(1)), what, &at)
        })
        .unwrap()
    }

    /// An app of person 1 that is set up.
    fn has_app(&self, clock: &mut Clock) -> (AppId, RegistrationId) {
        let ticket = self.ticket(clock.at(START));
        let paired = self.pairs(&ticket, clock.at(START)).unwrap();
        self.hears_of(paired.challenge, FromApp::Approved(paired.app, "42".to_owned()), START).unwrap();
        match self.finishes(clock.at(START)) {
            SetUp::Stored { registration, .. } => (paired.app, registration),
            other => panic!("{other:?}"),
        }
    }

    fn requests(&self, from: Binding, familiar: bool, at: Moment) -> Started {
        let vault = self.vault.clone();
        self.write(move |t| {
            let situation = around(at.now, Span::seconds(60), familiar);
            challenges::begin(t, &means(&vault), (&Nod, None), (&from, &situation), &at)
        })
        .unwrap()
    }

    fn collects_in(&self, from: Binding, challenge: ChallengeId, now: Timestamp) -> Collected {
        let vault = self.vault.clone();
        self.write(move |t| challenges::collect(t, &means(&vault), &from, challenge, now)).unwrap()
    }
}

fn waits(started: Started) -> ChallengeId {
    match started {
        Started::Waiting(id) => id,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_ticket_pairs_one_app_which_answers_nothing_but_its_test_until_that_is_approved() {
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        let ticket = room.ticket(clock.at(START));
        assert!(room.pairs("000000000", clock.at(START)).is_none());
        let paired = room.pairs(&ticket, clock.at(START)).unwrap();
        assert!(room.pairs(&ticket, clock.at(START)).is_none(), "a ticket works once");
        assert_eq!(paired.account, account(1));
        assert_eq!(room.listed(paired.app, START).len(), 1);
        assert!(matches!(room.finishes(clock.at(START)), SetUp::Waiting), "pairing alone proves nothing");
        let wrong = FromApp::Approved(paired.app, "24".to_owned());
        assert_eq!(room.hears_of(paired.challenge, wrong, START), Some(Heard::Ended("wrong-number")));
        assert!(matches!(room.finishes(clock.at(START)), SetUp::Ended("wrong-number")));
        let right = FromApp::Approved(paired.app, "42".to_owned());
        assert_eq!(room.hears_of(paired.challenge, right, START), None, "it is answered once");
        assert!(room.listed(paired.app, START).is_empty());
        assert!(
            room.app(paired.app, START + Span::minutes(16)).is_none(),
            "what was not proved is forgotten"
        );
    });
}

#[test]
fn a_ticket_ends_after_ten_minutes_and_with_its_set_up() {
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        let ticket = room.ticket(clock.at(START));
        assert!(room.pairs(&ticket, clock.at(START + Span::minutes(10))).is_none());
        let later = room.ticket(clock.at(START));
        assert!(room.pairs(&ticket, clock.at(START)).is_none(), "another set-up came in its place");
        assert!(room.pairs(&later, clock.at(START)).is_some());
    });
}

#[test]
fn an_app_goes_with_its_registration() {
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        let (app, registration) = room.has_app(clock);
        let permit = room.permit(1, &[Role::First, Role::Second]).unwrap();
        let much_later = START + Span::days(900);
        assert!(room.app(app, much_later).is_some());
        room.write(move |t| Ok(registrations::remove(t, &permit, registration)?)).unwrap();
        assert!(room.app(app, START).is_none());
    });
}

#[test]
fn one_request_waits_at_a_time() {
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        let (app, _) = room.has_app(clock);
        room.sent(START);
        let first = waits(room.requests(asks_from(1, 1), true, clock.at(START)));
        assert_eq!(room.sent(START), [(app.to_string(), first.to_string())]);
        let again = waits(room.requests(asks_from(1, 1), true, clock.at(START)));
        assert_eq!(again, first, "the same attempt goes on waiting for the same");
        assert!(room.sent(START).is_empty(), "and nothing is sent twice");
        let other = room.requests(asks_from(2, 2), true, clock.at(START));
        assert_eq!(other, Started::Pending(START + Span::seconds(60)));
        let mine = waits(room.requests(asks_from(1, 3), true, clock.at(START)));
        assert_ne!(mine, first, "who begins anew in the same browser makes room");
        assert_eq!(room.listed(app, START).len(), 1);
        assert_eq!(room.hears_of(first, FromApp::Approved(app, "42".to_owned()), START), None);
        let end = START + Span::seconds(60);
        waits(room.requests(asks_from(2, 2), true, clock.at(end)));
        assert!(matches!(room.collects_in(asks_from(1, 3), mine, end), Collected::Over), "it has ended");
    });
}

#[test]
fn only_what_was_asked_is_a_proof_and_only_in_the_browser_that_asked() {
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        let (app, registration) = room.has_app(clock);
        let approved = |app| FromApp::Approved(app, "42".to_owned());
        let first = waits(room.requests(asks_from(1, 1), true, clock.at(START)));
        room.hears_of(first, approved(AppId::from_array([9; 16])), START).unwrap();
        let collected = room.collects_in(asks_from(1, 1), first, START);
        assert!(matches!(collected, Collected::Over), "no such app was asked: {collected:?}");
        let second = waits(room.requests(asks_from(1, 2), true, clock.at(START)));
        room.hears_of(second, approved(app), START).unwrap();
        assert!(matches!(room.collects_in(asks_from(2, 2), second, START), Collected::Over));
        let Collected::Accepted(proof) = room.collects_in(asks_from(1, 2), second, START) else {
            panic!("it is taken")
        };
        assert_eq!(proof.registration(), Some(registration));
        assert!(matches!(room.collects_in(asks_from(1, 2), second, START), Collected::Over), "once");
    });
}

#[test]
fn a_message_is_taken_only_above_all_earlier_ones() {
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        let (id, _) = room.has_app(clock);
        let app = room.app(id, START).unwrap();
        for (sequence, taken) in [(5, Ok(())), (5, Err(5)), (4, Err(5)), (6, Ok(())), (i64::MAX, Ok(()))] {
            let app = app.clone();
            let said = room.write(move |t| Ok(apps::take_sequence(t, &app, sequence, START)?)).unwrap();
            assert_eq!(said, taken, "{sequence}");
        }
    });
}

#[test]
fn a_subscription_that_is_gone_is_marked_unless_there_is_a_new_one() {
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        let (id, _) = room.has_app(clock);
        let says = |text: &'static str| {
            let (vault, app) = (room.vault.clone(), room.app(id, START).unwrap());
            room.write(move |t| Ok(apps::subscribe(t, &vault, &app, (Some(text.as_bytes()), "granted"))?))
                .unwrap();
        };
        let gone = |text: &'static str| {
            let vault = room.vault.clone();
            let of = (organization(), id);
            room.write(move |t| apps::gone(t, &vault, of, text.as_bytes(), START)).unwrap()
        };
        says("one");
        says("two");
        assert!(!gone("one"));
        assert_eq!(room.app(id, START).unwrap().push, apps::Push::Live);
        assert!(gone("two"));
        assert_eq!(room.app(id, START).unwrap().push, apps::Push::Gone);
        let states = room.write(|t| Ok(apps::of_account(t, organization(), account(1))?)).unwrap();
        assert_eq!(
            (states.len(), states[0].push, states[0].notifications.as_str()),
            (1, apps::Push::Gone, "granted")
        );
    });
}

#[test]
fn a_browser_that_was_reported_is_blocked_at_its_address_for_that_account_and_for_a_while() {
    each_engine(|store| {
        let room = Room::new(&store);
        let end = START + Span::hours(1);
        let blocked_at = |browser: u8, address: &'static str, n: u8, now| {
            let vault = room.vault.clone();
            let browser = TokenHash::from_bytes([browser; 32]);
            room.write(move |t| {
                let caller = blocked::Caller { browser: &browser, address };
                Ok(blocked::until(t, &vault, (organization(), account(n)), caller, now)?)
            })
            .unwrap()
        };
        let vault = room.vault.clone();
        room.write(move |t| {
            let browser = TokenHash::from_bytes([1; 32]);
            let caller = blocked::Caller { browser: &browser, address: "192.0.2.1" };
            Ok(blocked::block(t, &vault, (organization(), account(1)), caller, end)?)
        })
        .unwrap();
        assert_eq!(blocked_at(1, "192.0.2.1", 1, START), Some(end));
        assert_eq!(blocked_at(1, "192.0.2.1", 1, end), None);
        for (browser, address, n) in [(2, "192.0.2.1", 1), (1, "192.0.2.2", 1), (1, "192.0.2.1", 2)] {
            assert_eq!(blocked_at(browser, address, n, START), None);
        }
    });
}

#[test]
fn what_nobody_answered_is_told() {
    each_engine(|store| {
        let (room, clock) = (Room::new(&store), &mut Clock(0));
        room.has_app(clock);
        let lapsed = |now| room.write(move |t| Ok(challenges::lapsed(t, &asks_from(1, 1), now)?)).unwrap();
        assert_eq!(lapsed(START), None);
        waits(room.requests(asks_from(1, 1), true, clock.at(START)));
        assert_eq!(lapsed(START + Span::seconds(59)), None);
        assert_eq!(lapsed(START + Span::seconds(60)).as_deref(), Some("nod"));
        let begun = room.write(|t| challenges::begun_since(t, START)).unwrap();
        assert_eq!(begun.last().map(|(account, _)| *account), Some(account(1)));
    });
}
