//! Whatever the thief and the owner do, and in whatever order.

use accounts::sessions;
use methods::authenticator_app::AppCode;
use otp::Secret;
use proptest::prelude::*;
use store::{Database, MIGRATIONS, Store};
use vault::TokenHash;
use verification::challenges::SetUp;
use verification::remembered::{Cookie, Shown};
use verification::{Evidence, Given, Method, Permitted, SecondStepRule, Situation, permit};
use world::{Language, Span};

use super::super::school::{Typed, password_of};
use super::super::*;
use super::{OWNER, THIEVES, Theft};
use crate::steps::ask_by;

/// What the two of them do.
#[derive(Clone, Copy, Debug)]
enum Event {
    /// Anna presses the button of the mail.
    Deny,
    /// Whoever signs in chooses a new password if asked, and looks at what is suspended: Anna deletes it, a thief keeps it.
    Review(usize),
    Begin(usize),
    Password(usize),
    /// A code: of Anna's app in her browser, of the thief's in theirs. It may be asked to remember the browser.
    Code(usize, bool),
    Finish(usize),
    /// Sets an app up, by the sign-in that is under way or else by the session.
    SetUp(usize),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        1 => Just(Event::Deny),
        2 => (0..3_usize).prop_map(Event::Review),
        3 => (0..3_usize).prop_map(Event::Begin),
        3 => (0..3_usize).prop_map(Event::Password),
        4 => (0..3_usize, any::<bool>()).prop_map(|(browser, remember)| Event::Code(browser, remember)),
        3 => (0..3_usize).prop_map(Event::Finish),
        2 => (0..3_usize).prop_map(Event::SetUp),
    ];
    // Whole sign-ins, so that many runs get far.
    let whole = (0..3_usize, any::<bool>()).prop_map(|(browser, remember)| {
        vec![
            Event::Begin(browser),
            Event::Password(browser),
            Event::Code(browser, remember),
            Event::SetUp(browser),
            Event::Review(browser),
            Event::Finish(browser),
        ]
    });
    proptest::collection::vec(prop_oneof![event.prop_map(|event| vec![event]), whole], 4..14)
        .prop_map(|parts| parts.concat())
}

/// A browser as its user has it.
#[derive(Default)]
struct Browser {
    attempt: Option<TokenHash>,
    sessions: Vec<TokenHash>,
    remembered: Option<Cookie>,
}

struct Run {
    theft: Theft,
    browsers: [Browser; 3],
    /// The apps that thieves have.
    stolen: Vec<Secret>,
    denied: bool,
}

impl Run {
    fn here(&self, n: usize) -> Here {
        let browser = &self.browsers[n];
        let remembered = browser.remembered.as_ref().and_then(|cookie| Shown::parse(&cookie.to_text()));
        Here { remembered, ..self.theft.school.at(number(n), browser.attempt) }
    }

    fn carries_out(&mut self, event: Event) {
        let school = &self.theft.school;
        match event {
            Event::Deny => {
                let denied = self.theft.denies();
                assert_eq!(denied, !self.denied, "a code is good once");
                self.denied = true;
            }
            Event::Review(n) => {
                self.theft.chooses(&self.here(n));
                self.theft.reviews(&self.here(n), n > 0);
            }
            Event::Begin(n) => {
                let token = school.begin(&self.here(n), &school.user_name("anna"));
                self.browsers[n].attempt = Some(token.hash());
            }
            Event::Password(n) => match school.password(&self.here(n), &password_of("anna")) {
                Typed::Right(token) => self.browsers[n].attempt = Some(token.hash()),
                Typed::Remembered(token, cookie) => {
                    self.browsers[n].attempt = Some(token.hash());
                    self.browsers[n].remembered = Some(cookie);
                }
                _ => {}
            },
            Event::Code(n, remember) => self.types_code(n, remember),
            Event::Finish(n) => {
                if let Some(finished) = school.finish(&self.here(n), true) {
                    self.browsers[n].sessions.push(finished.opened.token.hash());
                }
            }
            Event::SetUp(n) => self.sets_up(n),
        }
    }

    fn types_code(&mut self, n: usize, remember: bool) {
        let (school, here) = (&self.theft.school, self.here(n));
        // The challenge of a method that sends nothing is begun by the page itself.
        let (desk, at, moment) = (school.desk.clone(), here.clone(), school.moment());
        school.write(move |t| ask_by(t, &desk, &at, (&AppCode, None), &moment));
        let Some(challenge) = school.asked(&here) else { return };
        let apps = if n == 0 { vec![self.theft.app.clone()] } else { self.stolen.clone() };
        for app in apps {
            let (desk, at, moment) = (school.desk.clone(), here.clone(), school.moment());
            let typed = school.code(&app, 0);
            let done = school
                .write(move |t| answer_and_remember(t, &desk, &at, (challenge, &typed, remember), &moment));
            match done {
                AnswerDone::Right(token) => self.browsers[n].attempt = Some(token.hash()),
                AnswerDone::Remembered(token, cookie) => {
                    self.browsers[n].attempt = Some(token.hash());
                    self.browsers[n].remembered = Some(cookie);
                }
                _ => continue,
            }
            return;
        }
    }

