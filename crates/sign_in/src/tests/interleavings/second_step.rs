//! The second step: what is asked and sent, and what is typed or comes from outside.

use delivery::Message;
use otp::{Secret, matching_steps};
use verification::challenges::Resent;
use world::Span;

use super::super::model::{App, By, Challenge, Lacks, Person, Shown, Why};
use super::super::*;
use super::events::{Digits, Page, Which};
use super::run::Run;
use crate::steps::AskDone;

/// What came to a phone: its number, and the code that the message brings.
type Sent = (String, Option<String>);

impl Run {
    /// The messages since the last look.
    pub fn sent(&self) -> Vec<Sent> {
        let spoken = |says: &str| says.chars().filter(char::is_ascii_digit).take(6).collect::<String>();
        let read = |message: Message| match message {
            Message::Text(text) => {
                (text.to().to_owned(), Some(text.text().rsplit('#').next().unwrap().to_owned()))
            }
            Message::Call(call) => {
                let code = Some(spoken(call.says(call_dialogue::Prompt::Code)));
                (call.to().to_owned(), code.filter(|code| !code.is_empty()))
            }
            Message::Push(_) => panic!("nobody has a paired app"),
            Message::Mail(mail) => panic!("a mail about {}", mail.subject()),
        };
        self.schools[0].messages().into_iter().map(read).collect()
    }

    fn lacking(&self, attempt: Option<usize>) -> Option<usize> {
        attempt.filter(|attempt| self.model.lacks(*attempt, self.now()) == Lacks::Code)
    }

    /// The challenge of this attempt that waits, if it is this one.
    fn this_waiting(&self, attempt: Option<usize>, id: ChallengeId) -> Option<(usize, usize)> {
        let attempt = self.lacking(attempt)?;
        let waiting = self.model.waiting(attempt, self.now())?;
        (self.model.challenges[waiting].id == id).then_some((attempt, waiting))
    }

    /// Whether something was asked that would have been answered so.
    fn lost(&self, id: ChallengeId, right: impl Fn(&Challenge) -> bool) -> bool {
        self.model.challenges.iter().any(|one| one.id == id && right(one))
    }

    fn known(&self, browser: usize, which: Which) -> Option<ChallengeId> {
        let (browser, ago) = match which {
            Which::Newest => (browser, 0),
            Which::Before => (browser, 1),
            Which::OfTheOtherBrowser => (1 - browser, 0),
        };
        self.browsers[browser].asked.iter().rev().nth(ago).copied()
    }

    /// After a proof the first way is asked by itself, if a second step lacks.
    pub fn asks(&mut self, attempt: usize) {
        if !self.model.attempts[attempt].open || self.lacking(Some(attempt)).is_none() {
            return;
        }
        let person = self.model.account(attempt).unwrap();
        let by = person.first().expect("a second step lacks to who has one");
        let sent = self.sent();
        if by.sends() && sent.is_empty() {
            assert!(person.may_be_refused(by), "nothing was sent by {by:?}");
            return;
        }
        self.begun(attempt, by, sent);
    }

    /// What sends nothing is begun again by whoever looks at the page.
    pub fn begins_quietly(&mut self, attempt: Option<usize>) {
        let Some(attempt) = self.lacking(attempt) else { return };
        let first = self.model.account(attempt).unwrap().first().unwrap();
        if self.model.waiting(attempt, self.now()).is_none() && !first.sends() {
            self.begun(attempt, first, Vec::new());
        }
    }

    /// A challenge was begun in place of the one before it, and this was sent for it.
    fn begun(&mut self, attempt: usize, by: By, mut sent: Vec<Sent>) {
        let (now, who) = (self.now(), self.model.attempts[attempt].who.unwrap());
        let person = &mut self.model.people[who];
        assert_eq!(sent.len(), usize::from(by.sends()), "{by:?} sends one message or none: {sent:?}");
        let code = sent.pop().and_then(|(to, code)| {
            assert_eq!(Some(&to), person.phone.as_ref().map(|phone| &phone.number));
            assert_eq!(code.is_some(), by != By::Call);
            person.sends += 1;
            person.received.extend(code.clone());
            code
        });
        let phone = person.asked_of(by);
        let (token, _) = self.model.tokens.iter().find(|(_, of)| **of == attempt).unwrap();
        let Attempt { browser, organization } = self.place_of(attempt);
        let here = self.schools[organization].at(u8::try_from(browser).unwrap(), Some(*token));
        let View::Ask { challenge: id, waiting, .. } = self.schools[organization].look(&here) else {
            panic!("{by:?} is not asked")
        };
        assert_eq!(waiting.method, by.method().about().name.as_str());
        for before in self.model.challenges.iter_mut().filter(|before| before.attempt == attempt) {
            before.over = true;
        }
        self.browsers[browser].asked.push(id);
        self.model.challenges.push(Challenge {
            id,
            attempt,
            by,
            phone,
            code,
            begun: now,
            tries: by.tries(),
            sends: 1,
            sent_at: now,
            heard: None,
            over: false,
        });
    }

