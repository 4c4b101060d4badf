//! What a person is told while something rests: how many minutes it still does.

use askama::Template;
use world::words::Word;
use world::{Markup, Span, Words};

/// A key of the texts that is said above a form, with the minutes of which it may speak.
#[derive(Clone, Copy, Debug)]
pub struct Says<'a> {
    /// The key.
    pub key: &'a str,
    minutes: i64,
}

impl<'a> From<&'a str> for Says<'a> {
    fn from(key: &'a str) -> Self {
        Self { key, minutes: 0 }
    }
}

impl<'a> Says<'a> {
    /// One that says for how long something rests.
    pub fn resting(key: &'a str, rest: Span) -> Self {
        Self { key, minutes: rest.as_minutes() }
    }

    /// In these words.
    pub fn say(self, words: &dyn Words) -> String {
        words.say_with(self.key, &[("minutes", self.minutes.into())])
    }
}

/// The same as a text that counts down while it is read. When the rest is over, the button beside it can be pressed again; where there is
/// none, the page is looked for again at `look`.
pub fn rests(words: &dyn Words, key: &str, rest: Span, look: impl ToString) -> Markup {
    let say = |minutes: Word| words.say_with(key, &[("minutes", minutes)]);
    let text = Rests {
        seconds: rest.as_seconds(),
        now: say(rest.as_minutes().into()),
        one: say(1_i64.into()),
        other: say("{n}".into()),
        look: look.to_string(),
    };
    // Writing into a text cannot fail.
    Markup::from_template(text.render().unwrap_or_default())
}

#[derive(Template)]
#[template(path = "rests.html")]
struct Rests {
    seconds: i64,
    /// With the minutes left at this moment.
    now: String,
    /// For one minute.
    one: String,
    /// With `{n}` in the place of the minutes, for the script.
    other: String,
    look: String,
}
