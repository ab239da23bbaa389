//! Asks for the events.

use catalog_schema::wire::{EventList, Problem};

use super::state::EventsState;
use super::view::view;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// All that the page shows.
pub(super) struct EventsPage {
    pub(super) state: EventsState,
    /// The events, or why the portal does not understand what the address asks for.
    pub(super) found: Result<EventList, Problem>,
    /// In milliseconds since the Unix epoch.
    pub(super) now: i64,
}

/// What happened lately, narrowed as the address says.
///
/// # Errors
/// What the portal answers, but for what the address asks for: the page says so and stays usable.
pub(in crate::pages::activity) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let state = EventsState::from_query(&request.query);
    let found = match portal.events(&state.only).await {
        Err(problem) if !matches!(problem.status, 400 | 404 | 410) => return Err(problem),
        found => found,
    };
    let status = found.as_ref().map_or_else(|problem| problem.status, |_| 200);
    let json = state.json_address();
    let page = EventsPage { state, found, now: request.now };
    let page = Page::new("Activity", move || view(&page)).with_status(status).in_section(Section::Activity);
    Ok(if status == 200 { page.with_json(json) } else { page })
}
