//! Who need not pass what: what definitions say, and what somebody asks for.

use serde::{Deserialize, Serialize};

/// Asks that an entity need not pass a rule for a while.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExemptionRequest {
    /// The scorecard, by name in any case.
    pub scorecard: String,
    /// The id of one of its rules.
    pub rule: String,
    /// Whom it is for: `component:default/legacy`; a short name is a component's.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// Why; up to 2,000 characters.
    pub reason: String,
    /// The last day (`2026-12-31`, UTC) on which it is to hold, within a year.
    pub until: String,
}

/// What somebody says who decides about a request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExemptionDecision {
    /// Up to 2,000 characters.
    #[serde(default)]
    pub comment: Option<String>,
}

/// Where an exemption comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ExemptionSource {
    /// The scorecard's definition says it.
    #[default]
    Definition,
    /// Somebody asked for it.
    Request,
}

/// How an exemption stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "lowercase")]
pub enum ExemptionState {
    /// Nobody has decided yet.
    Waiting,
    /// It holds.
    #[default]
    Approved,
    /// Its last day is over.
    Expired,
    /// Somebody has said no.
    Declined,
    /// Somebody has taken it back.
    Withdrawn,
}

impl ExemptionState {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 5] = [Self::Waiting, Self::Approved, Self::Expired, Self::Declined, Self::Withdrawn];

    /// Its name in questions and answers.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved => "approved",
            Self::Expired => "expired",
            Self::Declined => "declined",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// Which exemptions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExemptionQuery {
    /// Only those that stand so.
    pub state: Option<ExemptionState>,
    /// Only of this scorecard, by name in any case.
    pub scorecard: Option<String>,
    /// Only of what this team owns, by reference.
    pub team: Option<String>,
    /// Only of this entity, by reference.
    pub entity: Option<String>,
    /// How many are told, 1 to 1,000; 100 if absent.
    pub limit: Option<u32>,
    /// As in [`ListQuery`](super::ListQuery).
    pub cursor: Option<String>,
}

/// Exemptions, those that wait first, then those that hold and those that are over, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExemptionList {
    /// A page of them.
    pub items: Vec<Exemption>,
    /// How many there are, on all pages.
    pub total: u64,
    /// How many of them wait.
    pub waiting: u64,
    /// Ask for the next page with it; null on the last page.
    pub next_cursor: Option<String>,
    /// The catalog revision that the answer is of.
    pub revision: u64,
}

/// An exemption of an entity from rules of a scorecard.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Exemption {
    /// By which it is decided about; null where the definition says it.
    pub id: Option<String>,
    /// Where it comes from.
    pub source: ExemptionSource,
    /// How it stands.
    pub state: ExemptionState,
    /// The scorecard's name.
    pub scorecard: String,
    /// For people.
    pub scorecard_title: String,
    /// Ids of rules; all of the scorecard if empty.
    pub rules: Vec<String>,
    /// What should hold, for people, of the first rule; null where there is no such rule any more.
    pub rule_title: Option<String>,
    /// Whom it is for.
    #[serde(rename = "ref")]
    pub entity_ref: String,
    /// As displayed; empty where the entity is gone.
    pub kind: String,
    /// A name for people, where there is one.
    pub title: Option<String>,
    /// The reference of the entity's owner that counts.
    pub owner: Option<String>,
    /// Why.
    pub reason: String,
    /// The last day (`2026-12-31`, UTC) on which it holds; null where it has none.
    pub until: Option<String>,
    /// The name of the token of who asked; null where the definition says it.
    pub requested_by: Option<String>,
    /// When, RFC 3339.
    pub requested_at: Option<String>,
    /// Who approved or declined it: the name of a token, or what the definition says.
    pub decided_by: Option<String>,
    /// When, RFC 3339.
    pub decided_at: Option<String>,
    /// What they said about it.
    pub comment: Option<String>,
    /// The name of the token of who took it back.
    pub withdrawn_by: Option<String>,
    /// When, RFC 3339.
    pub withdrawn_at: Option<String>,
    /// The catalog revision that shows what became of it last; null where it changed nothing.
    pub revision: Option<u64>,
}
