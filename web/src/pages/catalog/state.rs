//! What the catalog page shows, as its address says it: every filter, the order and the place in the list.

use catalog_schema::wire::{FacetQuery, ListQuery};

use crate::address::with_query;
use crate::query::Query;

/// The facets, in the order of the page: the key in addresses and filters, and the name for people.
pub(super) const FACETS: [(&str, &str); 9] = [
    ("kind", "Kind"),
    ("type", "Type"),
    ("owner", "Owner"),
    ("lifecycle", "Lifecycle"),
    ("tier", "Tier"),
    ("system", "System"),
    ("language", "Language"),
    ("tag", "Tag"),
    ("source", "Source"),
];

/// Rows on a page.
pub(super) const PAGE_SIZE: u32 = 50;

/// The page's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct CatalogState {
    /// Chosen facet values, in the order of the facets. Values of one facet widen each other, facets narrow each other.
    pub(super) chosen: Vec<(&'static str, String)>,
    /// Words that narrow the list.
    pub(super) words: Option<String>,
    /// The field to order by, `-` before it for descending.
    pub(super) order: Option<String>,
    /// Where the page starts; none for the first one.
    pub(super) place: Option<Place>,
}

/// Where a page after the first one starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// As the page before gave it.
    pub(super) cursor: String,
    /// Rows before it; only for the words "51 to 100 of …".
    pub(super) skipped: u64,
}

