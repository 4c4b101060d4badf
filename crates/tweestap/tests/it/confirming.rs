//! Whoever signs in is asked from time to time whether their security info is still right, and to set up what a reset takes.

use otp::totp;
use verification::reset::{Gates, Serving};
use world::Span;

use crate::browser::{Answer, Browser};
use crate::school::{self, ANNA, on_each_engine, secret};

const TO: &str = "/account/sessions";

/// Signs in on the way to a page; where that leads.
fn signs_in(serving: &school::Serving) -> (Browser, String) {
    serving.school.clock.advance(Span::seconds(31));
    let mut browser = serving.browser();
    let page = browser.get(TO);
    let page = browser.follows(&page);
    let answer = browser.submits(&page, "/sign-in/user-name", &[("user_name", ANNA), ("continue_to", TO)]);
    let page = browser.follows(&answer);
    let answer = browser.submits(&page, "/sign-in/password", &[("password", school::PASSWORD)]);
    let page = browser.follows(&answer);
    let code = totp(&secret(), serving.now().unix_seconds());
    let fields = [("challenge", page.field("challenge")), ("answer", code.as_str().to_owned())];
    let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
    let answer = browser.submits(&page, "/sign-in/answer", &fields);
    let page = browser.follows(&answer);
    let answer = browser.submits(&page, "/sign-in/stay", &[("stay", "no")]);
    assert_eq!(answer.status, 303, "{}", answer.body);
    let to = answer.header("location").to_owned();
    (browser, to)
}

/// What is asked on the way, which must be asked.
fn asked(serving: &school::Serving) -> (Browser, Answer) {
    let (mut browser, to) = signs_in(serving);
    assert!(to.starts_with("/security-info/confirm?"), "{to}");
    let page = browser.get(&to);
    assert_eq!(page.status, 200, "{}", page.body);
    (browser, page)
}

/// Answers, and sees that it goes on where it was to go.
fn answers(browser: &mut Browser, page: &Answer, what: &str) {
    let fields = [("do", what), ("continue_to", &*page.field("continue_to"))];
    let done = browser.submits(page, "/security-info/confirm", &fields);
    assert_eq!((done.status, done.header("location")), (303, TO));
}

#[test]
fn it_is_asked_again_at_every_sign_in_until_it_is_said_to_be_right() {
    on_each_engine(|serving| {
        serving.school.wishes(|wishes| wishes.info.confirm_after = Span::days(180));
        assert_eq!(signs_in(&serving).1, TO, "it was set up today");
        serving.school.clock.advance(Span::days(180));
        let (mut browser, page) = asked(&serving);
        answers(&mut browser, &page, "later");
        let (mut browser, page) = asked(&serving);
        answers(&mut browser, &page, "right");
        assert_eq!(signs_in(&serving).1, TO);
        serving.school.clock.advance(Span::days(180));
        asked(&serving);
    });
}

#[test]
fn who_has_too_little_for_a_reset_is_asked_for_more_at_every_sign_in() {
    on_each_engine(|serving| {
        assert_eq!(signs_in(&serving).1, TO);
        serving.school.wishes(|wishes| {
            wishes.info.for_reset = true;
            wishes.resets.serving = Serving::parse("app_code,recovery_codes");
        });
        let (mut browser, page) = asked(&serving);
        assert!(page.body.contains("href=\"/security-info/add\""), "{}", page.body);
        answers(&mut browser, &page, "later");
        asked(&serving);
        serving.school.wishes(|wishes| wishes.resets.gates = Some(Gates::One));
        assert_eq!(signs_in(&serving).1, TO, "one method is enough there");
    });
}

#[test]
fn nobody_is_led_to_another_server() {
    on_each_engine(|serving| {
        let (mut browser, _) = signs_in(&serving);
        let page = browser.get("/security-info/confirm?continue_to=https%3A%2F%2Fevil.example");
        assert_eq!(page.field("continue_to"), "/account");
        for to in ["https://evil.example", "//evil.example", "/\\evil.example", ""] {
            let fields = [("do", "later"), ("continue_to", to)];
            let done = browser.submits(&page, "/security-info/confirm", &fields);
            assert_eq!((done.status, done.header("location")), (303, "/account"));
        }
        let stranger = serving.browser().get("/security-info/confirm");
        assert_eq!(stranger.status, 303, "who is not signed in is led to signing in");
    });
}
