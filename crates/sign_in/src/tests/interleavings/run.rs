//! Events happen in the product and in the model, and come to the same.

use accounts::{SignedIn, people};
use otp::{Secret, matching_steps};
use store::Store;
use vault::TokenHash;
use verification::SecondStepRule;
use world::Span;

use super::super::model::{App, Attempt, Lacks, Model, Person, Session, Shown, Why};
use super::super::school::{START, School, Typed, password_of, secret};
use super::super::*;
use super::events::{BROWSERS, CookieOf, Digits, Event, PEOPLE, Page, Word};

pub struct Browser {
    pub cookie: Option<TokenHash>,
    pub earlier: Vec<TokenHash>,
    pub asked: Option<ChallengeId>,
    pub session: Option<usize>,
}

pub struct Run {
    pub schools: [School; 2],
    pub accounts: Vec<AccountId>,
    pub browsers: Vec<Browser>,
    pub model: Model,
    pub seeds: u8,
    pub latest: Timestamp,
}

impl Run {
    pub fn new(store: &Store) -> Self {
        let first = School::new(store, SecondStepRule::WhenSetUp);
        let second = first.neighbour(SecondStepRule::Required);
        let browser = || Browser { cookie: None, earlier: Vec::new(), asked: None, session: None };
        let mut run = Self {
            schools: [first, second],
            accounts: Vec::new(),
            browsers: (0..BROWSERS).map(|_| browser()).collect(),
            model: Model::default(),
            seeds: 0,
            latest: START,
        };
        for (who, (name, organization, role, app)) in PEOPLE.into_iter().enumerate() {
            run.accounts.push(run.schools[organization].add(name, role));
            run.model.people.push(Person {
                exists: true,
                disabled: false,
                must: organization == 1 || role == accounts::Role::Administrator,
                apps: Vec::new(),
                last_code: None,
                wrong_passwords: 0,
                wrong_codes: 0,
            });
            if app {
                run.give_app(who);
            }
        }
        run
    }

    pub fn now(&self) -> Timestamp {
        self.schools[0].now()
    }

    fn new_seed(&mut self) -> u8 {
        self.seeds += 1;
        self.seeds
    }

    pub fn does(&mut self, event: Event) {
        match event {
            Event::SignIn { browser, who } => self.signs_in(browser, who),
            Event::Begin { browser, who, elsewhere } => self.begin(browser, who, elsewhere),
            Event::Password(page, word) => self.password(page, word),
            Event::Code { page, digits, foreign_challenge } => self.code(page, digits, foreign_challenge),
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
            Event::TakeApps(who) => {
                self.school(who).take_apps(self.accounts[who]);
                self.model.people[who].apps.clear();
            }
            Event::GiveApp(who) => self.give_app(who),
        }
        self.holds();
    }

    pub fn school(&self, who: usize) -> &School {
        &self.schools[PEOPLE[who].1]
    }

