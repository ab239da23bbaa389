//! What the catalog page shows, as its address says it: every filter, the order and the place in the list.

use catalog_schema::filter::Condition;
use catalog_schema::wire::{FacetQuery, ListQuery};

use super::facets::FACETS;
use crate::address::with_query;
use crate::components::facets::Chosen;
use crate::query::Query;

/// Rows on a page where the address does not say.
const USUAL_SIZE: u32 = 50;
/// How many rows a page can have.
pub(super) const SIZES: [u32; 4] = [25, 50, 100, 250];
/// What narrows the list besides facets: filters in the API's grammar, and fields that are no facets.
pub(super) const BESIDES: [&str; 3] = ["owner_tree", "effective_owner", "filter"];

/// The page's state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CatalogState {
    /// Chosen facet values.
    pub(super) chosen: Chosen,
    /// What must hold besides, each by its key in the address, in the order of [`BESIDES`].
    pub(super) besides: Vec<(&'static str, String)>,
    /// Words that narrow the list.
    pub(super) words: Option<String>,
    /// The field to order by, `-` before it for descending.
    pub(super) order: Option<String>,
    /// Rows on a page.
    pub(super) size: u32,
    /// Where the page starts, as another page gave it; none for the first one.
    pub(super) cursor: Option<String>,
}

