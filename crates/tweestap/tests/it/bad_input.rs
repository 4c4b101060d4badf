//! Every form, filled in as no person would, and every cookie in the wrong place.

use otp::totp;
use web::Guard;
use world::Span;

use crate::browser::{Answer, Browser, encode};
use crate::forms::forms;
use crate::school::{ANNA, EVA, NOORD, OTHER_ANNA, PASSWORD, Serving, on_each_engine, secret};

fn each_language(browser: &Browser, test: impl Fn(&mut Browser, &str)) {
    ["en", "nl"].iter().for_each(|language| test(&mut Browser { language, ..browser.clone() }, language));
}

/// A browser in which Anna is signed in.
fn signed_in(serving: &Serving) -> Browser {
    let mut browser = serving.browser();
    serving.school.clock.advance(Span::seconds(31));
    browser.signs_in(ANNA, &secret(), serving.now());
    browser
}

fn is_signed_in(browser: &mut Browser) -> bool {
    browser.get("/account").status == 200
}

#[test]
fn no_form_is_forgotten() {
    let serving = Serving::on_sqlite();
    let pool = serving.school.program.pool().unwrap();
    let routes = tweestap::server::all_routes(&serving.school.program, &pool, None).unwrap();
    let mut posts: Vec<_> =
        routes.list().iter().filter(|route| route.method == "POST").map(|route| route.path).collect();
    // Apps send no forms but signed messages, which are tried by themselves.
    posts.retain(|path| !path.starts_with("/authenticator/"));
    let mut forms: Vec<_> = forms().map(|(path, _)| *path).collect();
    posts.sort_unstable();
    forms.sort_unstable();
    assert_eq!(posts, forms);
    assert!(routes.list().iter().any(|route| route.guard == Guard::SignedIn));
}

#[test]
fn forms_that_cannot_be_read_are_refused_whole() {
    let serving = Serving::on_sqlite();
    let browser = signed_in(&serving);
    for (path, _) in forms() {
        each_language(&browser, |browser, language| {
            let csrf = browser.get("/sign-out").field("csrf");
            let refused = |answer: Answer, status: u16, what: &str| {
                assert_eq!(answer.status, status, "{path}: {what}");
                assert!(answer.is_problem_page(language), "{path}: {what}: {}", answer.body);
            };
            refused(browser.post_raw(path, format!("csrf={csrf}&answer=%ff").as_bytes()), 400, "not UTF-8");
            refused(browser.post_raw(path, b"csrf=%"), 400, "half a percent sign");
            refused(browser.post_raw(path, &[0xff, 0x00, b'=']), 400, "bytes");
            refused(
                browser.post_raw(path, format!("csrf={csrf}&csrf={csrf}").as_bytes()),
                400,
                "a field twice",
            );
            refused(browser.post_raw(path, "a".repeat(70_000).as_bytes()), 413, "too long");
            let many: Vec<_> = (0..100).map(|n| format!("f{n}=1")).collect();
            refused(browser.post_raw(path, many.join("&").as_bytes()), 400, "too many fields");
            for kind in ["text/plain", "application/json", "multipart/form-data; boundary=x", ""] {
                let answer =
                    browser.ask("POST", path, &[("content-type", kind)], format!("csrf={csrf}").as_bytes());
                refused(answer, 415, kind);
            }
        });
        assert!(is_signed_in(&mut browser.clone()), "{path}");
    }
}

