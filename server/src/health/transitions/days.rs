//! What scorecards come to, written down once a day.

use std::sync::Arc;

use catalog_schema::wire::RollupBy;

use crate::background::aside;
use crate::follow::FollowError;
use crate::health::rollup::{group_key, groups, to_wire};
use crate::live::Live;
use crate::store::{ScoreDay, Store, StoreError};

/// Writes down what every published scorecard comes to in a snapshot on a day (`2026-12-01`, UTC), unless something is
/// written of that day: the first look counts, and a second one changes nothing. Answers whether the day is done: of a
/// catalog without results there is nothing to be written.
pub(super) async fn write_day(store: &Store, live: Arc<Live>, day: &str) -> Result<bool, FollowError> {
    if store.read().await?.has_score_day(day).await? {
        return Ok(true);
    }
    let today = day.to_owned();
    let rows = aside(move || rows(&live, &today)).await??;
    if rows.is_empty() {
        return Ok(false);
    }
    let mut tx = store.write().await?;
    tx.put_score_days(&rows).await?;
    tx.commit().await?;
    Ok(true)
}

/// What there is to be written down of a day.
pub(super) fn rows(live: &Live, day: &str) -> Result<Vec<ScoreDay>, StoreError> {
    let mut rows = Vec::new();
    for definition in live.engine().definitions().filter(|definition| !definition.is_draft) {
        for by in RollupBy::ALL {
            for (of, rollup) in groups(live, definition, by, day) {
                let counts = serde_json::to_string(&to_wire(definition, &rollup))
                    .map_err(|error| StoreError::Corrupt { what: "counts of a day", detail: error.to_string() })?;
                rows.push(ScoreDay {
                    day: day.to_owned(),
                    scorecard: definition.name.clone(),
                    grouped: by.as_str().to_owned(),
                    part: group_key(of.as_deref()),
                    counts,
                });
            }
        }
    }
    Ok(rows)
}