    fn place_of(&self, attempt: usize) -> Attempt {
        let attempt = &self.model.attempts[attempt];
        Attempt { browser: attempt.browser, organization: attempt.organization }
    }

    pub fn ask(&mut self, page: Page, by: By) {
        let (organization, here, attempt) = self.request(page);
        let person = attempt.and_then(|attempt| self.model.account(attempt));
        let what = person.and_then(|person| person.asked_of(by));
        let said = self.schools[organization].asks(&here, by.method(), what);
        let can = |attempt: &usize| self.model.account(*attempt).unwrap().can(by);
        match (said, self.lacking(attempt).filter(can)) {
            (AskDone::Stale, None) => {}
            (AskDone::Asked, Some(attempt)) => {
                let sent = self.sent();
                self.begun(attempt, by, sent);
            }
            (AskDone::Resting(_), Some(attempt)) => {
                let may = self.model.account(attempt).unwrap().may_be_refused(by);
                assert!(may, "{by:?} does not rest");
            }
            (said, lacking) => panic!("{said:?} to {by:?} in {lacking:?}"),
        }
    }

    pub fn send_again(&mut self, page: Page, which: Which) {
        let (organization, here, attempt) = self.request(page);
        let (now, Some(id)) = (self.now(), self.known(page.browser, which)) else { return };
        let said = self.schools[organization].sends_again(&here, id);
        let waiting = self.this_waiting(attempt, id);
        let Some((attempt, waiting)) =
            waiting.filter(|(_, waiting)| self.model.challenges[*waiting].by == By::Text)
        else {
            assert_eq!(said, Resent::Over);
            return;
        };
        let who = self.model.attempts[attempt].who.unwrap();
        let (asked, person) = (&mut self.model.challenges[waiting], &mut self.model.people[who]);
        // A clock that was set back keeps nobody waiting.
        let waits = asked.sent_at <= now && now - asked.sent_at < Span::seconds(30);
        match said {
            Resent::Over => assert_ne!(person.asked_of(asked.by), asked.phone, "the phone is still there"),
            Resent::Enough => assert!(asked.sends >= 4),
            Resent::TooSoon(_) => assert!(waits),
            Resent::Resting(_) => assert!(person.sends >= 10),
            Resent::Sent => {
                self.reached.entry("a text is sent again").and_modify(|n| *n += 1).or_insert(1);
                assert!(!waits && asked.sends < 3);
                assert_eq!(person.asked_of(asked.by), asked.phone, "a text to a phone that was deleted");
                (asked.sends, asked.sent_at) = (asked.sends + 1, now);
                person.sends += 1;
                let same = (person.phone.as_ref().unwrap().number.clone(), asked.code.clone());
                assert_eq!(self.sent(), [same]);
            }
        }
    }

    /// Anything may be said from outside about any challenge; a call alone is answered so.
    pub fn hear(&mut self, browser: usize, which: Which, outcome: &'static str) {
        let Some(id) = self.known(browser, which) else { return };
        let now = self.now();
        let index = self.model.challenges.iter().position(|one| one.id == id).unwrap();
        let attempt = self.model.challenges[index].attempt;
        let who = self.model.attempts[attempt].who.unwrap();
        let kept = self.school(who).hears(id, outcome);
        let (asked, attempt) = (&mut self.model.challenges[index], &mut self.model.attempts[attempt]);
        let waits = !asked.over && asked.heard.is_none() && now < asked.ends();
        assert_eq!(kept, waits && self.model.people[who].exists, "{outcome} of {:?}", asked.by);
        if kept {
            asked.heard = Some(outcome);
            if outcome == "reported" && matches!(asked.by, By::Call | By::Spoken) {
                self.model.blocked.insert((who, attempt.browser), now + Span::hours(1));
                if attempt.open {
                    (attempt.open, attempt.reported) = (false, Some(now));
                    self.reaches("a call is reported");
                }
            }
        }
    }

