//! After "this was not me": what was under way changes nothing any more, and what was suspended is looked at.

use notices::Code;
use store::testing::each_engine;
use verification::review;

use super::*;
use crate::check::{self, Decision, Look};

const THEN: Timestamp = Timestamp::from_unix_seconds(1_800_000_060);
const LATER: Timestamp = Timestamp::from_unix_seconds(1_800_000_090);

/// Anna has an app and set up another one in her browser 1, which she then denied.
fn denied(store: &Store) -> (Room, Asking, RegistrationId) {
    let room = Room::new(store, SecondStepRule::Required);
    let own = room.has_app(1);
    let anna = room.signed_in(1, Some(1), THEN);
    assert_eq!(room.begins(&anna, (10, THEN)), Began::Waiting);
    assert!(matches!(room.proves(&anna, true, (11, THEN)), Proved::Done(_)));
    let other = room.apps().into_iter().find(|one| one.id != own).unwrap().id;
    let notices = room.notices(THEN);
    let [(_, _, text)] = notices.as_slice() else { panic!("{notices:?}") };
    let code = text.split("/not-me#").nth(1).and_then(|rest| rest.split_whitespace().next());
    let code = Code::parse(code.unwrap()).unwrap();
    // A page that asks for one more waits.
    assert_eq!(room.begins(&anna, (12, THEN)), Began::Waiting);
    let (desk, id) = (room.desk.clone(), room.organization.id);
    let denial = moment(13, THEN);
    let done =
        room.write(move |t| Ok(notices::deny(t, (&desk.vault, &desk.texts), (id, &code), &denial)?)).unwrap();
    assert_eq!((done.sessions, done.methods), (1, 1));
    (room, anna, other)
}

impl Room {
    /// A request in the middle of a sign-in with password and the code of this app.
    fn signing_in_with_code(&self, in_browser: u8, app: u8, now: Timestamp) -> Asking {
        let asking = self.signing_in(in_browser, now);
        let proof = self.right_code(in_browser, app, now);
        let (vault, at) = (self.desk.vault.clone(), asking.clone());
        let token = self.write(move |t| {
            let place = (at.organization, at.browser);
            let mut attempt = attempts::find(t, &vault, place, at.attempt.unwrap(), now)?.unwrap();
            let moment = moment(in_browser + 50, now);
            Ok(attempts::advance(t, &vault, &mut attempt, proof.clone(), &moment)?.unwrap())
        });
        Asking { attempt: Some(token.hash()), ..asking }
    }

    fn checks(&self, asking: &Asking, now: Timestamp) -> Option<Look> {
        let (desk, asking) = (self.desk.clone(), asking.clone());
        self.write(move |t| check::look(t, &desk, &asking, now))
    }

    fn decides(&self, asking: &Asking, decision: Decision, (seed, now): (u8, Timestamp)) -> bool {
        let (desk, asking, organization) = (self.desk.clone(), asking.clone(), self.organization.clone());
        self.write(move |t| check::decide(t, &desk, (&asking, &organization), decision, &moment(seed, now)))
    }

    fn review_is_due(&self) -> bool {
        let whose = (self.organization.id, self.anna);
        self.write(move |t| Ok(review::due_since(t, whose)?)).is_some()
    }
}

#[test]
fn a_request_that_found_its_session_before_the_denial_changes_nothing_after_it() {
    each_engine(|store| {
        let (room, stale, other) = denied(&store);
        assert!(matches!(room.proves(&stale, true, (20, THEN)), Proved::Over));
        assert_eq!(room.begins(&stale, (21, THEN)), Began::Nobody);
        assert_eq!(room.deletes(&stale, other, (22, THEN)), Deleted::Nobody);
        assert_eq!(room.apps().len(), 1, "the one that nobody doubts");
        assert!(room.review_is_due());
    });
}

#[test]
fn a_suspended_method_is_kept_or_deleted_by_who_signs_in_with_another() {
    for keeps in [true, false] {
        each_engine(|store| {
            let (room, _, other) = denied(&store);
            let password_only = room.signing_in(2, LATER);
            assert!(room.checks(&password_only, LATER).is_none());
            assert!(!room.decides(&password_only, Decision::Keep(other), (30, LATER)));
            let anna = room.signing_in_with_code(3, 1, LATER);
            let look = room.checks(&anna, LATER).unwrap();
            assert_eq!(look.suspended.iter().map(|one| one.id).collect::<Vec<_>>(), [other]);
            let own = look.registrations[0].id;
            assert!(!room.decides(&anna, Decision::Finish, (31, LATER)), "one of them waits");
            assert!(!room.decides(&anna, Decision::Delete(own), (32, LATER)), "it is not suspended");
            let decision = if keeps { Decision::Keep(other) } else { Decision::Delete(other) };
            assert!(room.decides(&anna, decision, (33, LATER)));
            assert_eq!(room.apps().len(), if keeps { 2 } else { 1 });
            let told = room.notices(LATER);
            let (_, subject, text) = told.last().expect("what is decided is told");
            assert!(subject.contains(if keeps { "weer in gebruik" } else { "verwijderd" }), "{subject}");
            assert!(text.contains("/not-me#"), "{text}");
            assert!(room.review_is_due());
            assert!(room.decides(&anna, Decision::Finish, (34, LATER)));
            assert!(!room.review_is_due() && room.checks(&anna, LATER).is_none());
        });
    }
}
