//! The forms of security questions, filled in as no person would; and that nothing of them is there where they are off.

use methods::security_questions::registration_of;
use verification::registrations;

use crate::browser::{Answer, Browser};
use crate::reset_tour::{aims, asks, begins};
use crate::school::{ANNA, EVA, School, Serving, on_each_engine, secret};

const METHOD: &str = "security_questions";
const TOLD: [&str; 3] = ["Minoes", "Astronaut", "een rode paraplu"];
const GIVEN: [(&str, &str); 8] = [
    ("method", METHOD),
    ("given", "yes"),
    ("question-1", "first-pet"),
    ("answer-1", TOLD[0]),
    ("question-2", "child-dream"),
    ("answer-2", TOLD[1]),
    ("question-3", "lost-thing"),
    ("answer-3", TOLD[2]),
];

fn turns(school: &School, questions: bool) {
    school.wishes(move |wishes| wishes.resets.questions = questions);
}

fn signed_in(serving: &Serving) -> Browser {
    let mut browser = serving.browser();
    serving.school.clock.advance(world::Span::seconds(31));
    browser.signs_in(ANNA, &secret(), serving.now());
    browser
}

/// The form with one field changed.
fn but<'a>(name: &str, value: &'a str) -> Vec<(&'static str, &'a str)> {
    GIVEN.iter().map(|(known, own)| (*known, if *known == name { value } else { *own })).collect()
}

fn tries(browser: &mut Browser, page: &Answer, told: &[&str]) -> Answer {
    let challenge = page.field("challenge");
    let names = ["answer", "answer-2", "answer-3"];
    let fields = names.iter().copied().zip(told.iter().copied());
    let fields: Vec<_> = [("challenge", challenge.as_str())].into_iter().chain(fields).collect();
    let path = if page.body.contains("/password-reset/answer") {
        "/password-reset/answer"
    } else {
        "/security-info/set-up"
    };
    browser.submits(page, path, &fields)
}

#[test]
fn questions_are_chosen_tried_and_answered_and_every_other_input_fails_softly() {
    on_each_engine(|serving| {
        turns(&serving.school, true);
        let mut anna = signed_in(&serving);
        let details = anna.get(&format!("/security-info/details?method={METHOD}"));
        assert!(details.body.contains("name=\"question-3\""), "{}", details.body);
        let long = "a".repeat(60_000);
        let wide = "\u{fdfa}".repeat(70);
        for (name, value) in [
            ("question-1", "no-such-question"),
            ("question-2", "first-pet"),
            ("question-3", ""),
            ("answer-1", "ab"),
            ("answer-2", long.as_str()),
            ("answer-2", wide.as_str()),
            ("answer-3", "minoes"),
            ("answer-3", "a\nb\nc"),
            ("answer-1", "zuid.example"),
        ] {
            let answer = anna.submits(&details, "/security-info/add", &but(name, value));
            assert_eq!(answer.status, 422, "{name}: {}", answer.body);
        }
        let answer = anna.submits(&details, "/security-info/add", &GIVEN);
        let trial = anna.follows(&answer);
        for told in [&[][..], &TOLD[..1], &["one", "two", "three"], &[TOLD[0], "a\nb", TOLD[2]]] {
            assert_eq!(tries(&mut anna, &trial, told).status, 422, "{told:?}");
        }
        let done = tries(&mut anna, &trial, &TOLD);
        assert!(anna.follows(&done).body.contains("Security questions"));

        let mut stranger = serving.browser();
        let page = begins(&mut stranger, ANNA);
        let page = aims(&mut stranger, &page, "forgotten");
        let asked = asks(&mut stranger, &page, METHOD, "");
        for told in [&[][..], &["", "", ""], &[long.as_str(), "two", "three"], &["a\nb", "c", "d"]] {
            assert_eq!(tries(&mut stranger, &asked, told).status, 422, "{}", told.len());
        }
        assert_eq!(tries(&mut stranger, &asked, &["one", "two", "three"]).status, 422);
        let place = |text: &str| asked.body.find(text).unwrap();
        let mut told = [("first pet", TOLD[0]), ("want to be", TOLD[1]), ("lost thing", TOLD[2])];
        told.sort_by_key(|(text, _)| place(text));
        let right = tries(&mut stranger, &asked, &told.map(|(_, told)| told));
        assert!(!stranger.follows(&right).body.contains(&format!("value=\"{METHOD}\"")), "once is enough");
    });
}

#[test]
fn whoever_has_questions_only_is_led_through_setting_up_a_second_step_without_them() {
    on_each_engine(|serving| {
        turns(&serving.school, true);
        let (whose, moment) = (serving.school.account(EVA), serving.school.world.moment());
        let chosen = [("first-pet", TOLD[0]), ("child-dream", TOLD[1]), ("lost-thing", TOLD[2])];
        let (kind, pool, proven) = registration_of(chosen, &mut moment.chance("questions")).unwrap();
        let vault = serving.school.program.vault.clone();
        let give = move |t: &mut store::Transaction<'_>| {
            registrations::import(t, &vault, whose, (kind, pool, "Questions"), &proven, &moment)
        };
        serving.school.program.store.write_now(give).unwrap();
        let mut eva = serving.browser();
        let page = eva.proves_the_password(EVA);
        assert!(page.body.contains("href=\"/security-info/set-up\""), "{}", page.body);
        let choice = eva.get("/security-info/set-up");
        assert!(choice.body.contains("app_code") && !choice.body.contains(METHOD));
        let answer = eva.submits(&choice, "/security-info/add", &GIVEN);
        assert!(!eva.follows(&answer).body.contains("name=\"challenge\""));
    });
}

#[test]
fn where_they_are_off_there_is_nothing_of_them_whatever_is_posted() {
    on_each_engine(|serving| {
        let mut anna = signed_in(&serving);
        let page = anna.get("/security-info/add");
        assert!(!page.body.contains(METHOD));
        assert_eq!(anna.get(&format!("/security-info/details?method={METHOD}")).status, 303);
        let answer = anna.submits(&page, "/security-info/add", &GIVEN);
        assert!(!anna.follows(&answer).body.contains("name=\"challenge\""));
        let mut stranger = serving.browser();
        let page = begins(&mut stranger, EVA);
        let page = aims(&mut stranger, &page, "forgotten");
        assert!(!page.body.contains(METHOD));
        assert!(asks(&mut stranger, &page, METHOD, "").body.contains("/password-reset/ask"));
    });
}
