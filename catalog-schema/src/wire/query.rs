//! What may be asked.

use serde::{Deserialize, Serialize};

use super::ImpactDirection;

/// Which entities, in which order, and which page of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListQuery {
    /// Filters in the grammar of [`crate::filter`]; an entity matches if one of them matches, or if there is none.
    pub filter: Vec<String>,
    /// Filters that must hold besides, every one of them.
    pub also: Vec<String>,
    /// Full-text query that further narrows the list.
    pub q: Option<String>,
    /// A field, with `-` before it for descending; by name if absent.
    pub order: Option<String>,
    /// Page size, 1 to 1,000; 50 if absent.
    pub limit: Option<u32>,
    /// From the `next_cursor` of the page before, or the `previous_cursor` of the page after.
    pub cursor: Option<String>,
}

/// Which counts, of which entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetQuery {
    /// Facet names; all if empty.
    pub facet: Vec<String>,
    /// As in [`ListQuery`]. A filter on a field leaves the counts of that field alone.
    pub filter: Vec<String>,
    /// As in [`ListQuery`]; these narrow all counts.
    pub also: Vec<String>,
    /// As in [`ListQuery`].
    pub q: Option<String>,
    /// How many values of each facet, the most frequent first, 1 to 10,000; all if absent.
    pub limit: Option<u32>,
}

/// What to look for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchQuery {
    /// Words as a person types them.
    pub q: String,
    /// As in [`ListQuery`].
    pub filter: Vec<String>,
    /// How many hits, 1 to 100; 20 if absent.
    pub limit: Option<u32>,
    /// Hits to skip; 0 if absent.
    pub offset: Option<u32>,
    /// Facets to count over all hits.
    pub facet: Vec<String>,
}

/// Which way to follow edges from a root.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Against the edges: what refers to the root.
    In,
    /// Along the edges: what the root refers to.
    Out,
    /// Either way.
    #[default]
    Both,
}

/// Which part of the graph.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GraphQuery {
    /// The reference to start from.
    pub root: String,
    /// Which way to follow edges.
    pub direction: Direction,
    /// How many edges far, 1 to 10; 1 if absent.
    pub depth: Option<u32>,
    /// Forward relation types to follow; all if empty.
    pub relations: Vec<String>,
}

/// Whose impact.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImpactQuery {
    /// The reference to start from.
    pub root: String,
    /// Which way to look.
    pub direction: ImpactDirection,
    /// Page size, 1 to 1,000; 200 if absent.
    pub limit: Option<u32>,
    /// From the `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Which ways from one entity to another.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PathQuery {
    /// The reference that they begin with.
    pub from: String,
    /// The reference that they end with.
    pub to: String,
    /// Relation types that steps may follow; an inverse name follows the same edges backwards. The impact relation,
    /// from what is hit to what hits it, if empty.
    pub relations: Vec<String>,
    /// All ways rather than a shortest one.
    pub all: bool,
    /// How many ways at most, 1 to 1,000; 100 if absent. For all ways only.
    pub limit: Option<u32>,
    /// How many steps a way may have: for all ways 1 to 30, 10 if absent; else 1 to 1,000, 1,000 if absent.
    pub max_length: Option<u32>,
}

/// The order of which entities.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrderQuery {
    /// The references of entities, which the order holds together with all that they depend on. If empty, it holds
    /// everything that depends on something, or on which something depends.
    pub roots: Vec<String>,
    /// Leave out what they depend on. They still come in the order that it gives them.
    pub only: bool,
    /// Page size in groups, 1 to 1,000; 200 if absent.
    pub limit: Option<u32>,
    /// From the `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Of which entities to find what they have in common.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommonQuery {
    /// Their references, 2 to 50.
    pub refs: Vec<String>,
    /// Which way to look.
    pub direction: ImpactDirection,
    /// Page size, 1 to 1,000; 200 if absent.
    pub limit: Option<u32>,
    /// From the `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Which diagnostics.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DiagnosticQuery {
    /// Only of this source.
    pub source: Option<String>,
    /// Only of this severity: `error`, `warning` or `info`.
    pub severity: Option<String>,
    /// Page size, 1 to 1,000; 100 if absent.
    pub limit: Option<u32>,
    /// From the `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Which page of a list that has no filters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageQuery {
    /// Page size; the list's own if absent.
    pub limit: Option<u32>,
    /// From the `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Which entries of the audit log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AuditQuery {
    /// Only of this actor, such as `token:ci`.
    pub actor: Option<String>,
    /// Only of this action, such as `sync`.
    pub action: Option<String>,
    /// Only of this subject; of all that begin so where it ends with `*`.
    pub subject: Option<String>,
    /// From this time on: RFC 3339, or a day, which counts from its beginning in UTC.
    pub since: Option<String>,
    /// Before this time: RFC 3339, or a day, which counts to its end in UTC.
    pub until: Option<String>,
    /// Page size; the list's own if absent.
    pub limit: Option<u32>,
    /// From the `next_cursor` of the page before.
    pub cursor: Option<String>,
}

/// Which part of the feed of changes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeQuery {
    /// What follows this: `REVISION`, `REVISION:POSITION`, or the `next_since` of an answer; from now on if absent.
    pub since: Option<String>,
    /// The newest first, before this: a mark as for `since`, or `now`.
    pub before: Option<String>,
    /// The epoch that the revision is of; not looked at if absent.
    pub epoch: Option<String>,
    /// Page size, 1 to 1,000; 100 if absent.
    pub limit: Option<u32>,
    /// Only some of them.
    pub only: ChangeFilter,
}

/// Which changes: those for which all that is said here holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeFilter {
    /// Of entities of this kind.
    pub kind: Option<String>,
    /// Of what this owner has now, by inheritance too; of what is gone, was declared to have then.
    pub owner: Option<String>,
    /// From this source.
    pub source: Option<String>,
    /// Of this sort: the name of a [`ChangeEvent`](super::ChangeEvent).
    pub event: Option<String>,
    /// Of what was called so.
    pub entity: Option<String>,
    /// By an author whose name or address contains this.
    pub author: Option<String>,
}
