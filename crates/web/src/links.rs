//! The addresses of Tweestap, each a type, so that rooms link to each other without knowing each other.

mod help;

use std::fmt;

pub use help::{Help, HelpPage};
use world::{ChallengeId, RegistrationId};

macro_rules! links {
    ($($(#[$doc:meta])* $name:ident = $path:literal;)+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl $name {
            /// The path.
            pub const PATH: &'static str = $path;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str($path)
            }
        }
    )+};
}

links! {
    /// The front page.
    Front = "/";
    /// The logo of an organization, before its name.
    Logo = "/assets/logo";
    /// The sign-in form for the user name.
    SignInUserName = "/sign-in/user-name";
    /// The sign-in form for the password.
    SignInPassword = "/sign-in/password";
    /// The sign-in form for a new password, where one must be chosen.
    SignInNewPassword = "/sign-in/new-password";
    /// The sign-in form for what is typed instead of a password.
    SignInInstead = "/sign-in/instead";
    /// The sign-in form for a second step.
    SignInAnswer = "/sign-in/answer";
    /// The other ways of taking the second step.
    SignInAnother = "/sign-in/another";
    /// Begins one of them.
    SignInAsk = "/sign-in/ask";
    /// Sends the message of a challenge again.
    SignInSendAgain = "/sign-in/send-again";
    /// Takes what was answered elsewhere.
    SignInCollect = "/sign-in/collect";
    /// The events of a page that waits.
    SignInEvents = "/sign-in/events";
    /// What a sign-in waits for, as JSON.
    SignInWaiting = "/sign-in/waiting";
    /// The sign-in form that asks whether to stay signed in.
    SignInStay = "/sign-in/stay";
    /// Leaves a sign-in and begins anew.
    SignInAgain = "/sign-in/again";
    /// The sign-in form for what says whose it is.
    SignInOpenAnswer = "/sign-in/open/answer";
    /// Setting up the first method in the middle of a sign-in.
    SetUp = "/security-info/set-up";
    /// Recovery codes, offered when the first method has been set up.
    SetUpRecovery = "/security-info/recovery";
    /// What is asked before a set-up begins.
    SetUpDetails = "/security-info/details";
    /// Leaves a set-up that waits, and chooses another method.
    SetUpChoose = "/security-info/choose";
    /// Sends the message of a set-up again.
    SetUpSendAgain = "/security-info/send-again";
    /// Takes what was answered elsewhere to prove a set-up.
    SetUpCollect = "/security-info/collect";
    /// The events of a set-up that waits.
    SetUpEvents = "/security-info/events";
    /// Chooses the method by which one is asked first.
    DefaultMethod = "/security-info/default";
    /// A person's methods.
    SecurityInfo = "/security-info";
    /// Adding a method.
    SecurityInfoAdd = "/security-info/add";
    /// Deleting a method.
    SecurityInfoDelete = "/security-info/delete";
    /// A person's account.
    Account = "/account";
    /// Changing one's password.
    AccountPassword = "/account/password";
    /// A person's sign-ins.
    Activity = "/account/activity";
    /// The browsers in which a person is signed in.
    Sessions = "/account/sessions";
    /// The browsers that are not asked for a second step, and forgetting one.
    DeviceForget = "/account/devices/forget";
    /// Ends one of them.
    SessionEnd = "/account/sessions/end";
    /// Ends all of them.
    SignOutEverywhere = "/account/sessions/end-all";
    /// Ends the session of the browser that asks.
    SignOut = "/sign-out";
    /// Looking at one's security info after "this was not me".
    SecurityInfoCheck = "/security-info/check";
    /// Says "this was not me", with the code of a mail.
    NotMe = "/not-me";
    /// Says of one's own sign-in whether it was oneself.
    ActivityAnswer = "/account/activity/answer";
    /// The demo's phone.
    Simulator = "/simulator";
    /// Getting a new password.
    PasswordReset = "/password-reset";
    /// Begins with a user name.
    PasswordResetBegin = "/password-reset/begin";
    /// Says what it is for.
    PasswordResetAim = "/password-reset/aim";
    /// Asks by a method.
    PasswordResetAsk = "/password-reset/ask";
    /// The form for the whole number of a telephone.
    PasswordResetNumber = "/password-reset/number";
    /// The form for a method's answer.
    PasswordResetAnswer = "/password-reset/answer";
    /// Takes what was answered elsewhere.
    PasswordResetCollect = "/password-reset/collect";
    /// Has the message of a method sent again.
    PasswordResetSendAgain = "/password-reset/send-again";
    /// The events of a page that waits.
    PasswordResetEvents = "/password-reset/events";
    /// Leaves a method, and chooses another one.
    PasswordResetAnother = "/password-reset/another";
    /// The form for the new password.
    PasswordResetPassword = "/password-reset/password";
    /// Lifts a lockout.
    PasswordResetUnlock = "/password-reset/unlock";
    /// The end of it.
    PasswordResetDone = "/password-reset/done";
    /// The end of it where a lockout was lifted.
    PasswordResetUnlocked = "/password-reset/unlocked";
    /// Leaves it and begins anew.
    PasswordResetAgain = "/password-reset/again";
    /// Chooses a language.
    LanguageChoice = "/language";
}

