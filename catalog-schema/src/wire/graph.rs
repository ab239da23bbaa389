//! A part of the graph.

use serde::{Deserialize, Serialize};

use super::Health;

/// Entities around a root and the edges between them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Graph {
    /// The root first, then by distance and reference.
    pub nodes: Vec<GraphNode>,
    /// In forward direction: `from <relation> to`.
    pub edges: Vec<GraphEdge>,
    /// There was more than the answer may hold.
    pub truncated: bool,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// An entity in a graph.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GraphNode {
    /// Canonical reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// As displayed.
    pub kind: String,
    /// A name for people.
    pub title: Option<String>,
    /// The type within the kind.
    #[serde(rename = "type")]
    pub entity_type: Option<String>,
    /// The declared owner's reference.
    pub owner: Option<String>,
    /// The reference of the system that it is part of.
    pub system: Option<String>,
    /// As written, such as `production`.
    pub lifecycle: Option<String>,
    /// 1 (most critical) to 4.
    pub tier: Option<u8>,
    /// What its scorecards come to; null where none applies.
    pub health: Option<Health>,
    /// Named by a descriptor but not in the catalog.
    pub dangling: bool,
    /// Edges from the root.
    pub distance: u32,
}

/// An edge in forward direction.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct GraphEdge {
    /// Reference of the end that reads `<relation> to`.
    pub from: String,
    /// Reference of the other end.
    pub to: String,
    /// A forward relation type, such as `dependsOn`.
    pub relation: String,
    /// The descriptor that says so: the declaring entity's reference and the place in it, `ref#/spec/dependsOn/0`.
    pub origin: String,
    /// What the descriptor says of the edge itself.
    pub attributes: serde_json::Map<String, serde_json::Value>,
}
