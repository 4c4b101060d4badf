//! Pages that wait for something which happens elsewhere: whoever knows of it rings, and the page hears it by server-sent events.

use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use tokio::sync::watch;
use tokio::time::Instant;
use world::Span;

/// A page that hears nothing is sent an empty line this often, so that no proxy takes the connection for dead.
const STILL_THERE: Duration = Duration::from_secs(20);

/// No page waits longer at a time; it looks again then.
pub const LONGEST_WAIT: Span = Span::minutes(5);

type Id = [u8; 16];

#[derive(Default)]
struct Waiting {
    pages: HashMap<Id, watch::Sender<()>>,
    closed: bool,
}

/// What pages wait for, by id. Cloning gives another handle.
#[derive(Clone, Default)]
pub struct Bell(Arc<Mutex<Waiting>>);

impl std::fmt::Debug for Bell {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Bell").field("waiting", &self.waiting()).finish()
    }
}

impl Bell {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many ids are waited for.
    pub fn waiting(&self) -> usize {
        self.lock().pages.len()
    }

    /// Tells the pages that wait for this.
    pub fn ring(&self, id: &Id) {
        drop(self.lock().pages.remove(id));
    }

    /// Tells all pages, and every page that waits from now on, as the server stops.
    pub fn close(&self) {
        let mut waiting = self.lock();
        waiting.closed = true;
        waiting.pages.clear();
    }

    /// Begins to wait. What is rung from now on is heard.
    pub fn listen(&self, id: Id) -> Listener {
        let mut waiting = self.lock();
        if waiting.closed {
            return Listener { id, bell: self.clone(), rings: watch::channel(()).1 };
        }
        let rings = waiting.pages.entry(id).or_insert_with(|| watch::channel(()).0).subscribe();
        Listener { id, bell: self.clone(), rings }
    }
}

/// Stands with a response whose body comes in the course of minutes: whoever serves it may give up for it what a connection needs
/// only for further requests.
#[derive(Clone, Copy, Debug)]
pub struct Lasting;

/// Somebody who waits.
#[derive(Debug)]
pub struct Listener {
    id: Id,
    bell: Bell,
    rings: watch::Receiver<()>,
}

impl Listener {
    /// Waits until it is rung.
    pub async fn heard(&mut self) {
        // Ringing drops the sender.
        while self.rings.changed().await.is_ok() {}
    }

    /// The events of a page that waits for something which ends in `left`: `go` when it should look again.
    pub fn events(self, left: Span) -> Response {
        let left = left.min(LONGEST_WAIT).max(Span::ZERO);
        let ends = Instant::now() + Duration::from_micros(left.micros().unsigned_abs());
        let events = stream::unfold(Some(self), move |listener| async move {
            let mut listener = listener?;
            let until = ends.min(Instant::now() + STILL_THERE);
            let (says, listener) = match tokio::time::timeout_at(until, listener.heard()).await {
                Err(_) if Instant::now() < ends => (":\n\n", Some(listener)),
                // At its end it looks again as well, and finds that it waited in vain.
                Ok(()) | Err(_) => ("event: go\ndata: \n\n", None),
            };
            Some((Ok::<_, Infallible>(Bytes::from_static(says.as_bytes())), listener))
        });
        event_stream(Body::from_stream(events))
    }
}

impl Listener {
    /// The events of a page that goes on only when something is so, in `left` at most: `go` when a ring finds it so, and at the end.
    /// Other rings are not passed on.
    pub fn events_when<F, Fut>(self, left: Span, is_so: F) -> Response
    where
        F: Fn() -> Fut + Send + 'static,
        Fut: Future<Output = bool> + Send,
    {
        let left = left.min(LONGEST_WAIT).max(Span::ZERO);
        let ends = Instant::now() + Duration::from_micros(left.micros().unsigned_abs());
        let events = stream::unfold(Some((self, is_so)), move |waits| async move {
            let (mut listener, is_so) = waits?;
            let until = ends.min(Instant::now() + STILL_THERE);
            let goes_on = loop {
                if tokio::time::timeout_at(until, listener.heard()).await.is_err() {
                    break Instant::now() < ends;
                }
                // Listening begins again before the look, so that nothing falls between them.
                if !listener.listen_again() || is_so().await {
                    break false;
                }
            };
            let says = if goes_on { ":\n\n" } else { "event: go\ndata: \n\n" };
            Some((
                Ok::<_, Infallible>(Bytes::from_static(says.as_bytes())),
                goes_on.then_some((listener, is_so)),
            ))
        });
        event_stream(Body::from_stream(events))
    }
}

