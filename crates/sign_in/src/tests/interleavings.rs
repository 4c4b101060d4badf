//! Whatever people do in whatever order: a session is opened exactly when what the policy demands was proved in that browser,
//! for that account, within its time.

use std::cell::RefCell;
use std::collections::BTreeMap;

use proptest::test_runner::{Config, TestRunner};
use store::testing::each_engine;
use store::{Database, Store};
use world::{Clock, Span};

use super::model::{By, Lacks};
use super::*;
use events::{BROWSERS, DeviceOf, Digits, Event, PEOPLE, Page, Which, Word};
use run::Run;
use stories::events;

mod belongings;
mod events;
mod run;
mod second_step;
mod set_up;
mod stories;

impl Run {
    /// The invariant, after every event: what each browser sees and which sessions there are is what was proved.
    pub fn holds(&mut self) {
        let now = self.now();
        for browser in 0..BROWSERS {
            let (organization, here, attempt) = self.request(Page::of(browser));
            let sees = self.schools[organization].look(&here);
            self.begins_quietly(attempt);
            let asked = attempt.and_then(|attempt| self.model.waiting(attempt, now));
            let asked = asked.map(|asked| self.model.challenges[asked].id);
            match (attempt.map(|attempt| self.model.lacks(attempt, now)), &sees) {
                (None, View::Reported) if self.was_reported(browser) => {}
                (None, View::UserName) if !self.was_reported(browser) => {}
                (Some(Lacks::Code), View::Ask { challenge, .. }) if asked == Some(*challenge) => {}
                (Some(Lacks::Code), View::Choose { .. }) if asked.is_none() => {}
                (Some(Lacks::Password), View::Password { .. })
                | (Some(Lacks::SetUp), View::MoreInformation { .. })
                | (Some(Lacks::Nothing), View::Stay) => {}
                (lacks, sees) => panic!("{lacks:?} is missing, but {sees:?} is shown"),
            }
        }
        for session in &self.model.sessions {
            for browser in 0..BROWSERS {
                let number = u8::try_from(browser).unwrap();
                let found = self.school(session.who).session(number, session.token);
                let good = browser == session.browser && self.model.session_is_good(session, now);
                assert_eq!(found.is_some(), good, "a session is good in its browser, until it ends");
                if let Some(found) = found {
                    assert_eq!(found.holder().account, self.accounts[session.who]);
                    assert_eq!(found.evidence.proofs().len(), session.proofs.len());
                }
                for dead in &self.model.dead {
                    assert!(self.school(session.who).session(number, *dead).is_none(), "a dead token lives");
                }
            }
        }
    }

    /// Everything in its order. Who is asked for less passes over the rest.
    pub fn signs_in(&mut self, browser: usize, who: usize) {
        let page = Page::of(browser);
        self.does(Event::Begin { browser, who, elsewhere: false });
        self.does(Event::Password(page, Word::Right, DeviceOf::This));
        match self.asked_by(browser) {
            Some(By::Call) => {
                self.does(Event::Hear(browser, Which::Newest, "approved"));
                self.does(Event::Collect { page, which: Which::Newest, remember: false });
            }
            Some(_) => {
                let digits = Digits::Right;
                self.does(Event::Code { page, which: Which::Newest, digits, remember: false });
            }
            None => {}
        }
        self.does(Event::Offer(page));
        self.does(Event::Prove { page, right: true });
        self.does(Event::Stay(page, false));
    }

    /// In the good order everybody who may sign in does, whatever happened before.
    fn everybody_signs_in(&mut self) {
        let clock = &self.schools[0].clock;
        clock.set(self.latest.max(clock.now()) + Span::hours(1));
        for who in 0..=PEOPLE.len() {
            let before = self.model.sessions.len();
            self.signs_in(who % BROWSERS, who);
            let may = self.model.people.get(who).is_some_and(|person| person.exists && !person.disabled);
            let papers = self.model.people.get(who).and_then(|person| person.papers.as_ref());
            assert!(papers.is_none_or(|codes| codes.iter().any(|(_, used)| !used)), "there are codes left");
            assert_eq!(self.model.sessions.len() - before, usize::from(may), "signed in: {who}");
        }
    }
}

/// What the runs come to, or they show nothing of it.
const MUST_BE_REACHED: [&str; 22] = [
    "a browser is remembered",
    "a call is reported",
    "a call that comes to nothing",
    "a call to a phone that was deleted",
    "a disabled account at the last page",
    "a recovery code is used again",
    "a remembered browser is recognised",
    "a sent code is typed too late, twice or elsewhere",
    "a session is opened",
    "a session is raised",
    "a text is sent again",
    "an approved call is taken too late, twice or elsewhere",
    "an old cookie ends a remembered browser",
    "by a call",
    "by a recovery code",
    "by a spoken code",
    "by a text",
    "by an app",
    "somebody deletes a method",
    "the code of a phone that was deleted",
    "too many wrong codes",
    "what only speaks a code is said to be approved",
];

/// How often each of these came about in all runs.
type Reached = BTreeMap<&'static str, usize>;

fn no_session_without_proofs(store: &Store, cases: u32) -> Reached {
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let reached = RefCell::new(Reached::new());
    let checked = runner.run(&events(), |events| {
        let mut run = Run::new(store);
        events.into_iter().for_each(|event| run.does(event));
        for (what, times) in &run.reached {
            *reached.borrow_mut().entry(what).or_default() += times;
        }
        run.everybody_signs_in();
        Ok(())
    });
    if let Err(failure) = checked {
        panic!("{failure}");
    }
    reached.into_inner()
}

#[test]
fn no_session_exists_without_the_proofs_that_the_policy_demanded() {
    let reached = no_session_without_proofs(&Store::open(&Database::SqliteInMemory).unwrap(), 192);
    for what in MUST_BE_REACHED {
        assert!(reached.contains_key(what), "the runs show nothing of {what}: {reached:#?}");
    }
}

#[test]
fn no_session_exists_without_its_proofs_on_each_engine() {
    each_engine(|store| drop(no_session_without_proofs(&store, 8)));
}
