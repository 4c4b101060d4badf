//! Events happen in the product and in the model, and come to the same.

use std::collections::BTreeMap;

use accounts::{SignedIn, people};
use store::Store;
use vault::TokenHash;
use verification::SecondStepRule;
use verification::remembered::Shown as Device;
use world::Span;

use super::super::model::{Attempt, Lacks, Model, Person, Session, Shown, Why};
use super::super::school::{START, School, Typed, password_of};
use super::super::*;
use super::events::{BROWSERS, CookieOf, DeviceOf, Event, PEOPLE, Page, Word};

#[derive(Default)]
pub struct Browser {
    pub cookie: Option<TokenHash>,
    pub earlier: Vec<TokenHash>,
    /// What was asked here.
    pub asked: Vec<ChallengeId>,
    /// The cookies of a remembered browser that it had.
    pub devices: Vec<Device>,
    pub session: Option<usize>,
}

pub struct Run {
    pub schools: [School; 2],
    pub accounts: Vec<AccountId>,
    pub browsers: Vec<Browser>,
    pub model: Model,
    pub seeds: u8,
    pub latest: Timestamp,
    /// What came about, and how often.
    pub reached: BTreeMap<&'static str, usize>,
}

impl Run {
    pub fn new(store: &Store) -> Self {
        let first = School::new(store, SecondStepRule::WhenSetUp);
        let second = first.neighbour(SecondStepRule::Required);
        let mut run = Self {
            schools: [first, second],
            accounts: Vec::new(),
            browsers: (0..BROWSERS).map(|_| Browser::default()).collect(),
            model: Model::default(),
            seeds: 0,
            latest: START,
            reached: BTreeMap::new(),
        };
        for (who, (name, organization, role, has)) in PEOPLE.into_iter().enumerate() {
            run.accounts.push(run.schools[organization].add(name, role));
            let must = organization == 1 || role == accounts::Role::Administrator;
            run.model.people.push(Person { exists: true, must, ..Person::default() });
            has.iter().for_each(|by| run.give(who, *by));
        }
        run
    }

    pub fn now(&self) -> Timestamp {
        self.schools[0].now()
    }

    /// Counts something that must come about in some runs, or they show nothing of it.
    pub fn reaches(&mut self, what: &'static str) {
        *self.reached.entry(what).or_default() += 1;
    }

    pub fn new_seed(&mut self) -> u8 {
        self.seeds += 1;
        self.seeds
    }

    pub fn does(&mut self, event: Event) {
        self.carries_out(event);
        self.holds();
        assert!(self.sent().is_empty(), "something was sent for which nobody asked");
    }

    fn carries_out(&mut self, event: Event) {
        match event {
            Event::SignIn { browser, who } => self.signs_in(browser, who),
            Event::Begin { browser, who, elsewhere } => self.begin(browser, who, elsewhere),
            Event::Password(page, word, device) => self.password(page, word, device),
            Event::Code { page, which, digits, remember } => self.code(page, which, digits, remember),
            Event::Ask(page, by) => self.ask(page, by),
            Event::SendAgain(page, which) => self.send_again(page, which),
            Event::Hear(browser, which, outcome) => self.hear(browser, which, outcome),
            Event::Collect { page, which, remember } => self.collect(page, which, remember),
            Event::Stay(page, stays) => self.stay(page, stays),
            Event::Offer(page) => self.offer(page),
            Event::Prove { page, right } => self.prove(page, right),
            Event::StepUp { browser } => self.step_up(browser),
            Event::Clock(seconds) => {
                self.schools[0].clock.advance(Span::seconds(seconds));
                self.latest = self.latest.max(self.now());
            }
            Event::Disable(who, disabled) => {
                self.school(who).disable(self.accounts[who], disabled);
                self.model.people[who].disabled = disabled;
            }
            Event::Delete(who) => {
                self.school(who).delete(self.accounts[who]);
                self.model.forget_account(who);
            }
            Event::TakeAll(who) => self.take_all(who),
            Event::Remove(browser, by) => self.remove(browser, by),
            Event::Give(who, by) => self.give(who, by),
            Event::Prefer(who, by) => self.prefer(who, by),
            Event::ForgetBrowsers(who) => {
                self.school(who).forget_browsers(self.accounts[who]);
                self.model.devices.retain(|_, device| device.who != who);
            }
        }
    }

    pub fn school(&self, who: usize) -> &School {
        &self.schools[PEOPLE[who].1]
    }

