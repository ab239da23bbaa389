//! Which two, as the address says it.

use catalog_schema::wire::PathQuery;

use crate::address::with_query;
use crate::query::Query;

/// The page's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// What depends.
    pub(super) from: Option<String>,
    /// On what.
    pub(super) to: Option<String>,
    /// All ways rather than a shortest one.
    pub(super) all: bool,
}

impl State {
    /// Reads the state from an address.
    pub(super) fn from_query(query: &Query) -> Self {
        let text = |key: &str| query.first(key).map(str::to_owned);
        Self { from: text("from"), to: text("to"), all: query.first("all") == Some("true") }
    }

    /// What to ask the portal; nothing unless both are named.
    pub(super) fn query(&self) -> Option<PathQuery> {
        let (from, to) = (self.from.clone()?, self.to.clone()?);
        Some(PathQuery { from, to, all: self.all, ..PathQuery::default() })
    }

    /// The same the other way round.
    pub(super) fn turned(&self) -> Self {
        Self { from: self.to.clone(), to: self.from.clone(), all: self.all }
    }

    /// The same with all ways.
    pub(super) fn with_all(&self) -> Self {
        Self { all: true, ..self.clone() }
    }

    /// The address that this state reads from.
    pub(super) fn address(&self) -> String {
        with_query("/graph", std::iter::once(("view", "path")).chain(self.pairs()))
    }

    /// Where the API has the same.
    pub(super) fn json_address(&self) -> String {
        with_query("/api/v1/graph/path", self.pairs())
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let ends = [("from", self.from.as_deref()), ("to", self.to.as_deref()), ("all", self.all.then_some("true"))];
        ends.into_iter().filter_map(|(key, value)| Some((key, value?)))
    }
}
