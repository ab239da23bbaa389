//! Scorecards day by day, from what is written down of each day.

use catalog_schema::model::{DEFAULT_NAMESPACE, EntityRef};
use catalog_schema::wire::{Problem, RollupBy, ScorecardDay, ScorecardTrend};

use super::problems::{invalid_value, unavailable};
use crate::clock::{day, now_ms};
use crate::health;
use crate::live::Live;
use crate::store::{Store, StoreError};

/// The most days that are told, and kept.
pub(crate) const MOST_DAYS: u32 = 400;
/// In milliseconds.
pub(super) const DAY: i64 = 86_400_000;

/// Which days are asked for, of what there is.
#[derive(Debug)]
pub(super) struct Asked {
    /// As it is written.
    scorecard: String,
    by: RollupBy,
    part: Option<String>,
    /// The first day (`2026-12-01`, UTC).
    since: String,
}

/// The last `days` days of a scorecard over a group of entities.
///
/// # Errors
/// 404 `scorecard_not_found`, `entity_not_found` for a tree of a team that there is not; 400 `invalid_parameter` for days
/// that are too many, a tree of no team, or a group that is no reference.
pub(super) fn asked(live: &Live, name: &str, (by, of): (RollupBy, Option<&str>), days: u32) -> Result<Asked, Problem> {
    let scorecard = health::scorecard_name(live.engine(), name)?;
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(invalid_value("days", &days.to_string(), &format!("1 to {MOST_DAYS}")));
    }
    let part = match of {
        None if by == RollupBy::Tree => {
            return Err(invalid_value("of", "", "a team, where it is grouped by tree"));
        }
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
            let reference = reference.map_err(|_| invalid_value("of", of, "a reference"))?;
            if by == RollupBy::Tree && !live.contains(&reference) {
                return Err(crate::lists::problems::entity_not_found(live, &reference));
            }
            Some(reference.to_string())
        }
    };
    let since = day(now_ms().saturating_sub(i64::from(days - 1) * DAY));
    Ok(Asked { scorecard, by, part, since })
}

/// What is written down of these days.
///
/// # Errors
/// 503 `store_unavailable`.
pub(super) async fn trend(store: &Store, asked: &Asked) -> Result<ScorecardTrend, Problem> {
    let Asked { scorecard, by, part, since } = asked;
    let read = async {
        let mut tx = store.read().await?;
        let part = health::group_key(part.as_deref());
        let rows = tx.score_days(scorecard, (by.as_str(), &part), since).await?;
        let told = rows.into_iter().map(|(day, counts)| {
            let counts = serde_json::from_str(&counts)
                .map_err(|error| StoreError::Corrupt { what: "counts of a day", detail: error.to_string() })?;
            Ok(ScorecardDay { day, counts })
        });
        told.collect::<Result<Vec<_>, StoreError>>()
    };
    let days = read.await.map_err(|error| unavailable(&error))?;
    Ok(ScorecardTrend { scorecard: scorecard.clone(), by: *by, of: part.clone(), days })
}