#[test]
fn forms_without_a_token_of_this_browser_and_day_are_refused() {
    let serving = Serving::on_sqlite();
    let browser = signed_in(&serving);
    let foreign = serving.browser().get("/sign-in").field("csrf");
    let own = browser.clone().get("/sign-out").field("csrf");
    for (path, _) in forms() {
        each_language(&browser, |browser, language| {
            for token in ["", "x", ".", "499999.00", &foreign, &own.to_uppercase(), &format!("{own}0")] {
                let answer = browser.post(path, &[("csrf", token)]);
                assert_eq!(answer.status, 403, "{path} {token}");
                assert!(answer.is_problem_page(language));
            }
            let kind = ("content-type", "application/x-www-form-urlencoded");
            for site in ["cross-site", "same-site"] {
                let body = format!("csrf={own}");
                let answer = browser.ask("POST", path, &[kind, ("sec-fetch-site", site)], body.as_bytes());
                assert_eq!((answer.status, answer.is_problem_page(language)), (403, true), "{path} {site}");
            }
        });
    }
    assert!(is_signed_in(&mut browser.clone()));
    // Signed in for longer than the day of a token: only the token is too old.
    let mut stays = serving.browser();
    let page = stays.proves_the_password(ANNA);
    serving.school.clock.advance(Span::seconds(31));
    let code = totp(&secret(), serving.now().unix_seconds());
    let fields = [("challenge", page.field("challenge")), ("answer", code.as_str().to_owned())];
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let answer = stays.submits(&page, "/sign-in/answer", &fields);
    let page = stays.follows(&answer);
    stays.submits(&page, "/sign-in/stay", &[("stay", "yes")]);
    let old = stays.get("/sign-out");
    serving.school.clock.advance(Span::hours(26));
    let answer = stays.submits(&old, "/sign-out", &[]);
    assert_eq!((answer.status, answer.is_problem_page("en")), (403, true));
    assert!(answer.body.contains("open for too long") && is_signed_in(&mut stays));
}

/// What no form asks for.
pub fn strange() -> Vec<String> {
    let long = "é".repeat(1_200);
    let all = [
        "",
        " ",
        "\0",
        "\u{202e}",
        "'; DROP TABLE accounts; --",
        "<script>",
        "../..",
        "-1",
        "\r\nx: y",
        &long,
    ];
    all.map(str::to_owned).into()
}

#[test]
fn fields_that_are_empty_overlong_or_strange_fail_softly() {
    on_each_engine(|serving| {
        let mut inside = signed_in(&serving);
        for (path, fields) in forms() {
            for value in strange() {
                // Each from the same start, signed in and with a sign-in of somebody else under way.
                if !is_signed_in(&mut inside.clone()) {
                    inside = signed_in(&serving);
                }
                let mut browser = inside.clone();
                let page = browser.get("/sign-out");
                browser.submits(&page, "/sign-in/user-name", &[("user_name", EVA)]);
                let fields: Vec<_> = fields.iter().map(|name| (*name, value.as_str())).collect();
                let answer = browser.submits(&page, path, &fields);
                assert_ne!(answer.status, 429, "{path} {value:?}");
                answer.fails_softly(&format!("{path} {value:?}"));
            }
        }
        let mut stranger = serving.browser();
        assert!(!is_signed_in(&mut stranger));
    });
}

#[test]
fn look_alikes_of_a_user_name_are_other_names_or_none() {
    let serving = Serving::on_sqlite();
    // The same name: capitals, full-width letters, white space around it.
    for same in ["ANNA@ZUID.EXAMPLE", "ａｎｎａ@zuid.example", "  anna@zuid.example\t"] {
        let mut browser = serving.browser();
        assert!(browser.proves_the_password(same).body.contains("name=\"challenge\""), "{same}");
    }
    // Letters of other scripts, invisible letters, marks that turn the direction: no user name at all.
    let others = [
        "аnna@zuid.example",
        "anna@zuіd.example",
        "an\u{200b}na@zuid.example",
        "an\u{ad}na@zuid.example",
        "\u{202e}anna@zuid.example",
        "anna\u{ff20}zuid\u{3002}example",
        "annа@zuid.example",
        "anna@zuid.example\0",
        "anna@@zuid.example",
        "anna.@zuid.example",
    ];
    for other in others {
        let mut browser = serving.browser();
        let page = browser.get("/sign-in");
        let answer = browser.submits(&page, "/sign-in/user-name", &[("user_name", other)]);
        assert_eq!(answer.status, 422, "{other:?}");
        assert!(answer.body.contains("name@school.example"), "{other:?}");
    }
}

#[test]
fn an_unknown_user_name_sees_what_a_known_one_sees() {
    let serving = Serving::on_sqlite();
    let walk = |user_name: &str| {
        let mut browser = serving.browser();
        let page = browser.begins(user_name);
        let answer = browser.submits(&page, "/sign-in/password", &[("password", "not the password")]);
        [page, answer].map(|page| page.for_anybody(user_name))
    };
    for unknown in ["nobody@zuid.example", OTHER_ANNA, "anna@nowhere.example"] {
        assert_eq!(walk(unknown), walk(EVA), "{unknown}");
    }
}

