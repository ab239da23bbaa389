//! Relation types as small numbers.

use std::sync::Arc;

use catalog_schema::model::RelationType;
use rpds::HashTrieMapSync;
use serde::{Deserialize, Serialize};

use crate::live::CowVec;

/// The number of a forward relation type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct RelationId(u32);

impl RelationId {
    // The built-in types come first, in the order of `RelationType::forward_types`; a test holds them together.
    pub(crate) const OWNED_BY: Self = Self(0);
    pub(crate) const DEPENDS_ON: Self = Self(1);
    pub(crate) const PART_OF: Self = Self(2);
    pub(crate) const PROVIDES_API: Self = Self(3);
    pub(crate) const CONSUMES_API: Self = Self(4);
    pub(crate) const CHILD_OF: Self = Self(5);
    pub(crate) const MEMBER_OF: Self = Self(6);
}

/// The forward relation types of a graph. Grows with the number of types that descriptors ever named.
#[derive(Clone, Debug)]
pub(crate) struct RelationTable {
    types: CowVec<Arc<RelationType>>,
    numbers: HashTrieMapSync<Arc<RelationType>, RelationId>,
}

impl Default for RelationTable {
    fn default() -> Self {
        let mut table = Self { types: CowVec::default(), numbers: HashTrieMapSync::new_sync() };
        for forward in RelationType::forward_types() {
            table.number(&forward);
        }
        table
    }
}

impl RelationTable {
    /// The number of a forward type, given out if need be.
    pub(super) fn number(&mut self, forward: &RelationType) -> RelationId {
        if let Some(id) = self.find(forward) {
            return id;
        }
        let forward = Arc::new(forward.clone());
        let id = RelationId(u32::try_from(self.types.push(Arc::clone(&forward))).unwrap_or(u32::MAX));
        self.numbers.insert_mut(forward, id);
        id
    }

    /// All of them, in order of their numbers.
    pub(super) fn types(&self) -> impl Iterator<Item = &RelationType> {
        self.types.iter().map(|forward| &**forward)
    }

    pub(super) fn find(&self, forward: &RelationType) -> Option<RelationId> {
        self.numbers.get(forward).copied()
    }

    /// # Panics
    /// For a number of another table.
    pub(super) fn relation_type(&self, id: RelationId) -> &RelationType {
        &self.types[id.0 as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_constants_name_their_types() {
        let table = RelationTable::default();
        let pairs = [
            (RelationId::DEPENDS_ON, RelationType::DependsOn),
            (RelationId::PART_OF, RelationType::PartOf),
            (RelationId::PROVIDES_API, RelationType::ProvidesApi),
            (RelationId::CONSUMES_API, RelationType::ConsumesApi),
            (RelationId::CHILD_OF, RelationType::ChildOf),
        ];
        for (id, relation_type) in pairs {
            assert_eq!(table.relation_type(id), &relation_type);
        }
    }
}
