//! Search results.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::FacetValue;

/// Ranked hits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchResults {
    /// Best first.
    pub hits: Vec<SearchHit>,
    /// How many there are in all.
    pub total: u64,
    /// How closely the hits match what was asked.
    pub matched: Matched,
    /// Counts over all hits, for the facets asked for.
    pub facets: BTreeMap<String, Vec<FacetValue>>,
    /// A query that would find more, where this one finds little.
    pub suggestion: Option<String>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// How closely hits match.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Matched {
    /// Every word, as written.
    #[default]
    AsWritten,
    /// Nothing matches as written: every word, but with typos, or as another word of the same stem.
    Nearly,
    /// Nothing matches every word: as many of them as can be had, at least half.
    InPart,
}

/// One hit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SearchHit {
    /// Canonical reference.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// As displayed.
    pub kind: String,
    /// What to call it.
    pub title: String,
    /// The type within the kind.
    #[serde(rename = "type")]
    pub entity_type: Option<String>,
    /// The declared owner's reference.
    pub owner: Option<String>,
    /// Free text, such as `production`.
    pub lifecycle: Option<String>,
    /// 1 (most critical) to 4.
    pub tier: Option<u8>,
    /// The beginning of the description, as written. Untrusted.
    pub summary: Option<String>,
    /// The documentation page that matches best; null where none does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub doc: Option<DocMatch>,
    /// Comparable within one answer only.
    pub score: f32,
    /// By field, plain text with the matched words between U+E000 and U+E001.
    pub highlights: BTreeMap<String, String>,
}

/// A documentation page that matches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocMatch {
    /// Relative to its repository.
    pub path: String,
    /// What the page is called. Untrusted.
    pub title: String,
    /// Where it can be read in its repository; null where that is not known.
    pub url: Option<String>,
    /// The words around a match, plain text with the matched words between U+E000 and U+E001.
    pub excerpt: String,
}
