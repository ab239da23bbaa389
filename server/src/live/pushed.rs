//! What others pushed of entities, by identity: a new name, a deletion and a return change nothing of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalog_schema::model::EntityRef;
use scorecards::{FactGroup, FactGroups};

use super::Live;
use super::change::FactChange;
use crate::graph::GraphView;

/// The last value of a fact of an entity.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PushedFact {
    pub(crate) value: serde_json::Value,
    /// Since when it is so, and when it came; in milliseconds since the Unix epoch.
    pub(crate) at: i64,
    pub(crate) received_at: i64,
    /// Who pushed it.
    pub(crate) source: Arc<str>,
    pub(crate) url: Option<Arc<str>>,
}

/// The facts of an entity by name.
pub(crate) type PushedFacts = BTreeMap<Arc<str>, PushedFact>;

impl Live {
    /// The catalog with these values in the place of those of the same facts. Whose results may be others for it is added
    /// to `evaluate`, as far as rules read these facts; the results are the caller's to renew.
    #[must_use]
    pub fn with_facts(&self, facts: &[FactChange], evaluate: &mut BTreeMap<EntityRef, FactGroups>) -> Self {
        let mut next = self.clone();
        let read: FactGroups = next.engine().groups().into_iter().collect();
        // Put down together: facts of one entity stand one after another.
        for of_entity in facts.chunk_by(|one, other| one.uid == other.uid) {
            let Some(first) = of_entity.first() else { continue };
            let mut known = next.pushed.get(&first.uid).map(|known| PushedFacts::clone(known)).unwrap_or_default();
            let mut groups = FactGroups::NONE;
            for fact in of_entity {
                let name = next.texts.share(&fact.name);
                let source = next.texts.share(&fact.source);
                let FactChange { at, received_at, .. } = *fact;
                let (value, url) = (fact.value.clone(), fact.url.clone());
                known.insert(name, PushedFact { value, at, received_at, source, url });
                groups = groups.and(FactGroup::of_pushed(&fact.name).into());
            }
            next.pushed.insert_mut(Arc::clone(&first.uid), Arc::new(known));
            let groups = groups.within(read);
            if let Some(&slot) = next.uids.get(&first.uid).filter(|_| !groups.is_empty()) {
                let touched = evaluate.entry(next.graph.entity_ref(slot).clone()).or_default();
                *touched = touched.and(groups);
            }
        }
        next
    }

    /// What was pushed of the entity of this identity.
    pub(crate) fn pushed(&self, uid: &str) -> Option<&PushedFacts> {
        self.pushed.get(uid).map(|facts| &**facts)
    }
}
