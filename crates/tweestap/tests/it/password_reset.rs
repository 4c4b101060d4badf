//! Getting a new password over the wire: nobody learns who has an account, and who has what it takes signs in with the new one.

use otp::totp;
use world::Span;

use crate::browser::{Answer, Browser};
use crate::reset_tour::{aims, answers, asks, begins, sets};
use crate::school::{ANNA, EVA, Serving, on_each_engine_with_phones, secret};

const NEW: &str = "een heel nieuw wachtwoord";

/// Status, head and the length of the page.
type Shape = (u16, Vec<(String, usize)>, usize);

/// An answer without what chance makes and what the person typed: status, head and the length of its page.
fn shape(answer: &Answer, user_name: &str) -> Shape {
    let unequal = ["date", "x-request-id"];
    let head = answer.head.iter().filter(|(name, _)| !unequal.contains(&name.as_str()));
    let head = head.map(|(name, value)| (name.clone(), value.len())).collect();
    // The question of the first page is another each time, before anybody has typed a name.
    let (before, after) = answer.body.split_once("<label for=\"human\">").unwrap_or((&answer.body, ""));
    let after = after.split_once("</label>").map_or("", |(_, after)| after);
    let length = |text: &str| text.replace(user_name, "NAME").len();
    (answer.status, head, length(before) + length(after))
}

/// Everything that somebody with this user name and no code is answered.
fn walk(serving: &Serving, user_name: &str) -> Vec<Shape> {
    // One number is not tried on everybody.
    let number = format!("06 555555{}", 10 + user_name.len());
    let mut browser = serving.browser();
    let page = begins(&mut browser, user_name);
    let choice = aims(&mut browser, &page, "forgotten");
    let ways: Vec<_> = choice
        .body
        .split("name=\"method\" value=\"")
        .skip(1)
        .map(|rest| {
            let method = rest.split('"').next().unwrap().to_owned();
            let way = rest.split("name=\"way\" value=\"").nth(1).unwrap().split('"').next().unwrap();
            (method, way.to_owned())
        })
        .collect();
    assert!(ways.len() >= 6, "{}", choice.body);
    for (method, way) in ways {
        let fields = [("method", method.as_str()), ("way", way.as_str())];
        browser.submits(&choice, "/password-reset/ask", &fields);
        let page = browser.get("/password-reset");
        if page.body.contains("name=\"number\"") {
            browser.submits(&page, "/password-reset/number", &[("number", &number)]);
        } else if page.body.contains("action=\"/password-reset/answer\"") {
            answers(&mut browser, &page, "no code");
        } else if page.body.contains("action=\"/password-reset/collect\"") {
            let challenge = page.field("challenge");
            browser.submits(&page, "/password-reset/collect", &[("challenge", &challenge)]);
        }
    }
    // Wrong until nothing more is looked at.
    for _ in 0..6 {
        let fields = [("method", "recovery_codes"), ("way", "")];
        if browser.submits(&choice, "/password-reset/ask", &fields).status == 303 {
            let page = browser.get("/password-reset");
            if page.body.contains("/password-reset/answer") {
                answers(&mut browser, &page, "zzzzz-zzzzz");
            }
        }
    }
    sets(&mut browser, &choice, NEW, NEW);
    browser.seen.iter().map(|(_, answer)| shape(answer, user_name)).collect()
}

#[test]
fn nobody_is_answered_as_somebody_is_to_the_last_byte() {
    on_each_engine_with_phones(|serving, _| {
        let known = walk(serving, ANNA);
        assert!(known.len() > 30 && known.iter().any(|(status, ..)| *status == 429), "{known:?}");
        serving.school.disable(EVA);
        for user_name in ["nobody@zuid.example", EVA, "anna@nowhere.example"] {
            for (at, (seen, known)) in walk(serving, user_name).iter().zip(&known).enumerate() {
                assert_eq!(seen, known, "answer {at} to {user_name}");
            }
        }
    });
}

