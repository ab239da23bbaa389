//! What is searched for, as the address says it.

use catalog_schema::wire::SearchQuery;

use crate::address::with_query;
use crate::components::facets::Chosen;
use crate::query::Query;

/// The facets, in the order of the page.
pub(super) const FACETS: [&str; 7] = ["kind", "type", "owner", "system", "lifecycle", "tier", "tag"];

/// Hits on a page.
pub(super) const PAGE_SIZE: u32 = 20;

/// The page's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct SearchState {
    /// As a person types them; empty where nothing is searched for yet.
    pub(super) words: String,
    /// What the hits are narrowed to.
    pub(super) chosen: Chosen,
    /// Hits that come before those of the page.
    pub(super) offset: u32,
}

impl SearchState {
    /// Reads the state from an address.
    pub(super) fn from_query(query: &Query) -> Self {
        Self {
            words: query.first("q").unwrap_or_default().to_owned(),
            chosen: Chosen::from_query(&FACETS, query),
            offset: query.first("offset").and_then(|offset| offset.parse().ok()).unwrap_or(0),
        }
    }

    /// The address that this state reads from.
    pub(super) fn address(&self) -> String {
        let offset = self.offset.to_string();
        let mut pairs = vec![("q", self.words.as_str())];
        pairs.extend(self.chosen.pairs());
        pairs.extend((self.offset > 0).then_some(("offset", offset.as_str())));
        with_query("/search", pairs)
    }

    /// The same with one facet value added, or taken away if it was there; from the best hit on.
    pub(super) fn toggled(&self, facet: &'static str, value: &str) -> Self {
        Self { chosen: self.chosen.toggled(facet, value), offset: 0, ..self.clone() }
    }

    /// The same words in the whole catalog.
    pub(super) fn cleared(&self) -> Self {
        Self { chosen: Chosen::default(), offset: 0, ..self.clone() }
    }

    /// The same search for other words.
    pub(super) fn saying(&self, words: &str) -> Self {
        Self { words: words.to_owned(), offset: 0, ..self.clone() }
    }

    /// The same at another place among the hits.
    pub(super) fn at(&self, offset: u32) -> Self {
        Self { offset, ..self.clone() }
    }

    /// What to ask the portal.
    pub(super) fn query(&self) -> SearchQuery {
        SearchQuery {
            q: self.words.clone(),
            filter: self.chosen.filter().into_iter().collect(),
            limit: Some(PAGE_SIZE),
            offset: Some(self.offset),
            facet: FACETS.map(str::to_owned).to_vec(),
        }
    }

    /// Where the API has the same hits.
    pub(super) fn json_address(&self) -> String {
        let (filter, limit, offset) = (self.chosen.filter(), PAGE_SIZE.to_string(), self.offset.to_string());
        let facets = FACETS.join(",");
        let mut pairs = vec![("q", self.words.as_str())];
        pairs.extend(filter.as_deref().map(|filter| ("filter", filter)));
        pairs.extend([("facet", facets.as_str()), ("limit", &limit), ("offset", &offset)]);
        with_query("/api/v1/search", pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> SearchState {
        SearchState::from_query(&Query::parse(address.split_once('?').map_or("", |(_, query)| query)))
    }

    #[test]
    fn state_survives_its_address() {
        let chosen = Chosen::default().toggled("kind", "api").toggled("tag", "a&b");
        let state = SearchState { words: "pay ment?".into(), chosen, offset: 40 };
        assert_eq!(read(&state.address()), state);
    }

    #[test]
    fn a_choice_leads_to_the_best_hits() {
        let state = read("/search?q=a&kind=api&offset=20");
        assert_eq!(state.toggled("tier", "1").address(), "/search?q=a&kind=api&tier=1");
        assert_eq!(state.saying("b").address(), "/search?q=b&kind=api");
        assert_eq!(state.cleared().address(), "/search?q=a");
        assert!(state.json_address().starts_with("/api/v1/search?q=a&filter=kind%3Dapi&facet=kind,type"));
    }
}
