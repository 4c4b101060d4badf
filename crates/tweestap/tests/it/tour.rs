//! A tour of every page: a person without a second step signs in, sets one up, looks at everything, errs, and is refused.

use otp::{Secret, totp};
use world::Span;

use crate::browser::{Answer, Browser};
use crate::school::{ANNA, EVA, PASSWORD, Serving};

/// What a tour left behind.
pub struct Tour {
    /// Every request with its answer.
    pub seen: Vec<(String, Answer)>,
    /// The secrets of the apps that were set up.
    pub apps: Vec<Secret>,
    /// Every code that was typed, right or wrong.
    pub codes: Vec<String>,
    /// Every secret cookie that was ever set.
    pub tokens: Vec<String>,
}

/// A password that is typed and wrong.
pub const WRONG_PASSWORD: &str = "dertien paarse olifanten";

/// A new password that is typed and refused.
pub const WEAK_PASSWORD: &str = "welkom welkom";

/// Walks through all pages in a language.
pub fn tour(serving: &Serving, language: &'static str) -> Tour {
    let browser = Browser { language, ..serving.browser() };
    let mut guide = Guide { serving, browser, apps: Vec::new(), codes: Vec::new() };
    guide.reads_what_is_open();
    guide.begins_without_a_user_name();
    guide.sets_up_and_signs_in();
    guide.changes_security_info();
    guide.looks_around();
    guide.denies();
    guide.resets();
    guide.errs();
    let Guide { browser, apps, codes, .. } = guide;
    Tour::of(browser, apps, codes)
}

impl Tour {
    /// What this browser leaves behind.
    pub fn of(browser: Browser, apps: Vec<Secret>, codes: Vec<String>) -> Self {
        let heads = browser.seen.iter().flat_map(|(_, answer)| &answer.head);
        let tokens =
            heads.filter(|(name, _)| name == "set-cookie").filter_map(|(_, line)| token(line)).collect();
        Self { seen: browser.seen, apps, codes, tokens }
    }
}

/// The secret that a cookie keeps, without the id in front of it.
fn token(line: &str) -> Option<String> {
    let (name, value) = line.split(';').next()?.split_once('=')?;
    let value = value.split('.').next_back().unwrap_or(value);
    (!name.ends_with("language") && !value.is_empty()).then(|| value.to_owned())
}

struct Guide<'a> {
    serving: &'a Serving,
    browser: Browser,
    apps: Vec<Secret>,
    codes: Vec<String>,
}

