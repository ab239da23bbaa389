//! Ways from one entity to another.

use serde::{Deserialize, Serialize};

/// Ways through the graph, the shorter ones first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Paths {
    /// Where they begin.
    pub from: String,
    /// Where they end.
    pub to: String,
    /// None where there is no way.
    pub paths: Vec<Path>,
    /// The longest way that was looked for, in steps.
    pub max_length: u32,
    /// There are more ways of that length than the answer holds, or the search was given up.
    pub truncated: bool,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// One way. It meets no entity twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Path {
    /// The entities on it, both ends included.
    pub refs: Vec<String>,
    /// What leads from each of them to the next.
    pub steps: Vec<PathStep>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PathStep {
    /// The relation that the step follows, read from where it begins, such as `dependsOn`.
    pub relation: String,
    /// The API that is consumed on one side and provided on the other, where the step is that.
    pub through: Option<String>,
}
