//! What belongs together, so that many runs get far: whole ways through the second step, amid whatever else happens.

use proptest::prelude::*;

use super::super::model::By;
use super::events::{
    BROWSERS, DeviceOf, Digits, Event, Page, Which, Word, by, device, digits, event, outcome, which,
};

/// Up to the question of the second step, in a way of the person's choice.
fn comes(browser: usize, who: usize, by: By, device: DeviceOf) -> Vec<Event> {
    let page = Page::of(browser);
    vec![
        Event::Begin { browser, who, elsewhere: false },
        Event::Password(page, Word::Right, device),
        Event::Ask(page, by),
    ]
}

/// Answers by typing, and by what comes from outside: one of the two fits.
fn answers(browser: usize, outcome: &'static str, remember: bool) -> Vec<Event> {
    let (page, which) = (Page::of(browser), Which::Newest);
    vec![
        Event::Hear(browser, which, outcome),
        Event::Code { page, which, digits: Digits::Right, remember },
        Event::Collect { page, which, remember },
    ]
}

fn stays(browser: usize) -> Event {
    Event::Stay(Page::of(browser), false)
}

/// The second step, and something that gets in its way.
fn second_step() -> impl Strategy<Value = Vec<Event>> {
    let who = prop::sample::select(vec![0, 0, 0, 1, 2, 3, 4, 5, 5]);
    let by = prop_oneof![2 => by(), 2 => Just(By::Text), 2 => Just(By::Call)];
    let typed = (which(), digits());
    let answer = (outcome(), any::<bool>(), prop::sample::select(vec![239, 240, 299, 300, 899, 900]));
    (0..BROWSERS, who, by, device(), (typed, answer, 0..5_usize)).prop_map(
        |(browser, who, by, device, ((which, digits), (outcome, remember, seconds), between))| {
            let page = Page::of(browser);
            let between = match between {
                0 | 1 => vec![
                    Event::Clock(31),
                    Event::SendAgain(page, Which::Newest),
                    Event::SendAgain(page, which),
                ],
                2 => vec![Event::Code { page, which, digits, remember }],
                3 => vec![Event::Collect { page, which, remember }],
                4 => vec![Event::Clock(seconds)],
                _ => vec![],
            };
            [
                comes(browser, who, by, device),
                between,
                answers(browser, outcome, remember),
                vec![stays(browser)],
            ]
            .concat()
        },
    )
}

/// What comes of a call, taken before anything is typed: a call that only speaks a code is taken never.
fn called() -> impl Strategy<Value = Vec<Event>> {
    let by = prop::sample::select(vec![By::Call, By::Spoken]);
    let outcome = prop::sample::select(vec!["approved", "approved", "reported", "reported", "declined"]);
    (0..BROWSERS, prop::sample::select(vec![0, 5]), by, outcome, any::<bool>()).prop_map(
        |(browser, who, by, outcome, remember)| {
            let (page, which) = (Page::of(browser), Which::Newest);
            let taken = [Event::Hear(browser, which, outcome), Event::Collect { page, which, remember }];
            [
                comes(browser, who, by, DeviceOf::None),
                taken.into(),
                answers(browser, "approved", remember),
                vec![stays(browser)],
            ]
            .concat()
        },
    )
}

/// The answer is used, and then once more, in this browser and in the other one.
fn used_again() -> impl Strategy<Value = Vec<Event>> {
    (0..BROWSERS, prop::sample::select(vec![0, 3, 5]), by(), 0..10_usize).prop_map(|(browser, who, by, n)| {
        let again = |browser| {
            let (page, which) = (Page::of(browser), Which::Newest);
            let code = |digits| Event::Code { page, which, digits, remember: false };
            let before = Event::Collect { page, which: Which::Before, remember: false };
            vec![code(Digits::Again), code(Digits::Paper(n)), before]
        };
        [
            comes(browser, who, by, DeviceOf::None),
            answers(browser, "approved", false),
            comes(browser, who, by, DeviceOf::None),
            again(browser),
            comes(1 - browser, who, by, DeviceOf::None),
            again(1 - browser),
        ]
        .concat()
    })
}

