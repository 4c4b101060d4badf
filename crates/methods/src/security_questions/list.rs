//! The questions that a person chooses from. A question is stored by its key, and asked in the words of whoever reads it.

use world::Words;

/// The keys, in the order in which they are shown. One that somebody has chosen must stay.
pub const QUESTIONS: [&str; 20] = [
    "first-pet",
    "first-school",
    "first-street",
    "first-teacher",
    "first-job",
    "first-concert",
    "first-film",
    "first-journey",
    "first-dish",
    "first-boss",
    "child-friend",
    "child-toy",
    "child-book",
    "child-hero",
    "child-nickname",
    "child-dream",
    "child-holiday",
    "child-neighbour",
    "grandmother-town",
    "lost-thing",
];

/// How many a person chooses, and is asked.
pub const ASKED: usize = 3;

/// A question of the list.
pub fn find(key: &str) -> Option<&'static str> {
    QUESTIONS.into_iter().find(|known| *known == key)
}

/// What a question says.
pub fn says(words: &dyn Words, key: &str) -> String {
    words.say(&format!("method-security_questions-ask-{key}"))
}
