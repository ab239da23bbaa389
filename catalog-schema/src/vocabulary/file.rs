//! Definitions as a file has them.

use serde::{Deserialize, Serialize};

use super::{FieldDefinition, TypeDefinition, Vocabulary};

/// Definitions in YAML or JSON, for checks without a portal: `sextant field list --format json` writes them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VocabularyFile {
    /// Custom fields.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<FieldDefinition>,
    /// Types.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<TypeDefinition>,
}

impl VocabularyFile {
    /// Reads one, with every definition checked.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let values = crate::convert::read_values(text.as_bytes())?;
        let value = values.into_iter().next().unwrap_or_default();
        let file: Self = serde_json::from_value(value).map_err(|error| error.to_string())?;
        let of_fields = file.fields.iter().map(|defined| (&defined.name, defined.problems()));
        let of_types = file.types.iter().map(|defined| (&defined.name, defined.problems()));
        match of_fields.chain(of_types).find_map(|(name, found)| Some((name, found.into_iter().next()?))) {
            Some((name, first)) => Err(format!("{name:?}: {}: {}", first.field, first.detail)),
            None => Ok(file),
        }
    }
}

impl From<VocabularyFile> for Vocabulary {
    fn from(file: VocabularyFile) -> Self {
        Self::of(1, file.fields, file.types)
    }
}
