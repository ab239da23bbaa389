//! What is looked at, as the address says it.

use catalog_schema::wire::{ChangeFilter, ChangeQuery};

use crate::address::with_query;
use crate::query::Query;

/// Changes on a page.
pub(super) const PAGE_SIZE: u32 = 200;

/// The page's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct ActivityState {
    /// What the changes are narrowed to.
    pub(super) only: ChangeFilter,
    /// The page begins before this mark; with the newest change where there is none.
    pub(super) before: Option<String>,
}

impl ActivityState {
    /// Reads the state from an address.
    pub(super) fn from_query(query: &Query) -> Self {
        let text = |key: &str| query.first(key).map(str::to_owned);
        Self {
            only: ChangeFilter {
                kind: text("kind"),
                owner: text("owner"),
                source: text("source"),
                event: text("event"),
                entity: text("entity"),
                author: text("author"),
            },
            before: text("before"),
        }
    }

    /// The address that this state reads from.
    pub(super) fn address(&self) -> String {
        with_query("/activity", self.filters().chain(self.before.as_deref().map(|before| ("before", before))))
    }

    /// The same from another place on.
    pub(super) fn before(&self, mark: impl Into<String>) -> Self {
        Self { before: Some(mark.into()), ..self.clone() }
    }

    /// The same from the newest change on.
    pub(super) fn newest(&self) -> Self {
        Self { before: None, ..self.clone() }
    }

    /// Whether some changes are left out.
    pub(super) fn is_narrowed(&self) -> bool {
        self.filters().next().is_some()
    }

    /// What to ask the portal.
    pub(super) fn query(&self) -> ChangeQuery {
        ChangeQuery {
            before: Some(self.mark().to_owned()),
            limit: Some(PAGE_SIZE),
            only: self.only.clone(),
            ..ChangeQuery::default()
        }
    }

    /// Where the API has the same changes.
    pub(super) fn json_address(&self) -> String {
        let limit = PAGE_SIZE.to_string();
        with_query("/api/v1/changes", self.filters().chain([("before", self.mark()), ("limit", &limit)]))
    }

    /// Where the whole list, and not only this page, is to be had as a table.
    pub(super) fn csv_address(&self) -> String {
        with_query("/api/v1/changes.csv", self.filters())
    }

    fn mark(&self) -> &str {
        self.before.as_deref().unwrap_or("now")
    }

    fn filters(&self) -> impl Iterator<Item = (&str, &str)> {
        let ChangeFilter { kind, owner, source, event, entity, author } = &self.only;
        let all = [
            ("event", event),
            ("kind", kind),
            ("owner", owner),
            ("source", source),
            ("entity", entity),
            ("author", author),
        ];
        all.into_iter().filter_map(|(key, value)| Some((key, value.as_deref()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> ActivityState {
        ActivityState::from_query(&Query::parse(address.split_once('?').map_or("", |(_, query)| query)))
    }

    #[test]
    fn state_survives_its_address() {
        let only = ChangeFilter {
            kind: Some("api".into()),
            owner: Some("group:default/a&b".into()),
            author: Some("Ada L".into()),
            ..ChangeFilter::default()
        };
        let state = ActivityState { only, before: Some("epoch:7:3".into()) };
        assert_eq!(read(&state.address()), state);
        assert_eq!(read("/activity").address(), "/activity");
    }

    #[test]
    fn the_table_is_of_everything_and_the_json_of_the_page() {
        let state = read("/activity?event=deleted&before=e:7:3");
        assert_eq!(state.csv_address(), "/api/v1/changes.csv?event=deleted");
        assert_eq!(state.json_address(), "/api/v1/changes?event=deleted&before=e:7:3&limit=200");
        assert_eq!(state.newest().address(), "/activity?event=deleted");
    }
}