    pub fn collect(&mut self, page: Page, which: Which, remember: bool) {
        let (organization, here, attempt) = self.request(page);
        let Some(id) = self.known(page.browser, which) else { return };
        let said = self.schools[organization].collects_and_remembers(&here, (id, remember));
        let Some((attempt, waiting)) = self.this_waiting(attempt, id) else {
            assert!(matches!(said, AnswerDone::Stale), "nothing waits, but {said:?}");
            if self.lost(id, |one| one.by == By::Call && one.heard == Some("approved")) {
                self.reaches("an approved call is taken too late, twice or elsewhere");
            }
            return;
        };
        let asked = &self.model.challenges[waiting];
        let there = self.model.account(attempt).unwrap().asked_of(asked.by) == asked.phone;
        match (asked.heard, said) {
            (None, AnswerDone::Waiting) => {}
            (Some("approved"), AnswerDone::Stale) if !there => {
                self.reaches("a call to a phone that was deleted");
            }
            (Some("approved"), AnswerDone::Stale) if asked.by == By::Spoken => {
                self.reaches("what only speaks a code is said to be approved");
            }
            (Some("approved"), said) if asked.by == By::Call && there => {
                self.model.challenges[waiting].over = true;
                self.reaches("by a call");
                self.passed(page.browser, attempt, said, remember);
            }
            (Some(_), AnswerDone::Ended) => self.reaches("a call that comes to nothing"),
            (heard, said) => panic!("{said:?} to {:?} of which {heard:?} was heard", asked.by),
        }
    }

    fn digits(&self, attempt: Option<usize>, digits: Digits) -> String {
        let who = attempt.and_then(|attempt| self.model.attempts[attempt].who).unwrap_or(0);
        let person = &self.model.people[who];
        let waiting = attempt.and_then(|attempt| self.model.waiting(attempt, self.now()));
        let waiting = waiting.map(|waiting| &self.model.challenges[waiting]);
        let by = waiting.map_or(By::App, |waiting| waiting.by);
        let of_app = |person: &Person, seconds| {
            person.apps.last().map(|app| self.schools[0].code(&app.secret, seconds))
        };
        let paper = |n: usize| person.papers.as_ref().map(|codes| codes[n].0.clone());
        let unused = || Some(person.papers.as_ref()?.iter().find(|(_, used)| !used)?.0.clone());
        let found = match digits {
            Digits::Right if by == By::App => of_app(person, 0),
            Digits::Right if by == By::Paper => unused(),
            Digits::Right => waiting.and_then(|waiting| waiting.code.clone()),
            Digits::Next => of_app(person, 30),
            Digits::Old => of_app(person, -600),
            Digits::OfApp => of_app(person, 0),
            Digits::Again => person.last_code.clone(),
            Digits::ReceivedBefore => person.received.iter().rev().nth(1).cloned(),
            Digits::Paper(n) => paper(n),
            Digits::OfAnother => {
                let other = &self.model.people[Self::next_to(who)];
                other.received.last().cloned().or_else(|| of_app(other, 0))
            }
            Digits::Unreadable => Some("12345x".to_owned()),
            Digits::Wrong if by == By::Paper => Some("00000-zzzzz".to_owned()),
            Digits::Wrong => None,
        };
        found.unwrap_or_else(|| "123456".to_owned())
    }

