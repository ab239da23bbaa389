//! What scorecards come to for groups, over time and as work, each kept while it is true: pages ask for them again and again.

use std::sync::Arc;
use std::time::Duration;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{
    FixList, FixQuery, MoveList, MoveQuery, Problem, RollupBy, ScorecardRollup, ScorecardTrend, TeamScorecards,
};

use super::catalog::{COUNTED, CatalogPortal};
use super::graph::long;
use super::memo::Memos;
use super::{moves as who_moved, trends};
use crate::clock::{day, now_ms};
use crate::graph::Measured;
use crate::health;

/// How long what is written down of scores is told without a look at the store: it is written shortly after its revision.
const WRITTEN: Duration = Duration::from_secs(1);

/// The answers that are kept.
#[derive(Debug, Default)]
pub(super) struct KeptScores {
    rollups: Memos<ScorecardRollup>,
    trends: Memos<ScorecardTrend>,
    moves: Memos<MoveList>,
    fixes: Memos<FixList>,
    teams: Memos<TeamScorecards>,
}

pub(super) async fn rollup(portal: &CatalogPortal, name: &str, by: RollupBy) -> Result<ScorecardRollup, Problem> {
    let (live, question) = (portal.cell.load(), format!("{} {name}", by.as_str()));
    let (counted, name) = (Arc::clone(&live), name.to_owned());
    // One pass over the catalog.
    let make = long(move || health::rollup(&counted, &name, by, &day(now_ms())));
    portal.memos.scores.rollups.answer(&live, question, COUNTED, make).await
}

pub(super) async fn trend(
    portal: &CatalogPortal,
    name: &str,
    (by, of): (RollupBy, Option<&str>),
    days: u32,
) -> Result<ScorecardTrend, Problem> {
    let (live, question) = (portal.cell.load(), format!("{days} {} {name} {of:?}", by.as_str()));
    let make = trends::trend(&portal.store, &live, name, (by, of), days);
    portal.memos.scores.trends.answer(&live, question, WRITTEN, make).await
}

pub(super) async fn moves(portal: &CatalogPortal, query: &MoveQuery) -> Result<MoveList, Problem> {
    let live = portal.cell.load();
    let make = who_moved::moves(portal, Arc::clone(&live), query);
    portal.memos.scores.moves.answer(&live, format!("{query:?}"), WRITTEN, make).await
}

pub(super) async fn fixes(portal: &CatalogPortal, query: &FixQuery) -> Result<FixList, Problem> {
    let (survey, live) = portal.seen();
    // How much stands on something is measured without a revision.
    let question = format!("{} {query:?}", survey.measures.revision());
    let (counted, query) = (Arc::clone(&live), query.clone());
    let make = long(move || health::next_fixes(Measured::new(&counted, &survey.measures), &query, &day(now_ms())));
    portal.memos.scores.fixes.answer(&live, question, COUNTED, make).await
}

pub(super) async fn of_team(portal: &CatalogPortal, team: &EntityRef, tree: bool) -> Result<TeamScorecards, Problem> {
    let (survey, live) = portal.seen();
    let question = format!("{} {tree} {team}", survey.measures.revision());
    let (counted, team) = (Arc::clone(&live), team.clone());
    let make = long(move || health::team(&counted, &survey, &team, tree, &day(now_ms())));
    portal.memos.scores.teams.answer(&live, question, COUNTED, make).await
}
