//! `POST /webhooks/gitlab`

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use catalog_schema::wire::Problem;

use super::take::{taken, turn, whole};
use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::sources::gitlab::webhook::{GitlabDelivery, Proof};

/// Takes what GitLab tells as it happens, for every source whose secret comes with it.
///
/// It is what webhooks of projects and groups send, and system hooks of a GitLab. What is to be done about it is written down,
/// and done after the answer. A delivery that was taken before changes nothing. It takes no token of the portal: what counts is
/// the signature (`webhook-signature`) over the body, or the secret token (`X-Gitlab-Token`).
#[utoipa::path(
    post,
    path = "/webhooks/gitlab",
    tag = "webhooks",
    operation_id = "take_gitlab_delivery",
    request_body(description = "A delivery; at most 25 MiB", content((Object = "application/json"))),
    responses(
        (status = 202, description = "It is taken"),
        (status = 400, description = "It comes from who knows the secret, and cannot be understood", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "It comes with the secret of no source", body = Problem,
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

/// Takes what GitLab tells as it happens, for one source.
///
/// As the same without a source's name, where several sources have the same secret.
#[utoipa::path(
    post,
    path = "/webhooks/gitlab/{source}",
    tag = "webhooks",
    operation_id = "take_gitlab_delivery_for_source",
    params(("source" = String, Path, description = "The source's name")),
    request_body(description = "A delivery; at most 25 MiB", content((Object = "application/json"))),
    responses(
        (status = 202, description = "It is taken"),
        (status = 400, description = "It comes from who knows the secret, and cannot be understood", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "It does not come with the source's secret", body = Problem,
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
    let bytes = whole(headers, body, "GitLab").await?;
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let proof = Proof {
        token: text("x-gitlab-token"),
        id: text("webhook-id"),
        timestamp: text("webhook-timestamp"),
        signature: text("webhook-signature"),
    };
    let (key, uuid) = (text("idempotency-key"), text("x-gitlab-event-uuid"));
    let delivery = GitlabDelivery { proof, key, uuid, body: &bytes };
    taken(state, "gitlab", source, &delivery).await
}
