//! What may happen, and how often.

use proptest::prelude::*;

use super::super::model::By;

pub const BROWSERS: usize = 2;

/// Who there is: name, school, role, and what they have. The school of 0 asks who has something, that of 1 demands it.
pub const PEOPLE: [(&str, usize, accounts::Role, &[By]); 6] = [
    ("anna", 0, accounts::Role::Person, &[By::App, By::Text, By::Paper]),
    ("bram", 0, accounts::Role::Person, &[]),
    ("carl", 0, accounts::Role::Administrator, &[]),
    ("dora", 1, accounts::Role::Person, &[By::Paper]),
    ("emma", 1, accounts::Role::Person, &[By::App]),
    ("fred", 1, accounts::Role::Person, &[By::Text, By::Paper]),
];

/// Whose cookie comes with a request.
#[derive(Clone, Copy, Debug)]
pub enum CookieOf {
    This,
    /// From before, as with the back button: so many tokens ago.
    Earlier(usize),
    TheOther,
}

/// Where a request is made.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    pub browser: usize,
    pub cookie: CookieOf,
    /// At the pages of the other school.
    pub elsewhere: bool,
}

impl Page {
    pub fn of(browser: usize) -> Self {
        Self { browser, cookie: CookieOf::This, elsewhere: false }
    }
}

#[derive(Clone, Copy, Debug)]
pub enum Word {
    Right,
    Wrong(u8),
    OfAnother,
}

/// Which remembered browser's cookie comes with a password.
#[derive(Clone, Copy, Debug)]
pub enum DeviceOf {
    This,
    /// One that this browser had so many cookies ago, as from a copy of it.
    Earlier(usize),
    TheOther,
    None,
}

/// Of which challenge a page knows.
#[derive(Clone, Copy, Debug)]
pub enum Which {
    Newest,
    /// The one before it, as on a page that stayed open.
    Before,
    OfTheOtherBrowser,
}

#[derive(Clone, Copy, Debug)]
pub enum Digits {
    /// The answer to what is asked.
    Right,
    /// Of the app's next half minute.
    Next,
    /// The one that was accepted last.
    Again,
    /// Of the app's ten minutes ago.
    Old,
    /// The code that came to the phone before the last one.
    ReceivedBefore,
    /// What the app shows, whatever is asked.
    OfApp,
    /// One of the recovery codes.
    Paper(usize),
    OfAnother,
    Wrong,
    Unreadable,
}

#[derive(Clone, Copy, Debug)]
pub enum Event {
    /// A whole sign-in, so that much can happen after one as well.
    SignIn {
        browser: usize,
        who: usize,
    },
    Begin {
        browser: usize,
        who: usize,
        elsewhere: bool,
    },
    Password(Page, Word, DeviceOf),
    /// An answer is typed; perhaps the browser is not to be asked again.
    Code {
        page: Page,
        which: Which,
        digits: Digits,
        remember: bool,
    },
    /// The person wants to be asked in another way.
    Ask(Page, By),
    SendAgain(Page, Which),
    /// Something comes from outside about what was asked in this browser.
    Hear(usize, Which, &'static str),
    Collect {
        page: Page,
        which: Which,
        remember: bool,
    },
    Stay(Page, bool),
    Offer(Page),
    Prove {
        page: Page,
        right: bool,
    },
    StepUp {
        browser: usize,
    },
    Clock(i64),
    Disable(usize, bool),
    Delete(usize),
    /// An administrator takes everything away.
    TakeAll(usize),
    /// Who is signed in deletes one of their methods.
    Remove(usize, By),
    Give(usize, By),
    Prefer(usize, By),
    ForgetBrowsers(usize),
}

fn page() -> impl Strategy<Value = Page> {
    let cookie = prop_oneof![
        14 => Just(CookieOf::This),
        1 => (1..4_usize).prop_map(CookieOf::Earlier),
        1 => Just(CookieOf::TheOther),
    ];
    (0..BROWSERS, cookie, rarely()).prop_map(|(browser, cookie, elsewhere)| Page {
        browser,
        cookie,
        elsewhere,
    })
}

fn rarely() -> impl Strategy<Value = bool> {
    prop_oneof![20 => Just(false), 1 => Just(true)]
}

fn word() -> impl Strategy<Value = Word> {
    prop_oneof![6 => Just(Word::Right), 1 => (0..4_u8).prop_map(Word::Wrong), 1 => Just(Word::OfAnother)]
}

pub fn device() -> impl Strategy<Value = DeviceOf> {
    prop_oneof![
        8 => Just(DeviceOf::This),
        3 => (1..4_usize).prop_map(DeviceOf::Earlier),
        1 => Just(DeviceOf::TheOther),
        2 => Just(DeviceOf::None),
    ]
}

pub fn which() -> impl Strategy<Value = Which> {
    prop_oneof![10 => Just(Which::Newest), 1 => Just(Which::Before), 1 => Just(Which::OfTheOtherBrowser)]
}

pub fn digits() -> impl Strategy<Value = Digits> {
    prop_oneof![
        12 => Just(Digits::Right),
        1 => Just(Digits::Next),
        3 => Just(Digits::Again),
        1 => Just(Digits::Old),
        2 => Just(Digits::ReceivedBefore),
        1 => Just(Digits::OfApp),
        1 => (0..10_usize).prop_map(Digits::Paper),
        1 => Just(Digits::OfAnother),
        3 => Just(Digits::Wrong),
        1 => Just(Digits::Unreadable),
    ]
}

pub fn by() -> impl Strategy<Value = By> {
    prop::sample::select(By::ALL.to_vec())
}

pub fn outcome() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        6 => Just("approved"),
        1 => prop::sample::select(vec!["no-answer", "declined", "hung-up", "spoken", "nonsense"]),
        1 => Just("reported"),
    ]
}

