//! `POST /api/v1/sources/{source}/descriptors`

use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{DryRun, Problem, Push, PushOutcome, PushedFile};
use serde::Serialize;
use tokio::time::timeout;
use utoipa::ToSchema;

use crate::api::ApiState;
use crate::api::at_least::REVISION;
use crate::api::body;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};

/// How long a push may wait for others.
const LONGEST_WAIT: Duration = Duration::from_secs(30);
/// What a stream of documents is called.
const STREAM: &str = "sextant.yaml";

/// What a push changed, or would.
#[derive(Debug, Serialize, ToSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "it describes the two answers as one")]
enum PushAnswer {
    /// Without `dry_run`.
    Pushed(PushOutcome),
    /// With `dry_run=true`.
    DryRun(DryRun),
}

/// Push descriptors.
///
/// Takes the full set of descriptor files of one repository, or of its folder `below`, with the files that they name, and
/// puts it in the place of what the catalog has of it: all in one transaction, or nothing where a file has errors. The first
/// push makes the source. What is in force is never replaced by an older commit, nor by one of another branch, and the same
/// push again changes nothing. `Sextant-Revision` of the answer, sent back as `Sextant-At-Least`, makes a read show what
/// was pushed.
///
/// With `dry_run=true` it says which entities would come, change and go, which findings, and what would be hit by a failure;
/// nothing is written then, the source may be one that the portal reads by itself, and a location that the portal does not
/// know yet is taken for a new one.
///
/// Files may have 1 MiB and 1,000 documents each. Takes the scope `push:SOURCE`, and `dry-run` for a dry run.
#[utoipa::path(
    post,
    path = "/api/v1/sources/{source}/descriptors",
    tag = "sources",
    operation_id = "push_descriptors",
    params(
        ("source" = String, Path, description = "The source's name"),
        ("dry_run" = Option<bool>, Query, description = "True: nothing is written"),
        ("below" = Option<String>, Query, description = "The folder of the location that the files replace; paths of \
            files are relative to it. May stand in a JSON body instead, as may all that follow"),
        ("repository" = Option<String>, Query, description = "The repository that the files are of"),
        ("branch" = Option<String>, Query, description = "Its branch"),
        ("commit" = Option<String>, Query, description = "The commit"),
        ("committed_at" = Option<String>, Query, description = "When that was made, RFC 3339"),
        ("run_id" = Option<String>, Query, description = "The run of the pipeline"),
        ("Content-Encoding" = Option<String>, Header, description = "`gzip` or `zstd`"),
    ),
    request_body(
        description = "Files, or one stream of documents; at most 32 MiB after decompression",
        content((Push = "application/json"), (String = "application/yaml")),
    ),
    responses(
        (status = 200, description = "What changed, or would", body = PushAnswer),
        (status = 400, description = "The request does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds; a dry run takes none where everybody may read", body = Problem,
            content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = Problem,
            content_type = "application/problem+json"),
        (status = 409, description = "What is in force is of a later commit or of another branch, or the source is not one \
            to push to", body = Problem, content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem,
            content_type = "application/problem+json"),
        (status = 415, description = "The body is neither JSON nor YAML, or compressed otherwise", body = Problem,
            content_type = "application/problem+json"),
        (status = 422, description = "Files have errors, which `diagnostics` say; nothing was written", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "Too many at once, or the store does not answer", body = Problem,
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
) -> Result<Response, Failure> {
    let Path(source) = path.map_err(|rejection| problems::invalid_path(&rejection.body_text()))?;
    let dry_run = parameters.flag("dry_run")?;
    let said = Said::of(&mut parameters)?;
    parameters.finish()?;
    if dry_run {
        caller.may_see(&Scope::DryRun)?;
        let content = Content::of(&headers)?;
        let _upload = state.uploads.try_acquire().map_err(|_| problems::too_many_uploads())?;
        let push = said.of_push(content.read(taken(&headers, body).await?)?);
        return Ok(Json(state.portal.dry_run(&source, push).await?).into_response());
    }
    let actor = caller.must(&Scope::Push(source.clone()))?;
    let content = Content::of(&headers)?;
    let turn = timeout(LONGEST_WAIT, state.push_turns.acquire()).await;
    let Ok(Ok(_turn)) = turn else { return Err(problems::too_many_pushes()) };
    let push = said.of_push(content.read(taken(&headers, body).await?)?);
    let pushed = state.pushes.take(&source, push, &actor).await?;
    let revision = format!("{}:{}", state.portal.epoch(), pushed.outcome.revision);
    let mut response = Json(pushed).into_response();
    if let Ok(revision) = HeaderValue::from_str(&revision) {
        response.headers_mut().insert(REVISION, revision);
    }
    Ok(response)
}

/// What the query may say in the place of the body.
struct Said([Option<String>; 6]);

impl Said {
    fn of(parameters: &mut Parameters) -> Result<Self, Failure> {
        Ok(Self([
            parameters.one("below")?,
            parameters.one("repository")?,
            parameters.one("branch")?,
            parameters.one("commit")?,
            parameters.one("committed_at")?,
            parameters.one("run_id")?,
        ]))
    }

    fn of_push(self, push: Push) -> Push {
        let [below, repository, branch, commit, committed_at, run_id] = self.0;
        Push {
            below: below.or(push.below),
            repository: repository.or(push.repository),
            branch: branch.or(push.branch),
            commit: commit.or(push.commit),
            committed_at: committed_at.or(push.committed_at),
            run_id: run_id.or(push.run_id),
            ..push
        }
    }
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

/// The largest body, in bytes, after it is decompressed.
const LARGEST: usize = 32 << 20;

/// All of a body, decompressed.
async fn taken(headers: &HeaderMap, body: Body) -> Result<Vec<u8>, Failure> {
    let broken = |why: String| problems::invalid_push(&why);
    let whole = body::whole(headers, body, LARGEST).await;
    whole.map_err(|unread| unread.told("`below` takes a location in parts", broken))
}
