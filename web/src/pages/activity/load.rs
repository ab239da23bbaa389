//! Asks for the changes, and for what they can be narrowed to.

use catalog_schema::wire::{ChangeList, FacetQuery, FacetValue, Problem};

use super::events;
use super::state::ActivityState;
use super::view::view;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// All that the page shows.
pub(super) struct ActivityPage {
    pub(super) state: ActivityState,
    /// The changes, or why the portal does not understand what the address asks for.
    pub(super) found: Result<ChangeList, Problem>,
    /// The kinds that there are.
    pub(super) kinds: Vec<FacetValue>,
    /// The names of the sources.
    pub(super) sources: Vec<String>,
    /// The time that "3 minutes ago" counts from, in milliseconds since the Unix epoch.
    pub(super) now: i64,
}

/// What changed lately, narrowed as the address says.
///
/// # Errors
/// What the portal answers, but for what the address asks for: the page says so and stays usable.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    if request.query.first("show") == Some("events") {
        return events::load(portal, request).await;
    }
    let state = ActivityState::from_query(&request.query);
    let found = match portal.changes(&state.query()).await {
        Err(problem) if !matches!(problem.status, 400 | 410) => return Err(problem),
        found => found,
    };
    let facets = FacetQuery { facet: vec!["kind".to_owned()], ..FacetQuery::default() };
    let kinds = portal.facets(&facets).await?.facets.remove("kind").unwrap_or_default();
    let sources = portal.sources().await?.items.into_iter().map(|source| source.name).collect();
    let status = found.as_ref().map_or_else(|problem| problem.status, |_| 200);
    let json = state.json_address();
    let page = ActivityPage { state, found, kinds, sources, now: request.now };
    let page = Page::new("Activity", move || view(&page)).with_status(status).in_section(Section::Activity);
    Ok(if status == 200 { page.with_json(json) } else { page })
}
