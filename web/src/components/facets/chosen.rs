//! Which values of which facets are chosen.

use catalog_schema::filter::Condition;

use super::names::facet_position;
use crate::query::Query;

/// Chosen values in the order of the facets. Values of one facet widen each other, facets narrow each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chosen {
    pairs: Vec<(&'static str, String)>,
}

impl Chosen {
    /// Reads the values of these facets from an address.
    pub(crate) fn from_query(facets: &[&'static str], query: &Query) -> Self {
        let mut chosen = Self::default();
        for facet in facets {
            for value in query.all(facet) {
                if !chosen.has(facet, value) {
                    chosen = chosen.toggled(facet, value);
                }
            }
        }
        chosen
    }

    /// Each chosen value with its facet.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.pairs.iter().map(|(facet, value)| (*facet, value.as_str()))
    }

    /// The chosen values of one facet.
    pub(crate) fn of<'a>(&'a self, facet: &'a str) -> impl Iterator<Item = &'a str> {
        self.pairs().filter(move |(key, _)| *key == facet).map(|(_, value)| value)
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.pairs.len()
    }

    /// Nothing is chosen.
    pub(crate) fn is_empty(&self) -> bool {
        self.pairs.is_empty()
    }

    /// Whether this value of this facet is chosen.
    pub(crate) fn has(&self, facet: &str, value: &str) -> bool {
        self.of(facet).any(|known| known == value)
    }

    /// The same with one value added, or taken away if it was there.
    pub(crate) fn toggled(&self, facet: &'static str, value: &str) -> Self {
        let mut pairs = self.pairs.clone();
        if self.has(facet, value) {
            pairs.retain(|(key, known)| !(*key == facet && known == value));
        } else {
            pairs.push((facet, value.to_owned()));
            pairs.sort_by_key(|(key, _)| facet_position(key));
        }
        Self { pairs }
    }

    /// The filter that says the same; none where nothing is chosen.
    pub(crate) fn filter(&self) -> Option<String> {
        let terms: Vec<String> = self.pairs().map(|(facet, value)| Condition::is(facet, value).to_string()).collect();
        (!terms.is_empty()).then(|| terms.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &str) -> Chosen {
        Chosen::from_query(&["kind", "owner", "tag"], &Query::parse(query))
    }

    #[test]
    fn toggling_twice_changes_nothing() {
        let chosen = read("tag=a");
        let wider = chosen.toggled("kind", "component");
        assert_eq!(wider.pairs().collect::<Vec<_>>(), [("kind", "component"), ("tag", "a")]);
        assert_eq!(wider.toggled("kind", "component"), chosen);
    }

    #[test]
    fn filters_quote_what_is_not_plain() {
        let chosen = read("owner=group:default/a&tag=x%2Cy&tag=%22&tag=%22");
        assert_eq!(chosen.filter().as_deref(), Some(r#"owner=group:default/a,tag="x,y",tag="\"""#));
        assert_eq!(read("size=1").filter(), None);
    }
}
