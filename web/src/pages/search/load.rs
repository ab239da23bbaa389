//! Asks for the hits, or for examples where there are no words.

use catalog_schema::wire::Problem;

use super::examples::{Examples, examples};
use super::state::{FACETS, SearchState};
use super::view::{Found, view};
use crate::components::facets::Facet;
use crate::pages::{Page, Section};
use crate::portal::Portal;
use crate::request::PageRequest;

/// Ranked hits for the words of the address; the box and what it can be asked where there are none.
///
/// # Errors
/// What the portal answers.
pub(crate) async fn load(portal: &dyn Portal, request: &PageRequest) -> Result<Page, Problem> {
    let state = SearchState::from_query(&request.query);
    if state.words.is_empty() {
        let examples: Examples = examples(portal).await?;
        return Ok(Page::new("Search", move || view(&state, &Found::Nothing(examples))).in_section(Section::Search));
    }
    let mut results = portal.search(&state.query()).await?;
    let mut counted = std::mem::take(&mut results.facets);
    let facet = |key| Facet::new(key, counted.remove(key).unwrap_or_default(), &state.chosen);
    let facets = FACETS.map(facet).into();
    let json = state.json_address();
    let title = format!("{} · Search", state.words);
    let page = Page::new(title, move || view(&state, &Found::Hits { results, facets }));
    Ok(page.in_section(Section::Search).with_json(json))
}
