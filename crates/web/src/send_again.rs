//! The form that has a message sent again.

use askama::Template;
use world::words::Word;
use world::{ChallengeId, Markup, Span, Words};

use crate::Visit;

/// The form that has the message of a challenge sent again by `action`, with this on its button, which is possible after `left`; or else the
/// text that says why it is not. A script counts down; without script the button can be pressed, and the step refuses it until then.
pub fn send_again_form(
    visit: &Visit,
    (action, says): (&'static str, String),
    challenge: ChallengeId,
    left: Result<Span, &'static str>,
) -> Markup {
    let words = visit.words();
    let say = |seconds: Word| words.say_with("send-again-in", &[("seconds", seconds)]);
    let countdown = left.map(|left| Countdown {
        seconds: left.as_seconds(),
        says: say(left.as_seconds().into()),
        pattern: say("{n}".into()),
    });
    let form = SendAgain { words, action, says, csrf: visit.csrf(), challenge, countdown };
    // Writing into a text cannot fail.
    Markup::from_template(form.render().unwrap_or_default())
}

struct Countdown {
    seconds: i64,
    /// With the seconds left at this moment.
    says: String,
    /// With `{n}` in the place of the seconds, for the script.
    pattern: String,
}

#[derive(Template)]
#[template(path = "send-again.html")]
struct SendAgain<'a> {
    words: &'a dyn Words,
    action: &'static str,
    says: String,
    csrf: String,
    challenge: ChallengeId,
    countdown: Result<Countdown, &'static str>,
}
