//! Which events are looked at, as the address says it.

use catalog_schema::wire::EventQuery;

use crate::address::with_query;
use crate::query::Query;

/// Events on a page.
const PAGE_SIZE: u32 = 100;

/// The page's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct EventsState {
    pub(super) only: EventQuery,
}

impl EventsState {
    /// Reads the state from an address.
    pub(super) fn from_query(query: &Query) -> Self {
        let text = |key: &str| query.first(key).filter(|text| !text.is_empty()).map(str::to_owned);
        Self {
            only: EventQuery {
                kind: text("kind"),
                entity: text("entity"),
                owner: text("owner"),
                environment: text("environment"),
                limit: Some(PAGE_SIZE),
                cursor: text("cursor"),
            },
        }
    }

    /// The address that this state reads from.
    pub(super) fn address(&self) -> String {
        let cursor = self.only.cursor.as_deref().map(|cursor| ("cursor", cursor));
        with_query("/activity", [("show", "events")].into_iter().chain(self.filters()).chain(cursor))
    }

    /// The same from another place on; from the newest where it is none.
    pub(super) fn at(&self, cursor: Option<String>) -> Self {
        Self { only: EventQuery { cursor, ..self.only.clone() } }
    }

    /// Whether some events are left out.
    pub(super) fn is_narrowed(&self) -> bool {
        self.filters().next().is_some()
    }

    /// Where the API has the same events.
    pub(super) fn json_address(&self) -> String {
        let cursor = self.only.cursor.as_deref().map(|cursor| ("cursor", cursor));
        with_query("/api/v1/events", self.filters().chain(cursor))
    }

    /// Where the whole list is to be had as a table.
    pub(super) fn csv_address(&self) -> String {
        with_query("/api/v1/events.csv", self.filters())
    }

    fn filters(&self) -> impl Iterator<Item = (&str, &str)> {
        let EventQuery { kind, entity, owner, environment, .. } = &self.only;
        let all = [("kind", kind), ("environment", environment), ("owner", owner), ("entity", entity)];
        all.into_iter().filter_map(|(key, value)| Some((key, value.as_deref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn state_survives_its_address() {
        let read = |address: &str| {
            EventsState::from_query(&Query::parse(address.split_once('?').map_or("", |(_, query)| query)))
        };
        let state = read("/activity?show=events&kind=build&owner=a%26b&cursor=5b&environment=");
        assert_eq!(state.only.environment, None);
        assert_eq!(read(&state.address()), state);
        assert_eq!(state.csv_address(), "/api/v1/events.csv?kind=build&owner=a%26b");
        assert_eq!(state.at(None).address(), "/activity?show=events&kind=build&owner=a%26b");
    }
}
