//! What of an entity's activity is looked at, as the address says it.

use catalog_schema::wire::{EventKind, EventQuery, PageQuery};

use super::super::tabs::Tab;
use crate::address::encode;
use crate::query::Query;

/// Events on a page.
const PAGE_SIZE: u32 = 20;
/// The word for changes of the descriptor among the kinds of events.
const DESCRIPTOR: &str = "descriptor";

/// The tab's state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pages::entity) struct ActivityState {
    pub(super) only: Only,
    /// The page of versions begins here; with the newest where there is none.
    versions: Option<String>,
    /// The page of events begins here.
    events: Option<String>,
}

/// What the tab is narrowed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Only {
    /// Everything.
    #[default]
    All,
    /// Changes of the descriptor.
    Descriptor,
    /// Events of a kind.
    Events(EventKind),
}

impl Only {
    /// The word for it in the address.
    pub(super) fn key(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Descriptor => Some(DESCRIPTOR),
            Self::Events(kind) => Some(kind.as_str()),
        }
    }
}

impl ActivityState {
    /// Reads the state from an address; a kind that there is not is none.
    pub(in crate::pages::entity) fn from_query(query: &Query) -> Self {
        let text = |key: &str| query.first(key).map(str::to_owned);
        let only = match query.first("kind") {
            Some(DESCRIPTOR) => Only::Descriptor,
            Some(kind) => EventKind::parse(kind).map_or(Only::All, Only::Events),
            None => Only::All,
        };
        Self { only, versions: text("cursor"), events: text("events") }
    }

    /// The address of another choice, from the newest on.
    pub(super) fn address_of(only: Only, entity_ref: &str) -> String {
        Self { only, ..Self::default() }.address(entity_ref)
    }

    pub(super) fn address(&self, entity_ref: &str) -> String {
        let parts =
            [("kind", self.only.key()), ("cursor", self.versions.as_deref()), ("events", self.events.as_deref())];
        let mut address = Tab::Activity.address(entity_ref);
        for (key, value) in parts {
            if let Some(value) = value {
                address.push_str(&format!("&{key}={}", encode(value)));
            }
        }
        address
    }

    /// The same with another page of versions.
    pub(super) fn with_versions(&self, cursor: Option<String>) -> Self {
        Self { versions: cursor, ..self.clone() }
    }

    /// The same with another page of events.
    pub(super) fn with_events(&self, cursor: Option<String>) -> Self {
        Self { events: cursor, ..self.clone() }
    }

    pub(super) fn has_later_versions(&self) -> bool {
        self.versions.is_some()
    }

    pub(super) fn has_later_events(&self) -> bool {
        self.events.is_some()
    }

    /// Which versions to ask for; none where they are not looked at.
    pub(in crate::pages::entity) fn versions(&self) -> Option<PageQuery> {
        let query = PageQuery { limit: None, cursor: self.versions.clone() };
        (!matches!(self.only, Only::Events(_))).then_some(query)
    }

    /// Which events to ask for; none where they are not looked at.
    pub(in crate::pages::entity) fn events(&self) -> Option<EventQuery> {
        let kind = match self.only {
            Only::All => None,
            Only::Descriptor => return None,
            Only::Events(kind) => Some(kind.as_str().to_owned()),
        };
        Some(EventQuery { kind, limit: Some(PAGE_SIZE), cursor: self.events.clone(), ..EventQuery::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn state_survives_its_address() {
        let read = |address: &str| {
            ActivityState::from_query(&Query::parse(address.split_once('?').map_or("", |(_, query)| query)))
        };
        let state = ActivityState {
            only: Only::Events(EventKind::Incident),
            versions: Some("5b22".to_owned()),
            events: Some("5b&23".to_owned()),
        };
        let address = state.address("component:default/orders");
        assert_eq!(read(&address), state);
        assert_eq!(read("/?tab=activity&kind=party"), ActivityState::default());
        assert_eq!(read("/?kind=descriptor").events(), None);
        assert_eq!(read("/?kind=build").versions(), None);
    }
}
