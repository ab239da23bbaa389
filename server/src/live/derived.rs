//! What follows from an entity alone, worked out once while its version is taken in: by whoever has the time, before it is
//! one's turn in whose hands the snapshot is.

use std::sync::OnceLock;

use catalog_schema::contract;
use catalog_schema::model::Entity;

use super::packed::Packed;

/// What follows from an entity; nothing until somebody asks. It is always asked of the same one.
#[derive(Clone, Debug, Default)]
pub struct Derived {
    outline: OnceLock<Vec<String>>,
    packed: OnceLock<Packed>,
}

impl Derived {
    /// Works everything out.
    pub(crate) fn prepare(&self, entity: &Entity) {
        self.outline(entity);
        self.packed(entity);
    }

    /// What an API's definition offers by name: a line for each operation, message or type, as far as the definition is here
    /// and can be read.
    pub(crate) fn outline(&self, entity: &Entity) -> &[String] {
        let definition = || entity.api.as_ref().and_then(|api| api.definition.as_deref());
        self.outline.get_or_init(|| definition().map(contract::outline).unwrap_or_default())
    }

    pub(super) fn packed(&self, entity: &Entity) -> &Packed {
        self.packed.get_or_init(|| Packed::new(entity))
    }
}
