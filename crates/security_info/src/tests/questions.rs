//! What serves a password reset and nothing else: set up by those whose organization has turned it on, and never as a second step.

use methods::security_questions::SecurityQuestions;
use store::testing::each_engine;
use verification::holdings;
use verification::reset::Serving;

use super::*;

const CHOSEN: [(&str, &str); 3] =
    [("first-pet", "Mister Whiskers"), ("child-dream", "Astronaut"), ("lost-thing", "A red umbrella")];
const TOLD: &str = "mister whiskers\nASTRONAUT\n a  red umbrella";

fn each_room(rule: SecondStepRule, test: impl Fn(Room)) {
    each_engine(|store| {
        let mut room = Room::new(&store, rule);
        room.organization.resets.questions = true;
        test(room);
    });
}

fn wanted(chosen: [(&str, &str); 3]) -> Wanted {
    let fields = (1..).zip(chosen).flat_map(|(n, (key, told))| {
        [(format!("question-{n}"), key.to_owned()), (format!("answer-{n}"), told.to_owned())]
    });
    let given = Given { fields: fields.collect(), country: String::new() };
    Wanted { method: &SecurityQuestions, replaces: None, given, lost: false }
}

/// Chooses these questions and answers them once more.
fn sets_up(room: &Room, asking: &Asking, (typed, seed): (&str, u8)) -> Proved {
    assert_eq!(room.wants(asking, wanted(CHOSEN), (seed, START)), Began::Waiting);
    let SettingUp::Waiting { waiting, .. } = room.looks(asking, START) else { panic!("nothing waits") };
    room.answers(asking, (waiting.id, Proving::Typed(typed.to_owned())), (seed + 1, START))
}

#[test]
fn questions_are_stored_and_told_once_they_were_answered_again_and_chosen_anew_they_replace() {
    each_room(SecondStepRule::WhenSetUp, |room| {
        let anna = room.signed_in(1, None, START);
        assert!(matches!(sets_up(&room, &anna, ("astronaut\nother\nthings", 10)), Proved::Wrong));
        assert!(matches!(sets_up(&room, &anna, ("one\ntwo", 15)), Proved::Unreadable));
        assert!(room.apps().is_empty() && room.notices(START).is_empty());
        let Proved::Done(finished) = sets_up(&room, &anna, (TOLD, 20)) else { panic!("they are right") };
        assert!(finished.only_resets && !finished.lacks_recovery && finished.token.is_none());
        let first = room.apps()[0].id;
        assert_eq!(room.notices(START).len(), 1);
        assert!(matches!(sets_up(&room, &anna, (TOLD, 30)), Proved::Done(_)));
        let all = room.apps();
        assert!(all.len() == 1 && all[0].id != first, "the new ones come in the place of the old");
        let notices = room.notices(START);
        assert!(notices.len() == 1 && !notices[0].1.starts_with('['));
        assert!(!notices[0].2.to_lowercase().contains("astronaut"));
        assert_eq!(room.deletes(&anna, all[0].id, (40, START)), Deleted::Done);
        assert!(room.apps().is_empty() && room.notices(START).len() == 1);
    });
}

#[test]
fn they_are_no_second_step_and_the_last_method_stays_beside_them() {
    each_room(SecondStepRule::Required, |room| {
        let anna = room.signed_in(1, None, START);
        assert!(matches!(sets_up(&room, &anna, (TOLD, 10)), Proved::Done(_)));
        let (vault, whose) = (room.desk.vault.clone(), (room.organization.id, room.anna));
        let (holdings, any) = room.write(move |t| {
            let any = registrations::any(t, whose.0, whose.1)?;
            Ok((holdings::find(t, &vault, whose.0, whose.1)?, any))
        });
        assert!(holdings.registrations.is_empty() && !any, "nothing is asked at a sign-in");
        // A password alone is still enough to set up what is asked.
        assert_eq!(room.begins(&anna, (20, START)), Began::Waiting);
        let Proved::Done(finished) = room.proves(&anna, true, (21, START)) else { panic!("it is right") };
        assert!(finished.lacks_recovery);
        let app = room.apps().into_iter().find(|one| one.kind != "security_questions").unwrap();
        let seen = Secret::from_bytes(&app.record).unwrap();
        assert_eq!(seen.as_bytes().len(), 20);
        let again = room.looks(&anna, START);
        assert!(matches!(again, SettingUp::StepUp), "what can be asked is asked from now on");
    });
    each_room(SecondStepRule::Required, |room| {
        let app = room.has_app(1);
        let anna = room.signed_in(1, Some(1), START);
        assert!(matches!(sets_up(&room, &anna, (TOLD, 10)), Proved::Done(_)));
        assert_eq!(room.deletes(&anna, app, (20, START)), Deleted::Last);
    });
}

#[test]
fn they_are_offered_to_nobody_where_they_are_off_and_in_no_sign_in() {
    each_room(SecondStepRule::WhenSetUp, |mut room| {
        let anna = room.signed_in(1, None, START);
        let signing_in = room.signing_in(2, START);
        assert_eq!(room.wants(&signing_in, wanted(CHOSEN), (11, START)), Began::NotOffered);
        assert_eq!(room.wants(&anna, wanted(CHOSEN), (12, START)), Began::Waiting);
        let SettingUp::Waiting { waiting, .. } = room.looks(&anna, START) else { panic!("nothing waits") };
        // Turned off while they wait: nothing is stored.
        room.organization.resets.questions = false;
        let proving = || (waiting.id, Proving::Typed(TOLD.to_owned()));
        assert!(matches!(room.answers(&anna, proving(), (13, START)), Proved::Over));
        assert_eq!(room.wants(&anna, wanted(CHOSEN), (14, START)), Began::NotOffered);
        room.organization.resets.questions = true;
        assert!(matches!(room.answers(&anna, proving(), (15, START)), Proved::Done(_)), "it was the switch");
        // Where no reset asks in this way, nobody sets it up for nothing.
        room.organization.resets.serving = Serving::parse("app_code,mail_code");
        assert_eq!(room.wants(&anna, wanted(CHOSEN), (16, START)), Began::NotOffered);
    });
}

#[test]
fn they_are_never_offered_to_administrators() {
    each_engine(|store| {
        let mut room = Room::of(&store, SecondStepRule::WhenSetUp, Role::Administrator);
        room.organization.resets.questions = true;
        let anna = room.signed_in(1, None, START);
        assert_eq!(room.wants(&anna, wanted(CHOSEN), (10, START)), Began::NotOffered);
        assert_eq!(room.begins(&anna, (11, START)), Began::Waiting);
        let methods = room.desk.offers(&room.organization, anna.person.as_ref().map(|one| &one.account));
        assert!(methods.find("security_questions").is_none());
    });
}

#[test]
fn what_is_wrong_with_the_choice_is_said_before_anything_waits() {
    each_room(SecondStepRule::WhenSetUp, |room| {
        let anna = room.signed_in(1, None, START);
        for (n, key, told, problem) in [
            (0, "child-dream", "Rex", "same-question"),
            (1, "child-dream", "ab", "length"),
            (2, "lost-thing", "astronaut", "same-answer"),
            (0, "first-pet", "school", "is-name"),
        ] {
            let mut chosen = CHOSEN;
            chosen[n] = (key, told);
            assert_eq!(room.wants(&anna, wanted(chosen), (10, START)), Began::Refused(problem));
        }
        assert!(matches!(room.looks(&anna, START), SettingUp::NotBegun { .. }));
    });
}
