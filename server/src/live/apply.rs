//! How changes make the next snapshot. The work grows with the changes and with what they touch, not with the catalog;
//! a first load is one large change.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalog_schema::model::{EntityRef, RelationType};
use petgraph::Direction::{Incoming, Outgoing};

use super::change::{EntityChange, EntityVersion};
use super::{Affected, Live, Record, Row};
use crate::graph::{self, EdgeChange, Graph, GraphView, RelationId, Side, Slot};
use crate::search::UidKey;

impl Live {
    /// The catalog after `changes`, in their order, which made `revision`. The search index and the scores of what
    /// changed are the caller's to renew: [`Live::with_search`], [`Live::set_health`].
    ///
    /// A version whose reference another entity holds takes the reference over.
    #[must_use]
    pub fn apply(&self, revision: u64, changes: &[EntityChange]) -> (Self, Affected) {
        let mut next = self.clone();
        next.revision = revision;
        let last = next.settle_identities(changes);
        let mut edges = Vec::new();
        let mut came_or_went = Vec::new();
        for (&slot, version) in &last {
            let before = next.graph.record(slot).cloned();
            let old = before.as_deref().map(|before| next.declared(slot, before)).unwrap_or_default();
            let (after, new) = match version {
                Some(version) => {
                    let (record, declared) = next.keep(slot, version);
                    (Some(record), declared)
                }
                None => (None, Vec::new()),
            };
            compare(&old, &new, &mut edges);
            if before.is_some() != after.is_some() {
                came_or_went.push(slot);
            }
            next.replace_row(slot, after.as_deref());
            next.graph.set_record(slot, after);
        }
        next.graph.change_edges(&mut edges);
        let related = next.declare_edges_to(&came_or_went);
        for &slot in last.keys().chain(&related) {
            next.count_dangling(slot);
        }
        for slot in graph::touched_by(&next.graph, &edges).iter().chain(&came_or_went) {
            next.measure(*slot);
        }
        let affected = next.affected(last.keys().chain(&related), &came_or_went);
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

    /// Makes the record of a version and lists the edges that it declares. References in the record share their text
    /// with the graph's nodes: the owner of ten thousand entities is one text.
    fn keep(&mut self, slot: Slot, version: &EntityVersion) -> (Arc<Record>, Vec<Declared>) {
        let mut record = Record::new(version, self.graph.entity_ref(slot).clone());
        let mut declared = Vec::with_capacity(version.entity.relations.len());
        if let Some(entity) = Arc::get_mut(&mut record.entity) {
            for relation in &mut entity.relations {
                let other = self.graph.slot_of(&relation.target);
                relation.target = self.graph.entity_ref(other).clone();
                declared.push(declare(&mut self.graph, slot, other, &relation.relation_type));
            }
            let owners = entity.owner.iter_mut().chain(&mut entity.additional_owners);
            for reference in owners.chain(&mut entity.system) {
                if let Some(known) = self.graph.find(reference.as_str()) {
                    *reference = self.graph.entity_ref(known).clone();
                }
            }
        }
        declared.sort_unstable();
        declared.dedup();
        (Arc::new(record), declared)
    }

    /// The edges that a record declares, as when it was kept.
    fn declared(&mut self, slot: Slot, record: &Record) -> Vec<Declared> {
        let relations = record.entity.relations.iter();
        let mut declared: Vec<Declared> = relations
            .map(|relation| {
                let other = self.graph.slot_of(&relation.target);
                declare(&mut self.graph, slot, other, &relation.relation_type)
            })
            .collect();
        declared.sort_unstable();
        declared.dedup();
        declared
    }

    fn replace_row(&mut self, slot: Slot, record: Option<&Record>) {
        self.rows.grow_to(slot.index() + 1, &None);
        let new = record.map(|record| Row::new(record, &mut self.columns));
        let Some(place) = self.rows.get_mut(slot.index()) else { return };
        let old = std::mem::replace(place, new);
        if let (Some(new), Some(old)) = (place, &old) {
            new.measures = old.measures;
            new.health = old.health;
        }
        if let Some(old) = old {
            self.columns.release(&old.symbols, old.tags(), old.labels());
        }
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

    fn count_dangling(&mut self, slot: Slot) {
        let unknown = |other: Slot| self.graph.record(other).is_none();
        let from = self.graph.edges(slot, Outgoing).filter(|edge| edge.declared.has(Side::FROM) && unknown(edge.to));
        let to = self.graph.edges(slot, Incoming).filter(|edge| edge.declared.has(Side::TO) && unknown(edge.from));
        let dangling = u32::try_from(from.count() + to.count()).unwrap_or(u32::MAX);
        if self.row(slot).is_some_and(|row| row.dangling != dangling)
            && let Some(Some(row)) = self.rows.get_mut(slot.index())
        {
            row.dangling = dangling;
        }
    }

    fn measure(&mut self, slot: Slot) {
        let Some(row) = self.row(slot) else { return };
        let measures = graph::measures(&self.graph, slot);
        if row.measures != measures
            && let Some(Some(row)) = self.rows.get_mut(slot.index())
        {
            row.measures = measures;
        }
    }

    fn affected<'a>(&self, touched: impl Iterator<Item = &'a Slot>, came_or_went: &[Slot]) -> Affected {
        let known = |slot: &Slot| self.graph.record(*slot).is_some();
        let touched: BTreeSet<Slot> = touched.copied().filter(known).collect();
        let gone = came_or_went.iter().filter(|slot| !known(slot));
        let refs = |slots: Vec<Slot>| {
            let mut refs: Vec<EntityRef> = slots.into_iter().map(|slot| self.graph.entity_ref(slot).clone()).collect();
            refs.sort_unstable();
            refs
        };
        Affected { evaluate: refs(touched.into_iter().collect()), removed: refs(gone.copied().collect()) }
    }

    fn drop_unused(&mut self, slots: impl Iterator<Item = Slot>) {
        for slot in slots {
            self.graph.drop_if_unused(slot);
        }
    }
}

/// An edge and the end that declares it.
type Declared = (Slot, Slot, RelationId, Side);

/// The edge "slot <relation> other", in forward direction, as declared at `slot`.
fn declare(graph: &mut Graph, slot: Slot, other: Slot, relation: &RelationType) -> Declared {
    if relation.is_forward() {
        (slot, other, graph.number_relation(relation), Side::FROM)
    } else {
        (other, slot, graph.number_relation(&relation.inverse()), Side::TO)
    }
}

/// Adds the difference of two sorted lists to `changes`.
fn compare(old: &[Declared], new: &[Declared], changes: &mut Vec<EdgeChange>) {
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
