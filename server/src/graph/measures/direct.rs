//! What follows from an entity and its neighbours alone. Kept in the snapshot and renewed with every change.

use serde::{Deserialize, Serialize};

use super::instability;

/// How many an entity hits directly, and how many hit it, by the impact relation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DirectMeasures {
    /// Entities that are hit directly when this one fails.
    pub dependents: u32,
    /// Entities whose failure hits this one directly.
    pub dependencies: u32,
}

impl DirectMeasures {
    /// Of what it is directly connected with, the share that it depends on, in percent; none where that is nothing.
    pub fn instability(self) -> Option<u8> {
        instability(self.dependents, self.dependencies)
    }
}
