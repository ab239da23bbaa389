//! What scorecards say otherwise than some days ago.

use std::sync::Arc;
use std::time::Duration;

use catalog_schema::wire::{MOST_MOVE_DAYS, MoveList, MoveQuery, Problem};

use super::CatalogPortal;
use super::graph::long;
use super::memo::{Memos, State};
use super::problems::{invalid_value, unavailable};
use super::trends::DAY;
use crate::clock::{day, now_ms, rfc3339};
use crate::health;
use crate::lists::problems::{bad_request, invalid_limit, invalid_ref};
use crate::live::Live;
use crate::store::{StoreError, TransitionRow};

/// Days that are looked at where nobody asks for more or less.
const DAYS: u32 = 7;
/// How many moves are told where nobody asks for more or less, and at most: each is of a transition at least.
const LIMITS: (u32, u32) = (100, READ);
/// Transitions that are read for one answer.
const READ: u32 = 20_000;
/// Of so few entities only what is written of them is read, however much moved elsewhere.
const FEW: usize = 2_000;
/// How much earlier than the last one a transition may come that is written later, in milliseconds.
const OVERLAP: i64 = 60_000;
/// How long transitions are kept that nobody adds to; those that are too old meanwhile are passed over.
const KEPT: Duration = Duration::from_secs(600);

/// The transitions of some spans, each of one scorecard or of all.
pub(super) type KeptTransitions = Memos<Vec<TransitionRow>, 4>;

/// What is asked for, of what there is.
#[derive(Debug)]
pub(super) struct Asked {
    query: MoveQuery,
    days: u32,
    limit: usize,
}

/// Reads a question, with the scorecard as it is written.
///
/// # Errors
/// 404 `scorecard_not_found`; 400 `invalid_limit`, or `invalid_parameter` for days that are too many or a tree of no team.
pub(super) fn asked(live: &Live, query: &MoveQuery) -> Result<Asked, Problem> {
    let days = query.days.unwrap_or(DAYS);
    if !(1..=MOST_MOVE_DAYS).contains(&days) {
        return Err(invalid_value("days", &days.to_string(), &format!("1 to {MOST_MOVE_DAYS}")));
    }
    let limit = query.limit.unwrap_or(LIMITS.0);
    if !(1..=LIMITS.1).contains(&limit) {
        return Err(invalid_limit(limit, LIMITS.1));
    }
    if query.tree && query.team.is_none() {
        return Err(bad_request("invalid_parameter", "Invalid parameter", "tree=true needs a team"));
    }
    let scorecard = query.scorecard.as_deref().map(|name| health::scorecard_name(live.engine(), name)).transpose()?;
    Ok(Asked { query: MoveQuery { scorecard, ..query.clone() }, days, limit: limit as usize })
}

/// The moves that are asked for.
///
/// # Errors
/// 404 `entity_not_found`; 400 `invalid_ref`; 503 `store_unavailable`.
pub(super) async fn moves(portal: &CatalogPortal, live: Arc<Live>, asked: &Asked) -> Result<MoveList, Problem> {
    let since = now_ms().saturating_sub(i64::from(asked.days) * DAY);
    let few = match asked.query.team.as_deref() {
        None => None,
        Some(team) => {
            let team = team.parse().map_err(|error| invalid_ref(&error))?;
            let (owning, tree) = (Arc::clone(&live), asked.query.tree);
            long(move || health::uids_of(&owning, &team, tree, FEW)).await?
        }
    };
    let rows = match few {
        Some(uids) => of_entities(portal, &uids, asked, since).await,
        None => of_all(portal, &live, asked, since).await,
    };
    let rows = rows.map_err(|error| unavailable(&error))?;
    let (query, limit) = (asked.query.clone(), asked.limit);
    long(move || {
        // Nothing is told that the snapshot does not show yet.
        let shown = rows.iter().filter(|row| row.at >= since && row.revision <= live.revision());
        let mut rows: Vec<&TransitionRow> = shown.collect();
        let (since, truncated) = bounded(&mut rows, since);
        let list = health::moves(&live, &rows, &query, (limit, &day(now_ms())))?;
        Ok(MoveList { since: rfc3339(since).unwrap_or_default(), truncated, ..list })
    })
    .await
}

async fn of_entities(
    portal: &CatalogPortal,
    uids: &[Arc<str>],
    asked: &Asked,
    since: i64,
) -> Result<Arc<Vec<TransitionRow>>, StoreError> {
    let mut tx = portal.store.read().await?;
    let mut rows = tx.transitions_of_since(uids, since).await?;
    let scorecard = asked.query.scorecard.as_deref();
    rows.retain(|row| scorecard.is_none_or(|name| row.scorecard == name));
    Ok(Arc::new(rows))
}

/// What is kept of the span, with what was written since.
async fn of_all(
    portal: &CatalogPortal,
    live: &Live,
    asked: &Asked,
    since: i64,
) -> Result<Arc<Vec<TransitionRow>>, StoreError> {
    let (memos, scorecard) = (&portal.memos.scores.transitions, asked.query.scorecard.as_deref());
    let mut tx = portal.store.read().await?;
    let head = tx.outcome_head().await?;
    let state = State::written(live, (head.revision, i64::try_from(head.step).unwrap_or(i64::MAX)));
    let question = format!("{} {scorecard:?}", asked.days);
    if let Some(rows) = memos.recall(&state, &question, KEPT) {
        return Ok(rows);
    }
    let known = memos.last(&state, &question);
    let last = known.as_ref().and_then(|rows| Some(rows.first()?.at.saturating_sub(OVERLAP)));
    let from = last.map_or(since, |last| last.max(since));
    let mut rows = tx.transitions_since(from, scorecard, READ + 1).await?;
    drop(tx);
    if rows.len() <= READ as usize {
        let earlier = known.iter().flat_map(|rows| rows.iter()).filter(|row| row.at < from && row.at >= since);
        rows.extend(earlier.take(READ as usize + 1 - rows.len()).cloned().collect::<Vec<_>>());
    }
    Ok(memos.keep(state, question, rows))
}

/// Leaves of too many rows those from a moment on of which all are there: since when, and whether some are left out. Where
/// more changed at once than is read, as after a change of rules, what is there of it is left.
fn bounded(rows: &mut Vec<&TransitionRow>, since: i64) -> (i64, bool) {
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
        for (told, expected, left) in
            [(rows(2, 3), (0, false), 5), (rows(5, read - 4), (2, true), 5), (rows(read + 1, 0), (2, true), read + 1)]
        {
            let mut told: Vec<&TransitionRow> = told.iter().collect();
            assert_eq!(bounded(&mut told, 0), expected);
            assert_eq!(told.len(), left);
        }
    }
}
