//! What happened to entities, as rules read it; by identity: a new name, a deletion and a return change nothing of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog_schema::model::EntityRef;
use scorecards::{EventFacts, FactGroup, FactGroups};

use super::Live;
use super::change::EventChange;
use crate::graph::GraphView;

impl Live {
    /// The catalog with this in the place of what was known to have happened to the same entities. Whose results may be
    /// others for it is added to `evaluate`, if rules read that; the results are the caller's to renew.
    #[must_use]
    pub fn with_events(&self, changes: &[EventChange], evaluate: &mut BTreeMap<EntityRef, FactGroups>) -> Self {
        let mut next = self.clone();
        let is_read = next.engine().groups().contains(&FactGroup::Events);
        for EventChange { uid, facts } in changes {
            next.happened.insert_mut(Arc::clone(uid), Arc::clone(facts));
            if let Some(&slot) = next.uids.get(uid).filter(|_| is_read) {
                let touched = evaluate.entry(next.graph.entity_ref(slot).clone()).or_default();
                *touched = touched.and(FactGroup::Events.into());
            }
        }
        next
    }

    /// What happened to the entity of this identity.
    pub(crate) fn happened(&self, uid: &str) -> Option<&EventFacts> {
        self.happened.get(uid).map(|facts| &**facts)
    }
}
