//! `POST /webhooks/github`

use std::time::Duration;

use crate::api::failure::Failure;
use crate::api::{ApiState, body, problems};
use crate::portal::unavailable;
use crate::sources::github::webhook::{Delivery, NotTaken};
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use catalog_schema::wire::Problem;

/// The largest body, in bytes: GitHub sends none that is larger.
const LARGEST: usize = 25 << 20;
/// How long a body may have to wait for others: GitHub waits ten seconds.
const BUSIEST: Duration = Duration::from_secs(5);

/// Takes what GitHub tells as it happens, for every source whose secret it is signed with.
///
/// What is to be done about it is written down, and done after the answer. A delivery that was taken before changes nothing.
/// It takes no token: what counts is the signature (`X-Hub-Signature-256`) over the body.
#[utoipa::path(
    post,
    path = "/webhooks/github",
    tag = "webhooks",
    operation_id = "take_github_delivery",
    request_body(description = "A delivery; at most 25 MiB", content((Object = "application/json"))),
    responses(
        (status = 202, description = "It is taken"),
        (status = 400, description = "It is signed, and cannot be understood", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "It is not signed with the secret of a source", body = Problem,
            content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "Too many bodies at once, or the store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn any(
    State(state): State<ApiState>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Failure> {
    take(&state, None, &headers, body).await
}

/// Takes what GitHub tells as it happens, for one source.
///
/// As the same without a source's name, where several sources have the same secret.
#[utoipa::path(
    post,
    path = "/webhooks/github/{source}",
    tag = "webhooks",
    operation_id = "take_github_delivery_for_source",
    params(("source" = String, Path, description = "The source's name")),
    request_body(description = "A delivery; at most 25 MiB", content((Object = "application/json"))),
    responses(
        (status = 202, description = "It is taken"),
        (status = 400, description = "It is signed, and cannot be understood", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "It is not signed with the source's secret", body = Problem,
            content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "Too many bodies at once, or the store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn named(
    State(state): State<ApiState>,
    Path(source): Path<String>,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, Failure> {
    take(&state, Some(&source), &headers, body).await
}

async fn take(state: &ApiState, source: Option<&str>, headers: &HeaderMap, body: Body) -> Result<StatusCode, Failure> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let place = tokio::time::timeout(BUSIEST, state.deliveries.acquire()).await;
    let _place = place.ok().and_then(Result::ok).ok_or_else(problems::too_many_deliveries)?;
    let broken = |why: String| problems::invalid_delivery(&why);
    // The signature is over the bytes as they come: nobody compresses them on the way.
    let whole = body::whole(headers, body, LARGEST).await;
    let bytes = whole.map_err(|unread| unread.told("GitHub sends none that is larger", broken))?;
    let delivery = Delivery {
        event: text("x-github-event"),
        id: text("x-github-delivery"),
        signature: text("x-hub-signature-256"),
        body: &bytes,
        is_form: text(header::CONTENT_TYPE.as_str())
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")),
    };
    match state.webhooks.take(source, &delivery).await {
        Ok(()) => Ok(StatusCode::ACCEPTED),
        Err(unsigned @ NotTaken::Unsigned) => {
            let request = match source {
                Some(source) => format!("POST /webhooks/github/{source}"),
                None => "POST /webhooks/github".to_owned(),
            };
            let problem = problems::invalid_signature(&unsigned.to_string());
            state.auth.note_refusal(&request, "invalid_signature", "a signature");
            Err(problem)
        }
        Err(NotTaken::Malformed(why)) => Err(problems::invalid_delivery(&why)),
        Err(NotTaken::Store(cause)) => Err(unavailable(&cause).into()),
    }
}