impl CatalogState {
    /// Reads the state from an address.
    pub(super) fn from_query(query: &Query) -> Self {
        let mut besides: Vec<(&'static str, String)> = Vec::new();
        for key in BESIDES {
            for value in query.all(key) {
                if !besides.iter().any(|(known, text)| *known == key && text == value) {
                    besides.push((key, value.to_owned()));
                }
            }
        }
        let size = query.first("limit").and_then(|size| size.parse().ok()).filter(|size| SIZES.contains(size));
        Self {
            chosen: Chosen::from_query(&FACETS, query),
            besides,
            words: query.first("q").map(str::to_owned),
            order: query.first("order").map(str::to_owned),
            size: size.unwrap_or(USUAL_SIZE),
            cursor: query.first("cursor").map(str::to_owned),
        }
    }

    /// The address that this state reads from.
    pub(super) fn address(&self) -> String {
        let size = self.size.to_string();
        let mut pairs = self.kept_by_words();
        pairs.extend(self.words.as_deref().map(|words| ("q", words)));
        pairs.extend(self.order.as_deref().map(|order| ("order", order)));
        pairs.extend((self.size != USUAL_SIZE).then_some(("limit", size.as_str())));
        pairs.extend(self.cursor.as_deref().map(|cursor| ("cursor", cursor)));
        with_query("/catalog", pairs)
    }

    /// What narrows the list but for the words, as pairs of an address.
    pub(super) fn kept_by_words(&self) -> Vec<(&str, &str)> {
        let besides = self.besides.iter().map(|(key, text)| (*key, text.as_str()));
        self.chosen.pairs().chain(besides).collect()
    }

    /// Nothing narrows the list.
    pub(super) fn is_unfiltered(&self) -> bool {
        self.chosen.is_empty() && self.besides.is_empty() && self.words.is_none()
    }

    /// Whether the size is another than the usual one.
    pub(super) fn has_own_size(&self) -> bool {
        self.size != USUAL_SIZE
    }

    /// The same with one facet value added, or taken away if it was there; from the first page on.
    pub(super) fn toggled(&self, facet: &'static str, value: &str) -> Self {
        Self { chosen: self.chosen.toggled(facet, value), cursor: None, ..self.clone() }
    }

    /// The same without one of those that must hold besides, from the first page on.
    pub(super) fn without_besides(&self, key: &str, text: &str) -> Self {
        let mut next = Self { cursor: None, ..self.clone() };
        next.besides.retain(|(known, value)| !(*known == key && value == text));
        next
    }

    /// The same without the words, from the first page on.
    pub(super) fn without_words(&self) -> Self {
        Self { words: None, cursor: None, ..self.clone() }
    }

    /// The same without anything that narrows the list.
    pub(super) fn cleared(&self) -> Self {
        Self { chosen: Chosen::default(), besides: Vec::new(), words: None, cursor: None, ..self.clone() }
    }

    /// The same in another order, from the first page on; none for the usual order.
    pub(super) fn ordered_by(&self, order: Option<String>) -> Self {
        Self { order, cursor: None, ..self.clone() }
    }

    /// The same with so many rows on a page, from the first page on.
    pub(super) fn sized(&self, size: u32) -> Self {
        Self { size, cursor: None, ..self.clone() }
    }

    /// The same at another place of the list.
    pub(super) fn at(&self, cursor: Option<String>) -> Self {
        Self { cursor, ..self.clone() }
    }

    /// What to ask the portal for the rows.
    pub(super) fn list_query(&self) -> ListQuery {
        ListQuery {
            filter: self.chosen.filter().into_iter().collect(),
            also: self.also(),
            q: self.words.clone(),
            order: self.order.clone(),
            limit: Some(self.size),
            cursor: self.cursor.clone(),
        }
    }

    /// What to ask the portal for the counts.
    pub(super) fn facet_query(&self) -> FacetQuery {
        FacetQuery {
            facet: FACETS.map(str::to_owned).to_vec(),
            filter: self.chosen.filter().into_iter().collect(),
            also: self.also(),
            q: self.words.clone(),
            ..FacetQuery::default()
        }
    }

    /// Where the API has the same rows.
    pub(super) fn json_address(&self) -> String {
        self.api_address("/api/v1/entities", true)
    }

    /// Where the API has all rows as a table, those of other pages too.
    pub(super) fn csv_address(&self) -> String {
        self.api_address("/api/v1/entities.csv", false)
    }

    fn api_address(&self, path: &str, one_page: bool) -> String {
        let query = self.list_query();
        let size = self.size.to_string();
        let mut pairs: Vec<(&str, &str)> = query.filter.iter().map(|filter| ("filter", filter.as_str())).collect();
        pairs.extend(query.also.iter().map(|filter| ("also", filter.as_str())));
        pairs.extend(query.q.as_deref().map(|words| ("q", words)));
        pairs.extend(query.order.as_deref().map(|order| ("order", order)));
        if one_page {
            pairs.push(("limit", &size));
            pairs.extend(query.cursor.as_deref().map(|cursor| ("cursor", cursor)));
        }
        with_query(path, pairs)
    }

    fn also(&self) -> Vec<String> {
        self.besides.iter().map(|(key, text)| besides_filter(key, text)).collect()
    }
}

/// What one of [`BESIDES`] is in the API's grammar.
pub(super) fn besides_filter(key: &str, text: &str) -> String {
    if key == "filter" { text.to_owned() } else { Condition::is(key, text).to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> CatalogState {
        CatalogState::from_query(&Query::parse(address.split_once('?').map_or("", |(_, query)| query)))
    }

    #[test]
    fn state_survives_its_address() {
        let chosen = Chosen::default().toggled("kind", "component").toggled("owner", "group:default/a&b=c");
        let state = CatalogState {
            chosen: chosen.toggled("tag", "ü, \"x\"").toggled("stale", "true"),
            besides: vec![
                ("owner_tree", "group:default/a".into()),
                ("filter", "!owner,kind=\"a,b\"".into()),
                ("filter", "tier=1".into()),
            ],
            words: Some("pay ment".into()),
            order: Some("-measures.dependents".into()),
            size: 100,
            cursor: Some("a+b/c==".into()),
        };
        assert_eq!(read(&state.address()), state);
        assert_eq!(read("/catalog").address(), "/catalog");
        assert_eq!(read("/catalog?limit=7&limit=x").address(), "/catalog");
    }

    #[test]
    fn whatever_narrows_the_list_starts_it_over() {
        let state = read("/catalog?type=service&filter=tier=1&cursor=x");
        assert_eq!(state.toggled("kind", "api").address(), "/catalog?kind=api&type=service&filter=tier%3D1");
        assert_eq!(state.without_besides("filter", "tier=1").address(), "/catalog?type=service");
        assert_eq!(state.sized(100).address(), "/catalog?type=service&filter=tier%3D1&limit=100");
        assert_eq!(state.cleared().address(), "/catalog");
    }

    #[test]
    fn all_of_it_is_asked_for() {
        let state = read("/catalog?kind=api&owner_tree=a%20b&filter=tier=1,tier=2&filter=!owner&q=x&cursor=c");
        let query = state.list_query();
        assert_eq!(query.filter, ["kind=api"]);
        assert_eq!(query.also, ["owner_tree=a b", "tier=1,tier=2", "!owner"]);
        let all = "filter=kind%3Dapi&also=owner_tree%3Da%20b&also=tier%3D1,tier%3D2&also=%21owner&q=x";
        assert_eq!(state.csv_address(), format!("/api/v1/entities.csv?{all}"));
        assert_eq!(state.json_address(), format!("/api/v1/entities?{all}&limit=50&cursor=c"));
    }
}
