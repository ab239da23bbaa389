//! What scorecards say of entities in a snapshot. The one place that knows how the snapshot keeps it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use catalog_schema::wire::Outcome;
use scorecards::ScorecardDefinition;

use super::kept::LEVEL;
use crate::graph::{GraphView, Slot};
use crate::live::{Live, RuleOutcome};

/// By rule, and the level under [`LEVEL`] where the scorecard has levels.
pub(in crate::health) type Said<'a> = BTreeMap<&'a str, Option<&'a str>>;

/// A snapshot's results, by entity.
pub(in crate::health) struct Current<'a> {
    live: &'a Live,
    today: &'a str,
    /// By the number that the snapshot has for the rule: its scorecard and its id.
    rules: Vec<Option<(&'a ScorecardDefinition, &'a str)>>,
}

impl<'a> Current<'a> {
    /// The results of `live`; levels as of a day (`2026-12-01`).
    pub(in crate::health) fn new(live: &'a Live, today: &'a str) -> Self {
        let of = |definition: &'a ScorecardDefinition| {
            let id = |rule: &str| format!("{}/{rule}", definition.name).to_lowercase();
            definition.rules.iter().map(move |rule| (id(&rule.id), (definition, rule.id.as_str())))
        };
        let by_id: HashMap<String, _> = live.engine().definitions().flat_map(of).collect();
        let mut rules = vec![None; live.columns().rules().bound()];
        for (symbol, id) in live.columns().rules().iter() {
            if let Some(place) = rules.get_mut(symbol.index()) {
                *place = by_id.get(&id.to_lowercase()).copied();
            }
        }
        Self { live, today, rules }
    }

    /// What each scorecard that is about the entity says of it, by name; nothing of one that the catalog does not have.
    pub(in crate::health) fn of(&self, uid: &str) -> BTreeMap<&'a str, Said<'a>> {
        let mut said: BTreeMap<&str, (&ScorecardDefinition, BTreeMap<&str, Outcome>)> = BTreeMap::new();
        let slot = self.live.get_by_uid(uid).and_then(|record| self.live.graph().find(record.entity_ref.as_str()));
        let outcomes = slot.and_then(|slot| self.live.row(slot)).into_iter().flat_map(|row| row.outcomes());
        for &RuleOutcome { rule, verdict } in outcomes {
            if let Some(&Some((definition, id))) = self.rules.get(rule.index()) {
                said.entry(&definition.name).or_insert((definition, BTreeMap::new())).1.insert(id, verdict.outcome);
            }
        }
        let said = said.into_iter().map(|(name, (definition, outcomes))| {
            let mut said: Said<'_> = outcomes.iter().map(|(id, outcome)| (*id, Some(word(*outcome)))).collect();
            if !definition.levels.is_empty() {
                said.insert(LEVEL, definition.level_of(self.today, |rule| outcomes.get(rule).copied()));
            }
            (name, said)
        });
        said.collect()
    }

    /// The uids of all entities.
    pub(super) fn uids(&self) -> impl Iterator<Item = &'a Arc<str>> {
        self.live.records().map(|record| &record.uid)
    }
}

/// The uids of the entities that scorecards may say something else of in one snapshot than in the other, those that only
/// one of them has among them. It looks at the rows that they do not share.
pub(super) fn changed(before: &Live, after: &Live) -> HashSet<Arc<str>> {
    let mut uids = HashSet::new();
    let slots = after.rows_not_shared(before).chain(before.rows_not_shared(after));
    for slot in slots {
        let (old, new) = (uid(before, slot), uid(after, slot));
        if old != new || !outcomes(before, slot).eq(outcomes(after, slot)) {
            uids.extend(old.into_iter().chain(new).cloned());
        }
    }
    uids
}

fn uid(live: &Live, slot: Slot) -> Option<&Arc<str>> {
    live.graph().record(slot).map(|record| &record.uid)
}

/// Rules by name: the next snapshot may give a number of this one to another rule.
fn outcomes(live: &Live, slot: Slot) -> impl Iterator<Item = (&str, Outcome)> {
    let rules = live.columns().rules();
    live.row(slot)
        .into_iter()
        .flat_map(move |row| row.outcomes().iter().map(move |known| (rules.text(known.rule), known.verdict.outcome)))
}

/// An outcome as the API writes it.
pub(super) fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Pass => "pass",
        Outcome::Fail => "fail",
        Outcome::Unknown => "unknown",
        Outcome::Exempt => "exempt",
    }
}
