//! Lists and counts.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Entity, Held};
use crate::diagnostic::Diagnostic;

/// A page of entities.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EntityList {
    /// In the order asked for, without descriptors.
    pub items: Vec<Entity>,
    /// How many match in all.
    pub total: u64,
    /// How many of them come before the first item.
    pub skipped: u64,
    /// Ask for the next page with it; null on the last page.
    pub next_cursor: Option<String>,
    /// Ask for the page before with it; null on the first page.
    pub previous_cursor: Option<String>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// Counts per value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facets {
    /// By facet; the values by count, then by name.
    pub facets: BTreeMap<String, Vec<FacetValue>>,
    /// By facet, how many further values occur; absent where all are there.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub left_out: BTreeMap<String, u64>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// One value and how many entities have it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacetValue {
    /// As a filter takes it.
    pub value: String,
    /// How many of the filtered entities have it.
    pub count: u64,
}

/// Problems of all descriptors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DiagnosticList {
    /// The worst severity first, then by source, file and place in the file.
    pub items: Vec<LocatedDiagnostic>,
    /// How many there are in all.
    pub total: u64,
    /// Ask for the next page with it; null on the last page.
    pub next_cursor: Option<String>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// A problem and the source it was found in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LocatedDiagnostic {
    /// The source's name.
    pub source: String,
    /// The location's address within the source.
    pub location: String,
    /// The reference of the entity whose document it is in, where the catalog has one.
    pub entity: Option<String>,
    /// The problem.
    #[serde(flatten)]
    pub diagnostic: Diagnostic,
}

/// An entity under a new name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Renamed {
    /// The reference that it had.
    pub from: String,
    /// The reference that it has.
    pub to: String,
}

/// What an ingestion changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeOutcome {
    /// The revision of the change; the current one where nothing changed.
    pub revision: u64,
    /// References that are new.
    pub created: Vec<String>,
    /// References whose content changed.
    pub updated: Vec<String>,
    /// References that are gone.
    pub deleted: Vec<String>,
    /// Entities that are called otherwise now. They keep their identity and history.
    pub renamed: Vec<Renamed>,
    /// How many claims stayed as they were.
    pub unchanged: u64,
    /// A deletion that is held back until somebody confirms it.
    pub held: Option<Held>,
}
