//! The logo of an organization, in the head of its pages.

use accounts::looks::{self, LogoKind};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use store::{Store, StoreError};
use web::{Fault, Guard, Problem, Routes, Visit};

/// Where logos are. Another logo has another name, so that browsers keep one as long as they like.
pub fn routes(store: Store) -> Routes<()> {
    Routes::new().get("/assets/logo/{name}", Guard::Open, logo).with_state(store)
}

async fn logo(
    State(store): State<Store>,
    visit: Visit,
    Path(name): Path<String>,
) -> Result<Response, Problem> {
    let missing = || Problem::new(StatusCode::NOT_FOUND, Fault::NotFound);
    let kind = match LogoKind::of_name(&name).ok_or_else(missing)? {
        LogoKind::Png => "image/png",
        LogoKind::Svg => "image/svg+xml",
    };
    let organization = visit.organization();
    let found = store.read(move |t| looks::logo(t, organization, &name)).await;
    let bytes = found
        .map_err(|error: StoreError| Problem::caused(StoreError::outage_behind(&error).into(), error))?;
    let bytes = bytes.ok_or_else(missing)?;
    let kept = "public, max-age=31536000, immutable";
    Ok(([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], bytes).into_response())
}
