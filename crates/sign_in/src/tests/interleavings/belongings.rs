//! What people have: methods that come and go, and browsers that are not asked.

use accounts::sessions;
use methods::phone::Place;
use verification::remembered::{self, Cookie, Shown as Device};
use verification::{Permitted, permit, registrations};
use world::Span;

use super::super::model::{App, By, Device as Remembered, Lacks, Model, Phone, Shown, Why};
use super::super::school::secret;
use super::events::{DeviceOf, PEOPLE, Page};
use super::run::Run;

impl Run {
    /// An administrator gives somebody a method.
    pub fn give(&mut self, who: usize, by: By) {
        let seed = self.new_seed();
        let (account, person) = (self.accounts[who], &self.model.people[who]);
        if !person.exists || (by != By::App && person.can(by)) || person.apps.len() == 5 {
            return;
        }
        match by {
            By::App => {
                self.school(who).give_app(account, &secret(seed));
                self.model.people[who].apps.push(App { secret: secret(seed), used: 0 });
            }
            By::Text | By::Call | By::Spoken => {
                let number = format!("+316123456{who:02}");
                let id = self.school(who).give_number(account, Place::Mobile, &number);
                self.model.people[who].phone = Some(Phone { id, number });
            }
            By::Paper => {
                let codes: Vec<_> = (0..10).map(|n| format!("{who:05}-{seed:03}{n:02}")).collect();
                self.school(who).give_codes(account, &codes);
                let unused = codes.into_iter().map(|code| (code, false));
                self.model.people[who].papers = Some(unused.collect());
            }
        }
    }

    pub fn take_all(&mut self, who: usize) {
        self.school(who).take_all(self.accounts[who]);
        self.model.people[who].loses_everything();
        self.model.devices.retain(|_, device| device.who != who);
    }

    pub fn prefer(&mut self, who: usize, by: By) {
        let person = &self.model.people[who];
        if person.exists && person.can(by) {
            let what = person.asked_of(by);
            self.school(who).prefers(self.accounts[who], by.method(), what);
            self.model.people[who].prefers = Some((by, what));
        }
    }

    /// The room of security info does it so, with the session as its authority.
    pub fn remove(&mut self, browser: usize, by: By) {
        let Some(index) = self.browsers[browser].session else { return };
        let (who, token) = (self.model.sessions[index].who, self.model.sessions[index].token);
        let (school, now) = (self.school(who), self.now());
        let place = (school.organization.id, school.at(u8::try_from(browser).unwrap(), None).origin.browser);
        let (vault, account, kind) =
            (school.desk.vault.clone(), self.accounts[who], by.method().about().kind);
        let removed = school.write(move |t| {
            let session = sessions::find(t, &vault, place, token, now)?;
            let Some(session) = session else { return Ok(None) };
            let Permitted::Yes(permit) = permit(t, &session.evidence, now)? else { return Ok(None) };
            for one in registrations::list(t, &vault, place.0, account)? {
                if one.kind == kind {
                    registrations::remove(t, &permit, one.id)?;
                }
            }
            remembered::forget_all(t, (place.0, account))?;
            Ok(Some(()))
        });
        let (session, person) = (&self.model.sessions[index], &self.model.people[who]);
        let may = self.model.session_is_good(session, now)
            && Model::lacks_to_change(person, &session.proofs, now) == Lacks::Nothing;
        assert_eq!(removed.is_some(), may, "who may delete a method");
        if may {
            self.reaches("somebody deletes a method");
            self.model.devices.retain(|_, device| device.who != who);
            let person = &mut self.model.people[who];
            match by {
                By::App => person.apps.clear(),
                By::Text | By::Call | By::Spoken => person.phone = None,
                By::Paper => person.papers = None,
            }
        }
    }

