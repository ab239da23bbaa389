//! Edges, stored once, in forward direction.

use std::ops::{BitAnd, BitOr, Not};

use catalog_schema::model::EntityRef;
use serde::{Deserialize, Serialize};

use super::{RelationId, Slot};
use crate::live::KeptRelation;

/// Which ends of an edge declare it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Side(u8);

impl Side {
    pub(crate) const NONE: Self = Self(0);
    /// The end that reads "`relation` to".
    pub(crate) const FROM: Self = Self(1);
    /// The other end.
    pub(crate) const TO: Self = Self(2);

    pub(crate) fn has(self, side: Side) -> bool {
        self.0 & side.0 != 0
    }
}

impl BitOr for Side {
    type Output = Self;
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitAnd for Side {
    type Output = Self;
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl Not for Side {
    type Output = Self;
    fn not(self) -> Self {
        Self(!self.0 & 3)
    }
}

/// An edge: "from `relation` to". Its attributes and places of origin stand with the entities that declare it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) from: Slot,
    pub(crate) to: Slot,
    pub(crate) relation: RelationId,
    /// Never [`Side::NONE`].
    pub(crate) declared: Side,
}

/// An edge as one of its ends keeps it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct HalfEdge {
    pub(super) other: Slot,
    pub(super) relation: RelationId,
    pub(super) declared: Side,
}

/// That an end declares an edge from now on, or does so no longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct EdgeChange {
    pub(crate) from: Slot,
    pub(crate) to: Slot,
    pub(crate) relation: RelationId,
    pub(crate) side: Side,
    pub(crate) added: bool,
}

/// Where and with what attributes an edge is declared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Declaration<'a> {
    pub(crate) by: &'a EntityRef,
    pub(crate) kept: &'a KeptRelation,
}
