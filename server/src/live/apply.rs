//! How changes make the next snapshot. The work grows with the changes and with what they touch, not with the catalog.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalog_schema::model::{Entity, EntityRef};
use petgraph::Direction::{Incoming, Outgoing};

use super::change::{EntityChange, EntityVersion};
use super::references::places;
use super::touched::Change;
use super::{Affected, KeptRelation, Live, Record, Row, sort_prefix};
use crate::graph::{self, EdgeChange, GraphView, RelationId, Side, Slot};
use crate::search::UidKey;

impl Live {
    /// The catalog after `changes`, in their order, which made `revision`. The search index and the scores of what
    /// changed are the caller's to renew: [`Live::with_search`], [`Live::judged`].
    ///
    /// A version whose reference another entity holds takes the reference over.
    #[must_use]
    pub fn apply(&self, revision: u64, changes: &[EntityChange]) -> (Self, Affected) {
        let mut next = self.clone();
        next.revision = revision;
        next.domains = Arc::default();
        next.owners = Arc::default();
        next.bearers = Arc::default();
        next.sums = Arc::default();
        let last = next.settle_identities(changes);
        let came_or_went: Vec<Slot> = last
            .iter()
            .filter(|(slot, now)| next.graph.record(**slot).is_some() != now.is_some())
            .map(|(slot, _)| *slot)
            .collect();
        // Entities whose references may lead elsewhere from now on, or lead to what was dangling or will be.
        let mut related = next.declare_edges_to(&came_or_went);
        let named = last.iter().map(|(&slot, version)| (next.graph.entity_ref(slot), *version));
        next.definitions.change(named);
        let touched = next.rename(&last);
        let mut holders = next.seekers(&touched);
        holders.extend(&related);
        holders.retain(|slot| !last.contains_key(slot));
        let mut edges = Vec::new();
        for (&slot, version) in &last {
            let before = next.graph.record(slot).cloned();
            let after = version.map(|version| {
                let holder = next.graph.entity_ref(slot).clone();
                let relations = version.entity.relations.iter();
                let relations = relations.map(|relation| next.keep_relation(&holder, relation, &last)).collect();
                Arc::new(next.keep(slot, version, relations))
            });
            compare(&declared(slot, before.as_deref()), &declared(slot, after.as_deref()), &mut edges);
            next.seek(slot, before.as_deref(), after.as_deref(), &last);
            let row = after.as_deref().zip(*version);
            next.replace_row(slot, row.map(|(record, version)| (record, &*version.entity)));
            next.graph.set_record(slot, after);
        }
        let mut changed: BTreeSet<Slot> = last.keys().copied().collect();
        for slot in holders {
            let Some(before) = next.graph.record(slot).cloned() else { continue };
            let Some(after) = next.resolve_again(slot, &before, &touched, &last) else { continue };
            compare(&declared(slot, Some(&before)), &declared(slot, Some(&after)), &mut edges);
            next.refer_again(slot, &after);
            next.graph.set_record(slot, Some(Arc::new(after)));
            related.insert(slot);
            changed.insert(slot);
        }
        next.graph.change_edges(&mut edges);
        for &slot in last.keys().chain(&related) {
            next.rows.set_dangling(slot, next.dangles(slot));
        }
        let mut measured = graph::touched_by(&next.graph, &edges);
        measured.extend(&came_or_went);
        // Who is depended on by more than before is judged anew, though it did not change itself.
        measured.retain(|&slot| next.measure(slot));
        let change = Change { before: self, changed: &changed, edges: &edges, measured: &measured };
        let affected = next.affected(&change, &came_or_went);
        next.grant_after(changes);
        next.drop_unused(last.keys().copied().chain(edges.iter().flat_map(|edge| [edge.from, edge.to])));
        (next, affected)
    }