/// The sign-in page, and where to go on afterwards.
#[derive(Clone, Debug, Default)]
pub struct SignIn {
    /// Where to go on afterwards; none: to the person's account.
    pub continue_to: Option<ContinueTo>,
    /// A fresh second step is asked for from someone who is signed in.
    pub step_up: bool,
    /// That step is to be taken on this phone, whatever was proved in another way.
    pub by: Option<RegistrationId>,
}

impl SignIn {
    /// The path.
    pub const PATH: &'static str = "/sign-in";
}

impl fmt::Display for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = form_urlencoded::Serializer::new(String::new());
        if let Some(continue_to) = &self.continue_to {
            query.append_pair("continue_to", continue_to.as_str());
        }
        if self.step_up {
            query.append_pair("step_up", "1");
        }
        if let Some(by) = self.by {
            query.append_pair("by", &by.to_string());
        }
        let query = query.finish();
        f.write_str(Self::PATH)?;
        if query.is_empty() { Ok(()) } else { write!(f, "?{query}") }
    }
}

/// Signing in without a user name: beginning it, and the page of a challenge.
#[derive(Clone, Debug)]
pub struct SignInOpen {
    /// The challenge.
    pub challenge: ChallengeId,
    /// Where to go on afterwards; none: to the person's account.
    pub continue_to: Option<ContinueTo>,
}

impl SignInOpen {
    /// The path.
    pub const PATH: &'static str = "/sign-in/open";
}

impl fmt::Display for SignInOpen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("challenge", &self.challenge.to_string());
        if let Some(continue_to) = &self.continue_to {
            query.append_pair("continue_to", continue_to.as_str());
        }
        write!(f, "{}?{}", Self::PATH, query.finish())
    }
}

/// Asks whether one's security info is still right, and goes on.
#[derive(Clone, Debug)]
pub struct SecurityInfoConfirm {
    /// Where to go on afterwards.
    pub continue_to: ContinueTo,
}

impl SecurityInfoConfirm {
    /// The path.
    pub const PATH: &'static str = "/security-info/confirm";
}

impl fmt::Display for SecurityInfoConfirm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("continue_to", self.continue_to.as_str());
        write!(f, "{}?{}", Self::PATH, query.finish())
    }
}

/// A path on this server, to go on to: never another server's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContinueTo(String);

impl ContinueTo {
    /// Reads a path with its query: one leading slash, printable ASCII, no backslash, 1024 bytes at most.
    pub fn parse(text: &str) -> Option<Self> {
        let printable = text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
        let local = text.starts_with('/') && !text.starts_with("//");
        (printable && local && text.len() <= 1024).then(|| Self(text.to_owned()))
    }

    /// The path of one of our own addresses.
    pub fn to(link: impl fmt::Display) -> Self {
        Self(link.to_string())
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_this_server_is_gone_on_to() {
        for path in ["/", "/account?x=1#y", "/a//b", "/%2f%2fevil.example"] {
            assert!(ContinueTo::parse(path).is_some(), "{path}");
        }
        for path in [
            "",
            "account",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\nb",
            "/a b",
            "\t/a",
        ] {
            assert!(ContinueTo::parse(path).is_none(), "{path}");
        }
    }

    #[test]
    fn the_sign_in_link_carries_where_to_go_on() {
        let link = SignIn { continue_to: ContinueTo::parse("/a?b=c&d"), step_up: true, by: None };
        assert_eq!(link.to_string(), "/sign-in?continue_to=%2Fa%3Fb%3Dc%26d&step_up=1");
        assert_eq!(SignIn::default().to_string(), "/sign-in");
    }

    proptest! {
        #[test]
        fn whatever_is_taken_stays_on_this_server(path in "[/\\\\a-z:@.%?#\t ]{0,20}") {
            if let Some(path) = ContinueTo::parse(&path) {
                let path = path.as_str();
                prop_assert!(path.starts_with('/') && !path[1..].starts_with('/') && !path.contains('\\'));
            }
        }
    }
}
