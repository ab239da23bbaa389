//! What the caller supplies: the entity, and what the rest of the catalog says of it.

use std::collections::BTreeMap;

use catalog_schema::model::{Entity, EntityRef, Link};
use catalog_schema::repository::RepositoryFacts;

use super::{EventFacts, PushedValue};

/// All that an evaluation may read.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    /// The entity as its descriptor declares it.
    pub entity: &'a Entity,
    /// What is not in the entity itself. Asked only for what a rule reads.
    pub around: &'a dyn Around,
    /// The time that ages count from, in milliseconds since the Unix epoch. Rules do not see it.
    pub now: i64,
}

/// What the rest of the catalog says of one entity. The answers are of one state of the catalog, and cheap to ask for
/// again.
pub trait Around: Sync {
    /// Facts that are given by name, whatever the entity and the rest of the catalog say: none but in tests of scorecards.
    /// A moment is in milliseconds since the Unix epoch.
    fn given(&self) -> Option<&BTreeMap<String, serde_json::Value>> {
        None
    }

    /// Whoever owns it.
    fn owner(&self) -> OwnerFacts;

    /// The entities on the far side of a relation, in order of reference; unknown ones among them.
    fn related(&self, relation: Related) -> Vec<RelatedFacts>;

    /// How many there are, for rules that ask for no more.
    fn related_count(&self, relation: Related) -> usize {
        self.related(relation).len()
    }

    /// Figures from its own edges.
    fn measures(&self) -> MeasureFacts;

    /// Figures from the whole graph; none before it was measured for the first time.
    fn transitive(&self) -> Option<TransitiveFacts>;

    /// What is wrong with how it hangs together, in order of rule; none before it was looked for for the first time.
    fn findings(&self) -> Option<Vec<FindingFacts>>;

    /// What an API promises; none for what is no API, or has no definition.
    fn contract(&self) -> Option<ContractFacts>;

    /// How the catalog holds it.
    fn record(&self) -> RecordFacts;

    /// The repository that it is described in; none where no source sees it.
    fn repository(&self) -> Option<&RepositoryFacts> {
        None
    }

    /// What happened to it; none where nobody told of anything.
    fn events(&self) -> Option<&EventFacts> {
        None
    }

    /// What somebody pushed of it under this name last; none where nobody did.
    fn pushed(&self, name: &str) -> Option<PushedValue<'_>> {
        let _ = name;
        None
    }
}

/// A relation by which rules reach other entities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Related {
    /// What hits it directly when it fails, by the impact relation.
    Dependencies,
    /// What it hits directly when it fails.
    Dependents,
    /// APIs that it provides.
    ProvidedApis,
    /// APIs that it consumes.
    ConsumedApis,
    /// Who provides it, an API.
    Providers,
    /// Who consumes it, an API.
    Consumers,
    /// What is part of it.
    Parts,
    /// Who is a member of it, a team.
    Members,
    /// What names it as its owner.
    Owned,
}

/// An entity on the far side of a relation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RelatedFacts {
    /// Canonical reference.
    pub entity_ref: String,
    /// Whether the catalog has it; all else is null where it does not.
    pub exists: bool,
    /// As displayed.
    pub kind: Option<String>,
    /// The type within the kind.
    pub entity_type: Option<String>,
    /// Its lifecycle.
    pub lifecycle: Option<String>,
    /// 1 (most critical) to 4.
    pub tier: Option<u8>,
    /// The owner that counts: declared, or inherited.
    pub owner: Option<String>,
    /// The system that it is part of.
    pub system: Option<String>,
}

/// What the catalog knows of an entity's owner.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnerFacts {
    /// The owner that the entity's own descriptor declares, first of them.
    pub declared: Option<EntityRef>,
    /// The owner that counts: declared, or inherited from the system, the domain or CODEOWNERS.
    pub effective: Option<EntityRef>,
    /// The catalog has an entity of the declared reference.
    pub exists: bool,
    /// The kind of the declared owner as displayed, such as `Group`; none where it does not exist.
    pub kind: Option<String>,
    /// The teams that the owner that counts is within, itself first.
    pub within: Vec<EntityRef>,
    /// People that the catalog has in the owner that counts, and in the teams within it; 1 for a person. None where nobody
    /// owns the entity, or the catalog has neither that owner nor people in it.
    pub members: Option<u32>,
    /// Links of the owner that counts: who is on call, where to reach it.
    pub links: Vec<Link>,
    /// How to write to the owner that counts.
    pub email: Option<String>,
}

/// Figures from the graph, by the impact relation (docs/concepts/impact.md).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeasureFacts {
    /// Entities that are hit directly when this one fails.
    pub dependents: u32,
    /// Entities whose failure hits this one directly.
    pub dependencies: u32,
    /// The share of dependencies among both, in percent; `None` where there are neither.
    pub instability: Option<u8>,
}

/// Figures that take the whole graph (docs/concepts/measures.md).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TransitiveFacts {
    /// Entities that are hit when it fails, directly or not.
    pub reach: u32,
    /// Steps of the longest chain of dependencies that begins with it.
    pub depth: u32,
    /// How much stands on it, 0 to 100.
    pub criticality: u8,
    /// It depends on itself by way of others.
    pub in_cycle: bool,
    /// Without it, others that are connected would not be.
    pub is_articulation: bool,
}

/// A finding that names the entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FindingFacts {
    /// The rule's id, such as `tier-inversion`.
    pub rule: String,
    /// `low`, `medium` or `high`.
    pub severity: String,
    /// Whether it is about this entity; otherwise the entity is on its path.
    pub is_subject: bool,
}

/// What an API's definition comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractFacts {
    /// Whether it could be read; false where the definition is not here, but referred to.
    pub is_read: bool,
    /// Operations, messages or types that it offers.
    pub operations: u32,
}

/// How the catalog holds an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordFacts {
    /// When it came into the catalog, in milliseconds since the Unix epoch.
    pub created_at: i64,
    /// When its descriptor changed last, likewise.
    pub changed_at: i64,
    /// The descriptor's file, relative to its source.
    pub path: String,
    /// The source that holds it.
    pub source: String,
    /// The file does not decode any more; this is what it said when it last did.
    pub is_stale: bool,
}

/// Nothing around: without an owner, connected with nothing, measured and without a finding.
#[derive(Clone, Copy, Debug, Default)]
pub struct Alone;

impl Around for Alone {
    fn owner(&self) -> OwnerFacts {
        OwnerFacts::default()
    }

    fn related(&self, _: Related) -> Vec<RelatedFacts> {
        Vec::new()
    }

    fn measures(&self) -> MeasureFacts {
        MeasureFacts::default()
    }

    fn transitive(&self) -> Option<TransitiveFacts> {
        Some(TransitiveFacts::default())
    }

    fn findings(&self) -> Option<Vec<FindingFacts>> {
        Some(Vec::new())
    }

    fn contract(&self) -> Option<ContractFacts> {
        None
    }

    fn record(&self) -> RecordFacts {
        RecordFacts::default()
    }
}

/// Levels that an entity reached, by scorecard.
pub type Levels = BTreeMap<String, String>;

impl<'a> Facts<'a> {
    /// An entity of which nothing else is known, at a time that is as early as can be.
    pub fn of(entity: &'a Entity) -> Self {
        Self { entity, around: &Alone, now: 0 }
    }
}
