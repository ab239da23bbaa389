//! Reads that ask for at least a revision, such as that of one's own write; and what revision an answer shows.

use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::Problem;
use tokio::time::timeout;

use super::failure::Failure;
use super::problems;
use super::{ApiState, Waits};
use crate::feed::Mark;

/// What a request asks for: `[EPOCH:]REVISION`.
pub(super) const AT_LEAST: HeaderName = HeaderName::from_static("sextant-at-least");
/// What an answer shows at least: `EPOCH:REVISION`, to be sent back as [`AT_LEAST`].
pub(super) const REVISION: HeaderName = HeaderName::from_static("sextant-revision");

/// Waits, for a bounded time, until the catalog shows what is asked for.
///
/// The revision of the answer's header is looked up before the answer is made. It may be older than the answer's, never
/// newer.
pub(super) async fn at_least(State(state): State<ApiState>, request: Request, next: Next) -> Response {
    if !request.uri().path().starts_with("/api/") {
        return next.run(request).await;
    }
    if let Err(failure) = wait(&state, request.headers()).await {
        return failure.into_response();
    }
    let shown = format!("{}:{}", state.portal.epoch(), state.portal.revision());
    let mut response = next.run(request).await;
    // The answer to a write says the one that it made.
    if !response.headers().contains_key(REVISION)
        && let Ok(shown) = HeaderValue::from_str(&shown)
    {
        response.headers_mut().insert(REVISION, shown);
    }
    response
}

async fn wait(state: &ApiState, headers: &HeaderMap) -> Result<(), Failure> {
    let Some(asked) = headers.get(AT_LEAST) else { return Ok(()) };
    let mark: Option<Mark> = asked.to_str().ok().and_then(|text| text.trim().parse().ok());
    let Some(mark) = mark else { return Err(problems::invalid_revision()) };
    let portal = &state.portal;
    let is_other = |epoch: &String| *epoch != portal.epoch();
    if mark.epoch.as_ref().is_some_and(is_other) {
        return Err(problems::other_epoch());
    }
    if portal.revision() >= mark.revision {
        return Ok(());
    }
    let most = patience(headers, state.waits)?;
    tokio::select! {
        reached = timeout(most, portal.shown(mark.revision)) => if reached.is_ok() {
            // A restore may have come while this waited.
            return if mark.epoch.as_ref().is_some_and(is_other) { Err(problems::other_epoch()) } else { Ok(()) };
        },
        () = state.closed() => {}
    }
    Err(not_reached(mark.revision, portal.revision(), most).into())
}

fn patience(headers: &HeaderMap, waits: Waits) -> Result<Duration, Failure> {
    Ok(preferred_wait(headers, waits)?.unwrap_or_else(|| waits.usual.min(waits.most)))
}

/// How long a request is willing to wait, where it says so: `Prefer: wait=SECONDS` (RFC 7240), within bounds.
///
/// # Errors
/// 400 `invalid_preference`.
pub(super) fn preferred_wait(headers: &HeaderMap, waits: Waits) -> Result<Option<Duration>, Failure> {
    let preferences = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    let mut parts = preferences.flat_map(|value| value.split([',', ';'])).map(str::trim);
    match parts.find_map(|part| part.strip_prefix("wait=")) {
        None => Ok(None),
        // A preference is not an order: one that asks for too much gets what there is.
        Some(text) => match text.parse() {
            Ok(seconds) => Ok(Some(Duration::from_secs(seconds).min(waits.most))),
            Err(_) => Err(problems::invalid_preference(text)),
        },
    }
}

fn not_reached(asked: u64, shown: u64, waited: Duration) -> Problem {
    let seconds = waited.as_secs();
    Problem::new(
        503,
        "revision_not_reached",
        "Revision not reached",
        format!(
            "the catalog shows revision {shown} after {seconds} s, and {asked} is asked for; ask again in a moment"
        ),
    )
}
