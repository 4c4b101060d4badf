//! Security questions: three that a person chose, with answers that they know. They serve a password reset and nothing else, and only
//! where an organization has turned them on: NIST SP 800-63B-4 §3.1.1.2 forbids them, as others can often find their answers out.
//!
//! All three are asked at once, and are right or wrong together. Whoever has none is asked three as well, always the same for a user name.

mod list;
mod record;
mod told;

use askama::Template;
use verification::method::{
    ANSWER_FIELDS, About, Answer, AnsweredBy, Asked, Begun, Checked, Choice, Given, Method, Offered, Pool,
    Proven, Right, SetUpBy, Situation,
};
use verification::reset::Way;
use verification::{Factor, MethodName, Registration, Role, VerificationError};
use world::{Chance, Markup, Span, Timestamp, Words};

use crate::render;
use list::{find, says};
use record::{Kept, questions_of};

pub use list::{ASKED, QUESTIONS};
pub use told::{LONGEST, SHORTEST};

/// The method.
#[derive(Clone, Copy, Debug)]
pub struct SecurityQuestions;

static ABOUT: About = About {
    name: MethodName::new("security_questions"),
    kind: "security_questions",
    factor: Factor::Knowledge,
    role: Role::Reset,
    challenge_lasts: Span::minutes(5),
    set_up_lasts: Span::minutes(15),
    tries: 5,
    rank: 99,
    channel: None,
    answered: AnsweredBy::Typing,
    again: None,
    set_up: SetUpBy::Beside,
    endings: &[],
};

/// One set at a time.
pub const POOL: Pool = Pool { name: "security_questions", most: 1 };

/// The fields in which questions are chosen and answered.
const GIVEN: [(&str, &str); ASKED] =
    [("question-1", "answer-1"), ("question-2", "answer-2"), ("question-3", "answer-3")];

