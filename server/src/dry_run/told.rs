//! What a change makes of findings and impact, told from two snapshots.

use std::collections::BTreeSet;
use std::sync::Arc;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::DryRun;

use super::findings::finding_changes;
use super::scores::score_changes;
use crate::clock::{day, now_ms};
use crate::follow;
use crate::graph::{impact_changes, transitive_measures};
use crate::health::{Judging, surveyed_otherwise};
use crate::ingest;
use crate::insights::{Survey, survey, today};
use crate::live::Live;

/// Entities whose impact is told.
const IMPACTS: usize = 20;

/// The answer, from the state that is shown and what the ingestion would change. It goes through the whole catalog, up to
/// twice: not for a thread that answers requests. `known` is used where it is of this state.
pub(super) fn told(
    before: &Live,
    known: &Arc<Survey>,
    dry_run: ingest::DryRun,
    asked: &BTreeSet<EntityRef>,
    (location, new_location): (&str, bool),
    files: &BTreeSet<String>,
) -> DryRun {
    let ingest::DryRun { outcome, diagnostics, steps, versions, .. } = dry_run;
    let mut answer = DryRun { new_location, outcome, diagnostics, ..DryRun::default() };
    let changed: BTreeSet<EntityRef> = steps.iter().map(|step| step.entity_ref.clone()).collect();
    let described = |live: &Live| -> Vec<EntityRef> {
        let of_files = live.records().filter(|record| *record.location == *location && files.contains(&*record.path));
        let mut refs: Vec<EntityRef> = of_files.map(|record| record.entity_ref.clone()).collect();
        refs.sort_unstable();
        refs
    };
    if steps.is_empty() && asked.is_empty() {
        answer.scores = score_changes(before, before, &[], &described(before), &day(now_ms()));
        return answer;
    }
    let (after, affected) = before.apply(before.revision() + 1, &follow::changes(&steps, versions));
    let had = if known.is_current(before) { Arc::clone(known) } else { Arc::new(surveyed(before)) };
    let has = surveyed(&after);
    answer.findings = finding_changes(&had, &has);
    let mut evaluate = affected.evaluate;
    for (entity_ref, groups) in surveyed_otherwise(&after, &had, &has) {
        let all = evaluate.entry(entity_ref).or_default();
        *all = all.and(groups);
    }
    let results = Judging::new(&after, &has, now_ms()).after(before.engine()).changed(&evaluate);
    let after = after.judged(&results.of);
    let mut among: Vec<EntityRef> = results.of.into_iter().map(|(entity_ref, _)| entity_ref).collect();
    among.extend(changed.iter().filter(|gone| !after.contains(gone)).cloned());
    among.sort_unstable();
    answer.scores = score_changes(before, &after, &among, &described(&after), &day(now_ms()));
    answer.impact = impact_changes((before, &*had.measures), (&after, &*has.measures), asked, &changed, IMPACTS);
    answer
}

fn surveyed(live: &Live) -> Survey {
    let measures = Arc::new(transitive_measures(live));
    let findings = survey(live, &measures, today());
    Survey::new(live, measures, findings, Arc::default())
}
