//! A catalog from all of its entities at once, as a start needs it. References are followed when the last entity is
//! there, so that each is followed once; nothing is shared with a snapshot before, so that nothing is copied.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use catalog_schema::model::{EntityRef, Relation};
use catalog_schema::resolve::Called;

use super::apply::{compare, declared};
use super::change::EntityVersion;
use super::definitions::defines;
use super::record::More;
use super::references::Pending;
use super::rows::Rows;
use super::{KeptRelation, Live, Record, Row, SortPrefix, sort_prefix};
use crate::graph::{GraphView, Slot, direct_measures};
use crate::search::{SearchReader, UidKey};

/// A catalog that is being put together. What comes of it is what [`Live::apply`] makes of the same entities, whatever
/// their order.
#[derive(Debug)]
pub struct Build {
    live: Live,
    /// The nodes by reference, once more: the snapshot's own map, which shares with others, takes several times as long to
    /// look into.
    slots: HashMap<EntityRef, Slot>,
    /// The entities' nodes and rows, as they came.
    rows: Vec<(Slot, Row, SortPrefix)>,
    /// What may define something.
    definitions: Vec<(EntityRef, EntityVersion)>,
}

impl Build {
    /// One without entities so far.
    pub fn new(epoch: impl Into<Arc<str>>, search: SearchReader) -> Self {
        Self { live: Live::empty(epoch, search), slots: HashMap::new(), rows: Vec::new(), definitions: Vec::new() }
    }

    /// Takes in entities. No two of all that are taken in may share their identity or their reference.
    pub fn add(&mut self, versions: &[EntityVersion]) {
        let (live, slots) = (&mut self.live, &mut self.slots);
        let named = versions.iter().filter(|version| defines(&version.entity.kind));
        self.definitions.extend(named.map(|version| (version.entity.entity_ref(), version.clone())));
        for version in versions {
            let slot = slot_of(slots, live, &version.entity.entity_ref());
            live.uids.insert_mut(Arc::clone(&version.uid), slot);
            live.uid_keys.insert_mut(UidKey::of(&version.uid), slot);
            let called = Called::of(&version.entity);
            called.alias_keys().iter().for_each(|key| live.names.aliases.insert(key, slot));
            called.title_keys().iter().for_each(|key| live.names.titles.insert(key, slot));
            let relations = version.entity.relations.iter();
            let relations = relations.map(|relation| {
                let other = slot_of(slots, live, &relation.target);
                live.keep_as_declared(relation, other)
            });
            let relations = relations.collect();
            let record = live.keep(slot, version, relations);
            let row = Row::new(&record, &version.entity, &mut live.columns);
            self.rows.push((slot, row, sort_prefix(record.display_name())));
            live.graph.set_record(slot, Some(Arc::new(record)));
        }
    }

    /// The same of entities that came about with this revision, at a time in milliseconds since the Unix epoch, of which they
    /// did not know.
    pub(crate) fn finish_first(mut self, revision: u64, at: i64) -> Live {
        for (slot, row, _) in &mut self.rows {
            row.changed_at = at;
            self.live.graph.update_record(*slot, |record| {
                (record.revision, record.created_at, record.changed_at) = (revision, at, at);
            });
        }
        for (_, version) in &mut self.definitions {
            (version.revision, version.created_at, version.changed_at) = (revision, at, at);
        }
        self.finish(revision)
    }

    /// Follows the references. The search index and the scores are the caller's to add: [`Live::with_search`],
    /// [`Live::judged`].
    pub fn finish(self, revision: u64) -> Live {
        let Self { mut live, slots, mut rows, definitions } = self;
        drop(slots);
        live.revision = revision;
        live.definitions.change(definitions.iter().map(|(entity_ref, version)| (entity_ref, Some(version))));
        for (slot, row, _) in &mut rows {
            let Some(record) = live.graph.record(*slot).map(Arc::clone) else { continue };
            match live.follow_references(*slot, &record) {
                None => row.refer(&record, &live.graph, &mut live.columns),
                Some(resolved) => {
                    row.refer(&resolved, &live.graph, &mut live.columns);
                    live.graph.set_record(*slot, Some(Arc::new(resolved)));
                }
            }
        }
        let mut edges = Vec::new();
        for &(slot, ..) in &rows {
            compare(&[], &declared(slot, live.graph.record(slot).map(|record| &**record)), &mut edges);
        }
        live.graph.change_edges(&mut edges);
        drop(edges);
        for (slot, row, _) in &mut rows {
            row.measures = direct_measures(&live.graph, *slot);
        }
        live.rows = Rows::of(rows, |slot| live.dangles(slot));
        let unknown: Vec<Slot> = live.graph.slots().filter(|&slot| live.graph.record(slot).is_none()).collect();
        live.drop_unused(unknown.into_iter());
        live
    }
}

/// The node of a reference, which comes about with it.
fn slot_of(slots: &mut HashMap<EntityRef, Slot>, live: &mut Live, entity_ref: &EntityRef) -> Slot {
    if let Some(slot) = slots.get(entity_ref) {
        return *slot;
    }
    let slot = live.graph.slot_of(entity_ref);
    slots.insert(live.graph.entity_ref(slot).clone(), slot);
    slot
}

impl Live {
    /// The relation with the entity that the descriptor names, be it there or not.
    fn keep_as_declared(&mut self, declared: &Relation, other: Slot) -> KeptRelation {
        let (relation, side) = self.number_relation(declared);
        KeptRelation {
            other,
            relation,
            side,
            form: declared.spelling.form,
            found: None,
            origin: self.texts.share(&declared.origin),
            more: More {
                attributes: declared.attributes.clone(),
                text: declared.spelling.text.clone(),
                declared: None,
            }
            .boxed(),
        }
    }

    /// Looks for what the references mean that are not the exact ones of entities; the new record, where one of them
    /// leads elsewhere.
    fn follow_references(&mut self, slot: Slot, record: &Record) -> Option<Record> {
        let nothing = Pending::new();
        let mut changed: Option<Record> = None;
        let mut keys = BTreeSet::new();
        for (index, kept) in record.relations.iter().enumerate() {
            if self.graph.record(kept.other).is_some() {
                continue;
            }
            let declared = self.graph.entity_ref(kept.other).clone();
            let sought = kept.sought_as(&declared, record);
            keys.extend(sought.keys().map(std::borrow::Cow::into_owned));
            let (other, found) = self.resolve(&sought, &nothing);
            if found.is_none() {
                continue;
            }
            let mut more = kept.more.as_deref().cloned().unwrap_or_default();
            more.declared = Some(declared);
            let changed = changed.get_or_insert_with(|| record.clone());
            if let Some(kept) = changed.relations.get_mut(index) {
                (kept.other, kept.found, kept.more) = (other, found, more.boxed());
            }
        }
        keys.iter().for_each(|key| self.names.seekers.insert(key, slot));
        if let Some(changed) = &mut changed {
            changed.name_owner_and_system(&self.graph);
        }
        changed
    }
}
