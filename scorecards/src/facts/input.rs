//! What the caller supplies: the entity, and what the rest of the catalog says of it.

use catalog_schema::model::{Entity, EntityRef};

/// All that an evaluation may read. Time is not among it.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The entity as its descriptor declares it.
    pub entity: &'a Entity,
    /// The declared owner.
    pub owner: OwnerFact<'a>,
    /// How it hangs together with others.
    pub measures: MeasureFacts,
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

/// What the catalog knows of an entity's owner.
#[derive(Clone, Copy, Debug)]
pub struct OwnerFact<'a> {
    /// The owner that the entity's own descriptor declares, first of them; `None` where it declares none.
    pub reference: Option<&'a EntityRef>,
    /// The catalog has an entity of that reference.
    pub exists: bool,
    /// That entity's kind as displayed, such as `Group`; `None` where it does not exist.
    pub kind: Option<&'a str>,
}

impl<'a> Facts<'a> {
    /// An entity of which nothing else is known: without an owner, connected with nothing.
    pub fn of(entity: &'a Entity) -> Self {
        Self { entity, owner: OwnerFact::NONE, measures: MeasureFacts::default() }
    }
}

impl OwnerFact<'_> {
    /// There is no owner.
    pub const NONE: OwnerFact<'static> = OwnerFact { reference: None, exists: false, kind: None };
}
