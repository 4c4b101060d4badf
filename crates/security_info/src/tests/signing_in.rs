use accounts::pass_policy::{self, FINISHED_WITHIN, PassPolicy, Terms};
use methods::access_pass::{AccessPass, Pass, Serves};
use store::testing::each_engine;
use verification::challenges::Named;

use super::*;

#[test]
fn a_sign_in_that_lacks_a_second_step_sets_one_up_and_goes_on_with_a_new_token() {
    each_engine(|store| {
        let room = Room::new(&store, SecondStepRule::Required);
        let anna = room.signing_in(1, START);
        assert_eq!(room.begins(&anna, (10, START)), Began::Waiting);
        assert!(matches!(room.looks(&anna, START), SettingUp::Waiting { signing_in: true, .. }));
        let Proved::Done(Finished { token: Some(token), .. }) = room.proves(&anna, true, (11, START)) else {
            panic!("not set up")
        };
        assert_eq!((room.apps().len(), room.notices(START).len()), (1, 1));
        assert_eq!(room.begins(&anna, (12, START)), Began::Nobody, "the old token is dead");
        let on = Asking { attempt: Some(token.hash()), ..anna };
        assert_eq!(room.begins(&on, (13, START)), Began::Waiting, "its second step is fresh");
    });
}

#[test]
fn a_password_alone_changes_nothing_of_who_has_a_second_step() {
    each_engine(|store| {
        let room = Room::new(&store, SecondStepRule::Required);
        let anna = room.signing_in(1, START);
        assert_eq!(room.begins(&anna, (10, START)), Began::Waiting);
        let id = room.has_app(1);
        assert_eq!(room.begins(&anna, (11, START)), Began::Nobody);
        assert!(matches!(room.looks(&anna, START), SettingUp::Nobody));
        assert!(matches!(room.proves(&anna, true, (12, START)), Proved::Over), "set up elsewhere meanwhile");
        assert_eq!(room.deletes(&anna, id, (13, START)), Deleted::Nobody);
        assert_eq!(room.apps().len(), 1);
    });
}

#[test]
fn another_browser_or_no_cookie_sets_nothing_up() {
    each_engine(|store| {
        let room = Room::new(&store, SecondStepRule::Required);
        let anna = room.signing_in(1, START);
        for asking in [Asking { browser: browser(2), ..anna }, room.nobody(1)] {
            assert_eq!(room.begins(&asking, (10, START)), Began::Nobody);
            assert!(matches!(room.looks(&asking, START), SettingUp::Nobody));
        }
    });
}

#[test]
fn the_password_of_a_sign_in_counts_fifteen_minutes() {
    each_engine(|store| {
        let room = Room::new(&store, SecondStepRule::Required);
        let anna = room.signing_in(1, START);
        let last = START + Span::minutes(15);
        assert_eq!(room.begins(&anna, (10, last)), Began::Waiting);
        assert_eq!(room.begins(&anna, (11, last + Span::seconds(1))), Began::Nobody);
    });
}

#[test]
fn an_account_that_was_deleted_or_disabled_meanwhile_sets_nothing_up() {
    each_engine(|store| {
        let room = Room::new(&store, SecondStepRule::Required);
        let askings = [room.signing_in(1, START), room.signed_in(2, None, START)];
        let (organization, anna) = (room.organization.id, room.anna);
        room.write(move |t| Ok(people::set_disabled(t, organization, anna, Some(START))?));
        for asking in &askings {
            assert_eq!(room.begins(asking, (10, START)), Began::Nobody);
        }
        room.write(move |t| Ok(people::delete(t, organization, anna)?));
        for asking in &askings {
            assert_eq!(room.begins(asking, (11, START)), Began::Nobody);
            assert!(matches!(room.looks(asking, START), SettingUp::Nobody));
            let id = RegistrationId::from_array([9; 16]);
            assert_eq!(room.deletes(asking, id, (12, START)), Deleted::Nobody);
        }
    });
}