    /// As the room of security info does it.
    fn sets_up(&mut self, n: usize) {
        let (school, here) = (&self.theft.school, self.here(n));
        let sessions: Vec<_> = self.browsers[n].sessions.clone();
        let (desk, moment) = (school.desk.clone(), school.moment());
        let set_up = school.write(move |t| {
            let place = (here.organization.id, here.origin.browser);
            let attempt = match here.attempt {
                Some(token) => attempts::find(t, &desk.vault, place, token, moment.now)?,
                None => None,
            };
            if let Some(mut attempt) = attempt {
                let (Some(evidence), Some(binding)) = (attempt.evidence.clone(), attempt.binding()) else {
                    return Ok(None);
                };
                let Some((secret, proof)) = proves_an_app(t, &desk, (&here, &evidence, binding.to), &moment)?
                else {
                    return Ok(None);
                };
                let token = attempts::advance(t, &desk.vault, &mut attempt, proof, &moment)?;
                return Ok(Some((secret, token)));
            }
            for token in &sessions {
                if let Some(session) = sessions::find(t, &desk.vault, place, *token, moment.now)? {
                    let by = (&here, &session.evidence, *session.id.as_bytes());
                    let set_up = proves_an_app(t, &desk, by, &moment)?;
                    return Ok(set_up.map(|(secret, _)| (secret, None)));
                }
            }
            Ok(None)
        });
        let Some((secret, token)) = set_up else { return };
        if let Some(token) = token {
            self.browsers[n].attempt = Some(token.hash());
        }
        if n > 0 {
            self.stolen.push(secret);
        }
    }

    fn holds(&self) {
        if !self.denied {
            return;
        }
        for (n, browser) in self.browsers.iter().enumerate().skip(1) {
            for session in &browser.sessions {
                let found = self.theft.school.session(number(n), *session);
                assert!(found.is_none(), "a thief is signed in after the denial");
            }
        }
    }
}

fn number(n: usize) -> u8 {
    [OWNER, THIEVES[0], THIEVES[1]][n]
}

fn proves_an_app(
    t: &mut Transaction<'_>,
    desk: &SignInDesk,
    (here, evidence, to): (&Here, &Evidence, [u8; 16]),
    moment: &Moment,
) -> Result<Option<(Secret, verification::Proof)>, SignInError> {
    let Permitted::Yes(permit) = permit(t, evidence, moment.now)? else { return Ok(None) };
    let binding = Binding { holder: *evidence.holder(), to };
    let words = desk.texts.wording(Language::ENGLISH);
    let situation = Situation {
        words: &words,
        organization: "School",
        user_name: "anna",
        account: evidence.holder().account,
        has: &[],
        host: &here.site.host,
        origin: &here.site.origin,
        ends_at: moment.now + Span::minutes(15),
        asker: verification::method::Asker::default(),
    };
    let (what, around) = ((&AppCode as &dyn Method, None), (&binding, &situation, &Given::default()));
    challenges::begin_set_up(t, &desk.means(), what, around, moment)?;
    let purpose = challenges::Purpose::SetUp;
    let Some(waiting) = challenges::waiting(t, &desk.vault, &binding, purpose, moment.now)? else {
        return Ok(None);
    };
    let secret = Secret::from_bytes(&waiting.record).unwrap();
    let typed = otp::totp(&secret, moment.now.unix_seconds()).as_str().to_owned();
    let name = |_: &dyn Method, _: &[u8]| "app".to_owned();
    let answer = (waiting.id, typed.as_str(), &name as &dyn Fn(&dyn Method, &[u8]) -> String);
    Ok(match challenges::set_up(t, &desk.means(), (&permit, &binding), answer, moment)? {
        SetUp::Stored { proof, .. } => Some((secret, proof)),
        _ => None,
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_order_of_events_lets_the_thief_in_after_the_denial(events in events(), required: bool) {
        let rule = if required { SecondStepRule::Required } else { SecondStepRule::WhenSetUp };
        let store = Store::open_with(&Database::SqliteInMemory, MIGRATIONS).unwrap();
        let theft = Theft::new(&store, rule);
        let stolen = vec![theft.stolen.clone()];
        let mut run = Run { theft, browsers: Default::default(), stolen, denied: false };
        // Half of the events come before the denial at most, and some after it.
        let half = events.len() / 2;
        for (n, event) in events.into_iter().enumerate() {
            if n == half && !run.denied {
                run.carries_out(Event::Deny);
            }
            run.carries_out(event);
            run.holds();
            run.theft.school.clock.advance(Span::seconds(31));
        }
    }
}

#[test]
fn the_thief_is_in_before_the_denial_or_the_test_above_shows_nothing() {
    let store = Store::open_with(&Database::SqliteInMemory, MIGRATIONS).unwrap();
    let theft = Theft::new(&store, SecondStepRule::Required);
    let stolen = vec![theft.stolen.clone()];
    let mut run = Run { theft, browsers: Default::default(), stolen, denied: false };
    for event in
        [Event::Begin(1), Event::Password(1), Event::Code(1, true), Event::SetUp(1), Event::Finish(1)]
    {
        run.carries_out(event);
        run.theft.school.clock.advance(Span::seconds(31));
    }
    let [session] = run.browsers[1].sessions[..] else { panic!("the thief is signed in") };
    assert!(run.theft.school.session(THIEVES[0], session).is_some());
    assert_eq!(run.stolen.len(), 2, "and has set up another app");
    assert!(run.browsers[1].remembered.is_some());
    run.carries_out(Event::Deny);
    run.holds();
}
