//! `DELETE /api/v1/fields/{field}`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{DefinedField, Problem};

use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::{ApiState, problems};
use crate::auth::{Caller, Scope};
use crate::vocabulary;

/// Defines a custom field no more: what descriptors say stays as it is. Takes the scope `admin`.
#[utoipa::path(
    delete,
    path = "/api/v1/fields/{field}",
    tag = "definitions",
    operation_id = "remove_field",
    params(("field" = String, Path, description = "Its name")),
    responses(
        (status = 200, description = "The definition as it was", body = DefinedField),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "It is not defined", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn remove_field(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
) -> Result<Json<DefinedField>, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let (definition, revision) = state.vocabularies.remove_field(&name, actor.name()).await?;
    let told = vocabulary::of_field(&*state.portal, &definition).await?;
    Ok(Json(DefinedField { revision: told.revision.max(revision), ..told }))
}