/// A request in the middle of a sign-in that a pass began which is good once, and that ends after ten minutes.
fn entered_by_pass(room: &Room, in_browser: u8, now: Timestamp) -> Asking {
    let (desk, holder) = (room.desk.clone(), room.holder(in_browser));
    let token = room.write(move |t| {
        let moment = moment(in_browser, now);
        let mut chance = moment.chance("pass");
        let pass = Pass::new(8, &mut chance);
        let serves = Serves { from: now, until: now + Span::hours(1), once: true };
        let (kind, pool, proven) = pass.registration(serves, &mut chance);
        let whose = (holder.organization, holder.account);
        registrations::import(t, &desk.vault, whose, (kind, pool, "pass"), &proven, &moment)?;
        let named = Named {
            organization: holder.organization,
            user_name: "anna@school.example",
            holder: Some(holder),
            familiar: false,
        };
        let means = desk.means(desk.methods);
        let answered = challenges::answer_instead(t, &means, named, (&AccessPass, &pass.shown()), now)?;
        let Answered::Accepted(proof) = answered else { panic!("{answered:?}") };
        let token = advanced(t, &desk.vault, holder, &proof, &moment)?;
        let place = (holder.organization, holder.browser);
        let attempt = attempts::find(t, &desk.vault, place, token.hash(), now)?.unwrap();
        attempts::shorten(t, &attempt, now + FINISHED_WITHIN)?;
        // Nothing of this makes it last longer again.
        attempts::shorten(t, &attempt, now + Span::days(1))?;
        attempts::lengthen(t, &attempt, now)?;
        Ok(token)
    });
    Asking { attempt: Some(token.hash()), ..room.nobody(in_browser) }
}

#[test]
fn a_set_up_by_a_pass_that_is_good_once_is_done_within_ten_minutes_and_then_there_is_time_to_finish() {
    each_engine(|store| {
        let room = Room::new(&store, SecondStepRule::Required);
        let anna = entered_by_pass(&room, 1, START);
        let last = START + Span::minutes(10) - Span::seconds(1);
        assert_eq!(room.begins(&anna, (10, START)), Began::Waiting);
        assert!(matches!(room.looks(&anna, last), SettingUp::Waiting { signing_in: true, .. }));
        let late = last + Span::seconds(1);
        assert!(matches!(room.looks(&anna, late), SettingUp::Nobody));
        assert!(matches!(room.proves(&anna, true, (11, late)), Proved::Over));
        assert_eq!(room.begins(&anna, (12, late)), Began::Nobody);
        assert!(room.apps().iter().all(|one| !one.lasts()), "nothing but the pass");

        let Proved::Done(Finished { token: Some(token), .. }) = room.proves(&anna, true, (13, last)) else {
            panic!("not set up")
        };
        let (vault, place) = (room.desk.vault.clone(), (anna.organization, anna.browser));
        let under_way = |now| {
            let (vault, token) = (vault.clone(), token.hash());
            room.write(move |t| Ok(attempts::find(t, &vault, place, token, now)?)).is_some()
        };
        assert!(under_way(last + Span::minutes(9)) && !under_way(last + Span::minutes(10)));
    });
}

#[test]
fn where_passes_are_turned_off_meanwhile_nothing_is_set_up_by_one() {
    each_engine(|store| {
        let room = Room::new(&store, SecondStepRule::Required);
        let anna = entered_by_pass(&room, 1, START);
        assert_eq!(room.begins(&anna, (10, START)), Began::Waiting);
        for (serve, sets_up) in [(false, false), (true, true)] {
            let organization = room.organization.id;
            let policy = PassPolicy::new(Terms { serve, ..Terms::default() }).unwrap();
            room.write(move |t| Ok(pass_policy::set(t, organization, &policy)?));
            let looks = room.looks(&anna, START);
            assert_eq!(matches!(looks, SettingUp::Waiting { .. }), sets_up, "{serve}");
            assert_eq!(matches!(room.proves(&anna, true, (11, START)), Proved::Done(_)), sets_up, "{serve}");
        }
    });
}
