//! Every form there is, for the tests that fill them in.

/// Every form with its fields, apart from the token.
const FORMS: &[(&str, &[&str])] = &[
    ("/sign-in/user-name", &["user_name", "continue_to"]),
    ("/sign-in/password", &["password", "user_name"]),
    ("/sign-in/answer", &["challenge", "answer", "remember"]),
    ("/sign-in/ask", &["method", "registration"]),
    ("/sign-in/send-again", &["challenge"]),
    ("/sign-in/collect", &["challenge", "remember"]),
    ("/sign-in/stay", &["stay"]),
    ("/sign-in/again", &["continue_to"]),
    // The fields of questions are tried by themselves.
    (
        "/security-info/add",
        &["method", "replaces", "given", "lost", "contact", "place", "number", "extension"],
    ),
    ("/security-info/set-up", &["challenge", "answer", "answer-2", "answer-3", "name"]),
    ("/security-info/send-again", &["challenge"]),
    ("/security-info/collect", &["challenge", "name"]),
    ("/security-info/delete", &["registration"]),
    ("/security-info/default", &["default"]),
    ("/account/sessions/end", &["session"]),
    ("/account/sessions/end-all", &[]),
    ("/sign-out", &[]),
    ("/account/devices/forget", &["device"]),
    ("/account/activity/answer", &["attempt", "me", "sure"]),
    ("/not-me", &["code", "sure"]),
    ("/security-info/confirm", &["do", "continue_to"]),
    ("/security-info/check", &["registration", "do"]),
    ("/account/password", &["old_password", "new_password", "new_password_again", "leave"]),
    ("/sign-in/new-password", &["new_password", "new_password_again"]),
    ("/sign-in/instead", &["answer"]),
    ("/sign-in/open", &["method", "continue_to"]),
    ("/sign-in/open/answer", &["challenge", "continue_to", "answer"]),
];

/// These, and those of another tour.
pub fn forms() -> impl Iterator<Item = &'static (&'static str, &'static [&'static str])> {
    FORMS.iter().chain(crate::reset_tour::FORMS)
}
