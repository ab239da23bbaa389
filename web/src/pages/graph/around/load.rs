//! Asks for the graph; where the address names no entity, for some to start with.

use catalog_schema::wire::{Graph, Problem};

use super::expand::expand;
use super::start::{Suggestion, most_needed, suggestions};
use super::state::State;
use super::view::view;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// All that the page shows.
pub(super) struct AroundPage {
    pub(super) state: State,
    pub(super) found: Found,
}

/// What there is to see.
pub(super) enum Found {
    /// The address asks for nothing yet; what one may start with.
    Nothing(Vec<Suggestion>),
    Graph(Graph),
    /// The portal does not have what the address asks for; what may be meant.
    Refused(Problem, Vec<Suggestion>),
}

/// What is around the entity that the address names.
///
/// # Errors
/// What the portal answers, but for what the address asks for.
pub(in crate::pages::graph) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let state = State::from_query(&request.query);
    let found = match state.query() {
        None => Found::Nothing(most_needed(portal).await?),
        Some(query) => match portal.graph(&query).await {
            Ok(graph) => Found::Graph(expand(portal, &state, graph).await?),
            Err(problem) if matches!(problem.status, 400 | 404) => {
                let meant = suggestions(portal, &query.root).await?;
                Found::Refused(problem, meant)
            }
            Err(problem) => return Err(problem),
        },
    };
    let status = if let Found::Refused(problem, _) = &found { problem.status } else { 200 };
    let json = matches!(found, Found::Graph(_)).then(|| state.api_address("json"));
    let page = AroundPage { state, found };
    let page = Page::new("Graph", move || view(&page)).with_status(status).in_section(Section::Graph);
    Ok(match json {
        Some(json) => page.with_json(json),
        None => page,
    })
}
