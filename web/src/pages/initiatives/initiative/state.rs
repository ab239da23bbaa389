//! Which part of the initiative is looked at, as the address says it.

use catalog_schema::filter::Condition;
use catalog_schema::wire::{InitiativeEntityQuery, InitiativeQuery, RollupBy};

use crate::address::{encode, initiative_page, with_query};
use crate::query::Query;

/// Entities on a page: what each lacks is judged for it.
const PAGE_SIZE: u32 = 25;

/// The page's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct State {
    /// Only what this team owns.
    pub(super) team: Option<String>,
    /// What the teams within it own counts, too.
    pub(super) tree: bool,
    /// Only entities that are so far, where it is not those that are left; `all` for all.
    pub(super) state: Option<String>,
    /// Only entities that fail this rule, as `scorecard/rule`.
    pub(super) rule: Option<String>,
    /// Only entities that this filter lets pass, as lists take it.
    pub(super) filter: Option<String>,
    pub(super) cursor: Option<String>,
    /// What entities are grouped by, where it is not the team.
    pub(super) by: Option<String>,
}

/// The page's sections that a state leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Entities,
    Groups,
    Top,
}

impl State {
    /// Reads the state from an address.
    pub(super) fn from_query(query: &Query) -> Self {
        let first = |key| query.first(key).filter(|value| !value.is_empty()).map(str::to_owned);
        let team = first("team");
        Self {
            tree: team.is_some() && query.first("tree") == Some("true"),
            team,
            state: first("state"),
            rule: first("rule"),
            filter: first("filter"),
            cursor: first("cursor"),
            by: first("by"),
        }
    }

    /// Of whom to ask the portal.
    pub(super) fn share(&self) -> InitiativeQuery {
        InitiativeQuery { team: self.team.clone(), tree: self.tree, entity: None }
    }

    /// The state that is listed; none for all.
    pub(super) fn listed(&self) -> Option<&str> {
        match self.state.as_deref() {
            Some("all") => None,
            None if self.rule.is_some() => None,
            state => Some(state.unwrap_or("left")),
        }
    }

    /// Which entities to ask the portal for.
    pub(super) fn query(&self) -> InitiativeEntityQuery {
        InitiativeEntityQuery {
            state: self.listed().map(str::to_owned),
            team: self.team.clone(),
            tree: self.tree,
            also: self.also(),
            limit: Some(PAGE_SIZE),
            cursor: self.cursor.clone(),
            ..InitiativeEntityQuery::default()
        }
    }

    /// What must hold besides.
    fn also(&self) -> Vec<String> {
        let rule = self.rule.iter().map(|rule| Condition::is("failing", rule.as_str()).to_string());
        rule.chain(self.filter.clone()).collect()
    }

    /// What to group by; the team where the address says nothing that can be.
    pub(super) fn grouping(&self) -> RollupBy {
        let by = self.by.as_deref().and_then(RollupBy::parse);
        by.filter(|by| *by != RollupBy::Organisation).unwrap_or(RollupBy::Team)
    }

    /// The address that this state reads from, at a section.
    pub(super) fn address(&self, name: &str, part: Part) -> String {
        let anchor = match part {
            Part::Entities => "#entities",
            Part::Groups => "#groups",
            Part::Top => "",
        };
        format!("{}{anchor}", with_query(&initiative_page(name), self.pairs()))
    }

    /// The same of those that are so far, from the first page on.
    pub(super) fn of(&self, state: &str) -> Self {
        Self { state: Some(state.to_owned()), rule: None, filter: None, cursor: None, ..self.clone() }
    }

    /// Where the API has a part of the initiative over the same share, as a table.
    pub(super) fn csv(&self, name: &str, part: &str) -> String {
        let path = format!("/api/v1/initiatives/{}/{part}.csv", encode(name));
        with_query(&path, self.share_pairs())
    }

    /// Where the API has the same entities, all of them, as a table.
    pub(super) fn entities_csv(&self, name: &str) -> String {
        let path = format!("/api/v1/initiatives/{}/entities.csv", encode(name));
        let query = self.query();
        let state = query.state.as_deref().map(|state| ("state", state));
        let also = query.also.iter().map(|filter| ("also", filter.as_str()));
        with_query(&path, self.share_pairs().chain(state).chain(also))
    }

    fn share_pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let tree = self.tree.then_some(("tree", "true"));
        self.team.as_deref().map(|team| ("team", team)).into_iter().chain(tree)
    }

    fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        let rest = [
            ("state", &self.state),
            ("rule", &self.rule),
            ("filter", &self.filter),
            ("cursor", &self.cursor),
            ("by", &self.by),
        ];
        let rest = rest.into_iter().filter_map(|(key, value)| Some((key, value.as_deref()?)));
        self.share_pairs().chain(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn state_survives_its_address() {
        let some = |text: &str| Some(text.to_owned());
        let state = State {
            team: some("group:default/a"),
            tree: true,
            state: some("exempt"),
            rule: some("basics/has-owner"),
            filter: some("tier=1"),
            cursor: some("0f"),
            by: some("tree"),
        };
        let address = state.address("runbooks", Part::Entities);
        let query = address.trim_end_matches("#entities").split_once('?').map_or("", |(_, query)| query);
        assert_eq!(State::from_query(&Query::parse(query)), state, "{address}");
        assert_eq!(
            state.entities_csv("runbooks"),
            "/api/v1/initiatives/runbooks/entities.csv?team=group:default%2Fa&tree=true&state=exempt&also=failing%3Dbasics%2Fhas-owner&also=tier%3D1"
        );
    }

    #[test]
    fn without_a_word_those_are_listed_that_are_left() {
        assert_eq!(State::default().query().state.as_deref(), Some("left"));
        let of = |query: &str| State::from_query(&Query::parse(query)).query().state;
        assert_eq!((of("state=all"), of("rule=basics%2Fhas-owner")), (None, None));
    }
}
