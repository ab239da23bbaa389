//! `POST /api/v1/sources/{source}/descriptors`

use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use catalog_schema::wire::{DryRun, Problem, Push, PushedFile};
use futures_util::StreamExt;

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};

/// The largest body, in bytes.
const LARGEST: usize = 32 << 20;
/// How long a body may take to come.
const SLOWEST: Duration = Duration::from_secs(60);
/// What a stream of documents is called.
const STREAM: &str = "sextant.yaml";

/// What descriptors would change.
///
/// Takes the full set of descriptor files of one location, or of the folder `below`, with the files that they name, and
/// says which entities would come, change and go, which findings, and what would be hit by a failure. Nothing is written.
/// Files may have 1 MiB and 1,000 documents each. A location that the portal does not know yet is taken for a new one.
#[utoipa::path(
    post,
    path = "/api/v1/sources/{source}/descriptors",
    tag = "sources",
    operation_id = "push_descriptors",
    params(
        ("source" = String, Path, description = "The source's name"),
        ("dry_run" = bool, Query, description = "True: this release takes dry runs only"),
        ("below" = Option<String>, Query, description = "The folder of the location that the files replace; paths of \
            files are relative to it. May stand in a JSON body instead"),
        ("repository" = Option<String>, Query, description = "The address of the location, where the source has several. \
            May stand in a JSON body instead"),
    ),
    request_body(
        description = "Files, or one stream of documents; at most 32 MiB",
        content((Push = "application/json"), (String = "application/yaml")),
    ),
    responses(
        (status = 200, description = "What would change", body = DryRun),
        (status = 400, description = "The request does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds, where reading is guarded", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "It is no dry run, or the token may not", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem,
            content_type = "application/problem+json"),
        (status = 415, description = "The body is neither JSON nor YAML", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "Files have errors, which `diagnostics` say", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "Too many dry runs, or the store does not answer", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn descriptors(
    State(state): State<ApiState>,
    caller: Caller,
    path: Result<Path<String>, PathRejection>,
    mut parameters: Parameters,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<DryRun>, Failure> {
    let Path(source) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let dry_run = parameters.flag("dry_run")?;
    let (below, repository) = (parameters.one("below")?, parameters.one("repository")?);
    parameters.finish()?;
    if !dry_run {
        caller.must(&Scope::Push(source))?;
        return Err(problems::dry_run_only());
    }
    caller.may_see(&Scope::DryRun)?;
    let content = Content::of(&headers)?;
    let _upload = state.uploads.try_acquire().map_err(|_| problems::too_many_uploads())?;
    let whole = tokio::time::timeout(SLOWEST, whole(body)).await;
    let bytes = whole.map_err(|_| problems::body_too_slow(SLOWEST))??;
    let mut push = content.read(bytes)?;
    push.below = below.or(push.below);
    push.repository = repository.or(push.repository);
    Ok(Json(state.portal.dry_run(&source, push).await?))
}

/// What a body holds.
#[derive(Clone, Copy, Debug)]
enum Content {
    /// A [`Push`].
    Json,
    /// Documents.
    Yaml,
}

impl Content {
    fn of(headers: &HeaderMap) -> Result<Self, Failure> {
        let named = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        match named.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
            "application/json" => Ok(Self::Json),
            "application/yaml" | "application/x-yaml" | "text/yaml" => Ok(Self::Yaml),
            _ => Err(problems::unsupported_media_type(named)),
        }
    }

    fn read(self, bytes: Vec<u8>) -> Result<Push, Failure> {
        match self {
            Self::Json => serde_json::from_slice(&bytes).map_err(|error| problems::invalid_push(&error.to_string())),
            Self::Yaml => {
                let text = String::from_utf8(bytes).map_err(|error| problems::invalid_push(&error.to_string()))?;
                let file = PushedFile { path: STREAM.to_owned(), content: Some(text) };
                Ok(Push { files: vec![file], ..Push::default() })
            }
        }
    }
}

/// All of a body.
async fn whole(body: Body) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    let mut stream = body.into_data_stream();
    while let Some(part) = stream.next().await {
        let part = part.map_err(|error| problems::invalid_push(&format!("the body broke off: {error}")))?;
        if bytes.len() + part.len() > LARGEST {
            return Err(problems::body_too_large(LARGEST));
        }
        bytes.extend_from_slice(&part);
    }
    Ok(bytes)
}
