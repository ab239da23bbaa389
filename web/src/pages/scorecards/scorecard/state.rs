//! Which entities are looked at, as the address says it.

use catalog_schema::wire::ScorecardResultQuery;

use crate::address::{encode, scorecard_page, with_query};
use crate::query::Query;

/// Entities on a page.
const PAGE_SIZE: u32 = 50;

/// The page's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Only those at this level; `none` for those at none.
    pub(super) level: Option<String>,
    pub(super) cursor: Option<String>,
}

impl State {
    /// Reads the state from an address.
    pub(super) fn from_query(query: &Query) -> Self {
        Self { level: query.first("level").map(str::to_owned), cursor: query.first("cursor").map(str::to_owned) }
    }

    /// What to ask the portal.
    pub(super) fn query(&self) -> ScorecardResultQuery {
        ScorecardResultQuery {
            level: self.level.clone(),
            cursor: self.cursor.clone(),
            limit: Some(PAGE_SIZE),
            ..ScorecardResultQuery::default()
        }
    }

    /// The same at another place of the list.
    pub(super) fn at(&self, cursor: Option<String>) -> Self {
        Self { cursor, ..self.clone() }
    }

    /// The address that this state reads from, at the entities.
    pub(super) fn address(&self, scorecard: &str) -> String {
        format!("{}#entities", with_query(&scorecard_page(scorecard), self.pairs()))
    }

    /// Where the API has the same entities, all of them, as a table.
    pub(super) fn csv(&self, scorecard: &str) -> String {
        let path = format!("/api/v1/scorecards/{}/results.csv", encode(scorecard));
        with_query(&path, self.level.as_deref().map(|level| ("level", level)))
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = [("level", self.level.as_deref()), ("cursor", self.cursor.as_deref())];
        all.into_iter().filter_map(|(key, value)| Some((key, value?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn state_survives_its_address() {
        let state = State { level: Some("a b".into()), cursor: Some("0f".into()) };
        let address = state.address("basics");
        assert_eq!(address, "/scorecards/basics?level=a%20b&cursor=0f#entities");
        let query = address.trim_end_matches("#entities").split_once('?').map_or("", |(_, query)| query);
        assert_eq!(State::from_query(&Query::parse(query)), state);
        assert_eq!(state.csv("basics"), "/api/v1/scorecards/basics/results.csv?level=a%20b");
    }
}
