//! A declared fact as data.

use catalog_schema::model::EntityRef;

use super::ValueType;

/// A fact that is not read from descriptors: somebody pushes it, entity by entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeclaredFact {
    /// As rules and those who push it name it, such as `coverage`: lower case, unique.
    pub name: String,
    /// For people.
    pub title: String,
    /// What it means; Markdown. Untrusted.
    pub description: String,
    /// What a value of it is.
    pub value_type: ValueType,
    /// What numbers are in, such as `%`.
    pub unit: Option<String>,
    /// How long a value holds, in milliseconds; for ever where it is not said.
    pub max_age: Option<i64>,
    /// The same as it was written, such as `30d`.
    pub max_age_text: Option<String>,
    /// Who answers for it.
    pub owner: Option<EntityRef>,
}

impl DeclaredFact {
    /// When a value of this moment ceases to hold, in milliseconds since the Unix epoch; none where it never does.
    pub fn expires(&self, at: i64) -> Option<i64> {
        self.max_age.map(|age| at.saturating_add(age))
    }

    /// Who can supply it, and how; said where a rule cannot be judged without it.
    pub fn supplied_by(&self) -> String {
        let owner = self.owner.as_ref().map(|owner| format!("; {owner} answers for it")).unwrap_or_default();
        format!("{}{owner}", super::set::PUSHED)
    }
}
