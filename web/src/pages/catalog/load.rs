//! Asks for the rows and the counts.

use catalog_schema::wire::{EntityList, FacetValue, Problem};

use super::state::{CatalogState, FACETS};
use super::view::view;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// All that the page shows.
pub(super) struct CatalogPage {
    pub(super) state: CatalogState,
    pub(super) list: EntityList,
    pub(super) facets: Vec<Facet>,
}

/// One facet with its counts.
pub(super) struct Facet {
    pub(super) key: &'static str,
    pub(super) title: &'static str,
    pub(super) values: Vec<FacetValue>,
}

/// The page for what the address asks.
///
/// # Errors
/// What the portal answers to an order or a cursor that it does not know.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let state = CatalogState::from_query(&request.query);
    let list = portal.list(&state.list_query()).await?;
    let facets = facets(portal, &state).await?;
    let json = state.json_address();
    let page = CatalogPage { state, list, facets };
    Ok(Page::new("Catalog", move || view(page)).in_section(Section::Catalog).with_json(json))
}

/// Counts for every facet. One question answers for all facets in which nothing is chosen; each of the others needs its
/// own, without what is chosen in it.
async fn facets(portal: &dyn Portal, state: &CatalogState) -> Result<Vec<Facet>, Problem> {
    let is_chosen = |key: &str| state.chosen.iter().any(|(facet, _)| *facet == key);
    let open: Vec<&str> = FACETS.iter().map(|(key, _)| *key).filter(|key| !is_chosen(key)).collect();
    let mut counted = portal.facets(&state.facet_query(&open, None)).await?.facets;
    let mut facets = Vec::with_capacity(FACETS.len());
    for (key, title) in FACETS {
        let mut values = if is_chosen(key) {
            portal.facets(&state.facet_query(&[key], Some(key))).await?.facets.remove(key).unwrap_or_default()
        } else {
            counted.remove(key).unwrap_or_default()
        };
        keep_chosen(state, key, &mut values);
        facets.push(Facet { key, title, values });
    }
    Ok(facets)
}

/// A chosen value stays in sight, so that it can be taken away, also where nothing has it any more.
fn keep_chosen(state: &CatalogState, key: &str, values: &mut Vec<FacetValue>) {
    for (_, value) in state.chosen.iter().filter(|(facet, _)| *facet == key) {
        if !values.iter().any(|known| known.value == *value) {
            values.push(FacetValue { value: value.clone(), count: 0 });
        }
    }
}
