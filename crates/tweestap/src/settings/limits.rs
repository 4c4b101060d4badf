//! `docs/limits.md`: every number of signing in and setting up, from the table of keys and from the constants of the code.

use std::fmt::Write;

use accounts::organizations::MOST_REMEMBER_DAYS;
use accounts::pass_policy::{self, FINISHED_WITHIN, LENGTHS, MINUTES};
use accounts::reset_rules::MOST_CONFIRM_DAYS;
use methods::security_questions::{ASKED, LONGEST as LONGEST_TOLD, QUESTIONS, SHORTEST as SHORTEST_TOLD};
use password_policy::{LONGEST, LONGEST_WORD, MOST_WORDS, SHORTEST_WORD};
use verification::{FIRST_STEP_COUNTS, FRESH_FOR_CHANGES};
use world::Span;

use super::keys::{KEYS, Kind};
use crate::server::{HEAD, HEAD_BYTES, HEAD_FIELDS};

/// What is limited, its number, and a note.
type Limit = (&'static str, String, &'static str);

/// `docs/limits.md`.
pub fn limits_document() -> String {
    let mut text = String::from(
        "# Limits\n\n\
         Every number of signing in and setting up. Nothing is kept secret here: people see how long they wait, and operators see why.\n\n\
         ## Configured\n\n| key | default | range | what it is |\n|---|---|---|---|\n",
    );
    for key in KEYS {
        if let Kind::Number(least, most) = key.kind {
            let _ =
                writeln!(text, "| `{}` | {} | {least} to {most} | {} |", key.name, key.default, key.about);
        }
    }
    text.push_str("\n## Fixed\n\n| what | number | note |\n|---|---|---|\n");
    let rows = of_signing_in().into_iter().chain(of_requests()).chain(of_messages()).chain(of_notices());
    for (what, number, note) in rows.chain(of_passwords()).chain(of_resets()).chain(of_pools()) {
        let _ = writeln!(text, "| {what} | {number} | {note} |");
    }
    text + &methods_table()
}

fn minutes(span: Span) -> String {
    format!("{} minutes", span.as_minutes())
}

fn of_signing_in() -> Vec<Limit> {
    vec![
        (
            "password that was typed",
            minutes(FIRST_STEP_COUNTS),
            "a sign-in that takes longer asks for it again",
        ),
        (
            "second step before a change of security info",
            minutes(FRESH_FOR_CHANGES),
            "older ones are asked for again",
        ),
        (
            "app code",
            format!(
                "{} digits, {} s, ±{} step, each code once",
                otp::DIGITS,
                otp::STEP_SECONDS,
                methods::authenticator_app::WINDOW
            ),
            "RFC 6238",
        ),
        (
            "don’t ask again on this device",
            format!("14 days; 0 to {MOST_REMEMBER_DAYS} for an organization"),
            "a new token at every use; forgotten when a method is changed or deleted",
        ),
        (
            "security info taken to be right",
            format!("until it is changed; 0 to {MOST_CONFIRM_DAYS} days for an organization that asks again"),
            "asked at a sign-in, which goes on after any answer",
        ),
        (
            "phone call",
            format!(
                "rings {} s, greets at most {} times, waits {} s for a key after each prompt",
                call_dialogue::RINGS.as_secs(),
                call_dialogue::MOST_GREETINGS,
                call_dialogue::WAITS_FOR_KEY.as_secs()
            ),
            "then it says goodbye, and nothing was approved",
        ),
        (
            "page that waits for a phone",
            format!("{} at a time", minutes(web::LONGEST_WAIT)),
            "then it looks again by itself",
        ),
        (
            "sign-in without a user name",
            "one answer to a question, right or wrong".to_owned(),
            "then a new question is asked",
        ),
        ("browser known again", format!("{} days", web::BROWSER_LASTS.as_days()), "after its last visit"),
    ]
}

/// Those of what is sent to this server.
fn of_requests() -> Vec<Limit> {
    use world::text::{LONGEST_LOCAL_PART, LONGEST_NAME, LONGEST_USER_NAME};
    vec![
        (
            "form",
            format!(
                "{} KiB, {} fields, valid {} h",
                web::LONGEST_BODY / 1024,
                web::MOST_FIELDS,
                web::FORM_HOURS
            ),
            "larger: 413; older: refused with its own page",
        ),
        (
            "header of a request",
            format!("{} KiB, {HEAD_FIELDS} fields, {} s to arrive", HEAD_BYTES / 1024, HEAD.as_secs()),
            "more: the connection is closed",
        ),
        (
            "answer to a method",
            format!("{} KiB", web::LONGEST_ANSWER / 1024),
            "a longer one cannot be read, and costs no try",
        ),
        (
            "password",
            format!("1 to {} bytes after NFKC", vault::hashing::LONGEST_PASSWORD),
            "NIST SP 800-63B-4",
        ),
        (
            "user name",
            format!("{LONGEST_USER_NAME} characters, {LONGEST_LOCAL_PART} before the @"),
            "ASCII letters, digits and ' . - _ ! # ^ ~ +",
        ),
        (
            "name of a person, app or organization",
            format!("{LONGEST_NAME} characters"),
            "no control characters",
        ),
        (
            "store",
            format!("{} waiting steps, {} to a commit", store::QUEUE, store::GROUP),
            "more: 503 with Retry-After; what need not last at once does after a second of rest",
        ),
    ]
}

