//! What a look at the whole catalog came to.

use std::collections::HashMap;
use std::sync::Arc;

use crate::graph::TransitiveMeasures;
use crate::live::Live;

use super::Finding;

/// What a look at the whole catalog came to, at a revision of its own.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Figures about each entity.
    pub measures: TransitiveMeasures,
    /// The heaviest first, then by identity.
    pub findings: Arc<[Finding]>,
    /// Since when findings are there, and how many there were.
    pub seen: Arc<Seen>,
}

/// What is remembered of findings.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// When each was first there, by identity; milliseconds since the Unix epoch.
    pub first: HashMap<String, i64>,
    /// By day (`2027-01-31`), the oldest first: how many of each rule were open.
    pub days: Vec<(String, Vec<(String, u64)>)>,
}

impl Seen {
    /// Whether these findings, and how many of them are open on `day`, are what is remembered.
    pub(super) fn has(&self, findings: &[Finding], day: &str) -> bool {
        let known =
            findings.len() == self.first.len() && findings.iter().all(|found| self.first.contains_key(&found.id));
        let open = |rule: &str| findings.iter().filter(|found| found.rule.id == rule && found.is_open()).count() as u64;
        known
            && self
                .days
                .last()
                .is_some_and(|(last, counts)| last == day && counts.iter().all(|(rule, n)| *n == open(rule)))
    }
}

impl Survey {
    /// The catalog revision that it is of.
    pub fn revision(&self) -> u64 {
        self.measures.revision()
    }

    /// Whether it is of this very state of the catalog.
    pub fn is_current(&self, live: &Live) -> bool {
        self.measures.is_current(live)
    }
}