#[test]
fn who_has_what_it_takes_signs_in_with_the_new_password_and_is_not_signed_in_before() {
    on_each_engine_with_phones(|serving, phones| {
        let mut inside = serving.browser();
        inside.signs_in(ANNA, &secret(), serving.now());
        serving.school.clock.advance(Span::seconds(31));
        let mut browser = serving.browser();
        let page = begins(&mut browser, ANNA);
        let choice = aims(&mut browser, &page, "forgotten");
        let asked = asks(&mut browser, &choice, "app_code", "");
        let code = totp(&secret(), serving.now().unix_seconds());
        let answer = answers(&mut browser, &asked, code.as_str());
        let choice = browser.follows(&answer);
        assert!(!choice.body.contains("value=\"app_code\""), "{}", choice.body);
        let asked = asks(&mut browser, &choice, "mail_code", "");
        let mail = mailed(phones, "mail.anna@zuid.example");
        let answer = answers(&mut browser, &asked, &mail);
        let page = browser.follows(&answer);
        let answer = sets(&mut browser, &page, NEW, NEW);
        assert_eq!(answer.header("location"), "/password-reset/done");
        assert!(!browser.cookies.contains_key("__Host-session") && browser.get("/account").status == 303);
        assert_eq!(inside.get("/account").status, 303, "the old session goes on");
        let mut old = serving.browser();
        let page = old.begins(ANNA);
        let answer = old.submits(&page, "/sign-in/password", &[("password", crate::school::PASSWORD)]);
        assert_eq!(answer.status, 422);
        let page = browser.begins(ANNA);
        let answer = browser.submits(&page, "/sign-in/password", &[("password", NEW)]);
        assert!(browser.follows(&answer).body.contains("name=\"challenge\""));
    });
}

/// The code of the newest mail to somebody, as soon as it has arrived.
pub fn mailed(phones: &simulator::SimulatorDesk, to: &str) -> String {
    for _ in 0..600 {
        let newest = phones.mailbox.all().into_iter().map(|(_, _, mail)| mail).find(|mail| mail.to() == to);
        if let Some(mail) = newest {
            return mail.subject().split(' ').next().unwrap().to_owned();
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("no mail to {to}")
}

#[test]
fn the_cookie_of_a_reset_is_none_of_a_sign_in() {
    let serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    begins(&mut browser, ANNA);
    let token = browser.cookies["__Host-reset"].clone();
    browser.cookies.insert("__Host-attempt".to_owned(), token);
    assert!(browser.get("/sign-in").body.contains("name=\"user_name\""));
    let page = browser.begins(ANNA);
    assert!(page.body.contains("name=\"password\""));
    let token = browser.cookies["__Host-attempt"].clone();
    let mut browser = Browser { ..browser };
    browser.cookies.insert("__Host-reset".to_owned(), token);
    assert!(browser.get("/password-reset").body.contains("name=\"task\""));
}

#[test]
fn a_task_is_good_once_in_its_browser_for_ten_minutes() {
    let serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    let page = browser.get("/password-reset");
    let task = page.field("task");
    let begin = |browser: &mut Browser| {
        let page = browser.get("/sign-in");
        let fields = [("user_name", ANNA), ("task", task.as_str()), ("number", "0")];
        browser.submits(&page, "/password-reset/begin", &fields).status
    };
    assert_eq!(begin(&mut serving.browser()), 422, "another browser");
    assert_eq!(begin(&mut browser), 303);
    assert_eq!(begin(&mut browser), 422, "twice");
    let mut late = serving.browser();
    let page = late.get("/password-reset");
    serving.school.clock.advance(Span::minutes(11));
    let fields = [("user_name", ANNA), ("task", &page.field("task")), ("number", "0")];
    assert_eq!(late.submits(&page, "/password-reset/begin", &fields).status, 422);
}
