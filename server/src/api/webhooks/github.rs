//! `POST /webhooks/github`

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use catalog_schema::wire::Problem;

use super::take::{taken, turn, whole};
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::sources::github::webhook::GithubDelivery;

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
    let _turn = turn(state).await?;
    let bytes = whole(headers, body, "GitHub").await?;
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let delivery = GithubDelivery {
        event: text("x-github-event"),
        id: text("x-github-delivery"),
        signature: text("x-hub-signature-256"),
        body: &bytes,
        is_form: text(header::CONTENT_TYPE.as_str())
            .is_some_and(|kind| kind.starts_with("application/x-www-form-urlencoded")),
    };
    taken(state, "github", source, &delivery).await
}
