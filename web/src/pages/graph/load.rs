//! Which of the graph's questions the address asks.

use catalog_schema::wire::Problem;

use super::{around, cycles, path};
use crate::pages::Page;
use crate::portal::Portal;
use crate::request::PageRequest;

/// The page of the question that the address asks; what is around an entity where it asks none.
///
/// # Errors
/// What the portal answers, but for what the address asks for: the page says so and stays usable.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    // A page asks several questions, and all answers are to be of one revision.
    let frozen = portal.frozen();
    match request.query.first("view") {
        Some("path") => path::load(frozen.as_ref(), request).await,
        Some("cycles") => cycles::load(frozen.as_ref(), request).await,
        _ => around::load(frozen.as_ref(), request).await,
    }
}
