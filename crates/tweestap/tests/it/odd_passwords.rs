//! Passwords as no form asks for them: far too long, empty, with characters that no key types, in other normal forms, and with spaces at
//! their ends. Each is taken as it is meant, or has its words.

use accounts::passwords::{self, Demand};
use otp::totp;
use world::Span;

use crate::browser::{Answer, Browser};
use crate::password_reset::mailed;
use crate::reset_tour::{aims, answers, asks, begins, sets};
use crate::school::{ANNA, PASSWORD, School, Serving, on_each_engine_with_phones, secret};

/// A good password: letters in one piece, and spaces at its ends.
const COMPOSED: &str = "  vijf na\u{ef}eve caf\u{e9}b\u{e5}zen ";
/// The same with the letters and their marks apart, as some systems write them.
const APART: &str = "  vijf nai\u{308}eve cafe\u{301}ba\u{30a}zen ";
/// Another one. What it is made of is judged too.
const OTHER: &str = "acht groene nijlpaarden";

/// What cannot become a password, and what is said to it.
fn unfit() -> Vec<(String, &'static str)> {
    let too_long = "This password is too long: it may have at most 256 characters.";
    let control = "This password has a character in it that cannot be typed everywhere.";
    let mut all = vec![
        (String::new(), "Type your new password, twice."),
        ("a".repeat(4096), too_long),
        ("acht groene nijlpaarden ".repeat(171), too_long),
        // Each of these letters is eighteen in the form that is hashed.
        ("\u{fdfa}".repeat(1300), too_long),
        (" ".repeat(20), "This password"),
    ];
    for odd in ["\0", "\u{7}", "\r\n", "\u{1b}[2J", "\u{7f}", "\u{85}"] {
        all.push((format!("acht groene{odd} nijlpaarden"), control));
        all.push((format!("acht groene nijlpaarden{odd}"), control));
    }
    all
}

fn says(answer: &Answer, (status, what): (u16, &str), typed: &str) {
    let begins: String = typed.chars().take(40).collect();
    assert_eq!(answer.status, status, "{begins:?}: {}", answer.body);
    assert!(answer.body.contains(what), "{begins:?}: {what} in {}", answer.body);
    // No page gives back what was typed.
    assert!(typed.trim().is_empty() || !answer.body.contains(typed.trim()), "{begins:?}");
}

/// Types all that is unfit where a new password is chosen, and then one in other normal forms.
fn chooses(types: &mut impl FnMut(&str, &str) -> Answer) {
    for (typed, what) in unfit() {
        says(&types(&typed, &typed), (422, what), &typed);
    }
    says(&types(OTHER, &format!("{OTHER} ")), (422, "The two new passwords are not the same."), "");
    let answer = types(APART, COMPOSED);
    assert_eq!(answer.status, 303, "{}", answer.body);
}

/// That Anna's password is the one that was chosen, in every form of it, and with its spaces.
fn is_chosen(serving: &Serving) {
    let mut browser = serving.browser();
    let mut types = |typed: &str| {
        let page = browser.begins(ANNA);
        let answer = browser.submits(&page, "/sign-in/password", &[("password", typed)]);
        (answer.status, if answer.status == 303 { browser.follows(&answer).body } else { answer.body })
    };
    for wrong in [COMPOSED.trim(), COMPOSED.trim_start(), COMPOSED.trim_end(), PASSWORD] {
        let (status, page) = types(wrong);
        assert!(status == 422 && page.contains("The user name or the password is not right."), "{wrong:?}");
    }
    for right in [COMPOSED, APART] {
        let (status, page) = types(right);
        assert!(status == 303 && page.contains("name=\"challenge\""), "{right:?}: {page}");
    }
}

/// The code that Anna's app shows next.
fn code(school: &School) -> String {
    school.clock.advance(Span::seconds(61));
    totp(&secret(), school.world.now().unix_seconds()).as_str().to_owned()
}

#[test]
fn a_sign_in_takes_a_password_in_any_of_its_forms_and_answers_odd_ones_in_words() {
    on_each_engine_with_phones(|serving, _| {
        serving.school.set_password(ANNA, APART);
        is_chosen(serving);
        // One that was brought along may have what no new one may.
        let brought = "acht\tgroene\u{7}nijlpaarden";
        serving.school.set_password(ANNA, brought);
        let mut browser = serving.browser();
        let page = browser.begins(ANNA);
        let wrong = "The user name or the password is not right.";
        let empty = (String::new(), "Type your password.");
        let odd = ["\0", "\u{1b}[2J", "acht groene nijlpaarden", "acht\tgroene\u{7}nijlpaarden\0"];
        let odd = odd.map(str::to_owned).into_iter().chain(["a".repeat(4096), "\u{fdfa}".repeat(1300)]);
        for (typed, what) in odd.map(|typed| (typed, wrong)).chain([empty]) {
            let answer = browser.submits(&page, "/sign-in/password", &[("password", &typed)]);
            says(&answer, (422, what), &typed);
        }
        let answer = browser.submits(&page, "/sign-in/password", &[("password", brought)]);
        assert!(browser.follows(&answer).body.contains("name=\"challenge\""));
    });
}

#[test]
fn nobodys_odd_passwords_are_answered_as_somebodys_are() {
    on_each_engine_with_phones(|serving, _| {
        let walk = |user_name: &str| {
            let mut browser = serving.browser();
            let page = browser.begins(user_name);
            let odd = [String::new(), "\0".to_owned(), "a".repeat(4096)];
            odd.map(|typed| {
                browser.submits(&page, "/sign-in/password", &[("password", &typed)]).for_anybody(user_name)
            })
        };
        assert_eq!(walk("nobody@zuid.example"), walk(ANNA));
    });
}

