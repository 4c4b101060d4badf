//! Mail code: six digits that are mailed to the address that the organization has on file. It serves a password reset and nothing else:
//! whoever reads the mail of an account is no second step of it (NIST SP 800-63B-4 §3.1.3.1).

use askama::Template;
use delivery::{Channel, Mail, Message};
use verification::method::{
    About, Again, Answer, AnsweredBy, Asked, Begun, Checked, Choice, Given, Method, Offered, Pool, Proven,
    SetUpBy, Situation,
};
use verification::reset::{OnFile, Reached, Target, Way};
use verification::{Factor, MethodName, Registration, Role, VerificationError};
use world::text::MailAddress;
use world::{Chance, Markup, Span, Timestamp, Words};

use crate::render;
use crate::sent_code;

/// The method.
#[derive(Clone, Copy, Debug)]
pub struct MailCode;

static ABOUT: About = About {
    name: MethodName::new("mail_code"),
    kind: "mail",
    factor: Factor::Possession,
    role: Role::Reset,
    challenge_lasts: Span::minutes(5),
    set_up_lasts: Span::minutes(5),
    tries: 5,
    rank: 95,
    channel: Some(Channel::Mail),
    answered: AnsweredBy::Typing,
    again: Some(Again { after: Span::seconds(30), most: 3 }),
    set_up: SetUpBy::OnFile,
    endings: &[],
};

/// Nobody sets it up.
const POOL: Pool = Pool { name: "mail", most: 1 };

impl Method for MailCode {
    fn about(&self) -> &'static About {
        &ABOUT
    }

    fn describe(&self, _: &dyn Words, _: &Registration) -> String {
        String::new()
    }

    fn choices(&self, _: &dyn Words, _: &[Registration]) -> Vec<Choice> {
        Vec::new()
    }

    fn read(&self, typed: &str) -> Option<Answer> {
        sent_code::read(typed)
    }

    fn begin(
        &self,
        situation: &Situation<'_>,
        registrations: &[Registration],
        chance: &mut Chance,
    ) -> Result<Begun, VerificationError> {
        let (code, kept) = sent_code::make(chance);
        let record = kept.before(&[]);
        let Some(on_file) = registrations.first() else { return Ok(Begun::quietly(record)) };
        let form = || VerificationError::Form("mail address");
        let address =
            std::str::from_utf8(&on_file.record).ok().and_then(|text| MailAddress::parse(text).ok());
        let values = [
            ("organization", situation.organization.into()),
            ("user", situation.user_name.into()),
            ("code", code.as_str().into()),
            ("minutes", ABOUT.challenge_lasts.as_minutes().into()),
        ];
        let say = |key| situation.words.say_with(key, &values);
        let (subject, text) = (say("method-mail_code-subject"), say("method-mail_code-text"));
        Ok(Begun::sending(record, Message::Mail(Mail::new(&address.ok_or_else(form)?, &subject, text))))
    }

    fn ask(&self, words: &dyn Words, asked: &Asked<'_>) -> Markup {
        render(&Ask { words, problem: asked.problem })
    }

    fn check(&self, record: &[u8], registrations: &[Registration], answer: &Answer, _: Timestamp) -> Checked {
        sent_code::check(record, registrations, answer)
    }

    fn offer(&self, _: &Situation<'_>, _: &Given, _: &mut Chance) -> Result<Begun, &'static str> {
        Err("unreadable")
    }

    fn pool(&self, _: &[u8]) -> Pool {
        POOL
    }

    fn add(&self, _: &dyn Words, _: &Situation<'_>, _: &Offered<'_>) -> Result<Markup, VerificationError> {
        Ok(Markup::default())
    }

    fn prove(&self, _: &[u8], _: &Answer, _: Timestamp) -> Option<Proven> {
        None
    }

    fn default_name(&self, _: &dyn Words, _: &[u8]) -> String {
        String::new()
    }

    fn reset_ways(&self) -> &'static [Way] {
        &[Way { name: "", says: "method-mail_code-choice", shows: "mail", asks_number: false }]
    }

    fn reset_reaches(&self, _: &Way, _: &[Registration], on_file: &OnFile) -> Option<Reached> {
        let record = on_file.mail.as_ref()?.as_str().as_bytes().to_vec();
        Some(Reached { target: Target::OnFile(record), number: None })
    }
}

#[derive(Template)]
#[template(path = "mail_code/ask.html")]
struct Ask<'a> {
    words: &'a dyn Words,
    problem: Option<&'a str>,
}

#[cfg(test)]
mod tests;