#[test]
fn an_attempt_belongs_to_its_browser_and_its_school() {
    on_each_engine(|serving| {
        let mut anna = serving.browser();
        let page = anna.proves_the_password(ANNA);
        let challenge = page.field("challenge");
        let code = totp(&secret(), serving.now().unix_seconds());
        // Another browser with the attempt's cookie.
        let mut thief = serving.browser();
        thief.get("/sign-in");
        thief.cookies.insert("__Host-attempt".to_owned(), anna.cookies["__Host-attempt"].clone());
        let stolen = thief.get("/sign-in");
        assert!(stolen.body.contains("name=\"user_name\"") && !stolen.body.contains(ANNA));
        let fields = [("challenge", challenge.as_str()), ("answer", code.as_str())];
        let answer = thief.submits(&stolen, "/sign-in/answer", &fields);
        assert!(answer.status == 303 && !is_signed_in(&mut thief));
        // The same browser at another school, with all its cookies.
        let mut elsewhere = Browser { host: NOORD.to_owned(), ..anna.clone() };
        let page_there = elsewhere.get("/sign-in");
        assert!(page_there.body.contains("name=\"user_name\"") && !page_there.body.contains(ANNA));
        elsewhere.submits(&page_there, "/sign-in/answer", &fields);
        elsewhere.submits(&page_there, "/sign-in/stay", &[("stay", "yes")]);
        assert!(!is_signed_in(&mut elsewhere));
        // And the code is still good where it belongs.
        let answer = anna.submits(&page, "/sign-in/answer", &fields);
        assert!(anna.follows(&answer).body.contains("value=\"yes\""));
    });
}

#[test]
fn a_session_belongs_to_its_browser_and_its_school() {
    on_each_engine(|serving| {
        let mut anna = signed_in(&serving);
        let mut thief = serving.browser();
        thief.get("/sign-in");
        thief.cookies.insert("__Host-session".to_owned(), anna.cookies["__Host-session"].clone());
        assert!(!is_signed_in(&mut thief));
        let mut elsewhere = Browser { host: NOORD.to_owned(), ..anna.clone() };
        assert!(!is_signed_in(&mut elsewhere));
        // A cookie that was sent twice was planted by somebody, and counts for nothing.
        let own = anna.cookies["__Host-session"].clone();
        let twice = format!("__Host-session={own}");
        assert_eq!(anna.ask("GET", "/account", &[("cookie", &twice)], b"").status, 303);
        assert!(is_signed_in(&mut anna));
    });
}

#[test]
fn an_account_that_is_deleted_in_the_middle_is_nobodys() {
    on_each_engine(|serving| {
        let school = &serving.school;
        let mut half_way = serving.browser();
        let page = half_way.proves_the_password(ANNA);
        let mut inside = signed_in(&serving);
        let mut setting_up = serving.browser();
        setting_up.proves_the_password(EVA);
        let choice = setting_up.get("/security-info/set-up");
        let key = school.account(ANNA);
        let eva = school.account(EVA);
        let delete = move |t: &mut store::Transaction<'_>| {
            accounts::people::delete(t, key.0, key.1)?;
            accounts::people::delete(t, eva.0, eva.1)
        };
        school.program.store.write_now(delete).unwrap();
        school.clock.advance(Span::seconds(31));
        let code = totp(&secret(), serving.now().unix_seconds());
        let challenge = page.field("challenge");
        let fields = [("challenge", challenge.as_str()), ("answer", code.as_str())];
        let answer = half_way.submits(&page, "/sign-in/answer", &fields);
        let next = half_way.follows(&answer);
        assert!(next.status < 500 && !is_signed_in(&mut half_way), "{}", next.body);
        assert!(!is_signed_in(&mut inside));
        let answer = setting_up.submits(&choice, "/security-info/add", &[("method", "app_code")]);
        assert!(answer.status == 303, "{}", answer.body);
        assert!(setting_up.follows(&answer).status < 500);
        // A fresh sign-in is as of anybody whom nobody knows.
        let mut again = serving.browser();
        let page = again.begins(ANNA);
        assert_eq!(again.submits(&page, "/sign-in/password", &[("password", PASSWORD)]).status, 422);
    });
}

