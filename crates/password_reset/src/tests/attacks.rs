//! Whoever has one proof of somebody, and an account of their own, in two browsers, in any order: never a new password.

use accounts::Role;
use methods::METHODS;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use store::testing::each_engine;
use verification::Method;
use verification::reset::Way;

use super::school::{Person, School, boundless};
use super::*;
use crate::gate::ways;

/// One thing that an attacker does. Numbers choose among what there is.
#[derive(Clone, Copy, Debug)]
enum Act {
    Begin {
        browser: u8,
        victim: bool,
    },
    Aim {
        at: usize,
    },
    Ask {
        at: usize,
        way: usize,
    },
    Number {
        at: usize,
        own: bool,
    },
    /// The challenge of the page or any that was seen, with the code that fits or any that is known.
    Answer {
        at: usize,
        challenge: usize,
        code: usize,
        fits: bool,
    },
    Collect {
        at: usize,
        challenge: usize,
    },
    Set {
        at: usize,
    },
    Unlock {
        at: usize,
    },
    /// The cookie of one browser in the other.
    Move {
        at: usize,
    },
    Wait {
        minutes: i64,
    },
}

fn act() -> impl Strategy<Value = Act> {
    let n = || any::<usize>();
    prop_oneof![
        3 => (1..3_u8, any::<bool>()).prop_map(|(browser, victim)| Act::Begin { browser, victim }),
        3 => n().prop_map(|at| Act::Aim { at }),
        6 => (n(), n()).prop_map(|(at, way)| Act::Ask { at, way }),
        3 => (n(), any::<bool>()).prop_map(|(at, own)| Act::Number { at, own }),
        9 => (n(), n(), n(), prop::bool::weighted(0.7))
            .prop_map(|(at, challenge, code, fits)| Act::Answer { at, challenge, code, fits }),
        1 => (n(), n()).prop_map(|(at, challenge)| Act::Collect { at, challenge }),
        4 => n().prop_map(|at| Act::Set { at }),
        1 => n().prop_map(|at| Act::Unlock { at }),
        1 => n().prop_map(|at| Act::Move { at }),
        2 => (0..4_i64).prop_map(|minutes| Act::Wait { minutes }),
    ]
}

/// What somebody has in their hands.
const HANDS: [&str; 6] = ["nothing", "app", "mobile", "paper", "mail", "questions"];

struct Attack<'a> {
    school: &'a School,
    victim: &'a Person,
    own: &'a Person,
    /// What they have of the victim's.
    hand: &'static str,
    /// Every place that was ever stood at, with whose reset it is.
    places: Vec<(Here, bool)>,
    challenges: Vec<ChallengeId>,
    codes: Vec<String>,
    papers: usize,
    set_own: usize,
}

