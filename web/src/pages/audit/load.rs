//! Asks for the entries that the address asks for.

use catalog_schema::wire::{AuditList, Problem};

use super::state::AuditState;
use super::view::view;
use crate::pages::Page;
use crate::portal::Portal;
use crate::request::PageRequest;

/// All that the page shows.
pub(super) struct AuditPage {
    pub(super) state: AuditState,
    /// The entries, or why the portal does not understand what the address asks for.
    pub(super) found: Result<AuditList, Problem>,
    /// The time that "3 minutes ago" counts from, in milliseconds since the Unix epoch.
    pub(super) now: i64,
}

/// Who did what, narrowed as the address says.
///
/// # Errors
/// What the portal answers, but for what the address asks for: the page says so and stays usable.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let state = AuditState::from_query(&request.query);
    let found = match portal.audit(&state.query()).await {
        Err(problem) if !matches!(problem.status, 400 | 410) => return Err(problem),
        found => found,
    };
    let status = found.as_ref().map_or_else(|problem| problem.status, |_| 200);
    let json = state.json_address();
    let page = AuditPage { state, found, now: request.now };
    let page = Page::new("Audit log", move || view(&page)).with_status(status);
    Ok(if status == 200 { page.with_json(json) } else { page })
}
