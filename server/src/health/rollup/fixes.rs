//! What to mend next.

use std::cmp::Ordering;

use catalog_schema::wire::{FixList, FixQuery, NextFix, Outcome, Problem};
use scorecards::{RuleDefinition, ScorecardDefinition};

use super::owned_by;
use crate::graph::{GraphView, Measured, Slot};
use crate::health::overall::find;
use crate::lists::problems::{bad_request, invalid_limit, invalid_ref};
use crate::live::{Live, SlotBitmap};

/// How many are told where nobody asks for more or less, and at most.
const LIMITS: (u32, u32) = (20, 1_000);

/// A rule that an entity fails, and what mending it is worth.
struct Fix<'a> {
    slot: Slot,
    definition: &'a ScorecardDefinition,
    rule: &'a RuleDefinition,
    points: u32,
    criticality: u8,
}

impl Fix<'_> {
    fn worth(&self) -> u64 {
        u64::from(self.points) * u64::from(self.criticality)
    }

    /// The most useful first.
    fn compare(&self, other: &Self, live: &Live) -> Ordering {
        let graph = live.graph();
        let by_worth = other.worth().cmp(&self.worth());
        by_worth
            .then_with(|| graph.entity_ref(self.slot).cmp(graph.entity_ref(other.slot)))
            .then_with(|| self.definition.name.cmp(&other.definition.name))
            .then_with(|| self.rule.id.cmp(&other.rule.id))
    }

    fn to_wire(&self, live: &Live) -> NextFix {
        NextFix {
            entity_ref: live.graph().entity_ref(self.slot).to_string(),
            title: live.graph().record(self.slot).and_then(|record| record.title.as_deref()).map(str::to_owned),
            scorecard: self.definition.name.clone(),
            rule: self.rule.id.clone(),
            rule_title: self.rule.title.clone(),
            points: self.points,
            criticality: self.criticality,
            worth: self.worth(),
        }
    }
}

/// What to mend next, as of a day (`2026-12-01`, UTC).
///
/// # Errors
/// 404 `scorecard_not_found`, `entity_not_found`; 400 `invalid_ref`, `invalid_limit`.
pub(crate) fn next_fixes(seen: Measured<'_>, query: &FixQuery, day: &str) -> Result<FixList, Problem> {
    let live = seen.live();
    let limit = query.limit.unwrap_or(LIMITS.0);
    if !(1..=LIMITS.1).contains(&limit) {
        return Err(invalid_limit(limit, LIMITS.1));
    }
    let scorecard = query.scorecard.as_deref().map(|name| find(live.engine(), name)).transpose()?;
    let among = match query.team.as_deref() {
        Some(team) => owned_by(live, &team.parse().map_err(|error| invalid_ref(&error))?, query.tree)?,
        None if query.tree => {
            return Err(bad_request("invalid_parameter", "Invalid parameter", "tree=true needs a team"));
        }
        None => live.postings().all().clone(),
    };
    let (items, total) = fixes(seen, &among, scorecard, day, limit as usize);
    Ok(FixList { items, total, revision: live.revision() })
}

/// Every rule of a published scorecard, or of that one, that counts on a day (`2026-12-01`, UTC) and that one of these
/// entities fails, the most useful first: points that it gives times how much stands on the entity; the first `limit`,
/// and how many there are.
pub(super) fn fixes(
    seen: Measured<'_>,
    among: &SlotBitmap,
    scorecard: Option<&ScorecardDefinition>,
    day: &str,
    limit: usize,
) -> (Vec<NextFix>, u64) {
    let live = seen.live();
    let rules = counting(live, scorecard, day);
    let mut found = Vec::new();
    for slot in among.iter().map(Slot::of) {
        let Some(row) = live.row(slot) else { continue };
        let mut criticality = None;
        for known in row.outcomes.iter().filter(|known| known.verdict.outcome == Outcome::Fail) {
            let Some(&Some((definition, rule))) = rules.get(known.rule.index()) else { continue };
            let criticality =
                *criticality.get_or_insert_with(|| seen.at(slot).map_or(1, |measure| measure.criticality.max(1)));
            found.push(Fix { slot, definition, rule, points: rule.weight - rule.points(known.verdict), criticality });
        }
    }
    let total = found.len() as u64;
    if limit > 0 && found.len() > limit {
        found.select_nth_unstable_by(limit - 1, |one, other| one.compare(other, live));
    }
    found.truncate(limit);
    found.sort_unstable_by(|one, other| one.compare(other, live));
    (found.iter().map(|fix| fix.to_wire(live)).collect(), total)
}

/// The rules that count, by the numbers of their symbols.
fn counting<'a>(
    live: &'a Live,
    scorecard: Option<&ScorecardDefinition>,
    day: &str,
) -> Vec<Option<(&'a ScorecardDefinition, &'a RuleDefinition)>> {
    let symbols = live.columns().rules();
    let mut rules = vec![None; symbols.bound()];
    let is_meant = |definition: &&ScorecardDefinition| {
        !definition.is_draft && scorecard.is_none_or(|wanted| wanted.name == definition.name)
    };
    for definition in live.engine().definitions().filter(is_meant) {
        for rule in definition.rules.iter().filter(|rule| rule.counts_on(day)) {
            let symbol = symbols.find(&format!("{}/{}", definition.name, rule.id));
            if let Some(known) = symbol.and_then(|symbol| rules.get_mut(symbol.index())) {
                *known = Some((definition, rule));
            }
        }
    }
    rules
}
