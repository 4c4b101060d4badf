//! Metrics for Prometheus, on an address of their own.

use std::sync::Arc;

use axum::Router;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use prometheus_client::encoding::text::encode;
use prometheus_client::encoding::{EncodeLabelSet, EncodeLabelValue};
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;
use vault::HashingPool;

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    route: String,
    status: Status,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelValue)]
enum Status {
    Informed,
    Done,
    Elsewhere,
    Refused,
    Failed,
}

/// The counters.
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Histogram,
    pool: HashingPool,
    waiting: Gauge,
    hashed: Gauge,
    refused: Gauge,
}

impl Metrics {
    /// None counted yet.
    pub fn new(pool: HashingPool) -> Self {
        let mut registry = Registry::with_prefix("tweestap");
        let requests = Family::default();
        let seconds = Histogram::new([0.001, 0.005, 0.02, 0.05, 0.2, 1.0, 5.0]);
        let (waiting, hashed, refused) = (Gauge::default(), Gauge::default(), Gauge::default());
        registry.register("requests", "Requests by route and kind of answer", requests.clone());
        registry.register("request_seconds", "How long requests took", seconds.clone());
        registry.register("hashing_waiting", "Passwords that wait or are being hashed", waiting.clone());
        registry.register("hashing_done", "Passwords hashed since the start", hashed.clone());
        registry.register("hashing_refused", "Passwords turned away since the start", refused.clone());
        Self(Arc::new(Inner { registry, requests, seconds, pool, waiting, hashed, refused }))
    }

    /// Counts an answered request.
    pub fn count(&self, route: &str, status: u16, seconds: f64) {
        let status = match status / 100 {
            1 => Status::Informed,
            2 => Status::Done,
            3 => Status::Elsewhere,
            4 => Status::Refused,
            _ => Status::Failed,
        };
        self.0.requests.get_or_create(&Answered { route: route.to_owned(), status }).inc();
        self.0.seconds.observe(seconds);
    }

    /// `/metrics`.
    pub fn router(&self) -> Router {
        let metrics = self.clone();
        Router::new().route("/metrics", get(move || async move { metrics.page() }))
    }

    fn page(&self) -> Response {
        let counts = self.0.pool.counts();
        let gauge = |gauge: &Gauge, value: u64| gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
        gauge(&self.0.waiting, counts.waiting);
        gauge(&self.0.hashed, counts.hashed);
        gauge(&self.0.refused, counts.refused);
        let mut text = String::new();
        // Writing into a text cannot fail.
        let _ = encode(&mut text, &self.0.registry);
        ([(header::CONTENT_TYPE, "application/openmetrics-text; version=1.0.0; charset=utf-8")], text)
            .into_response()
    }
}
