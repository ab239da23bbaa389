//! What several entities have in common.

use serde::{Deserialize, Serialize};

use super::ImpactDirection;

/// What every one of several entities depends on, directly or not; or what depends on every one of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Common {
    /// The references asked for, each once.
    pub refs: Vec<String>,
    /// Which way the answer looks.
    pub direction: ImpactDirection,
    /// This page, what is near to all of them first, then by reference.
    pub items: Vec<CommonItem>,
    /// How many there are.
    pub total: u64,
    /// Asks for the next page; null on the last one.
    pub next_cursor: Option<String>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// An entity that they have in common.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommonItem {
    /// Canonical reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// As displayed.
    pub kind: String,
    /// A name for people.
    pub title: Option<String>,
    /// Steps from each of the references asked for, in their order.
    pub distances: Vec<u32>,
    /// The reference of the owner that counts.
    pub owner: Option<String>,
    /// 1 (most critical) to 4.
    pub tier: Option<u8>,
    /// Named by a descriptor but not in the catalog.
    pub dangling: bool,
}
