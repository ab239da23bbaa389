//! Scorecards day by day, from what is written down of each day.

use std::collections::BTreeMap;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{Problem, RollupBy, RollupCounts, ScorecardDay, ScorecardTrend};

use super::problems::{invalid_value, unavailable};
use crate::clock::{day, now_ms};
use crate::health;
use crate::live::Live;
use crate::store::{Store, StoreError};

/// The most days that are told, and kept.
pub(crate) const MOST_DAYS: u32 = 400;
/// In milliseconds.
const DAY: i64 = 86_400_000;

/// The last `days` days of a scorecard over a group of entities.
///
/// # Errors
/// 404 `scorecard_not_found`; 400 `invalid_parameter` for days that are too many, a group by a tree, or a group that is no
/// reference; 503 `store_unavailable`.
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
    if by == RollupBy::Tree {
        return Err(invalid_value("by", by.as_str(), "organisation, team, system, domain, tier"));
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
            let reference = EntityRef::parse(of, Some(kind), catalog_schema::model::DEFAULT_NAMESPACE);
            Some(reference.map_err(|_| invalid_value("of", of, "a reference"))?.to_string())
        }
    };
    let since = day(now.saturating_sub(i64::from(days - 1) * DAY));
    let read = async {
        let mut tx = store.read().await?;
        tx.score_days(&scorecard, (by.as_str(), &health::group_key(part.as_deref())), &since).await
    };
    let rows = read.await.map_err(|error| unavailable(&error))?;
    let read = |(day, counts): (String, String)| {
        let counts: RollupCounts = serde_json::from_str(&counts)
            .map_err(|error| StoreError::Corrupt { what: "counts of a day", detail: error.to_string() })?;
        Ok((day, counts))
    };
    let days: BTreeMap<String, RollupCounts> =
        rows.into_iter().map(read).collect::<Result<_, StoreError>>().map_err(|error| unavailable(&error))?;
    let days = days.into_iter().map(|(day, counts)| ScorecardDay { day, counts }).collect();
    Ok(ScorecardTrend { scorecard, by, of: part, days })
}
