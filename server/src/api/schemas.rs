//! `GET /api/v1/schemas` and `GET /api/v1/schemas/{file}`: JSON Schemas for editors.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::Json;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use catalog_schema::schema::ALL;
use catalog_schema::wire::{Problem, SchemaList, SchemaListed};

use super::failure::Failure;
use super::parameters::NoParameters;
use super::problems;

/// The JSON Schemas of the descriptor formats, with the file names that they are for.
#[utoipa::path(
    get,
    path = "/api/v1/schemas",
    tag = "about",
    operation_id = "list_schemas",
    responses(
        (status = 200, description = "Every schema, in the form that editors take catalogs in", body = SchemaList),
        (status = 304, description = "If-None-Match names this very answer"),
    )
)]
pub(super) async fn list(_: NoParameters) -> Result<Json<SchemaList>, Failure> {
    let listed = ALL.iter().map(|schema| SchemaListed {
        name: schema.name.to_owned(),
        description: schema.title.to_owned(),
        file_match: schema.file_match.iter().map(|pattern| (*pattern).to_owned()).collect(),
        url: format!("/api/v1/schemas/{}.json", schema.name),
    });
    Ok(Json(SchemaList { version: 1, schemas: listed.collect() }))
}

/// The JSON Schema (draft 2020-12) of a descriptor format.
#[utoipa::path(
    get,
    path = "/api/v1/schemas/{file}",
    tag = "about",
    operation_id = "get_schema",
    params(("file" = String, Path, description = "The format's name and `.json`, such as `native.json`")),
    responses(
        (status = 200, description = "The schema", content_type = "application/schema+json", body = Object),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The path is not UTF-8", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "There is no such schema", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(super) async fn show(file: Result<Path<String>, PathRejection>, _: NoParameters) -> Result<Response, Failure> {
    let Path(file) = file.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    static TEXTS: LazyLock<HashMap<String, String>> =
        LazyLock::new(|| ALL.iter().map(|schema| (format!("{}.json", schema.name), schema.text())).collect());
    let Some(text) = TEXTS.get(&file) else {
        return Err(problems::unknown_route(&format!("/api/v1/schemas/{file}")));
    };
    // Editors in a browser read them too, and nothing in them is secret.
    let headers = [
        (header::CONTENT_TYPE, "application/schema+json"),
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
        (header::CACHE_CONTROL, "public, max-age=3600"),
        (header::HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    Ok((headers, text.as_str()).into_response())
}