    fn give_app(&mut self, who: usize) {
        let seed = self.new_seed();
        if self.model.people[who].exists && self.model.people[who].apps.len() < 5 {
            self.school(who).give_app(self.accounts[who], &secret(seed));
            self.model.people[who].apps.push(App { secret: secret(seed), used: 0 });
        }
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
            ends: self.now() + Span::minutes(30),
            offer: None,
        });
        self.keep_cookie(browser, self.model.attempts.len() - 1, &token);
    }

    fn password(&mut self, page: Page, word: Word) {
        let (organization, here, attempt) = self.request(page);
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
                self.proved(page.browser, attempt, Shown::Password);
                self.keep_cookie(page.browser, attempt, &token);
                self.not_raised(attempt);
            }
            Typed::Raised(finished) => {
                assert!(right && self.model.account(attempt).is_some_and(|person| !person.disabled));
                self.proved(page.browser, attempt, Shown::Password);
                self.raised(attempt, &finished);
            }
            Typed::Remembered(..) => panic!("no browser was remembered"),
            Typed::Blocked => panic!("nobody was reported"),
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
    fn not_raised(&mut self, attempt: usize) {
        let now = self.now();
        if let Why::StepUp(session) = self.model.attempts[attempt].why
            && self.model.lacks(attempt, now) == Lacks::Nothing
        {
            assert!(self.model.sessions[session].ends <= now, "the session should have been raised");
            self.model.attempts[attempt].open = false;
        }
    }

    fn raised(&mut self, attempt: usize, finished: &Finished) {
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
        (session.token, session.proofs) = (finished.opened.token.hash(), proofs);
    }

    fn digits(&self, attempt: Option<usize>, digits: Digits) -> String {
        let who = attempt.and_then(|attempt| self.model.attempts[attempt].who).unwrap_or(0);
        let of = |who: usize, seconds| {
            let app = self.model.people[who].apps.last();
            app.map_or("000000".to_owned(), |app| self.schools[0].code(&app.secret, seconds))
        };
        match digits {
            Digits::Now => of(who, 0),
            Digits::Next => of(who, 30),
            Digits::Old => of(who, -600),
            Digits::OfAnother => of((who + 4) % PEOPLE.len(), 0),
            Digits::Again => self.model.people[who].last_code.clone().unwrap_or("111111".to_owned()),
            Digits::Wrong => "123456".to_owned(),
            Digits::Unreadable => "12345x".to_owned(),
        }
    }

    fn code(&mut self, page: Page, digits: Digits, foreign_challenge: bool) {
        let (organization, here, attempt) = self.request(page);
        let now = self.now();
        let asked = self.schools[organization].asked(&here);
        self.browsers[page.browser].asked = asked.or(self.browsers[page.browser].asked);
        let of = if foreign_challenge { 1 - page.browser } else { page.browser };
        let Some(challenge) = self.browsers[of].asked else { return };
        let typed = self.digits(attempt, digits);
        let said = self.schools[organization].answer(&here, challenge, &typed);
        let attempt = attempt.filter(|attempt| self.model.lacks(*attempt, now) == Lacks::Code);
        assert_eq!(asked.is_some(), attempt.is_some(), "a code is asked for exactly when it lacks");
        let Some(attempt) = attempt.filter(|_| asked == Some(challenge)) else {
            assert!(matches!(said, AnswerDone::Stale), "no code was asked for, but {said:?}");
            return;
        };
        let who = self.model.attempts[attempt].who.unwrap();
        if let AnswerDone::Resting(_) = said {
            let wrong = self.model.people[who].wrong_codes;
            assert!(wrong >= 5, "it rests after {wrong} wrong codes");
            return;
        }
        match (said, judged(&mut self.model.people[who].apps, &typed, now)) {
            (AnswerDone::Unreadable, None) => {}
            (AnswerDone::Wrong, Some(Digit::Wrong)) | (AnswerDone::AlreadyUsed, Some(Digit::Used)) => {
                self.model.people[who].wrong_codes += 1;
            }
            (AnswerDone::Right(token), Some(Digit::Right)) => {
                self.model.people[who].last_code = Some(typed);
                self.proved(page.browser, attempt, Shown::Code);
                self.keep_cookie(page.browser, attempt, &token);
                self.not_raised(attempt);
            }
            (AnswerDone::Raised(finished), Some(Digit::Right)) => {
                self.model.people[who].last_code = Some(typed);
                self.proved(page.browser, attempt, Shown::Code);
                self.raised(attempt, &finished);
            }
            (said, judged) => panic!("{said:?} to a code that is {judged:?}"),
        }
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
            ends: now + Span::minutes(30),
            offer: None,
        });
        self.keep_cookie(browser, self.model.attempts.len() - 1, &token);
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Digit {
    Right,
    Used,
    Wrong,
}

/// What a code is for these apps, and notes it as used if it is right. None if it cannot be a code.
fn judged(apps: &mut [App], typed: &str, now: Timestamp) -> Option<Digit> {
    let code = otp::Code::parse(typed)?;
    let steps = |secret: &Secret| matching_steps(secret, &code, now.unix_seconds(), 1);
    let mut digit = Digit::Wrong;
    for app in apps {
        match steps(&app.secret).into_iter().max() {
            Some(step) if step > app.used => {
                app.used = step;
                digit = Digit::Right;
            }
            Some(_) if digit == Digit::Wrong => digit = Digit::Used,
            _ => {}
        }
    }
    Some(digit)
}
