//! A tour of the pages of getting a new password, with its errors.

use crate::browser::{Answer, Browser};

/// Every form with its fields, apart from the token.
pub const FORMS: &[(&str, &[&str])] = &[
    ("/password-reset/begin", &["user_name", "task", "number", "answer"]),
    ("/password-reset/aim", &["aim"]),
    ("/password-reset/again", &[]),
    ("/password-reset/ask", &["method", "way"]),
    ("/password-reset/send-again", &["challenge"]),
    ("/password-reset/another", &[]),
    ("/password-reset/number", &["number"]),
    ("/password-reset/answer", &["challenge", "answer", "answer-2", "answer-3"]),
    ("/password-reset/collect", &["challenge"]),
    ("/password-reset/password", &["new_password", "new_password_again"]),
    ("/password-reset/unlock", &[]),
];

/// Types a user name where a new password is asked for; the browser has worked. The next page.
pub fn begins(browser: &mut Browser, user_name: &str) -> Answer {
    let page = browser.get("/password-reset");
    let task = page.field("task");
    let fields = [("user_name", user_name), ("task", &task), ("number", "0")];
    let answer = browser.submits(&page, "/password-reset/begin", &fields);
    browser.follows(&answer)
}

/// Says what for; the next page.
pub fn aims(browser: &mut Browser, page: &Answer, aim: &str) -> Answer {
    let answer = browser.submits(page, "/password-reset/aim", &[("aim", aim)]);
    browser.follows(&answer)
}

/// Chooses a way; the next page.
pub fn asks(browser: &mut Browser, page: &Answer, method: &str, way: &str) -> Answer {
    let answer = browser.submits(page, "/password-reset/ask", &[("method", method), ("way", way)]);
    browser.follows(&answer)
}

/// Answers a challenge.
pub fn answers(browser: &mut Browser, page: &Answer, code: &str) -> Answer {
    let challenge = page.field("challenge");
    browser.submits(page, "/password-reset/answer", &[("challenge", &challenge), ("answer", code)])
}

/// Types a new password twice.
pub fn sets(browser: &mut Browser, page: &Answer, password: &str, again: &str) -> Answer {
    let fields = [("new_password", password), ("new_password_again", again)];
    browser.submits(page, "/password-reset/password", &fields)
}

/// Looks at every page, and sets this password by the code of an app and one on paper.
pub fn resets(browser: &mut Browser, (user_name, password): (&str, &str), (code, paper): (&str, &str)) {
    let page = browser.get("/sign-in");
    let answer = browser.submits(&page, "/sign-in/user-name", &[("user_name", user_name)]);
    assert!(browser.follows(&answer).body.contains("href=\"/password-reset\""));
    let page = browser.get("/password-reset");
    let task = page.field("task");
    for (name, number, answer) in [(user_name, "", "99"), ("", "0", ""), ("eva", "0", "")] {
        let fields = [("user_name", name), ("task", &task), ("number", number), ("answer", answer)];
        assert_eq!(browser.submits(&page, "/password-reset/begin", &fields).status, 422);
    }
    let page = begins(browser, user_name);
    let page = aims(browser, &page, "forgotten");
    let number = asks(browser, &page, "phone_call", "mobile");
    if number.body.contains("name=\"number\"") {
        for typed in ["12", "+31655555555"] {
            assert_eq!(browser.submits(&number, "/password-reset/number", &[("number", typed)]).status, 422);
        }
        browser.submits(&number, "/password-reset/another", &[]);
    }
    asks(browser, &page, "app_notification", "");
    asks(browser, &page, "mail_code", "");
    let asked = asks(browser, &page, "app_code", "");
    for wrong in ["12", "000000"] {
        assert_eq!(answers(browser, &asked, wrong).status, 422);
    }
    let answer = answers(browser, &asked, code);
    let page = browser.follows(&answer);
    let asked = asks(browser, &page, "recovery_codes", "");
    let answer = answers(browser, &asked, paper);
    let page = browser.follows(&answer);
    for (once, again) in [("", ""), ("short", "short"), (password, "another one")] {
        assert_eq!(sets(browser, &page, once, again).status, 422);
    }
    let answer = sets(browser, &page, password, password);
    assert_eq!(answer.header("location"), "/password-reset/done");
    assert_eq!(browser.follows(&answer).status, 200);
    assert_eq!(browser.get("/password-reset/unlocked").status, 200);
    let page = begins(browser, user_name);
    let page = aims(browser, &page, "locked");
    browser.submits(&page, "/password-reset/again", &[]);
}
