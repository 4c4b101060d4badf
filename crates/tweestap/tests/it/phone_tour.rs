//! A person with a phone: sets it up by a text, and signs in by text, by a spoken code, by a call, by a recovery code and by a
//! browser that is remembered; and says at last that none of it was theirs.

use std::collections::HashSet;
use std::thread::sleep;
use std::time::Duration;

use simulator::SimulatorDesk;
use world::{MessageId, Span};

use crate::browser::{Answer, Browser};
use crate::school::{EVA, PASSWORD, PHONE, Serving, on_each_engine_with_phones};
use crate::tour::Tour;

/// Walks through all of it.
pub fn phone_tour(serving: &Serving, phones: &SimulatorDesk, language: &'static str) -> Tour {
    let mut eva = Phoned::at(serving, phones);
    eva.browser.language = language;
    eva.proves_the_password();
    eva.sets_up_by_text();
    eva.makes_recovery_codes();
    eva.stays_and_leaves();
    eva.signs_in_by_text_and_is_remembered();
    eva.signs_in_by_a_spoken_code();
    eva.signs_in_by_a_call();
    eva.signs_in_by_a_recovery_code();
    eva.denies_it_all();
    Tour::of(eva.browser, Vec::new(), eva.codes)
}

/// The page goes on waiting, and says so.
fn says_that_it_still_rings(page: &Answer) {
    assert_eq!(page.status, 422, "{}", page.body);
    assert!(page.body.contains("data-wait=") && page.body.contains("role=\"alert\""), "{}", page.body);
}

/// Eva, with her phone and her mail.
pub struct Phoned<'a> {
    serving: &'a Serving,
    phones: &'a SimulatorDesk,
    pub browser: Browser,
    /// The messages that she has read.
    seen: HashSet<MessageId>,
    /// Every code that she got or typed.
    codes: Vec<String>,
}

impl<'a> Phoned<'a> {
    /// Somebody at a fresh browser, who has read what came before.
    pub fn at(serving: &'a Serving, phones: &'a SimulatorDesk) -> Self {
        let texts = phones.handset.texts().into_iter().map(|(id, ..)| id);
        let calls = phones.handset.calls().into_iter().map(|call| call.id);
        let seen = texts.chain(calls).collect();
        Self { serving, phones, browser: serving.browser(), seen, codes: Vec::new() }
    }

    /// The same with a phone that was just set up, signed out again.
    pub fn with_a_phone(serving: &'a Serving, phones: &'a SimulatorDesk) -> Self {
        let mut somebody = Self::at(serving, phones);
        somebody.proves_the_password();
        somebody.sets_up_by_text();
        somebody.stays_and_leaves();
        somebody
    }

    /// What arrives next; the server delivers it beside everything else.
    fn next<T>(&mut self, arrived: impl Fn(&SimulatorDesk) -> Vec<(MessageId, T)>) -> T {
        for _ in 0..500 {
            for (id, message) in arrived(self.phones) {
                if self.seen.insert(id) {
                    return message;
                }
            }
            sleep(Duration::from_millis(10));
        }
        panic!("nothing arrives")
    }

    /// The code of the next text.
    pub fn reads_the_text(&mut self) -> String {
        let texts = |phones: &SimulatorDesk| {
            let texts = phones.handset.texts().into_iter();
            texts.filter(|(.., text)| text.to() == PHONE).map(|(id, _, text)| (id, text)).collect()
        };
        let text = self.next(texts);
        let code = text.text().rsplit('#').next().unwrap().to_owned();
        self.codes.push(code.clone());
        code
    }

    /// The next call rings.
    fn rings(&mut self) -> MessageId {
        self.next(|phones| phones.handset.calls().into_iter().map(|call| (call.id, call.id)).collect())
    }

