//! What is shown of requests and outcomes.

use device_protocol::{Millis, Outcome, Purpose, Request};

use super::super::output::harmless;

/// What a request asks for.
fn purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::SignIn => "A sign-in",
        Purpose::StepUp => "A confirmation that it is you",
        Purpose::Reset => "A new password",
        Purpose::SetUp => "The test that ends the pairing",
    }
}

/// A request, in a few lines. What the server says moves no terminal.
pub fn request(user_name: &str, request: &Request, now: Millis) -> String {
    let to = if request.application.is_empty() { &request.organization } else { &request.application };
    let place = request.place.as_deref().unwrap_or("place unknown");
    let known = if request.familiar { "has signed in before" } else { "is new to this account" };
    let system = if request.system.is_empty() { String::new() } else { format!(" on {}", request.system) };
    let left = (request.ends_at.get() - now.get()).max(0) / 1000;
    let lines = [
        format!("{} for {user_name} at {to}", purpose(request.purpose)),
        format!("  from     {place} ({})", request.address),
        format!("  browser  {}{system}, which {known}", request.browser),
        format!("  ends in  {left} s"),
    ];
    lines.map(|line| harmless(&line)).join("\n")
}

/// What became of an answer; an error if it was not what the person wanted.
pub fn outcome(outcome: Outcome, what: Purpose) -> Result<&'static str, &'static str> {
    match (outcome, what) {
        (Outcome::Approved, Purpose::SetUp) => {
            Ok("Approved: this program is an authenticator of the account now.")
        }
        (Outcome::Approved, _) => Ok("Approved."),
        (Outcome::Refused, _) => Ok("Refused: nobody was let in."),
        (Outcome::Reported, _) => {
            Ok("Reported: nobody was let in. If someone may know your password, change it now.")
        }
        (Outcome::WrongNumber, _) => Err(
            "that was not the number, and the request has ended. If you asked yourself, let the page ask anew; if not, report the next one",
        ),
        (Outcome::Over, _) => Err("the request had ended, or was answered before. Let the page ask anew"),
    }
}

#[cfg(test)]
mod tests {
    use device_protocol::Id;

    use super::*;

    #[test]
    fn a_request_is_shown_in_four_lines_whatever_the_server_says() {
        let at = |n| Millis::new(n).unwrap();
        let shown = Request {
            challenge: Id::parse(&"a".repeat(26)).unwrap(),
            purpose: Purpose::SignIn,
            organization: "School\u{1b}[2J\n".to_owned(),
            application: String::new(),
            address: "203.0.113.7".to_owned(),
            place: None,
            browser: "Firefox".to_owned(),
            system: "Windows\u{7}".to_owned(),
            familiar: false,
            rings: true,
            asked_at: at(0),
            ends_at: at(47_999),
        };
        let text = request("anna@school.example", &shown, at(1000));
        assert_eq!(text.lines().count(), 4, "{text}");
        assert!(text.chars().all(|c| !c.is_control() || c == '\n'), "{text:?}");
        assert!(text.contains("46 s") && text.contains("place unknown (203.0.113.7)"), "{text}");
    }
}
