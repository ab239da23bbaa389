//! What to mend next.

use std::borrow::Cow;
use std::cmp::{Ordering, Reverse};

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{FixList, FixQuery, NextFix, Problem};
use scorecards::{RuleDefinition, ScorecardDefinition};

use super::best::Best;
use super::owned_by;
use crate::graph::{GraphView, Measured, Slot};
use crate::health::overall::find;
use crate::lists::problems::{bad_request, invalid_limit, invalid_ref};
use crate::live::{Indexed, Live, SlotBitmap};

/// How many are told where nobody asks for more or less, and at most.
const LIMITS: (u32, u32) = (20, 1_000);

/// A rule that an entity fails, and what mending it is worth.
#[derive(Clone, Copy)]
pub(super) struct Fix<'a> {
    pub(super) slot: Slot,
    pub(super) definition: &'a ScorecardDefinition,
    pub(super) rule: &'a RuleDefinition,
    pub(super) points: u32,
    pub(super) criticality: u8,
}

/// Where a fix stands among others: by what it is worth, the entity, the scorecard and the rule.
pub(super) type Place<'a> = (Reverse<u64>, &'a EntityRef, &'a str, &'a str);

impl Fix<'_> {
    pub(super) fn worth(&self) -> u64 {
        u64::from(self.points) * u64::from(self.criticality)
    }

    /// The most useful first.
    pub(super) fn compare(&self, other: &Self, live: &Live) -> Ordering {
        self.place(live).cmp(&other.place(live))
    }

    pub(super) fn place<'f>(&'f self, live: &'f Live) -> Place<'f> {
        let entity_ref = live.graph().entity_ref(self.slot);
        (Reverse(self.worth()), entity_ref, &self.definition.name, &self.rule.id)
    }

    pub(super) fn to_wire(self, live: &Live) -> NextFix {
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
    let (items, total) = fixes(seen, &asked(live, query)?, scorecard, day, limit as usize);
    Ok(FixList { items, total, revision: live.revision() })
}

/// The entities that a query is about.
///
/// # Errors
/// 404 `entity_not_found`; 400 `invalid_ref`, `invalid_parameter`.
pub(super) fn asked(live: &Live, query: &FixQuery) -> Result<SlotBitmap, Problem> {
    match query.team.as_deref() {
        Some(team) => owned_by(live, &team.parse().map_err(|error| invalid_ref(&error))?, query.tree),
        None if query.tree => Err(bad_request("invalid_parameter", "Invalid parameter", "tree=true needs a team")),
        None => Ok(live.postings().all().clone()),
    }
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
    let (found, total) = after(seen, among, scorecard, day, (limit, None));
    (found.iter().map(|fix| fix.to_wire(seen.live())).collect(), total)
}

/// The same from a place on, without it; and how many there are in all.
pub(super) fn after<'a>(
    seen: Measured<'a>,
    among: &SlotBitmap,
    scorecard: Option<&ScorecardDefinition>,
    day: &str,
    (limit, after): (usize, Option<Place<'_>>),
) -> (Vec<Fix<'a>>, u64) {
    let live = seen.live();
    let postings = live.postings();
    let (mut total, mut failing) = (0, SlotBitmap::new());
    let rules = counting(live, scorecard, day);
    for (number, _) in rules.iter().enumerate().filter(|(_, rule)| rule.is_some()) {
        let fails = among & postings.having(Indexed::Failing, number);
        total += fails.len();
        failing |= fails;
    }
    let most = rules.iter().flatten().map(|(_, rule)| rule.weight).max().unwrap_or_default();
    let mut best = Best::new(limit, live, after);
    let mut left = failing;
    for &slot in by_criticality(seen, &left).iter() {
        let criticality = left.contains(slot.number()).then(|| seen.at(slot)).flatten();
        let Some(criticality) = criticality.map(|measure| measure.criticality.max(1)) else { continue };
        if !best.takes(u64::from(most) * u64::from(criticality)) {
            break;
        }
        left.remove(slot.number());
        best.add(slot, criticality, &rules);
    }
    // On what is not measured yet nothing is known to stand.
    if best.takes(most.into()) {
        left.iter().for_each(|number| best.add(Slot::of(number), 1, &rules));
    }
    (best.sorted(), total)
}

/// So few are put in order sooner than all that is measured is gone through.
const FEW: u64 = 4_096;

/// The entities that are measured, those first on which the most stands; where these are many, others among them.
fn by_criticality<'a>(seen: Measured<'a>, wanted: &SlotBitmap) -> Cow<'a, [Slot]> {
    if wanted.len() > FEW {
        return Cow::Borrowed(seen.by_criticality());
    }
    let mut slots: Vec<Slot> = wanted.iter().map(Slot::of).collect();
    slots.sort_by_cached_key(|&slot| Reverse(seen.at(slot).map_or(0, |measure| measure.criticality)));
    Cow::Owned(slots)
}

/// The rules that count, with their scorecards, by the numbers of their symbols.
pub(super) type Counting<'a> = Vec<Option<(&'a ScorecardDefinition, &'a RuleDefinition)>>;

/// The rules that count, by the numbers of their symbols.
fn counting<'a>(live: &'a Live, scorecard: Option<&ScorecardDefinition>, day: &str) -> Counting<'a> {
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
