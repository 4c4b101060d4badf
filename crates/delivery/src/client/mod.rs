//! The one HTTP client: requests to servers that are not ours.
//!
//! Where a request goes may have been said by anybody (an endpoint of a subscription is what a browser sent), so where it may go is
//! decided here: by the address, and once more when its name was resolved. Redirects are not followed.

mod reach;

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{HeaderMap, Response, header};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};
pub use reach::{Reach, is_public};
use rustls::{ClientConfig, RootCertStore};
use world::Span;

use self::reach::Resolver;

/// What is sent.
pub type Request = hyper::Request<Full<Bytes>>;
/// What comes back, as it comes.
pub use hyper::body::Incoming;

type Inner = hyper_util::client::legacy::Client<HttpsConnector<HttpConnector<Resolver>>, Full<Bytes>>;

/// Unused connections are kept for so long.
const IDLE: Duration = Duration::from_secs(30);
const IDLE_OF_A_HOST: usize = 4;
/// The most bytes of the head of an answer.
const LONGEST_HEAD: usize = 32 * 1024;

/// Why there is no answer.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The address is none that a request may go to.
    #[error("the address is not allowed")]
    Forbidden,
    /// There is no connection, or it broke.
    #[error("no connection")]
    Connection(#[source] Box<dyn Error + Send + Sync>),
    /// It took too long.
    #[error("no answer in time")]
    Time,
    /// The answer is longer than was asked for.
    #[error("the answer is too long")]
    TooLong,
    /// TLS cannot be used.
    #[error("TLS cannot be set up")]
    Tls(#[source] rustls::Error),
}

/// How long to wait.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For the whole answer, or for its beginning if it is read as it comes.
    pub whole: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(3), whole: Duration::from_secs(8) }
    }
}

/// What the head of an answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// The status.
    pub status: u16,
    /// After how long a request is welcome again, if it was said in seconds (RFC 9110 §10.2.3).
    pub retry_after: Option<Span>,
}

fn retry_after(headers: &HeaderMap) -> Option<Span> {
    let said = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    Some(Span::seconds(i64::from(said.parse::<u32>().ok()?)))
}

/// The client; clones share its connections.
#[derive(Clone)]
pub struct Client {
    inner: Inner,
    reach: Reach,
    patience: Patience,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("reach", &self.reach).finish_non_exhaustive()
    }
}

impl Client {
    /// A client that reaches so far. It trusts the authorities that browsers trust, and those of this machine.
    ///
    /// # Errors
    /// `Tls`.
    pub fn new(reach: Reach, patience: Patience) -> Result<Self, ClientError> {
        let mut http = HttpConnector::new_with_resolver(Resolver(reach));
        http.enforce_http(false);
        http.set_nodelay(true);
        http.set_connect_timeout(Some(patience.connect));
        let https = HttpsConnectorBuilder::new()
            .with_tls_config(tls().map_err(ClientError::Tls)?)
            .https_or_http()
            .enable_http1()
            .wrap_connector(http);
        let inner = hyper_util::client::legacy::Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(IDLE_OF_A_HOST)
            .http1_max_buf_size(LONGEST_HEAD)
            .build(https);
        Ok(Self { inner, reach, patience })
    }

    /// Sends a request and returns the answer when it begins; its body is the caller's to read.
    ///
    /// # Errors
    /// All of [`ClientError`] but `TooLong` and `Tls`.
    pub async fn begin(&self, request: Request) -> Result<Response<Incoming>, ClientError> {
        if !self.reach.allows(request.uri()) {
            return Err(ClientError::Forbidden);
        }
        let answer = tokio::time::timeout(self.patience.whole, self.inner.request(request)).await;
        answer.map_err(|_| ClientError::Time)?.map_err(|error| failure(error.into()))
    }

    /// Reads the body of an answer, of which at most so many bytes are read.
    ///
    /// # Errors
    /// `Connection`, `Time` and `TooLong`.
    pub async fn rest(&self, mut body: Incoming, longest: usize) -> Result<Vec<u8>, ClientError> {
        let whole = async {
            let mut read = Vec::new();
            while let Some(frame) = body.frame().await {
                let frame = frame.map_err(|error| ClientError::Connection(error.into()))?;
                let Ok(data) = frame.into_data() else { continue };
                if read.len() + data.len() > longest {
                    return Err(ClientError::TooLong);
                }
                read.extend_from_slice(&data);
            }
            Ok(read)
        };
        tokio::time::timeout(self.patience.whole, whole).await.map_err(|_| ClientError::Time)?
    }

    /// Sends a request for the head of its answer alone: of the body at most so many bytes are read, and thrown away.
    ///
    /// # Errors
    /// All of [`ClientError`] but `TooLong` and `Tls`.
    pub async fn head(&self, request: Request, longest: usize) -> Result<Head, ClientError> {
        let whole = async {
            let (head, mut incoming) = self.begin(request).await?.into_parts();
            let mut left = longest;
            // What is read whole leaves a connection that serves again; nothing else hangs on it.
            while let Some(Ok(frame)) = incoming.frame().await {
                match left.checked_sub(frame.data_ref().map_or(0, Bytes::len)) {
                    Some(less) => left = less,
                    None => break,
                }
            }
            Ok(Head { status: head.status.as_u16(), retry_after: retry_after(&head.headers) })
        };
        tokio::time::timeout(self.patience.whole, whole).await.map_err(|_| ClientError::Time)?
    }
}

/// Whether a name was found to lead where requests may not go is said by the resolver, deep inside.
fn failure(error: Box<dyn Error + Send + Sync>) -> ClientError {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&*error);
    while let Some(inner) = cause {
        if inner.is::<reach::NotPublic>() {
            return ClientError::Forbidden;
        }
        cause = inner.source();
    }
    ClientError::Connection(error)
}

/// TLS 1.2 and 1.3 by the one crypto library.
fn tls() -> Result<ClientConfig, rustls::Error> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    // A machine's own authorities come on top; those that cannot be read are passed over.
    roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(config.with_root_certificates(roots).with_no_client_auth())
}

#[cfg(test)]
mod tests;