#[test]
fn a_password_is_changed_to_what_can_be_one_and_all_else_has_its_words() {
    on_each_engine_with_phones(|serving, _| {
        let mut browser = serving.browser();
        browser.signs_in(ANNA, &secret(), serving.now());
        let page = browser.get("/account/password");
        let mut changes = |old: &str, new: &str, again: &str| {
            let fields = [("old_password", old), ("new_password", new), ("new_password_again", again)];
            browser.submits(&page, "/account/password", &fields)
        };
        says(&changes("", OTHER, OTHER), (422, "Type the password that you have now."), "");
        for old in ["a".repeat(4096), "\0".to_owned(), format!("{PASSWORD}\0"), format!("{PASSWORD} ")] {
            says(&changes(&old, OTHER, OTHER), (422, "That is not the password that you have now."), &old);
        }
        // Full-width letters are the same letters.
        let old = PASSWORD.replace('z', "\u{ff5a}");
        chooses(&mut |new, again| changes(&old, new, again));
        is_chosen(serving);
    });
}

#[test]
fn a_password_is_reset_to_what_can_be_one_and_all_else_has_its_words() {
    on_each_engine_with_phones(|serving, phones| {
        let mut browser = serving.browser();
        let page = begins(&mut browser, ANNA);
        let choice = aims(&mut browser, &page, "forgotten");
        let asked = asks(&mut browser, &choice, "app_code", "");
        let answer = answers(&mut browser, &asked, &code(&serving.school));
        let choice = browser.follows(&answer);
        let asked = asks(&mut browser, &choice, "mail_code", "");
        let answer = answers(&mut browser, &asked, &mailed(phones, "mail.anna@zuid.example"));
        let page = browser.follows(&answer);
        chooses(&mut |new, again| sets(&mut browser, &page, new, again));
        assert_eq!(browser.get("/password-reset/done").status, 200);
        is_chosen(serving);
    });
}

#[test]
fn a_password_that_a_sign_in_demands_is_what_can_be_one_and_all_else_has_its_words() {
    on_each_engine_with_phones(|serving, _| {
        let whose = serving.school.account(ANNA);
        let demand = move |t: &mut store::Transaction<'_>| passwords::demand_new(t, whose, Demand::Temporary);
        serving.school.program.store.write_now(demand).unwrap();
        let mut browser = serving.browser();
        let page = browser.proves_the_password(ANNA);
        let challenge = page.field("challenge");
        let code = code(&serving.school);
        let fields = [("challenge", &*challenge), ("answer", &*code)];
        let answer = browser.submits(&page, "/sign-in/answer", &fields);
        let page = browser.follows(&answer);
        let types = |browser: &mut Browser, new: &str, again: &str| {
            let fields = [("new_password", new), ("new_password_again", again)];
            browser.submits(&page, "/sign-in/new-password", &fields)
        };
        chooses(&mut |new, again| types(&mut browser, new, again));
        is_chosen(serving);
    });
}

#[test]
fn the_longest_password_is_the_same_with_its_letters_and_marks_apart() {
    on_each_engine_with_phones(|serving, _| {
        let letters = [
            ("\u{1ec7}", "e\u{323}\u{302}"),
            ("\u{1ea5}", "a\u{302}\u{301}"),
            ("\u{1eef}", "u\u{31b}\u{303}"),
            ("\u{1edd}", "o\u{31b}\u{300}"),
            ("\u{1eb7}", "a\u{323}\u{306}"),
        ];
        let all = (0..256_usize).map(|n| letters[(n * n / 7 + n) % letters.len()]);
        let (composed, apart): (String, String) = all.unzip();
        assert!(composed.len() < 1024 && apart.len() > 1024);
        let mut browser = serving.browser();
        browser.signs_in(ANNA, &secret(), serving.now());
        let page = browser.get("/account/password");
        let fields =
            [("old_password", PASSWORD), ("new_password", &*apart), ("new_password_again", &*composed)];
        let answer = browser.submits(&page, "/account/password", &fields);
        assert_eq!(answer.status, 303, "{}", answer.body);
        for typed in [&composed, &apart] {
            let mut browser = serving.browser();
            let page = browser.begins(ANNA);
            let answer = browser.submits(&page, "/sign-in/password", &[("password", typed)]);
            assert_eq!(answer.status, 303, "{}", answer.body);
        }
    });
}

#[test]
fn a_wrong_old_password_stands_in_recent_activity_and_so_does_the_change() {
    on_each_engine_with_phones(|serving, _| {
        let mut browser = serving.browser();
        browser.signs_in(ANNA, &secret(), serving.now());
        for (old, status, shows) in
            [("not the old one", 422, "Password not changed"), (PASSWORD, 303, "Password changed")]
        {
            let page = browser.get("/account/password");
            let fields = [("old_password", old), ("new_password", OTHER), ("new_password_again", OTHER)];
            let answer = browser.submits(&page, "/account/password", &fields);
            assert_eq!(answer.status, status, "{}", answer.body);
            let activity = browser.get("/account/activity").body;
            for words in [shows, "To change the password", "Password: wrong"] {
                assert_eq!(activity.matches(words).count(), 1, "{words}: {activity}");
            }
        }
    });
}
