//! What goes wrong: public words for the person, a private cause for the operator.

use std::error::Error;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use world::{Outage, Span};

use crate::links::HelpPage;

/// What the person is told. Each has a title and a text, `problem-<key>-title` and `problem-<key>-text`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no such page.
    NotFound,
    /// No organization has the host name that was asked for.
    Host,
    /// The request cannot be read.
    Form,
    /// The form lay open for too long.
    Expired,
    /// The form was not made by a page of ours in this browser.
    Foreign,
    /// Too many people are signing in at this moment.
    Busy,
    /// The database cannot be reached.
    Unavailable,
    /// The disk is full.
    Full,
    /// Something that should not happen.
    Internal,
}

impl From<Option<Outage>> for Fault {
    fn from(outage: Option<Outage>) -> Self {
        match outage {
            Some(Outage::Busy) => Self::Busy,
            Some(Outage::Unreachable) => Self::Unavailable,
            Some(Outage::Full) => Self::Full,
            None => Self::Internal,
        }
    }
}

impl Fault {
    pub(crate) const fn key(self) -> &'static str {
        match self {
            Self::NotFound => "not-found",
            Self::Host => "host",
            Self::Form => "form",
            Self::Expired => "expired",
            Self::Foreign => "foreign",
            Self::Busy => "busy",
            Self::Unavailable => "unavailable",
            Self::Full => "full",
            Self::Internal => "internal",
        }
    }

    /// The page of help about it.
    pub(crate) const fn help(self) -> HelpPage {
        match self {
            Self::Form | Self::Expired | Self::Foreign => HelpPage::BeginAgain,
            _ => HelpPage::ErrorPage,
        }
    }
}

/// A request that could not be carried out. It becomes a page in the person's language, with the request's id.
#[derive(Clone, Debug)]
pub struct Problem {
    pub(crate) status: StatusCode,
    pub(crate) fault: Fault,
    pub(crate) retry_after: Option<Span>,
    cause: Option<Arc<dyn Error + Send + Sync>>,
}

impl Problem {
    /// A problem whose cause is the request itself.
    pub fn new(status: StatusCode, fault: Fault) -> Self {
        Self { status, fault, retry_after: None, cause: None }
    }

    /// A fault of ours. The cause is logged, with all that lies behind it.
    pub fn caused(fault: Fault, cause: impl Error + Send + Sync + 'static) -> Self {
        let status = match fault {
            Fault::Unavailable | Fault::Busy | Fault::Full => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        let retry_after = (fault != Fault::Internal).then_some(Span::seconds(5));
        Self { status, fault, retry_after, cause: Some(Arc::new(cause)) }
    }

    /// Too many people at once: come back after this span. The page does so by itself.
    pub fn busy(retry_after: Span) -> Self {
        Self { retry_after: Some(retry_after), ..Self::new(StatusCode::SERVICE_UNAVAILABLE, Fault::Busy) }
    }

    /// The cause and what lies behind it, for the log.
    pub(crate) fn chain(&self) -> Option<String> {
        let mut error: &dyn Error = self.cause.as_deref()?;
        let mut text = error.to_string();
        while let Some(source) = error.source() {
            error = source;
            text = format!("{text}: {error}");
        }
        Some(text)
    }
}

impl IntoResponse for Problem {
    /// An empty response that carries the problem to [`crate::Visit::finish`], which knows the person's language.
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
