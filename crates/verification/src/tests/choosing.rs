//! By which method someone is asked first.

use store::testing::each_engine;

use super::simple::RING;
use super::*;
use crate::Methods;
use crate::defaults::{self, Way};

type First = Option<(&'static str, Option<RegistrationId>)>;

impl Room {
    fn chooses(&self, method: &str, registration: Option<RegistrationId>) {
        let permit = self.permit(1, &[Role::First, Role::Second]).unwrap();
        let way = Way { method: method.to_owned(), registration };
        self.write(move |t| Ok(defaults::choose(t, &permit, &way)?)).unwrap();
    }

    fn removes(&self, registration: RegistrationId) {
        let permit = self.permit(1, &[Role::First, Role::Second]).unwrap();
        assert!(self.write(move |t| Ok(registrations::remove(t, &permit, registration)?)).unwrap());
    }

    fn first(&self, methods: Methods) -> First {
        let vault = self.vault.clone();
        let (chosen, all) = self
            .write(move |t| {
                let chosen = defaults::chosen(t, organization(), account(1))?;
                Ok((chosen, registrations::list(t, &vault, organization(), account(1))?))
            })
            .unwrap();
        let first = defaults::first(methods, chosen.as_ref(), &all);
        first.map(|(method, registration)| (method.about().name.as_str(), registration))
    }
}

#[test]
fn the_strongest_comes_first_until_another_is_chosen_and_again_when_that_is_gone() {
    each_engine(|store| {
        let room = Room::new(&store);
        assert_eq!(room.first(METHODS), None);
        let phone = room.has(1, "+31612345678", 1);
        assert_eq!(room.first(METHODS), Some(("whisper", Some(phone))));
        room.registers(1, "open", 2);
        assert_eq!(room.first(METHODS), Some(("watchword", None)));
        room.chooses("ring", Some(phone));
        assert_eq!(room.first(METHODS), Some(("ring", Some(phone))));
        room.removes(phone);
        assert_eq!(room.first(METHODS), Some(("watchword", None)));
    });
}

#[test]
fn what_was_chosen_and_cannot_ask_is_passed_over() {
    each_engine(|store| {
        let room = Room::new(&store);
        let phone = room.has(1, "+31612345678", 1);
        room.chooses("ring", Some(phone));
        // On a server without calls.
        let texts = METHODS.over(&[delivery::Channel::Text]);
        assert_eq!(room.first(texts), Some(("whisper", Some(phone))));
        assert_eq!(room.first(METHODS.over(&[])), None);
        for (method, registration) in [("ring", None), ("watchword", None), ("nothing", Some(phone))] {
            room.chooses(method, registration);
            assert_eq!(room.first(METHODS), Some(("whisper", Some(phone))), "{method}");
        }
    });
}

#[test]
fn the_choice_goes_over_to_what_comes_in_the_place_of_a_phone() {
    each_engine(|store| {
        let room = Room::new(&store);
        room.registers(1, "open", 1);
        let old = room.has(1, "+31612345678", 2);
        room.chooses("ring", Some(old));
        let what = (&RING, Some(old));
        let began = room.offers(what, binding(1), &[("number", "0687654321")], (3, START));
        let challenges::Began::Waiting(challenge) = began else { panic!("{began:?}") };
        room.hears(challenge, "yes", START);
        let permit = room.permit(1, &[Role::First, Role::Second]).unwrap();
        let vault = room.vault.clone();
        let stored = room
            .write(move |t| {
                let name = |_: &dyn Method, _: &[u8]| "phone".to_owned();
                let who = (&permit, &binding(1));
                challenges::collect_set_up(t, &means(&vault), who, (challenge, &name), &moment(4, START))
            })
            .unwrap();
        let challenges::SetUp::Stored { registration, replaced: true, .. } = stored else {
            panic!("{stored:?}")
        };
        assert_ne!(registration, old);
        assert_eq!(room.first(METHODS), Some(("ring", Some(registration))));
    });
}
