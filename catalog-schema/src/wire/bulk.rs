//! One change of many entities.

use serde::{Deserialize, Serialize};

use super::ChangeOutcome;
use crate::diagnostic::Diagnostic;

/// What is to become of many entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkChange {
    /// These entities, by reference.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refs: Vec<String>,
    /// And those that match, as for the list of entities.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub filter: Vec<String>,
    /// Of those that match only what matches each of these too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Of those that match only what matches these words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Values that they all get.
    #[serde(default)]
    pub set: BulkSet,
    /// Tags that they all get.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub add_tags: Vec<String>,
    /// Tags that none of them keeps.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remove_tags: Vec<String>,
    /// Only say what would change.
    #[serde(default)]
    pub dry_run: bool,
    /// The catalog's revision as it was seen, such as the `revision` of a dry run: what was changed since is left as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<u64>,
}

/// Values of a [`BulkChange`]; what is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct BulkSet {
    /// Who answers for them, such as `payments` or `user:default/ada`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// Such as `production`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lifecycle: Option<String>,
    /// 1 (most critical) to 4.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier: Option<u8>,
}

impl BulkChange {
    /// Whether nothing is asked to be changed.
    pub fn is_idle(&self) -> bool {
        self.set == BulkSet::default() && self.add_tags.is_empty() && self.remove_tags.is_empty()
    }
}

/// What became of many entities, or would.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkOutcome {
    /// Nothing was written: this is what would change.
    pub dry_run: bool,
    /// What changed; of a dry run the revision is the one that it is compared with, to be sent back as `seen`.
    #[serde(flatten)]
    pub outcome: ChangeOutcome,
    /// Every entity that was asked for.
    pub items: Vec<BulkItem>,
    /// What is wrong with descriptors that differ from what the catalog had. None is an error.
    pub diagnostics: Vec<Diagnostic>,
}

/// What becomes of one of the entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkItem {
    /// Its reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// Where the change is kept; null where there is no such entity.
    pub kept: Option<BulkPlace>,
    /// What it says otherwise afterwards.
    pub changes: Vec<BulkField>,
    /// What stays as it is although it was asked for, and why.
    pub left_out: Vec<LeftOut>,
}

/// Where a change of an entity is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum BulkPlace {
    /// In the descriptor that the portal keeps.
    Descriptor,
    /// In fields that the portal adds to what a file describes.
    Overlay,
}

/// A field that says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkField {
    /// `owner`, `lifecycle`, `tier` or `tags`.
    pub field: String,
    /// What it said; tags between commas.
    pub before: Option<String>,
    /// What it says.
    pub after: Option<String>,
}

/// Why something is left as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftOut {
    /// The field; null where it is all of the entity.
    pub field: Option<String>,
    /// Stable, for programs: `said_by_file`, `changed_meanwhile`, `entity_not_found`, `not_for_kind`, `other_format` or
    /// `not_understood`.
    pub code: String,
    /// For people, with what to do about it.
    pub detail: String,
}
