//! What a rule says of one entity, in a table.

use std::sync::LazyLock;

use catalog_schema::model::{Entity, EntityRef, Link, LinkType};
use catalog_schema::repository::RepositoryFacts;
use catalog_schema::wire::{Outcome, RuleResult};
use scorecards::{Engine, Facts, OwnerFacts, Related, RelatedFacts};

use crate::support::{Placed, bare, owned_by_payments};

/// An entity, what stands around it, and what a rule is to say of it.
pub(super) struct Case {
    pub(super) rule: &'static str,
    pub(super) entity: Entity,
    pub(super) around: Placed,
    pub(super) outcome: Outcome,
    /// For an unknown one the facts that are missing, with commas between.
    pub(super) message: &'static str,
}

impl Case {
    pub(super) fn new(
        rule: &'static str,
        (entity, around): (Entity, Placed),
        outcome: Outcome,
        message: &'static str,
    ) -> Self {
        Self { rule, entity, around, outcome, message }
    }

    /// What the built-in rule says of it.
    pub(super) fn judged(&self) -> RuleResult {
        judged(self.rule, &self.entity, &self.around)
    }

    pub(super) fn holds(&self) {
        let result = self.judged();
        let at = format!("{}: {}", self.rule, self.message);
        assert_eq!(result.outcome, self.outcome, "{at}: {}", result.message);
        assert_eq!(result.fix.is_some(), self.outcome == Outcome::Fail, "{at}");
        if self.outcome == Outcome::Unknown {
            let missing: Vec<&str> = result.missing.iter().map(|missing| missing.fact.as_str()).collect();
            assert_eq!(missing.join(", "), self.message, "{at}");
            assert!(result.message.starts_with("Could not be judged: "), "{at}: {}", result.message);
        } else {
            assert_eq!(result.message, self.message, "{at}");
        }
    }
}

/// Compiled once for all cases.
pub(super) static ENGINE: LazyLock<Engine> = LazyLock::new(Engine::builtin);

pub(super) fn judged(rule: &str, entity: &Entity, around: &Placed) -> RuleResult {
    let results = ENGINE.evaluate(&Facts { around, ..Facts::of(entity) });
    results.into_iter().flat_map(|result| result.rules).find(|result| result.id == rule).unwrap()
}

/// A service with nothing around it.
pub(super) fn service() -> Entity {
    Entity { entity_type: Some("service".to_owned()), ..bare() }
}

pub(super) fn alone(entity: Entity) -> (Entity, Placed) {
    (entity, Placed::default())
}

/// The same, owned by the payments team.
pub(super) fn owned(entity: Entity) -> (Entity, Placed) {
    owned_by(entity, team(4, &[]))
}

pub(super) fn owned_by(entity: Entity, owner: OwnerFacts) -> (Entity, Placed) {
    (entity, Placed { owner, ..Placed::default() })
}

/// The payments team with so many members and these links.
pub(super) fn team(members: u32, links: &[Link]) -> OwnerFacts {
    OwnerFacts { members: Some(members), links: links.to_vec(), ..owned_by_payments(true) }
}

/// One person.
pub(super) fn ana() -> OwnerFacts {
    let ana = EntityRef::new("User", "default", "ana");
    OwnerFacts {
        declared: Some(ana.clone()),
        effective: Some(ana),
        exists: true,
        kind: Some("User".to_owned()),
        members: Some(1),
        ..OwnerFacts::default()
    }
}

pub(super) fn link(link_type: LinkType, url: &str) -> Link {
    Link { url: url.to_owned(), title: None, icon: None, link_type }
}

pub(super) fn linked(entity: Entity, links: &[Link]) -> Entity {
    Entity { links: links.to_vec(), ..entity }
}

pub(super) fn annotated(entity: Entity, key: &str, value: &str) -> Entity {
    Entity { annotations: [(key.to_owned(), value.to_owned())].into(), ..entity }
}

pub(super) fn living(entity: Entity, lifecycle: &str) -> Entity {
    Entity { lifecycle: Some(lifecycle.to_owned()), ..entity }
}

/// An entity that the catalog has.
pub(super) fn known(entity_ref: &str) -> RelatedFacts {
    RelatedFacts { entity_ref: entity_ref.to_owned(), exists: true, ..RelatedFacts::default() }
}

/// One that is only named.
pub(super) fn unknown(entity_ref: &str) -> RelatedFacts {
    RelatedFacts { entity_ref: entity_ref.to_owned(), ..RelatedFacts::default() }
}

pub(super) fn lived(entity_ref: &str, lifecycle: &str) -> RelatedFacts {
    RelatedFacts { lifecycle: Some(lifecycle.to_owned()), ..known(entity_ref) }
}

/// With these on the far side of a relation.
pub(super) fn related(
    (entity, around): (Entity, Placed),
    relation: Related,
    others: &[RelatedFacts],
) -> (Entity, Placed) {
    let mut all = around.related.clone();
    all.extend(others.iter().map(|other| (relation, other.clone())));
    (entity, Placed { related: all, ..around })
}

/// In a repository of which this is seen.
pub(super) fn in_repository(entity: Entity, repository: RepositoryFacts) -> (Entity, Placed) {
    (entity, Placed { repository: Some(repository), ..Placed::default() })
}