/// What happens in browsers.
fn in_browser() -> impl Strategy<Value = Event> {
    let who = || 0..PEOPLE.len();
    prop_oneof![
        // One more than there are people: a name that nobody has.
        6 => (0..BROWSERS, 0..=PEOPLE.len(), rarely())
            .prop_map(|(browser, who, elsewhere)| Event::Begin { browser, who, elsewhere }),
        14 => (page(), word(), device()).prop_map(|(page, word, device)| Event::Password(page, word, device)),
        16 => (page(), which(), digits(), any::<bool>())
            .prop_map(|(page, which, digits, remember)| Event::Code { page, which, digits, remember }),
        10 => (page(), by()).prop_map(|(page, by)| Event::Ask(page, by)),
        5 => (page(), which()).prop_map(|(page, which)| Event::SendAgain(page, which)),
        6 => (page(), which(), any::<bool>())
            .prop_map(|(page, which, remember)| Event::Collect { page, which, remember }),
        14 => (page(), any::<bool>()).prop_map(|(page, stays)| Event::Stay(page, stays)),
        5 => page().prop_map(Event::Offer),
        6 => (page(), prop_oneof![4 => Just(true), 1 => Just(false)])
            .prop_map(|(page, right)| Event::Prove { page, right }),
        6 => (0..BROWSERS).prop_map(|browser| Event::StepUp { browser }),
        5 => (0..BROWSERS, who()).prop_map(|(browser, who)| Event::SignIn { browser, who }),
        2 => (0..BROWSERS, by()).prop_map(|(browser, by)| Event::Remove(browser, by)),
    ]
}

/// What happens elsewhere meanwhile.
fn elsewhere() -> impl Strategy<Value = Event> {
    let who = || 0..PEOPLE.len();
    let seconds = prop_oneof![
        4 => prop::sample::select(vec![1, 29, 31, 60]),
        2 => prop::sample::select(vec![239, 300, 600, 880, 960]),
        1 => prop::sample::select(vec![-3, -31, -600, -4000, 90_000, 1_300_000]),
    ];
    prop_oneof![
        10 => (0..BROWSERS, which(), outcome())
            .prop_map(|(browser, which, outcome)| Event::Hear(browser, which, outcome)),
        10 => seconds.prop_map(Event::Clock),
        2 => (who(), prop_oneof![1 => Just(true), 2 => Just(false)])
            .prop_map(|(who, disabled)| Event::Disable(who, disabled)),
        1 => who().prop_map(Event::Delete),
        1 => who().prop_map(Event::TakeAll),
        4 => (who(), by()).prop_map(|(who, by)| Event::Give(who, by)),
        2 => (who(), by()).prop_map(|(who, by)| Event::Prefer(who, by)),
        1 => who().prop_map(Event::ForgetBrowsers),
    ]
}

pub fn event() -> impl Strategy<Value = Event> {
    prop_oneof![3 => in_browser(), 1 => elsewhere()]
}
