//! Help: every page in every language, the ways to it, and that it is there when nothing else is.

use help::GROUPS;
use world::language::LANGUAGES;

use crate::browser::{Answer, Browser};
use crate::school::{ANNA, PASSWORD, Serving};

fn names() -> impl Iterator<Item = &'static str> {
    GROUPS.iter().flat_map(|group| group.pages).map(|(name, _)| *name)
}

#[test]
fn every_page_of_help_speaks_every_language_and_shows_its_pictures() {
    let serving = Serving::on_sqlite();
    for language in LANGUAGES {
        let mut browser = Browser { language: language.code(), ..serving.browser() };
        let pages = names().map(|name| format!("/help/{name}"));
        for path in pages.chain(["/help".to_owned(), "/help?q=phone".to_owned()]) {
            let page = browser.get(&path);
            assert_eq!((page.status, crate::pages::missing_text(&page.body)), (200, None), "{path}");
            assert!(page.body.contains(&format!("<html lang=\"{}\"", language.code())), "{path}");
            for part in page.body.split('"').filter(|part| part.starts_with("/assets/help-")) {
                assert_eq!(browser.clone().get(part).header("content-type"), "image/png", "{path}: {part}");
            }
        }
    }
    assert!(serving.browser().get("/help/nowhere").is_problem_page("en"));
}

#[test]
fn every_method_by_which_people_sign_in_has_a_page_of_help() {
    let signs_in = |method: &&dyn verification::Method| method.about().role != verification::Role::Reset;
    for method in methods::METHODS.all().filter(signs_in) {
        let page = web::links::HelpPage::Method(method.about().name.as_str()).name().unwrap();
        assert!(names().any(|name| name == page), "there is no page {page}");
    }
}

#[test]
fn what_is_asked_and_mentioned_is_shown_as_words_and_never_more() {
    let serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    let page = browser.get("/help?q=%3Cb%3E%22phone&request=%3Cb%3E");
    assert!(page.body.contains("value=\"&#60;b&#62;&#34;phone\""), "{}", page.body);
    assert!(!page.body.contains("<b>"));
    let number = browser.get("/nowhere").header("x-request-id").to_owned();
    for path in ["/help", "/help/error-page"] {
        let page = browser.get(&format!("{path}?request={number}"));
        assert!(page.body.contains(&format!("<code>{number}</code>")));
        assert!(page.body.contains(&format!("/help/administrator?request={number}")), "{path}");
        for other in ["call+0900", &number[1..], &format!("{number}a"), &number.to_uppercase()] {
            assert!(!browser.get(&format!("{path}?request={other}")).body.contains("<code>"), "{other}");
        }
    }
}

fn leads_to(answer: &Answer, page: &str) {
    let number = answer.header("x-request-id");
    let links = [format!("href=\"/help/{page}\""), format!("href=\"/help/{page}?request={number}\"")];
    assert!(links.iter().any(|link| answer.body.contains(link)), "no link to {page}: {}", answer.body);
}

#[test]
fn where_a_sign_in_ends_there_is_a_way_to_help() {
    let serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    leads_to(&browser.get("/nowhere"), "error-page");
    leads_to(&browser.post("/sign-in/user-name", &[("csrf", "none")]), "begin-again");
    assert!(browser.get("/sign-in").body.contains("href=\"/help\""));
    let page = browser.begins(ANNA);
    leads_to(&page, "wrong-password");
    let tries: Vec<_> = (0..12)
        .map(|n| browser.submits(&page, "/sign-in/password", &[("password", &format!("wrong {n}"))]))
        .collect();
    leads_to(tries.iter().find(|answer| answer.status == 429).unwrap(), "account-locked");
    serving.school.clock.advance(world::Span::days(2));
    serving.school.disable(ANNA);
    let page = browser.begins(ANNA);
    let refused = browser.submits(&page, "/sign-in/password", &[("password", PASSWORD)]);
    assert_eq!(refused.status, 403);
    leads_to(&refused, "account-disabled");
}

#[test]
fn help_is_there_for_whoever_has_the_wrong_address() {
    let serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    browser.host = "nobody.example".to_owned();
    let lost = browser.get("/sign-in");
    assert_eq!(lost.status, 404);
    leads_to(&lost, "error-page");
    assert_eq!(browser.get("/help/error-page").status, 200);
    assert_eq!(browser.get("/helpful").status, 404);
}
