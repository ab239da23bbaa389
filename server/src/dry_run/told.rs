//! What a change makes of findings and impact, told from two snapshots.

use std::collections::BTreeSet;
use std::sync::Arc;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::DryRun;

use super::findings::finding_changes;
use crate::follow;
use crate::graph::{impact_changes, transitive_measures};
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
    new_location: bool,
) -> DryRun {
    let ingest::DryRun { outcome, diagnostics, steps, versions, .. } = dry_run;
    let mut answer = DryRun { new_location, outcome, diagnostics, ..DryRun::default() };
    if steps.is_empty() && asked.is_empty() {
        return answer;
    }
    let changed: BTreeSet<EntityRef> = steps.iter().map(|step| step.entity_ref.clone()).collect();
    let (after, _) = before.apply(before.revision() + 1, &follow::changes(&steps, versions));
    let had = if known.is_current(before) { Arc::clone(known) } else { Arc::new(surveyed(before)) };
    let has = surveyed(&after);
    answer.findings = finding_changes(&had, &has);
    answer.impact = impact_changes((before, &*had.measures), (&after, &*has.measures), asked, &changed, IMPACTS);
    answer
}

fn surveyed(live: &Live) -> Survey {
    let measures = Arc::new(transitive_measures(live));
    let findings = survey(live, &measures, today());
    Survey::new(live, measures, findings, Arc::default())
}
