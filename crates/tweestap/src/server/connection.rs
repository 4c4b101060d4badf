//! One connection: requests and answers by hyper, and then, if the last answer is one that lasts, that answer alone.
//!
//! Hyper keeps two buffers of 8 KiB for every connection, and a page that waits has no use for them. So hyper writes the head of an
//! answer that lasts and gives the connection back; what comes later is written as it comes, and the connection ends with it.

use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Version, header};
use axum::response::Response;
use http_body_util::BodyExt;
use hyper::Request;
use hyper::body::{Bytes, Frame, Incoming, SizeHint};
use hyper::server::conn::http1;
use hyper::service::Service;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::sync::watch;
use tower::ServiceExt;
use web::Lasting;

use super::listen::Peer;

/// A request's head may take so long to arrive.
pub const HEAD: Duration = Duration::from_secs(10);
/// A request's head has at most so many bytes and fields.
pub const HEAD_BYTES: usize = 64 * 1024;
/// See [`HEAD_BYTES`].
pub const HEAD_FIELDS: usize = 100;

/// What remains to be done on a connection when hyper is through with it.
pub struct Rest {
    stream: TcpStream,
    body: Body,
}

/// The body of an answer that lasts, on its way around hyper.
type Aside = Arc<Mutex<Option<Body>>>;

/// Answers the requests of a connection until it ends, or until an answer lasts. When `stop` says so, the request in flight is the
/// last one.
pub async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    mut stop: watch::Receiver<bool>,
) -> Option<Rest> {
    // A page is one write; waiting to fill a packet only makes it late.
    drop(stream.set_nodelay(true));
    let aside = Aside::default();
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEAD_FIELDS)
        .serve_connection(TokioIo::new(stream), Answering { router, peer, aside: Arc::clone(&aside) });
    let mut last = false;
    loop {
        tokio::select! {
            ended = std::future::poll_fn(|context| connection.poll_without_shutdown(context)) => {
                // A client that breaks off is nobody's fault.
                ended.ok()?;
                break;
            }
            _ = stop.wait_for(|stop| *stop), if !last => {
                last = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
    }
    let mut stream = connection.into_parts().io.into_inner();
    if let Some(body) = aside.lock().unwrap_or_else(PoisonError::into_inner).take() {
        return Some(Rest { stream, body });
    }
    drop(stream.shutdown().await);
    None
}

impl Rest {
    /// Writes the answer as it comes, until it ends or its client hangs up.
    pub async fn last(self) {
        let Self { mut stream, mut body } = self;
        let (reader, mut writer) = stream.split();
        loop {
            tokio::select! {
                frame = body.frame() => match frame {
                    Some(Ok(frame)) => {
                        let Ok(data) = frame.into_data() else { continue };
                        if writer.write_all(&data).await.is_err() {
                            return;
                        }
                    }
                    Some(Err(_)) => return,
                    None => break,
                },
                // There is nothing more to say for who waits: it is the end of the connection, or somebody who does not wait.
                _ = reader.readable() => match reader.try_read(&mut [0]) {
                    Err(error) if error.kind() == std::io::ErrorKind::WouldBlock => {}
                    _ => return,
                },
            }
        }
        drop(writer.shutdown().await);
    }
}

/// The router, for one connection.
struct Answering {
    router: Router,
    peer: SocketAddr,
    aside: Aside,
}

impl Service<Request<Incoming>> for Answering {
    type Response = Response;
    type Error = std::convert::Infallible;
    // In a box, so that a connection without a request has no room for one.
    type Future = Pin<Box<dyn Future<Output = Result<Response, Self::Error>> + Send>>;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        request.extensions_mut().insert(Peer(self.peer));
        let (router, aside) = (self.router.clone(), Arc::clone(&self.aside));
        Box::pin(async move {
            let mut response = router.oneshot(request.map(Body::new)).await?;
            if response.extensions_mut().remove::<Lasting>().is_some() {
                let body = std::mem::replace(response.body_mut(), Body::new(Elsewhere));
                aside.lock().unwrap_or_else(PoisonError::into_inner).replace(body);
                // In the words of 1.0 a body has no frames of its own, and ends where the connection ends.
                *response.version_mut() = Version::HTTP_10;
                response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
            }
            Ok(response)
        })
    }
}

/// Stands for a body that is written by others: of unknown length, with nothing in it.
struct Elsewhere;

impl hyper::body::Body for Elsewhere {
    type Data = Bytes;
    type Error = std::convert::Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        Poll::Ready(None)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::default()
    }
}
