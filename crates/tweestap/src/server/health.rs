//! Whether the server lives, and whether it can serve.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use store::{Store, StoreError};

/// It lives if it answers at all.
pub fn healthz() -> Response {
    "alive\n".into_response()
}

/// It can serve if the database answers and it is not stopping.
pub async fn readyz(store: &Store, stopping: bool) -> Response {
    if stopping {
        return (StatusCode::SERVICE_UNAVAILABLE, "stopping\n").into_response();
    }
    let answers =
        store.read(|t| accounts::organizations::find_by_host(t, accounts::organizations::ANY_HOST)).await;
    match answers {
        Ok(_) => "ready\n".into_response(),
        Err(error) => {
            let busy = matches!(error, accounts::AccountsError::Store(StoreError::Busy));
            tracing::warn!(error = &error as &dyn std::error::Error, "not ready");
            let why = if busy { "busy\n" } else { "the database does not answer\n" };
            (StatusCode::SERVICE_UNAVAILABLE, why).into_response()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_stops_is_not_ready() {
        let store = Store::open(&store::Database::SqliteInMemory).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let status = |stopping| runtime.block_on(readyz(&store, stopping)).status();
        assert_eq!((status(false), status(true)), (StatusCode::OK, StatusCode::SERVICE_UNAVAILABLE));
    }
}
