//! What depends on itself by way of others.

use serde::{Deserialize, Serialize};

use super::Dependency;

/// The knots of the impact relation: sets of entities of which each depends on each other, directly or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cycles {
    /// This page of them, the largest first, then by the least reference.
    pub items: Vec<Cycle>,
    /// How many knots there are.
    pub total: u64,
    /// How many entities are in one.
    pub entities: u64,
    /// Asks for the next page; null on the last one.
    pub next_cursor: Option<String>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// One knot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Cycle {
    /// How many entities are in it.
    pub size: u64,
    /// The entities in it by reference, at most 1,000.
    pub members: Vec<String>,
    /// The owners of all its entities, by reference.
    pub owners: Vec<String>,
    /// A shortest cycle through the first member: each depends on the next, the last on the first. Empty where it is
    /// over 1,000 entities long.
    pub example: Vec<String>,
    /// Dependencies without which there is no cycle, at most 100.
    pub cut: Vec<Dependency>,
    /// How many there are to cut; null where the knot is too large to tell.
    pub cut_size: Option<u64>,
    /// No smaller set would do.
    pub cut_is_smallest: bool,
}
