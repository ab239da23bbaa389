//! Asks for what the tab shows.

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{EntityEvents, History, Problem};

use super::state::ActivityState;
use crate::portal::Portal;
use crate::query::Query;

/// What the tab shows.
pub(in crate::pages::entity) struct ActivityTab {
    pub(super) state: ActivityState,
    pub(super) entity_ref: String,
    pub(super) history: Option<History>,
    pub(super) events: Option<EntityEvents>,
    /// In milliseconds since the Unix epoch.
    pub(super) now: i64,
}

impl ActivityTab {
    /// Asks as the address says.
    ///
    /// # Errors
    /// What the portal answers.
    pub(in crate::pages::entity) async fn load(
        portal: &dyn Portal,
        entity_ref: &EntityRef,
        query: &Query,
        now: i64,
    ) -> Result<Self, Problem> {
        let state = ActivityState::from_query(query);
        let history = match state.versions() {
            Some(query) => Some(portal.history(entity_ref, &query).await?),
            None => None,
        };
        let events = match state.events() {
            Some(query) => Some(portal.entity_events(entity_ref, &query).await?),
            None => None,
        };
        Ok(Self { state, entity_ref: entity_ref.to_string(), history, events, now })
    }

    /// Where the API has it, below the entity's address.
    pub(in crate::pages::entity) fn json_address(&self) -> &'static str {
        if self.history.is_some() { "/history" } else { "/events" }
    }

    /// Whether the catalog does not have the entity any more.
    pub(super) fn is_of_what_is_gone(&self) -> bool {
        self.history.as_ref().is_some_and(|history| history.deleted)
    }
}
