//! References that lead to nothing.

use std::collections::{BTreeSet, HashSet};

use crate::decode::{DecodedFile, DocumentOutcome};
use crate::diagnostic::{Diagnostic, codes};
use crate::formats::{Problem, Target, place};
use crate::limits::Limits;
use crate::model::{Entity, EntityRef};
use crate::yaml::{read, split};

/// The entities to which a reference may lead.
#[derive(Clone, Debug, Default)]
pub struct KnownEntities {
    refs: HashSet<EntityRef>,
    kinds: BTreeSet<String>,
    namespaces: BTreeSet<String>,
}

impl KnownEntities {
    /// Adds an entity.
    pub fn insert(&mut self, entity: EntityRef) {
        for (known, part) in [(&mut self.kinds, entity.kind()), (&mut self.namespaces, entity.namespace())] {
            if !known.contains(part) {
                known.insert(part.to_owned());
            }
        }
        self.refs.insert(entity);
    }

    /// Whether the reference leads somewhere.
    pub fn contains(&self, target: &EntityRef) -> bool {
        self.refs.contains(target)
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
    let leads_nowhere = |(_, entity): &(usize, &Entity)| references(entity).any(|(target, _)| !known.contains(target));
    let affected: Vec<_> = entities.filter(leads_nowhere).collect();
    if affected.is_empty() {
        return Vec::new();
    }
    let segments = split(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes));
    let mut diagnostics = Vec::new();
    for (line, entity) in affected {
        let Some(segment) = segments.iter().rev().find(|segment| segment.first_line <= line) else { continue };
        let (document, _) = read(segment, limits);
        for (target, origin) in references(entity).filter(|(target, _)| !known.contains(target)) {
            let message = format!("{} refers to {target}, which is not known", entity.entity_ref());
            let help = match known.near(target) {
                Some(near) => format!("did you mean {near}?"),
                None => "describe it, or write the reference of an entity that exists".to_owned(),
            };
            let problem = Problem::new(&codes::DANGLING_REFERENCE, Target::Value(origin.to_owned()), message);
            diagnostics.push(place(problem.with_help(help), path, &document));
        }
    }
    diagnostics
}

/// What an entity refers to, and where. An identifier of another product's is not looked for: something else is said of it.
fn references(entity: &Entity) -> impl Iterator<Item = (&EntityRef, &str)> {
    let relations = entity.relations.iter().map(|relation| (&relation.target, relation.origin.as_str()));
    relations.filter(|(target, _)| !target.name().starts_with("ari:"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_near_name_is_found_without_looking_at_all() {
        let mut known = KnownEntities::default();
        known.insert(EntityRef::new("resource", "default", "ledger-db"));
        known.insert(EntityRef::new("group", "shop", "payments"));
        let near =
            |kind, namespace, name| known.near(&EntityRef::new(kind, namespace, name)).map(|near| near.to_string());
        assert_eq!(near("component", "default", "ledger-db").as_deref(), Some("resource:default/ledger-db"));
        assert_eq!(near("resource", "default", "legder-db").as_deref(), Some("resource:default/ledger-db"));
        assert_eq!(near("resource", "default", "ledger_db").as_deref(), Some("resource:default/ledger-db"));
        assert_eq!(near("group", "default", "payments").as_deref(), Some("group:shop/payments"));
        assert_eq!(near("group", "shop", "checkout"), None);
    }
}
