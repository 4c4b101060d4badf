use std::sync::Barrier;

use store::StoreError;
use store::testing::each_engine;
use verification::defaults::Way;

use super::*;
use crate::steps::Chose;

fn each_room(rule: SecondStepRule, test: impl Fn(Room)) {
    each_engine(|store| test(Room::new(&store, rule)));
}

#[test]
fn an_app_is_stored_and_told_after_its_code_and_not_before() {
    each_room(SecondStepRule::WhenSetUp, |room| {
        let anna = room.signed_in(1, None, START);
        assert_eq!(room.begins(&anna, (10, START)), Began::Waiting);
        let SettingUp::Waiting { account, signing_in, .. } = room.looks(&anna, START) else {
            panic!("nothing waits")
        };
        assert_eq!((account.user_name.as_str(), signing_in), ("anna@school.example", false));
        assert!(matches!(room.proves(&anna, false, (11, START)), Proved::Wrong));
        assert!(room.apps().is_empty() && room.notices(START).is_empty());
        assert!(matches!(room.proves(&anna, true, (12, START)), Proved::Done(Finished { token: None, .. })));
        assert_eq!(room.apps().iter().map(|app| app.name.as_str()).collect::<Vec<_>>(), ["Anna's phone"]);
        let notices = room.notices(START);
        let [(to, subject, text)] = notices.as_slice() else { panic!("{notices:?}") };
        assert_eq!(to, "anna@mail.example");
        assert!(text.contains("Anna's phone") && !subject.starts_with('['), "{subject}: {text}");
        assert!(matches!(room.proves(&anna, true, (13, START)), Proved::Over), "the page sent twice");
        assert_eq!((room.apps().len(), room.notices(START).len()), (1, 0));
    });
}

#[test]
fn a_change_and_its_notice_are_written_together_or_not_at_all() {
    each_room(SecondStepRule::WhenSetUp, |room| {
        let anna = room.signed_in(1, None, START);
        let id = room.has_app(1);
        let fresh = room.signed_in(2, Some(1), START);
        let (desk, asking, organization) = (room.desk.clone(), fresh.clone(), room.organization.clone());
        let refused = room.desk.store.write_now(move |t| {
            let who = (&asking, &organization);
            assert_eq!(steps::delete(t, &desk, who, id, &moment(20, START))?, Deleted::Done);
            Err::<(), SecurityInfoError>(StoreError::Busy.into())
        });
        assert!(refused.is_err());
        assert_eq!((room.apps().len(), room.notices(START).len()), (1, 0));
        assert_eq!(room.deletes(&anna, id, (21, START)), Deleted::StepUp);
        assert_eq!((room.apps().len(), room.notices(START).len()), (1, 0));
        assert_eq!(room.deletes(&fresh, id, (22, START)), Deleted::Done);
        assert_eq!((room.apps().len(), room.notices(START).len()), (0, 1));
        assert_eq!(room.deletes(&room.signed_in(3, None, START), id, (23, START)), Deleted::Done);
        assert_eq!(room.notices(START).len(), 0, "what was gone is not told of again");
    });
}

#[test]
fn a_new_default_is_told_once_in_its_own_words() {
    each_room(SecondStepRule::WhenSetUp, |room| {
        room.has_app(1);
        let fresh = room.signed_in(2, Some(1), START);
        let chooses = |method: &str, registration, seed| {
            let (desk, asking, organization) = (room.desk.clone(), fresh.clone(), room.organization.clone());
            let way = Way { method: method.to_owned(), registration };
            room.write(move |t| {
                steps::choose_default(t, &desk, (&asking, &organization), &way, &moment(seed, START))
            })
        };
        assert_eq!(chooses("app_code", None, 20), Chose::Done);
        assert!(room.notices(START).is_empty(), "it was the default already");
        let phone = room.has_phone(2);
        assert_eq!(chooses("phone_call", None, 21), Chose::No);
        assert_eq!(chooses("phone_call", Some(phone), 22), Chose::Done);
        let notices = room.notices(START);
        let [(_, subject, text)] = notices.as_slice() else { panic!("{notices:?}") };
        assert!(subject.contains("andere manier"), "{subject}");
        assert!(text.contains("78") && !text.contains("0612345678"), "the number is masked: {text}");
        assert_eq!(chooses("phone_call", Some(phone), 23), Chose::Done);
        assert!(room.notices(START).is_empty());
    });
}