/// Puts the first ones in an order of chance; what follows them is of no matter.
fn shuffle(keys: &mut [&'static str], first: usize, chance: &mut Chance) {
    for place in 0..first.min(keys.len()) {
        let left = u64::try_from(keys.len() - place).unwrap_or(1);
        let drawn = usize::try_from(u64::from_be_bytes(chance.bytes()) % left).unwrap_or(0);
        keys.swap(place, place + drawn);
    }
}

/// A challenge that asks these, in an order of chance.
fn asking(mut questions: [&'static str; ASKED], chance: &mut Chance) -> Begun {
    shuffle(&mut questions, ASKED, chance);
    Begun::quietly(questions.join(" ").into_bytes())
}

/// The questions that were chosen with their answers. An error is the end of the key that says what is wrong.
fn given(situation: &Situation<'_>, given: &Given, chance: &mut Chance) -> Result<Kept, &'static str> {
    let question = |(field, _)| find(given.get(field)).ok_or("no-question");
    let [one, two, three] = GIVEN.map(question);
    let questions = [one?, two?, three?];
    if questions[0] == questions[1] || questions[1] == questions[2] || questions[0] == questions[2] {
        return Err("same-question");
    }
    let answer = |(_, field): (&str, &str)| told::read(given.get(field)).ok_or("length");
    let [one, two, three] = GIVEN.map(answer);
    let answers = [one?, two?, three?];
    if answers[0] == answers[1] || answers[1] == answers[2] || answers[0] == answers[2] {
        return Err("same-answer");
    }
    let user_name = told::folded(situation.user_name);
    for (question, answer) in questions.iter().zip(&answers) {
        if told::folded(&says(situation.words, question)).contains(answer.as_str()) {
            return Err("in-question");
        }
        if user_name.contains(answer.as_str()) {
            return Err("is-name");
        }
    }
    Ok(Kept::new(questions, &answers.each_ref().map(String::as_str), chance))
}

/// The fields in which these are answered.
fn fields(words: &dyn Words, questions: Option<[&'static str; ASKED]>) -> Vec<(&'static str, String)> {
    let questions = questions.map_or_else(Vec::new, Vec::from);
    ANSWER_FIELDS.into_iter().zip(questions).map(|(field, key)| (field, says(words, key))).collect()
}

impl Method for SecurityQuestions {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn must_be_turned_on(&self) -> bool {
        true
    }

    fn describe(&self, words: &dyn Words, _: &Registration) -> String {
        words.say("method-security_questions-describe")
    }

    fn choices(&self, words: &dyn Words, _: &[Registration]) -> Vec<Choice> {
        vec![Choice { registration: None, says: words.say("method-security_questions-choice") }]
    }

    fn read(&self, typed: &str) -> Option<Answer> {
        let answers: Vec<_> = typed.split('\n').take(ASKED + 1).map(told::read).collect::<Option<_>>()?;
        (answers.len() == ASKED).then(|| Answer::new(answers.join("\n")))
    }

    fn begin(
        &self,
        _: &Situation<'_>,
        registrations: &[Registration],
        chance: &mut Chance,
    ) -> Result<Begun, VerificationError> {
        let kept = registrations.first().and_then(|one| Kept::read(&one.record));
        Ok(asking(kept.ok_or(VerificationError::Form("security questions"))?.questions(), chance))
    }

    fn begin_for_nobody(
        &self,
        _: &Situation<'_>,
        own: &mut Chance,
        chance: &mut Chance,
    ) -> Result<Begun, VerificationError> {
        let mut drawn = QUESTIONS;
        shuffle(&mut drawn, ASKED, own);
        let [one, two, three, ..] = drawn;
        Ok(asking([one, two, three], chance))
    }

    fn ask(&self, words: &dyn Words, asked: &Asked<'_>) -> Markup {
        let fields = fields(words, questions_of(asked.record));
        render(&Ask { words, fields, trial: false, problem: asked.problem })
    }

    fn check(&self, record: &[u8], registrations: &[Registration], answer: &Answer, _: Timestamp) -> Checked {
        let (Some(asked), Some(registration)) = (questions_of(record), registrations.first()) else {
            return Checked::Wrong;
        };
        let right = Kept::read(&registration.record).is_some_and(|kept| kept.is(asked, answer.as_str()));
        if right { Checked::Right(Right::of(registration.id)) } else { Checked::Wrong }
    }

    fn given_fields(&self) -> &'static [&'static str] {
        &["question-1", "answer-1", "question-2", "answer-2", "question-3", "answer-3"]
    }

    fn details(&self, words: &dyn Words, given: &Given, problem: Option<&str>) -> Option<Markup> {
        let row = |(n, (question, answer)): (usize, (&'static str, &'static str))| Row {
            asks: words.say_with("method-security_questions-question", &[("number", (n + 1).into())]),
            tells: words.say_with("method-security_questions-answer", &[("number", (n + 1).into())]),
            question,
            answer,
            chosen: find(given.get(question)),
            typed: given.get(answer).to_owned(),
        };
        let rows = GIVEN.into_iter().enumerate().map(row).collect();
        let choices = QUESTIONS.map(|key| (key, says(words, key)));
        Some(render(&Details { words, rows, choices, problem }))
    }

    fn offer(
        &self,
        situation: &Situation<'_>,
        fields: &Given,
        chance: &mut Chance,
    ) -> Result<Begun, &'static str> {
        Ok(Begun::quietly(given(situation, fields, chance)?.to_record()))
    }

    fn pool(&self, _: &[u8]) -> Pool {
        POOL
    }

    fn add(
        &self,
        words: &dyn Words,
        _: &Situation<'_>,
        offered: &Offered<'_>,
    ) -> Result<Markup, VerificationError> {
        let kept = Kept::read(offered.record).ok_or(VerificationError::Form("security questions"))?;
        let fields = fields(words, Some(kept.questions()));
        Ok(render(&Ask { words, fields, trial: true, problem: offered.problem }))
    }

    fn prove(&self, offer: &[u8], answer: &Answer, _: Timestamp) -> Option<Proven> {
        let kept = Kept::read(offer)?;
        kept.is(kept.questions(), answer.as_str()).then(|| Proven::of(offer.to_vec()))
    }

    fn default_name(&self, words: &dyn Words, _: &[u8]) -> String {
        words.say("method-security_questions-default-name")
    }

    fn is_named(&self) -> bool {
        false
    }

    fn reset_ways(&self) -> &'static [Way] {
        &[Way { name: "", says: "method-security_questions-choice", shows: "questions", asks_number: false }]
    }
}

/// What is stored for questions of the list that somebody has answered already, as a demo brings along; none if an answer cannot be one.
pub fn registration_of(
    chosen: [(&str, &str); ASKED],
    chance: &mut Chance,
) -> Option<(&'static str, Pool, Proven)> {
    let [one, two, three] = chosen.map(|(key, told)| Some((find(key)?, told::read(told)?)));
    let [one, two, three] = [one?, two?, three?];
    let kept = Kept::new([one.0, two.0, three.0], &[&one.1, &two.1, &three.1], chance);
    Some((ABOUT.kind, POOL, Proven { only_resets: true, ..Proven::of(kept.to_record()) }))
}

/// A question that is chosen, and its answer.
struct Row {
    asks: String,
    tells: String,
    question: &'static str,
    answer: &'static str,
    chosen: Option<&'static str>,
    typed: String,
}

#[derive(Template)]
#[template(path = "security_questions/details.html")]
struct Details<'a> {
    words: &'a dyn Words,
    rows: Vec<Row>,
    choices: [(&'static str, String); QUESTIONS.len()],
    problem: Option<&'a str>,
}

#[derive(Template)]
#[template(path = "security_questions/ask.html")]
struct Ask<'a> {
    words: &'a dyn Words,
    /// Each field with its question.
    fields: Vec<(&'static str, String)>,
    /// Whether they are tried out while they are set up.
    trial: bool,
    problem: Option<&'a str>,
}

#[cfg(test)]
mod tests;
