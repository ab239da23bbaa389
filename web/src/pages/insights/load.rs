//! Asks for the findings.

use catalog_schema::wire::{Insights, Problem};

use super::state::InsightsState;
use super::view::view;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// All that the page shows.
pub(super) struct InsightsPage {
    pub(super) state: InsightsState,
    /// The findings, or why the portal does not understand what the address asks for.
    pub(super) found: Result<Insights, Problem>,
    /// The time that "3 minutes ago" counts from, in milliseconds since the Unix epoch.
    pub(super) now: i64,
}

/// What is wrong, narrowed as the address says.
///
/// # Errors
/// What the portal answers, but for what the address asks for: the page says so and stays usable.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let state = InsightsState::from_query(&request.query);
    let found = match portal.insights(&state.query()).await {
        Err(problem) if problem.status != 400 => return Err(problem),
        found => found,
    };
    let status = found.as_ref().map_or_else(|problem| problem.status, |_| 200);
    let json = state.json_address();
    let page = InsightsPage { state, found, now: request.now };
    let page = Page::new("Insights", move || view(&page)).with_status(status).in_section(Section::Insights);
    Ok(if status == 200 { page.with_json(json) } else { page })
}