/// A method is deleted, by its owner in another browser or by an administrator, while it is asked.
fn deleted_meanwhile() -> impl Strategy<Value = Vec<Event>> {
    (0..BROWSERS, prop::sample::select(vec![0, 5]), by(), any::<bool>()).prop_map(
        |(browser, who, by, owner)| {
            let page = Page::of(browser);
            let signed_in = [
                comes(1 - browser, who, if who == 0 { By::App } else { By::Text }, DeviceOf::None),
                answers(1 - browser, "approved", false),
                vec![stays(1 - browser)],
            ];
            let gone = if owner { Event::Remove(1 - browser, by) } else { Event::TakeAll(who) };
            let sent = [Event::Clock(31), Event::SendAgain(page, Which::Newest)];
            [
                signed_in.concat(),
                comes(browser, who, by, DeviceOf::None),
                vec![gone],
                sent.into(),
                answers(browser, "approved", true),
                vec![stays(browser)],
            ]
            .concat()
        },
    )
}

/// A browser is remembered, and its cookie comes again: the newest, a copy from before, in the other browser, too late.
fn remembered() -> impl Strategy<Value = Vec<Event>> {
    let seconds = prop::sample::select(vec![60, 60, 60, 1_209_599, 1_209_600]);
    let device = prop_oneof![2 => device(), 1 => Just(DeviceOf::Earlier(1))];
    let who = prop::sample::select(vec![0, 4, 5]);
    (0..BROWSERS, who, device, seconds).prop_map(|(browser, who, device, seconds)| {
        let by = if who == 5 { By::Text } else { By::App };
        [
            comes(browser, who, by, DeviceOf::This),
            answers(browser, "approved", true),
            vec![stays(browser), Event::Clock(seconds)],
            comes(browser, who, by, DeviceOf::This),
            vec![stays(browser)],
            comes(browser, who, by, device),
            vec![stays(browser)],
            comes(browser, who, by, DeviceOf::This),
        ]
        .concat()
    })
}

/// Somebody guesses until the method rests or the challenge has no tries left, and then comes the right answer.
fn guessed() -> impl Strategy<Value = Vec<Event>> {
    let by = prop::sample::select(vec![By::App, By::Text, By::Spoken, By::Paper]);
    (0..BROWSERS, prop::sample::select(vec![0, 0, 4, 5]), by, 4..7_usize).prop_map(
        |(browser, who, by, guesses)| {
            let (page, which) = (Page::of(browser), Which::Newest);
            let guess = Event::Code { page, which, digits: Digits::Wrong, remember: false };
            [
                comes(browser, who, by, DeviceOf::None),
                vec![guess; guesses],
                answers(browser, "approved", false),
                comes(1 - browser, who, by, DeviceOf::None),
                answers(1 - browser, "approved", false),
            ]
            .concat()
        },
    )
}

/// An account is disabled, or deleted, before the last page.
fn stopped() -> impl Strategy<Value = Vec<Event>> {
    let who = prop::sample::select(vec![0, 0, 4, 5, 5]);
    (0..BROWSERS, who, by(), prop::bool::weighted(0.8)).prop_map(|(browser, who, by, disabled)| {
        let stops = if disabled { Event::Disable(who, true) } else { Event::Delete(who) };
        [
            comes(browser, who, by, DeviceOf::This),
            answers(browser, "approved", true),
            vec![stops, stays(browser), Event::Disable(who, false), stays(browser)],
        ]
        .concat()
    })
}

/// A change of the methods asks once more, perhaps after the session has ended.
fn stepped_up() -> impl Strategy<Value = Vec<Event>> {
    let seconds = prop::sample::select(vec![960, 960, 86_340]);
    (0..BROWSERS, prop::sample::select(vec![0, 3, 5]), by(), seconds).prop_map(
        |(browser, who, by, seconds)| {
            let page = Page::of(browser);
            [
                comes(browser, who, by, DeviceOf::None),
                answers(browser, "approved", false),
                vec![stays(browser), Event::Clock(seconds), Event::StepUp { browser }, Event::Ask(page, by)],
                // An answer that comes after the session's end raises nothing.
                vec![Event::Clock(61)],
                answers(browser, "approved", true),
                vec![Event::Remove(browser, by)],
            ]
            .concat()
        },
    )
}

pub fn events() -> impl Strategy<Value = Vec<Event>> {
    let part = prop_oneof![
        14 => event().prop_map(|event| vec![event]),
        4 => second_step(),
        2 => called(),
        1 => used_again(),
        2 => deleted_meanwhile(),
        1 => remembered(),
        1 => stopped(),
        1 => guessed(),
        1 => stepped_up(),
    ];
    prop::collection::vec(part, 1..22).prop_map(|parts| parts.concat())
}
