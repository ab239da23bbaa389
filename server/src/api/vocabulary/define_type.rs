//! `PUT /api/v1/types/{kind}/{name}`

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use catalog_schema::vocabulary::TypeDefinition;
use catalog_schema::wire::{DefinedType, Problem};

use super::other_name;
use crate::api::failure::Failure;
use crate::api::parameters::NoParameters;
use crate::api::{ApiState, problems};
use crate::auth::{Caller, Scope};
use crate::vocabulary;

/// Defines a type, or defines it otherwise. Descriptors that say it otherwise get a diagnostic; nothing is refused.
/// Takes the scope `admin`.
#[utoipa::path(
    put,
    path = "/api/v1/types/{kind}/{name}",
    tag = "definitions",
    operation_id = "define_type",
    params(("kind" = String, Path, description = "Its kind"), ("name" = String, Path, description = "Its name")),
    request_body = TypeDefinition,
    responses(
        (status = 200, description = "The definition as it is now", body = DefinedType),
        (status = 400, description = "The body does not make sense", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Too much is defined", body = Problem, content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer", body = Problem, content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn define_type(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<(String, String)>, PathRejection>,
    _: NoParameters,
    body: Result<Json<TypeDefinition>, JsonRejection>,
) -> Result<Json<DefinedType>, Failure> {
    let actor = caller.must(&Scope::Admin)?;
    let Path((kind, name)) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let Json(definition) = body.map_err(|rejection| problems::invalid_body(&rejection.body_text()))?;
    for (field, said, asked) in [("kind", &definition.kind, &kind), ("name", &definition.name, &name)] {
        if !said.is_empty() && !said.eq_ignore_ascii_case(asked) {
            return Err(other_name(field, said, asked).into());
        }
    }
    // Of the two the body has the letters that are shown.
    let or = |said: String, asked: String| if said.is_empty() { asked } else { said };
    let (kind, name) = (or(definition.kind, kind), or(definition.name, name));
    let definition = TypeDefinition { kind, name, ..definition };
    let revision = state.vocabularies.define_type(&definition, actor.name()).await?;
    let told = vocabulary::of_type(&*state.portal, &definition).await?;
    Ok(Json(DefinedType { revision: told.revision.max(revision), ..told }))
}
