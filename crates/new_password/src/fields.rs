//! The two fields for a new password, with what is wrong and a meter beside them.

use askama::Template;
use world::{Markup, Words};

use crate::{Judge, Unfit};

/// The scripts of a page with these fields.
pub const SCRIPTS: &[&str] = &["new_password/meter.js"];

/// The fields `new_password` and `new_password_again`, inside a door's form. The meter is a script's and shows itself only where one
/// runs; what counts is the judge.
pub fn fields(words: &dyn Words, judge: &Judge, problem: Option<&Unfit>) -> Markup {
    let shortest = i64::try_from(judge.shortest()).unwrap_or_default();
    let body = Fields {
        words,
        hint: words.say_with("new-password-hint", &[("count", shortest.into())]),
        shortest,
        left: words.say_with("new-password-meter-left", &[("count", "{n}".into())]),
        says: problem.map(|problem| problem.says(words)).unwrap_or_default(),
        again: matches!(problem, Some(Unfit::Differ)),
    };
    // Writing into a text cannot fail.
    Markup::from_template(body.render().unwrap_or_default())
}

#[derive(Template)]
#[template(path = "fields.html")]
struct Fields<'a> {
    words: &'a dyn Words,
    hint: String,
    shortest: i64,
    /// With `{n}` in the place of the characters that are missing, for the script.
    left: String,
    /// What is wrong, and what helps.
    says: Vec<String>,
    /// What is wrong is the second field.
    again: bool,
}
