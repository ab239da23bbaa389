//! In which order things depend on each other.

use serde::{Deserialize, Serialize};

/// Entities in an order in which nothing comes before what it depends on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DependencyOrder {
    /// This page of them. Those of one level do not depend on each other.
    pub items: Vec<OrderGroup>,
    /// How many groups there are.
    pub total: u64,
    /// How many entities there are in all groups.
    pub entities: u64,
    /// How many levels there are.
    pub levels: u64,
    /// Asks for the next page; null on the last one.
    pub next_cursor: Option<String>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// An entity, or several that depend on each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrderGroup {
    /// Steps of the longest chain of dependencies below it; 0 for what depends on nothing.
    pub level: u32,
    /// By reference; more than one where they depend on each other in a cycle.
    pub refs: Vec<String>,
}
