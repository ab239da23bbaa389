//! What scorecards say of many entities together.

use catalog_schema::wire::{FailingEntity, Health, HealthSummary, Outcome, Problem, RuleSummary};

use crate::graph::{GraphView, Measured, Slot};
use crate::lists::Filters;
use crate::live::{Live, Row, health_index};

/// Failing entities that are named for each rule.
const NAMED: usize = 5;

/// The health of all entities that one of the filters lets pass, rule by rule.
///
/// # Errors
/// 400 `invalid_filter`, `unknown_filter_field` or `invalid_ref`.
pub fn summary<'a>(seen: impl Into<Measured<'a>>, filter: &[String]) -> Result<HealthSummary, Problem> {
    let seen = seen.into();
    let live = seen.live();
    let filters = Filters::new(seen, filter)?;
    let mut entities = 0;
    let mut by_health = [0; 3];
    let mut total = Health { score: 0, max: 0, passed: 0, failed: 0, unknown: 0 };
    let mut tallies = vec![Tally::default(); live.columns().rules().bound()];
    let passing = filters.passing(live.postings().all());
    for (slot, row) in passing.iter().map(Slot::of).filter_map(|slot| Some((slot, live.row(slot)?))) {
        entities += 1;
        if let Some(health) = &row.health {
            by_health[health_index(health)] += 1;
            add(&mut total, health);
        }
        for kept in row.outcomes() {
            if let Some(tally) = tallies.get_mut(kept.rule.index()) {
                tally.add(slot, row, kept.verdict.outcome);
            }
        }
    }
    let mut rules: Vec<RuleSummary> = live
        .columns()
        .rules()
        .iter()
        .filter_map(|(rule, id)| tallies.get_mut(rule.index())?.finish(live, id))
        .collect();
    rules.sort_by(|one, other| (other.impact, other.failed, &one.id).cmp(&(one.impact, one.failed, &other.id)));
    let [passing, failing, unknown] = by_health;
    let scored = passing + failing + unknown;
    Ok(HealthSummary { entities, scored, passing, failing, unknown, total, rules, revision: live.revision() })
}

/// Adds points and rules to a total.
pub(crate) fn add(total: &mut Health, health: &Health) {
    total.score = total.score.saturating_add(health.score);
    total.max = total.max.saturating_add(health.max);
    total.passed = total.passed.saturating_add(health.passed);
    total.failed = total.failed.saturating_add(health.failed);
    total.unknown = total.unknown.saturating_add(health.unknown);
}

/// One rule over the entities so far.
#[derive(Clone, Debug, Default)]
struct Tally {
    passed: u64,
    failed: u64,
    unknown: u64,
    exempt: u64,
    impact: u64,
    /// The failing entities that the most depend on, with how many do; sorted out now and then.
    worst: Vec<(u32, Slot)>,
}

impl Tally {
    fn add(&mut self, slot: Slot, row: &Row, outcome: Outcome) {
        match outcome {
            Outcome::Pass => self.passed += 1,
            Outcome::Unknown => self.unknown += 1,
            Outcome::Exempt => self.exempt += 1,
            Outcome::Fail => {
                self.failed += 1;
                self.impact += u64::from(row.measures.dependents);
                self.worst.push((row.measures.dependents, slot));
            }
        }
    }

    /// None where the rule applies to none of the entities.
    fn finish(&mut self, live: &Live, id: &str) -> Option<RuleSummary> {
        let Self { passed, failed, unknown, exempt, impact, .. } = *self;
        if passed + failed + unknown + exempt == 0 {
            return None;
        }
        let graph = live.graph();
        self.worst.sort_unstable_by(|one, other| {
            other.0.cmp(&one.0).then_with(|| graph.entity_ref(one.1).cmp(graph.entity_ref(other.1)))
        });
        let worst = self.worst.iter().take(NAMED).filter_map(|&(dependents, slot)| failing(live, slot, dependents));
        let (scorecard, rule) = id.split_once('/')?;
        let definition =
            live.engine().definitions().find(|definition| definition.name.eq_ignore_ascii_case(scorecard))?;
        let rule = definition.rules.iter().find(|known| known.id.eq_ignore_ascii_case(rule))?;
        Some(RuleSummary {
            id: id.to_owned(),
            title: rule.title.clone(),
            scorecard: definition.title.clone(),
            passed,
            failed,
            unknown,
            exempt,
            impact,
            worst: worst.collect(),
        })
    }
}

fn failing(live: &Live, slot: Slot, dependents: u32) -> Option<FailingEntity> {
    let record = live.graph().record(slot)?;
    Some(FailingEntity {
        entity_ref: record.entity_ref.to_string(),
        kind: record.kind.to_string(),
        title: record.title.as_deref().map(str::to_owned),
        owner: record.owner.as_ref().map(ToString::to_string),
        dependents,
    })
}