    /// Where a request is made: the school, what comes with it, and the attempt to which it leads.
    pub fn request(&self, page: Page) -> (usize, Here, Option<usize>) {
        let browser = &self.browsers[page.browser];
        let cookie = match page.cookie {
            CookieOf::This => browser.cookie,
            CookieOf::Earlier(ago) => browser.earlier.iter().rev().nth(ago - 1).copied(),
            CookieOf::TheOther => self.browsers[1 - page.browser].cookie,
        };
        let home = browser.cookie.and_then(|cookie| self.model.tokens.get(&cookie));
        let home = home.map_or(0, |attempt| self.model.attempts[*attempt].organization);
        let organization = if page.elsewhere { 1 - home } else { home };
        let here = self.schools[organization].at(u8::try_from(page.browser).unwrap(), cookie);
        (organization, here, self.model.attempt((page.browser, organization), cookie, self.now()))
    }

    pub fn keep_cookie(&mut self, browser: usize, attempt: usize, token: &Token) {
        self.model.replace_token(attempt, token.hash());
        let browser = &mut self.browsers[browser];
        browser.earlier.extend(browser.cookie);
        browser.cookie = Some(token.hash());
    }

    fn begin(&mut self, browser: usize, who: usize, elsewhere: bool) {
        let (name, home) = PEOPLE.get(who).map_or(("nobody", 0), |(name, home, ..)| (*name, *home));
        let organization = if elsewhere { 1 - home } else { home };
        let here = self.schools[organization].at(u8::try_from(browser).unwrap(), None);
        let token = self.schools[organization].begin(&here, &self.schools[home].user_name(name));
        let exists = self.model.people.get(who).is_some_and(|person| person.exists) && !elsewhere;
        self.model.attempts.push(Attempt {
            browser,
            organization,
            who: exists.then_some(who),
            name: who,
            why: Why::SignIn,
            proofs: Vec::new(),
            open: true,
            reported: None,
            ends: self.now() + Span::minutes(30),
            offer: None,
        });
        self.keep_cookie(browser, self.model.attempts.len() - 1, &token);
    }

    fn password(&mut self, page: Page, word: Word, device: DeviceOf) {
        let (organization, here, attempt) = self.request(page);
        let here = Here { remembered: self.device(page.browser, device), ..here };
        let now = self.now();
        let name = attempt.map_or(0, |attempt| self.model.attempts[attempt].name);
        let typed = match word {
            Word::Right => password_of(PEOPLE.get(name).map_or("nobody", |person| person.0)),
            Word::Wrong(n) => format!("wrong {n}"),
            Word::OfAnother => password_of(PEOPLE[(name + 1) % PEOPLE.len()].0),
        };
        let said = self.schools[organization].password(&here, &typed);
        let Some(attempt) = attempt.filter(|attempt| self.model.lacks(*attempt, now) == Lacks::Password)
        else {
            assert!(matches!(said, Typed::Stale), "no password was asked for, but {said:?}");
            return;
        };
        let wrong = self.model.people.get(name).map_or(usize::MAX, |person| person.wrong_passwords);
        let right = matches!(word, Word::Right) && self.model.account(attempt).is_some();
        let goes_on = matches!(said, Typed::Right(_) | Typed::Remembered(..) | Typed::Raised(_));
        assert!(!goes_on || !self.is_blocked(attempt), "a reported browser goes on");
        match said {
            Typed::Resting(_) => assert!(wrong >= 10, "it rests after {wrong} wrong passwords"),
            Typed::Wrong => {
                assert!(!right, "the right password was called wrong");
                self.model.people.get_mut(name).into_iter().for_each(|person| person.wrong_passwords += 1);
            }
            Typed::Disabled => {
                assert!(right && self.model.account(attempt).is_some_and(|person| person.disabled));
                self.model.attempts[attempt].open = false;
            }
            Typed::Right(token) => {
                assert!(right && self.model.account(attempt).is_some_and(|person| !person.disabled));
                assert!(!self.is_recognised(attempt, here.remembered), "the browser was remembered");
                self.proved(page.browser, attempt, Shown::Password);
                self.keep_cookie(page.browser, attempt, &token);
                self.not_raised(attempt);
                self.asks(attempt);
            }
            Typed::Remembered(token, cookie) => {
                assert!(right && self.model.account(attempt).is_some_and(|person| !person.disabled));
                assert!(self.is_recognised(attempt, here.remembered), "the browser was not remembered");
                self.reaches("a remembered browser is recognised");
                self.proved(page.browser, attempt, Shown::Remembered);
                self.proved(page.browser, attempt, Shown::Password);
                self.keep_cookie(page.browser, attempt, &token);
                self.keep_device(page.browser, &cookie);
                self.asks(attempt);
            }
            Typed::Raised(finished) => {
                assert!(right && self.model.account(attempt).is_some_and(|person| !person.disabled));
                self.proved(page.browser, attempt, Shown::Password);
                self.raised(attempt, &finished);
            }
            Typed::Blocked => self.was_blocked(attempt, right),
            Typed::Stale => panic!("a password was asked for, and then not wanted"),
        }
    }

