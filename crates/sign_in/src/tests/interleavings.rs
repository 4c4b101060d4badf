//! Whatever people do in whatever order: a session is opened exactly when what the policy demands was proved in that browser,
//! for that account, within its time.

use proptest::collection::vec;
use proptest::test_runner::{Config, TestRunner};
use store::testing::each_engine;
use store::{Database, Store};
use world::{Clock, Span};

use super::model::Lacks;
use super::*;
use events::{BROWSERS, CookieOf, Digits, Event, PEOPLE, Page, Word, event};
use run::Run;

mod events;
mod run;
mod set_up;

impl Run {
    /// The invariant, after every event: what each browser sees and which sessions there are is what was proved.
    pub fn holds(&self) {
        let now = self.now();
        for browser in 0..BROWSERS {
            let (organization, here, attempt) =
                self.request(Page { browser, cookie: CookieOf::This, elsewhere: false });
            let sees = self.schools[organization].look(&here);
            match (attempt.map(|attempt| self.model.lacks(attempt, now)), &sees) {
                (None, View::UserName)
                | (Some(Lacks::Password), View::Password { .. })
                | (Some(Lacks::Code), View::Ask { .. })
                | (Some(Lacks::SetUp), View::MoreInformation)
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
        let page = Page { browser, cookie: CookieOf::This, elsewhere: false };
        self.does(Event::Begin { browser, who, elsewhere: false });
        self.does(Event::Password(page, Word::Right));
        self.does(Event::Code { page, digits: Digits::Now, foreign_challenge: false });
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
            assert_eq!(self.model.sessions.len() - before, usize::from(may), "signed in: {who}");
        }
    }
}

fn no_session_without_proofs(store: &Store, cases: u32) {
    let mut runner = TestRunner::new(Config { cases, failure_persistence: None, ..Config::default() });
    let checked = runner.run(&vec(event(), 1..50), |events| {
        let mut run = Run::new(store);
        events.into_iter().for_each(|event| run.does(event));
        run.everybody_signs_in();
        Ok(())
    });
    if let Err(failure) = checked {
        panic!("{failure}");
    }
}

#[test]
fn no_session_exists_without_the_proofs_that_the_policy_demanded() {
    no_session_without_proofs(&Store::open(&Database::SqliteInMemory).unwrap(), 192);
}

#[test]
fn no_session_exists_without_its_proofs_on_each_engine() {
    each_engine(|store| no_session_without_proofs(&store, 8));
}
