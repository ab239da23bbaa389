//! All that is defined.

use std::collections::BTreeMap;

use super::{FieldDefinition, TypeDefinition};

/// All custom fields and types that an organisation defines, as of a revision of the catalog.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// The revision of the catalog that changed it last; 0 where nothing ever was defined.
    pub revision: u64,
    fields: BTreeMap<String, FieldDefinition>,
    /// By kind and name, in lower case.
    types: BTreeMap<(String, String), TypeDefinition>,
}

impl Vocabulary {
    /// All of these. Of two of one name the later counts.
    pub fn of(revision: u64, fields: Vec<FieldDefinition>, types: Vec<TypeDefinition>) -> Self {
        let key = |defined: &TypeDefinition| (defined.kind.to_lowercase(), defined.name.to_lowercase());
        Self {
            revision,
            fields: fields.into_iter().map(|defined| (defined.name.clone(), defined)).collect(),
            types: types.into_iter().map(|defined| (key(&defined), defined)).collect(),
        }
    }

    /// Whether nothing is defined.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty() && self.types.is_empty()
    }

    /// Every field, by name.
    pub fn fields(&self) -> impl Iterator<Item = &FieldDefinition> {
        self.fields.values()
    }

    /// The field of this name.
    pub fn field(&self, name: &str) -> Option<&FieldDefinition> {
        self.fields.get(name)
    }

    /// Every type, by kind and name.
    pub fn types(&self) -> impl Iterator<Item = &TypeDefinition> {
        self.types.values()
    }

    /// The type of this kind and name.
    pub fn entity_type(&self, kind: &str, name: &str) -> Option<&TypeDefinition> {
        self.types.get(&(kind.to_lowercase(), name.to_lowercase()))
    }

    /// The types of a kind.
    pub fn types_of(&self, kind: &str) -> impl Iterator<Item = &TypeDefinition> {
        let kind = kind.to_lowercase();
        let after = (kind.clone(), String::new());
        self.types.range(after..).take_while(move |((of, _), _)| *of == kind).map(|(_, defined)| defined)
    }

    /// Whether something may be missing of an entity of this kind.
    pub fn requires_of(&self, kind: &str) -> bool {
        self.fields.values().any(|field| field.required && field.is_of_kind(kind))
    }
}
