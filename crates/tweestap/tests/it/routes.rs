//! Every address, asked by somebody who is not signed in, and in ways that no form asks.

use std::collections::BTreeMap;

use tweestap::server::all_routes;
use web::{Guard, Route};

use crate::school::{ANNA, Serving, secret};

fn routes(serving: &Serving) -> Vec<Route> {
    let pool = serving.school.program.pool().unwrap();
    all_routes(&serving.school.program, &pool, None).unwrap().list().to_vec()
}

/// A path of this route.
fn path(route: &Route) -> String {
    route.path.replace("{name}", "1f5fbf.css")
}

#[test]
fn guards_hold_against_a_stranger() {
    let serving = Serving::on_sqlite();
    let mut guarded = 0;
    for route in routes(&serving) {
        let mut browser = serving.browser();
        let answer = match route.method.as_str() {
            "GET" => browser.get(&path(&route)),
            _ => {
                let page = browser.get("/sign-in");
                browser.submits(&page, &path(&route), &[])
            }
        };
        if route.guard == Guard::SignedIn {
            guarded += 1;
            assert_eq!(answer.status, 303, "{route:?}");
            assert!(answer.header("location").starts_with("/sign-in?continue_to="), "{route:?}: {answer:?}");
            assert!(answer.body.is_empty(), "{route:?}");
        } else {
            assert!(answer.status < 500, "{route:?}: {answer:?}");
        }
        let leaks = ["Anna Bos", ANNA, "menu-account", "href=\"/sign-out\"", "action=\"/sign-out\""];
        assert!(!leaks.iter().any(|leak| answer.body.contains(leak)), "{route:?}: {}", answer.body);
        assert!(!answer.head.iter().any(|(_, value)| value.contains("session=")), "{route:?}");
    }
    assert!(guarded >= 10);
}

#[test]
fn a_session_of_another_school_opens_nothing() {
    let serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    browser.signs_in(ANNA, &secret(), serving.now());
    assert_eq!(browser.get("/account").status, 200);
    browser.host = crate::school::NOORD.to_owned();
    for route in
        routes(&serving).iter().filter(|route| route.guard == Guard::SignedIn && route.method == "GET")
    {
        let answer = browser.get(&path(route));
        assert_eq!(answer.status, 303, "{route:?}");
        assert!(!answer.body.contains("Anna"), "{route:?}");
    }
}

#[test]
fn every_answer_carries_the_headers_that_protect_it() {
    let serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    for route in routes(&serving).iter().filter(|route| route.method == "GET") {
        let answer = browser.get(&path(route));
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{route:?}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{route:?}");
        let kept = answer.header("cache-control");
        assert!(
            kept == "no-store"
                || (route.path.starts_with("/assets/") && kept.contains("immutable"))
                || (route.path.starts_with("/authenticator") && kept == "no-cache"),
            "{route:?}"
        );
        for (_, cookie) in answer.head.iter().filter(|(name, _)| name == "set-cookie") {
            let complete = ["__Host-", "; Path=/", "; HttpOnly", "; SameSite=Lax", "; Secure"];
            assert!(complete.iter().all(|part| cookie.contains(part)), "{route:?}: {cookie}");
        }
    }
}

#[test]
fn a_wrong_method_is_told_which_are_right() {
    let serving = Serving::on_sqlite();
    let mut methods: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for route in routes(&serving) {
        methods.entry(path(&route)).or_default().push(route.method.to_string());
    }
    for (path, right) in methods {
        let mut browser = serving.browser();
        for wrong in ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"] {
            if right.iter().any(|method| method == wrong) {
                continue;
            }
            let answer = browser.ask(wrong, &path, &[], b"");
            assert_eq!(answer.status, 405, "{wrong} {path}");
            let allowed = answer.header("allow");
            assert!(
                right.iter().all(|method| allowed.contains(method.as_str())),
                "{wrong} {path}: allow: {allowed}"
            );
            assert!(answer.is_problem_page("en"), "{wrong} {path}");
        }
    }
}

#[test]
fn head_is_answered_like_get_without_a_body() {
    let serving = Serving::on_sqlite();
    for route in routes(&serving).iter().filter(|route| route.method == "GET") {
        let mut browser = serving.browser();
        let (get, head) = (browser.get(&path(route)), browser.ask("HEAD", &path(route), &[], b""));
        assert_eq!((head.status, head.body.as_str()), (get.status, ""), "{route:?}");
        assert_eq!(head.header("content-type"), get.header("content-type"), "{route:?}");
        assert_eq!(head.header("location"), get.header("location"), "{route:?}");
    }
}

#[test]
fn the_simulator_is_not_there() {
    let serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    let paths =
        ["", "/codes", "/mailbox", "/mail", "/messages", "/calls", "/calls/1", "/phone/anna@demo.example"];
    for path in paths.map(|end| format!("/simulator{end}")) {
        let path = path.as_str();
        assert_eq!(browser.get(path).status, 404, "{path}");
        assert_eq!(browser.post(path, &[]).status, 404, "{path}");
    }
    assert!(!browser.get("/sign-in").body.contains("simulator"));
}
