//! What to mend next.

use catalog_schema::wire::NextFix;
use scorecards::{ScorecardDefinition, Verdict};

use crate::graph::{GraphView, Measured, Slot};
use crate::health::reading::Reading;
use crate::live::Live;

/// Every rule that counts on a day (`2026-12-01`, UTC) and that one of these entities fails, the most useful first: points
/// that it gives times how much stands on the entity; the first `limit`, and how many there are.
pub(super) fn fixes(
    (live, measured): (&Live, Measured<'_>),
    entities: &[Slot],
    day: &str,
    limit: usize,
) -> (Vec<NextFix>, u64) {
    let mut found: Vec<(u64, NextFix)> = Vec::new();
    let mut verdicts = Vec::new();
    for definition in live.engine().definitions().filter(|definition| !definition.is_draft) {
        let reading = Reading::new(live, definition);
        for &slot in entities {
            let Some(row) = live.row(slot) else { continue };
            if reading.read(row, &mut verdicts) {
                found.extend(of_entity((live, measured), slot, definition, &verdicts, day));
            }
        }
    }
    found.sort_by(|(one, a), (other, b)| {
        let key = |fix: &NextFix| (fix.entity_ref.clone(), fix.scorecard.clone(), fix.rule.clone());
        other.cmp(one).then_with(|| key(a).cmp(&key(b)))
    });
    let total = found.len() as u64;
    (found.into_iter().take(limit).map(|(_, fix)| fix).collect(), total)
}

fn of_entity(
    (live, measured): (&Live, Measured<'_>),
    slot: Slot,
    definition: &ScorecardDefinition,
    verdicts: &[Option<Verdict>],
    day: &str,
) -> Vec<(u64, NextFix)> {
    let criticality = measured.at(slot).map_or(1, |measure| measure.criticality.max(1));
    let entity_ref = live.graph().entity_ref(slot);
    let title = live.graph().record(slot).and_then(|record| record.title.as_deref());
    let failing = definition.rules.iter().zip(verdicts).filter_map(|(rule, verdict)| {
        let verdict = verdict.filter(|verdict| verdict.outcome == catalog_schema::wire::Outcome::Fail)?;
        rule.counts_on(day).then_some((rule, verdict))
    });
    let fix = |(rule, verdict): (&scorecards::RuleDefinition, Verdict)| {
        let points = rule.weight - rule.points(verdict);
        let worth = u64::from(points) * u64::from(criticality);
        let fix = NextFix {
            entity_ref: entity_ref.to_string(),
            title: title.map(str::to_owned),
            scorecard: definition.name.clone(),
            rule: rule.id.clone(),
            rule_title: rule.title.clone(),
            points,
            criticality,
            worth,
        };
        (worth, fix)
    };
    failing.map(fix).collect()
}