#[test]
fn a_change_asks_for_a_second_step_of_the_last_fifteen_minutes() {
    each_room(SecondStepRule::WhenSetUp, |room| {
        let id = room.has_app(1);
        let anna = room.signed_in(1, Some(1), START);
        let last = START + Span::minutes(15);
        assert_eq!(room.begins(&anna, (10, last)), Began::Waiting);
        let late = last + Span::seconds(1);
        assert_eq!(room.begins(&anna, (11, late)), Began::StepUp);
        assert!(matches!(room.looks(&anna, late), SettingUp::StepUp));
        assert_eq!(room.deletes(&anna, id, (12, late)), Deleted::StepUp);
        assert!(matches!(room.proves(&anna, true, (13, late)), Proved::Over), "what was begun waits in vain");
        assert_eq!(room.apps().len(), 1);
        let again = room.signed_in(2, Some(1), late);
        assert_eq!(room.deletes(&again, id, (14, late)), Deleted::Done);
    });
}

#[test]
fn what_was_begun_in_one_browser_is_not_proved_in_another() {
    each_room(SecondStepRule::WhenSetUp, |room| {
        let anna = room.signed_in(1, None, START);
        assert_eq!(room.begins(&anna, (10, START)), Began::Waiting);
        let elsewhere = room.signed_in(2, None, START);
        assert!(matches!(room.looks(&elsewhere, START), SettingUp::NotBegun { signing_in: false, .. }));
        let SettingUp::Waiting { waiting, .. } = room.looks(&anna, START) else { panic!("nothing waits") };
        let typed = code(&Secret::from_bytes(&waiting.record).unwrap(), START);
        let proved = room.answers(&elsewhere, (waiting.id, Proving::Typed(typed)), (11, START));
        assert!(matches!(proved, Proved::Over));
        assert!(matches!(room.proves(&anna, true, (12, START)), Proved::Done(Finished { token: None, .. })));
    });
}

#[test]
fn an_account_has_five_apps_at_most() {
    each_room(SecondStepRule::WhenSetUp, |room| {
        for seed in 1..=4 {
            room.has_app(seed);
        }
        let anna = room.signed_in(1, Some(1), START);
        assert_eq!(room.begins(&anna, (10, START)), Began::Waiting);
        room.has_app(5);
        assert!(matches!(room.proves(&anna, true, (11, START)), Proved::Full), "another page was quicker");
        assert_eq!(room.begins(&anna, (12, START)), Began::Full { most: 5 });
        assert_eq!((room.apps().len(), room.notices(START).len()), (5, 0));
    });
}

#[test]
fn the_last_one_of_who_must_have_one_stays() {
    each_room(SecondStepRule::Required, |room| {
        let ids = [room.has_app(1), room.has_app(2)];
        let anna = room.signed_in(1, Some(1), START);
        let other = RegistrationId::from_array([9; 16]);
        assert_eq!(room.deletes(&anna, other, (9, START)), Deleted::Done, "nobody's is gone already");
        assert_eq!(room.deletes(&anna, ids[0], (10, START)), Deleted::Done);
        assert_eq!(room.deletes(&anna, ids[1], (11, START)), Deleted::Last);
        assert_eq!((room.apps().len(), room.notices(START).len()), (1, 1));
    });
}

#[test]
fn two_pages_that_delete_at_once_leave_the_last_one() {
    each_room(SecondStepRule::Required, |room| {
        for round in 0..8_u8 {
            let now = START + Span::minutes(i64::from(round));
            let app = round * 2 + 1;
            let kept = room.apps();
            let ids = match kept.as_slice() {
                [] => [room.has_app(app), room.has_app(app + 1)],
                [one] => [one.id, room.has_app(app)],
                more => panic!("{} apps", more.len()),
            };
            let anna = room.signed_in(round + 1, Some(app), now);
            let start = Barrier::new(2);
            std::thread::scope(|scope| {
                for (id, seed) in ids.into_iter().zip([50, 51]) {
                    let (room, anna, start) = (&room, &anna, &start);
                    scope.spawn(move || {
                        start.wait();
                        room.deletes(anna, id, (seed + round * 2, now))
                    });
                }
            });
            assert_eq!(room.apps().len(), 1, "round {round}");
        }
    });
}
