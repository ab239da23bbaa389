//! Asks for the rows and the counts.

use catalog_schema::wire::{EntityList, Problem};

use super::facets::facets;
use super::refused::{Refused, understood};
use super::state::CatalogState;
use super::view::view;
use crate::components::facets::Facet;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// All that the page shows.
pub(super) struct CatalogPage {
    pub(super) state: CatalogState,
    pub(super) list: EntityList,
    pub(super) facets: Vec<Facet>,
    /// What the address asks for besides, in vain.
    pub(super) refused: Vec<Refused>,
    /// Whoever looks may change entities.
    pub(super) editable: bool,
    /// Milliseconds since the Unix epoch.
    pub(super) now: i64,
}

/// The page for what the address asks. Where the portal does not understand a part of it, the page has that problem's
/// status and goes on without the part.
///
/// # Errors
/// What else the portal answers.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    // One snapshot, so that the counts are those of the rows.
    let portal = portal.frozen();
    let portal = &*portal;
    let asked = CatalogState::from_query(&request.query);
    let (state, list, refused, status) = match portal.list(&asked.list_query()).await {
        Ok(list) => (asked, list, Vec::new(), 200),
        Err(problem) => match understood(portal, &asked).await {
            Some((state, refused)) => {
                let list = portal.list(&state.list_query()).await?;
                (state, list, refused, problem.status)
            }
            None => return Err(problem),
        },
    };
    let facets = facets(portal, &state).await?;
    let json = state.json_address();
    let editable = request.visitor.as_ref().is_some_and(|visitor| visitor.is_admin);
    let page = CatalogPage { state, list, facets, refused, editable, now: request.now };
    let page = Page::new("Catalog", move || view(page)).with_status(status);
    Ok(page.in_section(Section::Catalog).with_json(json))
}
