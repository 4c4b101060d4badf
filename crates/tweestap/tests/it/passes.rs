//! Temporary access passes on the pages of a sign-in: how little time is left after one that is good once, and nothing at all of them where
//! they are turned off.

use accounts::pass_policy::{self, PassPolicy, Terms};
use world::Span;

use crate::browser::Answer;
use crate::school::{ANNA, EVA, Serving, on_each_engine};

/// Types this in the place of the password, in a new browser.
fn types(serving: &Serving, user_name: &str, pass: &str) -> Answer {
    let mut browser = serving.browser();
    let page = browser.begins(user_name);
    let answer = browser.submits(&page, "/sign-in/instead", &[("answer", pass)]);
    if answer.status == 303 { browser.follows(&answer) } else { answer }
}

#[test]
fn whoever_typed_a_pass_that_is_good_once_reads_how_much_time_is_left() {
    on_each_engine(|serving| {
        let (soon, now) = ("you have 10 more minutes for this", serving.now());
        for (once, says) in [(true, true), (false, false)] {
            let pass = serving.school.gives_pass(EVA, (now, once));
            let page = types(&serving, EVA, &pass).body;
            assert!(page.contains("More information required"), "{page}");
            assert_eq!(page.contains(soon), says, "{page}");
        }
        let mut browser = serving.browser();
        let page = browser.begins(EVA);
        let pass = serving.school.gives_pass(EVA, (now, true));
        let answer = browser.submits(&page, "/sign-in/instead", &[("answer", &pass)]);
        browser.follows(&answer);
        serving.school.clock.advance(Span::seconds(541));
        assert!(browser.get("/sign-in").body.contains("you have one more minute for this"));
        serving.school.clock.advance(Span::minutes(1));
        let page = browser.get("/sign-in").body;
        assert!(page.contains("name=\"user_name\""), "it begins anew: {page}");
    });
}

#[test]
fn where_passes_are_turned_off_every_name_gets_the_same_pages() {
    on_each_engine(|serving| {
        let pass = serving.school.gives_pass(ANNA, (serving.now(), false));
        let (organization, _) = serving.school.account(ANNA);
        let sets = |serve| {
            let policy = PassPolicy::new(Terms { serve, ..Terms::default() }).unwrap();
            let set = move |t: &mut store::Transaction<'_>| pass_policy::set(t, organization, &policy);
            serving.school.program.store.write_now(set).unwrap();
        };
        let nobody = "nobody@zuid.example";
        let offered =
            |name: &str| serving.browser().begins(name).body.contains("Use a temporary access pass");
        sets(false);
        let answers = [ANNA, EVA, nobody].map(|name| {
            assert!(!offered(name), "{name}");
            types(&serving, name, &pass).for_anybody(name)
        });
        assert!(answers[0].1.contains("name=\"password\""), "it goes on with the password: {answers:?}");
        assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        sets(true);
        assert!([ANNA, EVA, nobody].into_iter().all(offered), "to everybody, or to nobody");
        assert!(types(&serving, ANNA, &pass).body.contains("Stay signed in?"));
    });
}
