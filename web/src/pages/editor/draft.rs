//! A new entity in the fields of a form.

use std::collections::BTreeMap;

/// What the fields of the form hold, as somebody typed it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Such as `Component`.
    pub kind: String,
    /// The name, such as `orders`.
    pub name: String,
    /// The namespace; empty for `default`.
    pub namespace: String,
    /// For people.
    pub title: String,
    /// In a sentence or two.
    pub description: String,
    /// Within the kind, such as `service`.
    pub entity_type: String,
    /// Such as `production`.
    pub lifecycle: String,
    /// Who answers for it.
    pub owner: String,
    /// What it is part of.
    pub system: String,
    /// 1 to 4.
    pub tier: String,
    /// Between commas.
    pub tags: String,
    /// References between commas.
    pub depends_on: String,
    /// Of custom fields that are defined, by name; several choices between commas.
    pub fields: BTreeMap<String, String>,
}
