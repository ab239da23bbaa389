//! Scorecards day by day, from what is written down of each day.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use catalog_schema::wire::{Problem, RollupBy, RollupCounts, ScorecardDay, ScorecardTrend};

use super::problems::{invalid_value, unavailable};
use crate::clock::{day, now_ms};
use crate::graph::{GraphView, descendants};
use crate::health;
use crate::live::Live;
use crate::store::{Store, StoreError};

/// The most days that are told, and kept.
pub(crate) const MOST_DAYS: u32 = 400;
/// In milliseconds.
pub(super) const DAY: i64 = 86_400_000;

/// The last `days` days of a scorecard over a group of entities.
///
/// # Errors
/// 404 `scorecard_not_found`, `entity_not_found` for a tree of a team that there is not; 400 `invalid_parameter` for days
/// that are too many, a tree of no team, or a group that is no reference; 503 `store_unavailable`.
pub(super) async fn trend(
    store: &Store,
    live: &Live,
    name: &str,
    (by, of): (RollupBy, Option<&str>),
    days: u32,
) -> Result<ScorecardTrend, Problem> {
    let now = now_ms();
    let scorecard = health::scorecard_name(live.engine(), name)?;
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(invalid_value("days", &days.to_string(), &format!("1 to {MOST_DAYS}")));
    }
    let part = match of {
        None => None,
        Some(of) if by == RollupBy::Organisation => {
            return Err(invalid_value("of", of, "a group of what `by` names"));
        }
        Some(tier) if by == RollupBy::Tier => Some(tier.to_owned()),
        Some(of) => {
            let kind = match by {
                RollupBy::System => "system",
                RollupBy::Domain => "domain",
                _ => "group",
            };
            let reference = EntityRef::parse(of, Some(kind), DEFAULT_NAMESPACE);
            Some(reference.map_err(|_| invalid_value("of", of, "a reference"))?.to_string())
        }
    };
    let (grouped, parts) = match (by, part.as_deref()) {
        (RollupBy::Tree, Some(team)) => (RollupBy::Team, within(live, team)?),
        (RollupBy::Tree, None) => return Err(invalid_value("of", "", "a team, where it is grouped by tree")),
        (by, part) => (by, vec![health::group_key(part)]),
    };
    let since = day(now.saturating_sub(i64::from(days - 1) * DAY));
    let read = async {
        let mut tx = store.read().await?;
        let mut days = BTreeMap::new();
        for part in parts {
            for (day, counts) in tx.score_days(&scorecard, (grouped.as_str(), &part), &since).await? {
                let counts: RollupCounts = serde_json::from_str(&counts)
                    .map_err(|error| StoreError::Corrupt { what: "counts of a day", detail: error.to_string() })?;
                match days.entry(day) {
                    Entry::Vacant(entry) => _ = entry.insert(counts),
                    Entry::Occupied(mut entry) => join(entry.get_mut(), &counts),
                }
            }
        }
        Ok(days)
    };
    let days: Result<BTreeMap<String, RollupCounts>, StoreError> = read.await;
    let days = days.map_err(|error| unavailable(&error))?;
    let days = days.into_iter().map(|(day, counts)| ScorecardDay { day, counts }).collect();
    Ok(ScorecardTrend { scorecard, by, of: part, days })
}

/// The team and those within it now: what was moved between teams since counts where it is today.
fn within(live: &Live, team: &str) -> Result<Vec<String>, Problem> {
    let graph = live.graph();
    let found = team.parse().ok().filter(|team: &EntityRef| live.contains(team));
    let slot = found.as_ref().and_then(|team| graph.find(team.as_str()));
    let Some(slot) = slot else {
        let team = EntityRef::parse(team, Some("group"), DEFAULT_NAMESPACE);
        let team = team.map_err(|error| crate::lists::problems::invalid_ref(&error))?;
        return Err(crate::lists::problems::entity_not_found(live, &team));
    };
    Ok(descendants(graph, slot).into_iter().map(|team| graph.entity_ref(team).to_string()).collect())
}

/// Adds the counts of other entities by the same scorecard on the same day, which has the same levels and rules.
fn join(all: &mut RollupCounts, more: &RollupCounts) {
    all.entities += more.entities;
    all.passing += more.passing;
    all.failing += more.failing;
    all.unknown += more.unknown;
    all.score += more.score;
    all.max += more.max;
    all.without_level += more.without_level;
    for (level, more) in all.levels.iter_mut().zip(&more.levels) {
        level.entities += more.entities;
    }
    for (rule, more) in all.rules.iter_mut().zip(&more.rules) {
        rule.passed += more.passed;
        rule.failed += more.failed;
        rule.unknown += more.unknown;
        rule.exempt += more.exempt;
    }
}
