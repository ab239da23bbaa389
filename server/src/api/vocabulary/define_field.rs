//! `PUT /api/v1/fields/{field}`

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use catalog_schema::vocabulary::FieldDefinition;
use catalog_schema::wire::{DefinedField, Problem};

use super::other_name;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::{ApiState, problems};
use crate::auth::{Caller, Scope};
use crate::vocabulary;

/// Defines a custom field, or defines it otherwise. Descriptors that say it otherwise get a diagnostic; nothing is refused.
/// Takes the scope `admin`.
#[utoipa::path(
    put,
    path = "/api/v1/fields/{field}",
    tag = "definitions",
    operation_id = "define_field",
    params(("field" = String, Path, description = "Its name")),
    request_body = FieldDefinition,
    responses(
        (status = 200, description = "The definition as it is now", body = DefinedField),
        (status = 400, description = "The body does not make sense", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Too much is defined", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn define_field(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    _: NoParameters,
    body: Result<Json<FieldDefinition>, JsonRejection>,
) -> Result<Json<DefinedField>, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let Path(name) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let Json(definition) = body.map_err(|rejection| problems::invalid_body(&rejection.body_text()))?;
    if !definition.name.is_empty() && definition.name != name {
        return Err(other_name("name", &definition.name, &name).into());
    }
    let definition = FieldDefinition { name, ..definition };
    let revision = state.vocabularies.define_field(&definition, actor.name()).await?;
    let told = vocabulary::of_field(&*state.portal, &definition).await?;
    Ok(Json(DefinedField { revision: told.revision.max(revision), ..told }))
}
