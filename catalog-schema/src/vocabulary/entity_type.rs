//! The definition of a type within a kind.

use serde::{Deserialize, Serialize};

use crate::filter::Condition;

/// A type of entities, such as `service`, as an organisation defines it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TypeDefinition {
    /// The kind that it is a type of, such as `Component`. May be left out where the address says it.
    #[serde(default)]
    pub kind: String,
    /// What descriptors write, such as `service`. May be left out where the address says it.
    #[serde(default)]
    pub name: String,
    /// What people see in its place; the name, where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// What is of this type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Other words that descriptors may write for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

impl TypeDefinition {
    /// What people see.
    pub fn title(&self) -> &str {
        self.title.as_deref().unwrap_or(&self.name)
    }

    /// The filter that lets pass what is of it, whatever word its descriptors write.
    pub fn filter(&self) -> String {
        let words = std::iter::once(&self.name).chain(&self.aliases).map(|word| Condition::is("type", word.as_str()));
        let conditions = std::iter::once(Condition::is("kind", self.kind.as_str())).chain(words);
        conditions.map(|condition| condition.to_string()).collect::<Vec<_>>().join(",")
    }

    /// Whether a descriptor that writes this means it.
    pub fn is_meant_by(&self, written: &str) -> bool {
        let known = std::iter::once(&self.name).chain(&self.aliases);
        known.into_iter().any(|known| known.eq_ignore_ascii_case(written))
    }
}
