//! What is wrong with how things hang together.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Findings of all rules, the heaviest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Insights {
    /// By weight, then by id.
    pub items: Vec<Insight>,
    /// How many match in all.
    pub total: u64,
    /// Every rule, whether it found something or not, with counts over the whole catalog.
    pub rules: Vec<InsightRule>,
    /// How many were open, by day, the oldest first; as far as somebody looked.
    pub trend: Vec<InsightDay>,
    /// Ask for the next page with it; null on the last page.
    pub next_cursor: Option<String>,
    /// The catalog revision that the findings are of. They are looked for in the background and follow the catalog within
    /// seconds.
    pub revision: u64,
}

/// Something that is wrong.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Insight {
    /// The same as long as it is the same thing that is wrong.
    pub id: String,
    /// The rule that found it.
    pub rule: String,
    /// `high`, `medium` or `low`, whatever hangs on it.
    pub severity: String,
    /// The severity's points (9, 3, 1) times one plus the natural logarithm of one plus `reach`.
    pub weight: f64,
    /// One sentence that stands alone.
    pub message: String,
    /// The entity to look at first.
    pub subject: String,
    /// The exact way: a cycle, or who depends on what, in order; at most 50 references.
    pub path: Vec<String>,
    /// Who owns what the path names.
    pub owners: Vec<String>,
    /// How many entities are hit when the subject fails.
    pub reach: u32,
    /// When it was first found, RFC 3339; null until that was written down.
    pub first_seen: Option<String>,
    /// Somebody has said that it is to stay.
    pub accepted: Option<Accepted>,
    /// Somebody has said something of it that is not understood; how to say it.
    pub unclear: Option<String>,
}

/// Somebody's word that a finding is to stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Accepted {
    /// Why.
    pub reason: String,
    /// The last day on which it holds.
    pub until: String,
    /// That day is over, and the finding open again.
    pub expired: bool,
    /// The entity whose descriptor says so.
    pub by: String,
}

/// A kind of thing that may be wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InsightRule {
    /// Its name in filters.
    pub id: String,
    /// For people.
    pub title: String,
    /// What it costs to leave it as it is.
    pub why: String,
    /// What to do about it.
    pub fix: String,
    /// Findings that are to be mended.
    pub open: u64,
    /// Findings that are to stay.
    pub accepted: u64,
}

/// How many findings were open on a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InsightDay {
    /// In UTC, such as `2027-01-31`.
    pub day: String,
    /// By rule.
    pub open: BTreeMap<String, u64>,
}

/// Which findings to list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InsightQuery {
    /// Only of these rules; all if empty.
    pub rules: Vec<String>,
    /// Only of this severity.
    pub severity: Option<String>,
    /// Only what names something that this team owns.
    pub owner: Option<String>,
    /// Only what names this entity.
    pub entity: Option<String>,
    /// Those that are to stay, too.
    pub accepted: bool,
    /// How many a page.
    pub limit: Option<u32>,
    /// From the page before.
    pub cursor: Option<String>,
}
