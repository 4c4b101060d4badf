use store::testing::each_engine;

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
