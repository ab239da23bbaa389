//! `GET /api/v1/changes`

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{ChangeEvent, ChangeFilter, ChangeList, ChangeQuery, Problem};
use tokio::time::{Instant, sleep_until};

use super::stream;
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;

/// What changed in the catalog, in order and without gaps.
///
/// Follow `next_since` as `since`; or, the newest first, `before=now` and then `next_before` as `before`. Filters must all
/// hold; an answer with one looks at a bounded number of changes, so that it may be empty while there is `more`, and its
/// marks stand behind what the filter left out. With `wait`, an answer that would be empty waits for the next change. With
/// `Accept: text/event-stream` the answer is a stream of server-sent events: `change` for each change, with an id that
/// `Last-Event-ID` resumes after; `gone` and `slow`, with a problem, before the stream ends because the feed no longer
/// reaches back to the reader, or the reader does not keep up. An event that is only an id says how far a filter has read. So
/// many readers may wait at once as `max_streams` says.
#[utoipa::path(
    get,
    path = "/api/v1/changes",
    tag = "changes",
    operation_id = "list_changes",
    params(
        ("since" = Option<String>, Query,
            description = "What follows this: `REVISION`, `REVISION:POSITION`, or the `next_since` of an answer; from \
                now on if left out"),
        ("before" = Option<String>, Query,
            description = "The newest first, before this: `now`, a mark as for `since`, or the `next_before` of an \
                answer; not together with `since` or `wait`"),
        ("epoch" = Option<String>, Query, description = "The epoch that the revision is of"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 100 if left out"),
        ("kind" = Option<String>, Query, description = "Only of entities of this kind"),
        ("owner" = Option<String>, Query,
            description = "Only of what this owner has now, declared or inherited; of what is gone, was declared to have then"),
        ("source" = Option<String>, Query, description = "Only from this source"),
        ("event" = Option<ChangeEvent>, Query, description = "Only of this sort"),
        ("entity" = Option<String>, Query, description = "Only of what was called so: `kind:namespace/name`"),
        ("author" = Option<String>, Query, description = "Only by an author whose name contains this"),
        ("wait" = Option<u32>, Query, description = "Seconds to wait for a change where there is none yet"),
        ("Last-Event-ID" = Option<String>, Header, description = "In place of `since`, for streams"),
    ),
    responses(
        (status = 200, description = "A page of changes", body = ChangeList),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The feed does not reach back to `since`, or the catalog was restored: read the \
            catalog anew and go on from its revision", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer, or as many wait already as may", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn changes(
    State(state): State<ApiState>,
    headers: HeaderMap,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let mut query = ChangeQuery {
        since: parameters.one("since")?,
        before: parameters.one("before")?,
        epoch: parameters.one("epoch")?,
        limit: parameters.number("limit")?,
        only: only(&mut parameters)?,
    };
    let seconds = parameters.number("wait")?;
    parameters.finish()?;
    let streams = asks_for_a_stream(&headers);
    if query.before.is_some() && (streams || seconds.is_some()) {
        let before = query.before.unwrap_or_default();
        return Err(problems::invalid_parameter("before", &before, "left out where the answer waits for what comes"));
    }
    if streams {
        let last = headers.get("last-event-id").and_then(|id| id.to_str().ok()).filter(|id| !id.is_empty());
        if let Some(last) = last {
            query.since = Some(last.to_owned());
        }
        return stream::stream(state, query).await;
    }
    let most = state.waits.most;
    let wait = Duration::from_secs(seconds.unwrap_or(0).into());
    if wait > most {
        let allowed = format!("a number of seconds up to {}", most.as_secs());
        return Err(problems::invalid_parameter("wait", &wait.as_secs().to_string(), &allowed));
    }
    Ok(Json(poll(&state, query, wait).await?).into_response())
}

/// The filter of a query.
pub(super) fn only(parameters: &mut Parameters) -> Result<ChangeFilter, Failure> {
    Ok(ChangeFilter {
        kind: parameters.one("kind")?,
        owner: parameters.one("owner")?,
        source: parameters.one("source")?,
        event: parameters.one("event")?,
        entity: parameters.one("entity")?,
        author: parameters.one("author")?,
    })
}

/// The next page; where it would be empty, not before something changed or the time is over.
async fn poll(state: &ApiState, mut query: ChangeQuery, wait: Duration) -> Result<ChangeList, Problem> {
    let deadline = Instant::now() + wait;
    // Taken when there is something to wait for, and kept until the answer.
    let mut place = None;
    loop {
        let page = state.portal.changes(&query).await?;
        if !page.items.is_empty() || page.more || wait.is_zero() {
            return Ok(page);
        }
        if place.is_none() {
            place = Some(state.readers.take()?);
        }
        tokio::select! {
            () = state.portal.shown(page.revision + 1) => query.since = Some(page.next_since),
            () = sleep_until(deadline) => return Ok(page),
            () = state.closed() => return Ok(page),
        }
    }
}

fn asks_for_a_stream(headers: &HeaderMap) -> bool {
    let accepted = headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok());
    let mut types = accepted.flat_map(|value| value.split(',')).filter_map(|part| part.split(';').next());
    types.any(|media| media.trim().eq_ignore_ascii_case("text/event-stream"))
}