    pub fn code(&mut self, page: Page, which: Which, digits: Digits, remember: bool) {
        let (organization, here, attempt) = self.request(page);
        // Whoever types looks at the page, which may have to begin anew.
        self.schools[organization].look(&here);
        self.begins_quietly(attempt);
        let (now, Some(id)) = (self.now(), self.known(page.browser, which)) else { return };
        let typed = self.digits(attempt, digits);
        let said = self.schools[organization].answer_and_remember(&here, (id, &typed, remember));
        let waiting = self.this_waiting(attempt, id);
        let Some((attempt, waiting)) =
            waiting.filter(|(_, waiting)| self.model.challenges[*waiting].by != By::Call)
        else {
            assert!(matches!(said, AnswerDone::Stale), "no code was asked for, but {said:?}");
            if self.lost(id, |one| one.code.as_deref() == Some(&typed)) {
                self.reaches("a sent code is typed too late, twice or elsewhere");
            }
            return;
        };
        let (asked, who) = (&mut self.model.challenges[waiting], self.model.attempts[attempt].who.unwrap());
        let person = &mut self.model.people[who];
        if let AnswerDone::Resting(_) = said {
            assert!(person.may_rest(asked.by), "{:?} rests", asked.by);
            self.reaches("too many wrong codes");
            return;
        }
        let guessed = person.must_rest(asked.by, now) && !matches!(said, AnswerDone::Unreadable);
        assert!(!guessed, "{said:?} after five wrong codes by {:?}", asked.by);
        match (said, judged(person, asked, &typed, now)) {
            (AnswerDone::Unreadable, None) => {}
            (AnswerDone::Wrong, Some(Digit::Wrong)) | (AnswerDone::AlreadyUsed, Some(Digit::Used)) => {
                asked.tries -= 1;
                person.wrong(asked.by, now);
                let deleted = asked.code.as_deref() == Some(&typed);
                let paper = asked.by == By::Paper && person.last_code.as_deref() == Some(&typed);
                if deleted {
                    self.reaches("the code of a phone that was deleted");
                } else if paper {
                    self.reaches("a recovery code is used again");
                }
            }
            (said, Some(Digit::Right)) => {
                asked.over = true;
                person.wrong_codes.remove(&asked.by);
                person.last_code = Some(typed);
                let by = match asked.by {
                    By::Text => "by a text",
                    By::Spoken => "by a spoken code",
                    By::Paper => "by a recovery code",
                    By::App | By::Call => "by an app",
                };
                self.reaches(by);
                self.passed(page.browser, attempt, said, remember);
            }
            (said, judged) => panic!("{said:?} to a code by {:?} that is {judged:?}", asked.by),
        }
    }

    /// The second step was taken: what must have come of it.
    fn passed(&mut self, browser: usize, attempt: usize, said: AnswerDone, remember: bool) {
        self.proved(browser, attempt, Shown::Code);
        let signs_in = self.model.attempts[attempt].why == Why::SignIn;
        let remembers = remember && signs_in && self.model.lacks(attempt, self.now()) == Lacks::Nothing;
        match said {
            AnswerDone::Right(token) if !remembers => {
                self.keep_cookie(browser, attempt, &token);
                self.not_raised(attempt);
            }
            AnswerDone::Remembered(token, cookie) if remembers => {
                self.keep_cookie(browser, attempt, &token);
                self.remember(browser, attempt, &cookie);
            }
            AnswerDone::Raised(finished) => self.raised(attempt, &finished),
            said => panic!("{said:?} to what is right"),
        }
    }
}

/// Where an attempt was begun.
struct Attempt {
    browser: usize,
    organization: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Digit {
    Right,
    Used,
    Wrong,
}

/// What was typed is to what was asked; and notes that it was used, if it is right. None if it cannot be an answer.
fn judged(person: &mut Person, asked: &Challenge, typed: &str, now: Timestamp) -> Option<Digit> {
    match asked.by {
        By::App => of_apps(&mut person.apps, typed, now),
        By::Text | By::Spoken => {
            otp::Code::parse(typed)?;
            let there = person.asked_of(asked.by) == asked.phone;
            let right = there && asked.code.as_deref() == Some(typed);
            Some(if right { Digit::Right } else { Digit::Wrong })
        }
        By::Paper => {
            let (11, Some(codes)) = (typed.len(), &mut person.papers) else {
                return (typed.len() == 11).then_some(Digit::Wrong);
            };
            match codes.iter_mut().find(|(code, _)| code == typed) {
                None => Some(Digit::Wrong),
                Some((_, used)) if *used => Some(Digit::Used),
                Some((_, used)) => {
                    *used = true;
                    Some(Digit::Right)
                }
            }
        }
        By::Call => None,
    }
}

fn of_apps(apps: &mut [App], typed: &str, now: Timestamp) -> Option<Digit> {
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
