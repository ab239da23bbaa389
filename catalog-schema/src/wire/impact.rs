//! Who is hit when something fails, and whom to tell.

use serde::{Deserialize, Serialize};

use crate::model::Link;

/// Everything that is hit when one entity fails, or everything whose failure hits it. Counts and teams are complete on
/// every page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Impact {
    /// The reference asked for.
    pub root: String,
    /// Which way the answer looks.
    pub direction: ImpactDirection,
    /// How many there are in all, the root not among them.
    pub total: u64,
    /// How many there are at each distance, from 1.
    pub by_distance: Vec<u64>,
    /// How many there are of each tier, from 1 to 4.
    pub tiers: [u64; 4],
    /// How many there are that nobody owns.
    pub unowned: u64,
    /// This page of them, by distance and reference.
    pub items: Vec<ImpactItem>,
    /// The owners of all of them, those of the most first.
    pub teams: Vec<ImpactTeam>,
    /// Asks for the next page; null on the last one.
    pub next_cursor: Option<String>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// Which way to follow the impact relation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ImpactDirection {
    /// To what is hit.
    #[default]
    Dependents,
    /// To what hits.
    Dependencies,
}

impl ImpactDirection {
    /// The name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dependents => "dependents",
            Self::Dependencies => "dependencies",
        }
    }
}

/// An entity that is hit, or that hits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImpactItem {
    /// Canonical reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// As displayed.
    pub kind: String,
    /// A name for people.
    pub title: Option<String>,
    /// How many steps it is from the root.
    pub distance: u32,
    /// One of the shortest ways, from the root to this entity. Empty where it is over 100 entities long;
    /// `/api/v1/graph/path` has it.
    pub path: Vec<String>,
    /// The reference of the owner that counts.
    pub owner: Option<String>,
    /// 1 (most critical) to 4.
    pub tier: Option<u8>,
    /// Named by a descriptor but not in the catalog.
    pub dangling: bool,
}

/// Someone to tell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImpactTeam {
    /// The reference of a team or a person.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// A name for people.
    pub title: Option<String>,
    /// How many of the entities are theirs.
    pub entities: u64,
    /// The same by tier, from 1 to 4.
    pub tiers: [u64; 4],
    /// How many steps the nearest of them is from the root.
    pub nearest: u32,
    /// Where to reach them: who is on call, then chat, then their address of e-mail.
    pub contacts: Vec<Link>,
    /// Named as an owner but not in the catalog.
    pub dangling: bool,
}