impl Guide<'_> {
    fn code(&mut self, app: usize) -> String {
        // A code is good for one use: the next one comes after half a minute.
        self.serving.school.clock.advance(Span::seconds(31));
        let code = totp(&self.apps[app], self.serving.now().unix_seconds()).as_str().to_owned();
        self.codes.push(code.clone());
        code
    }

    /// Six digits that no app shows now.
    fn wrong_code(&mut self) -> String {
        let now = self.serving.now().unix_seconds();
        let right: Vec<_> = self
            .apps
            .iter()
            .flat_map(|app| [-30, 0, 30].map(|off| totp(app, now + off).as_str().to_owned()))
            .collect();
        let wrong =
            (0..100).map(|n| format!("{:06}", 314_159 + n)).find(|code| !right.contains(code)).unwrap();
        self.codes.push(wrong.clone());
        wrong
    }

    fn reads_what_is_open(&mut self) {
        let front = self.browser.get("/");
        let page = self.browser.follows(&front);
        for part in page.body.split(['"']).filter(|part| part.starts_with("/assets/")) {
            assert_eq!(self.browser.clone().get(part).status, 200, "{part}");
        }
        assert_eq!(self.browser.get("/nowhere").status, 404);
        assert_eq!(self.browser.get("/help").status, 200);
        assert_eq!(self.browser.post("/sign-in/user-name", &[("csrf", "none")]).status, 403);
        assert_eq!(self.browser.post_raw("/sign-in/user-name", b"a=%ff").status, 400);
    }

    /// Begins without a user name, and gives what cannot be an answer.
    fn begins_without_a_user_name(&mut self) {
        let page = self.browser.get("/sign-in?continue_to=%2Faccount");
        let answer = self.browser.submits(&page, "/sign-in/open", &[("method", "passkey")]);
        let page = self.browser.follows(&answer);
        let challenge = page.field("challenge");
        let fields = [("challenge", challenge.as_str()), ("method", "passkey"), ("answer", "000000")];
        assert_eq!(self.browser.submits(&page, "/sign-in/open/answer", &fields).status, 422);
    }

    /// Begins to set up an app on a page that lists the methods, and proves it.
    fn sets_up_an_app(&mut self, choice: &Answer) -> Answer {
        let answer = self.browser.submits(choice, "/security-info/add", &[("method", "app_code")]);
        let page = self.browser.follows(&answer);
        let key = page.body.split("id=\"key\">").nth(1).unwrap().split('<').next().unwrap();
        self.apps.push(Secret::parse(key).unwrap());
        let challenge = page.field("challenge");
        for code in ["12", &self.wrong_code()] {
            let fields = [("challenge", challenge.as_str()), ("answer", code), ("name", "Telefoon")];
            assert_eq!(self.browser.submits(&page, "/security-info/set-up", &fields).status, 422);
        }
        let code = self.code(self.apps.len() - 1);
        let fields = [("challenge", challenge.as_str()), ("answer", code.as_str()), ("name", "Telefoon")];
        let answer = self.browser.submits(&page, "/security-info/set-up", &fields);
        self.browser.follows(&answer)
    }

    /// Makes recovery codes on a page that offers them, and keeps them.
    fn makes_recovery_codes(&mut self, offer: &Answer) -> Answer {
        // Lists begin with what is oldest.
        self.serving.school.clock.advance(Span::seconds(1));
        let method = offer.field("method");
        let answer = self.browser.submits(offer, "/security-info/add", &[("method", &method)]);
        let page = self.browser.follows(&answer);
        let challenge = page.field("challenge");
        let shown = page.body.split("<code>").skip(1).filter_map(|rest| rest.split('<').next());
        let codes: Vec<_> = shown.map(str::to_owned).collect();
        assert_eq!(codes.len(), 10, "{}", page.body);
        for wrong in ["", "00000-00000"] {
            let fields = [("challenge", challenge.as_str()), ("answer", wrong)];
            assert_eq!(self.browser.submits(&page, "/security-info/set-up", &fields).status, 422);
        }
        self.codes.extend(codes.iter().map(|code| code.replace('-', "")));
        self.codes.extend(codes.iter().cloned());
        let fields = [("challenge", challenge.as_str()), ("answer", codes[3].as_str())];
        let answer = self.browser.submits(&page, "/security-info/set-up", &fields);
        self.browser.follows(&answer)
    }

    fn sets_up_and_signs_in(&mut self) {
        let page = self.browser.get("/sign-in?continue_to=%2Faccount");
        for user_name in ["", "eva"] {
            assert_eq!(
                self.browser.submits(&page, "/sign-in/user-name", &[("user_name", user_name)]).status,
                422
            );
        }
        let page = self.browser.begins(EVA);
        for password in ["", WRONG_PASSWORD] {
            assert_eq!(
                self.browser.submits(&page, "/sign-in/password", &[("password", password)]).status,
                422
            );
        }
        self.tries_a_pass();
        let answer = self.browser.submits(&page, "/sign-in/password", &[("password", PASSWORD)]);
        self.browser.follows(&answer);
        self.browser.get("/security-info/choose");
        let choice = self.browser.get("/security-info/set-up");
        let offer = self.sets_up_an_app(&choice);
        assert!(offer.body.contains("href=\"/sign-in\""), "recovery codes are offered, and can wait");
        let page = self.browser.get("/sign-in");
        let answer = self.browser.submits(&page, "/sign-in/stay", &[("stay", "yes")]);
        assert_eq!(self.browser.follows(&answer).status, 200);
    }

    /// Types in the place of the password what is another person's pass, or none at all.
    fn tries_a_pass(&mut self) {
        let pass = self.serving.school.gives_pass(ANNA, (self.serving.now(), false));
        let page = self.browser.get("/sign-in/instead");
        for typed in ["", &pass] {
            assert_eq!(self.browser.submits(&page, "/sign-in/instead", &[("answer", typed)]).status, 422);
        }
        self.codes.extend([pass.replace('-', ""), pass]);
    }

    /// Wants a new password, and gives what cannot be one.
    fn wants_a_new_password(&mut self) {
        let page = self.browser.get("/account/password");
        for (old, new, again) in [
            ("", WEAK_PASSWORD, WEAK_PASSWORD),
            (WRONG_PASSWORD, WEAK_PASSWORD, WEAK_PASSWORD),
            (PASSWORD, WEAK_PASSWORD, WEAK_PASSWORD),
            (PASSWORD, WEAK_PASSWORD, "something else"),
            (PASSWORD, PASSWORD, PASSWORD),
        ] {
            let fields = [("old_password", old), ("new_password", new), ("new_password_again", again)];
            assert_eq!(self.browser.submits(&page, "/account/password", &fields).status, 422);
        }
    }

    fn changes_security_info(&mut self) {
        let choice = self.browser.get("/security-info/add");
        let offer = self.sets_up_an_app(&choice);
        let list = self.makes_recovery_codes(&offer);
        let delete =
            list.body.split("href=\"").find(|part| part.starts_with("/security-info/delete")).unwrap();
        let page = self.browser.get(delete.split('"').next().unwrap());
        let registration = page.field("registration");
        let answer = self.browser.submits(&page, "/security-info/delete", &[("registration", &registration)]);
        let list = self.browser.follows(&answer);
        self.apps.remove(0);
        // The last one stays.
        let delete =
            list.body.split("href=\"").find(|part| part.starts_with("/security-info/delete")).unwrap();
        let page = self.browser.get(delete.split('"').next().unwrap());
        let registration = page.field("registration");
        let answer = self.browser.submits(&page, "/security-info/delete", &[("registration", &registration)]);
        assert_eq!(self.browser.follows(&answer).status, 200);
    }

    fn looks_around(&mut self) {
        for path in [
            "/security-info/confirm",
            "/security-info/details?method=app_code",
            "/account",
            "/account/activity",
            "/account/sessions",
            "/security-info",
            "/language?to=en&back=%2F",
        ] {
            assert!(self.browser.get(path).status < 400, "{path}");
        }
        self.browser.cookies.remove("__Host-language");
        // A change needs a fresh second step, which is asked for on the way.
        self.serving.school.clock.advance(Span::minutes(30));
        let add = self.browser.get("/security-info/add");
        let answer = self.browser.submits(&add, "/security-info/add", &[("method", "app_code")]);
        let answer = self.browser.follows(&answer);
        let page = self.browser.follows(&answer);
        let (challenge, code) = (page.field("challenge"), self.code(0));
        let fields = [("challenge", challenge.as_str()), ("answer", code.as_str())];
        let answer = self.browser.submits(&page, "/sign-in/answer", &fields);
        assert_eq!(self.browser.follows(&answer).status, 200);
        self.wants_a_new_password();
        let page = self.browser.get("/sign-out");
        let answer = self.browser.submits(&page, "/sign-out", &[]);
        assert_eq!(self.browser.follows(&answer).status, 200);
    }

    /// Says of somebody's sign-in that it was not theirs, and looks at everything afterwards.
    fn denies(&mut self) {
        let mut stranger = Browser { language: self.browser.language, ..self.serving.browser() };
        stranger.proves_the_password(EVA);
        self.signs_in_again();
        let page = self.browser.get("/account/activity");
        let attempt = page.field("attempt");
        let fields = [("attempt", attempt.as_str()), ("me", "no")];
        let page = self.browser.submits(&page, "/account/activity/answer", &fields);
        assert_eq!(page.status, 200, "{}", page.body);
        let fields = [("attempt", attempt.as_str()), ("me", "no"), ("sure", "yes")];
        let page = self.browser.submits(&page, "/account/activity/answer", &fields);
        assert_eq!(page.status, 200, "{}", page.body);
        let page = self.browser.get("/not-me");
        assert_eq!(self.browser.submits(&page, "/not-me", &[("code", "abcd")]).status, 422);
        let gone = [("code", "abcd-efgh-ijkm-npqr"), ("sure", "yes")];
        assert_eq!(self.browser.submits(&page, "/not-me", &gone).status, 410);
        let page = self.proves_both_steps();
        let other = "vier gele fietsen op zolder";
        for (again, status) in [(WEAK_PASSWORD, 422), (other, 303)] {
            let fields = [("new_password", other), ("new_password_again", again)];
            assert_eq!(self.browser.submits(&page, "/sign-in/new-password", &fields).status, status);
        }
        let page = self.browser.get("/security-info/check");
        assert_eq!(page.status, 200, "{}", page.body);
        let answer = self.browser.submits(&page, "/security-info/check", &[("do", "finish")]);
        let page = self.browser.follows(&answer);
        let answer = self.browser.submits(&page, "/sign-in/stay", &[("stay", "no")]);
        assert_eq!(self.browser.follows(&answer).status, 200);
        let page = self.browser.get("/sign-out");
        self.browser.submits(&page, "/sign-out", &[]);
    }

    fn signs_in_again(&mut self) {
        let page = self.proves_both_steps();
        let answer = self.browser.submits(&page, "/sign-in/stay", &[("stay", "no")]);
        assert_eq!(self.browser.follows(&answer).status, 200);
    }

    fn proves_both_steps(&mut self) -> Answer {
        let page = self.browser.proves_the_password(EVA);
        let (challenge, code) = (page.field("challenge"), self.code(0));
        let fields = [("challenge", challenge.as_str()), ("answer", code.as_str())];
        let answer = self.browser.submits(&page, "/sign-in/answer", &fields);
        self.browser.follows(&answer)
    }

    /// Gets a new password, which is the old one again, by the app and a recovery code.
    fn resets(&mut self) {
        let paper = self.codes.iter().find(|code| code.find('-') == Some(5)).cloned().unwrap();
        let code = self.code(0);
        crate::reset_tour::resets(&mut self.browser, (EVA, PASSWORD), (&code, &paper));
    }

    /// Wrong and used codes until the method rests, and wrong passwords until the user name does.
    fn errs(&mut self) {
        let page = self.browser.proves_the_password(EVA);
        let challenge = page.field("challenge");
        let used = self.codes.last().unwrap().clone();
        let ways = self.browser.get("/sign-in/another");
        assert_eq!(ways.body.matches("action=\"/sign-in/ask\"").count(), 2, "{}", ways.body);
        let mut typed = vec!["abc".to_owned(), used];
        typed.extend((0..5).map(|_| self.wrong_code()));
        for code in typed {
            let fields = [("challenge", challenge.as_str()), ("answer", code.as_str())];
            assert_eq!(self.browser.submits(&page, "/sign-in/answer", &fields).status, 422);
        }
        let answer = self.browser.submits(&page, "/sign-in/again", &[]);
        let page = self.browser.follows(&answer);
        assert!(page.body.contains("name=\"user_name\""));
        let page = self.browser.begins(EVA);
        let statuses: Vec<_> = (0..12)
            .map(|n| {
                let password = format!("{WRONG_PASSWORD} {n}");
                self.browser.submits(&page, "/sign-in/password", &[("password", &password)]).status
            })
            .collect();
        assert!(statuses.contains(&429), "{statuses:?}");
        self.serving.school.disable(ANNA);
        let page = self.browser.begins(ANNA);
        assert_eq!(self.browser.submits(&page, "/sign-in/password", &[("password", PASSWORD)]).status, 403);
    }
}
