//! What the caller supplies: the entity, and what the rest of the catalog says of it.

use catalog_schema::model::{Entity, EntityRef};

/// All that an evaluation may read. Time is not among it.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The entity as its descriptor declares it.
    pub entity: &'a Entity,
    /// The declared owner.
    pub owner: OwnerFact<'a>,
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

impl OwnerFact<'_> {
    /// There is no owner.
    pub const NONE: OwnerFact<'static> = OwnerFact { reference: None, exists: false, kind: None };
}
