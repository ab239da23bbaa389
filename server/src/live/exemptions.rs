//! Exemptions that people asked for and got, by identity: a new name, a deletion and a return change nothing of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use scorecards::{Exemption, Granted};

use super::Live;
use super::change::{EntityChange, ExemptionChange, GrantedExemption};

/// Those of an entity, by the requests' ids.
pub(super) type OfEntity = BTreeMap<Arc<str>, GrantedExemption>;

impl Live {
    /// The catalog with these exemptions. Whose results may be others for it follows from the engines of both; the results are
    /// the caller's to renew.
    #[must_use]
    pub(super) fn with_exemptions(&self, changes: &[ExemptionChange]) -> Self {
        let mut next = self.clone();
        for ExemptionChange { id, uid, granted } in changes {
            let mut known = next.exempt.get(uid).map(|known| OfEntity::clone(known)).unwrap_or_default();
            match granted {
                Some(granted) => drop(known.insert(Arc::clone(id), granted.clone())),
                None => drop(known.remove(id)),
            }
            if known.is_empty() {
                next.exempt.remove_mut(uid);
            } else {
                next.exempt.insert_mut(Arc::clone(uid), Arc::new(known));
            }
        }
        next.grant();
        next
    }

    /// After changes of entities: who is granted an exemption may be called otherwise, be gone or have come back.
    pub(super) fn grant_after(&mut self, changes: &[EntityChange]) {
        let uid = |change: &EntityChange| match change {
            EntityChange::Put(version) => Arc::clone(&version.uid),
            EntityChange::Remove { uid, .. } => Arc::clone(uid),
        };
        // A reference that was taken over is another one's from then on, though nobody removed its holder.
        if !self.exempt.is_empty() && changes.iter().any(|change| self.concerns(&uid(change), change)) {
            self.grant();
        }
    }

    fn concerns(&self, uid: &Arc<str>, change: &EntityChange) -> bool {
        let holds = |change: &EntityChange| match change {
            EntityChange::Put(version) => self.definitions.names(&version.entity.entity_ref()),
            EntityChange::Remove { .. } => false,
        };
        self.exempt.contains_key(uid) || holds(change)
    }

    /// Has entities judged by the exemptions as they are called now.
    pub(super) fn grant(&mut self) {
        let mut granted: BTreeMap<String, Vec<Exemption>> = BTreeMap::new();
        for (uid, of_entity) in self.exempt.iter() {
            let Some(record) = self.get_by_uid(uid) else { continue };
            for (id, known) in of_entity.iter() {
                granted.entry(known.scorecard.clone()).or_default().push(Exemption {
                    entity: record.entity_ref.clone(),
                    rules: vec![known.rule.clone()],
                    reason: known.reason.clone(),
                    approved_by: Some(known.approved_by.clone()),
                    expires: Some(known.until.clone()),
                    granted: Some(Granted {
                        id: id.to_string(),
                        requested_by: known.requested_by.clone(),
                        approved_at: known.approved_at.clone(),
                    }),
                });
            }
        }
        for of_scorecard in granted.values_mut() {
            let key = |exemption: &Exemption| exemption.granted.as_ref().map(|granted| granted.id.clone());
            of_scorecard.sort_by_cached_key(key);
        }
        self.definitions.grant(granted);
    }
}
