//! The definition of a custom field.

use serde::{Deserialize, Serialize};

/// A custom field as an organisation defines it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FieldDefinition {
    /// The key under which descriptors have it, as it is written there: `cost_centre`. May be left out where the address
    /// says it.
    #[serde(default)]
    pub name: String,
    /// What people see in its place; the name, where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// What its values are.
    #[serde(rename = "type", default)]
    pub field_type: FieldType,
    /// Of a field with choices, what may be chosen, in the order in which they are offered.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<String>,
    /// The kinds that have it, such as `Component`; every kind, where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<String>,
    /// The types of these kinds that have it, such as `service`; every type, where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<String>,
    /// Whether an entity that has it should say something in it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
}

/// What the values of a custom field are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Any text.
    #[default]
    Text,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A day, `2026-12-01`, or a moment of RFC 3339.
    Date,
    /// An address with http, https or mailto.
    Url,
    /// A person: a reference, an e-mail address, or an account of Atlassian's.
    User,
    /// One of the options.
    SingleSelect,
    /// Any of the options, as a list.
    MultiSelect,
}

impl FieldType {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Number,
        Self::Boolean,
        Self::Date,
        Self::Url,
        Self::User,
        Self::SingleSelect,
        Self::MultiSelect,
    ];

    /// The name on the wire, such as `single_select`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
            Self::Url => "url",
            Self::User => "user",
            Self::SingleSelect => "single_select",
            Self::MultiSelect => "multi_select",
        }
    }

    /// The type of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.as_str() == name)
    }

    /// Whether its values are chosen among options.
    pub fn has_options(self) -> bool {
        matches!(self, Self::SingleSelect | Self::MultiSelect)
    }
}

/// How filters call the custom field of this name: `Cost centre` is `field.Cost_centre`, since a filter's keys have no
/// spaces and none of its own signs.
pub fn filter_key(name: &str) -> String {
    let plain = |c: char| if c.is_whitespace() || matches!(c, ',' | '=' | '!' | '"') { '_' } else { c };
    format!("field.{}", name.trim().chars().map(plain).collect::<String>())
}

impl FieldDefinition {
    /// What people see.
    pub fn label(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }

    /// Whether entities of this kind may have it.
    pub fn is_of_kind(&self, kind: &str) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|known| known.eq_ignore_ascii_case(kind))
    }
}
