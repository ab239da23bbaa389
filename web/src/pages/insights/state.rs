//! What is looked at, as the address says it.

use catalog_schema::wire::InsightQuery;

use crate::address::with_query;
use crate::query::Query;

/// Findings on a page.
const PAGE_SIZE: u32 = 50;

/// The page's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct InsightsState {
    pub(super) rule: Option<String>,
    pub(super) severity: Option<String>,
    pub(super) owner: Option<String>,
    pub(super) entity: Option<String>,
    /// Those that are to stay, too.
    pub(super) accepted: bool,
    pub(super) cursor: Option<String>,
}

impl InsightsState {
    /// Reads the state from an address.
    pub(super) fn from_query(query: &Query) -> Self {
        // A form sends what was left empty, too.
        let text = |key: &str| query.first(key).filter(|text| !text.trim().is_empty()).map(str::to_owned);
        Self {
            rule: text("rule"),
            severity: text("severity"),
            owner: text("owner"),
            entity: text("entity"),
            accepted: query.first("accepted") == Some("true"),
            cursor: text("cursor"),
        }
    }

    /// What to ask the portal.
    pub(super) fn query(&self) -> InsightQuery {
        InsightQuery {
            rules: self.rule.iter().cloned().collect(),
            severity: self.severity.clone(),
            owner: self.owner.clone(),
            entity: self.entity.clone(),
            accepted: self.accepted,
            limit: Some(PAGE_SIZE),
            cursor: self.cursor.clone(),
        }
    }

    /// The same from a page on.
    pub(super) fn at(&self, cursor: Option<String>) -> Self {
        Self { cursor, ..self.clone() }
    }

    /// Only this rule, from the start.
    pub(super) fn only(rule: &str) -> Self {
        Self { rule: Some(rule.to_owned()), ..Self::default() }
    }

    /// Whether the page begins with the heaviest.
    pub(super) fn is_first(&self) -> bool {
        self.cursor.is_none()
    }

    /// Whether some open findings are left out.
    pub(super) fn is_narrowed(&self) -> bool {
        self.rule.is_some() || self.severity.is_some() || self.owner.is_some() || self.entity.is_some()
    }

    /// The address that this state reads from.
    pub(super) fn address(&self) -> String {
        with_query("/insights", self.parameters())
    }

    /// Where the API has the same.
    pub(super) fn json_address(&self) -> String {
        let limit = PAGE_SIZE.to_string();
        with_query("/api/v1/insights", self.parameters().chain([("limit", limit.as_str())]))
    }

    fn parameters(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = [
            ("rule", self.rule.as_deref()),
            ("severity", self.severity.as_deref()),
            ("owner", self.owner.as_deref()),
            ("entity", self.entity.as_deref()),
            ("accepted", self.accepted.then_some("true")),
            ("cursor", self.cursor.as_deref()),
        ];
        all.into_iter().filter_map(|(key, value)| Some((key, value?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> InsightsState {
        InsightsState::from_query(&Query::parse(address.split_once('?').map_or("", |(_, query)| query)))
    }

    #[test]
    fn state_survives_its_address() {
        let state = InsightsState {
            rule: Some("cycle".into()),
            owner: Some("group:default/a&b".into()),
            accepted: true,
            cursor: Some("9.5:0f".into()),
            ..InsightsState::default()
        };
        assert_eq!(read(&state.address()), state);
        assert_eq!(read("/insights?rule=&owner=+&accepted=").address(), "/insights");
        assert_eq!(InsightsState::only("hub").json_address(), "/api/v1/insights?rule=hub&limit=50");
    }
}
