//! References that lead to nothing.

use std::collections::{BTreeSet, HashMap};

use crate::decode::{DecodedFile, DocumentOutcome};
use crate::diagnostic::{Diagnostic, codes};
use crate::formats::{Problem, Target, place};
use crate::limits::Limits;
use crate::model::{Entity, EntityRef, Relation};
use crate::resolve::{Called, Catalog, Sought, resolve};
use crate::yaml::{read, split};

/// The entities to which a reference may lead.
#[derive(Clone, Debug, Default)]
pub struct KnownEntities {
    refs: HashMap<EntityRef, usize>,
    entities: Vec<EntityRef>,
    aliases: HashMap<String, Vec<usize>>,
    titles: HashMap<String, Vec<usize>>,
    kinds: BTreeSet<String>,
    namespaces: BTreeSet<String>,
}

impl KnownEntities {
    /// Adds an entity. Adding one again adds what else it is called.
    pub fn insert(&mut self, entity: NamedEntity) {
        let NamedEntity { entity_ref: entity, aliases, titles } = entity;
        for (known, part) in [(&mut self.kinds, entity.kind()), (&mut self.namespaces, entity.namespace())] {
            if !known.contains(part) {
                known.insert(part.to_owned());
            }
        }
        let next = self.entities.len();
        let id = *self.refs.entry(entity.clone()).or_insert(next);
        if id == next {
            self.entities.push(entity);
        }
        for (keys, ids) in [(aliases, &mut self.aliases), (titles, &mut self.titles)] {
            for key in keys {
                let ids = ids.entry(key).or_default();
                if !ids.contains(&id) {
                    ids.push(id);
                }
            }
        }
    }

    /// Whether there is an entity of exactly this reference.
    pub fn contains(&self, target: &EntityRef) -> bool {
        self.refs.contains_key(target)
    }

    /// Whether a relation of this entity leads somewhere.
    fn resolves(&self, holder: &EntityRef, relation: &Relation) -> bool {
        resolve(self, &Sought::new(holder, &relation.target, &relation.spelling)).is_some()
    }

    /// The entity that may be meant: of this name and another kind or namespace, or of a name that is one slip away.
    fn near(&self, target: &EntityRef) -> Option<EntityRef> {
        let (kind, namespace, name) = (target.kind(), target.namespace(), target.name());
        let kinds = self.kinds.iter().map(|kind| EntityRef::new(kind, namespace, name));
        let namespaces = self.namespaces.iter().map(|namespace| EntityRef::new(kind, namespace, name));
        let slips = slips(name).into_iter().map(|name| EntityRef::new(kind, namespace, &name));
        kinds.chain(namespaces).chain(slips).find(|entity| self.contains(entity))
    }
}

impl Catalog for KnownEntities {
    type Id = usize;

    fn find(&self, entity_ref: &EntityRef) -> Option<usize> {
        self.refs.get(entity_ref).copied()
    }

    fn entity_ref(&self, id: usize) -> &EntityRef {
        // Ids are places in the list, which only grows.
        &self.entities[id]
    }

    fn aliased(&self, key: &str) -> impl Iterator<Item = usize> + '_ {
        self.aliases.get(key).into_iter().flatten().copied()
    }

    fn titled(&self, key: &str) -> impl Iterator<Item = usize> + '_ {
        self.titles.get(key).into_iter().flatten().copied()
    }
}

/// An entity and what references may call it.
#[derive(Clone, Debug)]
pub struct NamedEntity {
    /// Its reference.
    pub entity_ref: EntityRef,
    /// The [keys](crate::resolve::key) of its aliases.
    pub aliases: BTreeSet<String>,
    /// The keys of its titles.
    pub titles: BTreeSet<String>,
}

impl NamedEntity {
    /// With everything that it is called.
    pub fn new(entity_ref: EntityRef, called: &Called<'_>) -> Self {
        Self { entity_ref, aliases: called.alias_keys(), titles: called.title_keys() }
    }
}

/// Every name that comes of this one by leaving out, adding or replacing one character, or by swapping two neighbours.
fn slips(name: &str) -> Vec<String> {
    const CHARACTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789-_.";
    if !name.is_ascii() || name.len() > 63 {
        return Vec::new();
    }
    let mut slips = Vec::new();
    for at in 0..=name.len() {
        let (head, tail) = name.split_at(at);
        if let Some(rest) = tail.get(1..) {
            slips.push(format!("{head}{rest}"));
            slips.extend(CHARACTERS.chars().map(|c| format!("{head}{c}{rest}")));
            if let (Some(first), Some(second)) = (tail.get(..1), tail.get(1..2)) {
                slips.push(format!("{head}{second}{first}{}", &tail[2..]));
            }
        }
        slips.extend(CHARACTERS.chars().map(|c| format!("{head}{c}{tail}")));
    }
    slips
}

/// Every reference of a file to what is not known, at its place. `decoded` is what became of `bytes`.
pub fn dangling(
    path: &str,
    bytes: &[u8],
    decoded: &DecodedFile,
    limits: &Limits,
    known: &KnownEntities,
) -> Vec<Diagnostic> {
    let entities = decoded.documents.iter().filter_map(|document| match &document.outcome {
        DocumentOutcome::Entity(entity) => Some((document.start_line as usize, &**entity)),
        _ => None,
    });
    let affected: Vec<_> = entities
        .map(|(line, entity)| (line, entity.entity_ref(), dangling_relations(entity, known)))
        .filter(|(.., dangling)| !dangling.is_empty())
        .collect();
    if affected.is_empty() {
        return Vec::new();
    }
    let segments = split(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let mut diagnostics = Vec::new();
    for (line, holder, relations) in affected {
        let Some(segment) = segments.iter().rev().find(|segment| segment.first_line <= line) else { continue };
        let (document, _) = read(segment, limits);
        for Relation { target, origin, .. } in relations {
            let message = format!("{holder} refers to {target}, which is not known");
            let help = match known.near(target) {
                Some(near) => format!("did you mean {near}?"),
                None => "describe it, or write the reference of an entity that exists".to_owned(),
            };
            let problem = Problem::new(&codes::DANGLING_REFERENCE, Target::Value(origin.clone()), message);
            diagnostics.push(place(problem.with_help(help), path, &document));
        }
    }
    diagnostics
}

/// The relations of an entity that lead nowhere. Of an identifier of another product's something else is said.
fn dangling_relations<'e>(entity: &'e Entity, known: &KnownEntities) -> Vec<&'e Relation> {
    let holder = entity.entity_ref();
    let relations = entity.relations.iter().filter(|relation| !relation.target.name().starts_with("ari:"));
    relations.filter(|relation| !known.resolves(&holder, relation)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_near_name_is_found_without_looking_at_all() {
        let mut known = KnownEntities::default();
        for entity_ref in
            [EntityRef::new("resource", "default", "ledger-db"), EntityRef::new("group", "shop", "payments")]
        {
            known.insert(NamedEntity { entity_ref, aliases: BTreeSet::new(), titles: BTreeSet::new() });
        }
        let near =
            |kind, namespace, name| known.near(&EntityRef::new(kind, namespace, name)).map(|near| near.to_string());
        assert_eq!(near("component", "default", "ledger-db").as_deref(), Some("resource:default/ledger-db"));
        assert_eq!(near("resource", "default", "legder-db").as_deref(), Some("resource:default/ledger-db"));
        assert_eq!(near("resource", "default", "ledger_db").as_deref(), Some("resource:default/ledger-db"));
        assert_eq!(near("group", "default", "payments").as_deref(), Some("group:shop/payments"));
        assert_eq!(near("group", "shop", "checkout"), None);
    }
}