    /// Walks through the changes and returns what each touched node holds after the last of them.
    fn settle_identities<'a>(&mut self, changes: &'a [EntityChange]) -> BTreeMap<Slot, Option<&'a EntityVersion>> {
        let mut last: BTreeMap<Slot, Option<&EntityVersion>> = BTreeMap::new();
        for change in changes {
            match change {
                EntityChange::Put(version) => {
                    let slot = self.graph.slot_of(&version.entity.entity_ref());
                    if let Some(old) = self.uids.get(&version.uid).copied().filter(|&old| old != slot) {
                        last.insert(old, None);
                    }
                    let holder = match last.get(&slot) {
                        Some(pending) => pending.map(|pending| Arc::clone(&pending.uid)),
                        None => self.graph.record(slot).map(|record| Arc::clone(&record.uid)),
                    };
                    if let Some(holder) = holder.filter(|holder| *holder != version.uid) {
                        self.forget_uid(&holder);
                    }
                    if self.uids.get(&version.uid) != Some(&slot) {
                        self.uids.insert_mut(Arc::clone(&version.uid), slot);
                        self.uid_keys.insert_mut(UidKey::of(&version.uid), slot);
                    }
                    last.insert(slot, Some(version));
                }
                EntityChange::Remove { uid, .. } => {
                    // An entity whose reference another one took over is forgotten already.
                    if let Some(slot) = self.forget_uid(uid) {
                        last.insert(slot, None);
                    }
                }
            }
        }
        last
    }

    fn forget_uid(&mut self, uid: &str) -> Option<Slot> {
        let slot = self.uids.get(uid).copied()?;
        self.uids.remove_mut(uid);
        self.uid_keys.remove_mut(&UidKey::of(uid));
        Some(slot)
    }

    /// Makes the record of a version. Its references share their text with the graph's nodes: the owner of ten thousand
    /// entities is one text.
    pub(super) fn keep(&mut self, slot: Slot, version: &EntityVersion, relations: Box<[KeptRelation]>) -> Record {
        let entity = &*version.entity;
        let holder = self.graph.entity_ref(slot).clone();
        let known = |entity_ref: &EntityRef| match self.graph.find(entity_ref.as_str()) {
            Some(slot) => self.graph.entity_ref(slot).clone(),
            None => entity_ref.clone(),
        };
        let display_name = entity.profile.as_ref().and_then(|profile| profile.display_name.as_deref());
        let (owner, system) = (entity.owner.as_ref(), entity.system.as_ref());
        let places = places(owner, system, &entity.relations);
        // What a relation declares is taken from there.
        let not_declared = |place: Option<u32>, entity_ref: Option<&EntityRef>| match place {
            Some(_) => None,
            None => entity_ref.map(known),
        };
        let mut record = Record {
            uid: Arc::clone(&version.uid),
            entity_ref: holder,
            revision: version.revision,
            created_at: version.created_at,
            changed_at: version.changed_at,
            changed_by: version.changed_by.as_deref().map(|name| self.texts.share(name)),
            stale: version.stale,
            format: entity.format,
            has_contract: entity.api.as_ref().is_some_and(|api| {
                api.reference.is_some() || api.definition.as_deref().is_some_and(|text| !text.trim().is_empty())
            }),
            operations: u32::try_from(version.derived.outline(entity).len()).unwrap_or(u32::MAX),
            title: entity.title.as_deref().or(display_name).map(Into::into),
            tier: entity.tier,
            owner: not_declared(places[0], owner),
            code_owner: entity.code_owner.clone().map(Box::new),
            system: not_declared(places[1], system),
            places,
            path: Arc::clone(&version.path),
            source: self.texts.share(&version.source),
            location: self.texts.share(&version.location),
            kind: self.texts.share(&entity.kind),
            entity_type: entity.entity_type.as_deref().map(|text| self.texts.share(text)),
            lifecycle: entity.lifecycle.as_deref().map(|text| self.texts.share(text)),
            relations,
            packed: version.derived.packed(entity).clone(),
        };
        record.name_owner_and_system(&self.graph);
        record
    }

    fn replace_row(&mut self, slot: Slot, content: Option<(&Record, &Entity)>) {
        let new = content.map(|(record, entity)| {
            let mut row = Row::new(record, entity, &mut self.columns);
            row.refer(record, &self.graph, &mut self.columns);
            if let Some(old) = self.rows.get(slot) {
                row.keep_what_was_found_out(old);
            }
            (row, sort_prefix(record.display_name()))
        });
        let stays = new.is_some();
        let Some(old) = self.rows.replace(slot, new) else { return };
        self.columns.release(&old.symbols, old.tags(), old.labels());
        self.columns.release_annotation_keys(old.annotation_keys());
        self.columns.release_fields(old.fields());
        self.columns.release_owner(old.code_owner);
        if !stays {
            self.columns.forget_results(old.outcomes(), old.levels());
        }
    }

    fn refer_again(&mut self, slot: Slot, record: &Record) {
        self.rows.update(slot, |row| row.refer(record, &self.graph, &mut self.columns));
    }

    /// The entities that declare an edge to one of `slots`, in order.
    fn declare_edges_to(&self, slots: &[Slot]) -> BTreeSet<Slot> {
        let declaring = slots.iter().flat_map(|&slot| {
            let incoming = self.graph.edges(slot, Incoming).filter(|edge| edge.declared.has(Side::FROM));
            let outgoing = self.graph.edges(slot, Outgoing).filter(|edge| edge.declared.has(Side::TO));
            incoming.map(|edge| edge.from).chain(outgoing.map(|edge| edge.to))
        });
        declaring.collect()
    }

    /// Whether an entity declares a reference to an unknown one.
    pub(super) fn dangles(&self, slot: Slot) -> bool {
        let unknown = |other: Slot| self.graph.record(other).is_none();
        self.graph.edges(slot, Outgoing).any(|edge| edge.declared.has(Side::FROM) && unknown(edge.to))
            || self.graph.edges(slot, Incoming).any(|edge| edge.declared.has(Side::TO) && unknown(edge.from))
    }

    /// Counts dependents and dependencies; whether they are others than before.
    fn measure(&mut self, slot: Slot) -> bool {
        let Some(row) = self.row(slot) else { return false };
        let measures = graph::direct_measures(&self.graph, slot);
        let changed = row.measures != measures;
        if changed {
            self.rows.measure(slot, measures);
        }
        changed
    }

    fn affected(&self, change: &Change<'_>, came_or_went: &[Slot]) -> Affected {
        let entity_ref = |slot: Slot| self.graph.entity_ref(slot).clone();
        let gone = came_or_went.iter().filter(|&&slot| self.graph.record(slot).is_none());
        let mut removed: Vec<EntityRef> = gone.map(|&slot| entity_ref(slot)).collect();
        removed.sort_unstable();
        let touched = self.touched(change).into_iter().map(|(slot, groups)| (entity_ref(slot), groups));
        Affected { evaluate: touched.collect(), removed }
    }

    pub(super) fn drop_unused(&mut self, slots: impl Iterator<Item = Slot>) {
        for slot in slots {
            self.graph.drop_if_unused(slot);
        }
    }
}

/// An edge and the end that declares it.
pub(super) type Declared = (Slot, Slot, RelationId, Side);

/// The edges that a record declares, in forward direction, sorted, each once per side.
pub(super) fn declared(slot: Slot, record: Option<&Record>) -> Vec<Declared> {
    let relations = record.into_iter().flat_map(|record| &record.relations);
    let ends = |kept: &KeptRelation| if kept.side == Side::FROM { (slot, kept.other) } else { (kept.other, slot) };
    let mut declared: Vec<Declared> = relations
        .map(|kept| {
            let (from, to) = ends(kept);
            (from, to, kept.relation, kept.side)
        })
        .collect();
    declared.sort_unstable();
    declared.dedup();
    declared
}

/// Adds the difference of two sorted lists to `changes`.
pub(super) fn compare(old: &[Declared], new: &[Declared], changes: &mut Vec<EdgeChange>) {
    let gone = old.iter().filter(|edge| new.binary_search(edge).is_err()).map(|edge| (edge, false));
    let came = new.iter().filter(|edge| old.binary_search(edge).is_err()).map(|edge| (edge, true));
    changes.extend(gone.chain(came).map(|(&(from, to, relation, side), added)| EdgeChange {
        from,
        to,
        relation,
        side,
        added,
    }));
}
