//! From references as descriptors write them to the entities that they mean.
//!
//! A record holds resolved references, with the declared one beside where it is another: so nothing that follows
//! references has to know of this.

use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::model::{EntityRef, Relation, RelationType};
use catalog_schema::resolve::{self, Catalog, FoundBy, Sought, alias_keys, title_keys};

use super::change::EntityVersion;
use super::names::Names;
use super::record::More;
use super::{KeptRelation, Live, Record};
use crate::graph::{Graph, GraphView, RelationId, Side, Slot};

/// What a change makes of each entity that it touches.
pub(super) type Pending<'a> = BTreeMap<Slot, Option<&'a EntityVersion>>;

/// The entities as they are after a change that is being applied.
struct After<'a> {
    graph: &'a Graph,
    names: &'a Names,
    pending: &'a Pending<'a>,
}

impl Catalog for After<'_> {
    type Id = Slot;

    fn find(&self, entity_ref: &EntityRef) -> Option<Slot> {
        let slot = self.graph.find(entity_ref.as_str())?;
        let exists = match self.pending.get(&slot) {
            Some(version) => version.is_some(),
            None => self.graph.record(slot).is_some(),
        };
        exists.then_some(slot)
    }

    fn entity_ref(&self, slot: Slot) -> &EntityRef {
        GraphView::entity_ref(self.graph, slot)
    }

    fn aliased(&self, key: &str) -> impl Iterator<Item = Slot> + '_ {
        self.names.aliases.get(key)
    }

    fn titled(&self, key: &str) -> impl Iterator<Item = Slot> + '_ {
        self.names.titles.get(key)
    }
}

impl Live {
    /// Takes over what the touched entities are called from now on. Returns the holders of references that may lead
    /// elsewhere for it.
    pub(super) fn rename(&mut self, pending: &Pending<'_>) -> BTreeSet<Slot> {
        let mut seekers = BTreeSet::new();
        for (&slot, version) in pending {
            // A record that cannot be read is told of when it is shown.
            let before = self.graph.record(slot).and_then(|record| record.packed.unpack().ok());
            let after = version.map(|version| &*version.entity);
            if before.is_some() != after.is_some() {
                let name = resolve::key(self.graph.entity_ref(slot).name());
                seekers.extend(self.names.seekers.get(&name));
            }
            for (keys, slots) in
                [(alias_keys as fn(&_) -> _, &mut self.names.aliases), (title_keys, &mut self.names.titles)]
            {
                let old: BTreeSet<String> = before.as_ref().map(keys).unwrap_or_default();
                let new: BTreeSet<String> = after.map(keys).unwrap_or_default();
                for gone in old.difference(&new) {
                    slots.remove(gone, slot);
                }
                for came in new.difference(&old) {
                    slots.insert(came, slot);
                }
                for changed in old.symmetric_difference(&new) {
                    seekers.extend(self.names.seekers.get(changed));
                }
            }
        }
        seekers
    }

    /// The relation as it is kept: with the entity that it means.
    pub(super) fn keep_relation(
        &mut self,
        holder: &EntityRef,
        declared: &Relation,
        pending: &Pending<'_>,
    ) -> KeptRelation {
        let relation_type = &declared.relation_type;
        let (relation, side) = if relation_type.is_forward() {
            (self.graph.number_relation(relation_type), Side::FROM)
        } else {
            (self.graph.number_relation(&relation_type.inverse()), Side::TO)
        };
        let (other, found) = self.resolve(&Sought::new(holder, &declared.target, &declared.spelling), pending);
        let elsewhere = !matches!(found, None | Some(FoundBy::Exact));
        let more = More {
            attributes: declared.attributes.clone(),
            text: declared.spelling.text.clone(),
            declared: elsewhere.then(|| declared.target.clone()),
        };
        KeptRelation {
            other,
            relation,
            side,
            form: declared.spelling.form,
            found,
            origin: self.texts.share(&declared.origin),
            more: more.boxed(),
        }
    }

    /// The record with its references resolved anew; none where all of them lead where they did.
    pub(super) fn resolve_again(&mut self, record: &Record, pending: &Pending<'_>) -> Option<Record> {
        let mut changed = None;
        for (index, kept) in record.relations.iter().enumerate() {
            let declared = kept.declared(&self.graph).clone();
            let sought = Sought { holder: &record.entity_ref, target: &declared, form: kept.form, text: kept.text() };
            let (other, found) = self.resolve(&sought, pending);
            if (other, found) == (kept.other, kept.found) {
                continue;
            }
            let elsewhere = !matches!(found, None | Some(FoundBy::Exact));
            let mut more = kept.more.as_deref().cloned().unwrap_or_default();
            more.declared = elsewhere.then(|| declared.clone());
            let record = changed.get_or_insert_with(|| record.clone());
            if let Some(kept) = record.relations.get_mut(index) {
                (kept.other, kept.found, kept.more) = (other, found, more.boxed());
            }
        }
        let mut changed = changed?;
        changed.name_owner_and_system(&self.graph);
        Some(changed)
    }

    /// The node to which a reference leads: of the entity that it means, else its own.
    fn resolve(&mut self, sought: &Sought<'_>, pending: &Pending<'_>) -> (Slot, Option<FoundBy>) {
        let after = After { graph: &self.graph, names: &self.names, pending };
        match resolve::resolve(&after, sought) {
            Some((slot, found)) => (slot, Some(found)),
            None => (self.graph.slot_of(sought.target), None),
        }
    }

    /// Takes note of what an entity's references look for, so that they are resolved anew when it comes.
    pub(super) fn seek(&mut self, slot: Slot, before: Option<&Record>, after: Option<&Record>) {
        let (old, new) = (sought_keys(before, &self.graph), sought_keys(after, &self.graph));
        for gone in old.difference(&new) {
            self.names.seekers.remove(gone, slot);
        }
        for came in new.difference(&old) {
            self.names.seekers.insert(came, slot);
        }
    }
}

/// The keys of references that are not the exact ones of entities.
fn sought_keys(record: Option<&Record>, graph: &Graph) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (record, kept) in record.into_iter().flat_map(|record| record.relations.iter().map(move |kept| (record, kept)))
    {
        if kept.found != Some(FoundBy::Exact) {
            let target = kept.declared(graph);
            let sought = Sought { holder: &record.entity_ref, target, form: kept.form, text: kept.text() };
            keys.extend(sought.keys());
        }
    }
    keys
}

/// Where among an entity's relations its owner and its system stand.
pub(super) fn places(
    owner: Option<&EntityRef>,
    system: Option<&EntityRef>,
    relations: &[Relation],
) -> [Option<u32>; 2] {
    let place = |wanted: Option<&EntityRef>, of_type: RelationType| {
        let wanted = wanted?;
        let at = relations.iter().position(|one| one.relation_type == of_type && one.target == *wanted)?;
        u32::try_from(at).ok()
    };
    [place(owner, RelationType::OwnedBy), place(system, RelationType::PartOf)]
}

/// The domain that an entity itself says it is part of.
pub(super) fn domain_of<'a>(record: &Record, graph: &'a Graph) -> Option<&'a EntityRef> {
    let part_of =
        record.relations.iter().filter(|kept| (kept.relation, kept.side) == (RelationId::PART_OF, Side::FROM));
    part_of.map(|kept| graph.entity_ref(kept.other)).find(|container| container.kind() == "domain")
}