    pub fn proved(&mut self, browser: usize, attempt: usize, shown: Shown) {
        let now = self.now();
        let attempt = &mut self.model.attempts[attempt];
        assert_eq!(attempt.browser, browser);
        attempt.proofs.push((shown, now));
    }

    /// A step-up that lacks nothing ends even if its session has ended meanwhile.
    pub fn not_raised(&mut self, attempt: usize) {
        let now = self.now();
        if let Why::StepUp(session) = self.model.attempts[attempt].why
            && self.model.lacks(attempt, now) == Lacks::Nothing
        {
            assert!(self.model.sessions[session].ends <= now, "the session should have been raised");
            self.model.attempts[attempt].open = false;
        }
    }

    pub fn raised(&mut self, attempt: usize, finished: &Finished) {
        let now = self.now();
        assert_eq!(self.model.lacks(attempt, now), Lacks::Nothing, "raised without proof");
        let Why::StepUp(session) = self.model.attempts[attempt].why else {
            panic!("a sign-in raises nothing")
        };
        let proofs = self.model.attempts[attempt].proofs.clone();
        self.model.attempts[attempt].open = false;
        let session = &mut self.model.sessions[session];
        assert!(session.ends > now && session.browser == self.model.attempts[attempt].browser);
        self.model.dead.insert(session.token);
        self.reached.entry("a session is raised").and_modify(|n| *n += 1).or_insert(1);
        (session.token, session.proofs) = (finished.opened.token.hash(), proofs);
    }

    fn stay(&mut self, page: Page, stays: bool) {
        let (organization, here, attempt) = self.request(page);
        let now = self.now();
        let finished = self.schools[organization].finish(&here, stays);
        let attempt = attempt.filter(|attempt| self.model.lacks(*attempt, now) == Lacks::Nothing);
        let Some(attempt) = attempt else {
            assert!(finished.is_none(), "a session was opened without its proofs");
            return;
        };
        if let Why::StepUp(session) = self.model.attempts[attempt].why {
            assert_eq!(finished.is_some(), self.model.sessions[session].ends > now);
            match finished {
                Some(finished) => self.raised(attempt, &finished),
                None => self.model.attempts[attempt].open = false,
            }
            return;
        }
        self.model.attempts[attempt].open = false;
        let who = self.model.attempts[attempt].who.unwrap();
        let opens = !self.model.people[who].disabled;
        assert_eq!(finished.is_some(), opens, "all was proved");
        self.reaches(if opens { "a session is opened" } else { "a disabled account at the last page" });
        let Some(Finished { opened, .. }) = finished else { return };
        let ends = now + if stays { Span::days(180) } else { Span::hours(24) };
        assert_eq!(opened.expires_at, ends);
        self.model.sessions.push(Session {
            browser: page.browser,
            who,
            token: opened.token.hash(),
            proofs: self.model.attempts[attempt].proofs.clone(),
            ends,
        });
        self.browsers[page.browser].session = Some(self.model.sessions.len() - 1);
    }

    fn step_up(&mut self, browser: usize) {
        let Some(index) = self.browsers[browser].session else { return };
        let (who, token) = (self.model.sessions[index].who, self.model.sessions[index].token);
        let number = u8::try_from(browser).unwrap();
        let (school, now) = (self.school(who), self.now());
        let Some(session) = school.session(number, token) else { return };
        let (organization, account) = (school.organization.id, self.accounts[who]);
        let account = school.write(move |t| Ok(people::find(t, organization, account)?)).unwrap();
        let begun = school.step_up(&school.at(number, None), SignedIn { session, account });
        let proofs = self.model.sessions[index].proofs.clone();
        let lacks = Model::lacks_to_change(&self.model.people[who], &proofs, now);
        assert_eq!(begun.is_some(), lacks != Lacks::Nothing, "a step-up is begun when something lacks");
        let Some(token) = begun else { return };
        self.model.attempts.push(Attempt {
            browser,
            organization: PEOPLE[who].1,
            who: Some(who),
            name: who,
            why: Why::StepUp(index),
            proofs,
            open: true,
            reported: None,
            ends: now + Span::minutes(30),
            offer: None,
        });
        self.keep_cookie(browser, self.model.attempts.len() - 1, &token);
        self.asks(self.model.attempts.len() - 1);
    }
}
