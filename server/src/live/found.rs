//! What scorecards make of entities, kept once for all of whom they make the same: of a large catalog nearly every entity
//! shares it with others, and it is a fifth of what an entity takes.

use std::collections::HashSet;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, LazyLock};

use catalog_schema::wire::Outcome;
use scorecards::Verdict;
use serde::{Deserialize, Serialize};

use super::Symbol;

/// What a rule came to, by the rule's symbol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RuleOutcome {
    pub(crate) rule: Symbol,
    #[serde(with = "VerdictFields")]
    pub(crate) verdict: Verdict,
}

/// The fields of a [`Verdict`], to write it by.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Verdict")]
struct VerdictFields {
    outcome: Outcome,
    percent: u8,
}

impl Hash for RuleOutcome {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.rule, self.verdict.outcome, self.verdict.percent).hash(state);
    }
}

/// What scorecards make of an entity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Found {
    /// What each rule that applies came to.
    pub(super) outcomes: Box<[RuleOutcome]>,
    /// The scorecards that apply, each with the level reached.
    pub(super) levels: Box<[Symbol]>,
}

impl Found {
    /// Of whom no scorecard says anything.
    pub(super) fn nothing() -> Arc<Self> {
        static NOTHING: LazyLock<Arc<Found>> = LazyLock::new(Arc::default);
        Arc::clone(&NOTHING)
    }
}

/// What was found so far, each once.
#[derive(Debug, Default)]
pub(crate) struct Shared(HashSet<Arc<Found>>);

impl Shared {
    /// The one copy of it.
    pub(super) fn of(&mut self, found: Found) -> Arc<Found> {
        if let Some(known) = self.0.get(&found) {
            return Arc::clone(known);
        }
        let found = Arc::new(found);
        self.0.insert(Arc::clone(&found));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_is_kept_once() {
        let found = |percent| Found {
            outcomes: Box::new([RuleOutcome {
                rule: Symbol::of(1),
                verdict: Verdict { outcome: Outcome::Fail, percent },
            }]),
            levels: Box::new([]),
        };
        let mut shared = Shared::default();
        let one = shared.of(found(0));
        assert!(Arc::ptr_eq(&one, &shared.of(found(0))));
        assert!(!Arc::ptr_eq(&one, &shared.of(found(50))));
    }
}
