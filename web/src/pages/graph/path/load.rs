//! Asks for the ways.

use catalog_schema::wire::{Paths, Problem};

use super::state::State;
use super::view::view;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// All that the page shows.
pub(super) struct PathPage {
    pub(super) state: State,
    /// The ways, or what the portal does not understand; nothing where the address does not name two entities.
    pub(super) found: Option<Result<Paths, Problem>>,
}

/// On which ways one entity depends on another.
///
/// # Errors
/// What the portal answers, but for what the address asks for.
pub(in crate::pages::graph) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let state = State::from_query(&request.query);
    let found = match state.query() {
        None => None,
        Some(query) => match portal.paths(&query).await {
            Err(problem) if !matches!(problem.status, 400 | 404) => return Err(problem),
            found => Some(found),
        },
    };
    let status = if let Some(Err(problem)) = &found { problem.status } else { 200 };
    let json = matches!(found, Some(Ok(_))).then(|| state.json_address());
    let page = PathPage { state, found };
    let page = Page::new("Ways · Graph", move || view(&page)).with_status(status).in_section(Section::Graph);
    Ok(match json {
        Some(json) => page.with_json(json),
        None => page,
    })
}
