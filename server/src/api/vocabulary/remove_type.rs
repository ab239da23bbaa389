//! `DELETE /api/v1/types/{kind}/{name}`

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use catalog_schema::wire::{DefinedType, Problem};

use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::{ApiState, problems};
use crate::auth::{Caller, Scope};
use crate::vocabulary;

/// Defines a type no more: what descriptors say stays as it is. Takes the scope `admin`.
#[utoipa::path(
    delete,
    path = "/api/v1/types/{kind}/{name}",
    tag = "definitions",
    operation_id = "remove_type",
    params(("kind" = String, Path, description = "Its kind"), ("name" = String, Path, description = "Its name")),
    responses(
        (status = 200, description = "The definition as it was", body = DefinedType),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "It is not defined", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn remove_type(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<(String, String)>, PathRejection>,
    _: NoParameters,
) -> Result<Json<DefinedType>, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let Path((kind, name)) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let (definition, revision) = state.vocabularies.remove_type(&kind, &name, actor.name()).await?;
    let told = vocabulary::of_type(&*state.portal, &definition).await?;
    Ok(Json(DefinedType { revision: told.revision.max(revision), ..told }))
}
