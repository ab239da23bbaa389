//! From references as descriptors write them to the entities that they mean.
//!
//! A record holds resolved references, with the declared one beside where it is another: so nothing that follows
//! references has to know of this.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use catalog_schema::model::{EntityRef, Form, Relation, RelationType};
use catalog_schema::resolve::{self, Called, Catalog, FoundBy, Sought};
use catalog_schema::wire::WrittenReference;

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
        exists(self.graph, slot, self.pending).then_some(slot)
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

/// Whether there is an entity at a node after the change.
fn exists(graph: &Graph, slot: Slot, pending: &Pending<'_>) -> bool {
    match pending.get(&slot) {
        Some(version) => version.is_some(),
        None => graph.record(slot).is_some(),
    }
}

impl Live {
    /// Takes over what the touched entities are called from now on. Returns the keys of references that may lead
    /// elsewhere for it.
    pub(super) fn rename(&mut self, pending: &Pending<'_>) -> BTreeSet<String> {
        let mut touched = BTreeSet::new();
        for (&slot, version) in pending {
            // A record that cannot be read is told of when it is shown.
            let before = self.graph.record(slot).and_then(|record| record.packed.unpack().ok());
            let after = version.map(|version| &*version.entity);
            if before.is_some() != after.is_some() {
                touched.insert(resolve::key(self.graph.entity_ref(slot).name()));
            }
            let (before, after) = (before.as_ref().map(Called::of), after.map(Called::of));
            let keys = |of: fn(&Called<'_>) -> BTreeSet<String>| {
                [before.as_ref(), after.as_ref()].map(|called| called.map(of).unwrap_or_default())
            };
            let (aliases, titles) = (keys(|called| called.alias_keys()), keys(|called| called.title_keys()));
            for ([old, new], slots) in [(aliases, &mut self.names.aliases), (titles, &mut self.names.titles)] {
                for gone in old.difference(&new) {
                    slots.remove(gone, slot);
                }
                for came in new.difference(&old) {
                    slots.insert(came, slot);
                }
                touched.extend(old.symmetric_difference(&new).cloned());
            }
        }
        touched
    }

    /// Who looks for one of these keys.
    pub(super) fn seekers(&self, keys: &BTreeSet<String>) -> BTreeSet<Slot> {
        keys.iter().flat_map(|key| self.names.seekers.get(key)).collect()
    }

