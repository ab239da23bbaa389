//! Custom fields and types that an organisation defines.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{FieldDefinition, TypeDefinition};

/// All custom fields that are defined.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldList {
    /// By name.
    pub items: Vec<DefinedField>,
    /// How many there are.
    pub total: u64,
    /// The catalog revision.
    pub revision: u64,
}

/// A custom field that is defined, or was until now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DefinedField {
    /// What is defined.
    #[serde(flatten)]
    pub definition: FieldDefinition,
    /// How many entities say something in it: those that the filter `field.NAME` finds.
    pub entities: u64,
    /// The catalog revision.
    pub revision: u64,
}

/// All types that are defined.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TypeList {
    /// By kind and name.
    pub items: Vec<DefinedType>,
    /// How many there are.
    pub total: u64,
    /// The catalog revision.
    pub revision: u64,
}

/// A type that is defined, or was until now.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DefinedType {
    /// What is defined.
    #[serde(flatten)]
    pub definition: TypeDefinition,
    /// How many entities are of it, by its name or one of its aliases.
    pub entities: u64,
    /// The catalog revision.
    pub revision: u64,
}
