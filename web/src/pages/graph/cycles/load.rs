//! Asks for the cycles.

use catalog_schema::wire::{Cycles, PageQuery, Problem};

use super::view::view;
use crate::address::with_query;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// Knots on a page.
const PAGE_SIZE: u32 = 50;

/// All that the page shows.
pub(super) struct CyclesPage {
    pub(super) found: Cycles,
    /// This is not the first page.
    pub(super) later: bool,
    /// Where the API has the same.
    pub(super) json: String,
}

/// What depends on itself.
///
/// # Errors
/// What the portal answers: 410 where the catalog was restored since the address was made.
pub(in crate::pages::graph) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let cursor = request.query.first("cursor").map(str::to_owned);
    let limit = PAGE_SIZE.to_string();
    let place = cursor.as_deref().map(|cursor| ("cursor", cursor));
    let json = with_query("/api/v1/graph/cycles", std::iter::once(("limit", limit.as_str())).chain(place));
    let later = cursor.is_some();
    let found = portal.cycles(&PageQuery { limit: Some(PAGE_SIZE), cursor }).await?;
    let page = CyclesPage { found, later, json: json.clone() };
    Ok(Page::new("Cycles · Graph", move || view(&page)).in_section(Section::Graph).with_json(json))
}