impl Attack<'_> {
    fn place(&self, at: usize) -> Option<(usize, Here, bool)> {
        // The latest is the likeliest.
        let back = (at % 8).saturating_sub(4);
        let at = self.places.len().checked_sub(1 + back % self.places.len().max(1))?;
        self.places.get(at).map(|(here, victim)| (at, here.clone(), *victim))
    }

    fn reads_messages(&mut self) {
        for (to, code) in self.school.sent() {
            let mine = to == self.own.number || to == self.own.mail;
            let stolen = (self.hand == "mobile" && to == self.victim.number)
                || (self.hand == "mail" && to == self.victim.mail);
            if mine || stolen {
                self.codes.push(code);
            }
        }
    }

    /// The code that the page asks for, if it is in their hands.
    fn fitting(&mut self, here: &Here, victim: bool) -> Option<String> {
        let View::Ask(asked) = self.school.look(here) else { return None };
        let person = if victim { self.victim } else { self.own };
        let shows = asked.method.reset_ways()[0].shows;
        if victim && shows != self.hand {
            return None;
        }
        match shows {
            "app" => {
                self.school.clock.advance(Span::seconds(31));
                Some(self.school.code(&person.secret))
            }
            "paper" => {
                self.papers += 1;
                Some(person.codes[self.papers % 10].clone())
            }
            "questions" => Some(person.tells(&asked.record)),
            _ => self.codes.last().cloned(),
        }
    }

    fn acts(&mut self, act: Act) {
        let school = self.school;
        let every: Vec<(&'static dyn Method, &'static Way)> =
            ways(METHODS.for_reset().with_turned_on(true).all_ways(), &[]).collect();
        match act {
            Act::Begin { browser, victim } => {
                let name = if victim { &self.victim.name } else { &self.own.name };
                if let BeginDone::Begun(token) = school.begins(&school.at(browser, None), name) {
                    self.places.push((school.at(browser, Some(token.hash())), victim));
                }
            }
            Act::Aim { at } => {
                if let Some((_, here, _)) = self.place(at) {
                    school.aims(&here, Aim::Forgotten);
                }
            }
            Act::Ask { at, way } => {
                let Some((_, here, _)) = self.place(at) else { return };
                // As likely by what they have of the victim's as by anything.
                let in_hand = every.iter().find(|(_, way)| way.shows == self.hand && !way.asks_number);
                let (method, way) =
                    in_hand.filter(|_| way.is_multiple_of(2)).unwrap_or(&every[way % every.len()]);
                school.asks(&here, (*method, way.name));
            }
            Act::Number { at, own } => {
                let Some((_, here, victim)) = self.place(at) else { return };
                let knows = victim && self.hand == "mobile";
                let number = if own || !knows { &self.own.number } else { &self.victim.number };
                school.types_number(&here, number);
            }
            Act::Answer { at, challenge, code, fits } => self.answers(at, (challenge, code, fits)),
            Act::Collect { at, challenge } => {
                let Some((at, here, _)) = self.place(at) else { return };
                let Some(challenge) = pick(&self.challenges, challenge) else { return };
                let done = school.collects(&here, challenge);
                self.keeps(at, done);
            }
            Act::Set { at } => {
                let Some((_, here, victim)) = self.place(at) else { return };
                self.set_own += usize::from(school.sets(&here) && !victim);
            }
            Act::Unlock { at } => {
                if let Some((_, here, victim)) = self.place(at) {
                    assert!(!(school.unlocks(&here) && victim));
                }
            }
            Act::Move { at } => {
                if let Some((_, here, victim)) = self.place(at) {
                    let browser = if here.origin.browser.as_bytes()[0] == 1 { 2 } else { 1 };
                    self.places.push((school.at(browser, here.attempt), victim));
                }
            }
            Act::Wait { minutes } => school.clock.advance(Span::minutes(minutes)),
        }
        self.reads_messages();
    }

    fn answers(&mut self, at: usize, (challenge, code, fits): (usize, usize, bool)) {
        let Some((at, here, victim)) = self.place(at) else { return };
        let fitting = if fits { self.fitting(&here, victim) } else { None };
        let shown = self.school.asked(&here);
        self.challenges.extend(shown);
        let challenge = shown.filter(|_| fits).or_else(|| pick(&self.challenges, challenge));
        let code = fitting.or_else(|| pick(&self.codes, code));
        let (Some(challenge), Some(code)) = (challenge, code) else { return };
        self.codes.push(code.clone());
        let done = self.school.answers(&here, challenge, &code);
        self.keeps(at, done);
    }

    fn keeps(&mut self, at: usize, done: ProofDone) {
        if let ProofDone::Right(token) = done {
            let (here, victim) = self.places[at].clone();
            self.places.push((Here { attempt: Some(token.hash()), ..here }, victim));
        }
    }
}

fn pick<T: Clone>(all: &[T], n: usize) -> Option<T> {
    all.get(n % all.len().max(1)).cloned()
}

/// How often the attacker got a new password for their own account.
fn attacked(store: &store::Store, hand: &'static str, acts: &[Act]) -> usize {
    let mut school = School::new(store, &boundless());
    school.organization.resets.questions = true;
    let (victim, own) = (school.person("anna", Role::Person, 1), school.person("mallory", Role::Person, 2));
    let before = school.stored(victim.account);
    let mut attack = Attack {
        school: &school,
        victim: &victim,
        own: &own,
        hand,
        places: Vec::new(),
        challenges: Vec::new(),
        codes: vec!["000000".to_owned()],
        papers: 0,
        set_own: 0,
    };
    for act in acts {
        attack.acts(*act);
        assert!(school.stored(victim.account) == before, "a new password with {hand} after {act:?}");
    }
    attack.set_own
}

#[test]
fn one_proof_of_somebody_is_never_enough() {
    each_engine(|store| {
        let orders = (prop::sample::select(HANDS.as_slice()), prop::collection::vec(act(), 1..80));
        let mut runner = TestRunner::new(ProptestConfig {
            cases: 96,
            failure_persistence: None,
            ..ProptestConfig::default()
        });
        let run = runner.run(&orders, |(hand, acts)| {
            attacked(&store, hand, &acts);
            Ok(())
        });
        run.unwrap();
    });
}

#[test]
fn the_attacker_of_the_tests_gets_a_new_password_for_their_own_account() {
    each_engine(|store| {
        let at = 0;
        let prove = |way| [Act::Ask { at, way }, Act::Answer { at, challenge: 0, code: 0, fits: true }];
        let names: Vec<_> = ways(METHODS.for_reset().with_turned_on(true).all_ways(), &[])
            .map(|(method, _)| method.about().name.as_str())
            .collect();
        let way = |name| names.iter().position(|one| *one == name).unwrap();
        for victim in [false, true] {
            let begin = [Act::Begin { browser: 1, victim }, Act::Aim { at }];
            let acts: Vec<_> = begin
                .into_iter()
                .chain(prove(way("app_code")))
                .chain(prove(way("recovery_codes")))
                .chain([Act::Set { at }])
                .collect();
            assert_eq!(attacked(&store, "app", &acts), usize::from(!victim));
            let acts: Vec<_> = begin
                .into_iter()
                .chain(prove(way("security_questions")))
                .chain(prove(way("app_code")))
                .chain([Act::Set { at }])
                .collect();
            assert_eq!(attacked(&store, "questions", &acts), usize::from(!victim));
        }
    });
}