fn of_messages() -> [Limit; 2] {
    use delivery::outbox::{FIRST_WAIT, FIRST_WAIT_OF_A_PUSH, LONGEST_WAIT};
    use web_push::vapid::{HOLDS, KEPT, USED};
    [
        (
            "message that could not be carried",
            format!(
                "tried again after {} s, doubling to {} minutes, for {} days; a push after {} s",
                FIRST_WAIT.as_seconds(),
                LONGEST_WAIT.as_minutes(),
                delivery::GIVEN_UP_AFTER.as_days(),
                FIRST_WAIT_OF_A_PUSH.as_seconds(),
            ),
            "a push while its request waits; whoever asks to wait longer is waited for, an hour at most",
        ),
        (
            "word for a push service (VAPID)",
            format!(
                "signed every {} minutes, valid {} h, {KEPT} push services kept",
                USED / 60,
                HOLDS / 3600
            ),
            "RFC 8292 §2: 24 h at most",
        ),
    ]
}

fn of_notices() -> [Limit; 3] {
    [
        (
            "“this was not me” in a mail",
            format!("{} days, once, a code of 80 bits", notices::LASTS.as_days()),
            "what was set up since the sign-in that changed something, or in the day before, is suspended; a new password is chosen",
        ),
        (
            "administrators who are told that somebody was not themselves",
            format!("{} at most", notices::MOST_ADMINISTRATORS),
            "who has a mail address, in the order of their user names",
        ),
        (
            "logo of an organization",
            format!("{} KiB, PNG or SVG", accounts::looks::LARGEST_LOGO / 1024),
            "no script in it; where people ask for help: 100 characters",
        ),
    ]
}

/// The numbers of passwords and of what is typed instead.
fn of_passwords() -> Vec<Limit> {
    let passes = pass_policy::Terms::default();
    vec![
        (
            "temporary access pass",
            format!(
                "{} to {} letters and digits of 5 bits; {} to {} minutes, {} if nothing is said",
                LENGTHS.start(),
                LENGTHS.end(),
                passes.least.as_minutes(),
                passes.most.as_minutes(),
                passes.lifetime.as_minutes(),
            ),
            "wrong ones rest like codes, by user name; a session that rests on it alone ends with it",
        ),
        (
            "what an organization can allow of passes",
            format!(
                "{} minutes to {} days, {} to {} letters and digits, always once, or none at all",
                MINUTES.start(),
                MINUTES.end() / 24 / 60,
                LENGTHS.start(),
                LENGTHS.end(),
            ),
            "passes that were made before stay as they are; where they are turned off none serves",
        ),
        (
            "pass that is good once",
            minutes(FINISHED_WITHIN),
            "until then something that lasts is set up: the sign-in, and a session that rests on it alone, end after so long",
        ),
        (
            "words that an organization bans from passwords",
            format!("{MOST_WORDS}, of {SHORTEST_WORD} to {LONGEST_WORD} characters"),
            "each counts as one point of the five that a password needs",
        ),
        (
            "new password",
            format!("at most {LONGEST} characters after NFKC"),
            "not a name, not built of banned words, not breached, not soon guessed, not the old one",
        ),
    ]
}

/// What each method allows, a row each.
fn methods_table() -> String {
    let mut text = String::from(
        "\n## Methods\n\n| method | waits for its answer | answers to one challenge | its message again |\n|---|---|---|---|\n",
    );
    let sign_in = methods::METHODS;
    let only_resets = sign_in.with_turned_on(true).for_reset().all().filter(|one| {
        let name = one.about().name.as_str();
        sign_in.find(name).is_none()
    });
    for method in sign_in.all().chain(only_resets) {
        let about = method.about();
        let again = about.again.map_or("a new challenge".to_owned(), |again| {
            format!("after {} s, at most {} times", again.after.as_seconds(), again.most)
        });
        let (name, minutes) = (about.name.as_str(), about.challenge_lasts.as_minutes());
        let _ = writeln!(text, "| `{name}` | {minutes} min | {} | {again} |", about.tries);
    }
    text
}

/// Those of getting a new password.
fn of_resets() -> [Limit; 6] {
    [
        (
            "groups of people",
            format!("{} to an organization", accounts::groups::MOST),
            "a further one is refused; one of them may be the only one whose people reset a password",
        ),
        (
            "reset of a password",
            format!(
                "one or two methods, two for administrators; a proof counts {} minutes",
                verification::reset::COUNTS.as_minutes()
            ),
            "two unless the organization says otherwise (NIST SP 800-63B-4 §4.2.2); phones and mail addresses on file count, set up or not",
        ),
        (
            "recovery code in a reset",
            "50 bits, one of two methods".to_owned(),
            "a look-up secret (§3.1.2): alone it is enough only where one method is",
        ),
        (
            "security questions in a reset",
            format!(
                "{ASKED} of {}, all asked at once and right or wrong together; answers of {} to {} characters",
                QUESTIONS.len(),
                SHORTEST_TOLD,
                LONGEST_TOLD,
            ),
            "off unless an organization turns them on, and never for administrators: NIST SP 800-63B-4 forbids them (§3.1.1.2) \
             and knows no recovery by them (§4.2); one of two methods, and alone enough only where one method is; their answers \
             are kept as one salted hash in a record that the key ring seals",
        ),
        (
            "new password in a reset",
            "may not be guessable, and may be of any characters".to_owned(),
            "no rule of digits and capitals, and none ends by itself (§3.1.1.2)",
        ),
        (
            "page on which a reset begins",
            format!("{} minutes, once", password_reset::FIRST_PAGE_LASTS.as_minutes()),
            "then it asks again",
        ),
    ]
}

/// How many of its kind an account may have.
fn of_pools() -> impl Iterator<Item = Limit> {
    methods::POOLS.iter().map(|(pool, what)| {
        let replaced = [methods::access_pass::POOL, methods::security_questions::POOL].contains(pool);
        let note = if replaced { "a new one takes its place" } else { "a further one is refused" };
        (*what, format!("{} to an account", pool.most), note)
    })
}
