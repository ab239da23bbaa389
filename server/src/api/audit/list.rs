//! `GET /api/v1/audit`

use axum::Json;
use axum::extract::State;
use catalog_schema::wire::{AuditList, AuditQuery, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;

/// Who did what, the newest first.
#[utoipa::path(
    get,
    path = "/api/v1/audit",
    tag = "changes",
    operation_id = "list_audit",
    params(
        ("actor" = Option<String>, Query, description = "Only of this actor, such as `token:ci`"),
        ("action" = Option<String>, Query, description = "Only of this action, such as `sync` or `refuse`"),
        ("subject" = Option<String>, Query, description = "Only of this subject; of all that begin so where it ends \
            with `*`"),
        ("since" = Option<String>, Query, description = "From this time on: RFC 3339, or a day in UTC"),
        ("until" = Option<String>, Query, description = "Before this time: RFC 3339, or to the end of a day in UTC"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "Page size; 100 if left out"),
        ("cursor" = Option<String>, Query, description = "The `next_cursor` of the page before"),
    ),
    responses(
        (status = 200, description = "A page of entries", body = AuditList),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 410, description = "The cursor is from before a restore", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn list(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Json<AuditList>, Failure> {
    let only = only(&mut parameters)?;
    let query = AuditQuery { limit: parameters.number("limit")?, cursor: parameters.one("cursor")?, ..only };
    parameters.finish()?;
    Ok(Json(state.portal.audit(&query).await?))
}

/// What the entries are narrowed to.
///
/// # Errors
/// 400 `repeated_parameter`.
pub(super) fn only(parameters: &mut Parameters) -> Result<AuditQuery, Failure> {
    Ok(AuditQuery {
        actor: parameters.one("actor")?,
        action: parameters.one("action")?,
        subject: parameters.one("subject")?,
        since: parameters.one("since")?,
        until: parameters.one("until")?,
        ..AuditQuery::default()
    })
}
