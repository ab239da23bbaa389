//! Which part of the scorecard is looked at, as the address says it.

use catalog_schema::wire::{MOST_MOVE_DAYS, MoveDirection, MoveQuery, RollupBy, ScorecardResultQuery};

use crate::address::{encode, scorecard_page, with_query};
use crate::query::Query;

/// Entities on a page.
const PAGE_SIZE: u32 = 50;
/// Moves that are shown; the table to save has more.
const MOVES: u32 = 50;

/// The page's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Only entities at this level; `none` for those at none.
    pub(super) level: Option<String>,
    /// Only entities that do not reach this level.
    pub(super) below: Option<String>,
    pub(super) cursor: Option<String>,
    /// What entities are grouped by, where it is not the team.
    pub(super) by: Option<String>,
    /// Only moves of this direction.
    pub(super) moved: Option<String>,
    /// How many days back moves are shown, where it is not a week.
    pub(super) days: Option<String>,
}

/// The page's sections that a state leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Entities,
    Groups,
    Moved,
}

impl Part {
    fn anchor(self) -> &'static str {
        match self {
            Self::Entities => "entities",
            Self::Groups => "groups",
            Self::Moved => "moved",
        }
    }
}

impl State {
    /// Reads the state from an address.
    pub(super) fn from_query(query: &Query) -> Self {
        let first = |key| query.first(key).map(str::to_owned);
        Self {
            level: first("level"),
            below: first("below"),
            cursor: first("cursor"),
            by: first("by"),
            moved: first("moved"),
            days: first("days").filter(|days| days != "7"),
        }
    }

    /// Which entities to ask the portal for.
    pub(super) fn query(&self) -> ScorecardResultQuery {
        ScorecardResultQuery {
            level: self.level.clone(),
            below: self.below.clone(),
            cursor: self.cursor.clone(),
            limit: Some(PAGE_SIZE),
            ..ScorecardResultQuery::default()
        }
    }

    /// What to group by; the team where the address says nothing that can be.
    pub(super) fn grouping(&self) -> RollupBy {
        let by = self.by.as_deref().and_then(RollupBy::parse);
        by.filter(|by| *by != RollupBy::Organisation).unwrap_or(RollupBy::Team)
    }

    /// Which moves to ask the portal for.
    pub(super) fn moves(&self, scorecard: &str) -> MoveQuery {
        MoveQuery {
            scorecard: Some(scorecard.to_owned()),
            days: self.span(),
            direction: self.direction(),
            limit: Some(MOVES),
            ..MoveQuery::default()
        }
    }

    /// How many days back, as far as so many can be asked for.
    fn span(&self) -> Option<u32> {
        self.days.as_deref()?.parse().ok().filter(|days| (1..=MOST_MOVE_DAYS).contains(days))
    }

    /// The direction that is asked for, as far as there is one of this name.
    pub(super) fn direction(&self) -> Option<MoveDirection> {
        let asked = self.moved.as_deref()?;
        MoveDirection::ALL.into_iter().find(|direction| direction.as_str() == asked)
    }

    /// The same at another place of the list.
    pub(super) fn at(&self, cursor: Option<String>) -> Self {
        Self { cursor, ..self.clone() }
    }

    /// The address that this state reads from, at a section.
    pub(super) fn address(&self, scorecard: &str, part: Part) -> String {
        format!("{}#{}", with_query(&scorecard_page(scorecard), self.pairs()), part.anchor())
    }

    /// Where the API has the same entities, all of them, as a table.
    pub(super) fn csv(&self, scorecard: &str) -> String {
        let path = format!("/api/v1/scorecards/{}/results.csv", encode(scorecard));
        let pairs = [("level", self.level.as_deref()), ("below", self.below.as_deref())];
        with_query(&path, pairs.into_iter().filter_map(|(key, value)| Some((key, value?))))
    }

    /// Where the API has the same moves as a table.
    pub(super) fn moves_csv(&self, scorecard: &str) -> String {
        let direction = self.direction().map(MoveDirection::as_str);
        let days = self.span().map(|days| days.to_string());
        let pairs = [("scorecard", Some(scorecard)), ("days", days.as_deref()), ("direction", direction)];
        with_query("/api/v1/moves.csv", pairs.into_iter().filter_map(|(key, value)| Some((key, value?))))
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = [
            ("level", &self.level),
            ("below", &self.below),
            ("cursor", &self.cursor),
            ("by", &self.by),
            ("moved", &self.moved),
            ("days", &self.days),
        ];
        all.into_iter().filter_map(|(key, value)| Some((key, value.as_deref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn state_survives_its_address() {
        let some = |text: &str| Some(text.to_owned());
        let state = State {
            level: some("a b"),
            below: None,
            cursor: some("0f"),
            by: some("tier"),
            moved: some("worse"),
            days: some("30"),
        };
        let address = state.address("basics", Part::Entities);
        assert_eq!(address, "/scorecards/basics?level=a%20b&cursor=0f&by=tier&moved=worse&days=30#entities");
        let query = address.trim_end_matches("#entities").split_once('?').map_or("", |(_, query)| query);
        assert_eq!(State::from_query(&Query::parse(query)), state);
        assert_eq!(state.csv("basics"), "/api/v1/scorecards/basics/results.csv?level=a%20b");
        assert_eq!(state.moves_csv("basics"), "/api/v1/moves.csv?scorecard=basics&days=30&direction=worse");
        assert_eq!((state.grouping(), state.moves("basics").days), (RollupBy::Tier, Some(30)));
    }

    #[test]
    fn what_an_address_cannot_mean_is_as_if_it_said_nothing() {
        let state = State::from_query(&Query::parse("by=organisation&moved=sideways&days=0"));
        assert_eq!((state.grouping(), state.direction()), (RollupBy::Team, None));
        assert_eq!(state.moves("basics").days, None);
        let state = State::from_query(&Query::parse("days=400"));
        assert_eq!(
            state.moves_csv("basics"),
            "/api/v1/moves.csv?scorecard=basics",
            "the table is of what the page shows"
        );
    }
}