    /// The cookie of a remembered browser that comes with a password.
    pub fn device(&self, browser: usize, device: DeviceOf) -> Option<Device> {
        let own = &self.browsers[browser].devices;
        match device {
            DeviceOf::This => own.last().copied(),
            DeviceOf::Earlier(ago) => own.iter().rev().nth(ago).copied(),
            DeviceOf::TheOther => self.browsers[1 - browser].devices.last().copied(),
            DeviceOf::None => None,
        }
    }

    /// Whether the cookie lets its browser off the second step. One that is not the newest ends its whole family.
    pub fn is_recognised(&mut self, attempt: usize, shown: Option<Device>) -> bool {
        let (now, attempt) = (self.now(), &self.model.attempts[attempt]);
        let Some(shown) = shown.filter(|_| attempt.why == Why::SignIn) else { return false };
        let own = |device: &&Remembered| Some(device.who) == attempt.who && device.browser == attempt.browser;
        let Some(device) = self.model.devices.get(&shown.device).filter(own) else { return false };
        if device.token != shown.token {
            self.model.devices.remove(&shown.device);
            self.reaches("an old cookie ends a remembered browser");
            return false;
        }
        device.ends > now
    }

    /// The next cookie of a browser that was recognised.
    pub fn keep_device(&mut self, browser: usize, cookie: &Cookie) {
        let token = cookie.token.hash();
        let device = self.model.devices.get_mut(&cookie.device).expect("it was remembered");
        assert_ne!(device.token, token);
        device.token = token;
        self.browsers[browser].devices.push(Device { device: cookie.device, token });
    }

    /// The first cookie of a browser that is remembered from now on, in place of what it was before.
    pub fn remember(&mut self, browser: usize, attempt: usize, cookie: &Cookie) {
        let (who, ends) = (self.model.attempts[attempt].who.unwrap(), self.now() + Span::days(14));
        let fresh = self.model.attempts[attempt].proofs.iter().any(|(shown, _)| *shown == Shown::Code);
        assert!(fresh, "a browser is remembered for a fresh second step only");
        self.model.devices.retain(|_, device| (device.who, device.browser) != (who, browser));
        self.reaches("a browser is remembered");
        let token = cookie.token.hash();
        self.model.devices.insert(cookie.device, Remembered { who, browser, token, ends });
        self.browsers[browser].devices.push(Device { device: cookie.device, token });
    }

    /// Whether the sign-in whose cookie this browser has was reported in the last minutes.
    pub fn was_reported(&self, browser: usize) -> bool {
        let attempt = self.browsers[browser].cookie.and_then(|cookie| self.model.tokens.get(&cookie));
        let reported = attempt.and_then(|attempt| self.model.attempts[*attempt].reported);
        reported.is_some_and(|at| at > self.now() - Span::minutes(15))
    }

    /// Whether the owner of the attempt's account has reported its browser.
    pub fn is_blocked(&self, attempt: usize) -> bool {
        let attempt = &self.model.attempts[attempt];
        let until = attempt.who.and_then(|who| self.model.blocked.get(&(who, attempt.browser)));
        until.is_some_and(|until| *until > self.now())
    }

    /// The right password in a browser that was reported ends the sign-in.
    pub fn was_blocked(&mut self, attempt: usize, right: bool) {
        assert!(right, "it is told to those who know the password");
        assert!(self.is_blocked(attempt), "nobody had reported this browser");
        self.model.attempts[attempt].open = false;
        self.reaches("a reported browser is blocked");
    }

    /// How the sign-in of this browser is asked for its second step now.
    pub fn asked_by(&self, browser: usize) -> Option<By> {
        let (_, _, attempt) = self.request(Page::of(browser));
        let waiting = attempt.and_then(|attempt| self.model.waiting(attempt, self.now()));
        waiting.map(|waiting| self.model.challenges[waiting].by)
    }

    /// The user name's number of an attempt, for looking at somebody else's things.
    pub fn next_to(who: usize) -> usize {
        (who + 1) % PEOPLE.len()
    }
}
