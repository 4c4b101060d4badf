use proptest::prelude::*;

use super::*;

const PLAN: Plan = Plan { aim: Aim::Approval, extension: false, reporting: true };

fn answered(plan: Plan) -> Dialogue {
    let mut call = Dialogue::new(plan);
    call.on(Event::Answered, secs(3));
    call
}

fn secs(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

/// Presses keys one after the other and gathers what is to be done.
fn presses(call: &mut Dialogue, keys: &str) -> Vec<Effect> {
    keys.chars().flat_map(|key| call.on(Event::Key(key), secs(5))).collect()
}

#[test]
fn the_pound_key_approves_even_while_the_greeting_is_spoken() {
    let mut call = Dialogue::new(PLAN);
    assert_eq!(call.on(Event::Answered, secs(3)), [Effect::Say(Prompt::Greeting)]);
    let approved = [Effect::Conclude(Outcome::Approved), Effect::Say(Prompt::Approved)];
    assert_eq!(presses(&mut call, "#"), approved);
    assert_eq!(call.on(Event::PromptEnded, secs(9)), [Effect::HangUp]);
    assert!(call.is_over());
}

#[test]
fn zero_and_pound_report_when_confirmed() {
    let mut call = answered(PLAN);
    assert_eq!(presses(&mut call, "0#"), [Effect::Say(Prompt::Confirm)]);
    let reported = [Effect::Conclude(Outcome::Reported), Effect::Say(Prompt::Reported)];
    assert_eq!(presses(&mut call, "1"), reported);
}

#[test]
fn a_report_that_is_not_confirmed_leads_back_to_the_greeting() {
    let mut call = answered(PLAN);
    presses(&mut call, "0#");
    assert_eq!(presses(&mut call, "#"), [Effect::Say(Prompt::Greeting)]);
    assert_eq!(presses(&mut call, "#")[0], Effect::Conclude(Outcome::Approved));
}

#[test]
fn without_reporting_zero_is_no_answer() {
    let mut call = answered(Plan { reporting: false, ..PLAN });
    assert_eq!(presses(&mut call, "0#"), [Effect::Say(Prompt::Greeting)]);
}

#[test]
fn all_keys_at_once_approve_nothing() {
    let mut call = answered(PLAN);
    assert_eq!(presses(&mut call, "1234567890#"), [Effect::Say(Prompt::Greeting)]);
    // A star takes back what was pressed.
    assert_eq!(presses(&mut call, "12*#")[0], Effect::Conclude(Outcome::Approved));
}

#[test]
fn an_extension_is_asked_for_first() {
    let mut call = Dialogue::new(Plan { extension: true, ..PLAN });
    assert_eq!(call.on(Event::Answered, secs(3)), [Effect::Say(Prompt::Extension)]);
    assert_eq!(presses(&mut call, "#"), [Effect::Say(Prompt::Greeting)]);
    assert_eq!(presses(&mut call, "#")[0], Effect::Conclude(Outcome::Approved));
}

#[test]
fn it_rings_for_thirty_seconds() {
    let mut call = Dialogue::new(PLAN);
    assert_eq!(call.on(Event::Tick, RINGS.checked_sub(Duration::from_millis(1)).unwrap()), []);
    assert_eq!(call.on(Event::Tick, RINGS), [Effect::Conclude(Outcome::NoAnswer), Effect::HangUp]);
}

#[test]
fn a_key_is_waited_for_after_the_prompt_and_not_while_it_is_spoken() {
    let mut call = answered(PLAN);
    assert_eq!(call.on(Event::Tick, secs(500)), []);
    call.on(Event::PromptEnded, secs(500));
    assert_eq!(call.on(Event::Tick, secs(519)), []);
    let ended = [Effect::Conclude(Outcome::NoKey), Effect::Say(Prompt::Goodbye)];
    assert_eq!(call.on(Event::Tick, secs(520)), ended);
}

#[test]
fn a_spoken_code_needs_a_key_first_so_that_no_machine_records_it() {
    let mut call = answered(Plan { aim: Aim::SpokenCode, ..PLAN });
    assert_eq!(presses(&mut call, "#"), [Effect::Conclude(Outcome::Spoken), Effect::Say(Prompt::Code)]);
}

#[test]
fn the_line_speaks_for_itself() {
    for (event, outcome) in [
        (Event::Busy, Outcome::Busy),
        (Event::Declined, Outcome::Declined),
        (Event::Voicemail, Outcome::Voicemail),
        (Event::Failed, Outcome::Failed),
    ] {
        let done = Dialogue::new(PLAN).on(event, secs(1));
        assert_eq!(done, [Effect::Conclude(outcome), Effect::HangUp]);
    }
    let done = answered(PLAN).on(Event::HungUp, secs(4));
    assert_eq!(done, [Effect::Conclude(Outcome::HungUp), Effect::HangUp]);
}

#[test]
fn names_of_outcomes_come_back() {
    for outcome in Outcome::ALL {
        assert_eq!(Outcome::parse(outcome.as_str()), Some(outcome));
    }
}

fn any_event() -> impl Strategy<Value = Event> {
    prop_oneof![
        2 => Just(Event::Answered),
        1 => Just(Event::Busy),
        1 => Just(Event::Declined),
        1 => Just(Event::Voicemail),
        8 => "[0-9*#a]".prop_map(|key| Event::Key(key.chars().next().unwrap_or('#'))),
        4 => Just(Event::PromptEnded),
        1 => Just(Event::HungUp),
        1 => Just(Event::Failed),
        3 => Just(Event::Tick),
    ]
}

proptest! {
    /// Whatever happens on the line: one outcome at most, and an approval only if somebody picked up and the last keys before it,
    /// since the prompt before, were a lone pound key.
    #[test]
    fn only_a_lone_pound_key_approves(
        events in prop::collection::vec((any_event(), 0_u64..40), 0..60),
        extension: bool,
        reporting: bool,
    ) {
        let mut call = Dialogue::new(Plan { aim: Aim::Approval, extension, reporting });
        let (mut at, mut keys, mut answered, mut outcomes) = (0, String::new(), false, Vec::new());
        let mut greeted = false;
        for (event, more) in events {
            at += more;
            if let Event::Key(key) = event
                && (key.is_ascii_digit() || key == '#' || key == '*')
            {
                if key == '*' { keys.clear() } else { keys.push(key) }
            }
            answered |= event == Event::Answered;
            for effect in call.on(event, secs(at)) {
                match effect {
                    Effect::Conclude(Outcome::Approved) => {
                        prop_assert!(answered && greeted && event == Event::Key('#'));
                        prop_assert_eq!(keys.as_str(), "#");
                        outcomes.push(Outcome::Approved);
                    }
                    Effect::Conclude(outcome) => outcomes.push(outcome),
                    Effect::Say(prompt) => {
                        greeted = prompt == Prompt::Greeting;
                        keys.clear();
                    }
                    Effect::HangUp => {}
                }
            }
            if event == Event::Key('#') {
                keys.clear();
            }
        }
        prop_assert!(outcomes.len() <= 1);
        prop_assert!(!call.is_over() || outcomes.len() == 1);
    }

    /// Left alone, every call ends.
    #[test]
    fn every_call_ends(events in prop::collection::vec(any_event(), 0..30)) {
        let mut call = Dialogue::new(PLAN);
        for event in events {
            call.on(event, Duration::ZERO);
        }
        for n in 1..100 {
            call.on(Event::PromptEnded, secs(n * 100));
            call.on(Event::Tick, secs(n * 100 + 50));
        }
        prop_assert!(call.is_over());
    }
}
