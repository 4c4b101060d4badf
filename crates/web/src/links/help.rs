//! The addresses of help: its index, and the pages that other rooms lead to.

use std::fmt;

use world::RequestId;

/// A page of help, and the request about which help is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Help {
    /// The page.
    pub page: HelpPage,
    /// The request whose number the person can mention, if there is one.
    pub request: Option<RequestId>,
}

/// A page of help to which other rooms lead. Help itself has more of them; a test there knows that these exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpPage {
    /// All pages, and the search.
    Index,
    /// User name or password are not right, or not known.
    WrongPassword,
    /// The account rests after wrong passwords.
    AccountLocked,
    /// The account is disabled.
    AccountDisabled,
    /// No text message arrives.
    NoCode,
    /// No phone call comes, or it comes to nothing.
    NoCall,
    /// No notification arrives in the app.
    NoNotification,
    /// A code is refused.
    CodeNotAccepted,
    /// The organization asks for what the person has not set up.
    NeedAMethod,
    /// None of the person's methods can be used.
    NoMethodLeft,
    /// A sign-in was reported, or its browser is blocked.
    SignInStopped,
    /// A form was open for too long, or the browser keeps no cookies.
    BeginAgain,
    /// An error page with a number.
    ErrorPage,
    /// How to sign in by the method of this name, such as `app_code`.
    Method(&'static str),
}

impl HelpPage {
    /// All but the methods'.
    pub const ALL: [Self; 13] = [
        Self::Index,
        Self::WrongPassword,
        Self::AccountLocked,
        Self::AccountDisabled,
        Self::NoCode,
        Self::NoCall,
        Self::NoNotification,
        Self::CodeNotAccepted,
        Self::NeedAMethod,
        Self::NoMethodLeft,
        Self::SignInStopped,
        Self::BeginAgain,
        Self::ErrorPage,
    ];

    /// The page's name in its address; none for the index.
    pub fn name(self) -> Option<String> {
        let name = match self {
            Self::Index => return None,
            Self::Method(method) => return Some(format!("sign-in-{}", method.replace('_', "-"))),
            Self::WrongPassword => "wrong-password",
            Self::AccountLocked => "account-locked",
            Self::AccountDisabled => "account-disabled",
            Self::NoCode => "no-code",
            Self::NoCall => "no-call",
            Self::NoNotification => "no-notification",
            Self::CodeNotAccepted => "code-not-accepted",
            Self::NeedAMethod => "need-a-method",
            Self::NoMethodLeft => "no-method-left",
            Self::SignInStopped => "sign-in-stopped",
            Self::BeginAgain => "begin-again",
            Self::ErrorPage => "error-page",
        };
        Some(name.to_owned())
    }
}

impl Help {
    /// The path of the index.
    pub const PATH: &'static str = "/help";
    /// The path of a page.
    pub const PAGE_PATH: &'static str = "/help/{name}";

    /// A page, about no request in particular.
    pub const fn on(page: HelpPage) -> Self {
        Self { page, request: None }
    }
}

impl fmt::Display for Help {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(Self::PATH)?;
        if let Some(name) = self.page.name() {
            write!(f, "/{name}")?;
        }
        match self.request {
            Some(request) => write!(f, "?request={request}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use world::Id;

    use super::*;

    #[test]
    fn a_link_names_its_page_and_the_request() {
        let request = RequestId::from_array([7; 16]);
        let link = Help { page: HelpPage::Method("app_code"), request: Some(request) };
        assert_eq!(link.to_string(), format!("/help/sign-in-app-code?request={request}"));
        assert_eq!(Help::on(HelpPage::Index).to_string(), "/help");
        assert_eq!(link.to_string().split_once("request=").unwrap().1.parse::<RequestId>(), Ok(request));
    }
}
