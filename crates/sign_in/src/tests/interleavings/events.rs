//! What may happen, and how often.

use proptest::prelude::*;

pub const BROWSERS: usize = 2;

/// Who there is: name, school, role, whether with an app. The school of 0 asks who has an app, that of 1 demands one.
pub const PEOPLE: [(&str, usize, accounts::Role, bool); 5] = [
    ("anna", 0, accounts::Role::Person, true),
    ("bram", 0, accounts::Role::Person, false),
    ("carl", 0, accounts::Role::Administrator, false),
    ("dora", 1, accounts::Role::Person, false),
    ("emma", 1, accounts::Role::Person, true),
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

#[derive(Clone, Copy, Debug)]
pub enum Word {
    Right,
    Wrong(u8),
    OfAnother,
}

#[derive(Clone, Copy, Debug)]
pub enum Digits {
    Now,
    /// Of the next half minute.
    Next,
    /// The one that was accepted last.
    Again,
    /// Of ten minutes ago.
    Old,
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
    Password(Page, Word),
    Code {
        page: Page,
        digits: Digits,
        foreign_challenge: bool,
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
    TakeApps(usize),
    GiveApp(usize),
}

fn page() -> impl Strategy<Value = Page> {
    let cookie = prop_oneof![
        12 => Just(CookieOf::This),
        1 => (1..4_usize).prop_map(CookieOf::Earlier),
        1 => Just(CookieOf::TheOther),
    ];
    let elsewhere = prop_oneof![20 => Just(false), 1 => Just(true)];
    (0..BROWSERS, cookie, elsewhere).prop_map(|(browser, cookie, elsewhere)| Page {
        browser,
        cookie,
        elsewhere,
    })
}

fn word() -> impl Strategy<Value = Word> {
    prop_oneof![6 => Just(Word::Right), 1 => (0..4_u8).prop_map(Word::Wrong), 1 => Just(Word::OfAnother)]
}

fn digits() -> impl Strategy<Value = Digits> {
    prop_oneof![
        8 => Just(Digits::Now),
        1 => Just(Digits::Next),
        2 => Just(Digits::Again),
        1 => Just(Digits::Old),
        1 => Just(Digits::OfAnother),
        1 => Just(Digits::Wrong),
        1 => Just(Digits::Unreadable),
    ]
}

pub fn event() -> impl Strategy<Value = Event> {
    let who = || 0..PEOPLE.len();
    let rarely = || prop_oneof![20 => Just(false), 1 => Just(true)];
    let seconds = prop_oneof![
        4 => prop::sample::select(vec![1, 29, 31, 60]),
        2 => prop::sample::select(vec![300, 600, 880, 960]),
        1 => prop::sample::select(vec![-3, -31, -600, -4000, 90_000]),
    ];
    prop_oneof![
        // One more than there are people: a name that nobody has.
        6 => (0..BROWSERS, 0..=PEOPLE.len(), rarely())
            .prop_map(|(browser, who, elsewhere)| Event::Begin { browser, who, elsewhere }),
        14 => (page(), word()).prop_map(|(page, word)| Event::Password(page, word)),
        14 => (page(), digits(), rarely())
            .prop_map(|(page, digits, foreign_challenge)| Event::Code { page, digits, foreign_challenge }),
        14 => (page(), any::<bool>()).prop_map(|(page, stays)| Event::Stay(page, stays)),
        5 => page().prop_map(Event::Offer),
        6 => (page(), prop_oneof![4 => Just(true), 1 => Just(false)])
            .prop_map(|(page, right)| Event::Prove { page, right }),
        6 => (0..BROWSERS).prop_map(|browser| Event::StepUp { browser }),
        4 => (0..BROWSERS, who()).prop_map(|(browser, who)| Event::SignIn { browser, who }),
        9 => seconds.prop_map(Event::Clock),
        2 => (who(), prop_oneof![1 => Just(true), 2 => Just(false)])
            .prop_map(|(who, disabled)| Event::Disable(who, disabled)),
        1 => who().prop_map(Event::Delete),
        1 => who().prop_map(Event::TakeApps),
        1 => who().prop_map(Event::GiveApp),
    ]
}
