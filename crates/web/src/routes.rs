//! The addresses of a room, each with its guard.

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};

use crate::{ContinueTo, Visit, links};

/// Who may walk in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Everyone. The handler itself asks for what it needs.
    Open,
    /// Who is signed in; others are led to the sign-in page.
    SignedIn,
}

/// The program puts this on requests of people who are signed in.
#[derive(Clone, Copy, Debug)]
pub struct SignedInMarker;

/// One address.
#[derive(Clone, Debug)]
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, with `{names}`.
    pub path: &'static str,
    /// Who may walk in.
    pub guard: Guard,
}

/// Addresses with their handlers.
pub struct Routes<S> {
    router: Router<S>,
    list: Vec<Route>,
}

impl<S: Clone + Send + Sync + 'static> Default for Routes<S> {
    fn default() -> Self {
        Self::new()
    }
}

impl<S: Clone + Send + Sync + 'static> Routes<S> {
    /// None yet.
    pub fn new() -> Self {
        Self { router: Router::new(), list: Vec::new() }
    }

    /// A page.
    #[must_use]
    pub fn get<H: Handler<T, S>, T: 'static>(self, path: &'static str, guard: Guard, handler: H) -> Self {
        self.add(Method::GET, path, guard, get(handler))
    }

    /// A form's target.
    #[must_use]
    pub fn post<H: Handler<T, S>, T: 'static>(self, path: &'static str, guard: Guard, handler: H) -> Self {
        self.add(Method::POST, path, guard, post(handler))
    }

    fn add(mut self, method: Method, path: &'static str, guard: Guard, router: MethodRouter<S>) -> Self {
        let router = match guard {
            Guard::Open => router,
            Guard::SignedIn => router.layer(middleware::from_fn(signed_in_only)),
        };
        self.list.push(Route { method, path, guard });
        Self { router: self.router.route(path, router), list: self.list }
    }

    /// These and those of another.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        Self { router: self.router.merge(other.router), list: self.list }
    }

    /// The same, with the state of their handlers.
    pub fn with_state(self, state: S) -> Routes<()> {
        Routes { router: self.router.with_state(state), list: self.list }
    }

    /// What there is, for the tests that try every address.
    pub fn list(&self) -> &[Route] {
        &self.list
    }

    /// The router.
    pub fn into_router(self) -> Router<S> {
        self.router
    }
}

/// Leads to the sign-in page, and back here afterwards.
async fn signed_in_only(request: Request, next: Next) -> Response {
    if request.extensions().get::<SignedInMarker>().is_some() {
        return next.run(request).await;
    }
    let visit = match Visit::of(request.extensions()) {
        Ok(visit) => visit,
        Err(problem) => return problem.into_response(),
    };
    let continue_to = if request.method() == Method::GET { Some(visit.back().clone()) } else { None };
    let continue_to = continue_to.or_else(|| ContinueTo::parse(visit.back().as_str()));
    visit.see_other(links::SignIn { continue_to, step_up: false, by: None }).into_response()
}
