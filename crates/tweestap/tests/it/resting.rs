//! Methods that rest: what the pages say meanwhile, that the others stay usable, and that the rest ends.

use otp::totp;
use world::Span;

use crate::browser::{Answer, Browser};
use crate::phone_tour::Phoned;
use crate::school::{ANNA, EVA, Serving, on_each_engine, on_each_engine_with_phones, secret};

/// The tries of a method in ten minutes.
const TRIES: usize = 5;

fn answers(browser: &mut Browser, page: &Answer, typed: &str) -> Answer {
    let fields = [("challenge", page.field("challenge")), ("answer", typed.to_owned())];
    browser.submits(page, "/sign-in/answer", &fields.each_ref().map(|(name, value)| (*name, value.as_str())))
}

/// Whoever goes from this page to help says by its number what went wrong.
fn names_its_request(page: &Answer) {
    let link = format!("?request={}\"", page.header("x-request-id"));
    assert!(page.body.contains(&link), "{link}: {}", page.body);
}

fn rests(page: &Answer, seconds: &str) {
    assert_eq!(page.header("retry-after"), seconds, "{}", page.body);
    assert!(page.body.contains(&format!("data-rests=\"{seconds}\"")), "{}", page.body);
}

/// Anna types five codes that are none of her app's.
fn types_wrong_codes(serving: &Serving, browser: &mut Browser) -> Answer {
    let page = browser.proves_the_password(ANNA);
    let near = [-30, 0, 30].map(|offset| totp(&secret(), serving.now().unix_seconds() + offset));
    let wrong =
        (100_000..).map(|code| code.to_string()).filter(|code| near.iter().all(|it| it.as_str() != code));
    let mut last = page.clone();
    for code in wrong.take(TRIES) {
        last = answers(browser, &page, &code);
        assert_eq!(last.status, 422, "{}", last.body);
    }
    last
}

#[test]
fn the_only_method_rests_with_its_words_and_serves_again_when_the_rest_is_over() {
    on_each_engine(|serving| {
        let mut anna = serving.browser();
        let last = types_wrong_codes(&serving, &mut anna);
        rests(&last, "900");
        names_its_request(&last);
        assert!(last.body.contains("codes are refused for 15 more minutes"), "{}", last.body);
        assert!(!last.body.contains("/sign-in/another"), "there is no other way: {}", last.body);
        // Every browser of hers is told, and a right code waits with the wrong ones.
        let mut elsewhere = serving.browser();
        serving.school.clock.advance(Span::minutes(14));
        rests(&elsewhere.proves_the_password(ANNA), "60");
        serving.school.clock.advance(Span::seconds(59));
        let page = elsewhere.get("/sign-in");
        rests(&page, "1");
        assert!(page.body.contains("refused for one more minute"), "{}", page.body);
        serving.school.clock.advance(Span::seconds(1));
        elsewhere.signs_in(ANNA, &secret(), serving.now());
    });
}

#[test]
fn a_method_that_rests_is_listed_so_and_the_others_stay_usable() {
    on_each_engine_with_phones(|serving, phones| {
        let mut eva = Phoned::at(serving, phones);
        eva.proves_the_password();
        eva.sets_up_by_text();
        eva.makes_recovery_codes();
        eva.stays();
        eva.leaves();
        eva.proves_the_password();
        let page = eva.asks_by("recovery_codes");
        for n in 0..TRIES {
            let wrong = format!("{n}aaaa-aaaaa");
            assert_eq!(answers(&mut eva.browser, &page, &wrong).status, 422);
        }
        let ways = eva.browser.get("/sign-in/another");
        let row = |method: &str| {
            let value = format!("name=\"method\" value=\"{method}\"");
            let found = ways.body.split("<form").find(|form| form.contains(&value));
            found.map_or_else(|| panic!("{}", ways.body), str::to_owned)
        };
        let resting = row("recovery_codes");
        assert!(resting.contains("disabled") && resting.contains("data-rests=\"900\""), "{resting}");
        for usable in ["text_message", "phone_call"] {
            assert!(!row(usable).contains("disabled"), "{usable}");
        }
        let page = eva.asks_by("text_message");
        eva.reads_the_text();
        eva.signs_in_by_text(&page);
    });
}

#[test]
fn a_phone_that_got_too_many_messages_says_how_long_it_rests() {
    on_each_engine_with_phones(|serving, phones| {
        Phoned::with_a_phone(serving, phones);
        serving.school.clock.advance(Span::minutes(61));
        let mut browser = serving.browser();
        let mut page = browser.proves_the_password(EVA);
        let again = |browser: &mut Browser, page: &Answer| {
            serving.school.clock.advance(Span::seconds(31));
            let challenge = page.field("challenge");
            browser.submits(page, "/sign-in/send-again", &[("challenge", &challenge)])
        };
        let mut sent = 1;
        let said = loop {
            let answer = again(&mut browser, &page);
            if answer.status == 303 {
                sent += 1;
                continue;
            }
            if answer.body.contains("sent again any more") {
                let mut next = serving.browser();
                page = next.proves_the_password(EVA);
                browser = next;
                sent += 1;
                continue;
            }
            break answer;
        };
        assert_eq!((said.status, sent), (429, 5), "{}", said.body);
        let seconds: i64 = said.header("retry-after").parse().unwrap();
        let says = format!("Wait {} minutes, or sign in another way.", (seconds + 59) / 60);
        assert!(said.body.contains(&says), "{says}: {}", said.body);
        serving.school.clock.advance(Span::seconds(seconds));
        let later = serving.browser().proves_the_password(EVA);
        assert!(!later.field("challenge").is_empty());
    });
}