    /// Answers the next call and presses a key; what is said then.
    fn answers_the_call(&mut self, key: &str) -> String {
        let path = format!("/simulator/calls/{}", self.rings());
        let mut hand = self.serving.browser();
        let mut does = |what: String| {
            let kind = [("content-type", "application/json")];
            let answer = hand.ask("POST", &path, &kind, what.as_bytes());
            assert_eq!(answer.status, 200, "{}", answer.body);
            answer.body
        };
        does(r#"{"do":"answer"}"#.to_owned());
        does(format!(r#"{{"do":"press","keys":"{key}"}}"#))
    }

    pub fn proves_the_password(&mut self) -> Answer {
        self.proves(PASSWORD)
    }

    /// The same with a password that she chose.
    pub fn proves(&mut self, password: &str) -> Answer {
        // What was sent within the hour is not counted against what comes.
        self.serving.school.clock.advance(Span::minutes(61));
        let page = self.browser.begins(EVA);
        let answer = self.browser.submits(&page, "/sign-in/password", &[("password", password)]);
        self.browser.follows(&answer)
    }

    fn answers(&mut self, page: &Answer, (path, challenge): (&str, &str), typed: &str) -> Answer {
        let fields = [("challenge", challenge), ("answer", typed), ("remember", "yes")];
        let fields = if path == "/sign-in/answer" { &fields[..] } else { &fields[..2] };
        self.browser.submits(page, path, fields)
    }

    fn not(&mut self, code: &str) -> String {
        let wrong = if code == "314159" { "271828" } else { "314159" };
        self.codes.push(wrong.to_owned());
        wrong.to_owned()
    }

    /// Sets up a phone, and leaves nothing out that can be said about it.
    pub fn sets_up_by_text(&mut self) {
        self.browser.get("/security-info/set-up");
        let details = self.browser.get("/security-info/details?method=text_message");
        for number in ["", "0612", "0900 1234567", "call me", &"1".repeat(65)] {
            let fields = [("method", "text_message"), ("given", "yes"), ("number", number)];
            let answer = self.browser.submits(&details, "/security-info/add", &fields);
            assert_eq!(answer.status, 422, "{number}: {}", answer.body);
        }
        let fields = [("method", "text_message"), ("given", "yes"), ("number", PHONE)];
        let answer = self.browser.submits(&details, "/security-info/add", &fields);
        let page = self.browser.follows(&answer);
        let challenge = page.field("challenge");
        let code = self.reads_the_text();
        let again = |eva: &mut Self| {
            eva.browser.submits(&page, "/security-info/send-again", &[("challenge", &challenge)]).status
        };
        let soon = again(self);
        assert!(soon >= 400, "{soon}");
        self.serving.school.clock.advance(Span::seconds(31));
        assert_eq!(again(self), 303);
        assert_eq!(self.reads_the_text(), code);
        for wrong in ["12", &self.not(&code)] {
            let answer = self.answers(&page, ("/security-info/set-up", &challenge), wrong);
            assert_eq!(answer.status, 422);
        }
        let answer = self.answers(&page, ("/security-info/set-up", &challenge), &code);
        assert_eq!(self.browser.follows(&answer).status, 200);
    }

    /// Types what comes to the phone next, up to the account's page.
    pub fn signs_in_by_text(&mut self, page: &Answer) -> Answer {
        let (challenge, code) = (page.field("challenge"), self.reads_the_text());
        assert_eq!(self.answers(page, ("/sign-in/answer", &challenge), &code).status, 303);
        let page = self.browser.get("/sign-in");
        let answer = self.browser.submits(&page, "/sign-in/stay", &[("stay", "no")]);
        self.browser.follows(&answer)
    }

    pub fn makes_recovery_codes(&mut self) {
        let choice = self.browser.get("/sign-in");
        let answer = self.browser.submits(&choice, "/security-info/add", &[("method", "recovery_codes")]);
        let page = self.browser.follows(&answer);
        let shown = page.body.split("<code>").skip(1).filter_map(|rest| rest.split('<').next());
        let codes: Vec<_> = shown.map(str::to_owned).collect();
        assert_eq!(codes.len(), 10, "{}", page.body);
        self.codes.extend(codes.iter().map(|code| code.replace('-', "")));
        self.codes.extend(codes.iter().cloned());
        let challenge = page.field("challenge");
        let answer = self.answers(&page, ("/security-info/set-up", &challenge), &codes[3]);
        assert_eq!(answer.status, 303);
    }

    fn stays_and_leaves(&mut self) {
        self.stays();
        self.leaves();
    }

    /// Stays signed in until the browser is closed.
    pub fn stays(&mut self) {
        let page = self.browser.get("/sign-in");
        let answer = self.browser.submits(&page, "/sign-in/stay", &[("stay", "no")]);
        assert_eq!(self.browser.follows(&answer).status, 200);
    }

    pub fn leaves(&mut self) {
        let page = self.browser.get("/sign-out");
        self.browser.submits(&page, "/sign-out", &[]);
    }

    fn signs_in_by_text_and_is_remembered(&mut self) {
        let page = self.proves_the_password();
        let (challenge, code) = (page.field("challenge"), self.reads_the_text());
        let wrong = self.not(&code);
        assert_eq!(self.answers(&page, ("/sign-in/answer", &challenge), &wrong).status, 422);
        self.serving.school.clock.advance(Span::seconds(31));
        let answer = self.browser.submits(&page, "/sign-in/send-again", &[("challenge", &challenge)]);
        assert_eq!(answer.status, 303);
        assert_eq!(self.reads_the_text(), code);
        assert_eq!(self.answers(&page, ("/sign-in/answer", &challenge), &code).status, 303);
        self.stays_and_leaves();
        // Twice by its cookie, which is another one each time.
        for _ in 0..2 {
            let page = self.proves_the_password();
            assert!(page.body.contains("name=\"stay\""), "{}", page.body);
            self.stays_and_leaves();
        }
        self.browser.cookies.retain(|name, _| !name.ends_with("remembered"));
    }

    /// Asks in another way.
    pub fn asks_by(&mut self, method: &str) -> Answer {
        let answer = self.browser.asks_by(method);
        self.browser.follows(&answer)
    }

    fn signs_in_by_a_spoken_code(&mut self) {
        self.proves_the_password();
        let page = self.asks_by("spoken_code");
        let says = self.answers_the_call("#");
        let said = says.split("\"says\":\"").nth(1).unwrap();
        let code: String = said.chars().filter(char::is_ascii_digit).take(6).collect();
        let spoken: Vec<_> = code.chars().map(String::from).collect();
        self.codes.extend([code.clone(), spoken.join(", ")]);
        let challenge = page.field("challenge");
        let wrong = self.not(&code);
        assert_eq!(self.answers(&page, ("/sign-in/answer", &challenge), &wrong).status, 422);
        assert_eq!(self.answers(&page, ("/sign-in/answer", &challenge), &code).status, 303);
        self.browser.cookies.retain(|name, _| !name.ends_with("remembered"));
        self.stays_and_leaves();
    }

    fn signs_in_by_a_call(&mut self) {
        self.proves_the_password();
        let page = self.asks_by("phone_call");
        let challenge = page.field("challenge");
        let collects =
            |eva: &mut Self| eva.browser.submits(&page, "/sign-in/collect", &[("challenge", &challenge)]);
        says_that_it_still_rings(&collects(self));
        self.answers_the_call("#");
        self.waits_for("action=\"/sign-in/collect\" data-go");
        assert_eq!(collects(self).status, 303);
        self.stays_and_leaves();
    }

    /// The outcome of a call comes to the server beside everything else.
    fn waits_for(&mut self, what: &str) {
        for _ in 0..500 {
            if self.browser.get("/sign-in").body.contains(what) {
                return;
            }
            sleep(Duration::from_millis(10));
        }
        panic!("the page never says {what}");
    }

    fn signs_in_by_a_recovery_code(&mut self) {
        let code = self.codes.iter().find(|code| code.len() == 11).unwrap().clone();
        self.proves_the_password();
        let page = self.asks_by("recovery_codes");
        let challenge = page.field("challenge");
        let answer = self.browser.submits(
            &page,
            "/sign-in/answer",
            &[("challenge", &challenge), ("answer", &code.to_uppercase())],
        );
        assert_eq!(answer.status, 303);
        self.stays_and_leaves();
    }

    /// Follows the link of the first mail, by typing its code.
    fn denies_it_all(&mut self) {
        let mails = |phones: &SimulatorDesk| {
            let mails = phones.mailbox.all().into_iter().rev();
            mails
                .filter(|(.., mail)| mail.to() == format!("mail.{EVA}"))
                .map(|(id, _, mail)| (id, mail))
                .collect()
        };
        let mail = self.next(mails);
        let code =
            mail.text().split("/not-me#").nth(1).unwrap().split_whitespace().next().unwrap().to_owned();
        self.codes.extend([code.clone(), code.replace('-', ""), code.to_uppercase()]);
        let page = self.browser.get("/not-me");
        let asked = self.browser.submits(&page, "/not-me", &[("code", &code)]);
        assert_eq!(asked.status, 200, "{}", asked.body);
        let done = self.browser.submits(&page, "/not-me", &[("code", &code), ("sure", "yes")]);
        assert_eq!(done.status, 200, "{}", done.body);
        assert_eq!(self.browser.submits(&page, "/not-me", &[("code", &code)]).status, 410);
    }
}

#[test]
fn a_call_that_nobody_answers_for_thirty_seconds_comes_to_nothing_and_the_page_says_so() {
    on_each_engine_with_phones(|serving, phones| {
        let mut eva = Phoned::at(serving, phones);
        eva.proves_the_password();
        eva.sets_up_by_text();
        let mut eva = Phoned::at(serving, phones);
        eva.proves_the_password();
        let page = eva.asks_by("phone_call");
        eva.rings();
        serving.school.clock.advance(Span::seconds(29));
        let challenge = page.field("challenge");
        let answer = eva.browser.submits(&page, "/sign-in/collect", &[("challenge", &challenge)]);
        says_that_it_still_rings(&answer);
        serving.school.clock.advance(Span::seconds(1));
        eva.waits_for("Nobody answered.");
        // It is not placed again by itself.
        assert_eq!(phones.handset.calls().len(), 1);
        eva.asks_by("phone_call");
        eva.answers_the_call("#");
        eva.waits_for("action=\"/sign-in/collect\" data-go");
    });
}