impl CatalogState {
    /// Reads the state from an address. What makes no sense is as if it were absent.
    pub(super) fn from_query(query: &Query) -> Self {
        let mut chosen: Vec<(&'static str, String)> = Vec::new();
        for (facet, _) in FACETS {
            for value in query.all(facet) {
                if !chosen.iter().any(|(key, known)| *key == facet && known == value) {
                    chosen.push((facet, value.to_owned()));
                }
            }
        }
        let place = query.first("cursor").map(|cursor| Place {
            cursor: cursor.to_owned(),
            skipped: query.first("skipped").and_then(|skipped| skipped.parse().ok()).unwrap_or(0),
        });
        Self {
            chosen,
            words: query.first("q").map(str::to_owned),
            order: query.first("order").map(str::to_owned),
            place,
        }
    }

    /// The address that this state reads from.
    pub(super) fn address(&self) -> String {
        let skipped = self.place.as_ref().map(|place| place.skipped.to_string());
        let mut pairs: Vec<(&str, &str)> = self.chosen.iter().map(|(facet, value)| (*facet, value.as_str())).collect();
        pairs.extend(self.words.as_deref().map(|words| ("q", words)));
        pairs.extend(self.order.as_deref().map(|order| ("order", order)));
        pairs.extend(self.place.as_ref().map(|place| ("cursor", place.cursor.as_str())));
        pairs.extend(skipped.as_deref().map(|skipped| ("skipped", skipped)));
        with_query("/catalog", pairs)
    }

    /// Nothing narrows the list.
    pub(super) fn is_unfiltered(&self) -> bool {
        self.chosen.is_empty() && self.words.is_none()
    }

    /// Whether this value of this facet is chosen.
    pub(super) fn has(&self, facet: &str, value: &str) -> bool {
        self.chosen.iter().any(|(key, known)| *key == facet && known == value)
    }

    /// The same with one facet value added, or taken away if it was there; from the first page on.
    pub(super) fn toggled(&self, facet: &'static str, value: &str) -> Self {
        let mut next = Self { place: None, ..self.clone() };
        if self.has(facet, value) {
            next.chosen.retain(|(key, known)| !(*key == facet && known == value));
        } else {
            next.chosen.push((facet, value.to_owned()));
            let position = |key: &str| FACETS.iter().position(|(facet, _)| *facet == key);
            next.chosen.sort_by_key(|(key, _)| position(key));
        }
        next
    }

    /// The same without the words, from the first page on.
    pub(super) fn without_words(&self) -> Self {
        Self { words: None, place: None, ..self.clone() }
    }

    /// The same in another order, from the first page on; none for the usual order.
    pub(super) fn ordered_by(&self, order: Option<String>) -> Self {
        Self { order, place: None, ..self.clone() }
    }

    /// The same at another place of the list.
    pub(super) fn at(&self, place: Option<Place>) -> Self {
        Self { place, ..self.clone() }
    }

    /// What to ask the portal for the rows.
    pub(super) fn list_query(&self) -> ListQuery {
        ListQuery {
            filter: self.filter(None),
            q: self.words.clone(),
            order: self.order.clone(),
            limit: Some(PAGE_SIZE),
            cursor: self.place.as_ref().map(|place| place.cursor.clone()),
        }
    }

    /// What to ask for the counts of these facets, as if nothing were chosen in `without`: a chosen facet shows what
    /// its other values would bring.
    pub(super) fn facet_query(&self, facets: &[&str], without: Option<&str>) -> FacetQuery {
        FacetQuery {
            facet: facets.iter().map(|&facet| facet.to_owned()).collect(),
            filter: self.filter(without),
            q: self.words.clone(),
        }
    }

    /// Where the API has the same rows.
    pub(super) fn json_address(&self) -> String {
        let query = self.list_query();
        let limit = PAGE_SIZE.to_string();
        let mut pairs: Vec<(&str, &str)> = query.filter.iter().map(|filter| ("filter", filter.as_str())).collect();
        pairs.extend(query.q.as_deref().map(|words| ("q", words)));
        pairs.extend(query.order.as_deref().map(|order| ("order", order)));
        pairs.push(("limit", &limit));
        pairs.extend(query.cursor.as_deref().map(|cursor| ("cursor", cursor)));
        with_query("/api/v1/entities", pairs)
    }

    fn filter(&self, without: Option<&str>) -> Vec<String> {
        let terms: Vec<String> = self
            .chosen
            .iter()
            .filter(|(facet, _)| Some(*facet) != without)
            .map(|(facet, value)| format!("{facet}={}", quoted(value)))
            .collect();
        if terms.is_empty() { Vec::new() } else { vec![terms.join(",")] }
    }
}

/// A value as the filter grammar takes it: between quotes, unless it is plain.
fn quoted(value: &str) -> String {
    let plain = |character: char| character.is_alphanumeric() || "-_.:/+".contains(character);
    if !value.is_empty() && value.chars().all(plain) {
        return value.to_owned();
    }
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> CatalogState {
        CatalogState::from_query(&Query::parse(address.split_once('?').map_or("", |(_, query)| query)))
    }

    #[test]
    fn state_survives_its_address() {
        let state = CatalogState {
            chosen: vec![
                ("kind", "component".into()),
                ("owner", "group:default/a&b=c".into()),
                ("tag", "ü, \"x\"".into()),
            ],
            words: Some("pay ment".into()),
            order: Some("-measures.dependents".into()),
            place: Some(Place { cursor: "a+b/c==".into(), skipped: 50 }),
        };
        assert_eq!(read(&state.address()), state);
        assert_eq!(read("/catalog"), CatalogState::default());
    }

    #[test]
    fn toggling_twice_changes_nothing_and_starts_over() {
        let state = read("/catalog?type=service&cursor=x&skipped=50");
        let wider = state.toggled("kind", "component");
        assert_eq!(wider.address(), "/catalog?kind=component&type=service");
        assert_eq!(wider.toggled("kind", "component").address(), "/catalog?type=service");
    }

    #[test]
    fn filters_quote_what_is_not_plain() {
        let state = read("/catalog?owner=group:default/a&tag=x%2Cy&tag=%22");
        assert_eq!(state.list_query().filter, [r#"owner=group:default/a,tag="x,y",tag="\"""#]);
        assert_eq!(state.facet_query(&["tag"], Some("tag")).filter, ["owner=group:default/a"]);
    }
}