fn event_stream(body: Body) -> Response {
    let mut response = (StatusCode::OK, body).into_response();
    response.extensions_mut().insert(Lasting);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    // A proxy that gathers what it passes on would keep the page waiting.
    headers.insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

/// The connection of somebody who hears every ring, and not only the first.
struct Ears {
    listener: Listener,
    ends: Instant,
    heard: bool,
}

impl Listener {
    /// Waits for the next ring. False if the server stops.
    fn listen_again(&mut self) -> bool {
        let mut waiting = self.bell.lock();
        if waiting.closed {
            return false;
        }
        self.rings = waiting.pages.entry(self.id).or_insert_with(|| watch::channel(()).0).subscribe();
        true
    }

    /// The events of an app that is open for `left`: `look` at the beginning, and each time it is rung.
    pub fn looks(self, left: Span) -> Response {
        let left = left.min(LONGEST_WAIT).max(Span::ZERO);
        let ends = Instant::now() + Duration::from_micros(left.micros().unsigned_abs());
        let ears = Ears { listener: self, ends, heard: true };
        let events = stream::unfold(Some(ears), |ears| async move {
            let mut ears = ears?;
            if ears.heard {
                ears.heard = false;
                return Some((
                    Ok::<_, Infallible>(Bytes::from_static(b"event: look\ndata: \n\n")),
                    Some(ears),
                ));
            }
            let until = ears.ends.min(Instant::now() + STILL_THERE);
            match tokio::time::timeout_at(until, ears.listener.heard()).await {
                Ok(()) => {
                    let goes_on = ears.listener.listen_again();
                    let says = Ok(Bytes::from_static(b"event: look\ndata: \n\n"));
                    Some((says, goes_on.then_some(ears)))
                }
                Err(_) if Instant::now() < ears.ends => Some((Ok(Bytes::from_static(b":\n\n")), Some(ears))),
                Err(_) => None,
            }
        });
        event_stream(Body::from_stream(events))
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut waiting = self.bell.lock();
        // This one is still counted here.
        if waiting.pages.get(&self.id).is_some_and(|page| page.receiver_count() <= 1) {
            waiting.pages.remove(&self.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;

    use super::*;

    const ID: Id = [7; 16];

    fn run(test: impl Future<Output = ()>) {
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
        runtime.block_on(test);
    }

    async fn said(listener: Listener, left: Span) -> String {
        let body = listener.events(left).into_body().collect().await.unwrap();
        String::from_utf8(body.to_bytes().to_vec()).unwrap()
    }

    #[test]
    fn a_ring_is_heard_by_all_who_wait_for_it_and_by_no_other() {
        run(async {
            let bell = Bell::default();
            let (one, two, other) = (bell.listen(ID), bell.listen(ID), bell.listen([8; 16]));
            bell.ring(&ID);
            let long = Span::seconds(5);
            assert_eq!(said(one, long).await, "event: go\ndata: \n\n");
            assert_eq!(said(two, long).await, "event: go\ndata: \n\n");
            assert_eq!(bell.waiting(), 1);
            drop(other);
            assert_eq!(bell.waiting(), 0);
        });
    }

    #[test]
    fn a_page_is_kept_alive_and_looks_again_at_the_end() {
        run(async {
            let said = said(Bell::default().listen(ID), Span::seconds(50)).await;
            assert_eq!(said, ":\n\n:\n\nevent: go\ndata: \n\n");
        });
    }

    #[test]
    fn an_open_app_looks_at_once_and_at_every_ring() {
        run(async {
            let bell = Bell::default();
            let mut events = bell.listen(ID).looks(Span::seconds(50)).into_body();
            let mut said = Vec::new();
            for _ in 0..3 {
                let frame = events.frame().await.unwrap().unwrap().into_data().unwrap();
                said.push(String::from_utf8(frame.to_vec()).unwrap());
                bell.ring(&ID);
            }
            assert_eq!(said, ["event: look\ndata: \n\n"; 3]);
            let rest = events.collect().await.unwrap().to_bytes();
            assert!(rest.ends_with(b":\n\n"), "it is kept alive until it ends");
            assert_eq!(bell.waiting(), 0);
        });
    }

    #[test]
    fn nobody_waits_for_a_server_that_stops() {
        run(async {
            let bell = Bell::default();
            let before = bell.listen(ID);
            bell.close();
            for listener in [before, bell.listen(ID)] {
                assert_eq!(said(listener, Span::seconds(500)).await, "event: go\ndata: \n\n");
            }
        });
    }
}
