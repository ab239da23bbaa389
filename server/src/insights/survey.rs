//! What a look at the whole catalog came to.

use std::collections::HashMap;
use std::sync::Arc;

use catalog_schema::model::EntityRef;
use serde::{Deserialize, Serialize};

use crate::graph::TransitiveMeasures;
use crate::live::Live;

use super::Finding;

/// What looks at the whole catalog came to, at revisions of their own: the measures' and the findings'. Findings take
/// longer, so that they may be of an earlier revision than the measures beside them.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Figures about each entity.
    pub measures: Arc<TransitiveMeasures>,
    /// The heaviest first, then by identity.
    pub findings: Arc<[Finding]>,
    /// The state of the catalog that the findings are of.
    pub(super) found_in: State,
    /// Since when findings are there, and how many there were.
    pub seen: Arc<Seen>,
    /// Of `findings`.
    pub(super) index: Arc<Index>,
}

/// A state of a catalog: its epoch and its revision, and the day as of which it was looked at (`2027-01-31`); empty where
/// that was none that passes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct State {
    epoch: Arc<str>,
    revision: u64,
    day: String,
}

/// What every question to the findings needs, and what every page of an entity asks.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By the entity that they name: where in the findings, in their order.
    by_entity: HashMap<EntityRef, Vec<u32>>,
    /// By rule: how many are open, and how many are to stay.
    counts: HashMap<&'static str, (u64, u64)>,
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

impl Index {
    pub(super) fn of(findings: &[Finding]) -> Self {
        let mut index = Self::default();
        for (place, finding) in (0..).zip(findings) {
            let (open, accepted) = index.counts.entry(finding.rule.id).or_default();
            *(if finding.is_open() { open } else { accepted }) += 1;
            for named in finding.path.iter().chain([&finding.subject]) {
                let places = index.by_entity.entry(named.clone()).or_default();
                if places.last() != Some(&place) {
                    places.push(place);
                }
            }
        }
        index
    }
}

impl Survey {
    /// The survey of a snapshot: its measures, and the findings that were made of both.
    pub fn new(live: &Live, measures: Arc<TransitiveMeasures>, findings: Vec<Finding>, seen: Arc<Seen>) -> Self {
        let index = Arc::new(Index::of(&findings));
        let found_in = State { epoch: live.epoch().into(), revision: live.revision(), day: String::new() };
        Self { measures, findings: findings.into(), found_in, seen, index }
    }

    /// The same, made as of a day (`2027-01-31`).
    #[must_use]
    pub(super) fn of_day(mut self, day: String) -> Self {
        self.found_in.day = day;
        self
    }

    /// Whether the findings are of this day.
    pub(super) fn is_of_day(&self, day: &str) -> bool {
        self.found_in.day == day
    }

    /// The same findings beside later measures.
    #[must_use]
    pub fn with_measures(&self, measures: Arc<TransitiveMeasures>) -> Self {
        Self { measures, ..self.clone() }
    }

    /// The same with what is remembered of findings.
    #[must_use]
    pub(super) fn with_seen(&self, seen: Arc<Seen>) -> Self {
        Self { seen, ..self.clone() }
    }

    /// The findings that name an entity, in their order.
    pub(crate) fn naming<'a>(&'a self, entity: &EntityRef) -> impl Iterator<Item = &'a Finding> + use<'a> {
        let places = self.index.by_entity.get(entity).map(Vec::as_slice).unwrap_or_default();
        places.iter().filter_map(|&place| self.findings.get(place as usize))
    }

    /// How many findings of a rule are open, and how many are to stay.
    pub(super) fn counts(&self, rule: &str) -> (u64, u64) {
        self.index.counts.get(rule).copied().unwrap_or_default()
    }

    /// The catalog revision that the findings are of; 0 before the first ones.
    pub fn found_at(&self) -> u64 {
        self.found_in.revision
    }

    /// Whether there are findings of the catalog that the snapshot shows, whichever state of it.
    pub(crate) fn has_looked_at(&self, live: &Live) -> bool {
        self.found_in.revision > 0 && &*self.found_in.epoch == live.epoch()
    }

    /// Whether both measures and findings are of this very state of the catalog.
    pub fn is_current(&self, live: &Live) -> bool {
        self.measures.is_current(live)
            && (&*self.found_in.epoch, self.found_in.revision) == (live.epoch(), live.revision())
    }
}
