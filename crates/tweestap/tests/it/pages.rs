//! Every page, in every language, without a text that is missing.

use std::collections::BTreeSet;

use tweestap::server::all_routes;
use world::language::LANGUAGES;

use crate::browser::Browser;
use crate::school::{School, Serving};
use crate::tour::tour;
use crate::tree::{code, files, is_test, sources};

/// Addresses that lead on, events for pages that wait, and pictures and styles, which the tour reads by the names in the pages.
/// The pages of help are read in `help.rs`.
const NO_PAGES: &[&str] = &[
    "/",
    "/language",
    "/assets/{name}",
    "/assets/brand/{name}",
    "/assets/logo/{name}",
    "/password-reset/events",
    "/help/{name}",
    "/sign-in/events",
    "/security-info/events",
    // For programs.
    "/sign-in/waiting",
    "/authenticator",
    "/authenticator/server",
    "/authenticator/{*file}",
];

/// A text that is missing stands as its key, in brackets.
pub fn missing_text(body: &str) -> Option<&str> {
    body.match_indices('[').find_map(|(at, _)| {
        let (key, _) = body[at + 1..].split_once(']')?;
        let is_key = key.contains('-') && key.bytes().all(|b| b.is_ascii_lowercase() || b"-_".contains(&b));
        is_key.then_some(key)
    })
}

#[test]
fn every_page_speaks_every_language() {
    for language in LANGUAGES {
        let serving = Serving::on_sqlite();
        let routes =
            all_routes(&serving.school.program, &serving.school.program.pool().unwrap(), None).unwrap();
        let pages: BTreeSet<_> = routes
            .list()
            .iter()
            .filter(|route| route.method == "GET" && !NO_PAGES.contains(&route.path))
            .map(|route| route.path)
            .collect();
        let tour = tour(&serving, language.code());
        let mut shown = BTreeSet::new();
        for (request, answer) in &tour.seen {
            if answer.body.is_empty() {
                continue;
            }
            assert!(
                answer.body.contains(&format!("<html lang=\"{}\"", language.code())),
                "{request}: {}",
                answer.body
            );
            assert_eq!(missing_text(&answer.body), None, "{request}");
            assert!(!answer.body.contains("{{") && !answer.body.contains("{ $"), "{request}");
            if answer.status == 200 {
                shown.insert(request.trim_start_matches("GET ").split('?').next().unwrap());
            }
        }
        let unseen: Vec<_> = pages.difference(&shown).collect();
        assert!(unseen.is_empty(), "the tour does not show {unseen:?}");
    }
}

#[test]
fn the_pages_of_the_demo_speak_every_language() {
    let serving = School::on_sqlite(&[]).serve_with(Some(tweestap::demo::simulator()));
    for language in LANGUAGES {
        let mut browser = Browser { language: language.code(), ..serving.browser() };
        let phones = ["anna", "umar", "vera"].map(|name| format!("/simulator/phone/{name}@demo.example"));
        let pages = ["/", "/simulator", "/simulator/mailbox"].map(str::to_owned);
        for path in pages.iter().chain(&phones) {
            let page = browser.get(path);
            assert_eq!((page.status, missing_text(&page.body)), (200, None), "{path}");
            assert!(page.body.contains(&format!("<html lang=\"{}\"", language.code())), "{path}");
        }
    }
}

/// The keys that a file says by name.
fn said(text: &str) -> Vec<&str> {
    let plain = [".say(", ".say_with(", ".page(", ".page_with(", ".wide_page("];
    let mut keys = Vec::new();
    for start in plain {
        for (at, _) in text.match_indices(start) {
            let rest = text[at + start.len()..].trim_start();
            keys.extend(rest.strip_prefix('"').and_then(|rest| rest.split('"').next()));
        }
    }
    keys
}

#[test]
fn every_text_that_is_said_by_name_is_there() {
    let known: BTreeSet<String> = files(&["crates"], "texts/en.ftl")
        .values()
        .flat_map(|text| text.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key.to_owned()))
        .collect();
    let mut count = 0;
    for (name, text) in files(&["crates"], ".html").into_iter().chain(sources()) {
        if is_test(&name) || name.starts_with("load/") {
            continue;
        }
        for key in said(&code(&text)) {
            count += 1;
            assert!(known.contains(key), "{name} says {key}, which is no text");
        }
    }
    assert!(count > 80, "{count}");
}

#[test]
fn a_missing_text_would_be_found() {
    assert_eq!(missing_text("<p>[sign-in-title]</p>"), Some("sign-in-title"));
    assert_eq!(missing_text("<p>[1] a [b] [x-"), None);
}

#[test]
fn the_language_is_chosen_by_cookie_then_browser_then_organization() {
    let serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    let mut lang = |language| {
        browser.language = language;
        let page = browser.get("/sign-in");
        page.body.split("lang=\"").nth(1).unwrap()[..2].to_owned()
    };
    assert_eq!(
        (lang("nl-BE,nl;q=0.9"), lang("fr"), lang("nl;q=\u{fffd}")),
        ("nl".into(), "en".into(), "en".into())
    );
    browser.language = "en";
    let answer = browser.get("/language?to=nl&back=%2Fsign-in");
    assert_eq!(answer.header("location"), "/sign-in");
    assert!(browser.follows(&answer).body.contains("<html lang=\"nl\""));
    // Away from this server, nobody is led.
    for away in ["%2F%2Fevil.example", "https%3A%2F%2Fevil.example", "%2F%5Cevil.example"] {
        let answer = browser.get(&format!("/language?to=en&back={away}"));
        assert_eq!(answer.header("location"), "/", "{away}");
    }
    assert!(browser.get("/language?to=xx").is_problem_page("en"));
}
