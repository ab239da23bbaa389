//! `GET /api/v1/graph`

use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use catalog_schema::wire::{Direction, Graph, GraphQuery, Problem};

use crate::api::ApiState;
use crate::api::failure::Failure;
use crate::api::parameters::Parameters;
use crate::api::problems;
use crate::graph::export::{dot, graphml, mermaid};

/// The entities around one, and every edge between them.
///
/// At most 2,000 nodes and 10,000 edges; beyond, the farther nodes are left out and `truncated` is set.
#[utoipa::path(
    get,
    path = "/api/v1/graph",
    tag = "graph",
    operation_id = "get_graph",
    params(
        ("root" = String, Query, description = "The reference to start from, such as `component:default/orders`; the \
            kind must be there"),
        ("direction" = Option<Direction>, Query, description = "`out` follows what the root refers to, `in` what \
            refers to it, `both` either; `both` if left out"),
        ("depth" = Option<u32>, Query, minimum = 1, maximum = 10, description = "How many edges far; 1 if left out"),
        ("relations" = Option<Vec<String>>, Query, description = "Relation types to follow, such as `dependsOn`; \
            repeated or between commas. All if left out"),
        ("format" = Option<String>, Query, description = "`dot` for Graphviz, `mermaid` for Mermaid, `graphml` for \
            GraphML, each as text; `json` if left out"),
    ),
    responses(
        (status = 200, description = "Nodes and edges", body = Graph),
        (status = 304, description = "If-None-Match names this very answer"),
        (status = 400, description = "The query does not make sense", body = Problem,
            content_type = "application/problem+json"),
        (status = 404, description = "Nothing in the catalog is, or refers to, the root", body = Problem,
            content_type = "application/problem+json"),
    )
)]
pub(in crate::api) async fn around(
    State(state): State<ApiState>,
    mut parameters: Parameters,
) -> Result<Response, Failure> {
    let query = GraphQuery {
        root: parameters.required("root")?,
        direction: direction(parameters.one("direction")?.as_deref())?,
        depth: parameters.number("depth")?,
        relations: parameters.names("relations"),
    };
    let format = format(parameters.one("format")?.as_deref())?;
    parameters.finish()?;
    let graph = state.portal.graph(&query).await?;
    let (content_type, text) = match format {
        Format::Json => return Ok(Json(graph).into_response()),
        Format::Dot => ("text/vnd.graphviz; charset=utf-8", dot(&graph)),
        Format::Mermaid => ("text/plain; charset=utf-8", mermaid(&graph)),
        Format::GraphMl => ("application/xml; charset=utf-8", graphml(&graph)),
    };
    Ok(([(header::CONTENT_TYPE, content_type)], text).into_response())
}

enum Format {
    Json,
    Dot,
    Mermaid,
    GraphMl,
}

fn format(text: Option<&str>) -> Result<Format, Failure> {
    match text {
        None | Some("json") => Ok(Format::Json),
        Some("dot") => Ok(Format::Dot),
        Some("mermaid") => Ok(Format::Mermaid),
        Some("graphml") => Ok(Format::GraphMl),
        Some(other) => Err(problems::invalid_parameter("format", other, "one of json, dot, mermaid, graphml")),
    }
}

fn direction(text: Option<&str>) -> Result<Direction, Failure> {
    match text {
        None | Some("both") => Ok(Direction::Both),
        Some("in") => Ok(Direction::In),
        Some("out") => Ok(Direction::Out),
        Some(other) => Err(problems::invalid_parameter("direction", other, "one of in, out, both")),
    }
}