#[test]
fn an_account_that_is_disabled_in_the_middle_is_out() {
    let serving = Serving::on_sqlite();
    let mut inside = signed_in(&serving);
    let mut half_way = serving.browser();
    let page = half_way.proves_the_password(ANNA);
    serving.school.disable(ANNA);
    assert!(!is_signed_in(&mut inside));
    serving.school.clock.advance(Span::seconds(31));
    let code = totp(&secret(), serving.now().unix_seconds());
    let challenge = page.field("challenge");
    let answer =
        half_way.submits(&page, "/sign-in/answer", &[("challenge", &challenge), ("answer", code.as_str())]);
    assert!(answer.status < 500, "{}", answer.body);
    let page = half_way.get("/sign-in");
    half_way.submits(&page, "/sign-in/stay", &[("stay", "yes")]);
    assert!(!is_signed_in(&mut half_way));
}

#[test]
fn a_password_that_is_changed_in_the_middle_is_the_one_that_counts() {
    let serving = Serving::on_sqlite();
    let mut browser = serving.browser();
    let page = browser.begins(ANNA);
    serving.school.set_password(ANNA, "een heel ander wachtwoord");
    assert_eq!(browser.submits(&page, "/sign-in/password", &[("password", PASSWORD)]).status, 422);
}

#[test]
fn a_clock_that_is_set_back_gives_nothing_away() {
    let serving = Serving::on_sqlite();
    let mut inside = signed_in(&serving);
    let used = totp(&secret(), serving.now().unix_seconds());
    let mut half_way = serving.browser();
    let page = half_way.begins(ANNA);
    serving.school.clock.advance(Span::hours(2) * -1);
    // A form from the future is not taken, and the page that says so is.
    let answer = half_way.submits(&page, "/sign-in/password", &[("password", PASSWORD)]);
    assert_eq!((answer.status, answer.is_problem_page("en")), (403, true));
    assert!(inside.get("/account").status < 500);
    // Signing in works on the clock that there is, and a code of a time that comes again stays used.
    let mut again = serving.browser();
    let page = again.proves_the_password(ANNA);
    let now = totp(&secret(), serving.now().unix_seconds());
    for code in [now.as_str(), used.as_str()] {
        let challenge = page.field("challenge");
        let fields = [("challenge", challenge.as_str()), ("answer", code)];
        assert_eq!(again.submits(&page, "/sign-in/answer", &fields).status, 422, "{code}");
    }
    assert!(!is_signed_in(&mut again));
}

#[test]
fn addresses_that_make_no_sense_are_no_pages() {
    let serving = Serving::on_sqlite();
    each_language(&serving.browser(), |browser, language| {
        for path in
            ["/x", "//", "/%00", "/%ff", "/sign-in/", "/assets/..%2f..%2fetc%2fpasswd", "/assets/x", "/.env"]
        {
            let answer = browser.get(path);
            assert_eq!(answer.status, 404, "{path}");
            assert!(answer.is_problem_page(language), "{path}: {}", answer.body);
        }
        let long = format!("/sign-in?continue_to={}", encode(&format!("/{}", "é".repeat(2_000))));
        assert_eq!(browser.get(&long).status, 200);
        assert_eq!(browser.get("/sign-in?continue_to=%ff&step_up=1").status, 200);
    });
}

#[test]
fn a_host_that_nobody_has_is_told_so_in_the_browsers_language() {
    let serving = Serving::on_sqlite();
    each_language(&serving.browser(), |browser, language| {
        for host in ["login.west.example", "", "[", "a b", &"x".repeat(4_000)] {
            let mut browser = Browser { host: host.to_owned(), ..browser.clone() };
            for path in ["/", "/sign-in", "/account", "/nowhere"] {
                let answer = browser.get(path);
                assert_eq!(answer.status, 404, "{host:?} {path}");
                assert!(answer.is_problem_page(language), "{host:?} {path}: {}", answer.body);
                let style = answer.body.split('"').find(|part| part.starts_with("/assets/")).unwrap();
                assert_eq!(browser.get(style).status, 200);
                assert!(!answer.body.contains("Zuiderlyceum"));
            }
        }
    });
}
