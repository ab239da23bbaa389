//! What a rule found, with all that does not change until the next survey.

use catalog_schema::model::EntityRef;
use serde::{Deserialize, Serialize};

use super::Rule;

/// How bad it is, whatever hangs on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// Worth knowing.
    Low,
    /// Worth mending when one is at it.
    Medium,
    /// Worth mending now.
    High,
}

impl Severity {
    /// As the API and the pages name it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }

    /// What it counts for in the order of findings: three of one are as bad as one of the next.
    fn points(self) -> f64 {
        match self {
            Self::Low => 1.0,
            Self::Medium => 3.0,
            Self::High => 9.0,
        }
    }
}

/// Something that is wrong.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The same as long as it is the same thing that is wrong, through changes of names.
    pub id: String,
    /// What kind of thing.
    pub rule: &'static Rule,
    /// How bad it is, whatever hangs on it.
    pub severity: Severity,
    /// How bad it is with what hangs on it: the severity's points (1, 3, 9) times one plus the natural logarithm of one
    /// plus `reach`.
    pub weight: f64,
    /// One sentence that stands alone.
    pub message: String,
    /// What it is about, the entity to look at first.
    pub subject: EntityRef,
    /// The exact way: a cycle, or who depends on what, in order.
    pub path: Vec<EntityRef>,
    /// Who owns what the path names, each once, in order.
    pub owners: Vec<String>,
    /// How many entities are hit when the subject fails.
    pub reach: u32,
    /// Somebody has said that it is to stay.
    pub accepted: Option<Acceptance>,
    /// Somebody has said something of it that is not understood; how to say it.
    pub unclear: Option<String>,
}

impl Finding {
    /// Whether it is still to be mended: nobody has said that it is to stay, or that time is over.
    pub fn is_open(&self) -> bool {
        self.accepted.as_ref().is_none_or(|accepted| accepted.expired)
    }
}

/// Somebody's word that a finding is to stay.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// Why.
    pub reason: String,
    /// The last day on which it holds, `2027-01-31`.
    pub until: String,
    /// That day is over.
    pub expired: bool,
    /// The entity whose descriptor says so.
    pub by: EntityRef,
}

/// How bad a finding is with what hangs on it.
pub(super) fn weight(severity: Severity, reach: u32) -> f64 {
    let weight = severity.points() * (1.0 + (1.0 + f64::from(reach)).ln());
    // To a tenth: finer differences mean nothing, and equal ones are put in order by their identity.
    (weight * 10.0).round() / 10.0
}