    /// The relation as it is kept: with the entity that it means.
    pub(super) fn keep_relation(
        &mut self,
        holder: &EntityRef,
        declared: &Relation,
        pending: &Pending<'_>,
    ) -> KeptRelation {
        let (relation, side) = self.number_relation(declared);
        let (other, found) = self.resolve(&Sought::new(holder, &declared.target, &declared.spelling), pending);
        let more = More {
            attributes: declared.attributes.clone(),
            text: declared.spelling.text.clone(),
            declared: found.is_some().then(|| declared.target.clone()),
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

    /// The number of the relation's forward type, and which end of the edge declares it.
    pub(super) fn number_relation(&mut self, declared: &Relation) -> (RelationId, Side) {
        let relation_type = &declared.relation_type;
        match relation_type.is_forward() {
            true => (self.graph.number_relation(relation_type), Side::FROM),
            false => (self.graph.number_relation(&relation_type.inverse()), Side::TO),
        }
    }

    /// Resolves anew what the change may lead elsewhere: references of these keys, and those to an entity that came or
    /// went. The new record, where there has to be one.
    pub(super) fn resolve_again(
        &mut self,
        slot: Slot,
        record: &Record,
        touched: &BTreeSet<String>,
        pending: &Pending<'_>,
    ) -> Option<Record> {
        let mut changed = None;
        let mut found = BTreeSet::new();
        for (index, kept) in record.relations.iter().enumerate() {
            let sought = kept.sought(record, &self.graph);
            let at_home = kept.found.is_none();
            let near = at_home && pending.contains_key(&kept.other);
            let exact = at_home && self.exists(kept.other, pending);
            if !near && (exact || !sought.keys().any(|key| touched.contains(&*key))) {
                continue;
            }
            let keys: Vec<String> = sought.keys().map(Cow::into_owned).collect();
            if exact {
                found.extend(keys);
                continue;
            }
            let declared = sought.target.clone();
            let sought = kept.sought_as(&declared, record);
            let (other, by) = self.resolve(&sought, pending);
            if by.is_none() && self.exists(other, pending) {
                found.extend(keys);
            } else {
                keys.iter().for_each(|key| self.names.seekers.insert(key, slot));
            }
            if (other, by) == (kept.other, kept.found) {
                continue;
            }
            let mut more = kept.more.as_deref().cloned().unwrap_or_default();
            more.declared = by.is_some().then_some(declared);
            let record = changed.get_or_insert_with(|| record.clone());
            if let Some(kept) = record.relations.get_mut(index) {
                (kept.other, kept.found, kept.more) = (other, by, more.boxed());
            }
        }
        if let Some(changed) = &mut changed {
            changed.name_owner_and_system(&self.graph);
        }
        if !found.is_empty() {
            let still = self.sought_keys(changed.as_ref().unwrap_or(record), pending);
            for key in found.difference(&still) {
                self.names.seekers.remove(key, slot);
            }
        }
        changed
    }

    /// The node to which a reference leads, and by what it was found if that is not its own.
    pub(super) fn resolve(&mut self, sought: &Sought<'_>, pending: &Pending<'_>) -> (Slot, Option<FoundBy>) {
        let after = After { graph: &self.graph, names: &self.names, pending };
        match resolve::resolve(&after, sought) {
            Some((slot, FoundBy::Exact)) => (slot, None),
            Some((slot, found)) => (slot, Some(found)),
            None => (self.graph.slot_of(sought.target), None),
        }
    }

    fn exists(&self, slot: Slot, pending: &Pending<'_>) -> bool {
        exists(&self.graph, slot, pending)
    }

    /// Takes note of what the references of a new version look for, so that they are resolved anew when it comes.
    pub(super) fn seek(&mut self, slot: Slot, before: Option<&Record>, after: Option<&Record>, pending: &Pending<'_>) {
        let new = after.map(|record| self.sought_keys(record, pending)).unwrap_or_default();
        for kept in before.into_iter().flat_map(|record| &record.relations) {
            let Some(record) = before else { break };
            for key in kept.sought(record, &self.graph).keys().filter(|key| !new.contains(&**key)) {
                self.names.seekers.remove(&key, slot);
            }
        }
        for key in &new {
            self.names.seekers.insert(key, slot);
        }
    }

    /// The keys of references that are not the exact ones of entities.
    fn sought_keys(&self, record: &Record, pending: &Pending<'_>) -> BTreeSet<String> {
        let exact = |kept: &KeptRelation| kept.found.is_none() && self.exists(kept.other, pending);
        let sought = record.relations.iter().filter(|kept| !exact(kept)).map(|kept| kept.sought(record, &self.graph));
        sought.flat_map(|sought| sought.keys().map(Cow::into_owned)).collect()
    }
}

impl KeptRelation {
    /// The reference that is to be resolved.
    fn sought<'a>(&'a self, record: &'a Record, graph: &'a Graph) -> Sought<'a> {
        self.sought_as(self.declared(graph), record)
    }

    /// The same, given the reference that the descriptor gives.
    pub(super) fn sought_as<'a>(&'a self, declared: &'a EntityRef, record: &'a Record) -> Sought<'a> {
        Sought { holder: &record.entity_ref, target: declared, form: self.form, text: self.text() }
    }
}

impl Record {
    /// The references that are not written as the reference of what they lead to.
    pub(crate) fn written_references(&self, graph: &Graph) -> Vec<WrittenReference> {
        let odd = |kept: &&KeptRelation| kept.found.is_some() || !kept.form.is_plain() || kept.text().is_some();
        let shown = |kept: &KeptRelation| {
            let forward = graph.relation_type(kept.relation);
            let relation = if kept.side == Side::FROM { forward.clone() } else { forward.inverse() };
            WrittenReference {
                relation: relation.to_string(),
                entity_ref: graph.entity_ref(kept.other).to_string(),
                written: kept.text().map_or_else(|| written(kept.declared(graph), kept.form), str::to_owned),
                form: kept.form,
                found_by: kept.found.or_else(|| graph.record(kept.other).map(|_| FoundBy::Exact)),
                origin: kept.origin.to_string(),
            }
        };
        self.relations.iter().filter(odd).map(shown).collect()
    }
}

/// The text of a reference that tells its text by itself, in lower case.
fn written(target: &EntityRef, form: Form) -> String {
    match form {
        Form::Full => target.to_string(),
        Form::KindName => format!("{}:{}", target.kind(), target.name()),
        Form::NamespaceName => format!("{}/{}", target.namespace(), target.name()),
        Form::Name | Form::Handle | Form::Email | Form::Identifier | Form::Words => target.name().to_owned(),
    }
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
pub(in crate::live) fn domain_of<'a>(record: &Record, graph: &'a Graph) -> Option<&'a EntityRef> {
    let part_of =
        record.relations.iter().filter(|kept| (kept.relation, kept.side) == (RelationId::PART_OF, Side::FROM));
    part_of.map(|kept| graph.entity_ref(kept.other)).find(|container| container.kind() == "domain")
}
