//! The documents that are made from the table of keys.

use std::fmt::Write;

use methods::access_pass::{DEFAULT_MINUTES, LENGTHS, MINUTES};
use methods::security_questions::{ASKED, LONGEST as LONGEST_TOLD, QUESTIONS, SHORTEST as SHORTEST_TOLD};
use password_policy::{LONGEST, LONGEST_WORD, MOST_WORDS, SHORTEST_WORD};

use super::keys::{KEYS, Kind};

/// A configuration file with every key at its default, commented out.
pub fn default_file() -> String {
    let mut text =
        String::from("# Every key of Tweestap at its default. Remove the # before those that you change.\n");
    let mut section = "";
    for key in KEYS {
        let (own, name) = key.name.split_once('.').unwrap_or_default();
        if own != section {
            section = own;
            let _ = write!(text, "\n[{section}]\n");
        }
        let value = if matches!(key.kind, Kind::Number(..)) {
            key.default.to_owned()
        } else {
            format!("{:?}", key.default)
        };
        let _ = write!(text, "# {}\n# {name} = {value}\n", key.about);
    }
    text
}

/// `docs/configuration.md`.
pub fn configuration_document() -> String {
    let mut text = String::from(
        "# Configuration\n\n\
         `tweestap` reads `tweestap.toml` in the data folder, or the file that `--config` or `TWEESTAP_CONFIG` names. Every key can be\n\
         overridden by an environment variable. A key or a variable that does not exist is refused, with its line and the nearest right one.\n\
         `tweestap check` shows what is used and where it comes from; `tweestap check --print-defaults` prints a file to begin with.\n\n\
         | key | variable | default | what it is for |\n|---|---|---|---|\n",
    );
    for key in KEYS {
        let default = if key.default.is_empty() { "empty".to_owned() } else { format!("`{}`", key.default) };
        let _ = writeln!(text, "| `{}` | `{}` | {default} | {} |", key.name, key.variable(), key.about);
    }
    text
}

/// Those of getting a new password.
fn of_resets() -> [(&'static str, String, &'static str); 5] {
    [
        (
            "reset of a password",
            "one or two methods, two for administrators; a proof counts 15 minutes".to_owned(),
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
        ("page on which a reset begins", "10 minutes, once".to_owned(), "then it asks again"),
    ]
}

/// Numbers that are not configured, as the code has them.
fn fixed() -> Vec<(&'static str, String, &'static str)> {
    let mut rows = vec![
        (
            "second step before a change of security info",
            "15 minutes".to_owned(),
            "older ones are asked for again",
        ),
        ("app code", "6 digits, 30 s, ±1 step, each code once".to_owned(), "RFC 6238"),
        ("form", "64 KiB, 64 fields, valid 24 h".to_owned(), "larger: 413; older: refused with its own page"),
        (
            "header of a request",
            "64 KiB, 100 fields, 10 s to arrive".to_owned(),
            "more: the connection is closed",
        ),
        ("password", "1 to 1024 bytes after NFKC".to_owned(), "NIST SP 800-63B-4"),
        (
            "user name",
            "113 characters, 64 before the @".to_owned(),
            "ASCII letters, digits and ' . - _ ! # ^ ~ +",
        ),
        ("name of a person, app or organization", "100 characters".to_owned(), "no control characters"),
        (
            "don’t ask again on this device",
            "14 days; 0 to 365 for an organization".to_owned(),
            "a new token at every use; forgotten when a method is changed or deleted",
        ),
        (
            "phone call",
            "rings 30 s, waits 20 s for a key after each prompt".to_owned(),
            "the greeting at most three times",
        ),
        ("page that waits for a phone", "5 minutes at a time".to_owned(), "then it looks again by itself"),
        ("answer to a method", "8 KiB".to_owned(), "a longer one cannot be read, and costs no try"),
        (
            "sign-in without a user name",
            "one answer to a question, right or wrong".to_owned(),
            "then a new question is asked",
        ),
        ("browser known again", "400 days".to_owned(), "after its last visit"),
        (
            "store",
            "4096 waiting steps, 256 to a commit".to_owned(),
            "more: 503 with Retry-After; what need not last at once does after a second of rest",
        ),
    ];
    rows.extend(of_messages());
    rows.extend(of_looks_and_notices());
    rows.extend(of_passwords());
    rows.extend(of_resets());
    for (pool, what) in methods::POOLS {
        let replaced = [methods::access_pass::POOL, methods::security_questions::POOL].contains(pool);
        let note = if replaced { "a new one takes its place" } else { "a further one is refused" };
        rows.push((*what, format!("{} to an account", pool.most), note));
    }
    rows
}

fn of_messages() -> [(&'static str, String, &'static str); 2] {
    [
        (
            "message that could not be carried",
            "tried again after 30 s, doubling to an hour, for three days".to_owned(),
            "a push after 2 s, while its request waits; whoever asks to wait longer is waited for, an hour at most",
        ),
        (
            "word for a push service (VAPID)",
            "signed once an hour, valid 12 h, 64 push services kept".to_owned(),
            "RFC 8292 §2: 24 h at most",
        ),
    ]
}

fn of_looks_and_notices() -> [(&'static str, String, &'static str); 3] {
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
fn of_passwords() -> Vec<(&'static str, String, &'static str)> {
    vec![
        (
            "temporary access pass",
            format!(
                "{} to {} letters and digits of 5 bits; {} minutes to {} days, {} minutes if nothing is said",
                LENGTHS.start(),
                LENGTHS.end(),
                MINUTES.start(),
                MINUTES.end() / 24 / 60,
                DEFAULT_MINUTES,
            ),
            "wrong ones rest like codes, by user name; a session that rests on it alone ends with it",
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
    for method in methods::METHODS.all() {
        let about = method.about();
        let again = about.again.map_or("a new challenge".to_owned(), |again| {
            format!("after {} s, {} times in all", again.after.as_seconds(), again.most)
        });
        let (name, minutes) = (about.name.as_str(), about.challenge_lasts.as_minutes());
        let _ = writeln!(text, "| `{name}` | {minutes} min | {} | {again} |", about.tries);
    }
    text
}

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
    for (what, number, note) in fixed() {
        let _ = writeln!(text, "| {what} | {number} | {note} |");
    }
    text + &methods_table()
}
