//! `POST /api/v1/entities.csv`

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderMap;
use catalog_schema::wire::{Problem, TableOutcome};

use crate::api::ApiState;
use crate::api::body;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::auth::{Caller, Scope};
use crate::managed::{TABLE, TableOptions};

/// Keeps what the rows of a table say as entities of the portal, in one transaction.
///
/// The first line names the columns: `name`, and of `kind`, `namespace`, `title`, `description`, `type`, `owner`, `lifecycle`,
/// `tier`, `system`, `language`, `tags`, `links` and `depends_on` what there is. An empty cell leaves what is there as it is;
/// the same table again changes nothing. While a row is wrong nothing is written, unless `only_right` says so. Takes the scope
/// `admin`.
#[utoipa::path(
    post,
    path = "/api/v1/entities.csv",
    tag = "entities",
    operation_id = "import_entities",
    params(
        ("dry_run" = Option<bool>, Query, description = "Only say what would change"),
        ("only_right" = Option<bool>, Query, description = "Leave out the rows that are wrong, and take the others"),
    ),
    request_body(content = String, content_type = "text/csv", description = "The table, in UTF-8, at most 1 MiB and 1,000 rows; \
        cells between commas, semicolons or tabs"),
    responses(
        (status = 200, description = "What became of each row, or would", body = TableOutcome),
        (status = 400, description = "The request does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 401, description = "No token that holds", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "The token may not", body = Problem, content_type = "application/problem+json"),
        (status = 408, description = "The body came too slowly", body = Problem,
            content_type = "application/problem+json"),
        (status = 413, description = "The body is too large", body = Problem,
            content_type = "application/problem+json"),
        (status = 415, description = "The body is no CSV", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "It is no table, or rows are wrong, which `items` say", body = Problem,
            content_type = "application/problem+json"),
        (status = 503, description = "The store does not answer, or others write all the time", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn import(
    State(state): State<ApiState>,
    caller: Caller,
    mut parameters: Parameters,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<TableOutcome>, Failure> {
    let options = TableOptions { dry_run: parameters.flag("dry_run")?, only_right: parameters.flag("only_right")? };
    parameters.finish()?;
    let actor = caller.must(&Scope::Admin)?;
    body::must_be(&headers, "text/csv", "a table comes as CSV")?;
    let broken = |why: String| problems::invalid_body(&why);
    let whole = body::whole(&headers, body, TABLE).await;
    let bytes = whole.map_err(|unread| unread.told("send the table in parts", broken))?;
    Ok(Json(state.managed.take_table(&bytes, options, actor.name()).await?))
}
