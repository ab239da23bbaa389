//! What scorecards say otherwise than some days ago.

use std::sync::Arc;

use catalog_schema::wire::{MoveList, MoveQuery, Problem};

use super::CatalogPortal;
use super::graph::long;
use super::problems::{invalid_value, unavailable};
use super::trends::{DAY, MOST_DAYS};
use crate::clock::{day, now_ms, rfc3339};
use crate::health;
use crate::lists::problems::{bad_request, invalid_limit};
use crate::live::Live;
use crate::store::TransitionRow;

/// Days that are looked at where nobody asks for more or less.
const DAYS: u32 = 7;
/// How many moves are told where nobody asks for more or less, and at most.
const LIMITS: (u32, u32) = (100, 1_000);
/// Transitions that are read for one answer.
const READ: u32 = 20_000;

/// The moves that are asked for.
///
/// # Errors
/// 404 `scorecard_not_found`, `entity_not_found`; 400 `invalid_ref`, `invalid_limit`, or `invalid_parameter` for days that
/// are too many; 503 `store_unavailable`.
pub(super) async fn moves(portal: &CatalogPortal, live: Arc<Live>, query: &MoveQuery) -> Result<MoveList, Problem> {
    let days = query.days.unwrap_or(DAYS);
    if !(1..=MOST_DAYS).contains(&days) {
        return Err(invalid_value("days", &days.to_string(), &format!("1 to {MOST_DAYS}")));
    }
    let limit = query.limit.unwrap_or(LIMITS.0);
    if !(1..=LIMITS.1).contains(&limit) {
        return Err(invalid_limit(limit, LIMITS.1));
    }
    if query.tree && query.team.is_none() {
        return Err(bad_request("invalid_parameter", "Invalid parameter", "tree=true needs a team"));
    }
    let scorecard = query.scorecard.as_deref().map(|name| health::scorecard_name(live.engine(), name)).transpose()?;
    let since = now_ms().saturating_sub(i64::from(days) * DAY);
    let read = async {
        let mut tx = portal.store.read().await?;
        tx.transitions_since(since, scorecard.as_deref(), READ + 1).await
    };
    let mut rows = read.await.map_err(|error| unavailable(&error))?;
    // Nothing is told that the snapshot does not show yet.
    rows.retain(|row| row.revision <= live.revision());
    let (since, truncated) = bounded(&mut rows, since);
    let query = query.clone();
    let list = long(move || health::moves(&live, &rows, &query, (limit as usize, &day(now_ms())))).await?;
    Ok(MoveList { since: rfc3339(since).unwrap_or_default(), truncated, ..list })
}

/// Leaves of too many rows those from a moment on of which all are there: since when, and whether some are left out. Where
/// more changed at once than is read, as after a change of rules, what is there of it is left.
fn bounded(rows: &mut Vec<TransitionRow>, since: i64) -> (i64, bool) {
    if rows.len() <= READ as usize {
        return (since, false);
    }
    let cut = rows.last().map_or(since, |row| row.at);
    if rows.first().is_some_and(|row| row.at > cut) {
        rows.retain(|row| row.at > cut);
        return (cut.saturating_add(1), true);
    }
    (cut, true)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(latest: usize, before: usize) -> Vec<TransitionRow> {
        let row = |at| TransitionRow { at, ..TransitionRow::default() };
        std::iter::repeat_n(row(2), latest).chain(std::iter::repeat_n(row(1), before)).collect()
    }

    #[test]
    fn of_too_many_rows_whole_moments_are_left_and_of_one_that_is_too_much_a_part() {
        let read = READ as usize;
        for (mut told, expected, left) in
            [(rows(2, 3), (0, false), 5), (rows(5, read - 4), (2, true), 5), (rows(read + 1, 0), (2, true), read + 1)]
        {
            assert_eq!(bounded(&mut told, 0), expected);
            assert_eq!(told.len(), left);
        }
    }
}
