//! The drawing as a file, for the address that the page would have.

use catalog_schema::wire::Problem;

use super::expand::expand;
use super::picture::picture;
use super::state::State;
use crate::drawing::svg_file;
use crate::portal::Portal;
use crate::query::Query;

/// What is around an entity as an SVG document, drawn as the page `/graph` draws it for the same query.
///
/// # Errors
/// What the portal answers; 400 `missing_parameter` where the query names no entity.
pub async fn graph_svg(portal: &dyn Portal, query: &Query) -> Result<String, Problem> {
    let state = State::from_query(query);
    let Some(asked) = state.query() else {
        let detail = "root is missing: name the entity to draw";
        return Err(Problem::new(400, "missing_parameter", "Missing parameter", detail));
    };
    let frozen = portal.frozen();
    let graph = expand(frozen.as_ref(), &state, frozen.graph(&asked).await?).await?;
    Ok(svg_file(&picture(&state, &state.canonical_root(), &graph)))
}
