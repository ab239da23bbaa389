//! What scorecards make of an entity, as the snapshot keeps it.

use std::sync::Arc;

use catalog_schema::wire::Health;
use scorecards::Verdict;

/// Current results without messages and evidence, which are made anew when someone asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Judgement {
    /// All scorecards in one line; none where no scorecard applies.
    pub total: Option<Health>,
    /// The scorecards that apply, each with the level reached: `production-readiness/gold`; the name alone where none is.
    pub levels: Vec<Arc<str>>,
    /// What each rule came to, by scorecard and id, such as `documentation/has-description`.
    pub outcomes: Vec<(Arc<str>, Verdict)>,
}
