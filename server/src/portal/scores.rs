//! What scorecards come to, over groups, over time and as work. Sums are kept with the snapshot; what else takes long is
//! kept while it is true: pages ask for it again and again.

use std::sync::Arc;
use std::time::Duration;

use catalog_schema::model::EntityRef;
use catalog_schema::wire::{
    FixList, FixQuery, MoveList, MoveQuery, NextFix, Problem, RollupBy, RollupQuery, Scorecard, ScorecardList,
    ScorecardRollup, ScorecardTrend, TeamScorecards,
};
use web::portal::Pages;

use super::catalog::CatalogPortal;
use super::graph::long;
use super::memo::{Memos, State};
use super::moves::KeptTransitions;
use super::{moves as who_moved, trends};
use crate::clock::{day, now_ms};
use crate::graph::Measured;
use crate::health;

/// How long fixes are told without a look at the day, on which rules may begin to count.
const COUNTED: Duration = Duration::from_secs(10);
/// How long days and moves are told without a look at the store: they are written shortly after their revision.
const WRITTEN: Duration = Duration::from_secs(1);

/// The answers that are kept.
#[derive(Debug, Default)]
pub(super) struct KeptScores {
    /// A scorecard of each group that pages show.
    trends: Memos<ScorecardTrend, 100>,
    moves: Memos<MoveList, 20>,
    pub(super) transitions: KeptTransitions,
    /// By scorecard and team.
    fixes: Memos<FixList, 20>,
}

pub(super) async fn all(portal: &CatalogPortal) -> ScorecardList {
    let live = portal.cell.load();
    long(move || health::scorecards(live.engine(), &live, &day(now_ms()))).await
}

pub(super) async fn one(portal: &CatalogPortal, name: &str) -> Result<Scorecard, Problem> {
    let (live, name) = (portal.cell.load(), name.to_owned());
    long(move || health::scorecard(live.engine(), &live, &name, &day(now_ms()))).await
}

pub(super) async fn rollup(
    portal: &CatalogPortal,
    name: &str,
    query: &RollupQuery,
) -> Result<ScorecardRollup, Problem> {
    let (live, name, query) = (portal.cell.load(), name.to_owned(), *query);
    long(move || health::rollup(&live, &name, &query, &day(now_ms()))).await
}

pub(super) async fn trend(
    portal: &CatalogPortal,
    name: &str,
    (by, of): (RollupBy, Option<&str>),
    days: u32,
) -> Result<ScorecardTrend, Problem> {
    let live = portal.cell.load();
    let asked = trends::asked(&live, name, (by, of), days)?;
    // What is written of days is the same in every revision.
    let (state, question) = (State::written(&live, (0, 0)), format!("{asked:?}"));
    let make = trends::trend(&portal.store, &asked);
    Ok((*portal.memos.scores.trends.answer(state, question, WRITTEN, make).await?).clone())
}

pub(super) async fn moves(portal: &CatalogPortal, query: &MoveQuery) -> Result<MoveList, Problem> {
    let live = portal.cell.load();
    let asked = who_moved::asked(&live, query)?;
    let question = format!("{asked:?}");
    let make = who_moved::moves(portal, Arc::clone(&live), &asked);
    Ok((*portal.memos.scores.moves.answer(State::of(&live), question, WRITTEN, make).await?).clone())
}

pub(super) async fn fixes(portal: &CatalogPortal, query: &FixQuery) -> Result<FixList, Problem> {
    let (survey, live) = portal.seen();
    let scorecard = query.scorecard.as_deref().map(|name| health::scorecard_name(live.engine(), name)).transpose()?;
    let query = FixQuery { scorecard, ..query.clone() };
    // How much stands on something is measured without a revision.
    let question = format!("{} {query:?}", survey.measures.revision());
    let counted = Arc::clone(&live);
    let make = long(move || health::next_fixes(Measured::new(&counted, &survey.measures), &query, &day(now_ms())));
    Ok((*portal.memos.scores.fixes.answer(State::of(&live), question, COUNTED, make).await?).clone())
}

pub(super) async fn every_fix(portal: &CatalogPortal, query: &FixQuery) -> Result<Pages<NextFix>, Problem> {
    let (survey, live) = portal.seen();
    let query = query.clone();
    Ok(Box::new(long(move || health::every_fix(live, survey, &query, &day(now_ms()))).await?))
}

pub(super) async fn of_team(portal: &CatalogPortal, team: &EntityRef, tree: bool) -> Result<TeamScorecards, Problem> {
    let ((survey, live), team) = (portal.seen(), team.clone());
    long(move || health::team(&live, &survey, &team, tree, &day(now_ms()))).await
}
