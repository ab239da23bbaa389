//! What a scorecard says of an entity against what is written down: what came to be otherwise.

use super::current::Said;
use super::kept::{Kept, LEVEL, Since, Standing};
use crate::store::TransitionRow;

/// What a rule is judged where it cannot be.
const UNKNOWN: &str = "unknown";

/// Looks at the whole catalog reach a new entity so late at most, in milliseconds.
const NEW: i64 = 60_000;

/// What of an entity and a scorecard is compared.
#[derive(Clone, Copy)]
pub(super) struct About<'a> {
    pub(super) uid: &'a str,
    pub(super) scorecard: &'a str,
    /// When this is seen.
    pub(super) seen: Since,
    /// Whether what cannot be judged now will not be known in a moment, as it is while a process starts.
    pub(super) settled: bool,
}

/// What is to be kept from now on, and the transitions to it.
///
/// What is seen first of a rule is kept without a transition, since all rules of all entities are seen first at some
/// time; it becomes one, of the time when it was seen, with the first change: from nothing, or for a level from itself.
/// So nothing is lost, and a catalog that never changes has no transitions.
pub(super) fn compare(about: About<'_>, kept: &Kept, said: &Said<'_>) -> (Kept, Vec<TransitionRow>) {
    let About { uid, scorecard, seen, settled } = about;
    let mut next = Kept::new();
    let mut transitions = Vec::new();
    let mut tell = |rule: &str, was: Option<&str>, became: Option<&str>, since: Since| {
        transitions.push(TransitionRow {
            uid: uid.to_owned(),
            scorecard: scorecard.to_owned(),
            rule: rule.to_owned(),
            was: was.map(str::to_owned),
            became: became.map(str::to_owned),
            revision: since.head.revision,
            step: since.head.step,
            at: since.at,
        });
    };
    let is_pending = |name: &str, value: Option<&str>| {
        !settled && value == Some(UNKNOWN) && kept.get(name).is_none_or(|old| old.value.as_deref() != Some(UNKNOWN))
    };
    // A level follows from rules, and waits with them.
    let level_waits = said.iter().any(|(name, value)| is_pending(name, *value));
    for (&name, &value) in said {
        let first = || Standing { value: value.map(str::to_owned), since: seen, is_first: true };
        let standing = match kept.get(name) {
            Some(old) if old.value.as_deref() == value => old.clone(),
            old if is_pending(name, value) || (name == LEVEL && level_waits) => match old {
                Some(old) => old.clone(),
                None => continue,
            },
            None => first(),
            Some(old) if is_new_to_it(old, seen) => first(),
            Some(old) => {
                if old.is_first && old.value.is_some() {
                    // Of a level, nothing is a value like another: it may have been none before.
                    let was = old.value.as_deref().filter(|_| name == LEVEL);
                    tell(name, was, old.value.as_deref(), old.since);
                }
                tell(name, old.value.as_deref(), value, seen);
                Standing { value: value.map(str::to_owned), since: seen, is_first: false }
            }
        };
        next.insert(name.to_owned(), standing);
    }
    for (name, old) in kept.iter().filter(|(name, old)| !said.contains_key(name.as_str()) && !old.is_first) {
        tell(name, old.value.as_deref(), None, seen);
    }
    (next, transitions)
}

/// Whether a rule could never be judged until now, and for a moment only: nobody has looked yet.
fn is_new_to_it(old: &Standing, seen: Since) -> bool {
    old.is_first && old.value.as_deref() == Some(UNKNOWN) && seen.at.saturating_sub(old.since.at) < NEW
}
